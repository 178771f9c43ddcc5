//! The interpreter alone, with Python's command line: it builds faster than all of `strict`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let executable = std::env::current_exe().ok().map(std::path::PathBuf::into_os_string);
    let words: Vec<_> = std::env::args_os().collect();
    strict_vm::run::interpret(&words, 1, executable, strict_vm::run::Extensions::default())
}
