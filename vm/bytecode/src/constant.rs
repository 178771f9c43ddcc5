//! Constants of a code object.

use std::fmt;
use std::sync::Arc;

use strict_semantics::{Complex, Int, Text, TextBuilder};

use crate::code::Code;
use crate::sealed::SealedCode;

/// A constant. Equality is that of constants, not of Python values: `1`, `1.0` and `True` differ, so do `0.0`
/// and `-0.0`, and a NaN equals itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// `None`.
    None,
    /// `False` or `True`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An integer of any size.
    Int(Int),
    /// The bits of a float.
    Float(u64),
    /// The bits of real and imaginary part.
    Complex(u64, u64),
    /// A string, maybe with lone surrogates.
    Str(Text),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple.
    Tuple(Arc<[Constant]>),
    /// A frozenset of what was a set display on the right of `in`; no two are equal as constants.
    FrozenSet(Arc<[Constant]>),
    /// A slice: start, stop, step.
    Slice(Arc<[Constant; 3]>),
    /// A code object; equal only to itself.
    Code(CodeConstant),
}

/// A code object as a constant, equal only to itself.
#[derive(Clone)]
pub struct CodeConstant(pub Arc<SealedCode>);

impl CodeConstant {
    /// The code; something that does nothing if it cannot be read.
    #[must_use]
    pub fn get(&self) -> &Arc<Code> {
        self.0.get()
    }
}

impl PartialEq for CodeConstant {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for CodeConstant {}

impl std::hash::Hash for CodeConstant {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl fmt::Debug for CodeConstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<code {}>", self.0.header().qualified_name)
    }
}

impl Constant {
    /// A float.
    #[must_use]
    pub fn float(value: f64) -> Self {
        Constant::Float(value.to_bits())
    }

    /// A complex number.
    #[must_use]
    pub fn complex(value: Complex) -> Self {
        Constant::Complex(value.real.to_bits(), value.imag.to_bits())
    }

    /// A tuple.
    #[must_use]
    pub fn tuple(items: impl IntoIterator<Item = Constant>) -> Self {
        Constant::Tuple(items.into_iter().collect())
    }

    /// A code object.
    #[must_use]
    pub fn code(code: Code) -> Self {
        Constant::Code(CodeConstant(Arc::new(Arc::new(code).into())))
    }

    /// A short integer.
    #[must_use]
    pub fn as_i16(&self) -> Option<i16> {
        match self {
            Constant::Int(int) => int.to_i64().and_then(|it| i16::try_from(it).ok()),
            _ => None,
        }
    }

    /// `bool(constant)`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        match self {
            Constant::None => false,
            Constant::Bool(value) => *value,
            Constant::Ellipsis | Constant::Slice(_) | Constant::Code(_) => true,
            Constant::Int(int) => !int.is_zero(),
            Constant::Float(bits) => f64::from_bits(*bits) != 0.0,
            Constant::Complex(real, imaginary) => {
                f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0
            }
            Constant::Str(text) => !text.is_empty(),
            Constant::Bytes(bytes) => !bytes.is_empty(),
            Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        }
    }
}

/// As `repr` shows it.
impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, items: &[Constant]| {
            for (index, item) in items.iter().enumerate() {
                let comma = if index == 0 { "" } else { ", " };
                write!(f, "{comma}{item}")?;
            }
            Ok(())
        };
        match self {
            Constant::None => f.write_str("None"),
            Constant::Bool(true) => f.write_str("True"),
            Constant::Bool(false) => f.write_str("False"),
            Constant::Ellipsis => f.write_str("Ellipsis"),
            Constant::Int(int) if int.byte_size() > 512 => write!(f, "<int of {} bits>", int.bit_length()),
            Constant::Int(int) => write!(f, "{int}"),
            Constant::Float(bits) => f.write_str(&strict_semantics::float::repr(f64::from_bits(*bits))),
            Constant::Complex(real, imaginary) => {
                f.write_str(&Complex::new(f64::from_bits(*real), f64::from_bits(*imaginary)).repr())
            }
            Constant::Str(text) => {
                let mut out = TextBuilder::new();
                text.view().repr(&mut out);
                f.write_str(&out.finish().to_string_lossy())
            }
            Constant::Bytes(bytes) => f.write_str(&strict_semantics::bytes::repr(bytes)),
            Constant::Tuple(items) => {
                f.write_str("(")?;
                list(f, items)?;
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
            }
            Constant::FrozenSet(items) => {
                f.write_str("frozenset({")?;
                list(f, items)?;
                f.write_str("})")
            }
            Constant::Slice(parts) => {
                f.write_str("slice(")?;
                list(f, &parts[..])?;
                f.write_str(")")
            }
            Constant::Code(code) => write!(f, "{code:?}"),
        }
    }
}
