//! `print`, `input` and `sys.displayhook`.

use super::prelude::*;
use crate::modules::io::write_to;
use crate::modules::sys_attribute;

/// A standard stream, or `RuntimeError` if `sys` has lost it.
fn stream(vm: &mut Vm, name: &str, lost: &str) -> Outcome<Value> {
    let key = vm.intern(name);
    match sys_attribute(vm, key) {
        Some(stream) => Ok(stream),
        None => Err(vm.error(vm.exceptions.RuntimeError, format!("{lost}lost sys.{name}"))),
    }
}

/// A string argument of `print`, or its default.
fn text_argument(vm: &mut Vm, value: Option<Value>, default: &str, name: &str) -> Outcome<Gc<Str>> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(vm.intern(default)),
        Some(value) => match value.cast::<Str>() {
            Some(text) => Ok(text),
            None => {
                let given = vm.type_name(value);
                Err(vm.type_error(format!("{name} must be None or a string, not {given}")))
            }
        },
    }
}

/// `print`
pub(super) fn print(
    vm: &mut Vm,
    values: Gc<Tuple>,
    separator: Option<Value>,
    end: Option<Value>,
    file: Option<Value>,
    flush: bool,
) -> Outcome<()> {
    let separator = text_argument(vm, separator, " ", "sep")?;
    let end = text_argument(vm, end, "\n", "end")?;
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file,
        None => stream(vm, "stdout", "")?,
    };
    if file.is_none() {
        return Ok(());
    }
    for (index, &value) in values.as_slice().iter().enumerate() {
        let text = vm.to_str(value)?;
        if index > 0 {
            write_to(vm, file, separator)?;
        }
        write_to(vm, file, text)?;
    }
    write_to(vm, file, end)?;
    if flush {
        let name = vm.names.flush;
        vm.call_method(file, name, &[])?;
    }
    Ok(())
}

/// `input`
pub(super) fn input(vm: &mut Vm, prompt: Option<Value>) -> Outcome<Value> {
    let mut streams = [Value::NONE; 3];
    for (place, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        streams[place] = stream(vm, name, "input(): ")?;
        if streams[place].is_none() {
            return Err(vm.error(vm.exceptions.RuntimeError, format!("input(): lost sys.{name}")));
        }
    }
    let [reader, writer, errors] = streams;
    let flush = vm.names.flush;
    if vm.call_method(errors, flush, &[]).is_err() {
        vm.raised = Value::UNBOUND;
    }
    if let Some(prompt) = prompt {
        let text = vm.to_str(prompt)?;
        write_to(vm, writer, text)?;
    }
    if vm.call_method(writer, flush, &[]).is_err() {
        vm.raised = Value::UNBOUND;
    }
    let readline = vm.intern("readline");
    let line = vm.call_method(reader, readline, &[])?;
    let Some(line) = line.cast::<Str>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    let view = line.view();
    match view.len() {
        0 => Err(vm.error(vm.exceptions.EOFError, "EOF when reading a line")),
        length if view.char_at(length - 1) == Some(10) => {
            let stripped = vm.try_str(view.slice(0..length - 1));
            std::hint::black_box(line);
            stripped.map(Gc::value)
        }
        _ => Ok(line.value()),
    }
}

/// `sys.displayhook`
pub(crate) fn display(vm: &mut Vm, object: Value) -> Outcome<()> {
    if object.is_none() {
        return Ok(());
    }
    let builtins = vm.builtins;
    vm.set_global(builtins, "_", Value::NONE)?;
    let output = stream(vm, "stdout", "")?;
    let text = vm.repr(object)?;
    if write_to(vm, output, text).is_err() {
        if !vm.catch(vm.exceptions.UnicodeEncodeError) {
            return Err(crate::vm::Raised);
        }
        let (encoding, encode, decode) = (vm.intern("encoding"), vm.intern("encode"), vm.intern("decode"));
        let encoding = vm.get_attribute(output, encoding)?;
        let handler = vm.intern("backslashreplace").value();
        let bytes = vm.call_method(text.value(), encode, &[encoding, handler])?;
        let strict = vm.intern("strict").value();
        let escaped = vm.call_method(bytes, decode, &[encoding, strict])?;
        if let Some(escaped) = escaped.cast::<Str>() {
            write_to(vm, output, escaped)?;
        }
    }
    let end = vm.intern("\n");
    write_to(vm, output, end)?;
    vm.set_global(builtins, "_", object)
}
