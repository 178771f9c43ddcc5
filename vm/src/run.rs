//! Running a program: options, output, exit status, and how an exception that nobody caught is shown.

pub(crate) mod code_cache;
pub mod command_line;
pub mod options;
mod program;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

pub use command_line::{Invocation, Launch, UsageError};
pub use options::{Options, Program};
pub use program::launch;

use crate::heap::Gc;
use crate::object::{Exception, Str, Traceback, Type};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The status that a process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitStatus(pub u8);

/// Writes text to standard error; that it may be closed does not matter.
pub fn write_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Runs what the words of a command line say, from the word at `first`; `executable` becomes `sys.executable`.
pub fn interpret(words: &[OsString], first: usize, executable: Option<OsString>) -> ExitCode {
    match command_line::parse(&words[first.min(words.len())..], &|name| std::env::var_os(name)) {
        Ok(Invocation::Print(text)) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Ok(Invocation::Run(mut launched)) => {
            launched.options.executable = executable;
            launched.options.original_arguments = words.to_vec();
            launch(*launched)
        }
        Err(error) => {
            write_stderr(&format!("{error}\nTry `--help' for more information.\n"));
            ExitCode::from(2)
        }
    }
}

/// What the operating system calls an error, without its number.
pub(crate) fn system_message(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.as_str(), |(message, _)| message).to_owned()
}

/// The status of a program that ended so; shows the exception if there is one.
pub(crate) fn finish(vm: &mut Vm, result: Outcome<()>) -> ExitStatus {
    if result.is_ok() {
        return ExitStatus(0);
    }
    let exception = vm.take_raised();
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
        crate::modules::io::write_error(vm, &format!("{text}\n"));
        return ExitStatus(1);
    }
    let text = format_exception(vm, exception);
    crate::modules::io::write_error(vm, &text);
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
