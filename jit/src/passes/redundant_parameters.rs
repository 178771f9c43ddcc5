//! Removes parameters of blocks that get the same value on all edges, but for themselves.

use crate::hir::{Function, Terminator, ValueId};

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    let given = arguments(function);
    let mut replaced: Vec<Option<ValueId>> = vec![None; function.values.len()];
    let resolve = |replaced: &[Option<ValueId>], mut value: ValueId| {
        while let Some(next) = replaced[value.0 as usize] {
            value = next;
        }
        value
    };
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for (block, given) in given.iter().enumerate() {
            for (place, &parameter) in function.blocks[block].parameters.iter().enumerate() {
                if replaced[parameter.0 as usize].is_some() {
                    continue;
                }
                let others = given[place].iter().map(|value| resolve(&replaced, *value));
                let mut others = others.filter(|value| *value != parameter);
                let Some(first) = others.next() else { continue };
                if others.all(|value| value == first) {
                    replaced[parameter.0 as usize] = Some(first);
                    has_changed = true;
                }
            }
        }
    }
    remove(function, &replaced);
    function.replace_uses(|value| resolve(&replaced, value));
}

/// What edges give for each parameter of each block.
fn arguments(function: &Function) -> Vec<Vec<Vec<ValueId>>> {
    let of_block = |block: &crate::hir::Block| vec![Vec::new(); block.parameters.len()];
    let mut given: Vec<Vec<Vec<ValueId>>> = function.blocks.iter().map(of_block).collect();
    for edge in function.blocks.iter().flat_map(|it| it.terminator.iter().flat_map(Terminator::edges)) {
        for (values, &value) in given[edge.target.0 as usize].iter_mut().zip(&edge.arguments) {
            values.push(value);
        }
    }
    given
}

/// Takes the parameters away that are replaced, and their arguments.
fn remove(function: &mut Function, replaced: &[Option<ValueId>]) {
    let is_kept = |parameter: &ValueId| replaced[parameter.0 as usize].is_none();
    let kept: Vec<Vec<bool>> =
        function.blocks.iter().map(|block| block.parameters.iter().map(is_kept).collect()).collect();
    let filter = |values: &mut Vec<ValueId>, block: usize| {
        let mut kept = kept[block].iter();
        values.retain(|_| kept.next().is_none_or(|kept| *kept));
    };
    for (number, block) in function.blocks.iter_mut().enumerate() {
        filter(&mut block.parameters, number);
        for edge in block.terminator.iter_mut().flat_map(Terminator::edges_mut) {
            filter(&mut edge.arguments, edge.target.0 as usize);
        }
    }
}
