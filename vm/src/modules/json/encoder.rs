//! `make_encoder`: objects that write a value as text.

use strict_semantics::TextBuilder;

use super::text::quote;
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Dict, Effect, List, NativeFunction, Record, Str, Table, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// The settings, in the order of the parameters and fields.
const SETTINGS: [&str; 9] = [
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
    "allow_nan",
];
const MARKERS: usize = 0;
const DEFAULT: usize = 1;
const STRING_ENCODER: usize = 2;
const INDENT: usize = 3;
const KEY_SEPARATOR: usize = 4;
const ITEM_SEPARATOR: usize = 5;
const SORT_KEYS: usize = 6;
const SKIP_KEYS: usize = 7;
const ALLOW_NAN: usize = 8;

macro_rules! attribute {
    ($at:ident) => {
        (SETTINGS[$at], |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get($at))), None)
    };
}

/// The type.
pub(super) static ENCODER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        attribute!(MARKERS),
        attribute!(DEFAULT),
        attribute!(STRING_ENCODER),
        attribute!(INDENT),
        attribute!(KEY_SEPARATOR),
        attribute!(ITEM_SEPARATOR),
        attribute!(SORT_KEYS),
        attribute!(SKIP_KEYS),
    ],
    ..record_type(
        "Encoder",
        "_json",
        &[
            method(
                "__new__",
                "($type, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
                Effect::Any,
                new,
                "",
            ),
            method(
                "__call__",
                "($self, obj, _current_indent_level)",
                Effect::Any,
                native(call),
                "Call self as a function.",
            ),
        ],
        "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    )
};

fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let class = vm.expect_type(arguments[0], "Encoder.__new__")?;
    let class: Gc<Type> = class;
    let mut fields = [Value::NONE; 9];
    fields.copy_from_slice(&arguments[1..10]);
    if !fields[MARKERS].is_none() && !fields[MARKERS].is::<Dict>() {
        let name = vm.type_name(fields[MARKERS]);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {name}")));
    }
    for at in [KEY_SEPARATOR, ITEM_SEPARATOR] {
        if !fields[at].is::<Str>() {
            let name = vm.type_name(fields[at]);
            return Err(vm.type_error(format!("make_encoder() argument {} must be str, not {name}", at + 1)));
        }
    }
    for at in [SORT_KEYS, SKIP_KEYS, ALLOW_NAN] {
        fields[at] = Value::bool(vm.is_true(fields[at])?);
    }
    Ok(vm.new_record(class, &fields).value())
}

fn call(vm: &mut Vm, it: Gc<Record>, object: Value, level: i64) -> Outcome<Gc<Tuple>> {
    let ascii = match it.get(STRING_ENCODER).cast::<NativeFunction>().and_then(|it| it.spec.get()) {
        Some(spec) if spec.name == "encode_basestring_ascii" => Some(true),
        Some(spec) if spec.name == "encode_basestring" => Some(false),
        _ => None,
    };
    let mut encoding = Encoding { settings: it, ascii, out: TextBuilder::new() };
    encoding.value(vm, object, level.max(0) as usize)?;
    let text = vm.str_from_builder(&encoding.out)?;
    vm.new_tuple(&[text])
}

/// One writing of a value.
struct Encoding {
    settings: Gc<Record>,
    /// How the module itself quotes strings: with escapes for what is not ASCII, or not. None if something else does it.
    ascii: Option<bool>,
    out: TextBuilder,
}

impl Encoding {
    fn setting(&self, at: usize) -> Value {
        self.settings.get(at)
    }

    fn push(&mut self, text: Gc<Str>) {
        self.out.push_text(text.view());
    }

    fn string(&mut self, vm: &mut Vm, text: Gc<Str>) -> Outcome<()> {
        if let Some(ascii) = self.ascii {
            quote(text.view(), ascii, &mut self.out);
            return Ok(());
        }
        let quoted = vm.call(self.setting(STRING_ENCODER), &[text.value()])?;
        match quoted.cast::<Str>() {
            Some(quoted) => {
                self.push(quoted);
                Ok(())
            }
            None => {
                let name = vm.type_name(quoted);
                Err(vm.type_error(format!("encoder() must return a string, not {name}")))
            }
        }
    }

    /// The text of an `int`, or of a `float`, as its own class writes it.
    fn number(&mut self, vm: &mut Vm, value: Value) -> Outcome<Option<String>> {
        if let Some(number) = value.as_bool() {
            return Ok(Some(if number { "true" } else { "false" }.to_owned()));
        }
        if vm.as_int(value).is_some() {
            let name = vm.names.special(crate::object::Special::Repr);
            let class = vm.types.int;
            let repr = vm.get_attribute(class.value(), name)?;
            let text = vm.call(repr, &[value])?;
            return Ok(Some(text.cast::<Str>().map_or_else(String::new, |text| text.to_lossy())));
        }
        let Some(number) = vm.as_float(value) else { return Ok(None) };
        if number.is_finite() {
            let plain = vm.new_float(number);
            return Ok(Some(vm.repr(plain)?.to_lossy()));
        }
        if self.setting(ALLOW_NAN) != Value::TRUE {
            let text = vm.repr(value)?.to_lossy();
            return Err(vm.value_error(format!("Out of range float values are not JSON compliant: {text}")));
        }
        let text = match number {
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => "NaN",
        };
        Ok(Some(text.to_owned()))
    }

