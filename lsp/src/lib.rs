//! The language server: what `strict check` finds, in the editor, as the user types.
//!
//! [`serve`] runs a server on a connection; [`transport`] makes connections that survive malformed messages. The server has
//! three threads at least: one that talks with the client ([`server`]), one that checks ([`worker`]), and those of the
//! check itself. Requests that depend on what was found wait until the last edit has been checked.

mod actions;
mod adopt;
mod convert;
mod documents;
mod effects;
pub mod fixes;
mod hints;
mod hover;
mod missing_attribute;
mod names;
mod place;
mod server;
mod snapshot;
mod symbols;
mod transport;
mod uri;
mod worker;
mod workspace;

pub use server::{Ending, ServeError, ServerOptions, serve};
pub use transport::{stdio, tcp};
