//! Removes instructions whose results nobody uses, and unreachable blocks' contents.

use crate::hir::{Function, Terminator, ValueId};

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    let mut is_used = vec![false; function.values.len()];
    let mut work: Vec<ValueId> = Vec::new();
    let reached = reachable(function);
    for (block, _) in function.blocks.iter().zip(&reached).filter(|(_, reached)| **reached) {
        for &id in &block.instructions {
            if !function.value(id).op.is_removable() {
                work.push(id);
            }
        }
        if let Some(terminator) = &block.terminator {
            match terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value, _) => work.push(*value),
                _ => {}
            }
            work.extend(terminator.edges().flat_map(|edge| edge.arguments.iter().copied()));
            if let Some(state) = terminator.state() {
                work.extend(function.state_values(state));
            }
        }
    }
    while let Some(id) = work.pop() {
        if std::mem::replace(&mut is_used[id.0 as usize], true) {
            continue;
        }
        let instruction = function.value(id);
        work.extend(instruction.arguments.iter().copied());
        if let Some(state) = instruction.state {
            work.extend(function.state_values(state));
        }
    }
    for (block, reached) in function.blocks.iter_mut().zip(reached) {
        if reached {
            block.instructions.retain(|id| is_used[id.0 as usize]);
        } else {
            block.instructions.clear();
        }
    }
}

fn reachable(function: &Function) -> Vec<bool> {
    let mut reached = vec![false; function.blocks.len()];
    let mut work = vec![0];
    while let Some(block) = work.pop() {
        if std::mem::replace(&mut reached[block], true) {
            continue;
        }
        let edges = function.blocks[block].terminator.iter().flat_map(Terminator::edges);
        work.extend(edges.map(|edge| edge.target.0 as usize));
    }
    reached
}
