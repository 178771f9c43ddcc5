//! The text form of functions, for dumps and golden files. Addresses are shown by what is there.

use std::fmt;

use strict_vm::Value;
use strict_vm::object::{Function as PythonFunction, NativeFunction, Str};

use super::{Function, Op, StateId, Terminator, ValueId};

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

fn op_text(op: Op) -> String {
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
        Op::GuardShape(_) => "GuardShape".to_owned(),
        Op::SetShape(_) => "SetShape".to_owned(),
        Op::NewInstance(_) => "NewInstance".to_owned(),
        Op::Int(operator) => format!("Int{operator:?}"),
        Op::IntCompare(condition) => format!("IntCompare {}", condition.text()),
        Op::Float(operator) => format!("Float{operator:?}"),
        Op::FloatCompare(condition) => format!("FloatCompare {}", condition.text()),
        Op::Binary(opcode, in_place) => {
            format!("Binary {}{}", opcode.text(), if in_place { " in place" } else { "" })
        }
        Op::Compare(condition) => format!("Compare {}", condition.text()),
        Op::Step(position) => format!("Step {position}"),
        Op::Call(position) => format!("Call {position}"),
        Op::CallDirect(position, callee) => {
            let name = if callee.is_self { "itself".to_owned() } else { constant(callee.function) };
            format!("CallDirect {position} {name}")
        }
        Op::CallNative(position, callee) => format!("CallNative {position} {}", constant(callee)),
        Op::LoadField(offset) => format!("LoadField {offset}"),
        Op::LoadAddress(_) => "LoadAddress".to_owned(),
        Op::DoubleItem(_) => "DoubleItem".to_owned(),
        Op::StoreDoubleItem(_) => "StoreDoubleItem".to_owned(),
        other => format!("{other:?}"),
    }
}

struct List<'a>(&'a [ValueId]);

impl fmt::Display for List<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            write!(formatter, "{}{value}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Function {
    fn state_text(&self, state: StateId) -> String {
        let state = self.state(state);
        let registers = state.registers.iter().map(|(register, value)| match self.value(*value).op {
            Op::Constant(bits) => format!("r{register}={}", constant(bits)),
            _ => format!("r{register}={value}"),
        });
        let registers = registers.collect::<Vec<_>>().join(" ");
        let caller = state.caller.map(|caller| {
            format!(" of {}, called {}", constant(caller.function), self.state_text(caller.state))
        });
        format!("at {} [{registers}]{}", state.position, caller.unwrap_or_default())
    }
}

impl fmt::Display for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
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
                let left = if instruction.op.result() == super::Type::ANY
                    && matches!(
                        instruction.op,
                        Op::StoreRegister(_)
                            | Op::Step(_)
                            | Op::Attention
                            | Op::CheckValid
                            | Op::StoreField(_)
                            | Op::StoreAttribute(_)
                            | Op::StoreItem
                            | Op::Append
                            | Op::StoreDoubleItem(_)
                            | Op::SetShape(_)
                            | Op::CheckInit
                    ) {
                    String::new()
                } else {
                    format!("{id}: {} = ", instruction.result)
                };
                write!(formatter, "  {left}{}", op_text(instruction.op))?;
                for (index, &argument) in instruction.arguments.iter().enumerate() {
                    let separator = if index == 0 { " " } else { ", " };
                    match self.value(argument).op {
                        Op::Constant(bits) => write!(formatter, "{separator}{}", constant(bits))?,
                        _ => write!(formatter, "{separator}{argument}")?,
                    }
                }
                if let Some(state) = instruction.state {
                    write!(formatter, "  {}", self.state_text(state))?;
                }
                writeln!(formatter)?;
            }
            match &block.terminator {
                Some(Terminator::Jump(edge)) => {
                    writeln!(formatter, "  Jump bb{}({})", edge.target.0, List(&edge.arguments))?;
                }
                Some(Terminator::Branch(condition, yes, no)) => writeln!(
                    formatter,
                    "  Branch {condition} bb{}({}), bb{}({})",
                    yes.target.0,
                    List(&yes.arguments),
                    no.target.0,
                    List(&no.arguments)
                )?,
                Some(Terminator::Return(value, _)) => match self.value(*value).op {
                    Op::Constant(bits) => writeln!(formatter, "  Return {}", constant(bits))?,
                    _ => writeln!(formatter, "  Return {value}")?,
                },
                Some(Terminator::Leave(state, reason)) => {
                    writeln!(formatter, "  Leave \"{reason}\" {}", self.state_text(*state))?;
                }
                None => writeln!(formatter, "  (open)")?,
            }
        }
        Ok(())
    }
}
