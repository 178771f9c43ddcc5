//! Alternatives within one instruction: what a site that has met several shapes or callees does for each, and how they
//! come together again.

use super::builder::{Builder, Built, Registers, Stop};
use super::shapes::Shapes;
use crate::hir::{BlockId, Edge, Op, Terminator, Type, ValueId};
use strict_vm::Value;

/// The end of one alternative.
struct End {
    block: BlockId,
    values: Vec<ValueId>,
    shapes: Shapes,
    evaluated: bool,
}

/// The alternatives of an instruction that have been built.
pub(super) struct Alternatives {
    ends: Vec<End>,
    /// What registers hold and what is known of shapes where they part.
    registers: Registers,
    shapes: Shapes,
    evaluated: bool,
}

impl Builder<'_> {
    /// Begins alternatives of the instruction being built.
    pub(super) fn begin_alternatives(&mut self) -> Alternatives {
        // Whatever leaves within them leaves with the state before the instruction.
        self.state();
        Alternatives {
            ends: Vec::new(),
            registers: self.registers.clone(),
            shapes: self.shapes.clone(),
            evaluated: self.evaluated,
        }
    }

    /// Ends the alternative being built, which gives these values as tagged words; one that leaves gives nothing.
    pub(super) fn end_alternative(&mut self, all: &mut Alternatives, result: Built<Vec<ValueId>>) {
        if let Ok(values) = result {
            let values = values.into_iter().map(|value| self.tagged(value)).collect();
            let shapes = std::mem::take(&mut self.shapes);
            all.ends.push(End { block: self.block, values, shapes, evaluated: self.evaluated });
        }
        self.registers.clone_from(&all.registers);
        self.shapes.clone_from(&all.shapes);
        self.evaluated = all.evaluated;
    }

    /// Goes on where all alternatives come together: with their values.
    pub(super) fn join_alternatives(&mut self, mut all: Alternatives) -> Built<Vec<ValueId>> {
        if all.ends.len() <= 1 {
            let Some(end) = all.ends.pop() else { return Err(Stop) };
            self.block = end.block;
            self.shapes = end.shapes;
            self.evaluated = end.evaluated;
            return Ok(end.values);
        }
        let target = self.function.add_block();
        let count = all.ends[0].values.len();
        let mut results = Vec::with_capacity(count);
        let mut passes = Vec::with_capacity(count);
        for place in 0..count {
            let first = all.ends[0].values[place];
            let is_same = all.ends.iter().all(|end| end.values[place] == first);
            passes.push(!is_same);
            if is_same {
                results.push(first);
                continue;
            }
            let types = all.ends.iter().map(|end| self.type_of(end.values[place]));
            let known = types.fold(Type::empty(), |known, of| known | of);
            // Floats come as tagged words here.
            let known = if known == Type::FLOAT { Type::OBJECT } else { known };
            results.push(self.function.add_parameter(target, known));
        }
        for end in &all.ends {
            let values = end.values.iter().zip(&passes).filter(|(_, passes)| **passes);
            let arguments = values.map(|(value, _)| *value).collect();
            self.function.block_mut(end.block).terminator =
                Some(Terminator::Jump(Edge { target, arguments }));
        }
        self.block = target;
        self.evaluated = all.ends.iter().any(|end| end.evaluated);
        self.shapes = super::shapes::join(all.ends.iter().map(|end| &end.shapes));
        Ok(results)
    }

    /// Goes on in a new block if a condition holds, and gives the block for the case that it does not.
    pub(super) fn part(&mut self, condition: ValueId) -> BlockId {
        let edge = |target| Edge { target, arguments: Vec::new() };
        let (hit, miss) = (self.function.add_block(), self.function.add_block());
        self.function.block_mut(self.block).terminator =
            Some(Terminator::Branch(condition, edge(hit), edge(miss)));
        self.block = hit;
        miss
    }

    /// Goes on in a new block if a value is one of the words, and gives the block for the case that it is not.
    pub(super) fn part_by_words(&mut self, value: ValueId, words: &[u64]) -> BlockId {
        let edge = |target| Edge { target, arguments: Vec::new() };
        let hit = self.function.add_block();
        for &word in words {
            let word = self.constant_of_bits(word);
            let is_same = self.emit(Op::SameWord, &[value, word]);
            let miss = self.function.add_block();
            self.function.block_mut(self.block).terminator =
                Some(Terminator::Branch(is_same, edge(hit), edge(miss)));
            self.block = miss;
        }
        std::mem::replace(&mut self.block, hit)
    }

    /// Checks that a value is one of the words; leaves if it is not.
    pub(super) fn guard_words(&mut self, value: ValueId, words: &[u64]) -> Built<()> {
        match words {
            [] => return Err(self.leave("another value")),
            [word] => {
                self.emit(Op::GuardWord(*word), &[value]);
            }
            [first @ .., last] => {
                let mut all = self.begin_alternatives();
                let miss = self.part_by_words(value, first);
                self.end_alternative(&mut all, Ok(Vec::new()));
                self.block = miss;
                self.emit(Op::GuardWord(*last), &[value]);
                self.end_alternative(&mut all, Ok(Vec::new()));
                self.join_alternatives(all)?;
            }
        }
        Ok(())
    }

    /// The constant with these bits.
    #[allow(unsafe_code, reason = "constants are kept as bits")]
    pub(super) fn constant_of_bits(&mut self, bits: u64) -> ValueId {
        // SAFETY: the bits are those of a value that an inline cache or the code keeps alive.
        self.constant(unsafe { Value::from_bits(bits) })
    }
}
