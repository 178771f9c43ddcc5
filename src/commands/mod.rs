//! What each subcommand does: one file per command.

mod adopt;
mod check;
mod completions;
mod explain;
mod fix;
mod inspect;
mod lsp;
pub(crate) mod run;
mod stub;
mod watch;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::terminal::{self, Status};

/// Runs the command that the arguments ask for.
///
/// # Errors
/// The command could not run.
pub(crate) fn run(arguments: Arguments) -> Result<Status, Failure> {
    match arguments.command {
        Command::Check(check) => check::run(&check, terminal::colored(arguments.color)),
        Command::Inspect(inspect) => inspect::run(&inspect),
        Command::Stub(stub) => stub::run(&stub),
        Command::Adopt(adopt) => adopt::run(&adopt),
        Command::Lsp(lsp) => lsp::run(&lsp),
        Command::Explain(explain) => explain::run(&explain),
        // `main` has taken it before arguments were parsed.
        Command::Run(_) => Ok(Status::Failure),
        Command::Completions(completions) => completions::run(&completions),
    }
}
