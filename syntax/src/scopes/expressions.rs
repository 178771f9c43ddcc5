//! What expressions bind and use.

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{
    self as ast, Expr, ExprContext, FStringPart, InterpolatedStringElement, InterpolatedStringElements,
};
use ruff_text_size::{Ranged, TextRange, TextSize};
use smallvec::SmallVec;

use super::build::{Builder, implicit};
use super::flow::Suspension;
use super::scope::{ScopeFlags, ScopeKind};
use super::symbol::SymbolFlags;

impl<'a> Builder<'a> {
    pub(super) fn visit_exprs(&mut self, expressions: &'a [Expr]) {
        for expression in expressions {
            self.visit_expr(expression);
        }
    }

    pub(super) fn visit_optional(&mut self, expression: Option<&'a Expr>) {
        if let Some(expression) = expression {
            self.visit_expr(expression);
        }
    }

    pub(super) fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => self.visit_name(name),
            Expr::Attribute(_) | Expr::Call(_) | Expr::Subscript(_) | Expr::BinOp(_) => {
                self.visit_chain(expression);
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
            Expr::Tuple(tuple) => {
                let bracket = TextSize::new(u32::from(tuple.parenthesized));
                self.check_first_element(&tuple.elts, tuple.start() + bracket);
                self.visit_sequence(&tuple.elts, tuple.ctx);
            }
            Expr::List(list) => {
                self.check_first_element(&list.elts, list.start() + TextSize::new(1));
                self.visit_sequence(&list.elts, list.ctx);
            }
            Expr::Compare(compare) => {
                self.check_operand(&compare.left, compare.range);
                self.visit_expr(&compare.left);
                self.visit_exprs(&compare.comparators);
            }
            Expr::BoolOp(operation) => {
                if let Some(first) = operation.values.first() {
                    self.check_operand(first, operation.range);
                }
                self.visit_exprs(&operation.values);
            }
            Expr::UnaryOp(operation) => self.visit_expr(&operation.operand),
            Expr::If(conditional) => {
                self.check_operand(&conditional.body, conditional.range);
                self.visit_expr(&conditional.test);
                self.visit_expr(&conditional.body);
                self.visit_expr(&conditional.orelse);
            }
            Expr::Dict(dict) => {
                for item in &dict.items {
                    self.visit_optional(item.key.as_ref());
                    self.visit_expr(&item.value);
                }
            }
            Expr::Set(set) => {
                self.check_first_element(&set.elts, set.start() + TextSize::new(1));
                self.visit_exprs(&set.elts);
            }
            Expr::FString(string) => {
                for part in &string.value {
                    if let FStringPart::FString(string) = part {
                        self.visit_interpolations(&string.elements);
                    }
                }
            }
            Expr::TString(string) => {
                for string in &string.value {
                    self.visit_interpolations(&string.elements);
                }
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.visit_comprehension(expression);
            }
            Expr::Lambda(lambda) => self.visit_lambda(lambda),
            Expr::Named(named) => self.visit_named(named),
            Expr::Starred(starred) => {
                if starred.value.is_starred_expr() {
                    self.error("Invalid star expression", starred.range);
                }
                self.visit_expr(&starred.value);
            }
            Expr::Slice(slice) => {
                self.visit_optional(slice.lower.as_deref());
                self.visit_optional(slice.upper.as_deref());
                self.visit_optional(slice.step.as_deref());
            }
            Expr::Await(value) => {
                self.check_suspension(Suspension::Await, value.range);
                self.visit_expr(&value.value);
                self.scope_mut().flags |= ScopeFlags::AWAIT | ScopeFlags::ASYNC;
            }
            Expr::Yield(value) => {
                self.check_suspension(Suspension::Yield, value.range);
                if let Some(value) = value.value.as_deref() {
                    if value.is_starred_expr() {
                        self.error("can't use starred expression here", value.range());
                    }
                    self.visit_expr(value);
                }
                self.scope_mut().flags |= ScopeFlags::GENERATOR;
            }
            Expr::YieldFrom(value) => {
                self.check_suspension(Suspension::YieldFrom, value.range);
                self.visit_expr(&value.value);
                self.scope_mut().flags |= ScopeFlags::GENERATOR;
            }
        }
    }

    fn visit_name(&mut self, name: &'a ast::ExprName) {
        let flags = match name.ctx {
            ExprContext::Load | ExprContext::Invalid => SymbolFlags::USED,
            ExprContext::Store => SymbolFlags::ASSIGNED,
            ExprContext::Del => SymbolFlags::ASSIGNED | SymbolFlags::DELETED,
        };
        if self.frame.in_iteration_target {
            self.visit_iteration_target_name(name, flags);
            return;
        }
        self.note(&name.id, flags, name.range);
        if name.ctx == ExprContext::Load {
            // `super()` without arguments finds its class in the cell `__class__`.
            if name.id == "super" && self.frame.kind.is_function_like() {
                self.note(&Name::new_static("__class__"), SymbolFlags::USED, implicit());
            }
        } else if name.id == "__debug__" {
            let verb = if name.ctx == ExprContext::Del { "delete" } else { "assign to" };
            self.error(format!("cannot {verb} __debug__"), name.range);
        }
    }

    /// Attributes, calls, subscripts and binary operators nest to the left as deep as the text is long, so
    /// they are walked without recursion: first down to the innermost operand, then back up.
    fn visit_chain(&mut self, expression: &'a Expr) {
        let mut links: SmallVec<[&'a Expr; 8]> = SmallVec::new();
        let mut innermost = expression;
        loop {
            let inner = match innermost {
                Expr::Attribute(attribute) => &attribute.value,
                Expr::Call(call) => &call.func,
                Expr::Subscript(subscript) => &subscript.value,
                Expr::BinOp(operation) => &operation.left,
                _ => break,
            };
            links.push(innermost);
            innermost = inner;
        }
        self.visit_expr(innermost);
        for link in links.into_iter().rev() {
            match link {
                Expr::Attribute(attribute) if attribute.attr.id == "__debug__" => match attribute.ctx {
                    ExprContext::Store => self.error("cannot assign to __debug__", attribute.range),
                    ExprContext::Del => self.error("cannot delete __debug__", attribute.range),
                    ExprContext::Load | ExprContext::Invalid => {}
                },
                Expr::Call(call) => self.visit_arguments(&call.arguments),
                Expr::Subscript(subscript) => self.visit_expr(&subscript.slice),
                Expr::BinOp(operation) => {
                    self.check_operand(&operation.left, operation.range);
                    self.visit_expr(&operation.right);
                }
                _ => {}
            }
        }
    }

    pub(super) fn visit_arguments(&mut self, arguments: &'a ast::Arguments) {
        self.visit_exprs(&arguments.args);
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                self.check_binding(&name.id, keyword.range);
            }
            self.visit_expr(&keyword.value);
        }
    }

    fn visit_sequence(&mut self, elements: &'a [Expr], context: ExprContext) {
        if context == ExprContext::Store {
            let mut starred = elements.iter().filter(|element| element.is_starred_expr());
            if let (Some(_), Some(second)) = (starred.next(), starred.next()) {
                self.error("multiple starred expressions in assignment", second.range());
            }
        }
        self.visit_exprs(elements);
    }

    /// A `yield` without parentheses can't be the left operand of anything, which the parser overlooks.
    fn check_operand(&mut self, left: &'a Expr, whole: TextRange) {
        if matches!(left, Expr::Yield(_) | Expr::YieldFrom(_)) && left.start() == whole.start() {
            self.error("invalid syntax", whole);
        }
    }

    /// A `yield` without parentheses can't be an element either.
    fn check_first_element(&mut self, elements: &'a [Expr], start: TextSize) {
        if let Some(first @ (Expr::Yield(_) | Expr::YieldFrom(_))) = elements.first() {
            self.required.push((TextRange::new(start, first.start().max(start)), '('));
        }
    }

    fn visit_interpolations(&mut self, elements: &'a InterpolatedStringElements) {
        for element in elements {
            if let InterpolatedStringElement::Interpolation(element) = element {
                if element.expression.is_starred_expr() {
                    self.error("can't use starred expression here", element.expression.range());
                }
                self.visit_expr(&element.expression);
                if let Some(specification) = &element.format_spec {
                    self.visit_interpolations(&specification.elements);
                }
            }
        }
    }

    /// Reports what an annotation that is never evaluated may not contain; its names have no effect on
    /// scopes.
    pub(super) fn check_unevaluated_annotation(&mut self, annotation: &'a Expr) {
        let outer_kind = std::mem::replace(&mut self.frame.kind, ScopeKind::Annotations);
        UnevaluatedAnnotation { builder: self }.visit_expr(annotation);
        self.frame.kind = outer_kind;
    }
}

struct UnevaluatedAnnotation<'b, 'a> {
    builder: &'b mut Builder<'a>,
}

impl<'a> Visitor<'a> for UnevaluatedAnnotation<'_, 'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        let noun = match expression {
            Expr::Named(_) => "named expression",
            Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
            Expr::Await(_) => "await expression",
            // What's inside scopes of their own is not part of the annotation scope.
            Expr::Lambda(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_) => {
                return;
            }
            _ => return walk_expr(self, expression),
        };
        self.builder.check_allowed_in_type_scope(noun, expression.range());
    }
}