    fn value(&mut self, vm: &mut Vm, value: Value, level: usize) -> Outcome<()> {
        if value.is_none() {
            self.out.push_str("null");
            return Ok(());
        }
        if let Some(text) = value.cast::<Str>() {
            return self.string(vm, text);
        }
        if let Some(number) = self.number(vm, value)? {
            self.out.push_str(&number);
            return Ok(());
        }
        vm.check_native_stack()?;
        if value.is::<List>() || value.is::<Tuple>() {
            return self.marked(vm, value, |it, vm| it.array(vm, value, level));
        }
        if let Some(dict) = value.cast::<Dict>() {
            return self.marked(vm, value, |it, vm| it.object(vm, dict, level));
        }
        self.marked(vm, value, |it, vm| {
            let replaced = vm.call(it.setting(DEFAULT), &[value])?;
            it.value(vm, replaced, level).inspect_err(|_| {
                let name = vm.type_name(value);
                vm.add_note_to_raised(&format!("when serializing {name} object"));
            })
        })
    }

    /// Writes a container, unless it's being written already.
    fn marked(
        &mut self,
        vm: &mut Vm,
        value: Value,
        write: impl FnOnce(&mut Self, &mut Vm) -> Outcome<()>,
    ) -> Outcome<()> {
        let Some(markers) = self.setting(MARKERS).cast::<Dict>() else { return write(self, vm) };
        let key = vm.new_int(value.bits() as i64);
        if vm.dict_contains(markers, key)? {
            return Err(vm.value_error("Circular reference detected"));
        }
        vm.dict_set(markers, key, value)?;
        write(self, vm)?;
        vm.dict_remove(markers, key)?;
        Ok(())
    }

    fn new_line(&mut self, vm: &mut Vm, level: usize) -> Outcome<()> {
        if let Some(indent) = self.setting(INDENT).cast::<Str>() {
            self.out.push('\n');
            for _ in 0..level {
                self.push(indent);
            }
            if self.out.len() > 1 << 36 {
                return Err(vm.memory_error());
            }
        }
        Ok(())
    }

    fn separator(&mut self, vm: &mut Vm, at: usize, level: usize) -> Outcome<()> {
        if let Some(separator) = self.setting(at).cast::<Str>() {
            self.push(separator);
        }
        if at == ITEM_SEPARATOR { self.new_line(vm, level) } else { Ok(()) }
    }

    fn array(&mut self, vm: &mut Vm, value: Value, level: usize) -> Outcome<()> {
        let items = vm.list_from(value)?;
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push('[');
        self.new_line(vm, level + 1)?;
        let mut at = 0;
        while let Some(item) = items.get(at) {
            if at > 0 {
                self.separator(vm, ITEM_SEPARATOR, level + 1)?;
            }
            if self.value(vm, item, level + 1).is_err() {
                let name = vm.type_name(value);
                vm.add_note_to_raised(&format!("when serializing {name} item {at}"));
                return Err(crate::vm::Raised);
            }
            at += 1;
        }
        self.new_line(vm, level)?;
        self.out.push(']');
        Ok(())
    }

    fn object(&mut self, vm: &mut Vm, dict: Gc<Dict>, level: usize) -> Outcome<()> {
        if dict.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        let name = vm.names.items;
        let items = vm.call_method(dict.value(), name, &[])?;
        let items = vm.list_from(items)?;
        if self.setting(SORT_KEYS) == Value::TRUE {
            let sort = vm.names.sort;
            vm.call_method(items.value(), sort, &[])?;
        }
        self.out.push('{');
        let (mut at, mut is_first) = (0, true);
        while let Some(item) = items.get(at) {
            at += 1;
            let Some(pair) = item.cast::<Tuple>().filter(|pair| pair.len() == 2) else {
                return Err(vm.value_error("items must return 2-tuples"));
            };
            let (key, value) = (pair.get(0), pair.get(1));
            let text = match key.cast::<Str>() {
                Some(text) => Some(text),
                None if key.is_none() => Some(vm.new_str("null")),
                None => self.number(vm, key)?.map(|number| vm.new_str(&number)),
            };
            let Some(text) = text else {
                if self.setting(SKIP_KEYS) == Value::TRUE {
                    continue;
                }
                let name = vm.type_name(key);
                let message = format!("keys must be str, int, float, bool or None, not {name}");
                return Err(vm.type_error(message));
            };
            if is_first {
                self.new_line(vm, level + 1)?;
                is_first = false;
            } else {
                self.separator(vm, ITEM_SEPARATOR, level + 1)?;
            }
            self.string(vm, text)?;
            self.separator(vm, KEY_SEPARATOR, level)?;
            if self.value(vm, value, level + 1).is_err() {
                let (name, key) = (vm.type_name(dict.value()), vm.repr_lossy(key));
                vm.add_note_to_raised(&format!("when serializing {name} item {key}"));
                return Err(crate::vm::Raised);
            }
        }
        if !is_first {
            self.new_line(vm, level)?;
        }
        self.out.push('}');
        Ok(())
    }
}
