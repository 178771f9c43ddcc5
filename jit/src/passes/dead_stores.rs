//! Removes stores that are overwritten before anything can see them: within a block, from its end backwards.

use super::memory::{Memory, read, written};
use crate::hir::{Effects, Function, ValueId};

/// What lets others see memory: the interpreter, the collector, Python code.
const OBSERVERS: Effects =
    Effects::EXITS.union(Effects::RAISES).union(Effects::EVALUATES).union(Effects::ALLOCATES);

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    for block in 0..function.blocks.len() {
        let mut overwritten: Vec<(Memory, ValueId)> = Vec::new();
        let mut instructions = std::mem::take(&mut function.blocks[block].instructions);
        let mut kept = Vec::with_capacity(instructions.len());
        while let Some(id) = instructions.pop() {
            let instruction = function.value(id);
            let op = instruction.op;
            if op.effects().intersects(OBSERVERS) {
                overwritten.clear();
            } else if let Some(memory) = read(op) {
                overwritten.retain(|(it, _)| *it != memory);
            }
            // Only of one word of one object is it known that the later store covers all of the earlier.
            let word = written(op).find(|it| matches!(it, Memory::Field(_) | Memory::Shapes));
            if let (Some(memory), Some(&object)) = (word, instruction.arguments.first()) {
                let word = (memory, function.unchecked(object));
                if overwritten.contains(&word) {
                    continue;
                }
                overwritten.push(word);
            }
            kept.push(id);
        }
        kept.reverse();
        function.blocks[block].instructions = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;

    #[test]
    fn a_store_that_nothing_sees_is_removed() {
        insta::assert_snapshot!(after(super::run, "\
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  StoreField 16 v0, 1
  SetShape s1 v0
  StoreField 16 v1, 2
  StoreField 24 v0, 3
  SetShape s2 v0
  StoreField 16 v0, 4
  Return None  at 1 []
"), @r"
        function f
        bb0():
          v0: Any = Argument 0
          v1: Any = Argument 1
          StoreField 16 v1, 2
          StoreField 24 v0, 3
          SetShape s1 v0
          StoreField 16 v0, 4
          Return None  at 1 []
        ");
    }

    #[test]
    fn a_store_that_something_may_see_stays() {
        let text = "\
function f
bb0():
  v0: Any = Argument 0
  v1: Any = Argument 1
  StoreField 16 v0, 1
  v3: Any = LoadField 16 v1
  StoreField 16 v0, 2
  v5: Object = GuardBound v3  at 1 [r0=v0]
  StoreField 16 v0, 3
  SetShape s1 v0
  v8: Any = LoadShape v1
  SetShape s2 v0
  Return None  at 1 []
";
        assert_eq!(after(super::run, text), text);
    }
}
