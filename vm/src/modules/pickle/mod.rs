//! `_pickle`: pickles, written by `Pickler` (`save`, `save_reduce`) and read by `Unpickler` (`load`, `load_build`).
//!
//! The bytes of a pickle can come from anywhere. Reading one calls whatever it asks for, as Python documents, but nothing
//! in it makes the VM fail: lengths are checked before memory is taken, and the stack before something is taken off it.

mod buffer;
mod input;
mod load;
mod load_build;
mod load_text;
mod memo;
mod opcodes;
mod output;
mod pickler;
mod save;
mod save_containers;
mod save_instance;
mod save_reduce;
mod unpickler;

use std::borrow::Cow;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::{Dict, Exception};
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Optimized C implementation for the Python pickle module.",
    types: &[&buffer::PICKLE_BUFFER, &pickler::PICKLER, &unpickler::UNPICKLER],
    fill,
    ..new_module(
        "_pickle",
        &[
            m(
                "dump",
                "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
                Any,
                pickler::dump_to_file,
                "Write a pickled representation of obj to the open file object file.",
            ),
            m(
                "dumps",
                "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
                Any,
                n(pickler::dump_to_bytes),
                "Return the pickled representation of the object as a bytes object.",
            ),
            m(
                "load",
                "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
                Any,
                n(unpickler::load_from_file),
                "Read and return an object from the pickle data stored in a file.",
            ),
            m(
                "loads",
                "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
                Any,
                n(unpickler::load_from_bytes),
                "Read and return an object from the given pickle data.",
            ),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    let base = vm.add_exception(namespace, "_pickle", "PickleError", base)?;
    vm.add_exception(namespace, "_pickle", "PicklingError", base)?;
    vm.add_exception(namespace, "_pickle", "UnpicklingError", base)?;
    Ok(())
}

/// Raises one of the module's exceptions.
#[cold]
fn error(vm: &mut Vm, class: &str, message: &str) -> Raised {
    vm.module_error(&format!("_pickle.{class}"), message)
}

/// The same, while another exception is handled.
#[cold]
fn chained(vm: &mut Vm, cause: Value, class: &str, message: &str) -> Raised {
    let raised = error(vm, class, message);
    if let Some(exception) = vm.raised.cast::<Exception>() {
        exception.context.set(exception, cause);
    }
    raised
}

/// Adds to an exception what was being saved when it was raised.
fn note<T>(vm: &mut Vm, result: Outcome<T>, text: impl FnOnce(&mut Vm) -> String) -> Outcome<T> {
    if result.is_err() {
        let exception = vm.take_raised();
        let text = text(vm);
        vm.raised = exception;
        vm.add_note_to_raised(&text);
    }
    result
}

/// The name of an object's type as messages have it.
fn shown_type(vm: &mut Vm, value: Value) -> String {
    let class = vm.type_of(value);
    vm.full_type_name(class)
}

/// An attribute of a module, which is imported.
fn imported(vm: &mut Vm, module: &str, name: &str) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, module)?;
    let name = vm.intern(name);
    vm.get_attribute(module, name)
}

/// What a dotted path of attributes leads to.
fn get_path(vm: &mut Vm, object: Value, path: &str) -> Outcome<Value> {
    let mut found = object;
    for name in path.split('.') {
        let name = vm.intern(name);
        found = vm.get_attribute(found, name)?;
    }
    Ok(found)
}

/// The bytes of a text in UTF-8, with surrogates encoded like any other character.
fn text_bytes(text: Gc<Str>) -> Cow<'static, [u8]> {
    if let Some(ascii) = text.as_ascii() {
        return Cow::Owned(ascii.as_bytes().to_vec());
    }
    if let Some(text) = text.view().to_utf8() {
        return Cow::Owned(text.into_owned().into_bytes());
    }
    let mut bytes = Vec::with_capacity(text.len() * 3);
    for point in text.view().code_points() {
        match char::from_u32(point) {
            Some(character) => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => bytes.extend([
                0xe0 | (point >> 12) as u8,
                0x80 | (point >> 6 & 0x3f) as u8,
                0x80 | (point & 0x3f) as u8,
            ]),
        }
    }
    Cow::Owned(bytes)
}

/// The names that Python 2 has for a module and something in it, or the other way round.
fn renamed(
    vm: &mut Vm,
    names: &str,
    modules: &str,
    module: Gc<Str>,
    name: Gc<Str>,
) -> Outcome<(Gc<Str>, Gc<Str>)> {
    let names = imported(vm, "_compat_pickle", names)?;
    let key = vm.pair(module.value(), name.value());
    if let Some(names) = names.cast::<Dict>()
        && let Some(pair) = vm.dict_get(names, key)?.and_then(Value::cast::<Tuple>)
        && let [module, name] = *pair.as_slice()
        && let (Some(module), Some(name)) = (module.cast(), name.cast())
    {
        return Ok((module, name));
    }
    let modules = imported(vm, "_compat_pickle", modules)?;
    if let Some(modules) = modules.cast::<Dict>()
        && let Some(module) = vm.dict_get(modules, module.value())?.and_then(Value::cast::<Str>)
    {
        return Ok((module, name));
    }
    Ok((module, name))
}
