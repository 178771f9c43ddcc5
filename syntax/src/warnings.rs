//! What CPython warns of while it compiles: text that is Python, and hardly what was meant.

mod control_flow;
mod escapes;
mod operands;

use ruff_python_ast::visitor::source_order::{self, SourceOrderVisitor};
use ruff_python_ast::{
    BytesLiteral, Expr, ExprNumberLiteral, FString, InterpolatedStringElement, InterpolatedStringElements,
    Mod, Stmt, StringLiteral, TString,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};
use control_flow::ControlFlow;

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// What it says.
    pub message: String,
    /// The place whose line it is about.
    pub place: TextSize,
    /// What is raised instead where filters make an error of it.
    pub error: SyntaxError,
}

/// The warnings of one text, in the order in which CPython gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyntaxWarnings {
    /// About how literals are written; found by whoever parses the text.
    pub of_literals: Vec<SyntaxWarning>,
    /// About what the tree means; found by whoever compiles it.
    pub of_meaning: Vec<SyntaxWarning>,
}

impl SyntaxWarnings {
    /// The warnings of a tree; those about literals only if there is the text that it was parsed from.
    #[must_use]
    pub fn of_tree(tree: &Mod, text: Option<&str>) -> Self {
        let mut finder = Finder::new(text);
        match tree {
            Mod::Module(module) => finder.visit_body(&module.body),
            Mod::Expression(expression) => finder.visit_expr(&expression.body),
        }
        finder.finish()
    }

    /// The warnings of a module's body.
    #[must_use]
    pub fn of_body(body: &[Stmt], text: &str) -> Self {
        let mut finder = Finder::new(Some(text));
        finder.visit_body(body);
        finder.finish()
    }

    /// The warnings of an expression.
    #[must_use]
    pub fn of_expression(expression: &Expr, text: &str) -> Self {
        let mut finder = Finder::new(Some(text));
        finder.visit_expr(expression);
        finder.finish()
    }
}

impl SyntaxWarning {
    fn of_meaning(message: impl Into<String>, range: TextRange) -> Self {
        let message = message.into();
        let error = SyntaxError {
            message: message.clone(),
            range,
            kind: SyntaxErrorKind::Syntax,
            phase: Phase::Code,
        };
        SyntaxWarning { message, place: range.start(), error }
    }
}

/// Walks a tree.
struct Finder<'t> {
    text: Option<&'t str>,
    found: SyntaxWarnings,
    /// Jumps out of `finally` are found before everything else that the tree means.
    jumps: Vec<SyntaxWarning>,
    flow: ControlFlow,
    /// Whether the interpolated string around is raw.
    is_raw: bool,
}

impl<'t> Finder<'t> {
    fn new(text: Option<&'t str>) -> Self {
        Finder {
            text,
            found: SyntaxWarnings::default(),
            jumps: Vec::new(),
            flow: ControlFlow::default(),
            is_raw: false,
        }
    }

    fn finish(self) -> SyntaxWarnings {
        let mut found = self.found;
        found.of_meaning.splice(..0, self.jumps);
        found
    }

