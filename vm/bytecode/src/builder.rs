//! Assembles instructions, labels, constants, names, sites and handlers to a [`Code`].

use std::sync::Arc;

use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::code::{Handler, Site};
use crate::constant::Constant;
use crate::instruction::{Instruction, MAX_LONG};
use crate::opcode::Opcode;
use crate::position::{Position, PositionTable};

/// A place in the code that is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label(pub u32);

/// The code is beyond what the format can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BuildError {
    /// More than 65 535 registers.
    #[error("too many variables and temporary values in one function")]
    TooManyRegisters,
    /// More instructions or sites than 24 bits count.
    #[error("too many instructions in one function")]
    TooManyInstructions,
}

/// Collects what a [`Code`](crate::Code) is made of.
#[derive(Debug, Default)]
pub struct CodeBuilder {
    /// The instructions; targets are labels until [`finish`](Self::finish).
    pub instructions: Vec<Instruction>,
    /// Where each comes from.
    pub positions: Vec<Position>,
    /// The name of each instruction with a site, [`Site::NO_NAME`] for others.
    pub site_names: Vec<u32>,
    /// Protected ranges, innermost first; start, end and target are labels.
    pub handlers: Vec<Handler>,
    /// The place of new instructions.
    pub position: Position,
    constants: Vec<Constant>,
    constant_numbers: FxHashMap<Constant, u32>,
    names: Vec<Arc<str>>,
    name_numbers: FxHashMap<Arc<str>, u32>,
    labels: Vec<u32>,
}

/// The parts of a [`Code`](crate::Code) that the builder makes.
#[derive(Debug)]
pub struct Assembled {
    /// See [`Code::instructions`](crate::Code::instructions).
    pub instructions: Vec<Instruction>,
    /// See [`Code::constants`](crate::Code::constants).
    pub constants: Vec<Constant>,
    /// See [`Code::names`](crate::Code::names).
    pub names: Vec<Arc<str>>,
    /// See [`Code::sites`](crate::Code::sites).
    pub sites: Vec<Site>,
    /// See [`Code::handlers`](crate::Code::handlers).
    pub handlers: Vec<Handler>,
    /// See [`Code::positions`](crate::Code::positions).
    pub positions: PositionTable,
}

const UNPLACED: u32 = u32::MAX;

impl CodeBuilder {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an instruction without a name.
    pub fn push(&mut self, instruction: Instruction) {
        self.push_named(instruction, Site::NO_NAME);
    }

    /// Adds an instruction whose site has the name with this number.
    pub fn push_named(&mut self, instruction: Instruction, name: u32) {
        self.instructions.push(instruction);
        self.positions.push(self.position);
        self.site_names.push(name);
    }

    /// A label to be placed later.
    pub fn new_label(&mut self) -> Label {
        self.labels.push(UNPLACED);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts the label before the next instruction.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.instructions.len() as u32;
    }

    /// A label before the next instruction.
    pub fn here(&mut self) -> Label {
        let label = self.new_label();
        self.place(label);
        label
    }

    /// The position of a label, `u32::MAX` if it's not placed.
    #[must_use]
    pub fn position_of(&self, label: Label) -> u32 {
        self.labels.get(label.0 as usize).copied().unwrap_or(UNPLACED)
    }

    /// The positions of all labels, to be changed when instructions are moved.
    pub fn labels_mut(&mut self) -> &mut [u32] {
        &mut self.labels
    }

    /// Protects the instructions between two labels; ranges inside have to be added before.
    pub fn protect(&mut self, start: Label, end: Label, target: Label, register: u16) {
        self.handlers.push(Handler { start: start.0, end: end.0, target: target.0, register });
    }

    /// The number of a constant.
    pub fn constant(&mut self, constant: Constant) -> u32 {
        if let Some(&number) = self.constant_numbers.get(&constant) {
            return number;
        }
        let number = self.constants.len() as u32;
        self.constants.push(constant.clone());
        self.constant_numbers.insert(constant, number);
        number
    }

    /// The constant with this number.
    #[must_use]
    pub fn constant_at(&self, number: u32) -> Option<&Constant> {
        self.constants.get(number as usize)
    }

    /// The number of a name.
    pub fn name(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.name_numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.name_numbers.insert(name, number);
        number
    }

    /// Resolves labels and numbers the sites. Each label that's used has to be placed.
    ///
    /// # Errors
    /// If there are too many instructions for the operands.
    pub fn finish(self) -> Result<Assembled, BuildError> {
        let CodeBuilder {
            mut instructions,
            positions,
            site_names,
            mut handlers,
            constants,
            names,
            labels,
            ..
        } = self;
        if instructions.len() > MAX_LONG as usize {
            return Err(BuildError::TooManyInstructions);
        }
        let mut sites = Vec::new();
        let mut table = PositionTable::default();
        for (at, instruction) in instructions.iter_mut().enumerate() {
            let number = at as u32;
            table.push(number, positions[at]);
            if let Some(label) = instruction.target() {
                *instruction = instruction.with_target(labels[label as usize]);
            }
            if !instruction.opcode().is_some_and(Opcode::has_site) {
                continue;
            }
            let site = sites.len() as u32;
            sites.push(Site { instruction: number, name: site_names[at] });
            if instruction.explicit_site().is_some() {
                *instruction = with_site(*instruction, site);
            }
        }
        for handler in &mut handlers {
            handler.start = labels[handler.start as usize];
            handler.end = labels[handler.end as usize];
            handler.target = labels[handler.target as usize];
        }
        handlers.retain(|it| it.start < it.end);
        Ok(Assembled { instructions, constants, names, sites, handlers, positions: table })
    }
}

fn with_site(instruction: Instruction, site: u32) -> Instruction {
    use crate::operand::OperandKind::None;
    match instruction.opcode().map(Opcode::signature) {
        Some(signature) if signature.wide != None => instruction.replace_wide(site),
        _ => instruction.replace_long(site),
    }
}
