//! The parser's errors in CPython's words.
//!
//! Where CPython has only "invalid syntax" to say, the parser's own message stays, since it says more. What
//! CPython words with knowledge that the error doesn't carry, the name of an expression's kind or the line of
//! a header, is found again in the text.

use std::cell::OnceCell;

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind, parse_expression_range,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::line_index::LineIndex;
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// Puts the errors of one text into words.
pub(crate) struct Wording<'a> {
    text: &'a str,
    lines: OnceCell<LineIndex>,
}

impl<'a> Wording<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Wording { text, lines: OnceCell::new() }
    }

    /// An error of the parser.
    pub(crate) fn of_parse_error(&self, error: &ParseError) -> SyntaxError {
        let place = Place { text: self.text, range: error.location, lines: &self.lines };
        let kind = match &error.error {
            ParseErrorType::UnexpectedIndentation => SyntaxErrorKind::Indentation,
            ParseErrorType::Lexical(LexicalErrorType::IndentationError) => SyntaxErrorKind::Indentation,
            ParseErrorType::OtherError(message) if message.starts_with(MISSING_BLOCK) => {
                SyntaxErrorKind::Indentation
            }
            _ => SyntaxErrorKind::Syntax,
        };
        SyntaxError {
            message: place.message(&error.error),
            range: error.location,
            kind,
            phase: Phase::Grammar,
        }
    }

    /// An error because of syntax that only later versions have.
    pub(crate) fn of_unsupported_syntax(&self, error: &UnsupportedSyntaxError) -> SyntaxError {
        let message = match error.kind {
            UnsupportedSyntaxErrorKind::IterableUnpackingInListComprehension => {
                "iterable unpacking cannot be used in comprehension".to_owned()
            }
            _ => error.to_string(),
        };
        SyntaxError { message, range: error.range, kind: SyntaxErrorKind::Syntax, phase: Phase::Grammar }
    }
}

const MISSING_BLOCK: &str = "Expected an indented block after ";

/// Where an error is.
struct Place<'a> {
    text: &'a str,
    range: TextRange,
    lines: &'a OnceCell<LineIndex>,
}

