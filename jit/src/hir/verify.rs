//! Checks of the graph, after each pass in debug builds: edges and their arguments, definitions before uses, operands of the
//! right representation, frame states where they are needed.

use super::{BlockId, Function, Op, Representation, Terminator, ValueId};

/// Checks a function.
///
/// # Errors
/// The first thing that is wrong.
pub(crate) fn verify(function: &Function) -> Result<(), String> {
    let mut check =
        Check { function, dominators: dominators(function), places: vec![None; function.values.len()] };
    check.place();
    check.blocks()
}

struct Check<'a> {
    function: &'a Function,
    /// The immediate dominator of each block that can be reached; the entry's is itself.
    dominators: Vec<Option<usize>>,
    /// The block and the place in it where each value is made.
    places: Vec<Option<(usize, usize)>>,
}

impl Check<'_> {
    fn place(&mut self) {
        for (number, block) in self.function.blocks.iter().enumerate() {
            for &parameter in &block.parameters {
                self.places[parameter.0 as usize] = Some((number, 0));
            }
            for (place, &value) in block.instructions.iter().enumerate() {
                self.places[value.0 as usize] = Some((number, place + 1));
            }
        }
    }

    fn blocks(&self) -> Result<(), String> {
        for (number, block) in self.function.blocks.iter().enumerate() {
            if self.dominators[number].is_none() {
                continue;
            }
            for (place, &value) in block.instructions.iter().enumerate() {
                self.instruction(number, place + 1, value)?;
            }
            let end = block.instructions.len() + 1;
            let Some(terminator) = &block.terminator else { return Err(format!("bb{number} has no end")) };
            match terminator {
                Terminator::Branch(value, ..) => self.is(*value, Representation::Condition)?,
                Terminator::Return(value, _) => self.is(*value, Representation::Tagged)?,
                _ => {}
            }
            if let Terminator::Branch(value, ..) | Terminator::Return(value, _) = terminator {
                self.comes_before(*value, number, end)?;
            }
            if let Some(state) = terminator.state() {
                for value in self.function.state_values(state) {
                    self.comes_before(value, number, end)?;
                }
            }
            for edge in terminator.edges() {
                let parameters = &self.function.block(edge.target).parameters;
                if parameters.len() != edge.arguments.len() {
                    return Err(format!("an edge from bb{number} has another number of arguments"));
                }
                for (&argument, &parameter) in edge.arguments.iter().zip(parameters) {
                    self.comes_before(argument, number, end)?;
                    self.is(argument, self.function.value(parameter).representation)?;
                }
            }
        }
        Ok(())
    }

    fn instruction(&self, block: usize, place: usize, id: ValueId) -> Result<(), String> {
        let instruction = self.function.value(id);
        if instruction.op.leaves() != instruction.state.is_some() {
            return Err(format!("{id} has a frame state, or lacks one"));
        }
        for (index, &argument) in instruction.arguments.iter().enumerate() {
            self.comes_before(argument, block, place)?;
            self.is(argument, operand(instruction.op, index))?;
        }
        if let Some(state) = instruction.state {
            for value in self.function.state_values(state) {
                self.comes_before(value, block, place)?;
                if self.function.value(value).representation == Representation::Condition {
                    return Err(format!("a frame state of {id} has a condition"));
                }
            }
        }
        Ok(())
    }

    fn is(&self, value: ValueId, wanted: Representation) -> Result<(), String> {
        let given = self.function.value(value).representation;
        if given == wanted { Ok(()) } else { Err(format!("{value} is {given:?} where {wanted:?} is wanted")) }
    }

    /// Whether a value is made before a place.
    fn comes_before(&self, value: ValueId, block: usize, place: usize) -> Result<(), String> {
        if matches!(self.function.value(value).op, Op::Constant(_)) {
            return Ok(());
        }
        let Some((made, at)) = self.places[value.0 as usize] else {
            return Err(format!("{value} is used in bb{block} and made nowhere"));
        };
        let mut above = block;
        while above != made {
            match self.dominators[above] {
                Some(next) if next != above => above = next,
                _ => return Err(format!("{value} is used in bb{block}, which bb{made} does not dominate")),
            }
        }
        if made == block && at >= place {
            return Err(format!("{value} is used before it is made"));
        }
        Ok(())
    }
}

/// What an operation takes at a place.
fn operand(op: Op, index: usize) -> Representation {
    match op {
        Op::StoreDoubleItem(_) if index == 2 => Representation::Double,
        Op::Float(_) | Op::FloatNegate | Op::FloatCompare(_) | Op::Box => Representation::Double,
        Op::ConditionToBool | Op::ConditionNot => Representation::Condition,
        _ => Representation::Tagged,
    }
}

/// Immediate dominators, by iteration over the blocks in reverse postorder (Cooper, Harvey and Kennedy).
pub(crate) fn dominators(function: &Function) -> Vec<Option<usize>> {
    let order = reverse_postorder(function);
    let mut number = vec![usize::MAX; function.blocks.len()];
    let mut predecessors = vec![Vec::new(); function.blocks.len()];
    for (place, &block) in order.iter().enumerate() {
        number[block] = place;
        for edge in function.blocks[block].terminator.iter().flat_map(Terminator::edges) {
            predecessors[edge.target.0 as usize].push(block);
        }
    }
    let mut dominators = vec![None; function.blocks.len()];
    dominators[0] = Some(0);
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order.iter().skip(1) {
            let mut new = None;
            for &from in predecessors[block].iter().filter(|&&from| dominators[from].is_some()) {
                new = Some(match new {
                    None => from,
                    Some(other) => common(&dominators, &number, from, other),
                });
            }
            if new != dominators[block] {
                dominators[block] = new;
                changed = true;
            }
        }
    }
    dominators
}

fn common(dominators: &[Option<usize>], number: &[usize], a: usize, b: usize) -> usize {
    let (mut a, mut b) = (a, b);
    while a != b {
        let lower = if number[a] > number[b] { &mut a } else { &mut b };
        *lower = dominators[*lower].unwrap_or(0);
    }
    a
}

/// The blocks that can be reached, each before those that it dominates.
pub(crate) fn reverse_postorder(function: &Function) -> Vec<usize> {
    let mut seen = vec![false; function.blocks.len()];
    let mut post = Vec::new();
    let mut stack = vec![(0, 0)];
    seen[0] = true;
    while let Some((block, step)) = stack.pop() {
        let terminator = function.block(BlockId(block as u32)).terminator.as_ref();
        let edge = terminator.and_then(|it| it.edges().nth(step));
        match edge.map(|edge| edge.target.0 as usize) {
            Some(target) => {
                stack.push((block, step + 1));
                if !std::mem::replace(&mut seen[target], true) {
                    stack.push((target, 0));
                }
            }
            None => post.push(block),
        }
    }
    post.reverse();
    post
}
