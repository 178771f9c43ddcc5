//! A code object: instructions, constants, names, variables, handlers and positions.

use std::sync::Arc;

use bitflags::bitflags;

use crate::constant::Constant;
use crate::instruction::Instruction;
use crate::position::{Position, PositionTable};
use crate::sealed::CodeHeader;

bitflags! {
    /// `co_flags`, with CPython's values.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct CodeFlags: u32 {
        /// Variables are registers (a function).
        const OPTIMIZED = 0x1;
        /// A call makes a new namespace (everything but module and class bodies).
        const NEWLOCALS = 0x2;
        /// Has a `*args` parameter.
        const VARARGS = 0x4;
        /// Has a `**kwargs` parameter.
        const VARKEYWORDS = 0x8;
        /// Lies inside another function.
        const NESTED = 0x10;
        /// A generator.
        const GENERATOR = 0x20;
        /// A coroutine (`async def`).
        const COROUTINE = 0x80;
        /// A generator usable in `await` (`types.coroutine`).
        const ITERABLE_COROUTINE = 0x100;
        /// An asynchronous generator.
        const ASYNC_GENERATOR = 0x200;
        /// `from __future__ import barry_as_FLUFL`.
        const FUTURE_BARRY_AS_BDFL = 0x40_0000;
        /// `from __future__ import annotations`.
        const FUTURE_ANNOTATIONS = 0x100_0000;
        /// The first constant is the docstring.
        const HAS_DOCSTRING = 0x400_0000;
        /// A function directly in a class body.
        const METHOD = 0x800_0000;
        /// No function in it rebinds or deletes a global. Not CPython's, and not shown.
        const KEEPS_GLOBALS = 0x8000_0000;
    }
}

impl CodeFlags {
    /// Those that programs see.
    #[must_use]
    pub fn shown(self) -> CodeFlags {
        self.difference(CodeFlags::KEEPS_GLOBALS)
    }
}

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VariableKind {
    /// A parameter, set at entry.
    Parameter,
    /// A parameter that inner functions use: its register holds the value at entry, and a cell once
    /// `make_cell` has run.
    CellParameter,
    /// A local variable.
    Local,
    /// A local variable that inner functions use: its register holds a cell.
    Cell,
    /// A variable of an enclosing function: its register holds the cell of the closure.
    Free,
    /// A variable of an inlined comprehension, in a register of its own.
    Comprehension,
    /// The same, used by inner functions: its register holds a cell.
    ComprehensionCell,
}

impl VariableKind {
    /// Whether it belongs to a comprehension in place.
    #[must_use]
    pub fn is_of_comprehension(self) -> bool {
        matches!(self, VariableKind::Comprehension | VariableKind::ComprehensionCell)
    }

    /// Whether the register holds a cell.
    #[must_use]
    pub fn is_cell(self) -> bool {
        use VariableKind as Kind;
        matches!(self, Kind::CellParameter | Kind::Cell | Kind::Free | Kind::ComprehensionCell)
    }
}

/// A named register. Each of the registers before [`Code::temporaries`] has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: Arc<str>,
    /// What it is.
    pub kind: VariableKind,
}

/// A protected range of instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The first protected instruction.
    pub start: u32,
    /// The instruction after the last protected one.
    pub end: u32,
    /// Where execution goes on.
    pub target: u32,
    /// The register that gets the exception.
    pub register: u16,
}

/// An instruction that may have an inline cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its position.
    pub instruction: u32,
    /// The position of its name in [`Code::names`], [`Site::NO_NAME`] if it has none.
    pub name: u32,
}

impl Site {
    /// There's no name.
    pub const NO_NAME: u32 = u32::MAX;
}

