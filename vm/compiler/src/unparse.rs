//! The text of an expression as `ast.unparse` writes it, for annotations that are never evaluated. Forms that
//! hardly appear in annotations are given as they stand in the source.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Operator, UnaryOp};
use strict_semantics::{Text, TextBuilder};
use strict_syntax::Ranged;

/// How tightly forms bind, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Comparison,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arithmetic,
    Term,
    Factor,
    Power,
    Atom,
}

/// The text of an expression.
pub(crate) fn unparse(expression: &Expr, source: &str) -> String {
    let mut writer = Writer { out: String::new(), source };
    writer.expression(expression, Precedence::Test);
    writer.out
}

struct Writer<'s> {
    out: String,
    source: &'s str,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn expression(&mut self, expression: &Expr, context: Precedence) {
        let own = precedence(expression);
        let needs_brackets = own < context;
        if needs_brackets {
            self.push("(");
        }
        self.bare(expression);
        if needs_brackets {
            self.push(")");
        }
    }

    fn bare(&mut self, expression: &Expr) {
        match expression {
            Expr::Name(name) => self.push(&name.id),
            Expr::NoneLiteral(_) => self.push("None"),
            Expr::EllipsisLiteral(_) => self.push("..."),
            Expr::BooleanLiteral(literal) => self.push(if literal.value { "True" } else { "False" }),
            Expr::StringLiteral(literal) => {
                let mut out = TextBuilder::new();
                Text::from(literal.value.to_str()).view().repr(&mut out);
                self.push(&out.finish().to_string_lossy());
            }
            Expr::BytesLiteral(literal) => {
                let bytes: Vec<u8> = literal.value.bytes().collect();
                self.push(&strict_semantics::bytes::repr(&bytes));
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value, Precedence::Atom);
                self.push(".");
                self.push(&attribute.attr.id);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value, Precedence::Atom);
                self.push("[");
                match &*subscript.slice {
                    Expr::Tuple(tuple) if !tuple.elts.is_empty() => self.items(&tuple.elts),
                    slice => self.expression(slice, Precedence::Test),
                }
                self.push("]");
            }
            Expr::Tuple(tuple) => {
                self.items(&tuple.elts);
            }
            Expr::List(list) => {
                self.push("[");
                self.list(&list.elts);
                self.push("]");
            }
            Expr::Set(set) => {
                self.push("{");
                self.list(&set.elts);
                self.push("}");
            }
            Expr::Dict(dict) => {
                self.push("{");
                for (index, item) in dict.items.iter().enumerate() {
                    if index > 0 {
                        self.push(", ");
                    }
                    match &item.key {
                        Some(key) => {
                            self.expression(key, Precedence::Test);
                            self.push(": ");
                            self.expression(&item.value, Precedence::Test);
                        }
                        None => {
                            self.push("**");
                            self.expression(&item.value, Precedence::BitOr);
                        }
                    }
                }
                self.push("}");
            }
            Expr::Starred(starred) => {
                self.push("*");
                self.expression(&starred.value, Precedence::BitOr);
            }
            Expr::Call(call) => self.call(call),
            Expr::BinOp(operation) => {
                let own = precedence(expression);
                let tighter = next(own);
                let (left, right) =
                    if operation.op == Operator::Pow { (tighter, own) } else { (own, tighter) };
                self.expression(&operation.left, left);
                self.push(" ");
                self.push(operation.op.as_str());
                self.push(" ");
                self.expression(&operation.right, right);
            }
            Expr::UnaryOp(operation) => {
                self.push(match operation.op {
                    UnaryOp::Not => "not ",
                    UnaryOp::Invert => "~",
                    UnaryOp::UAdd => "+",
                    UnaryOp::USub => "-",
                });
                self.expression(&operation.operand, precedence(expression));
            }
            Expr::BoolOp(operation) => {
                let own = precedence(expression);
                let word = if operation.op == BoolOp::And { " and " } else { " or " };
                for (at, value) in operation.values.iter().enumerate() {
                    if at > 0 {
                        self.push(word);
                    }
                    self.expression(value, next(own));
                }
            }
            Expr::Compare(compare) => {
                self.expression(&compare.left, Precedence::BitOr);
                for (operator, right) in compare.ops.iter().zip(&compare.comparators) {
                    self.push(" ");
                    self.push(comparison(*operator));
                    self.push(" ");
                    self.expression(right, Precedence::BitOr);
                }
            }
            Expr::If(conditional) => {
                self.expression(&conditional.body, Precedence::Or);
                self.push(" if ");
                self.expression(&conditional.test, Precedence::Or);
                self.push(" else ");
                self.expression(&conditional.orelse, Precedence::Test);
            }
            Expr::NumberLiteral(literal) => match &literal.value {
                ast::Number::Int(value) => self.push(&value.to_string()),
                ast::Number::Float(value) => self.push(&strict_semantics::float::repr(*value)),
                ast::Number::Complex { imag, .. } => {
                    let digits = strict_semantics::float::repr(*imag);
                    self.push(digits.strip_suffix(".0").unwrap_or(&digits));
                    self.push("j");
                }
            },
            other => {
                let range = other.range();
                let text = self.source.get(range.start().into()..range.end().into()).unwrap_or_default();
                self.push(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    fn list(&mut self, items: &[Expr]) {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.expression(item, Precedence::Test);
        }
    }

    /// The items of a tuple, without brackets.
    fn items(&mut self, items: &[Expr]) {
        self.list(items);
        if items.len() == 1 {
            self.push(",");
        }
    }

    fn call(&mut self, call: &ast::ExprCall) {
        self.expression(&call.func, Precedence::Atom);
        self.push("(");
        self.list(&call.arguments.args);
        for (at, keyword) in call.arguments.keywords.iter().enumerate() {
            if at > 0 || !call.arguments.args.is_empty() {
                self.push(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.push(&name.id);
                    self.push("=");
                }
                None => self.push("**"),
            }
            self.expression(&keyword.value, Precedence::Test);
        }
        self.push(")");
    }
}

