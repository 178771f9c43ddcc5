//! `hash` of containers: known where the hashes of the parts are.

use strict_semantics::hash;

use super::types;
use crate::domain::Value;
use crate::interp::{Eval, Interp};
use crate::ir::sym;

/// `hash(value)`; `None` when it is not the same in every run, or not known.
pub(super) fn known_hash(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<i64>> {
    let method = match value {
        Value::None => return Ok(Some(hash::NONE)),
        Value::Bool(value) => return Ok(Some(i64::from(*value))),
        Value::Int(value) => return Ok(Some(hash::hash_int(value))),
        Value::Float(value) if !value.is_nan() => return Ok(Some(hash::hash_float(*value, 0))),
        Value::Tuple(items) => {
            let items = items.clone();
            return Ok(known_hashes(interp, &items)?.map(hash::hash_tuple));
        }
        value => interp.special(value, sym::hash)?,
    };
    let Some(method) = method else {
        let name = interp.type_name(value);
        return interp.type_error(&format!("unhashable type: '{name}'"));
    };
    let result = interp.call(&method, Vec::new())?;
    Ok(match interp.heap.unwrap(&result) {
        Value::Int(value) => Some(hash::hash_int(value)),
        Value::Bool(value) => Some(i64::from(*value)),
        _ => None,
    })
}

/// The hashes of all values, if they are known.
pub(super) fn known_hashes(interp: &mut Interp<'_>, values: &[Value]) -> Eval<Option<Vec<i64>>> {
    let mut hashes = Some(Vec::with_capacity(values.len()));
    for value in values {
        match (known_hash(interp, value)?, &mut hashes) {
            (Some(hash), Some(hashes)) => hashes.push(hash),
            _ => hashes = None,
        }
    }
    Ok(hashes)
}

/// A hash as a value.
pub(super) fn value_of(hash: Option<i64>) -> Value {
    hash.map_or(Value::Typed(types::INT), Value::int)
}
