//! Operators: the general way, through special methods.

use strict_semantics::number::{self, BinaryOperator, UnaryOperator};
use strict_semantics::{Error, Limit, Number};

use crate::object::{
    ByteArray, Bytes, List, MemoryView, NativeFunction, RangeObject, Special, Str, Tuple, TypeFlags,
};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// A binary operator: its three special methods and its symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The method of the left operand.
    pub forward: Special,
    /// The method of the right operand.
    pub reflected: Special,
    /// The method of an augmented assignment, if there is one.
    pub in_place: Option<Special>,
    /// As it is written.
    pub symbol: &'static str,
    /// What it does to numbers, if it does something.
    pub number: Option<BinaryOperator>,
}

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident $forward:ident $reflected:ident $in_place:expr, $symbol:literal, $number:expr;)*) => {
        impl Operator {
            $($(#[$doc])* pub const $name: Operator = Operator {
                forward: Special::$forward,
                reflected: Special::$reflected,
                in_place: $in_place,
                symbol: $symbol,
                number: $number,
            };)*
        }
    };
}

operators! {
    /// `+`
    ADD Add ReflectedAdd Some(Special::InPlaceAdd), "+", Some(BinaryOperator::Add);
    /// `-`
    SUBTRACT Subtract ReflectedSubtract Some(Special::InPlaceSubtract), "-", Some(BinaryOperator::Sub);
    /// `*`
    MULTIPLY Multiply ReflectedMultiply Some(Special::InPlaceMultiply), "*", Some(BinaryOperator::Mul);
    /// `@`
    MATRIX_MULTIPLY MatrixMultiply ReflectedMatrixMultiply Some(Special::InPlaceMatrixMultiply), "@", None;
    /// `/`
    TRUE_DIVIDE TrueDivide ReflectedTrueDivide Some(Special::InPlaceTrueDivide), "/", Some(BinaryOperator::TrueDiv);
    /// `//`
    FLOOR_DIVIDE FloorDivide ReflectedFloorDivide Some(Special::InPlaceFloorDivide), "//", Some(BinaryOperator::FloorDiv);
    /// `%`
    REMAINDER Remainder ReflectedRemainder Some(Special::InPlaceRemainder), "%", Some(BinaryOperator::Modulo);
    /// `divmod()`
    DIVMOD Divmod ReflectedDivmod None, "divmod()", None;
    /// `**`
    POWER Power ReflectedPower Some(Special::InPlacePower), "** or pow()", Some(BinaryOperator::Pow);
    /// `<<`
    LEFT_SHIFT LeftShift ReflectedLeftShift Some(Special::InPlaceLeftShift), "<<", Some(BinaryOperator::LShift);
    /// `>>`
    RIGHT_SHIFT RightShift ReflectedRightShift Some(Special::InPlaceRightShift), ">>", Some(BinaryOperator::RShift);
    /// `&`
    AND And ReflectedAnd Some(Special::InPlaceAnd), "&", Some(BinaryOperator::And);
    /// `|`
    OR Or ReflectedOr Some(Special::InPlaceOr), "|", Some(BinaryOperator::Or);
    /// `^`
    XOR Xor ReflectedXor Some(Special::InPlaceXor), "^", Some(BinaryOperator::Xor);
}

/// What `~True` warns of.
const INVERTED_BOOL: &str = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. \
     This returns the bitwise inversion of the underlying int object and is usually not what you expect from \
     negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise \
     inversion of the underlying int.";

/// Whether built-in sequences have the operator.
fn is_sequence_operator(operator: Operator) -> bool {
    matches!(operator.forward, Special::Add | Special::Multiply)
}

