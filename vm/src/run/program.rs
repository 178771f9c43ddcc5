//! Running a program: a file, a folder, a command, a module, or what comes from the standard input.

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use strict_compiler::Options as CompilerOptions;
use strict_syntax::SourceFile;

use super::command_line::Launch;
use super::options::Program;
use super::{ExitStatus, Extensions, finish, write_stderr};
use crate::heap::Gc;
use crate::object::Dict;
use crate::protocol::Arguments;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Runs a program in a new VM, on a thread with a stack of its own, and ends the process with its status.
///
pub fn launch(launch: Launch, extensions: Extensions) -> ! {
    crate::lifecycle::run_main_thread(move || launch_here(&launch, extensions))
}

fn launch_here(launch: &Launch, extensions: Extensions) -> ExitStatus {
    let mut vm = match Vm::new(launch.options.clone()) {
        Ok(vm) => vm,
        Err(error) => {
            write_stderr(&format!("strict: {error}\n"));
            return ExitStatus(1);
        }
    };
    vm.strict.hook = extensions.hook;
    if let Some(attach) = extensions.attach_compiler
        && let Err(message) = attach(&mut vm)
    {
        write_stderr(&format!("strict: {message}\n"));
        return ExitStatus(2);
    }
    vm.handle_signals();
    let mut result = crate::modules::start(&mut vm).and_then(|()| run(&mut vm, launch));
    if vm.options.inspect > 0 && !matches!(launch.program, Program::StandardInput) {
        let status = finish(&mut vm, result);
        if std::io::stdin().is_terminal() || vm.options.interactive > 0 {
            result = converse(&mut vm);
        } else {
            return vm.end(status, false);
        }
    }
    let is_interrupt = result.is_err() && vm.raised_is(vm.exceptions.KeyboardInterrupt);
    let status = finish(&mut vm, result);
    vm.end(status, is_interrupt)
}

/// Runs the program in the module `__main__`.
fn run(vm: &mut Vm, launch: &Launch) -> Outcome<()> {
    set_arguments(vm, launch)?;
    let main = main_namespace(vm)?;
    if vm.options.fault_handler {
        crate::modules::faulthandler::enable_from_start(vm)?;
    }
    if !vm.options.no_site {
        crate::modules::import_module(vm, "site")?;
    }
    if vm.options.loads_strict_modules() {
        install_strict_loader(vm)?;
    }
    if vm.options.imports_lazily() {
        vm.lazy_imports.mode = crate::lazy_imports::Mode::All;
    }
    match &launch.program {
        Program::Command(text) => {
            set_first_path(vm, OsStr::new(""))?;
            let text = text.to_string_lossy();
            run_text(vm, "<string>", text.as_bytes(), main)
        }
        Program::Module(name) => {
            let folder = std::env::current_dir().unwrap_or_default();
            set_first_path(vm, folder.as_os_str())?;
            let name = vm.fs_decode(name.as_bytes());
            run_module(vm, name, true)
        }
        Program::StandardInput => {
            set_first_path(vm, OsStr::new(""))?;
            if std::io::stdin().is_terminal() || vm.options.interactive > 0 {
                return converse(vm);
            }
            let mut text = Vec::new();
            match std::io::stdin().read_to_end(&mut text) {
                Ok(_) => run_text(vm, "<stdin>", &text, main),
                Err(error) => Err(vm.error(vm.exceptions.OSError, error.to_string())),
            }
        }
        Program::File(name) => run_file(vm, name, main),
    }
}

/// Has imports recognise strict modules, as the options say.
fn install_strict_loader(vm: &mut Vm) -> Outcome<()> {
    vm.strict.is_patching = vm.options.patches_strict_modules();
    let patterns = vm.options.imposed_strictness();
    let list = vm.new_list();
    for pattern in patterns {
        let pattern = vm.new_str(&pattern).value();
        vm.append(list, pattern)?;
    }
    let loader = crate::modules::import_module(vm, STRICT_LOADER)?;
    let key = vm.intern("install");
    let install = vm.get_attribute(loader, key)?;
    let name = vm.intern("strict_modules").value();
    let names = vm.tuple(&[name]);
    vm.call_with(install, Arguments { values: &[list.value()], names: Some(names) }).map(|_| ())
}

