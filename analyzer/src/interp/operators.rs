//! Operators: arithmetic, comparison, membership, identity and truth.

use super::attributes::Found;
use super::control::Truth;
use super::{Eval, Interp, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Elements, ObjectId, Payload, Value};
use crate::ir::{BinaryOp, CompareOp, Symbol, UnaryOp, sym};

/// Operations on containers that may be under way, one inside the other.
const MAX_NESTING: usize = 500;

/// Names of a binary operator's methods and its spelling.
pub(crate) struct OperatorNames {
    pub forward: Symbol,
    pub reflected: Symbol,
    pub inplace: Symbol,
    pub spelling: &'static str,
}

pub(crate) fn names(op: BinaryOp) -> OperatorNames {
    let (forward, reflected, inplace, spelling) = match op {
        BinaryOp::Add => (sym::add, sym::radd, sym::iadd, "+"),
        BinaryOp::Sub => (sym::sub, sym::rsub, sym::isub, "-"),
        BinaryOp::Mul => (sym::mul, sym::rmul, sym::imul, "*"),
        BinaryOp::MatMul => (sym::matmul, sym::rmatmul, sym::imatmul, "@"),
        BinaryOp::Div => (sym::truediv, sym::rtruediv, sym::itruediv, "/"),
        BinaryOp::Mod => (sym::mod_, sym::rmod, sym::imod, "%"),
        BinaryOp::Pow => (sym::pow, sym::rpow, sym::ipow, "** or pow()"),
        BinaryOp::LShift => (sym::lshift, sym::rlshift, sym::ilshift, "<<"),
        BinaryOp::RShift => (sym::rshift, sym::rrshift, sym::irshift, ">>"),
        BinaryOp::BitOr => (sym::or, sym::ror, sym::ior, "|"),
        BinaryOp::BitXor => (sym::xor, sym::rxor, sym::ixor, "^"),
        BinaryOp::BitAnd => (sym::and, sym::rand, sym::iand, "&"),
        BinaryOp::FloorDiv => (sym::floordiv, sym::rfloordiv, sym::ifloordiv, "//"),
    };
    OperatorNames { forward, reflected, inplace, spelling }
}

/// Comparisons ask the right operand even when both are of one class.
fn is_comparison(name: Symbol) -> bool {
    [sym::eq, sym::ne, sym::lt, sym::le, sym::gt, sym::ge].contains(&name)
}

fn comparison_names(op: CompareOp) -> (Symbol, Symbol, &'static str) {
    match op {
        CompareOp::Eq => (sym::eq, sym::eq, "=="),
        CompareOp::NotEq => (sym::ne, sym::ne, "!="),
        CompareOp::Lt => (sym::lt, sym::gt, "<"),
        CompareOp::LtE => (sym::le, sym::ge, "<="),
        CompareOp::Gt => (sym::gt, sym::lt, ">"),
        _ => (sym::ge, sym::le, ">="),
    }
}

