//! The text form of functions, for dumps and golden files. Objects are shown by what they are, other addresses by numbers.

use std::fmt;

use strict_vm::Value;
use strict_vm::object::{Function as PythonFunction, NativeFunction, Str};

use super::{Edge, Function, Op, StateId, Terminator, ValueId};

impl fmt::Display for ValueId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "v{}", self.0)
    }
}

/// A constant in words.
#[allow(unsafe_code, reason = "constants are kept as bits")]
pub(crate) fn constant(bits: u64) -> String {
    // SAFETY: constants come from values that whoever compiles keeps alive.
    let value = unsafe { Value::from_bits(bits) };
    if let Some(function) = value.cast::<PythonFunction>() {
        let name = function.qualified_name.get().cast::<Str>();
        return format!("<function {}>", name.map_or_else(String::new, |name| name.to_lossy()));
    }
    if let Some(native) = value.cast::<NativeFunction>() {
        return format!("<native {}>", native.spec().name);
    }
    match (value.cast::<Str>(), value.kind()) {
        (Some(text), _) => format!("{:?}", text.to_lossy()),
        (_, Some(kind)) => format!("<{kind:?}>"),
        _ => format!("{value:?}"),
    }
}

/// Numbers for addresses that mean nothing to a reader, in the order in which they occur.
#[derive(Default)]
struct Symbols {
    shapes: Vec<u64>,
    cells: Vec<u64>,
}

impl Symbols {
    fn of(function: &Function) -> Symbols {
        let mut symbols = Symbols::default();
        for &id in function.blocks.iter().flat_map(|block| &block.instructions) {
            let (seen, address) = match function.value(id).op {
                Op::GuardShape(address) | Op::SetShape(address) | Op::NewInstance(address) => {
                    (&mut symbols.shapes, address)
                }
                Op::LoadAddress(address) => (&mut symbols.cells, address),
                _ => continue,
            };
            if !seen.contains(&address) {
                seen.push(address);
            }
        }
        symbols
    }
}

fn number(seen: &[u64], address: u64) -> usize {
    seen.iter().position(|it| *it == address).map_or(0, |at| at + 1)
}

/// An instruction without its arguments.
#[cfg(test)]
pub(super) fn op_text(op: Op) -> String {
    op_text_with(op, &Symbols::default())
}

fn op_text_with(op: Op, symbols: &Symbols) -> String {
    match op {
        Op::Constant(bits) => format!("Constant {}", constant(bits)),
        Op::Double(bits) => format!("Double {:?}", f64::from_bits(bits)),
        Op::Argument(index) => format!("Argument {index}"),
        Op::LoadRegister(register) => format!("LoadRegister r{register}"),
        Op::StoreRegister(register) => format!("StoreRegister r{register}"),
        Op::IsKind(of) => format!("IsKind {of}"),
        Op::Known(of) => format!("Known {of}"),
        Op::GuardType(of) => format!("GuardType {of}"),
        Op::GuardWord(bits) => format!("GuardWord {}", constant(bits)),
        Op::GuardShape(shape) => format!("GuardShape s{}", number(&symbols.shapes, shape)),
        Op::SetShape(shape) => format!("SetShape s{}", number(&symbols.shapes, shape)),
        Op::GuardLength(offset, length) => format!("GuardLength {offset} {length}"),
        Op::NewInstance(shape) => format!("NewInstance s{}", number(&symbols.shapes, shape)),
        Op::Int(operator) => format!("Int{operator:?}"),
        Op::IntCompare(condition) => format!("IntCompare {}", condition.text()),
        Op::Float(operator) => format!("Float{operator:?}"),
        Op::FloatCompare(condition) => format!("FloatCompare {}", condition.text()),
        Op::Binary(opcode, in_place) => {
            format!("Binary {}{}", opcode.text(), if in_place { " in place" } else { "" })
        }
        Op::Compare(condition) => format!("Compare {}", condition.text()),
        Op::Holds(condition) => format!("Holds {}", condition.text()),
        Op::Step(position) => format!("Step {position}"),
        Op::Call(position) => format!("Call {position}"),
        Op::CallDirect(position, callee) => {
            let name = if callee.is_self { "itself".to_owned() } else { constant(callee.function) };
            format!("CallDirect {position} {name}")
        }
        Op::CallNative(position, callee) => format!("CallNative {position} {}", constant(callee)),
        Op::LoadAttribute(site) => format!("LoadAttribute {site}"),
        Op::StoreAttribute(site) => format!("StoreAttribute {site}"),
        Op::LoadField(offset) => format!("LoadField {offset}"),
        Op::StoreField(offset) => format!("StoreField {offset}"),
        Op::ListField(place) => format!("ListField {place}"),
        Op::LoadAddress(address) => format!("LoadAddress c{}", number(&symbols.cells, address)),
        Op::DoubleItem(_) => "DoubleItem".to_owned(),
        Op::StoreDoubleItem(_) => "StoreDoubleItem".to_owned(),
        other => format!("{other:?}"),
    }
}

