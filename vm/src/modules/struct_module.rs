//! `_struct`: packing values into bytes and back. What a format means is in `strict_semantics`.

use strict_semantics::Number;
use strict_semantics::struct_layout::Layout;
use strict_semantics::struct_values::{PackError, StructKind, StructValue};

use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, bytes_like, new_module, record_type};
use crate::native::{FromValue, method, native};
use crate::object::{
    ByteArray, Bytes, Dict, Effect, NativeSpec, Record, Special, Str, Table, Tuple, Type, TypeFlags,
};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

static FUNCTIONS: &[NativeSpec] = &[
    method(
        "calcsize",
        "(format, /)",
        Effect::Pure,
        native(calcsize),
        "Return size in bytes of the struct described by the format string.",
    ),
    method(
        "pack",
        "(format, /, *values)",
        Effect::Any,
        native(|vm: &mut Vm, format: Value, values: Gc<Tuple>| {
            let it = cached(vm, format)?;
            pack(vm, it, values)
        }),
        "Return a bytes object containing values packed according to the format string.",
    ),
    method(
        "pack_into",
        "(format, buffer, offset, /, *values)",
        Effect::Any,
        native(|vm: &mut Vm, format: Value, buffer: Value, offset: Value, values: Gc<Tuple>| {
            let it = cached(vm, format)?;
            pack_into(vm, it, buffer, offset, values)
        }),
        "Pack values and write the packed bytes into the buffer.",
    ),
    method(
        "unpack",
        "(format, buffer, /)",
        Effect::Pure,
        native(|vm: &mut Vm, format: Value, buffer: Value| {
            let it = cached(vm, format)?;
            let buffer = Buffer::from_value(vm, buffer)?;
            unpack(vm, it, buffer)
        }),
        "Return a tuple containing values unpacked according to the format string.",
    ),
    method(
        "unpack_from",
        "(format, /, buffer, offset=0)",
        Effect::Pure,
        native(|vm: &mut Vm, format: Value, buffer: Buffer, offset: Option<i64>| {
            let it = cached(vm, format)?;
            unpack_from(vm, it, buffer, offset)
        }),
        "Return a tuple containing values unpacked according to the format string.",
    ),
    method(
        "iter_unpack",
        "(format, buffer, /)",
        Effect::Pure,
        native(|vm: &mut Vm, format: Value, buffer: Value| {
            let it = cached(vm, format)?;
            iter_unpack(vm, it, buffer)
        }),
        "Return an iterator yielding tuples unpacked from the given bytes.",
    ),
    method("_clearcache", "()", Effect::Any, native(clear_cache), "Clear the internal cache."),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.",
    types: &[&STRUCT],
    fill: |vm, namespace| {
        let base = vm.exceptions.Exception;
        vm.add_exception(namespace, "struct", "error", base)?;
        clear_cache(vm)
    },
    ..new_module("_struct", FUNCTIONS)
};

const FORMAT: usize = 1;