impl Vm {
    /// The result of `operator` on two exact built-in numbers, if both are.
    pub fn number_binary(
        &mut self,
        operator: BinaryOperator,
        left: Value,
        right: Value,
    ) -> Outcome<Option<Value>> {
        if let Some(result) = self.big_binary(operator, left, right) {
            return Ok(Some(result));
        }
        let (Some(a), Some(b)) = (self.as_number(left), self.as_number(right)) else { return Ok(None) };
        if let (Some(a), Some(b)) = (left.as_bool(), right.as_bool()) {
            match operator {
                BinaryOperator::And => return Ok(Some(Value::bool(a & b))),
                BinaryOperator::Or => return Ok(Some(Value::bool(a | b))),
                BinaryOperator::Xor => return Ok(Some(Value::bool(a ^ b))),
                _ => {}
            }
        }
        let bits = matches!(
            operator,
            BinaryOperator::And
                | BinaryOperator::Or
                | BinaryOperator::Xor
                | BinaryOperator::LShift
                | BinaryOperator::RShift
        );
        let complex = matches!((&a, &b), (Number::Complex(_), _) | (_, Number::Complex(_)));
        let integral = matches!((&a, &b), (Number::Int(_), Number::Int(_)));
        if bits && !integral
            || complex && matches!(operator, BinaryOperator::FloorDiv | BinaryOperator::Modulo)
        {
            return Ok(None);
        }
        let result = number::binary(operator, &a, &b, Limit(1 << 32));
        let result = self.check(result)?;
        Ok(Some(self.new_number(result)))
    }

    /// `left operator right`
    pub fn binary(&mut self, operator: Operator, left: Value, right: Value) -> Outcome<Value> {
        let result = self.binary_or_not_implemented(operator, left, right)?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
        Err(self.unsupported(operator.symbol, left, right))
    }