impl Interp<'_> {
    pub(crate) fn binary(&mut self, op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
        self.binary_or_inplace(op, left, right, false)
    }

    /// A binary operator, or an augmented assignment whose left operand has no method of its own for it.
    fn binary_or_inplace(&mut self, op: BinaryOp, left: &Value, right: &Value, inplace: bool) -> Eval<Value> {
        if let Some(result) = crate::builtins::constant_binary(self, op, left, right) {
            self.weigh(result.iter());
            if let Ok(value) = &result {
                self.count_made(value);
            }
            return result;
        }
        for (value, is_left) in [(left, true), (right, false)] {
            if let Value::Union(members) = value {
                let (left, right) = (left.clone(), right.clone());
                return self.fork(members.to_vec(), |interp, member| {
                    if is_left {
                        interp.binary_or_inplace(op, &member, &right, inplace)
                    } else {
                        interp.binary_or_inplace(op, &left, &member, inplace)
                    }
                });
            }
        }
        for value in [left, right] {
            if value.is_unknown() {
                let other = if std::ptr::eq(value, left) { right } else { left };
                // Annotations such as `Unknown | None` make a union; that runs code of the unknown value all the same.
                self.havoc(&other.clone());
                let what = format!("operator `{}` is applied to", names(op).spelling);
                return Ok(self.unknown_use(DiagnosticCode::UnknownOperator, value, &what));
            }
        }
        let names = names(op);
        match self.dispatch(names.forward, names.reflected, left, right)? {
            Some(value) => Ok(value),
            None if !inplace => self.unsupported(names.spelling, left, right),
            None if op == BinaryOp::Pow => self.unsupported("**=", left, right),
            None => self.unsupported(&format!("{}=", names.spelling), left, right),
        }
    }

    #[cold]
    pub(crate) fn unsupported<T>(&mut self, spelling: &str, left: &Value, right: &Value) -> Eval<T> {
        let (left, right) = (self.type_name(left), self.type_name(right));
        self.type_error(&format!("unsupported operand type(s) for {spelling}: '{left}' and '{right}'"))
    }

    /// Calls the operator methods in the order of the language; `None` when all decline.
    pub(crate) fn dispatch(
        &mut self,
        forward: Symbol,
        reflected: Symbol,
        left: &Value,
        right: &Value,
    ) -> Eval<Option<Value>> {
        let left_class = self.heap.class_of(left);
        let right_class = self.heap.class_of(right);
        let (Some(left_class), Some(right_class)) = (left_class, right_class) else { return Ok(None) };
        let right_first = left_class != right_class
            && self.is_subclass_of(right_class, left_class)
            && self.overrides(right_class, left_class, reflected);
        let mut attempts = [(left, right, forward), (right, left, reflected)];
        if right_first {
            attempts.swap(0, 1);
        }
        for (i, (receiver, argument, name)) in attempts.into_iter().enumerate() {
            if i == 1 && left_class == right_class && !is_comparison(forward) {
                break;
            }
            let Some(method) = self.special(receiver, name)? else { continue };
            let result = self.call(&method, vec![argument.clone()])?;
            match result {
                Value::NotImplemented => {}
                Value::Union(ref members)
                    if members.iter().any(|member| matches!(member, Value::NotImplemented)) =>
                {
                    let rest: Vec<Value> = members
                        .iter()
                        .filter(|member| !matches!(member, Value::NotImplemented))
                        .cloned()
                        .collect();
                    return Ok(self.heap.join_all(&rest));
                }
                value => return Ok(Some(value)),
            }
        }
        Ok(None)
    }

    fn overrides(&mut self, class: ObjectId, base: ObjectId, name: Symbol) -> bool {
        use super::attributes::Found;
        match (self.lookup(class, name), self.lookup(base, name)) {
            (Found::Value(a, _), Found::Value(b, _)) => !a.same(&b),
            (Found::Value(..), _) => true,
            _ => false,
        }
    }

    pub(super) fn inplace(&mut self, op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
        if left.is_constant() && right.is_constant() {
            return self.binary_or_inplace(op, left, right, true);
        }
        match left {
            Value::Union(members) => {
                return self.fork(members.to_vec(), |interp, member| interp.inplace(op, &member, right));
            }
            Value::Object(_) => {
                let name = names(op).inplace;
                if let Some(method) = self.special(left, name)? {
                    let result = self.call(&method, vec![right.clone()])?;
                    if !matches!(result, Value::NotImplemented) {
                        return Ok(result);
                    }
                }
            }
            _ => {}
        }
        self.binary_or_inplace(op, left, right, true)
    }

    pub(super) fn unary(&mut self, op: UnaryOp, value: &Value) -> Eval<Value> {
        if op == UnaryOp::Not {
            return Ok(match self.truth(value)? {
                Truth::True => Value::Bool(false),
                Truth::False => Value::Bool(true),
                Truth::Either => Value::Typed(types::BOOL),
            });
        }
        if let Some(result) = crate::builtins::constant_unary(op, value) {
            return Ok(result);
        }
        let (name, spelling) = match op {
            UnaryOp::Invert => (sym::invert, "~"),
            UnaryOp::Plus => (sym::pos, "+"),
            _ => (sym::neg, "-"),
        };
        match value {
            Value::Unknown(_) => Ok(self.unknown_use(
                DiagnosticCode::UnknownOperator,
                value,
                &format!("operator `{spelling}` is applied to"),
            )),
            Value::Union(members) => self.fork(members.to_vec(), |interp, member| interp.unary(op, &member)),
            _ => match self.special(value, name)? {
                Some(method) => self.call(&method, Vec::new()),
                None => {
                    let type_name = self.type_name(value);
                    self.type_error(&format!("bad operand type for unary {spelling}: '{type_name}'"))
                }
            },
        }
    }

    pub(crate) fn compare(&mut self, op: CompareOp, left: &Value, right: &Value) -> Eval<Value> {
        match op {
            CompareOp::Is | CompareOp::IsNot => {
                let same = self.identical(left, right);
                return Ok(match same {
                    Truth::Either => Value::Typed(types::BOOL),
                    other => Value::Bool((other == Truth::True) == (op == CompareOp::Is)),
                });
            }
            CompareOp::In | CompareOp::NotIn => {
                let found = self.contains(right, left)?;
                return if op == CompareOp::In { Ok(found) } else { self.unary(UnaryOp::Not, &found) };
            }
            _ => {}
        }
        if let Some(result) = crate::builtins::constant_compare(op, left, right) {
            self.weigh([left, right]);
            return Ok(Value::Bool(result));
        }
        for (value, is_left) in [(left, true), (right, false)] {
            if let Value::Union(members) = value {
                let (left, right) = (left.clone(), right.clone());
                return self.fork(members.to_vec(), |interp, member| {
                    if is_left {
                        interp.compare(op, &member, &right)
                    } else {
                        interp.compare(op, &left, &member)
                    }
                });
            }
        }
        let (forward, reflected, spelling) = comparison_names(op);
        for value in [left, right] {
            if value.is_unknown() {
                let what = format!("operator `{spelling}` is applied to");
                return Ok(self.unknown_use(DiagnosticCode::UnknownOperator, value, &what));
            }
        }
        match self.dispatch(forward, reflected, left, right)? {
            Some(value) => Ok(value),
            None => match op {
                CompareOp::Eq | CompareOp::NotEq => {
                    let same = self.identical(left, right);
                    Ok(match same {
                        Truth::Either => Value::Typed(types::BOOL),
                        other => Value::Bool((other == Truth::True) == (op == CompareOp::Eq)),
                    })
                }
                _ => {
                    let (left, right) = (self.type_name(left), self.type_name(right));
                    self.type_error(&format!(
                        "'{spelling}' not supported between instances of '{left}' and '{right}'"
                    ))
                }
            },
        }
    }

    /// `left is right`. Identity of equal plain values is an accident of the implementation.
    pub(crate) fn identical(&mut self, left: &Value, right: &Value) -> Truth {
        match (left, right) {
            (Value::Object(a), Value::Object(b)) => {
                // `__dict__` is one object, of which there are many views here.
                let same_names = match (&self.heap.get(*a).payload, &self.heap.get(*b).payload) {
                    (Payload::NamespaceDict(a), Payload::NamespaceDict(b)) => a == b,
                    _ => false,
                };
                if a == b || same_names { Truth::True } else { Truth::False }
            }
            (Value::None | Value::Ellipsis | Value::NotImplemented | Value::Bool(_), _)
            | (_, Value::None | Value::Ellipsis | Value::NotImplemented | Value::Bool(_)) => {
                match (left, right) {
                    (Value::Unknown(_), _) | (_, Value::Unknown(_)) => Truth::Either,
                    (Value::Union(members), other) | (other, Value::Union(members)) => {
                        if members.iter().any(|member| member.same(other)) {
                            Truth::Either
                        } else {
                            Truth::False
                        }
                    }
                    (Value::Typed(class), other) | (other, Value::Typed(class)) => {
                        if other.plain_class() == Some(*class) { Truth::Either } else { Truth::False }
                    }
                    (a, b) => {
                        if a.same(b) {
                            Truth::True
                        } else {
                            Truth::False
                        }
                    }
                }
            }
            (Value::Tuple(a), Value::Tuple(b)) if std::sync::Arc::ptr_eq(a, b) => Truth::True,
            (Value::Unknown(_) | Value::Union(_) | Value::Typed(_), _)
            | (_, Value::Unknown(_) | Value::Union(_) | Value::Typed(_)) => {
                let disjoint = |a: &Value, b: &Value| match (a.plain_class(), b) {
                    (Some(a), b) => b.plain_class().is_some_and(|b| a != b),
                    _ => false,
                };
                let all = left.alternatives().iter().all(|a| {
                    right.alternatives().iter().all(|b| {
                    matches!((a, b), (Value::Object(a), Value::Object(b)) if a != b)
                        || matches!((a, b), (Value::Object(_), b) | (b, Value::Object(_)) if b.is_constant())
                        || disjoint(a, b)
                })
                });
                if all { Truth::False } else { Truth::Either }
            }
            (a, b) if a.same(b) => Truth::Either,
            _ => Truth::False,
        }
    }

    /// `item in container`
    pub(crate) fn contains(&mut self, container: &Value, item: &Value) -> Eval<Value> {
        match container {
            Value::Unknown(_) => {
                return Ok(self.unknown_use(
                    DiagnosticCode::UnknownOperator,
                    container,
                    "operator `in` is applied to",
                ));
            }
            Value::Union(members) => {
                return self.fork(members.to_vec(), |interp, member| interp.contains(&member, item));
            }
            Value::Tuple(items) => return self.contains_among(&items.clone(), item),
            _ => {}
        }
        if let Some(method) = self.special(container, sym::contains)? {
            let result = self.call(&method, vec![item.clone()])?;
            return Ok(match self.truth(&result)? {
                Truth::True => Value::Bool(true),
                Truth::False => Value::Bool(false),
                Truth::Either => Value::Typed(types::BOOL),
            });
        }
        let iterator = match self.iter(container) {
            Err(Stop::Raise(error)) if self.heap.class_of(&error) == Some(exc::TYPE_ERROR) => {
                let name = self.type_name(container);
                return self.type_error(&format!("argument of type '{name}' is not a container or iterable"));
            }
            other => other?,
        };
        match self.drain(&iterator)? {
            Elements::Exact(items) => self.contains_among(&items, item),
            Elements::Summary(_) => Ok(Value::Typed(types::BOOL)),
        }
    }

    pub(crate) fn contains_among(&mut self, items: &[Value], item: &Value) -> Eval<Value> {
        let mut perhaps = false;
        for candidate in items {
            match self.equal(candidate, item)? {
                Truth::True => return Ok(Value::Bool(true)),
                Truth::False => {}
                Truth::Either => perhaps = true,
            }
        }
        Ok(if perhaps { Value::Typed(types::BOOL) } else { Value::Bool(false) })
    }

    /// Does something with the contents of a container, which may hold itself or nest deeply.
    pub(crate) fn nested<T>(&mut self, run: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        if self.nesting >= MAX_NESTING {
            // How deep CPython follows them depends on its stack.
            let message = format!("containers nest more than {MAX_NESTING} deep");
            return self.exhaust(DiagnosticCode::DepthExhausted, message);
        }
        self.nesting += 1;
        let result = run(self);
        self.nesting -= 1;
        result
    }

    /// `a is b or a == b`, as containers compare.
    pub(crate) fn equal(&mut self, a: &Value, b: &Value) -> Eval<Truth> {
        if a.same(b)
            && !matches!(
                a,
                Value::Float(_) | Value::Complex(_) | Value::Typed(_) | Value::Unknown(_) | Value::Union(_)
            )
        {
            return Ok(Truth::True);
        }
        if let Some(result) = crate::builtins::constant_compare(CompareOp::Eq, a, b) {
            return Ok(if result { Truth::True } else { Truth::False });
        }
        let result = self.compare(CompareOp::Eq, a, b)?;
        self.truth(&result)
    }

    /// The truth of a value.
    pub(crate) fn truth(&mut self, value: &Value) -> Eval<Truth> {
        let known = |truth: bool| Ok(if truth { Truth::True } else { Truth::False });
        match value {
            Value::None => known(false),
            Value::Bool(value) => known(*value),
            Value::Int(value) => known(!value.is_zero()),
            Value::Float(value) => known(*value != 0.0),
            Value::Complex(value) => known(value.0 != 0.0 || value.1 != 0.0),
            Value::Str(value) => known(!value.is_empty()),
            Value::Bytes(value) => known(!value.is_empty()),
            Value::Tuple(items) => known(!items.is_empty()),
            Value::Ellipsis => known(true),
            Value::NotImplemented => {
                self.type_error("NotImplemented should not be used in a boolean context")
            }
            Value::Typed(class) if self.decides_truth(*class) => self.object_truth(value),
            Value::Typed(_) => Ok(Truth::Either),
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownCondition, value, "a decision depends on");
                Ok(Truth::Either)
            }
            Value::Union(members) => {
                let truth = self.fork(members.to_vec(), |interp, member| {
                    Ok(match interp.truth(&member)? {
                        Truth::True => Value::Bool(true),
                        Truth::False => Value::Bool(false),
                        Truth::Either => Value::Typed(types::BOOL),
                    })
                })?;
                match truth {
                    Value::Bool(truth) => known(truth),
                    _ => Ok(Truth::Either),
                }
            }
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Function(_)
                | Payload::Native(_)
                | Payload::BoundMethod { .. }
                | Payload::Module(_) => known(true),
                Payload::Class(_) if self.heap.get(*id).class == types::TYPE => known(true),
                _ => self.object_truth(value),
            },
        }
    }

    /// Whether code in Python decides whether instances of a class are true.
    fn decides_truth(&mut self, class: ObjectId) -> bool {
        class.unit.0 != 0
            && [sym::bool_, sym::len]
                .into_iter()
                .any(|name| matches!(self.lookup(class, name), Found::Value(_, place) if place.unit.0 != 0))
    }

    fn object_truth(&mut self, value: &Value) -> Eval<Truth> {
        if let Some(method) = self.special(value, sym::bool_)? {
            let result = self.call(&method, Vec::new())?;
            return match result {
                Value::Bool(true) => Ok(Truth::True),
                Value::Bool(false) => Ok(Truth::False),
                Value::Typed(_) | Value::Union(_) => Ok(Truth::Either),
                Value::Unknown(_) => self.truth(&result),
                other => {
                    let name = self.type_name(&other);
                    self.type_error(&format!("__bool__ should return bool, returned {name}"))
                }
            };
        }
        if let Some(method) = self.special(value, sym::len)? {
            let result = self.call(&method, Vec::new())?;
            return self.truth(&result);
        }
        Ok(Truth::True)
    }
}