static STRUCT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    attributes: &[
        ("format", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(FORMAT))), None),
        (
            "size",
            |vm, it| match it.cast::<Record>() {
                Some(it) => Ok(Value::index(layout(vm, it)?.size)),
                None => Ok(Value::NONE),
            },
            None,
        ),
    ],
    ..record_type(
        "Struct",
        "_struct",
        &[
            method(
                "__new__",
                "($type, *args, **kwargs)",
                Effect::Pure,
                native(|vm: &mut Vm, class: Gc<Type>, _: Value, _: Value| {
                    Ok(vm.new_record(class, &[Value::NONE, Value::NONE]))
                }),
                "",
            ),
            method("__init__", "($self, /, format)", Effect::MutatesReceiver, native(init), ""),
            method("pack", "($self, /, *values)", Effect::Any, native(pack), "pack(v1, v2, ...) -> bytes"),
            method(
                "pack_into",
                "($self, buffer, offset, /, *values)",
                Effect::Any,
                native(pack_into),
                "pack_into(buffer, offset, v1, v2, ...)",
            ),
            method(
                "unpack",
                "($self, buffer, /)",
                Effect::Pure,
                native(unpack),
                "Return a tuple containing unpacked values.",
            ),
            method(
                "unpack_from",
                "($self, /, buffer, offset=0)",
                Effect::Pure,
                native(unpack_from),
                "Return a tuple containing unpacked values.",
            ),
            method(
                "iter_unpack",
                "($self, buffer, /)",
                Effect::Pure,
                native(iter_unpack),
                "Return an iterator yielding tuples.",
            ),
            method(
                "__sizeof__",
                "($self, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Gc<Record>| Ok(48 + 32 * layout(vm, it)?.fields.len())),
                "S.__sizeof__() -> size of S in memory, in bytes",
            ),
            method("__repr__", "($self, /)", Effect::Pure, native(repr), "Return repr(self)."),
        ],
        "Struct(fmt) --> compiled struct object",
    )
};

/// The iterator of `iter_unpack`: the struct, the bytes, the position.
static ITERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    ..record_type(
        "unpack_iterator",
        "_struct",
        &[
            crate::modules::itertools::ITER,
            method("__next__", "($self, /)", Effect::MutatesReceiver, native(next), "Implement next(self)."),
            method("__length_hint__", "($self, /)", Effect::Pure, native(length_hint), ""),
        ],
        "",
    )
};

/// Where compiled formats are kept, and how many at most.
const CACHE: &str = "struct.cache";
const MOST_CACHED: usize = 100;

fn clear_cache(vm: &mut Vm) -> Outcome<()> {
    let cache = vm.new_dict().value();
    let registry = vm.registry;
    vm.set_global(registry, CACHE, cache)
}

/// The compiled form of a format.
fn cached(vm: &mut Vm, format: Value) -> Outcome<Gc<Record>> {
    let key = vm.intern(CACHE);
    let registry = vm.registry;
    let cache = vm.dict_get_str(registry, key).and_then(Value::cast::<Dict>);
    vm.hash_key::<Dict>(format)?;
    // Text and bytes of the same letters are different keys.
    let is_key = format.is::<Str>() || format.is::<Bytes>();
    if let Some(cache) = cache.filter(|_| is_key)
        && let Some(found) = vm.dict_get(cache, format)?
        && let Some(found) = found.cast()
    {
        return Ok(found);
    }
    let class = vm.native_type(&STRUCT);
    let made = vm.new_record(class, &[Value::NONE, Value::NONE]);
    init(vm, made, format)?;
    if let Some(cache) = cache.filter(|_| is_key) {
        if cache.len() >= MOST_CACHED {
            vm.heap.clear_table(cache);
        }
        vm.dict_set(cache, format, made.value())?;
    }
    Ok(made)
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    vm.module_error("struct.error", message)
}

fn init(vm: &mut Vm, it: Gc<Record>, format: Value) -> Outcome<()> {
    let text = match (format.cast::<Str>(), format.cast::<Bytes>()) {
        (Some(text), _) => match text.as_ascii() {
            Some(ascii) => ascii.as_bytes().to_vec(),
            None => {
                let encode = vm.intern("encode");
                let ascii = vm.intern("ascii").value();
                vm.call_method(format, encode, &[ascii])?;
                return Err(error(vm, "bad char in struct format"));
            }
        },
        (None, Some(bytes)) => bytes.as_slice().to_vec(),
        (None, None) => {
            let name = vm.type_name(format);
            let message = format!("Struct() argument 1 must be a str or bytes object, not {name}");
            return Err(vm.type_error(message));
        }
    };
    let layout = Layout::parse(&text).map_err(|problem| error(vm, &problem.to_string()))?;
    let shown = strict_semantics::TextRef::Latin1(&text);
    let shown = vm.try_str(shown)?;
    it.set(FORMAT, shown.value());
    let index = vm.heap.adopt(it, layout);
    it.set(0, index);
    Ok(())
}

