//! `_strict`: what the loader, which is written in Python, asks of the VM.

use std::cell::Cell;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;

use strict_bytecode::print::Listing;
use strict_syntax::SourceFile;

use super::{Analysis, ModuleKind, Request, freeze_class};
use crate::builtins::compile;
use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::{CodeObject, Dict, Function, Module};
use crate::run::code_cache::checksum;

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    fill,
    ..new_module(
        "_strict",
        &[
            m(
                "analyze",
                "(name, path, text, search_path, imposed, runs_as, /)",
                Any,
                n(analyze),
                "Prove a module that will be called runs_as: its kind, or findings, each (message, path, line, column, text).",
            ),
            m(
                "add_texts",
                "(texts, /)",
                Any,
                n(add_texts),
                "Show files that are not on the disk: pairs (path, bytes).",
            ),
            m("read", "(path, /)", Any, n(read), "The bytes of a file, or None if it cannot be read."),
            m(
                "is_current_file",
                "(folder, mtime, path, /)",
                Any,
                n(is_current_file),
                "Whether a folder has this modification time in seconds, and path is a file.",
            ),
            m("is_marked", "(text, /)", Pure, n(is_marked), "Whether a text may ask to be strict."),
            m(
                "code",
                "(path, text, /)",
                Any,
                n(module_code),
                "The code of a module, kept from one run to the next for the same text.",
            ),
            m(
                "split_script",
                "(text, /)",
                Pure,
                n(split_script),
                "The text without its last 'if __name__ == \"__main__\":', and that alone at its place, or None.",
            ),
            m(
                "execute",
                "(module, code, main=None, /)",
                Any,
                n(execute),
                "Execute the code of a strict module and freeze it, unless names on which its proof rests have been rebound \
                 meanwhile: returns them. main is the code that will run in it later.",
            ),
            m(
                "rebound",
                "(name, /)",
                Any,
                n(rebound),
                "Names of other modules on which the proof of a module rests, and which have been rebound.",
            ),
            m(
                "run_main",
                "(module, code, /)",
                Any,
                n(run_main),
                "Run code in the namespace of a strict module.",
            ),
            m(
                "is_frozen",
                "(object, /)",
                Pure,
                n(is_frozen),
                "Whether a module, class or dictionary is frozen.",
            ),
            m("freeze_type", "(cls, /)", MutatesReceiver, n(freeze_type), "Freeze a class; returns it."),
            m(
                "leave_mutable",
                "(cls, /)",
                MutatesReceiver,
                n(leave_mutable),
                "Exempt a class from freezing; returns it.",
            ),
            m(
                "mark_loose",
                "(cls, /)",
                MutatesReceiver,
                n(mark_loose),
                "Have attributes that a class does not show be a reason for a warning; returns it.",
            ),
            m(
                "attributes_of",
                "(cls, /)",
                Pure,
                n(attributes_of),
                "Names of a class's fixed attributes, or None.",
            ),
            m(
                "disassemble",
                "(function, /)",
                Any,
                n(disassemble),
                "The instructions of a function as they will run, as text.",
            ),
            m(
                "set_patching",
                "(enabled, /)",
                Any,
                n(set_patching),
                "Leave strict modules open to tests, or not.",
            ),
            m("is_patching", "()", Pure, n(is_patching), "Whether strict modules are left open to tests."),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let class = vm.types.strict_module.value();
    vm.set_global(namespace, "StrictModule", class)
}

fn strings(vm: &mut Vm, values: Value) -> Outcome<Vec<String>> {
    let list = vm.list_from(values)?;
    let text = |index| list.get(index).and_then(Value::cast::<Str>).map(|text| text.to_lossy());
    Ok((0..list.len()).filter_map(text).collect())
}

/// The text of a module: bytes, or a string.
fn text_bytes(vm: &mut Vm, text: Value) -> Outcome<Vec<u8>> {
    match text.cast::<Str>() {
        Some(text) => Ok(text.to_lossy().into_bytes()),
        None => crate::modules::native_module::bytes_like(vm, text),
    }
}

fn split_script(vm: &mut Vm, text: Value) -> Outcome<Value> {
    let bytes = text_bytes(vm, text)?;
    let text = match SourceFile::from_bytes("<script>", bytes) {
        Ok(source) => source.text().to_owned(),
        Err(error) => return Err(vm.error(vm.exceptions.SyntaxError, error.to_string())),
    };
    let (body, main) = match strict_syntax::main_block(&text) {
        Some(range) => {
            let (body, main) = strict_syntax::split_at_block(&text, range);
            (body, vm.new_str(&main).value())
        }
        None => (text, Value::NONE),
    };
    let body = vm.new_str(&body).value();
    Ok(vm.pair(body, main))
}

fn analyze(
    vm: &mut Vm,
    name: Gc<Str>,
    path: Gc<Str>,
    text: Value,
    search_path: Value,
    imposed: Value,
    runs_as: Gc<Str>,
) -> Outcome<Value> {
    let folder = |entry: String| PathBuf::from(if entry.is_empty() { ".".to_owned() } else { entry });
    let search_path: Vec<PathBuf> = strings(vm, search_path)?.into_iter().map(folder).collect();
    let imposed = strings(vm, imposed)?;
    let text = text_bytes(vm, text)?;
    let is_program = runs_as == vm.names.main;
    let path = path.to_lossy().into();
    let program = if is_program || !imposed.is_empty() { None } else { plain_program(vm) };
    let request = Request { name: name.to_lossy(), path, is_program, program, text, search_path, imposed };
    let Some(hook) = &mut vm.strict.hook else {
        return Err(vm.error(vm.exceptions.ImportError, "this program has no analyzer of strict modules"));
    };
    match hook.analyze(&request) {
        Analysis::Accepted(kind, facts) => {
            let kind = match kind {
                ModuleKind::Plain => "plain",
                ModuleKind::Strict => "strict",
                ModuleKind::Static => "static",
                ModuleKind::SideEffectsAllowed => "side effects allowed",
            };
            vm.strict.facts.insert(runs_as.to_lossy(), facts);
            Ok(vm.intern(kind).value())
        }
        Analysis::Refused(findings) => {
            let list = vm.new_list();
            for finding in findings {
                let message = vm.new_str(&finding.message).value();
                let path = vm.new_str(&finding.path.to_string_lossy()).value();
                let rendered = vm.new_str(&finding.rendered).value();
                let (line, column) = (i64::from(finding.line), i64::from(finding.column));
                let entry =
                    vm.tuple(&[message, path, Value::fixnum(line), Value::fixnum(column), rendered]).value();
                vm.append(list, entry)?;
            }
            Ok(list.value())
        }
    }
}

fn read(vm: &mut Vm, path: Gc<Str>) -> Outcome<Value> {
    match std::fs::read(path.to_lossy()) {
        Ok(text) => vm.new_bytes(&text),
        Err(_) => Ok(Value::NONE),
    }
}

fn is_current_file(vm: &mut Vm, folder: Gc<Str>, mtime: Value, path: Gc<Str>) -> Outcome<bool> {
    // In seconds as `os.stat` has them, which is what `FileFinder` compares.
    let seconds = |data: std::fs::Metadata| {
        (i128::from(data.mtime()) * 1_000_000_000 + i128::from(data.mtime_nsec())) as f64 * 1e-9
    };
    let modified = std::fs::metadata(folder.to_lossy()).map(seconds);
    let seen = vm.to_f64(mtime)?;
    Ok(modified.is_ok_and(|it| it == seen) && std::fs::metadata(path.to_lossy()).is_ok_and(|it| it.is_file()))
}

fn is_marked(vm: &mut Vm, text: Value) -> Outcome<bool> {
    let text = text_bytes(vm, text)?;
    let has = |marker: &str| memchr::memmem::find(&text, marker.as_bytes()).is_some();
    Ok(has("__strict__") || has("__static__"))
}

fn module_code(vm: &mut Vm, path: Gc<Str>, text: Value) -> Outcome<Gc<CodeObject>> {
    let bytes = text_bytes(vm, text)?;
    let filename = path.to_lossy();
    // The name of an entry stands for the place, its stamp for place and text.
    let stamp = checksum(&[filename.as_bytes(), b"\0", &bytes].concat());
    let key = format!("{:016x}.{}", checksum(filename.as_bytes()), vm.options.optimize.min(2));
    if let Some(code) = vm.code_cache.read_stamped(&key, stamp) {
        return vm.new_code(&Arc::new(code));
    }
    let source = match SourceFile::from_bytes(&*filename, bytes.clone()) {
        Ok(file) => compile::with_newlines(file.text().to_owned()),
        Err(error) => return Err(compile::raise_file_error(vm, &error, &filename, &bytes)),
    };
    let mut options = strict_compiler::Options::module(&filename);
    options.optimization = vm.options.optimization();
    let code = compile::compile_text(vm, &source, &options)?;
    let key_of_switch = vm.intern("dont_write_bytecode");
    let switch = crate::modules::sys_attribute(vm, key_of_switch);
    let is_kept = match switch {
        Some(switch) => !vm.is_true(switch)?,
        None => false,
    };
    if is_kept {
        vm.code_cache.write_stamped(&key, stamp, code.code());
    }
    Ok(code)
}

fn add_texts(vm: &mut Vm, texts: Value) -> Outcome<()> {
    let list = vm.list_from(texts)?;
    let mut files = Vec::new();
    for pair in (0..list.len()).filter_map(|index| list.get(index)?.cast::<Tuple>()) {
        if let &[path, text] = pair.as_slice()
            && let Some(path) = path.cast::<Str>()
        {
            files.push((PathBuf::from(path.to_lossy()), text_bytes(vm, text)?));
        }
    }
    if let Some(hook) = &mut vm.strict.hook {
        hook.add_texts(files);
    }
    Ok(())
}

/// The file of `__main__`, unless that is a strict module.
fn plain_program(vm: &mut Vm) -> Option<PathBuf> {
    let (key, modules) = (vm.names.main, vm.modules);
    let main = vm.dict_get_str(modules, key)?.cast::<Module>()?;
    if vm.type_of(main.value()) != vm.types.module {
        return None;
    }
    let key = vm.intern("__file__");
    Some(vm.dict_get_str(main.dict.get(), key)?.cast::<Str>()?.to_lossy().into())
}

fn execute(vm: &mut Vm, module: Gc<Module>, code: Gc<CodeObject>, main: Option<Value>) -> Outcome<Value> {
    let main = main.and_then(Value::cast::<CodeObject>);
    let rebound = vm.execute_strict(module, code, main)?;
    Ok(text_list(vm, &rebound))
}

fn rebound(vm: &mut Vm, name: Gc<Str>) -> Outcome<Value> {
    let rebound = vm.rebound_since_proof(&name.to_lossy());
    Ok(text_list(vm, &rebound))
}

fn text_list(vm: &mut Vm, texts: &[String]) -> Value {
    let texts: Vec<Value> = texts.iter().map(|text| vm.new_str(text).value()).collect();
    vm.tuple(&texts).value()
}

fn run_main(vm: &mut Vm, module: Gc<Module>, code: Gc<CodeObject>) -> Outcome<()> {
    let namespace = module.dict.get();
    let function = vm.new_function(code, namespace);
    vm.run_body(function, namespace.value()).map(|_| ())
}

fn is_frozen(_: &mut Vm, object: Value) -> Outcome<bool> {
    if let Some(module) = object.cast::<Module>() {
        return Ok(module.dict.get().is_frozen());
    }
    if let Some(class) = object.cast::<Type>() {
        return Ok(class.has(TypeFlags::FROZEN));
    }
    Ok(object.cast::<Dict>().is_some_and(Gc::<Dict>::is_frozen))
}

fn freeze_type(vm: &mut Vm, class: Gc<Type>) -> Outcome<Value> {
    if class.is_heap_type() && !vm.strict.is_patching {
        freeze_class(class);
    }
    Ok(class.value())
}

fn leave_mutable(_: &mut Vm, class: Gc<Type>) -> Outcome<Value> {
    class.add(TypeFlags::STAYS_MUTABLE);
    Ok(class.value())
}

fn mark_loose(_: &mut Vm, class: Gc<Type>) -> Outcome<Value> {
    class.add(TypeFlags::LOOSE);
    Ok(class.value())
}

fn attributes_of(vm: &mut Vm, class: Gc<Type>) -> Outcome<Value> {
    let names: Vec<Value> = super::fixed_attributes(class).iter().map(|name| name.value()).collect();
    if names.is_empty() && class.has(TypeFlags::DICT) {
        return Ok(Value::NONE);
    }
    Ok(vm.tuple(&names).value())
}

fn disassemble(vm: &mut Vm, function: Gc<Function>) -> Outcome<String> {
    let code = function.code.get();
    vm.prepare_function(function)?;
    let instructions: Vec<_> = code.own_instructions().iter().map(Cell::get).collect();
    Ok(Listing { code: code.code(), instructions: &instructions }.to_string())
}

fn set_patching(vm: &mut Vm, enabled: bool) -> Outcome<()> {
    vm.strict.is_patching = enabled;
    Ok(())
}

fn is_patching(vm: &mut Vm) -> Outcome<bool> {
    Ok(vm.strict.is_patching)
}
