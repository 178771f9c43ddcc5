//! Expressions.

use ruff_text_size::{Ranged, TextRange};
use strict_syntax::ast;

use super::{Lowered, Lowerer, constant};
use crate::domain::Value;
use crate::ir::{BinaryOp, Call, CompareOp, Expr, ExprKind, FormatPart, UnaryOp};

impl Lowerer<'_> {
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Lowered<Expr> {
        let range = expr.range();
        if !self.yields() {
            return self.nested(range, |lowerer| lowerer.plain_expr(expr));
        }
        let spills = std::mem::take(&mut self.current().spills);
        let lowered = self.nested(range, |lowerer| match super::yields::contains_yield(expr) {
            true => lowerer.expr_with_yield(expr),
            false => lowerer.plain_expr(expr),
        });
        self.current().spills = spills;
        lowered.map(|value| if spills { self.spill(value) } else { value })
    }

    fn boxed(&mut self, expr: &ast::Expr) -> Lowered<Box<Expr>> {
        self.expr(expr).map(Box::new)
    }

    pub(super) fn exprs(&mut self, exprs: &[ast::Expr]) -> Lowered<Vec<Expr>> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn plain_expr(&mut self, expr: &ast::Expr) -> Lowered<Expr> {
        let range = expr.range();
        let kind = match expr {
            ast::Expr::NoneLiteral(_) => ExprKind::Const(Value::None),
            ast::Expr::EllipsisLiteral(_) => ExprKind::Const(Value::Ellipsis),
            ast::Expr::BooleanLiteral(literal) => ExprKind::Const(Value::Bool(literal.value)),
            ast::Expr::NumberLiteral(literal) => ExprKind::Const(self.number(literal)),
            ast::Expr::StringLiteral(literal) => ExprKind::Const(self.string(literal)),
            ast::Expr::BytesLiteral(literal) => {
                ExprKind::Const(Value::Bytes(literal.value.bytes().collect::<Vec<u8>>().into()))
            }
            ast::Expr::FString(string) => ExprKind::FString(self.fstring(string)?),
            ast::Expr::TString(string) => ExprKind::TString(self.tstring(string)?),
            ast::Expr::Name(name) => ExprKind::Name(self.name(&name.id)),
            ast::Expr::Attribute(attribute) => {
                if &*attribute.attr == "__dict__" {
                    self.note_use_of_dict(&attribute.value);
                }
                let value = self.boxed(&attribute.value)?;
                let name = self.mangled(&attribute.attr);
                self.note_load(&attribute.value, name, attribute.attr.range);
                ExprKind::Attribute(value, name)
            }
            ast::Expr::Subscript(subscript) => {
                ExprKind::Subscript(self.boxed(&subscript.value)?, self.boxed(&subscript.slice)?)
            }
            ast::Expr::Slice(slice) => {
                let mut part =
                    |part: &Option<Box<ast::Expr>>| part.as_ref().map(|expr| self.expr(expr)).transpose();
                ExprKind::Slice(Box::new([part(&slice.lower)?, part(&slice.upper)?, part(&slice.step)?]))
            }
            ast::Expr::Call(call) => ExprKind::Call(Box::new(self.call(call)?)),
            ast::Expr::BinOp(binary) => return self.binary(binary),
            ast::Expr::UnaryOp(unary) => {
                let operand = self.expr(&unary.operand)?;
                match (unary.op, &operand.kind) {
                    (ast::UnaryOp::USub, ExprKind::Const(Value::Int(value))) => {
                        ExprKind::Const(Value::Int(value.neg()))
                    }
                    (ast::UnaryOp::USub, ExprKind::Const(Value::Float(value))) => {
                        ExprKind::Const(Value::Float(-value))
                    }
                    _ => ExprKind::Unary(unary_op(unary.op), Box::new(operand)),
                }
            }
            ast::Expr::BoolOp(boolean) => {
                ExprKind::BoolOp(matches!(boolean.op, ast::BoolOp::And), self.exprs(&boolean.values)?)
            }
            ast::Expr::Compare(compare) => {
                let left = self.boxed(&compare.left)?;
                let mut rest = Vec::with_capacity(compare.comparators.len());
                for (op, right) in compare.ops.iter().zip(&compare.comparators) {
                    rest.push((compare_op(*op), self.expr(right)?));
                }
                ExprKind::Compare(left, rest)
            }
            ast::Expr::If(conditional) => ExprKind::Conditional(Box::new([
                self.expr(&conditional.test)?,
                self.expr(&conditional.body)?,
                self.expr(&conditional.orelse)?,
            ])),
            ast::Expr::Tuple(tuple) => {
                let items = self.exprs(&tuple.elts)?;
                match constant_items(&items) {
                    Some(values) => ExprKind::Const(Value::tuple(values)),
                    None => ExprKind::Tuple(items),
                }
            }
            ast::Expr::List(list) => ExprKind::List(self.exprs(&list.elts)?),
            ast::Expr::Set(set) => ExprKind::Set(self.exprs(&set.elts)?),
            ast::Expr::Dict(dict) => {
                let mut items = Vec::with_capacity(dict.items.len());
                for item in &dict.items {
                    items.push(match &item.key {
                        Some(key) => (Some(self.expr(key)?), self.expr(&item.value)?),
                        None => (None, self.spread(&item.value)?),
                    });
                }
                ExprKind::Dict(items)
            }
            ast::Expr::Starred(starred) => ExprKind::Starred(self.boxed(&starred.value)?),
            ast::Expr::Lambda(lambda) => ExprKind::Function(Box::new(self.lambda(lambda)?)),
            ast::Expr::ListComp(_) | ast::Expr::SetComp(_) | ast::Expr::DictComp(_) => {
                ExprKind::Comprehension(Box::new(self.comprehension(expr)?))
            }
            ast::Expr::Generator(generator) => self.generator(generator)?,
            ast::Expr::Named(named) => {
                let value = self.boxed(&named.value)?;
                let ast::Expr::Name(name) = &*named.target else { return Ok(constant(range, Value::None)) };
                ExprKind::Named(self.stored_name(&name.id), value)
            }
            ast::Expr::Await(await_) => ExprKind::Await(self.boxed(&await_.value)?),
            // In code that is never run: asynchronous generators, or source with errors; and in defaults of a generic function.
            ast::Expr::Yield(_) | ast::Expr::YieldFrom(_) | ast::Expr::IpyEscapeCommand(_) => {
                ExprKind::Const(Value::unknown("what is sent to a `yield`"))
            }
        };
        Ok(Expr { range, kind })
    }

    /// Flattens the left spine of a binary operation, without recursion along it.
    fn binary(&mut self, binary: &ast::ExprBinOp) -> Lowered<Expr> {
        let mut spine = vec![binary];
        while let ast::Expr::BinOp(inner) = &*spine[spine.len() - 1].left {
            spine.push(inner);
        }
        let first = self.boxed(&spine[spine.len() - 1].left)?;
        let mut rest = Vec::with_capacity(spine.len());
        for link in spine.iter().rev() {
            rest.push((binary_op(link.op), self.expr(&link.right)?));
        }
        Ok(Expr { range: binary.range, kind: ExprKind::Binary(first, rest) })
    }

    pub(super) fn call(&mut self, call: &ast::ExprCall) -> Lowered<Call> {
        self.note_call(call);
        let function = self.expr(&call.func)?;
        let arguments = self.exprs(&call.arguments.args)?;
        let mut keywords = Vec::with_capacity(call.arguments.keywords.len());
        for keyword in &call.arguments.keywords {
            keywords.push(match &keyword.arg {
                Some(name) => (Some(crate::ir::Symbol::new(name)), self.expr(&keyword.value)?),
                None => (None, self.spread(&keyword.value)?),
            });
        }
        Ok(Call { function, arguments, keywords })
    }

    fn fstring(&mut self, string: &ast::ExprFString) -> Lowered<Vec<FormatPart>> {
        let mut parts = Vec::new();
        for part in &string.value {
            match part {
                ast::FStringPart::Literal(literal) => {
                    parts.push(FormatPart::Literal(self.string_part(&literal.value, literal.range)));
                }
                ast::FStringPart::FString(string) => self.format_parts(&string.elements, true, &mut parts)?,
            }
        }
        Ok(parts)
    }

    fn tstring(&mut self, string: &ast::ExprTString) -> Lowered<Vec<FormatPart>> {
        let mut parts = Vec::new();
        for part in &string.value {
            self.format_parts(&part.elements, false, &mut parts)?;
        }
        Ok(parts)
    }

    /// Adds the parts of a string; its fields become text at once if `formatted`, and when the string is used if not.
    fn format_parts(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        formatted: bool,
        parts: &mut Vec<FormatPart>,
    ) -> Lowered<()> {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    parts.push(FormatPart::Literal(self.string_part(&literal.value, literal.range)));
                }
                ast::InterpolatedStringElement::Interpolation(field) => {
                    let text = self.text(field.expression.range());
                    let mut conversion = match field.conversion {
                        ast::ConversionFlag::None => None,
                        ast::ConversionFlag::Str => Some('s'),
                        ast::ConversionFlag::Ascii => Some('a'),
                        ast::ConversionFlag::Repr => Some('r'),
                    };
                    if let Some(debug) = &field.debug_text {
                        let shown = format!("{}{text}{}", debug.leading, debug.trailing);
                        parts.push(FormatPart::Literal(Value::str(&shown)));
                        if conversion.is_none() && field.format_spec.is_none() {
                            conversion = Some('r');
                        }
                    }
                    let text = Value::str(text);
                    let value = self.expr(&field.expression)?;
                    let spec = match &field.format_spec {
                        Some(spec) => {
                            let mut inner = Vec::new();
                            self.format_parts(&spec.elements, true, &mut inner)?;
                            Some(inner)
                        }
                        None => None,
                    };
                    let mut part = FormatPart::Field { value, conversion, spec, text: text.clone() };
                    if formatted && self.current_ref().spills {
                        let range = field.range;
                        let value = self.spill(Expr { range, kind: ExprKind::FString(vec![part]) });
                        part = FormatPart::Field { value, conversion: None, spec: None, text };
                    }
                    parts.push(part);
                }
            }
        }
        Ok(())
    }

    pub(super) fn text(&self, range: TextRange) -> &str {
        self.source.text().get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    }
}