/// What the struct's format means.
fn layout(vm: &mut Vm, it: Gc<Record>) -> Outcome<&Layout> {
    if it.get(0).is_none() {
        return Err(vm.error(vm.exceptions.RuntimeError, "Struct object is not initialized"));
    }
    match vm.heap.foreign(it.get(0)) {
        Some(layout) => Ok(layout),
        None => unreachable!("the struct was made with its layout"),
    }
}

fn calcsize(vm: &mut Vm, format: Value) -> Outcome<usize> {
    let it = cached(vm, format)?;
    Ok(layout(vm, it)?.size)
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let name = vm.type_of(it.value()).display_name();
    let format = vm.repr(it.get(FORMAT))?.to_lossy();
    Ok(format!("{name}({format})"))
}

fn packed(vm: &mut Vm, it: Gc<Record>, function: &str, values: Gc<Tuple>) -> Outcome<Vec<u8>> {
    let layout = layout(vm, it)?.clone();
    let wanted = layout.value_count();
    if wanted != values.len() {
        let message = format!("{function} expected {wanted} items for packing (got {})", values.len());
        return Err(error(vm, &message));
    }
    let mut out = crate::builtins::bytes::zeros(vm, layout.size)?;
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
    Ok(out)
}

fn pack(vm: &mut Vm, it: Gc<Record>, values: Gc<Tuple>) -> Outcome<Value> {
    let out = packed(vm, it, "pack", values)?;
    vm.new_bytes(&out)
}

/// A place in a buffer, counted from the end if negative; the message is for one that is out of range.
fn place(vm: &mut Vm, offset: i64, length: usize, wanted: usize, doing: &str) -> Outcome<usize> {
    let (function, verb) =
        if doing == "pack" { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
    let mut start = offset;
    if start < 0 {
        if start + (wanted as i64) > 0 {
            let message = if doing == "pack" {
                format!("no space to pack {wanted} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {wanted} bytes")
            };
            return Err(error(vm, &message));
        }
        start += length as i64;
        if start < 0 {
            return Err(error(vm, &format!("offset {offset} out of range for {length}-byte buffer")));
        }
    }
    let start = start as usize;
    if length.checked_sub(start).is_none_or(|rest| rest < wanted) {
        let needed = start.saturating_add(wanted);
        let message = format!(
            "{function} requires a buffer of at least {needed} bytes for {verb} {wanted} bytes at offset {start} (actual buffer size is {length})"
        );
        return Err(error(vm, &message));
    }
    Ok(start)
}

fn pack_into(vm: &mut Vm, it: Gc<Record>, buffer: Value, offset: Value, values: Gc<Tuple>) -> Outcome<()> {
    let size = layout(vm, it)?.size;
    let offset = vm.index_i64(offset)?;
    if let Some(array) = buffer.cast::<ByteArray>() {
        place(vm, offset, array.length.get(), size, "pack")?;
        let out = packed(vm, it, "pack_into", values)?;
        // Converting the values may have changed the array.
        let start = place(vm, offset, array.length.get(), size, "pack")?;
        if let Some(storage) = array.storage.try_get() {
            storage.write(start, &out);
        }
        return Ok(());
    }
    if buffer.is::<Bytes>() || buffer.is::<Str>() {
        let name = vm.type_name(buffer);
        return Err(vm.type_error(format!("argument must be read-write bytes-like object, not {name}")));
    }
    let view = vm.call(vm.types.memoryview.value(), &[buffer])?;
    let (cast, letter) = (vm.intern("cast"), vm.intern("B").value());
    let view = vm.call_method(view, cast, &[letter])?;
    let length = vm.length(view)?;
    let start = place(vm, offset, length, size, "pack")?;
    let out = packed(vm, it, "pack_into", values)?;
    let out = vm.new_bytes(&out)?;
    let slice = vm.new_slice(Value::index(start), Value::index(start + size), Value::NONE);
    vm.set_item(view, slice, out)
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
            _ => match strict_semantics::Complex::from_value(vm, value) {
                Ok(number) => StructValue::Complex(number),
                Err(_) if vm.catch(vm.exceptions.TypeError) => {
                    return Err(error(vm, "required argument is not a complex"));
                }
                Err(raised) => return Err(raised),
            },
        },
        StructKind::Bool => StructValue::Bool(vm.is_true(value)?),
        StructKind::Character | StructKind::String => {
            let bytes = if value.is::<Bytes>() || value.is::<ByteArray>() {
                bytes_like(vm, value).ok()
            } else {
                None
            };
            match bytes {
                Some(bytes) => StructValue::Bytes(bytes),
                None => {
                    let message = match kind {
                        StructKind::Character => "char format requires a bytes object of length 1".to_owned(),
                        _ => format!("argument for '{}' must be a bytes object", char::from(code)),
                    };
                    return Err(error(vm, &message));
                }
            }
        }
    })
}

