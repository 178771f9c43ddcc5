//! The `__annotate__` function of classes and modules.

use super::{Native, function};
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::sym;

static ANNOTATE: Native = function("__annotate__", annotate);

/// The function that, bound to a class or module, computes its annotations.
pub(crate) fn annotate_native() -> &'static Native {
    &ANNOTATE
}

fn annotate(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match arguments.get(0).cloned() {
        Some(owner) => interp.get_attr(&owner, sym::annotations),
        None => interp.type_error("__annotate__() missing 1 required positional argument"),
    }
}
