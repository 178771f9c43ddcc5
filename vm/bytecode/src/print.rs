//! The text form of code: one instruction a line, registers as `r3`, names, constants and targets spelt out.

use std::fmt;

use crate::code::{Code, VariableKind};
use crate::constant::Constant;
use crate::flags;
use crate::instruction::Instruction;
use crate::intrinsic::{CommonConstant, Intrinsic, SpecialMethod};
use crate::opcode::Opcode;
use crate::operand::OperandKind;

/// Prints the code and the code objects among its constants.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_code(f, self, &self.instructions)?;
        for constant in &self.constants {
            if let Constant::Code(inner) = constant {
                write!(f, "\n{}", inner.get())?;
            }
        }
        Ok(())
    }
}

/// Prints code without what is in it, with these instructions instead of its own.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The code.
    pub code: &'a Code,
    /// As many instructions as it has.
    pub instructions: &'a [Instruction],
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_code(f, self.code, self.instructions)
    }
}

fn write_code(f: &mut fmt::Formatter<'_>, code: &Code, instructions: &[Instruction]) -> fmt::Result {
    write!(f, "code {}, line {}, {} registers", code.qualified_name, code.first_line, code.register_count)?;
    writeln!(f, ", flags {}", flag_names(code))?;
    if code.parameter_count() > 0 {
        writeln!(
            f,
            "  parameters: {} positional, {} positional-only, {} keyword-only",
            code.argument_count, code.positional_only_count, code.keyword_only_count
        )?;
    }
    if !code.variables.is_empty() {
        f.write_str("  variables:")?;
        for (register, variable) in code.variables.iter().enumerate() {
            let kind = match variable.kind {
                VariableKind::Parameter => "",
                VariableKind::CellParameter => " (parameter, cell)",
                VariableKind::Local => "",
                VariableKind::Cell => " (cell)",
                VariableKind::Free => " (free)",
                VariableKind::Comprehension => " (comprehension)",
                VariableKind::ComprehensionCell => " (comprehension, cell)",
            };
            write!(f, " r{register}={}{kind}", variable.name)?;
        }
        writeln!(f)?;
    }
    let mut line = 0;
    for (at, instruction) in instructions.iter().enumerate() {
        let place = code.position(at as u32).line;
        let shown = if place == line { String::new() } else { place.to_string() };
        line = place;
        write!(f, "{shown:>5} {at:>4}  ")?;
        write_instruction(f, Some(code), *instruction)?;
        writeln!(f)?;
    }
    for handler in &code.handlers {
        writeln!(
            f,
            "  handler {}..{} -> {}, r{}",
            handler.start, handler.end, handler.target, handler.register
        )?;
    }
    Ok(())
}

fn flag_names(code: &Code) -> String {
    let names: Vec<_> = code.flags.shown().iter_names().map(|(name, _)| name.to_ascii_lowercase()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join("|") }
}

/// Writes one instruction; without its code, constants and names are shown as numbers.
pub fn write_instruction(
    f: &mut fmt::Formatter<'_>,
    code: Option<&Code>,
    instruction: Instruction,
) -> fmt::Result {
    let Some(opcode) = instruction.opcode() else {
        return write!(f, "unknown {:#018x}", instruction.0);
    };
    f.write_str(opcode.text())?;
    let mut separator = " ";
    for (kind, value) in operands(opcode, instruction) {
        f.write_str(separator)?;
        separator = ", ";
        write_operand(f, code, kind, value)?;
    }
    if opcode.signature().long == OperandKind::None {
        write_flags(f, opcode, instruction.flags(), separator)?;
    }
    Ok(())
}

/// The operands that an instruction of this opcode has.
fn operands(opcode: Opcode, instruction: Instruction) -> impl Iterator<Item = (OperandKind, u32)> {
    let signature = opcode.signature();
    let fields = [
        (signature.a, u32::from(instruction.a())),
        (signature.b, u32::from(instruction.b())),
        (signature.c, u32::from(instruction.c())),
        (signature.wide, instruction.wide()),
        (signature.long, instruction.long()),
    ];
    fields.into_iter().filter(|(kind, _)| *kind != OperandKind::None)
}

