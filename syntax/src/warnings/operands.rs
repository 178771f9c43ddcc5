//! Operators on literals that can't give what was wanted: `is` on numbers, calls and subscripts of what has none,
//! assertions of tuples.

use ruff_python_ast::{CmpOp, Expr, ExprCompare, ExprSubscript, Number, StmtAssert};
use ruff_text_size::Ranged;

use super::SyntaxWarning;

/// `assert (condition, message)`.
pub(super) fn of_assertion(statement: &StmtAssert) -> Option<SyntaxWarning> {
    let is_tuple = matches!(&*statement.test, Expr::Tuple(tuple) if !tuple.elts.is_empty());
    is_tuple.then(|| {
        SyntaxWarning::of_meaning("assertion is always true, perhaps remove parentheses?", statement.range)
    })
}

/// The first `is` of a chain that compares a literal.
pub(super) fn of_comparison(compare: &ExprCompare) -> Option<SyntaxWarning> {
    let operands = std::iter::once(&*compare.left).chain(&compare.comparators);
    let pairs = operands.zip(&compare.comparators).zip(&compare.ops);
    for ((left, right), operator) in pairs {
        let (shown, equality) = match operator {
            CmpOp::Is => ("is", "=="),
            CmpOp::IsNot => ("is not", "!="),
            _ => continue,
        };
        let literal = [left, right].into_iter().find(|operand| has_no_identity(operand));
        if let Some(type_name) = literal.and_then(type_name) {
            let message = format!("\"{shown}\" with '{type_name}' literal. Did you mean \"{equality}\"?");
            return Some(SyntaxWarning::of_meaning(message, compare.range));
        }
    }
    None
}

/// Constants of which there may be any number.
fn has_no_identity(expression: &Expr) -> bool {
    match expression {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => true,
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        _ => false,
    }
}

fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        other => other.is_literal_expr(),
    }
}

/// What is called, if that can't be called.
pub(super) fn of_called(function: &Expr) -> Option<SyntaxWarning> {
    let is_callable = matches!(function, Expr::Lambda(_));
    let type_name = type_name(function).filter(|_| !is_callable)?;
    let message = format!("'{type_name}' object is not callable; perhaps you missed a comma?");
    Some(SyntaxWarning::of_meaning(message, function.range()))
}

/// A subscript of what has none, or with what no sequence takes.
pub(super) fn of_subscript(subscript: &ExprSubscript) -> Option<SyntaxWarning> {
    if !subscript.ctx.is_load() {
        return None;
    }
    let value = &*subscript.value;
    let type_name_of_value = type_name(value)?;
    match value {
        Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::Set(_)
        | Expr::SetComp(_)
        | Expr::Generator(_)
        | Expr::TString(_)
        | Expr::Lambda(_) => {
            let message =
                format!("'{type_name_of_value}' object is not subscriptable; perhaps you missed a comma?");
            Some(SyntaxWarning::of_meaning(message, value.range()))
        }
        Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::FString(_)
        | Expr::Tuple(_)
        | Expr::List(_)
        | Expr::ListComp(_) => {
            let index = type_name(&subscript.slice).filter(|name| !matches!(*name, "int" | "bool"))?;
            let message = format!(
                "{type_name_of_value} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            Some(SyntaxWarning::of_meaning(message, value.range()))
        }
        _ => None,
    }
}

/// The type of what an expression gives, where its form tells.
fn type_name(expression: &Expr) -> Option<&'static str> {
    Some(match expression {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(literal) => match literal.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}
