//! Running a program: options, output, exit status, and how an exception that nobody caught is shown.

pub(crate) mod code_cache;
pub mod command_line;
pub mod options;
mod program;
pub(crate) mod report;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

pub use command_line::{Invocation, Launch, UsageError, executed_path};
pub use options::{Options, Program};
pub use program::launch;

use crate::object::Exception;
use crate::strict::ImportHook;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The status that a process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitStatus(pub u8);

/// Writes text to standard error; that it may be closed does not matter.
pub fn write_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Gives a VM its compiler to machine code, as its options say; an error is what is wrong with those.
pub type AttachCompiler = fn(&mut Vm) -> Result<(), String>;

/// What is added to the interpreter by crates that it does not know.
#[derive(Default)]
pub struct Extensions {
    /// Proves strict modules; without it, there are none.
    pub hook: Option<Box<dyn ImportHook>>,
    /// To be called with a new VM.
    pub attach_compiler: Option<AttachCompiler>,
}

/// Runs what the words of a command line say, from the word at `first`; `executable` becomes `sys.executable`.
pub fn interpret(
    words: &[OsString],
    first: usize,
    executable: Option<OsString>,
    extensions: Extensions,
) -> ExitCode {
    match command_line::parse(&words[first.min(words.len())..], &|name| std::env::var_os(name)) {
        Ok(Invocation::Print(text)) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Ok(Invocation::Run(mut launched)) => {
            launched.options.executable = executable;
            launched.options.original_arguments = words.to_vec();
            launch(*launched, extensions)
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
        return exit_status(vm, exception);
    }
    match report::report_uncaught(vm, exception) {
        report::Reported::Shown => ExitStatus(1),
        report::Reported::Exit(exception) => exit_status(vm, exception),
    }
}

/// The status that a `SystemExit` asks for; a code that is no number is written.
fn exit_status(vm: &mut Vm, exception: Value) -> ExitStatus {
    let extra = exception.cast::<Exception>().and_then(|exception| exception.extra.try_get());
    let code = extra.and_then(|extra| extra.get(0).bound()).unwrap_or(Value::NONE);
    if code.is_none() {
        return ExitStatus(0);
    }
    if let Some(code) = vm.as_int(code) {
        return ExitStatus(code.saturate() as u8);
    }
    let text = vm.to_str(code).map_or_else(|_| String::new(), |text| text.to_lossy());
    crate::modules::io::write_error(vm, &format!("{text}\n"));
    ExitStatus(1)
}
