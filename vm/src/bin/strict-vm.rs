//! Runs a Python file: `strict-vm FILE [ARGUMENTS]`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next().map(PathBuf::from) else {
        strict_vm::run::write_stderr("usage: strict-vm FILE [ARGUMENTS]\n");
        return ExitCode::from(2);
    };
    let rest: Vec<String> = arguments.collect();
    strict_vm::run_main_thread(move || strict_vm::run_file(&file, &rest, strict_vm::Options::default()))
}