/// The module that loads strict modules.
const STRICT_LOADER: &str = "strict.loader";

/// `sys.argv`: what runs, then the program's own arguments.
fn set_arguments(vm: &mut Vm, launch: &Launch) -> Outcome<()> {
    let first: &OsStr = match &launch.program {
        Program::Command(_) => OsStr::new("-c"),
        Program::Module(_) => OsStr::new("-m"),
        Program::StandardInput => OsStr::new(if launch.arguments.is_empty() { "" } else { "-" }),
        Program::File(name) => name,
    };
    let list = vm.new_list();
    for word in std::iter::once(first).chain(launch.arguments.iter().map(OsString::as_os_str)) {
        let word = vm.fs_decode(word.as_bytes());
        vm.append(list, word)?;
    }
    let sys = crate::modules::sys_namespace(vm);
    vm.set_global(sys, "argv", list.value())
}

/// Puts the folder of the program in front of `sys.path`, unless that is not wanted.
fn set_first_path(vm: &mut Vm, folder: &OsStr) -> Outcome<()> {
    if vm.options.safe_path {
        return Ok(());
    }
    // Hints of import errors tell whether a module lies beside the program.
    let shown = vm.fs_decode(folder.as_bytes());
    let registry = vm.registry;
    vm.set_global(registry, crate::modules::PATH_OF_PROGRAM, shown)?;
    prepend_path(vm, folder)
}

fn prepend_path(vm: &mut Vm, folder: &OsStr) -> Outcome<()> {
    let sys = crate::modules::sys_namespace(vm);
    let key = vm.intern("path");
    let Some(path) = vm.dict_get_str(sys, key) else { return Ok(()) };
    let insert = vm.intern("insert");
    let folder = vm.fs_decode(folder.as_bytes());
    vm.call_method(path, insert, &[Value::ZERO, folder]).map(|_| ())
}

/// The namespace of a new module `__main__`.
fn main_namespace(vm: &mut Vm) -> Outcome<Gc<Dict>> {
    let module = vm.new_module("__main__");
    let modules = vm.modules;
    vm.set_global(modules, "__main__", module.value())?;
    let dict = module.dict.get();
    let machinery = crate::modules::import_module(vm, "_frozen_importlib")?;
    let key = vm.intern("BuiltinImporter");
    let loader = vm.get_attribute(machinery, key)?;
    vm.set_global(dict, "__loader__", loader)?;
    let key = vm.names.builtins;
    if let Some(builtins) = vm.dict_get_str(modules, key) {
        vm.set_global(dict, "__builtins__", builtins)?;
    }
    Ok(dict)
}

/// Runs source text in a namespace.
fn run_text(vm: &mut Vm, filename: &str, text: &[u8], namespace: Gc<Dict>) -> Outcome<()> {
    let mut text = text.to_vec();
    if vm.options.skip_first_line {
        let rest = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
        text.drain(..rest);
    }
    let file = match SourceFile::from_bytes(filename, text.clone()) {
        Ok(file) => file,
        Err(error) => {
            return Err(crate::builtins::compile::raise_file_error(vm, &error, filename, &text));
        }
    };
    let source = crate::builtins::compile::with_newlines(file.text().to_owned());
    let mut options = CompilerOptions::module(filename);
    options.optimization = vm.options.optimization();
    let code = crate::builtins::compile::compile_text(vm, &source, &options)?;
    if vm.options.dump_bytecode {
        let text = code.code().to_string();
        let _ = std::io::stdout().write_all(text.as_bytes());
        return Ok(());
    }
    if filename == "<string>" {
        register_text(vm, code.value(), &source, filename)?;
    }
    let function = vm.new_function(code, namespace);
    vm.main_function = Some(function);
    vm.run_body(function, namespace.value()).map(|_| ())
}

