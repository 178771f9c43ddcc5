//! Edges between blocks: parameters, and the conversions that their arguments need.

use rustc_hash::FxHashMap;

use super::builder::{Builder, Pending};
use super::shapes::Shapes;
use crate::hir::{BlockId, Edge, Function, Op, Representation, Terminator, Type, ValueId};

impl Builder<'_> {
    /// The block that begins at a position.
    pub(super) fn target(&mut self, at: u32) -> BlockId {
        if let Some(&block) = self.blocks.get(&at) {
            return block;
        }
        let block = self.function.add_block();
        self.blocks.insert(at, block);
        block
    }

    /// Notes that an edge of the block being built leads to a position; at once if that has been walked already.
    pub(super) fn connect(&mut self, to: u32, index: usize) {
        let edge = Pending {
            from: self.block,
            index,
            registers: self.registers.clone(),
            shapes: self.shapes.clone(),
        };
        if self.header_registers.contains_key(&to) {
            self.close_loop(to, edge);
        } else {
            self.pending.entry(to).or_default().push(edge);
        }
    }

    /// Begins the block at a position, to which all forward edges are known.
    pub(super) fn begin_block(&mut self, at: u32) {
        let block = self.target(at);
        let edges = self.pending.remove(&at).unwrap_or_default();
        let is_header = self.analysis.headers.contains(&at);
        if !is_header && edges.len() == 1 {
            self.registers.clone_from(&edges[0].registers);
            self.shapes.clone_from(&edges[0].shapes);
            self.block = block;
            return;
        }
        self.shapes = match is_header {
            false => super::shapes::join(edges.iter().map(|edge| &edge.shapes)),
            true => Shapes::new(),
        };
        let analysis = self.analysis.clone();
        let live = &analysis.live[at as usize];
        let (mut stands_for, mut types) = (Vec::new(), Vec::new());
        let mut registers = vec![None; self.registers.len()];
        for register in 0..self.registers.len() {
            if !live.contains(register as u32) {
                continue;
            }
            let values: Vec<_> = edges.iter().filter_map(|edge| edge.registers[register]).collect();
            if values.len() != edges.len() {
                continue;
            }
            let first = values[0];
            if !is_header && values.iter().all(|value| *value == first) {
                registers[register] = Some(first);
                continue;
            }
            let mut known = values.iter().fold(Type::empty(), |known, value| known | self.type_of(*value));
            if is_header {
                let key = (at, register as u16);
                let forward: Vec<_> = values.iter().map(|value| self.type_of(*value)).collect();
                let assumed = self.assumptions.get(&key).copied().unwrap_or(known);
                // What comes before may be anything if it can be checked to be what is assumed.
                let is_possible = forward
                    .iter()
                    .all(|given| given.is(assumed) || assumed.can_be_checked() && given.may_be(assumed));
                known = if is_possible { assumed } else { assumed | known };
                self.assumptions.insert(key, known);
                self.forward_types.insert(key, forward);
            }
            stands_for.push(register as u16);
            types.push(known);
        }
        for (&register, &known) in stands_for.iter().zip(&types) {
            let parameter = self.function.add_parameter(block, known);
            registers[usize::from(register)] = Some(parameter);
        }
        if is_header {
            self.header_registers.insert(at, stands_for.clone());
        }
        for edge in edges {
            self.fill(at, &stands_for, edge);
        }
        self.block = block;
        self.registers = registers;
    }

    /// Gives the arguments of an edge to a block whose parameters are there.
    fn fill(&mut self, at: u32, stands_for: &[u16], edge: Pending) {
        let target = self.target(at);
        let parameters = self.function.block(target).parameters.clone();
        let (block, position) = (self.block, self.position);
        let saved = std::mem::replace(&mut self.registers, edge.registers);
        // Conversions lie on the edge, in a block of their own.
        let converts = parameters.iter().zip(stands_for).any(|(&parameter, &register)| {
            self.registers[usize::from(register)].is_some_and(|value| self.needs_conversion(value, parameter))
        });
        let (mut from, mut index) = (edge.from, edge.index);
        if converts {
            let middle = self.function.add_block();
            self.edge_mut(from, index).target = middle;
            self.function.block_mut(middle).terminator =
                Some(Terminator::Jump(Edge { target, arguments: Vec::new() }));
            (from, index) = (middle, 0);
        }
        self.block = from;
        self.move_to(at);
        let arguments = parameters
            .iter()
            .zip(stands_for)
            .map(|(&parameter, &register)| {
                let value = self.register(register);
                self.convert(value, parameter)
            })
            .collect();
        self.edge_mut(from, index).arguments = arguments;
        self.registers = saved;
        self.block = block;
        self.move_to(position);
    }

    fn edge_mut(&mut self, block: BlockId, index: usize) -> &mut Edge {
        let terminator = self.function.block_mut(block).terminator.as_mut();
        terminator.and_then(|it| it.edges_mut().nth(index)).expect("the block ends with that edge")
    }

    fn needs_conversion(&self, value: ValueId, parameter: ValueId) -> bool {
        let (given, wanted) = (self.function.value(value), self.function.value(parameter));
        given.representation != wanted.representation || !given.result.is(wanted.result)
    }

    /// A value as argument for a parameter.
    fn convert(&mut self, value: ValueId, parameter: ValueId) -> ValueId {
        if !self.needs_conversion(value, parameter) {
            return value;
        }
        let wanted = self.function.value(parameter).result;
        let converted = if self.function.value(parameter).representation == Representation::Double {
            self.double(value)
        } else {
            let value = self.tagged(value);
            if self.type_of(value).is(wanted) { Ok(value) } else { self.guard(value, wanted) }
        };
        // A conversion that cannot succeed is an assumption that has failed: the function is built again.
        converted.unwrap_or_else(|_| {
            self.is_unsettled = true;
            value
        })
    }

    /// An edge back to a header: compares what comes with what was assumed.
    fn close_loop(&mut self, at: u32, edge: Pending) {
        let stands_for = self.header_registers[&at].clone();
        let target = self.target(at);
        let mut has_failed = false;
        let mut origins = None;
        for (place, &register) in stands_for.iter().enumerate() {
            let parameter = self.function.block(target).parameters[place];
            let assumed = self.type_of(parameter);
            let Some(value) = edge.registers[usize::from(register)] else { continue };
            let given = self.type_of(value);
            let key = (at, register);
            let checked =
                match self.function.value(value).op {
                    Op::Parameter => origins
                        .get_or_insert_with(|| Origins::new(&self.function))
                        .type_without(&self.function, value, &mut vec![parameter]),
                    _ => given,
                };
            if !given.is(assumed) {
                self.assumptions.insert(key, assumed | given);
                has_failed = true;
            } else if !self.only_widens
                && checked != assumed
                && matches!(checked, Type::FIXNUM | Type::FLOAT)
                && self.subject.caution(at) == 0
                && self.forward_types[&key].iter().all(|forward| forward.may_be(checked))
            {
                // What the loop has checked in each round is checked before it instead.
                self.assumptions.insert(key, checked);
                has_failed = true;
            }
        }
        if has_failed {
            self.is_unsettled = true;
            return;
        }
        let mut edge = edge;
        for (place, &register) in stands_for.iter().enumerate() {
            let parameter = self.function.block(target).parameters[place];
            if let Some(value) = &mut edge.registers[usize::from(register)] {
                *value = self.without_guards(*value, parameter);
            }
        }
        self.fill(at, &stands_for, edge);
    }

    /// The parameter itself, if a value is only a checked form of it.
    fn without_guards(&self, value: ValueId, parameter: ValueId) -> ValueId {
        let mut plain = value;
        while matches!(
            self.function.value(plain).op,
            Op::GuardType(_) | Op::GuardBound | Op::GuardShape(_) | Op::Known(_)
        ) {
            plain = self.function.value(plain).arguments[0];
        }
        if plain == parameter { parameter } else { value }
    }
}

