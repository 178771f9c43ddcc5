//! Source files, parsing, line index, scopes and symbol tables of Python 3.14.
//!
//! The way in is [`SourceFile::read`] (or [`SourceFile::from_text`]) and then [`parse`], which gives the
//! syntax tree, every syntax error with its place, and the [`SymbolTable`]. Text that is not a file, as
//! `exec` and `eval` take it, goes through [`parse_module_text`] and [`parse_expression`].
//!
//! No input makes this crate panic or overflow a stack of 64 MiB: the nesting guard looks at the text first
//! and refuses what the recursive parser could not survive.

mod bare_raise;
mod codec;
mod decode;
mod diagnosis;
mod error_place;
mod feature_version;
mod line_index;
mod nesting;
mod parse;
mod scopes;
mod script;
mod source_error;
mod source_file;
mod static_attributes;
mod syntax_error;
pub mod tokens;
mod warnings;
mod wording;

pub use error_place::ErrorPlace;
pub use feature_version::{Tree, long_integer, newer_feature};
pub use line_index::{ColumnUnit, LineColumn, LineIndex};
pub use parse::{
    Parsed, ParsedExpression, ParsedModule, TextOptions, parse, parse_expression, parse_expression_with,
    parse_module_text, parse_module_with,
};
pub use ruff_python_ast as ast;
pub use ruff_python_ast::name::Name;
pub use ruff_text_size::{Ranged, TextRange, TextSize};
pub use scopes::{
    Resolution, Scope, ScopeFlags, ScopeId, ScopeKey, ScopeKind, Symbol, SymbolFlags, SymbolTable, mangle,
};
pub use script::{main_block, split_at_block};
pub use source_error::SourceError;
pub use source_file::SourceFile;
pub use static_attributes::static_attributes;
pub use syntax_error::{Phase, SyntaxError, SyntaxErrorKind};
pub use warnings::{SyntaxWarning, SyntaxWarnings};
