//! Runs a Python file: `strict-vm FILE [ARGUMENTS]`.

use std::path::PathBuf;
use std::process::ExitCode;

/// Stack of the thread that runs Python code, in bytes.
const STACK_SIZE: usize = 512 << 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next().map(PathBuf::from) else {
        strict_vm::run::write_stderr("usage: strict-vm FILE [ARGUMENTS]\n");
        return ExitCode::from(2);
    };
    let rest: Vec<String> = arguments.collect();
    let work = move || strict_vm::run_file(&file, &rest, strict_vm::Options::default());
    let thread = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(work);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(status)) => ExitCode::from(status.0),
        _ => ExitCode::from(101),
    }
}
