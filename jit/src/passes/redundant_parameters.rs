//! Removes parameters of blocks that get the same value on all edges, but for themselves.

use rustc_hash::FxHashMap;

use crate::hir::{Function, Terminator, ValueId};

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    loop {
        let mut replaced: FxHashMap<ValueId, ValueId> = FxHashMap::default();
        for block in function.block_ids() {
            for place in 0..function.block(block).parameters.len() {
                let parameter = function.block(block).parameters[place];
                let mut only = None;
                let mut is_redundant = true;
                for other in &function.blocks {
                    for edge in other.terminator.iter().flat_map(Terminator::edges) {
                        if edge.target != block {
                            continue;
                        }
                        let given = edge.arguments[place];
                        if given != parameter && only.is_some_and(|only| only != given) {
                            is_redundant = false;
                        }
                        if given != parameter {
                            only = Some(given);
                        }
                    }
                }
                if let (true, Some(only)) = (is_redundant, only) {
                    replaced.insert(parameter, only);
                }
            }
        }
        if replaced.is_empty() {
            return;
        }
        let resolve = |value: ValueId| {
            let mut value = value;
            let mut steps = 0;
            while let Some(&next) = replaced.get(&value) {
                value = next;
                steps += 1;
                if steps > replaced.len() {
                    break;
                }
            }
            value
        };
        for block in function.block_ids() {
            let keep: Vec<bool> =
                function.block(block).parameters.iter().map(|it| !replaced.contains_key(it)).collect();
            if keep.iter().all(|&keep| keep) {
                continue;
            }
            let filter = |values: &mut Vec<ValueId>| {
                let mut place = 0;
                values.retain(|_| {
                    place += 1;
                    keep[place - 1]
                });
            };
            filter(&mut function.block_mut(block).parameters);
            for other in &mut function.blocks {
                for edge in other.terminator.iter_mut().flat_map(Terminator::edges_mut) {
                    if edge.target == block {
                        filter(&mut edge.arguments);
                    }
                }
            }
        }
        function.replace_uses(resolve);
    }
}
