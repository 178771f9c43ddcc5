//! From text to syntax tree, syntax errors and symbol table.

use std::panic::catch_unwind;

use ruff_python_ast::{self as ast, AtomicNodeIndex, Expr, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{
    Mode, ParseOptions, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind, parse_unchecked,
};
use ruff_text_size::{TextRange, TextSize};

use crate::bare_raise::{is_about_bare_raise, repair};
use crate::nesting::{Lexed, check_nesting};
use crate::scopes::{Built, SymbolTable, build_expression, build_module};
use crate::source_file::SourceFile;
use crate::syntax_error::{SyntaxError, SyntaxErrorKind};
use crate::wording::{Wording, invalid_character};

/// What parsing gives. There's always a tree: with errors it's what could be made of the text, empty at
/// worst.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The syntax tree.
    pub ast: T,
    /// Everything that's wrong, in order of place; empty if and only if the text is Python 3.14.
    pub errors: Vec<SyntaxError>,
    /// Whether the text follows the grammar, so that the tree is whole: then the errors are about what it means, and
    /// CPython finds them only when it compiles.
    pub is_grammatical: bool,
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
    finish(text, errors, build_module(&ast), ast)
}

/// Parses one expression, as `compile` takes it in the mode `eval`: blank lines and comments around it are
/// allowed, blanks before it aren't (`eval` drops them first). Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_expression(text: &str) -> ParsedExpression {
    let (ast, errors) = match parse_checked(text, Mode::Expression) {
        (ast::Mod::Expression(ast), errors) => (ast, errors),
        // The parser gives what the mode asks for.
        (ast::Mod::Module(_), errors) => (empty_expression(), errors),
    };
    finish(text, errors, build_expression(&ast), ast)
}

fn finish<T>(text: &str, parse_errors: Vec<SyntaxError>, built: Built, ast: T) -> Parsed<T> {
    let Built { symbols, errors: scope_errors, required } = built;
    // What a broken tree means is guesswork, so the errors in its meaning count only if it's whole.
    let mut errors = parse_errors;
    let mut is_grammatical = errors.is_empty();
    if is_grammatical {
        errors = scope_errors;
        let of_meaning = errors.len();
        let missing = required.into_iter().filter(|(range, character)| !text[*range].contains(*character));
        errors.extend(missing.map(|(range, character)| SyntaxError {
            message: format!("invalid syntax. Perhaps you forgot a '{character}'?"),
            range,
            kind: SyntaxErrorKind::Syntax,
        }));
        is_grammatical = errors.len() == of_meaning;
    }
    errors.sort_by_key(|error| error.range.start());
    Parsed { ast, errors, is_grammatical, symbols }
}

fn parse_checked(text: &str, mode: Mode) -> (ast::Mod, Vec<SyntaxError>) {
    let lexical = match check_nesting(text) {
        Ok(Lexed::Clean) => None,
        Ok(Lexed::Broken(error)) => Some(error),
        Err(error) => {
            return (empty_tree(mode), vec![error]);
        }
    };
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let Ok(parsed) = catch_unwind(|| parse_unchecked(text, options)) else {
        // The parser asserts that it gets on after an error. If it doesn't, that must not end a process that
        // has other files to look at.
        let message = "invalid syntax".to_owned();
        let error = SyntaxError { message, range: TextRange::default(), kind: SyntaxErrorKind::Syntax };
        return (empty_tree(mode), vec![error]);
    };
    let byte_order_mark = text.starts_with(BYTE_ORDER_MARK).then(|| SyntaxError {
        message: invalid_character(BYTE_ORDER_MARK),
        range: TextRange::up_to(TextSize::of(BYTE_ORDER_MARK)),
        kind: SyntaxErrorKind::Syntax,
    });
    let wording = Wording::new(text);
    // What the parser says about text after a lexical error follows from that error.
    let end = lexical.as_ref().map_or(TextSize::of(text) + TextSize::new(1), |error| error.range.start());
    let (bare_raises, from_parser): (Vec<_>, Vec<_>) = parsed
        .errors()
        .iter()
        .filter(|error| error.location.start() < end)
        .partition(|error| is_about_bare_raise(error, text));
    // The grammar is that of 3.14 and of one statement that came after it (PEP 810).
    let is_unsupported = |error: &&UnsupportedSyntaxError| {
        error.range.start() < end && error.kind != UnsupportedSyntaxErrorKind::LazyImportStatement
    };
    let unsupported = parsed.unsupported_syntax_errors().iter().filter(is_unsupported);
    let errors = byte_order_mark
        .into_iter()
        .chain(from_parser.into_iter().map(|error| wording.of_parse_error(error)))
        .chain(unsupported.map(|error| wording.of_unsupported_syntax(error)))
        .take(SyntaxError::MAX_REPORTED)
        .chain(lexical)
        .collect();
    let has_bare_raises = !bare_raises.is_empty();
    let mut tree = parsed.into_syntax();
    if has_bare_raises {
        repair(&mut tree);
    }
    (tree, errors)
}

/// In a file it's dropped when the bytes are decoded; in text it's not Python.
const BYTE_ORDER_MARK: char = '\u{feff}';

fn empty_tree(mode: Mode) -> ast::Mod {
    match mode {
        Mode::Module | Mode::Ipython => ast::Mod::Module(empty_module()),
        Mode::Expression | Mode::ParenthesizedExpression => ast::Mod::Expression(empty_expression()),
    }
}

fn empty_module() -> ModModule {
    ModModule { node_index: AtomicNodeIndex::NONE, range: TextRange::default(), body: Vec::new() }
}

fn empty_expression() -> ModExpression {
    let range = TextRange::default();
    let body = Expr::EllipsisLiteral(ast::ExprEllipsisLiteral { node_index: AtomicNodeIndex::NONE, range });
    ModExpression { node_index: AtomicNodeIndex::NONE, range, body: Box::new(body) }
}