    /// Walks a part where jumps go elsewhere.
    fn within(&mut self, flow: ControlFlow, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.flow, flow);
        walk(self);
        self.flow = outer;
    }

    fn source(&self, range: TextRange) -> Option<&'t str> {
        self.text?.get(usize::from(range.start())..usize::from(range.end()))
    }

    /// The text of a string literal: the first invalid escape in it.
    fn literal(&mut self, range: TextRange, is_bytes: bool) {
        if let Some(source) = self.source(range) {
            self.found.of_literals.extend(escapes::in_literal(source, range.start(), is_bytes));
        }
    }

    /// The parts of an interpolated string: what is in its fields is found before its own text.
    fn interpolated(&mut self, range: TextRange, elements: &InterpolatedStringElements) {
        let is_raw = self.source(range).is_none_or(escapes::is_raw);
        let outer = std::mem::replace(&mut self.is_raw, is_raw);
        let (texts, fields): (Vec<_>, Vec<_>) = elements.iter().partition(|element| element.is_literal());
        for element in fields.into_iter().chain(texts) {
            self.visit_interpolated_string_element(element);
        }
        self.is_raw = outer;
    }

    /// A number that runs into a keyword.
    fn number(&mut self, literal: &ExprNumberLiteral) {
        const KEYWORDS: [&str; 8] = ["and", "else", "for", "if", "in", "is", "or", "not"];
        let end = literal.range.end();
        let Some(source) = self.source(literal.range) else { return };
        let Some(after) = self.text.and_then(|text| text.get(usize::from(end)..)) else { return };
        if !after.starts_with(|first: char| first.is_ascii_lowercase())
            || !KEYWORDS.iter().any(|keyword| after.starts_with(keyword))
        {
            return;
        }
        let kind = match source.as_bytes() {
            [b'0', b'x' | b'X', ..] => "hexadecimal",
            [b'0', b'o' | b'O', ..] => "octal",
            [b'0', b'b' | b'B', ..] => "binary",
            [.., b'j' | b'J'] => "imaginary",
            _ => "decimal",
        };
        let message = format!("invalid {kind} literal");
        let place = end - TextSize::new(1);
        let range = TextRange::empty(place);
        let error = SyntaxError {
            message: message.clone(),
            range,
            kind: SyntaxErrorKind::Syntax,
            phase: Phase::Tokens,
        };
        self.found.of_literals.push(SyntaxWarning { message, place, error });
    }
}

impl<'a> SourceOrderVisitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.jumps.extend(self.flow.jump(statement));
        match statement {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {
                self.within(ControlFlow::default(), |this| source_order::walk_stmt(this, statement));
            }
            Stmt::For(it) => {
                self.visit_expr(&it.target);
                self.visit_expr(&it.iter);
                self.within(self.flow.in_loop(), |this| this.visit_body(&it.body));
                self.visit_body(&it.orelse);
            }
            Stmt::While(it) => {
                self.visit_expr(&it.test);
                self.within(self.flow.in_loop(), |this| this.visit_body(&it.body));
                self.visit_body(&it.orelse);
            }
            Stmt::Try(it) => {
                self.visit_body(&it.body);
                for handler in &it.handlers {
                    self.visit_except_handler(handler);
                }
                self.visit_body(&it.orelse);
                self.within(ControlFlow::in_finally(), |this| this.visit_body(&it.finalbody));
            }
            Stmt::Assert(it) => {
                self.found.of_meaning.extend(operands::of_assertion(it));
                source_order::walk_stmt(self, statement);
            }
            _ => source_order::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::NumberLiteral(literal) => return self.number(literal),
            Expr::Compare(it) => self.found.of_meaning.extend(operands::of_comparison(it)),
            Expr::Call(it) => self.found.of_meaning.extend(operands::of_called(&it.func)),
            Expr::Subscript(it) => self.found.of_meaning.extend(operands::of_subscript(it)),
            _ => {}
        }
        source_order::walk_expr(self, expression);
    }

    fn visit_string_literal(&mut self, literal: &'a StringLiteral) {
        self.literal(literal.range, false);
    }

    fn visit_bytes_literal(&mut self, literal: &'a BytesLiteral) {
        self.literal(literal.range, true);
    }

    fn visit_f_string(&mut self, string: &'a FString) {
        self.interpolated(string.range, &string.elements);
    }

    fn visit_t_string(&mut self, string: &'a TString) {
        self.interpolated(string.range, &string.elements);
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        if let (InterpolatedStringElement::Literal(_), Some(text), false) = (element, self.text, self.is_raw)
        {
            self.found.of_literals.extend(escapes::in_interpolated(text, element.range()));
        }
        source_order::walk_interpolated_string_element(self, element);
    }
}

#[cfg(test)]
mod tests;
