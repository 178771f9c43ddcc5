//! `strict run`: runs a Python file.

use strict_vm::Options;

use crate::arguments::RunArguments;
use crate::failure::Failure;
use crate::terminal::Status;

/// Runs the file as the main program.
///
/// # Errors
/// None so far: what goes wrong is the program's own status.
pub(crate) fn run(arguments: &RunArguments) -> Result<Status, Failure> {
    let options = Options { optimize: arguments.optimize };
    let status = strict_vm::run_file(&arguments.file, &arguments.arguments, options);
    Ok(Status::Program(status.0))
}