fn constant_items(items: &[Expr]) -> Option<Vec<Value>> {
    items
        .iter()
        .map(|item| match &item.kind {
            ExprKind::Const(value) => Some(value.clone()),
            _ => None,
        })
        .collect()
}

pub(super) fn binary_op(op: ast::Operator) -> BinaryOp {
    match op {
        ast::Operator::Add => BinaryOp::Add,
        ast::Operator::Sub => BinaryOp::Sub,
        ast::Operator::Mult => BinaryOp::Mul,
        ast::Operator::MatMult => BinaryOp::MatMul,
        ast::Operator::Div => BinaryOp::Div,
        ast::Operator::Mod => BinaryOp::Mod,
        ast::Operator::Pow => BinaryOp::Pow,
        ast::Operator::LShift => BinaryOp::LShift,
        ast::Operator::RShift => BinaryOp::RShift,
        ast::Operator::BitOr => BinaryOp::BitOr,
        ast::Operator::BitXor => BinaryOp::BitXor,
        ast::Operator::BitAnd => BinaryOp::BitAnd,
        ast::Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn unary_op(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Invert => UnaryOp::Invert,
        ast::UnaryOp::Not => UnaryOp::Not,
        ast::UnaryOp::UAdd => UnaryOp::Plus,
        ast::UnaryOp::USub => UnaryOp::Minus,
    }
}

pub(super) fn compare_op(op: ast::CmpOp) -> CompareOp {
    match op {
        ast::CmpOp::Eq => CompareOp::Eq,
        ast::CmpOp::NotEq => CompareOp::NotEq,
        ast::CmpOp::Lt => CompareOp::Lt,
        ast::CmpOp::LtE => CompareOp::LtE,
        ast::CmpOp::Gt => CompareOp::Gt,
        ast::CmpOp::GtE => CompareOp::GtE,
        ast::CmpOp::Is => CompareOp::Is,
        ast::CmpOp::IsNot => CompareOp::IsNot,
        ast::CmpOp::In => CompareOp::In,
        ast::CmpOp::NotIn => CompareOp::NotIn,
    }
}
