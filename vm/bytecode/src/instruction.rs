//! One instruction: a 64-bit word, its fields and how to make it. The layout is in the [crate](crate)'s essay.

use crate::opcode::Opcode;

/// The largest value of a long operand.
pub const MAX_LONG: u32 = (1 << 24) - 1;

/// An instruction; see the [crate](crate)'s essay for the layout.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Instruction(pub u64);

impl Instruction {
    /// With three short operands and flags.
    #[must_use]
    pub const fn new(opcode: Opcode, flags: u8, a: u16, b: u16, c: u16) -> Self {
        Instruction(
            opcode as u64 | (a as u64) << 8 | (b as u64) << 24 | (c as u64) << 40 | (flags as u64) << 56,
        )
    }

    /// With one short and one wide operand.
    #[must_use]
    pub const fn with_wide(opcode: Opcode, flags: u8, a: u16, wide: u32) -> Self {
        Instruction(opcode as u64 | (a as u64) << 8 | (wide as u64) << 24 | (flags as u64) << 56)
    }

    /// With two short and one long operand, which is at most [`MAX_LONG`] (higher bits are lost).
    #[must_use]
    pub const fn with_long(opcode: Opcode, a: u16, b: u16, long: u32) -> Self {
        Instruction(opcode as u64 | (a as u64) << 8 | (b as u64) << 24 | (long as u64) << 40)
    }

    /// The opcode; none if the number is unknown, which verified code excludes.
    #[must_use]
    pub const fn opcode(self) -> Option<Opcode> {
        Opcode::from_number(self.0 as u8)
    }

    /// The number of the opcode.
    #[must_use]
    #[inline(always)]
    pub const fn opcode_number(self) -> u8 {
        self.0 as u8
    }

    /// The first operand.
    #[must_use]
    #[inline(always)]
    pub const fn a(self) -> u16 {
        (self.0 >> 8) as u16
    }

    /// The second operand.
    #[must_use]
    #[inline(always)]
    pub const fn b(self) -> u16 {
        (self.0 >> 24) as u16
    }

    /// The third operand.
    #[must_use]
    #[inline(always)]
    pub const fn c(self) -> u16 {
        (self.0 >> 40) as u16
    }

    /// The second and third operand as one of 32 bits.
    #[must_use]
    #[inline(always)]
    pub const fn wide(self) -> u32 {
        (self.0 >> 24) as u32
    }

    /// The third operand and the flags as one of 24 bits.
    #[must_use]
    #[inline(always)]
    pub const fn long(self) -> u32 {
        (self.0 >> 40) as u32
    }

    /// The flags, see [`crate::flags`].
    #[must_use]
    #[inline(always)]
    pub const fn flags(self) -> u8 {
        (self.0 >> 56) as u8
    }

    /// The same with another opcode.
    #[must_use]
    pub const fn replace_opcode(self, opcode: Opcode) -> Self {
        Instruction(self.0 & !0xff | opcode as u64)
    }

    /// The same with another wide operand.
    #[must_use]
    pub const fn replace_wide(self, wide: u32) -> Self {
        Instruction(self.0 & !(0xffff_ffff << 24) | (wide as u64) << 24)
    }

    /// The same with another long operand.
    #[must_use]
    pub const fn replace_long(self, long: u32) -> Self {
        Instruction(self.0 & !(0xff_ffff << 40) | (long as u64) << 40)
    }
}

impl std::fmt::Debug for Instruction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        crate::print::write_instruction(f, None, *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_back() {
        let short = Instruction::new(Opcode::Add, 0x81, 1, 0xffff, 0x8003);
        assert_eq!(
            (short.opcode(), short.flags(), short.a(), short.b(), short.c()),
            (Some(Opcode::Add), 0x81, 1, 0xffff, 0x8003)
        );
        let wide = Instruction::with_wide(Opcode::LoadConst, 3, 7, 0xdead_beef);
        assert_eq!((wide.a(), wide.wide(), wide.flags()), (7, 0xdead_beef, 3));
        assert_eq!(wide.replace_wide(5).wide(), 5);
        let long = Instruction::with_long(Opcode::LoadAttr, 7, 9, 0xab_cdef);
        assert_eq!((long.a(), long.b(), long.long()), (7, 9, 0xab_cdef));
        assert_eq!(long.replace_long(1).long(), 1);
    }
}
