//! `_suggestions`: the name that was meant, for messages of errors.

use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;
use crate::object::List;
use crate::protocol::suggest;

/// From so many candidates on none is looked at.
const MOST_CANDIDATES: usize = 750;

/// The module.
pub static MODULE: ModuleSpec = new_module(
    "_suggestions",
    &[m(
        "_generate_suggestions",
        "(candidates, item, /)",
        Pure,
        n(generate),
        "Returns the candidate in candidates that's closest to item",
    )],
);

fn generate(vm: &mut Vm, candidates: Value, item: Gc<Str>) -> Outcome<Option<String>> {
    let Some(candidates) = candidates.cast::<List>() else {
        return Err(vm.type_error("candidates must be a list"));
    };
    let names: Option<Vec<String>> =
        (0..candidates.len()).map(|at| Some(candidates.get(at)?.cast::<Str>()?.to_lossy())).collect();
    let Some(names) = names else {
        return Err(vm.type_error("all elements in 'candidates' must be strings"));
    };
    let few = names.len() < MOST_CANDIDATES;
    Ok(if few { suggest(&item.to_lossy(), names.into_iter()) } else { None })
}
