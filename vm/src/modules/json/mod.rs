//! `_json`: reading and writing JSON for the package `json`.

mod encoder;
mod scanner;
mod text;

use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Effect, NativeSpec, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

static FUNCTIONS: &[NativeSpec] = &[
    method(
        "encode_basestring",
        "(object, /)",
        Effect::Pure,
        native(|vm: &mut Vm, text: Value| encode(vm, text, false)),
        "Return a JSON representation of a Python string",
    ),
    method(
        "encode_basestring_ascii",
        "(object, /)",
        Effect::Pure,
        native(|vm: &mut Vm, text: Value| encode(vm, text, true)),
        "Return an ASCII-only JSON representation of a Python string",
    ),
    method(
        "scanstring",
        "(string, end, strict=True, /)",
        Effect::Pure,
        native(scan_string),
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string.",
    ),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "json speedups\n",
    fill: |vm, namespace| {
        for (name, class) in [("make_scanner", &scanner::SCANNER), ("make_encoder", &encoder::ENCODER)] {
            let class = vm.native_type(class).value();
            vm.set_global(namespace, name, class)?;
        }
        Ok(())
    },
    ..new_module("_json", FUNCTIONS)
};

fn encode(vm: &mut Vm, text: Value, ascii: bool) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        let name = vm.type_name(text);
        return Err(vm.type_error(format!("first argument must be a string, not {name}")));
    };
    let mut out = strict_semantics::TextBuilder::new();
    text::quote(text.view(), ascii, &mut out);
    vm.str_from_builder(&out)
}

fn scan_string(vm: &mut Vm, text: Value, end: i64, is_strict: Option<Value>) -> Outcome<Value> {
    let Some(text) = text.cast::<Str>() else {
        let name = vm.type_name(text);
        return Err(vm.type_error(format!("first argument must be a string, not {name}")));
    };
    let is_strict = is_strict.map_or(Ok(true), |it| vm.is_true(it))?;
    let start = usize::try_from(end).ok().filter(|&start| start <= text.len());
    let Some(start) = start else { return Err(vm.value_error("end is out of bounds")) };
    let (string, end) = scanner::string(vm, text, start, is_strict)?;
    Ok(vm.pair(string, Value::index(end)))
}
