//! From text to syntax tree, syntax errors and symbol table.

use ruff_python_ast::{self as ast, AtomicNodeIndex, Expr, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{TextRange, TextSize};

use crate::nesting::{Lexed, check_nesting};
use crate::scopes::SymbolTable;
use crate::source_file::SourceFile;
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::wording::{Wording, invalid_character};

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
    let (ast, errors) = match parse_checked(text, Mode::Module) {
        (ast::Mod::Module(ast), errors) => (ast, errors),
        // The parser gives what the mode asks for.
        (ast::Mod::Expression(_), errors) => (empty_module(), errors),
    };
    let (symbols, scope_errors) = SymbolTable::of_module(&ast);
    Parsed { ast, errors: merge(errors, scope_errors), symbols }
}

/// Parses one expression, as `eval` takes it: blanks before it and blank lines after it are allowed. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_expression(text: &str) -> ParsedExpression {
    let (ast, errors) = match parse_checked(text, Mode::Expression) {
        (ast::Mod::Expression(ast), errors) => (ast, errors),
        // The parser gives what the mode asks for.
        (ast::Mod::Module(_), errors) => (empty_expression(), errors),
    };
    let (symbols, scope_errors) = SymbolTable::of_expression(&ast);
    Parsed { ast, errors: merge(errors, scope_errors), symbols }
}

fn parse_checked(text: &str, mode: Mode) -> (ast::Mod, Vec<SyntaxError>) {
    let lexical = match check_nesting(text) {
        Ok(Lexed::Clean) => None,
        Ok(Lexed::Broken(error)) => Some(error),
        Err(error) => {
            let empty = match mode {
                Mode::Module | Mode::Ipython => ast::Mod::Module(empty_module()),
                Mode::Expression | Mode::ParenthesizedExpression => ast::Mod::Expression(empty_expression()),
            };
            return (empty, vec![error]);
        }
    };
    let parsed = parse_unchecked(text, ParseOptions::from(mode).with_target_version(PythonVersion::PY314));
    let byte_order_mark = text.starts_with(BYTE_ORDER_MARK).then(|| SyntaxError {
        message: invalid_character(BYTE_ORDER_MARK),
        range: TextRange::up_to(TextSize::of(BYTE_ORDER_MARK)),
        kind: SyntaxErrorKind::Syntax,
    });
    let wording = Wording::new(text);
    // What the parser says about text after a lexical error follows from that error.
    let end = lexical.as_ref().map_or(TextSize::of(text) + TextSize::new(1), |error| error.range.start());
    let from_parser = parsed.errors().iter().filter(|error| error.location.start() < end);
    let unsupported = parsed.unsupported_syntax_errors().iter().filter(|error| error.range.start() < end);
    let errors = byte_order_mark
        .into_iter()
        .chain(from_parser.map(|error| wording.of_parse_error(error)))
        .chain(unsupported.map(|error| wording.of_unsupported_syntax(error)))
        .take(SyntaxError::MAX_REPORTED)
        .chain(lexical)
        .collect();
    (parsed.into_syntax(), errors)
}

/// In a file it's dropped when the bytes are decoded; in text it's not Python.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What a broken tree means is guesswork, so its scopes' errors count only if it's whole.
fn merge(errors: Vec<SyntaxError>, scope_errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let mut errors = if errors.is_empty() { scope_errors } else { errors };
    errors.sort_by_key(|error| error.range.start());
    errors
}

fn empty_module() -> ModModule {
    ModModule { node_index: AtomicNodeIndex::NONE, range: TextRange::default(), body: Vec::new() }
}

fn empty_expression() -> ModExpression {
    let range = TextRange::default();
    let body = Expr::EllipsisLiteral(ast::ExprEllipsisLiteral { node_index: AtomicNodeIndex::NONE, range });
    ModExpression { node_index: AtomicNodeIndex::NONE, range, body: Box::new(body) }
}