fn precedence(expression: &Expr) -> Precedence {
    match expression {
        Expr::Tuple(_) => Precedence::Tuple,
        Expr::If(_) | Expr::Lambda(_) | Expr::Named(_) => Precedence::Test,
        Expr::BoolOp(operation) if operation.op == BoolOp::Or => Precedence::Or,
        Expr::BoolOp(_) => Precedence::And,
        Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => Precedence::Not,
        Expr::UnaryOp(_) => Precedence::Factor,
        Expr::Compare(_) => Precedence::Comparison,
        Expr::BinOp(operation) => match operation.op {
            Operator::BitOr => Precedence::BitOr,
            Operator::BitXor => Precedence::BitXor,
            Operator::BitAnd => Precedence::BitAnd,
            Operator::LShift | Operator::RShift => Precedence::Shift,
            Operator::Add | Operator::Sub => Precedence::Arithmetic,
            Operator::Pow => Precedence::Power,
            _ => Precedence::Term,
        },
        _ => Precedence::Atom,
    }
}

fn next(precedence: Precedence) -> Precedence {
    use Precedence as P;
    match precedence {
        P::Tuple => P::Test,
        P::Test => P::Or,
        P::Or => P::And,
        P::And => P::Not,
        P::Not => P::Comparison,
        P::Comparison => P::BitOr,
        P::BitOr => P::BitXor,
        P::BitXor => P::BitAnd,
        P::BitAnd => P::Shift,
        P::Shift => P::Arithmetic,
        P::Arithmetic => P::Term,
        P::Term => P::Factor,
        P::Factor => P::Power,
        P::Power | P::Atom => P::Atom,
    }
}

fn comparison(operator: CmpOp) -> &'static str {
    match operator {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}