impl Function {
    fn shown(&self, value: ValueId) -> String {
        match self.value(value).op {
            Op::Constant(bits) => constant(bits),
            _ => value.to_string(),
        }
    }

    fn list(&self, values: &[ValueId]) -> String {
        values.iter().map(|value| self.shown(*value)).collect::<Vec<_>>().join(", ")
    }

    fn edge_text(&self, edge: &Edge) -> String {
        format!("bb{}({})", edge.target.0, self.list(&edge.arguments))
    }

    fn state_text(&self, state: StateId) -> String {
        let state = self.state(state);
        let registers =
            state.registers.iter().map(|(register, value)| format!("r{register}={}", self.shown(*value)));
        let registers = registers.collect::<Vec<_>>().join(" ");
        let caller = state.caller.map(|caller| {
            format!(" of {}, called {}", constant(caller.function), self.state_text(caller.state))
        });
        format!("at {} [{registers}]{}", state.position, caller.unwrap_or_default())
    }
}

impl fmt::Display for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbols = Symbols::of(self);
        writeln!(formatter, "function {}", self.name)?;
        for (number, block) in self.blocks.iter().enumerate() {
            let parameters: Vec<_> = block
                .parameters
                .iter()
                .map(|parameter| format!("{parameter}: {}", self.value(*parameter).result))
                .collect();
            writeln!(formatter, "bb{number}({}):", parameters.join(", "))?;
            for &id in &block.instructions {
                let instruction = self.value(id);
                if matches!(instruction.op, Op::Constant(_)) {
                    continue;
                }
                let left = match instruction.op.has_result() {
                    true => format!("{id}: {} = ", instruction.result),
                    false => String::new(),
                };
                write!(formatter, "  {left}{}", op_text_with(instruction.op, &symbols))?;
                if !instruction.arguments.is_empty() {
                    write!(formatter, " {}", self.list(&instruction.arguments))?;
                }
                if let Some(state) = instruction.state {
                    write!(formatter, "  {}", self.state_text(state))?;
                }
                writeln!(formatter)?;
            }
            match &block.terminator {
                Some(Terminator::Jump(edge)) => writeln!(formatter, "  Jump {}", self.edge_text(edge))?,
                Some(Terminator::Branch(condition, yes, no)) => {
                    let (yes, no) = (self.edge_text(yes), self.edge_text(no));
                    writeln!(formatter, "  Branch {condition} {yes}, {no}")?;
                }
                Some(Terminator::Return(value, state)) => {
                    let shown = self.shown(*value);
                    writeln!(formatter, "  Return {shown}  {}", self.state_text(*state))?;
                }
                Some(Terminator::Leave(state, reason)) => {
                    writeln!(formatter, "  Leave \"{reason}\"  {}", self.state_text(*state))?;
                }
                None => writeln!(formatter, "  (open)")?,
            }
        }
        Ok(())
    }
}
