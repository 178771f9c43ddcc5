//! `_bisect`: places in sorted sequences.

use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, List, NativeSpec, Special};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

const SIGNATURE: &str = "(a, x, lo=0, hi=None, *, key=None)";

static FUNCTIONS: &[NativeSpec] = &[
    method(
        "bisect_left",
        SIGNATURE,
        Effect::Any,
        native(|vm: &mut Vm, a, x, lo, hi, key| search(vm, Side::Left, a, x, lo, hi, key)),
        "Return the index where to insert item x in list a, assuming a is sorted.",
    ),
    method(
        "bisect_right",
        SIGNATURE,
        Effect::Any,
        native(|vm: &mut Vm, a, x, lo, hi, key| search(vm, Side::Right, a, x, lo, hi, key)),
        "Return the index where to insert item x in list a, assuming a is sorted.",
    ),
    method(
        "insort_left",
        SIGNATURE,
        Effect::Any,
        native(|vm: &mut Vm, a, x, lo, hi, key| insert(vm, Side::Left, a, x, lo, hi, key)),
        "Insert item x in list a, and keep it sorted assuming a is sorted.",
    ),
    method(
        "insort_right",
        SIGNATURE,
        Effect::Any,
        native(|vm: &mut Vm, a, x, lo, hi, key| insert(vm, Side::Right, a, x, lo, hi, key)),
        "Insert item x in list a, and keep it sorted assuming a is sorted.",
    ),
];

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { doc: "Bisection algorithms.", ..new_module("_bisect", FUNCTIONS) };

/// On which side of equal items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

#[allow(clippy::too_many_arguments, reason = "those of the Python functions")]
fn search(
    vm: &mut Vm,
    side: Side,
    a: Value,
    x: Value,
    lo: Option<i64>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Outcome<usize> {
    place(vm, side, a, x, (lo, hi), key.filter(|key| !key.is_none()))
}

fn place(
    vm: &mut Vm,
    side: Side,
    a: Value,
    x: Value,
    (lo, hi): (Option<i64>, Option<Value>),
    key: Option<Value>,
) -> Outcome<usize> {
    let class = vm.type_of(a);
    if a.is::<Dict>() {
        return Err(vm.type_error(format!("{} is not a sequence", class.display_name())));
    }
    if !class.has_special(Special::GetItem) && class.has_special(Special::Len) {
        return Err(vm.type_error(format!("'{}' object does not support indexing", class.display_name())));
    }
    let lo = lo.unwrap_or(0);
    let Ok(mut lo) = usize::try_from(lo) else { return Err(vm.value_error("lo must be non-negative")) };
    let hi = match hi.filter(|hi| !hi.is_none()) {
        Some(hi) => vm.index_i64(hi)?,
        None => -1,
    };
    let mut hi = match usize::try_from(hi) {
        Ok(hi) => hi,
        Err(_) => vm.length(a)?,
    };
    while lo < hi {
        let middle = lo.midpoint(hi);
        let item = match vm.cast_exact::<List>(a).and_then(|list| list.get(middle)) {
            Some(item) => item,
            None => vm.get_item(a, Value::index(middle))?,
        };
        let item = match key {
            Some(key) => vm.call(key, &[item])?,
            None => item,
        };
        let is_right = match side {
            Side::Left => vm.compare_bool(Special::Less, item, x)?,
            Side::Right => !vm.compare_bool(Special::Less, x, item)?,
        };
        if is_right { lo = middle + 1 } else { hi = middle }
    }
    Ok(lo)
}

#[allow(clippy::too_many_arguments, reason = "those of the Python functions")]
fn insert(
    vm: &mut Vm,
    side: Side,
    a: Value,
    x: Value,
    lo: Option<i64>,
    hi: Option<Value>,
    key: Option<Value>,
) -> Outcome<()> {
    let key = key.filter(|key| !key.is_none());
    let wanted = match key {
        Some(key) => vm.call(key, &[x])?,
        None => x,
    };
    let at = place(vm, side, a, wanted, (lo, hi), key)?;
    let name = vm.intern("insert");
    vm.call_method(a, name, &[Value::index(at), x])?;
    Ok(())
}
