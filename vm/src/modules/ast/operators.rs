//! The names of operators and contexts.

use strict_syntax::ast::{BoolOp, CmpOp, ExprContext, Operator, UnaryOp};

macro_rules! named {
    ($(#[$doc:meta])* $to:ident $from:ident $kind:ident { $($variant:ident $name:literal)* }) => {
        $(#[$doc])*
        pub(super) fn $to(operator: $kind) -> &'static str {
            #[allow(unreachable_patterns, reason = "some enumerations have variants without name")]
            match operator {
                $($kind::$variant => $name,)*
                _ => "Load",
            }
        }

        #[doc = "The other way round."]
        pub(super) fn $from(name: &str) -> Option<$kind> {
            match name {
                $($name => Some($kind::$variant),)*
                _ => None,
            }
        }
    };
}

named! {
    /// The class of a binary operator.
    binary binary_of Operator {
        Add "Add" Sub "Sub" Mult "Mult" MatMult "MatMult" Div "Div" Mod "Mod" Pow "Pow" LShift "LShift"
        RShift "RShift" BitOr "BitOr" BitXor "BitXor" BitAnd "BitAnd" FloorDiv "FloorDiv"
    }
}

named! {
    /// The class of a unary operator.
    unary unary_of UnaryOp { Invert "Invert" Not "Not" UAdd "UAdd" USub "USub" }
}

named! {
    /// The class of a comparison.
    comparison comparison_of CmpOp {
        Eq "Eq" NotEq "NotEq" Lt "Lt" LtE "LtE" Gt "Gt" GtE "GtE" Is "Is" IsNot "IsNot" In "In" NotIn "NotIn"
    }
}

named! {
    /// The class of `and` and `or`.
    logical logical_of BoolOp { And "And" Or "Or" }
}

named! {
    /// The class of a context.
    context context_of ExprContext { Load "Load" Store "Store" Del "Del" }
}
