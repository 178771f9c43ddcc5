//! From text to syntax tree, syntax errors and symbol table.

use std::panic::catch_unwind;

use ruff_python_ast::{self as ast, AtomicNodeIndex, Expr, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{
    Mode, ParseOptions, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind, parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::bare_raise::{is_about_bare_raise, repair};
use crate::diagnosis::{Start, diagnose};
use crate::nesting::{Lexed, check_nesting};
use crate::scopes::{Built, SymbolTable, build_expression, build_module};
use crate::source_file::SourceFile;
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};
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

/// How text is to be taken that isn't a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// The text is one interactive statement.
    pub is_interactive: bool,
    /// Text that ends too early is an error of the kind `Incomplete`.
    pub allows_incomplete: bool,
    /// Blocks that are open where interactive text ends without a line end are ended there.
    pub implies_dedents: bool,
    /// Annotations are texts, as after `from __future__ import annotations`.
    pub future_annotations: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        TextOptions {
            is_interactive: false,
            allows_incomplete: false,
            implies_dedents: true,
            future_annotations: false,
        }
    }
}

/// Parses the text of a module, as `exec` takes it. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_module_text(text: &str) -> ParsedModule {
    parse_module_with(text, TextOptions::default())
}

/// Parses the text of a module, as `compile` takes it. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_module_with(text: &str, options: TextOptions) -> ParsedModule {
    let (ast, errors) = match parse_checked(text, Mode::Module, options) {
        (ast::Mod::Module(ast), errors) => (ast, errors),
        // The parser gives what the mode asks for.
        (ast::Mod::Expression(_), errors) => (empty_module(), errors),
    };
    finish(text, errors, build_module(&ast, options.future_annotations), ast)
}

/// Parses one expression, as `eval` takes it. Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_expression(text: &str) -> ParsedExpression {
    parse_expression_with(text, TextOptions::default())
}

/// Parses one expression, as `compile` takes it in the mode `eval`: blank lines and comments around it are
/// allowed, blanks before it aren't (`eval` drops them first). Needs a stack of 64 MiB at least.
#[must_use]
pub fn parse_expression_with(text: &str, options: TextOptions) -> ParsedExpression {
    let (ast, errors) = match parse_checked(text, Mode::Expression, options) {
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
            phase: Phase::Grammar,
        }));
        is_grammatical = errors.len() == of_meaning;
        errors.sort_by_key(|error| error.range.start());
    }
    Parsed { ast, errors, is_grammatical, symbols }
}

fn parse_checked(text: &str, mode: Mode, text_options: TextOptions) -> (ast::Mod, Vec<SyntaxError>) {
    let lexical = match check_nesting(text) {
        Ok(Lexed::Clean) => None,
        Ok(Lexed::Broken(error)) => Some(error),
        Err(error) => return (empty_tree(mode), vec![error]),
    };
    if text.starts_with(BYTE_ORDER_MARK) {
        return (empty_tree(mode), vec![byte_order_mark()]);
    }
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let Ok(parsed) = catch_unwind(|| parse_unchecked(text, options)) else {
        // The parser asserts that it gets on after an error. If it doesn't, that must not end a process that
        // has other files to look at.
        let mut errors = Vec::new();
        explain(text, mode, text_options, 0, &mut errors);
        if errors.is_empty() {
            let message = "invalid syntax".to_owned();
            let (range, kind) = (TextRange::default(), SyntaxErrorKind::Syntax);
            errors.push(SyntaxError { message, range, kind, phase: Phase::Grammar });
        }
        return (empty_tree(mode), errors);
    };
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
    let mut errors: Vec<_> = from_parser
        .into_iter()
        .map(|error| wording.of_parse_error(error))
        .chain(unsupported.map(|error| wording.of_unsupported_syntax(error)))
        .take(SyntaxError::MAX_REPORTED)
        .chain(lexical)
        .collect();
    let has_bare_raises = !bare_raises.is_empty();
    let mut tree = parsed.into_syntax();
    if has_bare_raises {
        repair(&mut tree);
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.range.start());
        let from = sound_start(text, &tree, errors[0].range.start());
        explain(text, mode, text_options, from, &mut errors);
    } else if text_options.is_interactive {
        // How interactive text may end is a matter of the grammar that the parser doesn't know.
        explain(text, mode, text_options, 0, &mut errors);
    }
    (tree, errors)
}

/// Puts CPython's error in the place of those of the parser up to it; what comes in later lines stays.
fn explain(text: &str, mode: Mode, options: TextOptions, from: usize, errors: &mut Vec<SyntaxError>) {
    let start = match mode {
        Mode::Module | Mode::Ipython if options.is_interactive => {
            Start::Interactive { implies_dedents: options.implies_dedents }
        }
        Mode::Module | Mode::Ipython => Start::Module,
        Mode::Expression | Mode::ParenthesizedExpression => Start::Expression,
    };
    let found = diagnose(text, start, from);
    if found.is_at_end && options.allows_incomplete {
        *errors = vec![incomplete(text)];
        return;
    }
    let Some(error) = found.error else { return };
    let line_end = text[usize::from(error.range.end())..]
        .find(['\n', '\r'])
        .map_or(text.len(), |length| usize::from(error.range.end()) + length);
    errors.retain(|other| usize::from(other.range.start()) > line_end);
    errors.insert(0, error);
}

/// The start of a statement at the left margin before which nothing is wrong.
fn sound_start(text: &str, tree: &ast::Mod, first_error: TextSize) -> usize {
    let ast::Mod::Module(module) = tree else { return 0 };
    let sound = module.body.iter().take_while(|statement| statement.end() < first_error);
    let starts = sound.map(|statement| usize::from(statement.start()));
    starts.filter(|&start| start == 0 || text[..start].ends_with('\n')).last().unwrap_or(0)
}

fn incomplete(text: &str) -> SyntaxError {
    let (message, range) = ("incomplete input".to_owned(), TextRange::empty(TextSize::of(text)));
    SyntaxError { message, range, kind: SyntaxErrorKind::Incomplete, phase: Phase::Grammar }
}

fn byte_order_mark() -> SyntaxError {
    SyntaxError {
        message: invalid_character(BYTE_ORDER_MARK),
        range: TextRange::default(),
        kind: SyntaxErrorKind::Syntax,
        phase: Phase::Tokens,
    }
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