/// The operands of an instruction as text, with variables by their names; what it jumps to is `target`'s text.
#[derive(Debug)]
pub struct Operands<'a> {
    /// The code.
    pub code: Option<&'a Code>,
    /// One of its instructions.
    pub instruction: Instruction,
    /// The text of the place that the instruction jumps to, if it does.
    pub target: &'a str,
}

impl fmt::Display for Operands<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(opcode) = self.instruction.opcode() else { return Ok(()) };
        let mut separator = "";
        for (kind, value) in operands(opcode, self.instruction) {
            f.write_str(separator)?;
            separator = ", ";
            let variable = self.code.and_then(|code| code.variables.get(value as usize));
            match (kind, variable) {
                (OperandKind::Target, _) => f.write_str(self.target)?,
                (OperandKind::Use | OperandKind::Def | OperandKind::UseDef, Some(variable)) => {
                    f.write_str(&variable.name)?;
                }
                _ => write_operand(f, self.code, kind, value)?,
            }
        }
        if opcode.signature().long == OperandKind::None {
            write_flags(f, opcode, self.instruction.flags(), separator)?;
        }
        Ok(())
    }
}

fn write_operand(
    f: &mut fmt::Formatter<'_>,
    code: Option<&Code>,
    kind: OperandKind,
    value: u32,
) -> fmt::Result {
    use OperandKind as Kind;
    match kind {
        Kind::None => Ok(()),
        Kind::Immediate => write!(f, "{}", value as u16 as i16),
        Kind::Count => write!(f, "{value}"),
        Kind::Intrinsic => f.write_str(Intrinsic::from_number(value as u16).map_or("?", Intrinsic::text)),
        Kind::Special => {
            f.write_str(SpecialMethod::from_number(value as u16).map_or("?", SpecialMethod::text))
        }
        Kind::Common => {
            f.write_str(CommonConstant::from_number(value as u16).map_or("?", CommonConstant::text))
        }
        Kind::Constant => match code.and_then(|it| it.constants.get(value as usize)) {
            Some(constant) => write!(f, "{constant}"),
            None => write!(f, "constant {value}"),
        },
        Kind::Site | Kind::NamedSite => match code.and_then(|it| it.site_name(value)) {
            Some(name) => write!(f, "{name:?}"),
            None => write!(f, "site {value}"),
        },
        Kind::Target => write!(f, "-> {value}"),
        _ => write!(f, "r{value}"),
    }
}

fn write_flags(f: &mut fmt::Formatter<'_>, opcode: Opcode, set: u8, separator: &str) -> fmt::Result {
    let names: &[(u8, &str)] = match opcode {
        Opcode::Call | Opcode::CallMethod | Opcode::CallSpread => {
            &[(flags::CALL_KEYWORDS, "keywords"), (flags::CALL_AWAITED, "awaited")]
        }
        Opcode::MakeFunction => &[
            (flags::FUNCTION_DEFAULTS, "defaults"),
            (flags::FUNCTION_KEYWORD_DEFAULTS, "keyword_defaults"),
            (flags::FUNCTION_ANNOTATE, "annotate"),
            (flags::FUNCTION_CLOSURE, "closure"),
            (flags::FUNCTION_ANNOTATIONS, "annotations"),
        ],
        Opcode::Format | Opcode::BuildInterpolation => {
            let conversion = ["", "str", "repr", "ascii"][usize::from(set & flags::CONVERSION_MASK)];
            let specification = if set & flags::FORMAT_SPEC == 0 { "" } else { "spec" };
            for word in [conversion, specification] {
                if !word.is_empty() {
                    write!(f, "{separator}{word}")?;
                }
            }
            return Ok(());
        }
        Opcode::ImportName => &[(flags::IMPORT_LAZY, "lazy"), (flags::IMPORT_DEFERRABLE, "deferrable")],
        Opcode::GetAwaitable => &[(flags::AWAIT_ENTER, "enter"), (flags::AWAIT_EXIT, "exit")],
        Opcode::Yield => &[(flags::YIELD_ASYNC, "async")],
        Opcode::UnpackExtended => return write!(f, "{separator}{set} before"),
        _ if opcode.signature().has_implicit_site => &[(flags::IN_PLACE, "in_place")],
        _ => &[],
    };
    for (bit, name) in names {
        if set & bit != 0 {
            write!(f, "{separator}{name}")?;
        }
    }
    Ok(())
}
