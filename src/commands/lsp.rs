//! `strict lsp`: serves an editor.

use std::path::PathBuf;

use strict_lsp::{Ending, ServerOptions, serve, stdio, tcp};

use crate::arguments::LspArguments;
use crate::failure::Failure;
use crate::terminal::Status;

/// Serves the client on the standard streams, or on a port of the loopback interface.
pub(super) fn run(arguments: &LspArguments) -> Result<Status, Failure> {
    let connection = match arguments.tcp {
        Some(port) => tcp(port)?,
        None => stdio(),
    };
    let options = ServerOptions {
        pages: cache_folder().map(|folder| folder.join("rules")),
        ..ServerOptions::default()
    };
    match serve(&connection, &options).map_err(Failure::Server)? {
        Ending::AfterShutdown => Ok(Status::Clean),
        // The protocol asks for status 1.
        Ending::Abrupt => Ok(Status::Findings),
    }
}

/// The user's folder for what can be made again.
pub(super) fn cache_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let base = variable("XDG_CACHE_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))?;
    Some(base.join("strict"))
}
