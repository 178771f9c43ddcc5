//! Running a program: options, output, exit status, and how an exception that nobody caught is shown.

use std::io::Write;
use std::path::Path;

use strict_compiler::Optimization;
use strict_semantics::TextRef;

use crate::heap::Gc;
use crate::object::{Exception, Str, Traceback, Type};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How often `-O` was given.
    pub optimize: u8,
}

impl Options {
    /// What to leave out of compiled code.
    pub fn optimization(&self) -> Optimization {
        match self.optimize {
            0 => Optimization::None,
            1 => Optimization::Asserts,
            _ => Optimization::Docstrings,
        }
    }
}

/// The status that a process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitStatus(pub u8);

/// Buffered standard output.
#[derive(Debug, Default)]
pub struct Output {
    buffer: Vec<u8>,
}

impl Output {
    /// Writes text as UTF-8.
    pub fn write(&mut self, text: TextRef<'_>) {
        match text.as_ascii() {
            Some(text) => self.buffer.extend_from_slice(text.as_bytes()),
            None => self.buffer.extend_from_slice(text.to_string_lossy().as_bytes()),
        }
        if self.buffer.len() > 1 << 13 {
            self.flush();
        }
    }

    /// Hands everything to the system. A closed output is no error here.
    pub fn flush(&mut self) {
        let _ = std::io::stdout().write_all(&self.buffer);
        let _ = std::io::stdout().flush();
        self.buffer.clear();
    }
}

/// Writes text to standard error; that it may be closed does not matter.
pub fn write_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Runs a file as the main program.
pub fn run_file(path: &Path, arguments: &[String], options: Options) -> ExitStatus {
    let mut vm = match Vm::new(options) {
        Ok(vm) => vm,
        Err(error) => {
            write_stderr(&format!("strict: {error}\n"));
            return ExitStatus(1);
        }
    };
    let result = crate::modules::start(&mut vm).and_then(|()| run_main(&mut vm, path, arguments));
    let status = finish(&mut vm, result);
    vm.output.flush();
    status
}

fn run_main(vm: &mut Vm, path: &Path, arguments: &[String]) -> Outcome<()> {
    let name = path.to_string_lossy().into_owned();
    let file = match strict_syntax::SourceFile::read(path) {
        Ok(file) => file,
        Err(error) => {
            let message = format!("can't open file '{name}': {error}");
            return Err(vm.error(vm.exceptions.OSError, message));
        }
    };
    let folder = path.parent().map(|folder| folder.to_string_lossy().into_owned());
    let mut all = vec![name.clone()];
    all.extend_from_slice(arguments);
    crate::modules::set_arguments(vm, &all, folder.as_deref())?;
    let mut options = strict_compiler::Options::module(&name);
    options.optimization = vm.options.optimization();
    let code = crate::builtins::execution::compile_text(vm, file.text(), &options)?;
    let module = vm.new_module("__main__");
    let dict = module.dict.get();
    let (modules, builtins) = (vm.modules, vm.names.builtins);
    crate::modules::set(vm, modules, "__main__", module.value());
    let file_name = vm.new_str(&name).value();
    crate::modules::set(vm, dict, "__file__", file_name);
    if let Some(builtins) = vm.dict_get_str(modules, builtins) {
        crate::modules::set(vm, dict, "__builtins__", builtins);
    }
    let function = vm.new_function(code, dict);
    vm.main_function = Some(function);
    vm.run_body(function, dict.value()).map(|_| ())
}

/// The status of a program that ended so; shows the exception if there is one.
fn finish(vm: &mut Vm, result: Outcome<()>) -> ExitStatus {
    if result.is_ok() {
        return ExitStatus(0);
    }
    let exception = vm.take_raised();
    vm.output.flush();
    if vm.type_of(exception).is_subtype_of(vm.exceptions.SystemExit) {
        let code = exception
            .cast::<Exception>()
            .and_then(|exception| exception.extra.try_get())
            .and_then(|extra| extra.get(0).bound())
            .unwrap_or(Value::NONE);
        if code.is_none() {
            return ExitStatus(0);
        }
        if let Some(code) = vm.as_int(code) {
            return ExitStatus(code.saturate() as u8);
        }
        let text = vm.to_str(code).map_or_else(|_| String::new(), |text| text.to_lossy());
        write_stderr(&format!("{text}\n"));
        return ExitStatus(1);
    }
    let text = format_exception(vm, exception);
    write_stderr(&text);
    ExitStatus(1)
}

/// An exception with its traceback and what it was raised from, as the interpreter shows it.
pub(crate) fn format_exception(vm: &mut Vm, exception: Value) -> String {
    let mut out = String::new();
    format_chain(vm, exception, &mut out, 0);
    out
}

fn format_chain(vm: &mut Vm, exception: Value, out: &mut String, depth: usize) {
    let Some(object) = exception.cast::<Exception>() else { return };
    if depth < 100 {
        let cause = object.cause.get();
        let context = object.context.get();
        if !cause.is_unbound() {
            format_chain(vm, cause, out, depth + 1);
            out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        } else if !context.is_unbound() && !object.suppress_context.get() {
            format_chain(vm, context, out, depth + 1);
            out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
    }
    format_traceback(vm, object, out);
    out.push_str(&exception_line(vm, exception));
}

/// The entries of a traceback; a file's text is read again for its lines.
fn format_traceback(_vm: &mut Vm, exception: Gc<Exception>, out: &mut String) {
    let mut entry = exception.traceback.get().cast::<Traceback>();
    if entry.is_none() {
        return;
    }
    out.push_str("Traceback (most recent call last):\n");
    while let Some(current) = entry {
        let code = current.frame.get().code.get().code();
        let line = current.line.get();
        out.push_str(&format!("  File \"{}\", line {line}, in {}\n", code.filename, code.qualified_name));
        let text = std::fs::read_to_string(&*code.filename).unwrap_or_default();
        if let Some(source) = text.lines().nth((line as usize).wrapping_sub(1)) {
            out.push_str(&format!("    {}\n", source.trim()));
        }
        entry = current.next.get().cast::<Traceback>();
    }
}

fn exception_line(vm: &mut Vm, exception: Value) -> String {
    let class: Gc<Type> = vm.type_of(exception);
    let name = vm.full_type_name(class);
    let text = match vm.to_str(exception) {
        Ok(text) => text.to_lossy(),
        Err(_) => {
            vm.raised = Value::UNBOUND;
            "<exception str() failed>".to_owned()
        }
    };
    let mut line = if text.is_empty() { format!("{name}\n") } else { format!("{name}: {text}\n") };
    let notes = vm.names.notes;
    if let Ok(Some(notes)) = vm.find_attribute(exception, notes)
        && let Ok(list) = vm.list_from(notes)
    {
        for index in 0..list.len() {
            if let Some(note) = list.get(index).and_then(Value::cast::<Str>) {
                line.push_str(&format!("{}\n", note.to_lossy()));
            }
        }
    }
    vm.raised = Value::UNBOUND;
    line
}
