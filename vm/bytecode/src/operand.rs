//! What the operands of an instruction are, which registers it reads and writes, and its effects.

use std::ops::Range;

use bitflags::bitflags;

use crate::flags;
use crate::instruction::Instruction;
use crate::intrinsic::Intrinsic;
use crate::opcode::Opcode;

/// What an operand field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandKind {
    /// Nothing; the field is zero.
    None,
    /// A register that is written.
    Def,
    /// A register that is read.
    Use,
    /// A register that is read, then written.
    UseDef,
    /// The first of two registers that are written.
    DefPair,
    /// The first of `c` registers that are read.
    UseRange,
    /// The first of `2 c` registers that are read: keys and values in turn.
    UsePairs,
    /// The first of `c` registers that are written.
    DefRange,
    /// The first of `c + flags + 1` registers that are written: those before the star, the list, those after.
    UnpackRange,
    /// The window of `call`: callee and `c` arguments, all destroyed with what is above.
    CallWindow,
    /// The window of `call_method`: function, self and `c` arguments, all destroyed with what is above.
    MethodWindow,
    /// The window of `call_spread`: callee, arguments, maybe keywords, all destroyed with what is above.
    SpreadWindow,
    /// The first of the registers that `make_function` reads, and the one that it writes.
    FunctionWindow,
    /// `import_name`: level and list of names are read, the module is written to the first register.
    ImportWindow,
    /// `load_super_attr`: `super`, the class and `self` are read, the attribute is written to the first.
    SuperWindow,
    /// `load_super_method`: the same, but function and self are written as `load_method` does.
    SuperMethodWindow,
    /// The first of the registers that an intrinsic reads.
    IntrinsicWindow,
    /// `build_interpolation`: value, expression text and maybe the format specification.
    InterpolationWindow,
    /// `match_class`: subject, class and tuple of attribute names are read.
    MatchClassWindow,
    /// A signed number of 16 bits.
    Immediate,
    /// A number of things, see the kind of range beside it.
    Count,
    /// The number of an [`Intrinsic`].
    Intrinsic,
    /// The number of a [`SpecialMethod`](crate::intrinsic::SpecialMethod).
    Special,
    /// The number of a [`CommonConstant`](crate::intrinsic::CommonConstant).
    Common,
    /// The position of a constant in [`Code::constants`](crate::Code::constants).
    Constant,
    /// The number of a site in [`Code::sites`](crate::Code::sites).
    Site,
    /// The number of a site with a name.
    NamedSite,
    /// The position of an instruction.
    Target,
}

/// The operands of an opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Field `a`.
    pub a: OperandKind,
    /// Field `b`.
    pub b: OperandKind,
    /// Field `c`.
    pub c: OperandKind,
    /// Fields `b` and `c` together.
    pub wide: OperandKind,
    /// Field `c` and the flags together.
    pub long: OperandKind,
    /// Whether the opcode has a site that no operand tells.
    pub has_implicit_site: bool,
}

impl Signature {
    /// No operands.
    pub const NONE: Signature = Signature {
        a: OperandKind::None,
        b: OperandKind::None,
        c: OperandKind::None,
        wide: OperandKind::None,
        long: OperandKind::None,
        has_implicit_site: false,
    };
}

bitflags! {
    /// What an instruction may do besides writing its result.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Effects: u8 {
        /// May raise an exception (and, in compiled code, leave by a side exit).
        const RAISES = 1;
        /// May run any Python code, and so read and write anything and collect.
        const EVALUATES = 1 << 1;
        /// May allocate, hence collect.
        const ALLOCATES = 1 << 2;
        /// Reads memory that something else may write.
        const READS = 1 << 3;
        /// Writes memory that something else may read.
        const WRITES = 1 << 4;
        /// Suspends the frame.
        const SUSPENDS = 1 << 5;
        /// May go on at its target.
        const JUMPS = 1 << 6;
        /// Never goes on with the next instruction.
        const STOPS = 1 << 7;
    }
}

/// Where an instruction may touch a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads them.
    Use(u32, u32),
    /// Writes them.
    Def(u32, u32),
    /// Leaves rubbish in all registers from this one on.
    Destroy(u32),
}

impl Instruction {
    /// The position to jump to, if the instruction has one.
    #[must_use]
    pub fn target(self) -> Option<u32> {
        let signature = self.opcode()?.signature();
        if signature.wide == OperandKind::Target {
            Some(self.wide())
        } else if signature.long == OperandKind::Target {
            Some(self.long())
        } else {
            None
        }
    }