/// The values in bytes that are long enough.
fn values(vm: &mut Vm, it: Gc<Record>, data: &[u8]) -> Outcome<Gc<Tuple>> {
    let layout = layout(vm, it)?.clone();
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

fn unpack(vm: &mut Vm, it: Gc<Record>, data: Buffer) -> Outcome<Gc<Tuple>> {
    let size = layout(vm, it)?.size;
    if data.len() != size {
        return Err(error(vm, &format!("unpack requires a buffer of {size} bytes")));
    }
    values(vm, it, &data)
}

fn unpack_from(vm: &mut Vm, it: Gc<Record>, data: Buffer, offset: Option<i64>) -> Outcome<Gc<Tuple>> {
    let size = layout(vm, it)?.size;
    let start = place(vm, offset.unwrap_or(0), data.len(), size, "unpack")?;
    values(vm, it, &data[start..start + size])
}

fn iter_unpack(vm: &mut Vm, it: Gc<Record>, buffer: Value) -> Outcome<Gc<Record>> {
    let size = layout(vm, it)?.size;
    let data = Buffer::from_value(vm, buffer)?;
    if size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if !data.len().is_multiple_of(size) {
        let message = format!("iterative unpacking requires a buffer of a multiple of {size} bytes");
        return Err(error(vm, &message));
    }
    let data = match data {
        Buffer::Shared(bytes) => bytes.value(),
        Buffer::Copied(bytes) => vm.new_bytes(&bytes)?,
    };
    let class = vm.native_type(&ITERATOR);
    Ok(vm.new_record(class, &[it.value(), data, Value::ZERO]))
}

/// The struct, the bytes and the position of an iterator that is not exhausted.
fn parts(iterator: Gc<Record>) -> Option<(Gc<Record>, Gc<Bytes>, usize)> {
    let at = iterator.get(2).as_fixnum().unwrap_or(0) as usize;
    Some((iterator.get(0).cast()?, iterator.get(1).cast()?, at))
}

fn next(vm: &mut Vm, iterator: Gc<Record>) -> Outcome<Gc<Tuple>> {
    if let Some((it, data, at)) = parts(iterator) {
        let size = layout(vm, it)?.size;
        if at < data.len() {
            iterator.set(2, Value::index(at + size));
            return values(vm, it, &data.as_slice()[at..at + size]);
        }
        iterator.set(0, Value::NONE);
    }
    Err(vm.stop_iteration(Value::NONE))
}

fn length_hint(vm: &mut Vm, iterator: Gc<Record>) -> Outcome<usize> {
    let Some((it, data, at)) = parts(iterator) else { return Ok(0) };
    let size = layout(vm, it)?.size;
    Ok(data.len().saturating_sub(at) / size.max(1))
}