/// Tells the library the text of a program that is in no file, for tracebacks.
fn register_text(vm: &mut Vm, code: Value, text: &str, filename: &str) -> Outcome<()> {
    let text = vm.new_str(text).value();
    let filename = vm.new_str(filename).value();
    let (modules, linecache) = (vm.modules, vm.intern("linecache"));
    let registered = match vm.dict_get_str(modules, linecache) {
        Some(linecache) => {
            let name = vm.intern("_register_code");
            vm.call_method(linecache, name, &[code, text, filename])
        }
        // It takes the text from there when it is imported.
        None => {
            let program = vm.tuple(&[code, text, filename]).value();
            let name = vm.intern("_program_text");
            crate::modules::set_sys_attribute(vm, name, program);
            Ok(Value::NONE)
        }
    };
    match registered {
        Err(_) if !vm.catch(vm.exceptions.Exception) => Err(crate::vm::Raised),
        _ => Ok(()),
    }
}

/// Runs a file; a folder or an archive is run by its `__main__` module.
fn run_file(vm: &mut Vm, name: &OsStr, namespace: Gc<Dict>) -> Outcome<()> {
    let path = Path::new(name);
    let shown = path.to_string_lossy().into_owned();
    let text = if path.is_dir() { Ok(Vec::new()) } else { std::fs::read(path) };
    let text = match text {
        Ok(text) => text,
        Err(error) => {
            let (code, reason) = (error.raw_os_error().unwrap_or(0), crate::run::system_message(&error));
            let program = std::env::args_os().next().unwrap_or_default();
            let program = program.to_string_lossy();
            write_stderr(&format!("{program}: can't open file '{shown}': [Errno {code}] {reason}\n"));
            return Err(vm.raise_with(vm.exceptions.SystemExit, &[Value::fixnum(2)]));
        }
    };
    if path.is_dir() || text.starts_with(b"PK\x03\x04") {
        // `runpy` looks for the module there, so the place stays on the path even where programs' folders do not.
        prepend_path(vm, name)?;
        let main = vm.intern("__main__").value();
        return run_module(vm, main, false);
    }
    let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_path_buf));
    set_first_path(vm, folder.unwrap_or_default().as_os_str())?;
    let file = vm.fs_decode(name.as_bytes());
    vm.set_global(namespace, "__file__", file)?;
    let machinery = crate::modules::import_module(vm, "_frozen_importlib_external")?;
    let loader = vm.intern("SourceFileLoader");
    let main = vm.names.main.value();
    let loader = vm.call_method(machinery, loader, &[main, file])?;
    vm.set_global(namespace, "__loader__", loader)?;
    let has_marker = |marker: &[u8]| memchr::memmem::find(&text, marker).is_some();
    if vm.options.loads_strict_modules() && (has_marker(b"__strict__") || has_marker(b"__static__")) {
        let bytes = vm.new_bytes(&text)?;
        let loader = crate::modules::import_module(vm, STRICT_LOADER)?;
        let key = vm.intern("_run_script");
        let is_strict = vm.call_method(loader, key, &[file, bytes]);
        let is_strict = is_strict.inspect_err(|_| crate::modules::hide_machinery(vm))?;
        if vm.is_true(is_strict)? {
            return Ok(());
        }
    }
    run_text(vm, &shown, &text, namespace)
}

/// `runpy._run_module_as_main`
fn run_module(vm: &mut Vm, name: Value, alter_arguments: bool) -> Outcome<()> {
    let (module, function) = if vm.options.loads_strict_modules() {
        (STRICT_LOADER, "_run_module")
    } else {
        ("runpy", "_run_module_as_main")
    };
    let module = crate::modules::import_module(vm, module)?;
    let key = vm.intern(function);
    let function = vm.get_attribute(module, key)?;
    let result = vm.call(function, &[name, Value::bool(alter_arguments)]);
    if vm.options.loads_strict_modules() && result.is_err() {
        crate::modules::hide_machinery(vm);
    }
    result.map(|_| ())
}

/// A conversation: statements are read, run and their values shown until the input ends.
fn converse(vm: &mut Vm) -> Outcome<()> {
    if vm.options.quiet == 0 && vm.options.inspect <= vm.options.interactive {
        let platform = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
        write_stderr(&format!(
            "{} on {platform}\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
            super::command_line::version()
        ));
    }
    let repl = crate::modules::import_module(vm, "_strict_repl")?;
    let key = vm.intern("run");
    let function = vm.get_attribute(repl, key)?;
    vm.call(function, &[]).map(|_| ())
}
