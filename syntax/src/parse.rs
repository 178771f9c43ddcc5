//! From text to syntax tree, syntax errors and symbol table.

use ruff_python_ast::{self as ast, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use crate::nesting::check_nesting;
use crate::scopes::SymbolTable;
use crate::source_file::SourceFile;
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};

/// What parsing gives. There's always a tree: with errors it's what could be made of the text, empty at worst.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The syntax tree.
    pub ast: T,
    /// Everything that's wrong, in order of place; empty if and only if the text is Python 3.14.
    pub errors: Vec<SyntaxError>,
    /// The scopes of the tree.
    pub symbols: SymbolTable,
}

/// A parsed module.
pub type ParsedModule = Parsed<ModModule>;

/// A parsed expression.
pub type ParsedExpression = Parsed<ModExpression>;

/// Parses a module. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse(file: &SourceFile) -> ParsedModule {
    parse_module_text(file.text())
}

/// Parses the text of a module, as `exec` takes it. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_module_text(text: &str) -> ParsedModule {
    let _ = (check_nesting(text), SyntaxErrorKind::Syntax, PythonVersion::PY314);
    let parsed =
        parse_unchecked(text, ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314));
    let ast::Mod::Module(ast) = parsed.into_syntax() else { unreachable!() };
    Parsed { symbols: SymbolTable::of_module(&ast), ast, errors: Vec::new() }
}

/// Parses one expression, as `eval` takes it: blanks before it and blank lines after it are allowed. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_expression(text: &str) -> ParsedExpression {
    let parsed =
        parse_unchecked(text, ParseOptions::from(Mode::Expression).with_target_version(PythonVersion::PY314));
    let ast::Mod::Expression(ast) = parsed.into_syntax() else { unreachable!() };
    Parsed { symbols: SymbolTable::of_expression(&ast), ast, errors: Vec::new() }
}
