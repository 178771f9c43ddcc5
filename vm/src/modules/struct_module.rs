//! `_struct`: packing and unpacking; the interface is in Python.

use strict_semantics::Number;
use strict_semantics::struct_layout::Layout;
use strict_semantics::struct_values::{PackError, StructKind, StructValue};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module};
use crate::native::{method, native};
use crate::object::{Bytes, Dict, Effect, Special, Str, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    ..new_module(
        "_struct",
        &[
            method(
                "calcsize",
                "(format, /)",
                Effect::Pure,
                native(calcsize),
                "Return size in bytes of the struct described by the format string.",
            ),
            method("_pack", "(format, values, /)", Effect::Pure, native(pack), ""),
            method("_unpack", "(format, data, /)", Effect::Pure, native(unpack), ""),
        ],
    )
};

/// Where `struct.error` is kept.
const ERROR: &str = "struct.error";

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    vm.run_python_part("_struct", include_str!("python/_struct.py"), namespace)?;
    let name = vm.intern("error");
    if let Some(class) = vm.dict_get_str(namespace, name) {
        let registry = vm.registry;
        vm.set_global(registry, ERROR, class)?;
    }
    Ok(())
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    let key = vm.intern(ERROR);
    let registry = vm.registry;
    let class = vm.dict_get_str(registry, key).and_then(super::super::value::Value::cast::<Type>);
    vm.error(class.unwrap_or(vm.exceptions.ValueError), message)
}

fn layout(vm: &mut Vm, format: Value) -> Outcome<Layout> {
    let bytes = match format.cast::<Str>() {
        Some(text) => match text.as_ascii() {
            Some(text) => text.as_bytes().to_vec(),
            None => return Err(error(vm, "bad char in struct format")),
        },
        None => match format.cast::<Bytes>() {
            Some(bytes) => bytes.as_slice().to_vec(),
            None => {
                let name = vm.type_name(format);
                let message = format!("Struct() argument 1 must be a str or bytes object, not {name}");
                return Err(vm.type_error(message));
            }
        },
    };
    Layout::parse(&bytes).map_err(|problem| error(vm, &problem.to_string()))
}

fn calcsize(vm: &mut Vm, format: Value) -> Outcome<usize> {
    Ok(layout(vm, format)?.size)
}

fn pack(vm: &mut Vm, format: Value, values: Gc<Tuple>) -> Outcome<Value> {
    let layout = layout(vm, format)?;
    let wanted = layout.value_count();
    if wanted != values.len() {
        let message = format!("pack expected {wanted} items for packing (got {})", values.len());
        return Err(error(vm, &message));
    }
    let mut out = vec![0; layout.size];
    let mut next = values.as_slice().iter();
    for field in &layout.fields {
        for at in 0..field.count {
            let Some(&value) = next.next() else { break };
            let value = convert(vm, field.kind(), field.code, value)?;
            let start = field.offset + at * field.item_size;
            let packed = field.pack(layout.order, &value, &mut out[start..start + field.item_size]);
            packed.map_err(|problem| match problem {
                PackError::Struct(message) => error(vm, &message),
                PackError::Other(problem) => vm.raise_error(&problem),
            })?;
        }
    }
    vm.new_bytes(&out)
}

fn convert(vm: &mut Vm, kind: StructKind, code: u8, value: Value) -> Outcome<StructValue> {
    Ok(match kind {
        StructKind::Int => {
            if vm.special(value, Special::Index).is_none() {
                return Err(error(vm, "required argument is not an integer"));
            }
            StructValue::Int(vm.to_index(value)?)
        }
        StructKind::Float => match vm.to_f64(value) {
            Ok(number) => StructValue::Float(number),
            Err(_) if vm.catch(vm.exceptions.TypeError) => {
                return Err(error(vm, "required argument is not a float"));
            }
            Err(raised) => return Err(raised),
        },
        StructKind::Complex => match vm.as_number(value) {
            Some(Number::Complex(number)) => StructValue::Complex(number),
            _ => StructValue::Complex(strict_semantics::Complex::new(vm.to_f64(value)?, 0.0)),
        },
        StructKind::Bool => StructValue::Bool(vm.is_true(value)?),
        StructKind::Character | StructKind::String => match bytes_like(vm, value) {
            Ok(bytes) => StructValue::Bytes(bytes),
            Err(_) => {
                vm.raised = Value::UNBOUND;
                let message = match kind {
                    StructKind::Character => "char format requires a bytes object of length 1".to_owned(),
                    _ => format!("argument for '{}' must be a bytes object", char::from(code)),
                };
                return Err(error(vm, &message));
            }
        },
    })
}

fn unpack(vm: &mut Vm, format: Value, data: Gc<Bytes>) -> Outcome<Gc<Tuple>> {
    let layout = layout(vm, format)?;
    let data = data.as_slice().to_vec();
    let list = vm.new_list();
    for field in &layout.fields {
        for at in 0..field.count {
            let start = field.offset + at * field.item_size;
            let Some(bytes) = data.get(start..start + field.item_size) else { break };
            let value = match field.unpack(layout.order, bytes) {
                StructValue::Int(number) => vm.new_integer(&number),
                StructValue::Float(number) => vm.new_float(number),
                StructValue::Complex(number) => vm.new_complex(number),
                StructValue::Bool(truth) => Value::bool(truth),
                StructValue::Bytes(bytes) => vm.new_bytes(&bytes)?,
            };
            vm.append(list, value)?;
        }
    }
    vm.tuple_of_list(list)
}