    /// `left operator= right`
    pub fn binary_in_place(&mut self, operator: Operator, left: Value, right: Value) -> Outcome<Value> {
        if let Some(in_place) = operator.in_place
            && let Some(method) = self.special(left, in_place)
        {
            if is_sequence_operator(operator)
                && let Some(reflected) = self.special(right, operator.reflected)
                && self.is_of_sequence(method)
                && !self.is_of_sequence(reflected)
            {
                let result = self.call_method_value(reflected, right, &[left])?;
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
            let result = self.call_operator(operator, method, left, right)?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        let result = self.binary_or_not_implemented(operator, left, right)?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
        let symbol = match operator.symbol {
            "** or pow()" => "**=".to_owned(),
            symbol => format!("{symbol}="),
        };
        Err(self.unsupported(&symbol, left, right))
    }

    fn binary_or_not_implemented(&mut self, operator: Operator, left: Value, right: Value) -> Outcome<Value> {
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        if !left_class.is_heap_type() && !right_class.is_heap_type() {
            if let Some(number) = operator.number
                && let Some(result) = self.number_binary(number, left, right)?
            {
                return Ok(result);
            }
            if operator == Operator::ADD
                && let (Some(a), Some(b)) = (left.cast::<Str>(), right.cast::<Str>())
            {
                return self.concat(a, b);
            }
        }
        let mut tried_right = false;
        let reflected = right_class.special(operator.reflected).bound();
        let forward = left_class.special(operator.forward).bound();
        let same = left_class == right_class || reflected == left_class.special(operator.reflected).bound();
        let overrides = !same && right_class.is_subtype_of(left_class);
        // The methods of built-in sequences come after whatever the other operand can do.
        let is_last = is_sequence_operator(operator)
            && forward.is_some_and(|method| self.is_of_sequence(method))
            && !reflected.is_some_and(|method| self.is_of_sequence(method));
        if (overrides || is_last)
            && let Some(method) = reflected
        {
            tried_right = true;
            let result = self.call_method_value(method, right, &[left])?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if let Some(method) = forward {
            let result = self.call_operator(operator, method, left, right)?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
        if !tried_right
            && left_class != right_class
            && let Some(method) = reflected
        {
            return self.call_operator(operator, method, right, left);
        }
        Ok(Value::NOT_IMPLEMENTED)
    }

    /// Calls an operator's method. Built-in sequences are not asked about products with what is no integer.
    fn call_operator(
        &mut self,
        operator: Operator,
        method: Value,
        receiver: Value,
        other: Value,
    ) -> Outcome<Value> {
        if operator == Operator::MULTIPLY
            && !other.is_fixnum()
            && self.is_of_sequence(method)
            && self.special(other, Special::Index).is_none()
        {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        self.call_method_value(method, receiver, &[other])
    }

    /// Whether a special method is that of a built-in sequence, which is no number.
    fn is_of_sequence(&self, method: Value) -> bool {
        let Some(owner) = method.cast::<NativeFunction>().and_then(|method| method.owner.try_get()) else {
            return false;
        };
        let types = &self.types;
        owner.has(TypeFlags::SEQUENCE) || [types.str, types.bytes, types.bytearray].contains(&owner)
    }

    #[cold]
    fn unsupported(&mut self, symbol: &str, left: Value, right: Value) -> crate::vm::Raised {
        let (left_name, right_name) = (self.type_name(left), self.type_name(right));
        if symbol.starts_with('+') {
            for (sequence, what) in [(left.is::<List>(), "list"), (left.is::<Tuple>(), "tuple")] {
                if sequence {
                    return self
                        .type_error(format!("can only concatenate {what} (not \"{right_name}\") to {what}"));
                }
            }
            if left.is::<Str>() {
                return self.type_error(format!("can only concatenate str (not \"{right_name}\") to str"));
            }
        }
        if symbol.starts_with('*') && symbol.len() <= 2 {
            let is_sequence = |vm: &Vm, value: Value| {
                let is_data = value.is::<Bytes>() || value.is::<ByteArray>();
                // A range or a view is a sequence that cannot be repeated.
                let repeats = !value.is::<RangeObject>() && !value.is::<MemoryView>();
                repeats && vm.type_of(value).has(TypeFlags::SEQUENCE) || value.is::<Str>() || is_data
            };
            if is_sequence(self, left) || is_sequence(self, right) {
                let other = if is_sequence(self, left) { right_name } else { left_name };
                return self.type_error(format!("can't multiply sequence by non-int of type '{other}'"));
            }
        }
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left_name}' and '{right_name}'"))
    }

    /// `pow(left, right, modulus)`
    pub fn power_modulo(&mut self, left: Value, right: Value, modulus: Value) -> Outcome<Value> {
        if modulus.is_none() {
            return self.binary(Operator::POWER, left, right);
        }
        if let (Some(a), Some(b), Some(c)) =
            (self.as_number(left), self.as_number(right), self.as_number(modulus))
        {
            let result = number::pow_mod(&a, &b, &c, Limit::NONE);
            let result = self.check(result)?;
            return Ok(self.new_number(result));
        }
        if let Some(result) = self.call_special(left, Special::Power, &[right, modulus])?
            && result != Value::NOT_IMPLEMENTED
        {
            return Ok(result);
        }
        if self.type_of(left) != self.type_of(right)
            && self.type_of(right).is_heap_type()
            && let Some(result) = self.call_special(right, Special::ReflectedPower, &[left, modulus])?
            && result != Value::NOT_IMPLEMENTED
        {
            return Ok(result);
        }
        let names = [left, right, modulus].map(|value| self.type_name(value));
        Err(self.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            names[0], names[1], names[2]
        )))
    }

    /// `-value`, `+value`, `~value`
    pub fn unary(&mut self, special: Special, value: Value) -> Outcome<Value> {
        let operator = match special {
            Special::Negative => UnaryOperator::Neg,
            Special::Positive => UnaryOperator::Pos,
            _ => UnaryOperator::Invert,
        };
        if !self.type_of(value).is_heap_type()
            && let Some(number) = self.as_number(value)
            && (special != Special::Invert || matches!(number, Number::Int(_)))
        {
            if special == Special::Invert && value.as_bool().is_some() {
                self.warn(self.exceptions.DeprecationWarning, INVERTED_BOOL, 1)?;
            }
            let result: Result<Number, Error> = number::unary(operator, &number);
            let result = self.check(result)?;
            return Ok(self.new_number(result));
        }
        match self.call_special(value, special, &[])? {
            Some(result) => Ok(result),
            None => {
                let symbol = match special {
                    Special::Negative => "unary -",
                    Special::Positive => "unary +",
                    _ => "unary ~",
                };
                let name = self.type_name(value);
                Err(self.type_error(format!("bad operand type for {symbol}: '{name}'")))
            }
        }
    }

    /// The concatenation of two strings.
    pub fn concat(&mut self, left: crate::heap::Gc<Str>, right: crate::heap::Gc<Str>) -> Outcome<Value> {
        if right.is_empty() && self.is_exact(left.value(), self.types.str) {
            return Ok(left.value());
        }
        if left.is_empty() && self.is_exact(right.value(), self.types.str) {
            return Ok(right.value());
        }
        let shape = self.types.str.root_shape.get();
        if let (strict_semantics::TextRef::Latin1(_), strict_semantics::TextRef::Latin1(_)) =
            (left.view(), right.view())
        {
            return match self.heap.concat_latin1(shape, left, right) {
                Some(string) => Ok(string.value()),
                None => Err(self.memory_error()),
            };
        }
        let text = left.view() + right.view();
        self.try_str(text.view()).map(crate::heap::Gc::value)
    }
}