/// Where the values of parameters come from.
struct Origins {
    /// The block and place of each parameter.
    places: FxHashMap<ValueId, (BlockId, usize)>,
    /// The blocks from which edges lead to each block.
    predecessors: Vec<Vec<BlockId>>,
}

impl Origins {
    fn new(function: &Function) -> Origins {
        let mut places = FxHashMap::default();
        let mut predecessors = vec![Vec::new(); function.blocks.len()];
        for id in function.block_ids() {
            let block = function.block(id);
            places.extend(block.parameters.iter().enumerate().map(|(place, it)| (*it, (id, place))));
            for edge in block.terminator.iter().flat_map(Terminator::edges) {
                predecessors[edge.target.0 as usize].push(id);
            }
        }
        Origins { places, predecessors }
    }

    /// The type of a value, but for what it gets from those in `seen`.
    fn type_without(&self, function: &Function, value: ValueId, seen: &mut Vec<ValueId>) -> Type {
        let instruction = function.value(value);
        if seen.contains(&value) {
            return Type::empty();
        }
        let (Op::Parameter, Some(&(target, place))) = (instruction.op, self.places.get(&value)) else {
            return instruction.result;
        };
        seen.push(value);
        let mut joined = Type::empty();
        for &from in &self.predecessors[target.0 as usize] {
            let edges = function.block(from).terminator.iter().flat_map(Terminator::edges);
            for edge in edges.filter(|edge| edge.target == target) {
                match edge.arguments.get(place) {
                    Some(&given) => joined |= self.type_without(function, given, seen),
                    None => return instruction.result,
                }
            }
        }
        joined
    }
}