/// A code object.
#[derive(Clone, Debug)]
pub struct Code {
    /// `co_name`.
    pub name: Arc<str>,
    /// `co_qualname`.
    pub qualified_name: Arc<str>,
    /// `co_filename`.
    pub filename: Arc<str>,
    /// `co_firstlineno`.
    pub first_line: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// `co_argcount`: positional parameters, with positional-only ones, without `*args`.
    pub argument_count: u16,
    /// `co_posonlyargcount`.
    pub positional_only_count: u16,
    /// `co_kwonlyargcount`.
    pub keyword_only_count: u16,
    /// The number of registers of a frame.
    pub register_count: u32,
    /// The variables, by register: `co_varnames` (parameters first), cells, free variables, comprehensions.
    pub variables: Vec<Variable>,
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// `co_consts`.
    pub constants: Vec<Constant>,
    /// The names that instructions use: globals, attributes, imports.
    pub names: Vec<Arc<str>>,
    /// The instructions that may have inline caches, in order of position.
    pub sites: Vec<Site>,
    /// The exception handlers; the first whose range contains an instruction is the one.
    pub handlers: Vec<Handler>,
    /// Where instructions come from.
    pub positions: PositionTable,
    /// Whether it was read from bytes whose instructions nobody has verified yet: to be done before it runs.
    pub is_unverified: bool,
}

impl Code {
    /// What can be known of it without reading it all.
    #[must_use]
    pub fn header(&self) -> CodeHeader {
        CodeHeader {
            name: self.name.clone(),
            qualified_name: self.qualified_name.clone(),
            filename: self.filename.clone(),
            first_line: self.first_line,
            flags: self.flags,
            argument_count: self.argument_count,
            positional_only_count: self.positional_only_count,
            keyword_only_count: self.keyword_only_count,
            register_count: self.register_count,
            variable_count: self.temporaries(),
        }
    }

    /// The first temporary register.
    #[must_use]
    pub fn temporaries(&self) -> u32 {
        self.variables.len() as u32
    }

    /// The number of parameters, with `*args` and `**kwargs`: the registers that are set at entry.
    #[must_use]
    pub fn parameter_count(&self) -> u32 {
        u32::from(self.argument_count)
            + u32::from(self.keyword_only_count)
            + u32::from(self.flags.contains(CodeFlags::VARARGS))
            + u32::from(self.flags.contains(CodeFlags::VARKEYWORDS))
    }

    /// The number of free variables: the length of the closure.
    #[must_use]
    pub fn free_count(&self) -> usize {
        self.free_variables().count()
    }

    /// `co_varnames`.
    pub fn local_variables(&self) -> impl Iterator<Item = &Arc<str>> {
        use VariableKind as Kind;
        self.names_of(|kind| {
            matches!(kind, Kind::Parameter | Kind::CellParameter | Kind::Local | Kind::Comprehension)
        })
    }

    /// `co_cellvars`.
    pub fn cell_variables(&self) -> impl Iterator<Item = &Arc<str>> {
        use VariableKind as Kind;
        self.names_of(|kind| matches!(kind, Kind::CellParameter | Kind::Cell | Kind::ComprehensionCell))
    }

    /// `co_freevars`.
    pub fn free_variables(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names_of(|kind| kind == VariableKind::Free)
    }

    fn names_of(&self, keep: impl Fn(VariableKind) -> bool) -> impl Iterator<Item = &Arc<str>> {
        self.variables.iter().filter(move |it| keep(it.kind)).map(|it| &it.name)
    }

    /// The variable in a register; temporaries have none.
    #[must_use]
    pub fn variable(&self, register: u16) -> Option<&Variable> {
        self.variables.get(usize::from(register))
    }

    /// The docstring, if there is one.
    #[must_use]
    pub fn docstring(&self) -> Option<&Constant> {
        if self.flags.contains(CodeFlags::HAS_DOCSTRING) { self.constants.first() } else { None }
    }

    /// The handler of an exception raised by an instruction.
    #[must_use]
    pub fn handler_at(&self, instruction: u32) -> Option<&Handler> {
        self.handlers.iter().find(|it| it.start <= instruction && instruction < it.end)
    }

    /// The number of the site of an instruction.
    #[must_use]
    pub fn site_at(&self, instruction: u32) -> Option<u32> {
        self.sites.binary_search_by_key(&instruction, |it| it.instruction).ok().map(|it| it as u32)
    }

    /// The name that an instruction uses.
    #[must_use]
    pub fn site_name(&self, site: u32) -> Option<&Arc<str>> {
        self.names.get(self.sites.get(site as usize)?.name as usize)
    }

    /// Where an instruction comes from.
    #[must_use]
    pub fn position(&self, instruction: u32) -> Position {
        self.positions.at(instruction)
    }
}
