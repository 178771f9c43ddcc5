//! Reads the text form of functions, so that a pass can be tested on a few lines. What refers to objects of a heap, such as
//! strings or inlined functions, cannot be read back.

use rustc_hash::FxHashMap;
use strict_bytecode::Opcode;
use strict_vm::Value;

use super::op::{FloatOperator, IntOperator};
use super::print::op_text;
use super::{
    BlockId, Condition, Edge, FrameState, Function, Op, Representation, StateId, Terminator, Type, ValueId,
};

/// What is wrong, with the line.
pub(crate) type Parsed<T> = Result<T, String>;

/// Reads a function.
///
/// # Errors
/// The first line that is wrong, and what is wrong with it.
pub(crate) fn parse(text: &str) -> Parsed<Function> {
    let mut parser = Parser { function: Function::default(), constants: FxHashMap::default() };
    parser.reserve(text);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        parser.line(line.trim_end()).map_err(|problem| format!("{line:?}: {problem}"))?;
    }
    Ok(parser.function)
}

struct Parser {
    function: Function,
    constants: FxHashMap<u64, ValueId>,
}

/// The number behind a letter or word.
fn numbered(text: &str, prefix: &str) -> Parsed<u64> {
    let number = text.strip_prefix(prefix).and_then(|number| number.parse().ok());
    number.ok_or_else(|| format!("{text:?} where {prefix}N is wanted"))
}

fn type_of(text: &str) -> Parsed<Type> {
    let mut known = Type::empty();
    for name in text.split('|') {
        let single = [Type::ANY, Type::OBJECT, Type::empty()].into_iter();
        let mut all = single.chain((0..32).filter_map(|bit| Type::from_bits(1 << bit)));
        known |= all.find(|it| it.to_string() == name).ok_or_else(|| format!("no type {name:?}"))?;
    }
    Ok(known)
}

fn constant(text: &str) -> Parsed<Value> {
    let named = [Value::NONE, Value::TRUE, Value::FALSE, Value::ELLIPSIS, Value::UNBOUND];
    if let Some(value) = named.into_iter().find(|value| format!("{value:?}") == text) {
        return Ok(value);
    }
    let number = text.parse().ok().and_then(Value::try_fixnum);
    let number = number.or_else(|| text.parse().ok().and_then(Value::try_flonum));
    number.ok_or_else(|| format!("{text:?} is no constant that can be read back"))
}

/// Instructions without operands, or with one of a few.
fn simple_ops() -> Vec<Op> {
    use {Condition as C, FloatOperator as F, IntOperator as I};
    let mut ops = vec![
        Op::Parameter,
        Op::GuardBound,
        Op::LoadShape,
        Op::Attention,
        Op::CheckValid,
        Op::IntNegate,
        Op::AreInts,
        Op::IntToDouble,
        Op::NumberToDouble,
        Op::IntDivide,
        Op::FloatNegate,
        Op::Box,
        Op::SameWord,
        Op::BoolToCondition,
        Op::ConditionToBool,
        Op::ConditionNot,
        Op::Truth,
        Op::Contains,
        Op::Identity,
        Op::CheckInit,
        Op::LoadItem,
        Op::StoreItem,
        Op::Next,
        Op::RangeNext,
        Op::ListNext,
        Op::ListItem,
        Op::TupleItem,
        Op::StoreListItem,
        Op::DoubleItem(0),
        Op::StoreDoubleItem(0),
        Op::Append,
        Op::ListLength,
        Op::TupleLength,
    ];
    ops.extend([I::Add, I::Subtract, I::Multiply, I::FloorDivide, I::Remainder].map(Op::Int));
    ops.extend([I::And, I::Or, I::Xor, I::LeftShift, I::RightShift].map(Op::Int));
    ops.extend([F::Add, F::Subtract, F::Multiply, F::Divide].map(Op::Float));
    for condition in [C::Less, C::LessEqual, C::Equal, C::NotEqual, C::Greater, C::GreaterEqual] {
        ops.extend([Op::IntCompare, Op::FloatCompare, Op::Compare, Op::Holds].map(|op| op(condition)));
    }
    ops.extend(Opcode::ALL.iter().flat_map(|opcode| [Op::Binary(*opcode, false), Op::Binary(*opcode, true)]));
    ops
}

