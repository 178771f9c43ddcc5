//! Code objects to bytes and back: the fields of the bytecode in order. What is read is verified before it is used.

use std::sync::Arc;

use strict_bytecode::{
    Code, CodeFlags, Handler, Instruction, Position, PositionTable, Site, Variable, VariableKind, verify,
};

use super::read::Reader;
use super::write::Writer;
use crate::heap::Gc;
use crate::object::CodeObject;
use crate::value::Value;
use crate::vm::Outcome;

/// The kinds of variables, by their number in the format.
const KINDS: &[VariableKind] = &[
    VariableKind::Parameter,
    VariableKind::CellParameter,
    VariableKind::Local,
    VariableKind::Cell,
    VariableKind::Free,
    VariableKind::Comprehension,
    VariableKind::ComprehensionCell,
];

impl Writer<'_> {
    pub(super) fn code(&mut self, object: Gc<CodeObject>) -> Outcome<()> {
        self.vm.open_code(object)?;
        let code = object.code();
        for text in [&code.name, &code.qualified_name, &code.filename] {
            self.short_text(text)?;
        }
        for number in [
            code.first_line,
            code.flags.shown().bits(),
            u32::from(code.argument_count),
            u32::from(code.positional_only_count),
            u32::from(code.keyword_only_count),
            code.register_count,
        ] {
            self.number(number);
        }
        self.long(code.variables.len())?;
        for variable in &code.variables {
            self.short_text(&variable.name)?;
            self.out.push(KINDS.iter().position(|kind| *kind == variable.kind).unwrap_or(0) as u8);
        }
        self.long(code.instructions.len())?;
        for instruction in &code.instructions {
            self.out.extend(instruction.0.to_le_bytes());
        }
        let constants = object.constants.get();
        self.long(code.constants.len())?;
        for index in 0..code.constants.len() {
            self.object(constants.get(index))?;
        }
        self.long(code.names.len())?;
        for name in &code.names {
            self.short_text(name)?;
        }
        self.long(code.sites.len())?;
        for site in &code.sites {
            self.number(site.instruction);
            self.number(site.name);
        }
        self.long(code.handlers.len())?;
        for handler in &code.handlers {
            for number in [handler.start, handler.end, handler.target, u32::from(handler.register)] {
                self.number(number);
            }
        }
        let runs = code.positions.runs();
        self.long(runs.len())?;
        for (first, place) in runs {
            for number in [*first, place.line, place.end_line, place.column, place.end_column] {
                self.number(number);
            }
        }
        Ok(())
    }

    fn number(&mut self, number: u32) {
        self.out.extend(number.to_le_bytes());
    }
}

impl Reader<'_, '_> {
    pub(super) fn code(&mut self) -> Outcome<Value> {
        let name = self.short_text()?.into();
        let qualified_name = self.short_text()?.into();
        let filename = self.short_text()?.into();
        let first_line = self.number()?;
        let flags = CodeFlags::from_bits_retain(self.number()?).shown();
        let argument_count = self.short()?;
        let positional_only_count = self.short()?;
        let keyword_only_count = self.short()?;
        let register_count = self.number()?;
        let mut variables = Vec::new();
        for _ in 0..self.size("tuple", 5)? {
            let name = self.short_text()?.into();
            let kind = self.bytes(1)?[0];
            let Some(&kind) = KINDS.get(usize::from(kind)) else { return Err(self.invalid()) };
            variables.push(Variable { name, kind });
        }
        let mut instructions = Vec::new();
        for _ in 0..self.size("tuple", 8)? {
            let low = u64::from(self.number()?);
            let high = u64::from(self.number()?);
            instructions.push(Instruction(low | high << 32));
        }
        let mut constants = Vec::new();
        for _ in 0..self.size("tuple", 1)? {
            constants.push(self.constant()?);
        }
        let mut names = Vec::new();
        for _ in 0..self.size("tuple", 4)? {
            names.push(self.short_text()?.into());
        }
        let mut sites = Vec::new();
        for _ in 0..self.size("tuple", 8)? {
            sites.push(Site { instruction: self.number()?, name: self.number()? });
        }
        let mut handlers = Vec::new();
        for _ in 0..self.size("tuple", 16)? {
            let (start, end, target) = (self.number()?, self.number()?, self.number()?);
            handlers.push(Handler { start, end, target, register: self.short()? });
        }
        let mut positions = PositionTable::default();
        for _ in 0..self.size("tuple", 20)? {
            let first = self.number()?;
            let (line, end_line) = (self.number()?, self.number()?);
            let (column, end_column) = (self.number()?, self.number()?);
            if positions.runs().last().is_some_and(|(last, _)| *last >= first) {
                return Err(self.invalid());
            }
            positions.push(first, Position { line, end_line, column, end_column });
        }
        let code = Code {
            name,
            qualified_name,
            filename,
            first_line,
            flags,
            argument_count,
            positional_only_count,
            keyword_only_count,
            register_count,
            variables,
            instructions,
            constants,
            names,
            sites,
            handlers,
            positions,
            is_unverified: false,
        };
        if verify(&code).is_err() {
            return Err(self.invalid());
        }
        Ok(self.vm.new_code(&Arc::new(code))?.value())
    }

    fn invalid(&mut self) -> crate::vm::Raised {
        self.bad("invalid code object")
    }

    fn number(&mut self) -> Outcome<u32> {
        Ok(self.long()? as u32)
    }

    fn short(&mut self) -> Outcome<u16> {
        match u16::try_from(self.number()?) {
            Ok(number) => Ok(number),
            Err(_) => Err(self.invalid()),
        }
    }
}
