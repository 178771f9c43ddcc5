//! One code object in the making.

use std::sync::Arc;

use ruff_python_ast as ast;
use rustc_hash::FxHashMap;
use strict_bytecode::{CodeBuilder, CodeFlags, VariableKind};
use strict_syntax::{ScopeId, TextSize};

use crate::blocks::Block;
use crate::layout::Layout;

/// A register.
pub(crate) type Register = u16;

/// What the code is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Module,
    Class,
    Function,
    Lambda,
    Generator,
    TypeParameters,
    /// Annotations, bounds and values of type aliases: evaluated when they are asked for.
    Deferred,
}

pub(crate) struct Unit<'a> {
    pub(crate) kind: UnitKind,
    /// The scope of the code.
    pub(crate) scope: ScopeId,
    /// The scope whose names are being compiled: that of the code or an inlined comprehension.
    pub(crate) current: ScopeId,
    pub(crate) builder: CodeBuilder,
    pub(crate) layout: Layout,
    pub(crate) name: Arc<str>,
    pub(crate) qualified_name: Arc<str>,
    pub(crate) first_line: u32,
    pub(crate) flags: CodeFlags,
    pub(crate) argument_count: u16,
    pub(crate) positional_only_count: u16,
    pub(crate) keyword_only_count: u16,
    /// What surrounds the statement being compiled.
    pub(crate) blocks: Vec<Block<'a>>,
    /// The conditional annotations of this class or module, by their place: their numbers.
    pub(crate) conditional_annotations: FxHashMap<TextSize, u16>,
    /// All its annotations, in order.
    pub(crate) annotations: Vec<&'a ast::StmtAnnAssign>,
    next: u32,
    most: u32,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(
        kind: UnitKind,
        scope: ScopeId,
        layout: Layout,
        name: &str,
        qualified_name: &str,
    ) -> Self {
        let first_temporary = layout.variables.len() as u32;
        Unit {
            kind,
            scope,
            current: scope,
            builder: CodeBuilder::new(),
            layout,
            name: name.into(),
            qualified_name: qualified_name.into(),
            first_line: 1,
            flags: CodeFlags::empty(),
            argument_count: 0,
            positional_only_count: 0,
            keyword_only_count: 0,
            blocks: Vec::new(),
            conditional_annotations: FxHashMap::default(),
            annotations: Vec::new(),
            next: first_temporary,
            most: first_temporary,
        }
    }

    /// The most registers used so far; more than 65 535 are an error in the end.
    pub(crate) fn register_count(&self) -> u32 {
        self.most
    }

    /// A new temporary, above all others.
    pub(crate) fn temporary(&mut self) -> Register {
        self.temporaries(1)
    }

    /// The first of new temporaries in a row.
    pub(crate) fn temporaries(&mut self, count: usize) -> Register {
        let first = self.next;
        self.next = self.next.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.most = self.most.max(self.next);
        register(first)
    }

    /// The register that the next temporary will be.
    pub(crate) fn mark(&self) -> u32 {
        self.next
    }

    /// Gives up all temporaries from the mark on.
    pub(crate) fn release(&mut self, mark: u32) {
        self.next = mark;
    }

    /// Whether the register is a temporary.
    pub(crate) fn is_temporary(&self, register: Register) -> bool {
        usize::from(register) >= self.layout.variables.len()
    }

    /// Whether the register is the temporary on top.
    pub(crate) fn is_top(&self, register: Register) -> bool {
        self.is_temporary(register) && u32::from(register) + 1 == self.next
    }

    pub(crate) fn variable_kind(&self, register: Register) -> Option<VariableKind> {
        self.layout.variables.get(usize::from(register)).map(|it| it.kind)
    }
}

/// Registers beyond the last are all the same: the code is refused in the end.
fn register(number: u32) -> Register {
    Register::try_from(number).unwrap_or(Register::MAX)
}

/// The register after `first` by `offset`.
pub(crate) fn nth(first: Register, offset: usize) -> Register {
    usize::from(first).checked_add(offset).and_then(|it| Register::try_from(it).ok()).unwrap_or(Register::MAX)
}
