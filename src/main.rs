//! The `strict` command line: parses flags, calls a crate, prints.
fn main() {}