/// The instruction at the start of a text, and the rest.
fn operation(text: &str) -> Parsed<(Op, &str)> {
    let simple = simple_ops().into_iter().map(|op| (op_text(op), op));
    let found = simple.filter(|(name, _)| {
        text.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    if let Some((name, op)) = found.max_by_key(|(name, _)| name.len()) {
        return Ok((op, text[name.len()..].trim_start()));
    }
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (operand, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let plain = |op: fn(u32) -> Op| Ok::<_, String>(op(numbered(operand, "")? as u32));
    let register = |op: fn(u16) -> Op| Ok::<_, String>(op(numbered(operand, "r")? as u16));
    let op = match name {
        "Argument" => Op::Argument(numbered(operand, "")? as u16),
        "LoadRegister" => register(Op::LoadRegister)?,
        "StoreRegister" => register(Op::StoreRegister)?,
        "Step" => plain(Op::Step)?,
        "Call" => plain(Op::Call)?,
        "LoadAttribute" => plain(Op::LoadAttribute)?,
        "StoreAttribute" => plain(Op::StoreAttribute)?,
        "LoadField" => plain(Op::LoadField)?,
        "StoreField" => plain(Op::StoreField)?,
        "ListField" => plain(Op::ListField)?,
        "GuardType" => Op::GuardType(type_of(operand)?),
        "Known" => Op::Known(type_of(operand)?),
        "IsKind" => Op::IsKind(type_of(operand)?),
        "GuardWord" => Op::GuardWord(constant(operand)?.bits()),
        "Double" => Op::Double(operand.parse().map(f64::to_bits).map_err(|_| "no double".to_owned())?),
        "GuardShape" => Op::GuardShape(numbered(operand, "s")?),
        "SetShape" => Op::SetShape(numbered(operand, "s")?),
        "LoadAddress" => Op::LoadAddress(numbered(operand, "c")?),
        "NewInstance" => Op::NewInstance(numbered(operand, "s")?),
        "GuardLength" => {
            let (length, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            return Ok((
                Op::GuardLength(numbered(operand, "")? as u32, numbered(length, "")? as u32),
                rest.trim_start(),
            ));
        }
        _ => return Err(format!("{name} cannot be read back")),
    };
    Ok((op, rest.trim_start()))
}

/// The parts of a list, of which none contains a comma.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(", ").filter(|part| !part.is_empty())
}

impl Parser {
    /// Makes all values that the text numbers, so that constants, which it does not, come after them.
    fn reserve(&mut self, text: &str) {
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        let numbers = words.filter_map(|word| word.strip_prefix('v')?.parse::<u32>().ok());
        for _ in 0..numbers.max().map_or(0, |most| most + 1) {
            self.function.add_value(Op::Parameter, Vec::new(), None);
        }
    }

    fn line(&mut self, line: &str) -> Parsed<()> {
        if let Some(name) = line.strip_prefix("function ") {
            name.clone_into(&mut self.function.name);
            return Ok(());
        }
        let Some(line) = line.strip_prefix("  ") else { return self.block(line) };
        let (line, state) = match line.split_once("  at ") {
            Some((line, state)) => (line, Some(self.state(state)?)),
            None => (line, None),
        };
        match line.split_once(' ').unwrap_or((line, "")) {
            ("Jump", edge) => {
                let edge = self.edge(edge)?;
                self.end(Terminator::Jump(edge))
            }
            ("Branch", rest) => {
                let (condition, edges) = rest.split_once(' ').ok_or("no edges")?;
                let (yes, no) = edges.split_once("), ").ok_or("one edge")?;
                let condition = self.value(condition)?;
                let (yes, no) = (self.edge(&format!("{yes})"))?, self.edge(no)?);
                self.end(Terminator::Branch(condition, yes, no))
            }
            ("Return", value) => {
                let value = self.value(value)?;
                self.end(Terminator::Return(value, state.ok_or("no frame state")?))
            }
            ("Leave", _) => self.end(Terminator::Leave(state.ok_or("no frame state")?, "a reason")),
            _ => self.instruction(line, state),
        }
    }

    /// `bb1(v0: Any):`
    fn block(&mut self, line: &str) -> Parsed<()> {
        let (name, parameters) =
            line.strip_suffix("):").and_then(|it| it.split_once('(')).ok_or("no block")?;
        let id = self.function.add_block();
        if numbered(name, "bb")? != u64::from(id.0) {
            return Err("blocks are to be numbered in order".to_owned());
        }
        for parameter in parts(parameters) {
            let (value, known) = parameter.split_once(": ").ok_or("a parameter without type")?;
            let (value, known) = (ValueId(numbered(value, "v")? as u32), type_of(known)?);
            let representation =
                if known == Type::FLOAT { Representation::Double } else { Representation::Tagged };
            let made = &mut self.function.values[value.0 as usize];
            (made.op, made.result, made.representation) = (Op::Parameter, known, representation);
            self.function.block_mut(id).parameters.push(value);
        }
        Ok(())
    }

    fn last(&self) -> Parsed<BlockId> {
        self.function.block_ids().last().ok_or_else(|| "no block".to_owned())
    }

    fn end(&mut self, terminator: Terminator) -> Parsed<()> {
        let block = self.last()?;
        self.function.block_mut(block).terminator = Some(terminator);
        Ok(())
    }

    fn instruction(&mut self, line: &str, state: Option<StateId>) -> Parsed<()> {
        let (left, right) = match line.split_once(" = ") {
            Some((left, right)) => (Some(left), right),
            None => (None, line),
        };
        let (op, arguments) = operation(right)?;
        let arguments = parts(arguments).map(|it| self.value(it)).collect::<Parsed<Vec<_>>>()?;
        if op.leaves() != state.is_some() {
            return Err("a frame state is missing, or is one too many".to_owned());
        }
        let id = match left {
            None => self.function.add_value(op, arguments, state),
            Some(left) => {
                let (value, known) = left.split_once(": ").ok_or("no type")?;
                let id = ValueId(numbered(value, "v")? as u32);
                let known = type_of(known)?;
                let made = &mut self.function.values[id.0 as usize];
                (made.op, made.arguments, made.state) = (op, arguments, state);
                (made.result, made.representation) = (known, op.representation());
                id
            }
        };
        let block = self.last()?;
        self.function.block_mut(block).instructions.push(id);
        Ok(())
    }

    fn value(&mut self, text: &str) -> Parsed<ValueId> {
        if let Ok(number) = numbered(text, "v") {
            return Ok(ValueId(number as u32));
        }
        let bits = constant(text)?.bits();
        if let Some(&known) = self.constants.get(&bits) {
            return Ok(known);
        }
        let made = self.function.add_value(Op::Constant(bits), Vec::new(), None);
        self.constants.insert(bits, made);
        Ok(made)
    }

    /// `bb1(v0, 3)`
    fn edge(&mut self, text: &str) -> Parsed<Edge> {
        let (name, arguments) = text.strip_suffix(')').and_then(|it| it.split_once('(')).ok_or("no edge")?;
        let target = BlockId(numbered(name, "bb")? as u32);
        let arguments = parts(arguments).map(|it| self.value(it)).collect::<Parsed<Vec<_>>>()?;
        Ok(Edge { target, arguments })
    }

    /// `7 [r0=v1 r2=3]`
    fn state(&mut self, text: &str) -> Parsed<StateId> {
        let (position, registers) =
            text.strip_suffix(']').and_then(|it| it.split_once(" [")).ok_or("no plain frame state")?;
        let position = numbered(position, "")? as u32;
        let mut held = Vec::new();
        for register in registers.split(' ').filter(|it| !it.is_empty()) {
            let (register, value) = register.split_once('=').ok_or("a register without value")?;
            held.push((numbered(register, "r")? as u16, self.value(value)?));
        }
        self.function.states.push(FrameState { caller: None, position, registers: held });
        Ok(StateId(self.function.states.len() as u32 - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let text = "\
function f
bb0():
  v0: Any = Argument 0
  v1: Fixnum = GuardType Fixnum v0  at 0 [r0=v0]
  v2: Float = Double 1.5
  Jump bb1(v1, v2, None)
bb1(v3: Fixnum, v4: Float, v5: Any):
  v6: Other = NewInstance s1  at 3 [r0=v3 r1=-4]
  v7: Str|Other = GuardShape s1 v6  at 3 []
  StoreField 16 v6, 7
  SetShape s2 v6
  v10: Condition = IntCompare <= v3, 100
  v11: Object = Binary add in place v5, v6  at 4 [r0=v3 r1=True]
  Branch v10 bb1(3, v4, v11), bb2()
bb2():
  v12: Any = LoadAddress c1
  Leave \"a reason\"  at 9 [r0=<unbound>]
";

        let function = parse(text).expect("it can be read");
        assert_eq!(function.to_string(), text);
        assert_eq!(super::super::verify::verify(&function), Ok(()));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, problem) in [
            ("bb0():\n  v0: Any = Nothing 3\n", "Nothing cannot be read back"),
            ("bb1():\n", "numbered in order"),
            ("bb0():\n  v0: Any = GuardBound v0\n", "frame state"),
            ("bb0():\n  v0: Any = Argument 0\n  Return \"text\"  at 0 []\n", "no constant"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(problem), "{error}");
        }
    }
}