    /// The same instruction with another target.
    #[must_use]
    pub fn with_target(self, target: u32) -> Self {
        match self.opcode().map(Opcode::signature) {
            Some(signature) if signature.wide == OperandKind::Target => self.replace_wide(target),
            Some(signature) if signature.long == OperandKind::Target => self.replace_long(target),
            _ => self,
        }
    }

    /// The site that an operand tells.
    #[must_use]
    pub fn explicit_site(self) -> Option<u32> {
        let signature = self.opcode()?.signature();
        let is_site = |kind| matches!(kind, OperandKind::Site | OperandKind::NamedSite);
        if is_site(signature.wide) {
            Some(self.wide())
        } else if is_site(signature.long) {
            Some(self.long())
        } else {
            None
        }
    }

    /// The registers that are read, as ranges.
    pub fn uses(self) -> impl Iterator<Item = Range<u32>> {
        self.accesses().into_iter().flatten().filter_map(|access| match access {
            Access::Use(first, count) => Some(first..first + count),
            _ => None,
        })
    }

    /// The registers that are written with a meaningful value, as ranges.
    pub fn defs(self) -> impl Iterator<Item = Range<u32>> {
        self.accesses().into_iter().flatten().filter_map(|access| match access {
            Access::Def(first, count) => Some(first..first + count),
            _ => None,
        })
    }

    /// The first of the registers that a call leaves rubbish in; the result is written after that.
    #[must_use]
    pub fn destroyed_from(self) -> Option<u32> {
        self.accesses().into_iter().flatten().find_map(|access| match access {
            Access::Destroy(first) => Some(first),
            _ => None,
        })
    }

    /// All accesses to registers: reads, then what is destroyed, then writes.
    #[must_use]
    pub fn accesses(self) -> [Option<Access>; 6] {
        let mut found = Accesses::default();
        let Some(opcode) = self.opcode() else { return found.list };
        let Signature { a, b, c, .. } = opcode.signature();
        for (kind, register) in [(a, self.a()), (b, self.b()), (c, self.c())] {
            self.uses_of(kind, u32::from(register), &mut found);
        }
        for (kind, register) in [(a, self.a()), (b, self.b()), (c, self.c())] {
            self.defs_of(kind, u32::from(register), &mut found);
        }
        found.list
    }

    fn uses_of(self, kind: OperandKind, register: u32, found: &mut Accesses) {
        use OperandKind as Kind;
        let count = u32::from(self.c());
        let keywords = u32::from(self.flags() & flags::CALL_KEYWORDS);
        let used = match kind {
            Kind::Use | Kind::UseDef => 1,
            Kind::UseRange => count,
            Kind::UsePairs => 2 * count,
            Kind::CallWindow => 1 + count + keywords,
            Kind::MethodWindow => 2 + count + keywords,
            Kind::SpreadWindow => 2 + keywords,
            Kind::FunctionWindow => self.flags().count_ones(),
            Kind::ImportWindow => 2,
            Kind::SuperWindow | Kind::SuperMethodWindow | Kind::MatchClassWindow => 3,
            Kind::IntrinsicWindow => {
                Intrinsic::from_number(self.c()).map_or(0, |intrinsic| u32::from(intrinsic.arity()))
            }
            Kind::InterpolationWindow => 2 + u32::from(self.flags() & flags::FORMAT_SPEC != 0),
            _ => 0,
        };
        if used > 0 {
            found.push(Access::Use(register, used));
        }
    }

    fn defs_of(self, kind: OperandKind, register: u32, found: &mut Accesses) {
        use OperandKind as Kind;
        let count = u32::from(self.c());
        match kind {
            Kind::CallWindow | Kind::MethodWindow | Kind::SpreadWindow => {
                found.push_before_defs(Access::Destroy(register));
            }
            Kind::Def | Kind::UseDef | Kind::FunctionWindow | Kind::ImportWindow | Kind::SuperWindow => {
                found.push(Access::Def(register, 1));
            }
            Kind::DefPair | Kind::SuperMethodWindow => found.push(Access::Def(register, 2)),
            Kind::DefRange => found.push(Access::Def(register, count)),
            Kind::UnpackRange => found.push(Access::Def(register, count + u32::from(self.flags()) + 1)),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Accesses {
    list: [Option<Access>; 6],
    length: usize,
}

impl Accesses {
    fn push(&mut self, access: Access) {
        self.list[self.length] = Some(access);
        self.length += 1;
    }

    fn push_before_defs(&mut self, access: Access) {
        let at = self.list[..self.length].iter().position(|it| matches!(it, Some(Access::Def(..))));
        self.list[at.unwrap_or(self.length)..=self.length].rotate_right(1);
        self.list[at.unwrap_or(self.length)] = Some(access);
        self.length += 1;
    }
}
