//! What is visible of lowered code: all of it, but for the places. The signature of a piece of code is one part, its body
//! another one.

use std::hash::Hash;

use ruff_text_size::TextRange;

use super::{Feed, Shape, feed_enum, feed_struct};
use crate::ir::*;

/// Feeds everything about a piece of code but its body.
pub(super) fn feed_signature(code: &Code, shape: &mut Shape<'_>) {
    // Python sees the name of the file.
    code.source.path().hash(shape);
    code.feed(shape);
}

/// Feeds the body of a piece of code.
pub(super) fn feed_body(code: &Code, shape: &mut Shape<'_>) {
    code.body.unnoted().feed(shape);
    if code.kind == CodeKind::Deferred {
        // An annotation can be had as the text that it is.
        let range = usize::from(code.range.start())..usize::from(code.range.end());
        code.source.text().get(range).hash(shape);
    }
}

/// Places are not visible.
impl Feed for TextRange {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.place(*self);
    }
}

feed_struct!(Code {
    kind, name, qualname, parameters, locals, cells, free, class_cell, is_generator, is_async, docstring,
    self_stores, self_mutations, self_loads, needs_dict, annotates, class_dict, range; body, source
});
feed_struct!(Parameters { positional, positional_only, keyword_only, variadic, keyword_variadic });
feed_struct!(SelfStore { name, on_new, range });
feed_struct!(SelfLoad { name, range });
feed_struct!(Stmt { kind, range });
feed_struct!(ImportAlias { module, as_name, target });
feed_struct!(Try { body, handlers, orelse, finalbody, is_star });
feed_struct!(Handler { class, name, body, range });
feed_struct!(MatchCase { pattern, guard, body });
feed_struct!(Pattern { kind, range });
feed_struct!(Target { kind, range });
feed_struct!(Expr { kind, range });
feed_struct!(Call { function, arguments, keywords });
feed_struct!(FunctionDef { code, captures, decorators, defaults, keyword_defaults, annotate, type_params });
feed_struct!(ClassDef { code, captures, decorators, bases, keywords, type_params, static_attributes });
feed_struct!(Comprehension { kind, slots, cells, clauses, element, value });
feed_struct!(Clause { target, iter, conditions });
feed_struct!(TypeParam { kind, name, bound, default });

feed_enum!(NameRef {
    Local(slot),
    Cell(slot),
    Free(cell),
    Global(name),
    Namespace(name),
    NamespaceOrFree(name, cell),
});
feed_enum!(Capture { Slot(slot), Free(cell), });
feed_enum!(CodeKind { Module, Function, Lambda, Class, GeneratorExpression, Deferred, TypeParameters });
feed_enum!(ComprehensionKind { List, Set, Dict });
feed_enum!(TypeParamKind { TypeVar, TypeVarTuple, ParamSpec });
feed_enum!(UnaryOp { Invert, Not, Plus, Minus });
feed_enum!(StmtKind {
    Expr(value),
    Assign { targets, value },
    AugAssign { target, op, value },
    Annotate { name, value },
    Delete(targets),
    Return(value),
    Raise { exception, cause },
    If { branches, orelse },
    For { target, iter, body, orelse },
    While { test, body, orelse },
    Try(parts),
    With { context, target, body },
    Match { subject, cases },
    Import(aliases),
    ImportFrom { level, module, names },
    ImportStar { level, module },
    Assert { test, message },
    Yield { value, target },
    YieldFrom { value, target },
    Break,
    Continue,
});
feed_enum!(PatternKind {
    Value(value),
    Singleton(value),
    Sequence { before, star, after },
    Mapping { items, rest },
    Class { class, positional, keywords },
    As { pattern, name },
    Or(patterns),
});
feed_enum!(TargetKind {
    Name(name),
    Attribute(object, name),
    Subscript(object, index),
    Unpack { before, star, after },
});
feed_enum!(ExprKind {
    Const(value),
    Name(name),
    Attribute(object, name),
    Subscript(object, index),
    Slice(parts),
    Call(call),
    Binary(first, rest),
    Unary(op, operand),
    BoolOp(is_and, operands),
    Compare(first, rest),
    Conditional(parts),
    Tuple(items),
    List(items),
    Set(items),
    Dict(items),
    Starred(value),
    Function(function),
    Class(class),
    Comprehension(comprehension),
    Generator { function, iter },
    FString(parts),
    TString(parts),
    Named(name, value),
    Await(value),
    TypeParam(parameter),
    TypeAlias { name, type_params, value },
});
feed_enum!(FormatPart {
    Literal(value),
    Field { value, conversion, spec, text },
});

const _: () = {
    // Operators are fed through `Hash`, which must see nothing but the variant.
    const fn is_hash<T: Hash>() {}
    is_hash::<BinaryOp>();
    is_hash::<CompareOp>();
};
