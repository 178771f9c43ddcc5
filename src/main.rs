//! The `strict` command line: parses flags, calls a crate, prints.

mod arguments;
mod commands;
mod failure;
mod output;
mod progress;
mod settings;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::terminal::Status;

/// Analysis makes and drops many small objects on several threads, where the system's allocator is slow.
#[global_allocator]
static ALLOCATOR: strict_allocator::Allocator = strict_allocator::Allocator;

/// Analysis recurses with the analysed program, so it gets far more stack than the main thread has. The
/// memory is only reserved: the system commits what is touched.
const STACK_BYTES: usize = 256 << 20;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    if let Some(code) = commands::run::as_interpreter(&words) {
        return code;
    }
    let arguments = Arguments::parse_from(words);
    let worker = std::thread::Builder::new()
        .name("strict".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || commands::run(arguments));
    let result = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(result)) => result,
        // The panic hook has already printed what happened.
        Ok(Err(_)) => return Status::Failure.into(),
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(status) => status.into(),
        Err(failure) => {
            terminal::print_error(&format!("error: {failure}"));
            Status::Failure.into()
        }
    }
}
