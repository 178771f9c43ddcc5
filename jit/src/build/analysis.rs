//! What the builder needs to know of bytecode before: blocks in order, loop headers, and which registers are live.

use rustc_hash::FxHashMap;
use strict_bytecode::operand::Access;
use strict_bytecode::{Code, Effects, Opcode};

/// A set of registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegisterSet(Vec<u64>);

impl RegisterSet {
    fn new(registers: u32) -> RegisterSet {
        RegisterSet(vec![0; registers as usize / 64 + 1])
    }

    /// Whether a register is in it.
    pub(crate) fn contains(&self, register: u32) -> bool {
        self.0[register as usize / 64] >> (register % 64) & 1 != 0
    }

    fn insert(&mut self, register: u32) {
        self.0[register as usize / 64] |= 1 << (register % 64);
    }

    fn remove(&mut self, register: u32) {
        self.0[register as usize / 64] &= !(1 << (register % 64));
    }

    fn union(&mut self, other: &RegisterSet) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }
}

/// The shape of a code object, as far as it can be reached from an entry without raising.
#[derive(Debug)]
pub(crate) struct Analysis {
    /// The positions at which blocks begin, in reverse postorder.
    pub(crate) order: Vec<u32>,
    /// The place of a block in that order.
    pub(crate) places: FxHashMap<u32, usize>,
    /// Blocks to which an edge leads from a later one.
    pub(crate) headers: Vec<u32>,
    /// The registers that matter before each instruction. Variables always do.
    pub(crate) live: Vec<RegisterSet>,
}

/// Where an instruction may go on: the next instruction, then its target.
pub(crate) fn successors(code: &Code, at: u32) -> (Option<u32>, Option<u32>) {
    let instruction = code.instructions[at as usize];
    let stops = instruction.opcode().is_none_or(|opcode| opcode.effects().contains(Effects::STOPS));
    ((!stops).then_some(at + 1), instruction.target())
}

/// Where compiled code may go on after an instruction: not after a `yield`, where it is entered anew.
fn following(code: &Code, at: u32) -> (Option<u32>, Option<u32>) {
    match code.instructions[at as usize].opcode() {
        Some(Opcode::Yield) => (None, None),
        _ => successors(code, at),
    }
}

/// Whether code has a loop.
pub(crate) fn has_loop(code: &Code) -> bool {
    (0..code.instructions.len() as u32).any(|at| successors(code, at).1.is_some_and(|target| target <= at))
}

impl Analysis {
    /// Analyses code that is entered at a position.
    pub(crate) fn new(code: &Code, entry: u32) -> Analysis {
        let mut is_start = vec![false; code.instructions.len() + 1];
        is_start[entry as usize] = true;
        for at in 0..code.instructions.len() as u32 {
            if let (next, Some(target)) = successors(code, at) {
                is_start[target as usize] = true;
                if let Some(next) = next {
                    is_start[next as usize] = true;
                }
            }
        }
        // A block's edges: those of its last instruction.
        let edges = |start: u32| {
            let mut at = start;
            loop {
                match following(code, at) {
                    (Some(next), None) if is_start[next as usize] => return (Some(next), None),
                    (Some(next), None) => at = next,
                    edges => return edges,
                }
            }
        };
        let mut order = Vec::new();
        let mut seen = vec![false; code.instructions.len()];
        let mut stack = vec![(entry, 0)];
        seen[entry as usize] = true;
        while let Some((start, step)) = stack.pop() {
            let (next, target) = edges(start);
            // The way out of a loop is followed first and so comes last, so that loops stay together.
            let is_back = target.is_some_and(|target| target <= start);
            let both = if is_back { [next, target] } else { [target, next] };
            let following = both.into_iter().flatten().nth(step);
            match following {
                Some(following) => {
                    stack.push((start, step + 1));
                    if !std::mem::replace(&mut seen[following as usize], true) {
                        stack.push((following, 0));
                    }
                }
                None => order.push(start),
            }
        }
        order.reverse();
        let places: FxHashMap<u32, usize> =
            order.iter().enumerate().map(|(place, &at)| (at, place)).collect();
        let mut headers = Vec::new();
        for &start in &order {
            let (next, target) = edges(start);
            for to in [next, target].into_iter().flatten() {
                if places[&to] <= places[&start] && !headers.contains(&to) {
                    headers.push(to);
                }
            }
        }
        Analysis { order, places, headers, live: liveness(code) }
    }
}

fn liveness(code: &Code) -> Vec<RegisterSet> {
    let length = code.instructions.len();
    let mut variables = RegisterSet::new(code.register_count);
    (0..code.temporaries()).for_each(|register| variables.insert(register));
    let mut live = vec![variables.clone(); length];
    let mut changed = true;
    while changed {
        changed = false;
        for at in (0..length).rev() {
            let instruction = code.instructions[at];
            let (next, target) = successors(code, at as u32);
            let mut set = variables.clone();
            let mut after_jump = target.map(|target| live[target as usize].clone());
            if let Some(next) = next {
                set.union(&live[next as usize]);
            }
            let kill = |set: &mut RegisterSet| {
                for access in instruction.accesses().into_iter().flatten().rev() {
                    match access {
                        Access::Def(first, count) => {
                            (first..first + count)
                                .filter(|it| *it >= code.temporaries())
                                .for_each(|it| set.remove(it));
                        }
                        Access::Destroy(first) => {
                            (first.max(code.temporaries())..code.register_count)
                                .for_each(|it| set.remove(it));
                        }
                        Access::Use(..) => {}
                    }
                }
            };
            // A loop that ends leaves its item alone.
            if instruction.opcode() == Some(Opcode::ForLoop) {
                if let Some(after) = &mut after_jump {
                    kill(after);
                }
            } else {
                kill(&mut set);
                if let Some(after) = &mut after_jump {
                    kill(after);
                }
            }
            if let Some(after) = after_jump {
                set.union(&after);
            }
            if let Some(handler) = code.handler_at(at as u32) {
                let mut caught = live[handler.target as usize].clone();
                if u32::from(handler.register) >= code.temporaries() {
                    caught.remove(u32::from(handler.register));
                }
                set.union(&caught);
            }
            instruction.uses().flatten().for_each(|register| set.insert(register));
            if set != live[at] {
                live[at] = set;
                changed = true;
            }
        }
    }
    live
}
