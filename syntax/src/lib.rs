//! Source files, parsing, line index, scopes and symbol tables of Python 3.14.
mod source_file;
pub use source_file::SourceFile;