impl Place<'_> {
    fn message(&self, error: &ParseErrorType) -> String {
        use ParseErrorType as E;
        let fixed = match error {
            E::OtherError(message) => return self.other(message),
            E::Lexical(error) => return self.lexical(error),
            E::FStringError(error) => return self.interpolated('f', error),
            E::TStringError(error) => return self.interpolated('t', error),
            E::DuplicateKeywordArgumentError(name) => return format!("keyword argument repeated: {name}"),
            E::InvalidAssignmentTarget => return self.invalid_assignment(),
            E::InvalidNamedAssignmentTarget => {
                return format!("cannot use assignment expressions with {}", self.expression_name());
            }
            E::InvalidAugmentedAssignmentTarget => {
                return format!(
                    "'{}' is an illegal expression for augmented assignment",
                    self.expression_name()
                );
            }
            E::InvalidDeleteTarget => return format!("cannot delete {}", self.expression_name()),
            E::ExpectedToken {
                expected: TokenKind::Colon,
                found: TokenKind::Newline | TokenKind::EndOfFile,
            } => "expected ':'",
            E::ExpectedToken { expected: TokenKind::Else, .. } => "expected 'else' after 'if' expression",
            E::SimpleStatementsOnSameLine => return self.missing_separator(error),
            E::InvalidAnnotatedAssignmentTarget => "illegal target for annotation",
            E::UnexpectedIndentation => "unexpected indent",
            E::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
            E::InvalidStarredExpressionUsage => "cannot use starred expression here",
            E::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
            E::NonDefaultParamAfterDefaultParam => {
                "parameter without a default follows parameter with a default"
            }
            E::VarParameterWithDefault if self.content().starts_with("**") => {
                "var-keyword argument cannot have default value"
            }
            E::VarParameterWithDefault => "var-positional argument cannot have default value",
            E::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
            E::PositionalAfterKeywordUnpacking => "positional argument follows keyword argument unpacking",
            E::InvalidArgumentUnpackingOrder => {
                "iterable argument unpacking follows keyword argument unpacking"
            }
            E::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension",
            E::ExpectedKeywordParam => "named arguments must follow bare *",
            E::ExpectedRealNumber => "real number required in complex literal",
            E::ExpectedImaginaryNumber => "imaginary number required in complex literal",
            E::EmptyImportNames => "Expected one or more names after 'import'",
            _ => return error.to_string(),
        };
        fixed.to_owned()
    }

    fn content(&self) -> &str {
        self.text.get(self.range.start().to_usize()..self.range.end().to_usize()).unwrap_or_default()
    }

    fn before(&self) -> &str {
        self.text.get(..self.range.start().to_usize()).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.range.end().to_usize()..).unwrap_or_default()
    }

    fn other(&self, message: &str) -> String {
        if let Some(clause) = message.strip_prefix(MISSING_BLOCK) {
            return self.missing_block(clause);
        }
        let fixed = match message {
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                "cannot mix bytes and nonbytes literals"
            }
            "Expected `except` or `finally` after `try` block" => "expected 'except' or 'finally' block",
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Multiple exception types must be parenthesized when using `as`" => {
                "multiple exception types must be parenthesized when using 'as'"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            "Only one '/' separator allowed" => "/ may appear only once",
            "Only one '*' separator allowed" | "Only one '*' parameter allowed" => {
                "* argument may appear only once"
            }
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one argument must precede /"
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Expected a parameter name" => "expression cannot contain assignment, perhaps you meant \"==\"?",
            other => other,
        };
        fixed.to_owned()
    }

    /// The header is taken to be in the last line before the error that isn't blank.
    fn missing_block(&self, clause: &str) -> String {
        let header = match clause.split('`').nth(1) {
            Some("class") => "class definition".to_owned(),
            Some(keyword) => format!("'{keyword}' statement"),
            None => clause.to_owned(),
        };
        let before = TextSize::of(self.before().trim_end());
        let line = self.lines.get_or_init(|| LineIndex::new(self.text)).line_of(before);
        format!("expected an indented block after {header} on line {line}")
    }

    fn lexical(&self, error: &LexicalErrorType) -> String {
        use LexicalErrorType as E;
        match error {
            E::FStringError(error) => self.interpolated('f', error),
            E::TStringError(error) => self.interpolated('t', error),
            E::UnrecognizedToken { tok: '\0' } => "source code string cannot contain null bytes".to_owned(),
            E::UnrecognizedToken { tok } if tok.is_ascii() => "invalid syntax".to_owned(),
            E::UnrecognizedToken { tok } => invalid_character(*tok),
            E::LineContinuationError => "unexpected character after line continuation character".to_owned(),
            E::UnicodeError if self.content().starts_with("\\x") && self.is_in_bytes() => {
                "(value error) invalid \\x escape".to_owned()
            }
            E::UnicodeError | E::MissingUnicodeLbrace | E::MissingUnicodeRbrace => {
                "(unicode error) 'unicodeescape' codec can't decode an escape sequence".to_owned()
            }
            E::OtherError(_) if self.content().starts_with(|first: char| first.is_ascii_digit()) => {
                self.number()
            }
            E::OtherError(_) => "invalid decimal literal".to_owned(),
            _ => error.to_string(),
        }
    }

    fn is_in_bytes(&self) -> bool {
        let start = self.before().rfind(['\'', '"']).unwrap_or(0);
        self.before()[..start].ends_with(['b', 'B'])
    }

    fn number(&self) -> String {
        let mut characters = self.content().chars();
        let radix = characters.nth(1).map(|letter| letter.to_ascii_lowercase());
        let (name, is_digit): (_, fn(char) -> bool) = match radix {
            Some('x') => ("hexadecimal", |digit| digit.is_ascii_hexdigit()),
            Some('o') => ("octal", |digit| digit.is_digit(8)),
            Some('b') => ("binary", |digit| digit.is_digit(2)),
            _ => {
                return "leading zeros in decimal integer literals are not permitted; \
                        use an 0o prefix for octal integers"
                    .to_owned();
            }
        };
        match self.after().chars().next() {
            Some(digit) if digit.is_ascii_digit() && !is_digit(digit) => {
                format!("invalid digit '{digit}' in {name} literal")
            }
            _ => format!("invalid {name} literal"),
        }
    }

    fn interpolated(&self, letter: char, error: &InterpolatedStringErrorType) -> String {
        use InterpolatedStringErrorType as E;
        let message = match error {
            E::UnclosedLbrace => "expecting '}'".to_owned(),
            E::SingleRbrace => "single '}' is not allowed".to_owned(),
            E::InvalidConversionFlag if self.content().starts_with(char::is_alphabetic) => {
                format!("invalid conversion character '{}': expected 's', 'r', or 'a'", self.content())
            }
            E::InvalidConversionFlag => "missing conversion character".to_owned(),
            _ => error.to_string(),
        };
        format!("{letter}-string: {message}")
    }

    /// Two statements on a line: often a number run into a name, or `print` as a statement.
    fn missing_separator(&self, error: &ParseErrorType) -> String {
        let before = self.before();
        let is_number =
            before.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.' || last == '_');
        if is_number && self.content().starts_with(|first: char| first.is_alphanumeric() || first == '_') {
            return "invalid decimal literal".to_owned();
        }
        for name in ["print", "exec"] {
            let statement_start = before.trim_end().strip_suffix(name);
            if statement_start.is_some_and(ends_between_statements) {
                return format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            }
        }
        error.to_string()
    }

    fn invalid_assignment(&self) -> String {
        let name = self.expression_name();
        let starts_statement =
            self.before().rsplit(['\n', ';']).next().is_some_and(|line| line.trim().is_empty());
        let is_whole_target = self.after().trim_start().starts_with('=');
        let is_constant = matches!(
            name,
            "True" | "False" | "None" | "ellipsis" | "yield expression" | "generator expression"
        );
        if starts_statement && is_whole_target && !is_constant {
            format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?")
        } else if name == "yield expression" {
            "assignment to yield expression not possible".to_owned()
        } else {
            format!("cannot assign to {name}")
        }
    }

    /// What CPython calls the kind of expression that is in the error's range.
    fn expression_name(&self) -> &'static str {
        if self.content().starts_with('*') {
            return "starred";
        }
        if self.content().starts_with("yield") {
            return "yield expression";
        }
        match parse_expression_range(self.text, self.range) {
            Ok(parsed) if parsed.syntax().body.range() == self.range => {
                expression_name(&parsed.syntax().body)
            }
            _ => "expression",
        }
    }
}

fn ends_between_statements(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\t']);
    text.is_empty() || text.ends_with(['\n', '\r', ';'])
}

fn expression_name(expression: &Expr) -> &'static str {
    match expression {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::NoneLiteral(_) => "None",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) | Expr::Slice(_) | Expr::IpyEscapeCommand(_) => {
            "expression"
        }
    }
}

/// A character that can't be in a program outside strings and comments.
pub(crate) fn invalid_character(character: char) -> String {
    let code = u32::from(character);
    let is_invisible = character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if is_invisible {
        format!("invalid non-printable character U+{code:04X}")
    } else {
        format!("invalid character '{character}' (U+{code:04X})")
    }
}
