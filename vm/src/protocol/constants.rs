//! From objects to constants of code: the way back of `Vm::new_constant`.

use std::sync::Arc;

use strict_bytecode::Constant;
use strict_semantics::Text;
use strict_semantics::number::Number;

use crate::object::{Bytes, CodeObject, Set, Slice, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// The constant that an object is, if it's of a type that constants have.
    ///
    /// # Errors
    /// `RecursionError` for tuples that are nested too deeply.
    pub fn constant_of(&mut self, value: Value) -> Outcome<Option<Constant>> {
        self.check_native_stack()?;
        if value.is_none() {
            return Ok(Some(Constant::None));
        }
        if value == Value::ELLIPSIS {
            return Ok(Some(Constant::Ellipsis));
        }
        let class = self.type_of(value);
        if class == self.types.bool {
            return Ok(Some(Constant::Bool(value == Value::bool(true))));
        }
        if class == self.types.int {
            return Ok(self.as_int(value).map(Constant::Int));
        }
        if class == self.types.float {
            return Ok(self.as_float(value).map(Constant::float));
        }
        if class == self.types.complex {
            return Ok(match self.as_number(value) {
                Some(Number::Complex(complex)) => Some(Constant::complex(complex)),
                _ => None,
            });
        }
        if class == self.types.str {
            return Ok(value.cast::<Str>().map(|text| Constant::Str(Text::from(text.view()))));
        }
        if class == self.types.bytes {
            return Ok(value.cast::<Bytes>().map(|bytes| Constant::Bytes(bytes.as_slice().into())));
        }
        if let Some(code) = value.cast::<CodeObject>() {
            return Ok(Some(Constant::code(code.code().clone())));
        }
        if let Some(slice) = value.cast::<Slice>() {
            let parts = [slice.start.get(), slice.stop.get(), slice.step.get()];
            let [start, stop, step] = parts.map(|part| self.constant_of(part));
            return Ok(match (start?, stop?, step?) {
                (Some(start), Some(stop), Some(step)) => Some(Constant::Slice(Arc::new([start, stop, step]))),
                _ => None,
            });
        }
        let items = if class == self.types.tuple {
            value.cast::<Tuple>()
        } else if class == self.types.frozenset && value.is::<Set>() {
            Some(self.tuple_from(value)?)
        } else {
            None
        };
        let Some(tuple) = items else { return Ok(None) };
        let mut made = Vec::new();
        for index in 0..tuple.len() {
            match self.constant_of(tuple.get(index))? {
                Some(constant) => made.push(constant),
                None => return Ok(None),
            }
        }
        let is_tuple = class == self.types.tuple;
        Ok(Some(if is_tuple { Constant::tuple(made) } else { Constant::FrozenSet(made.into()) }))
    }
}
