//! The values that a format of the `struct` module describes, to bytes and back.

use crate::complex::Complex;
use crate::error::{Error, Limit, Result};
use crate::int::{ByteOrder, Int};
use crate::struct_layout::Field;

/// A value as `struct` packs it.
#[derive(Clone, Debug, PartialEq)]
pub enum StructValue {
    /// Of an integer code.
    Int(Int),
    /// Of `e`, `f`, `d`.
    Float(f64),
    /// Of `F`, `D`.
    Complex(Complex),
    /// Of `?`.
    Bool(bool),
    /// Of `c`, `s`, `p`.
    Bytes(Vec<u8>),
}

/// Which values a code takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructKind {
    /// Integers, or what has `__index__`.
    Int,
    /// Real numbers.
    Float,
    /// Numbers.
    Complex,
    /// Anything, for its truth.
    Bool,
    /// One byte.
    Character,
    /// Bytes, cut or padded to the length.
    String,
}

/// Why a value is not packed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// `struct.error`, with its message.
    #[error("{0}")]
    Struct(String),
    /// Another exception.
    #[error(transparent)]
    Other(#[from] Error),
}

impl Field {
    /// Which values it takes.
    pub fn kind(&self) -> StructKind {
        match self.code {
            b'e' | b'f' | b'd' => StructKind::Float,
            b'F' | b'D' => StructKind::Complex,
            b'?' => StructKind::Bool,
            b'c' => StructKind::Character,
            b's' | b'p' => StructKind::String,
            _ => StructKind::Int,
        }
    }

    fn is_signed(&self) -> bool {
        self.code.is_ascii_lowercase()
    }

    /// Writes a value to its place of `item_size` bytes, which hold zeros.
    ///
    /// # Errors
    /// `struct.error` for a value that does not fit, `OverflowError` for a float that does not.
    pub fn pack(
        &self,
        order: ByteOrder,
        value: &StructValue,
        out: &mut [u8],
    ) -> std::result::Result<(), PackError> {
        match value {
            StructValue::Int(value) => out.copy_from_slice(&self.pack_int(order, value)?),
            StructValue::Float(value) => self.pack_float(self.code, order, *value, out)?,
            StructValue::Complex(value) => {
                let (real, imag) = out.split_at_mut(self.item_size / 2);
                let code = self.code.to_ascii_lowercase();
                self.pack_float(code, order, value.real, real)?;
                self.pack_float(code, order, value.imag, imag)?;
            }
            StructValue::Bool(value) => out[0] = u8::from(*value),
            StructValue::Bytes(bytes) if self.code == b'c' => match (bytes.as_slice(), out) {
                ([byte], [place]) => *place = *byte,
                _ => {
                    return Err(PackError::Struct(
                        "char format requires a bytes object of length 1".to_owned(),
                    ));
                }
            },
            StructValue::Bytes(bytes) if self.code == b'p' => {
                // The length comes first; what does not fit is cut.
                if let [first, rest @ ..] = out {
                    let length = bytes.len().min(rest.len()).min(usize::from(u8::MAX));
                    *first = length as u8;
                    let copied = bytes.len().min(rest.len());
                    rest[..copied].copy_from_slice(&bytes[..copied]);
                }
            }
            StructValue::Bytes(bytes) => {
                let length = bytes.len().min(out.len());
                out[..length].copy_from_slice(&bytes[..length]);
            }
        }
        Ok(())
    }

    fn pack_int(&self, order: ByteOrder, value: &Int) -> std::result::Result<Vec<u8>, PackError> {
        let length = self.item_size as i64;
        let pack = |signed| value.to_bytes(length, order, signed, Limit::NONE);
        if self.code == b'P' {
            let too_large = |_| PackError::Struct("int too large to convert".to_owned());
            return pack(value.is_negative()).map_err(too_large);
        }
        let bits = self.item_size as u32 * 8;
        let (least, most) = if self.is_signed() {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        let code = char::from(self.code);
        pack(self.is_signed())
            .map_err(|_| PackError::Struct(format!("'{code}' format requires {least} <= number <= {most}")))
    }

    fn pack_float(&self, code: u8, order: ByteOrder, value: f64, out: &mut [u8]) -> Result<()> {
        let too_large =
            || Error::overflow(format!("float too large to pack with {} format", char::from(code)));
        let mut bytes: Vec<u8> = match code {
            b'e' => half_bits(value).ok_or_else(too_large)?.to_be_bytes().into(),
            b'f' => {
                let single = value as f32;
                if single.is_infinite() && value.is_finite() {
                    return Err(too_large());
                }
                single.to_be_bytes().into()
            }
            _ => value.to_be_bytes().into(),
        };
        if order == ByteOrder::Little {
            bytes.reverse();
        }
        out.copy_from_slice(&bytes);
        Ok(())
    }

    /// Reads a value from its place of `item_size` bytes.
    pub fn unpack(&self, order: ByteOrder, bytes: &[u8]) -> StructValue {
        match self.kind() {
            StructKind::Int => StructValue::Int(Int::from_bytes(bytes, order, self.is_signed())),
            StructKind::Float => StructValue::Float(read_float(order, bytes)),
            StructKind::Complex => {
                let (real, imag) = bytes.split_at(self.item_size / 2);
                StructValue::Complex(Complex::new(read_float(order, real), read_float(order, imag)))
            }
            StructKind::Bool => StructValue::Bool(bytes.iter().any(|byte| *byte != 0)),
            StructKind::String if self.code == b'p' => StructValue::Bytes(match bytes {
                [] => Vec::new(),
                [length, rest @ ..] => rest[..usize::from(*length).min(rest.len())].to_vec(),
            }),
            StructKind::Character | StructKind::String => StructValue::Bytes(bytes.to_vec()),
        }
    }
}

/// A float of two, four or eight bytes.
fn read_float(order: ByteOrder, bytes: &[u8]) -> f64 {
    let bits = bytes.iter().enumerate().fold(0u64, |bits, (i, byte)| {
        let place = if order == ByteOrder::Little { i } else { bytes.len() - 1 - i };
        bits | u64::from(*byte) << (8 * place)
    });
    match bytes.len() {
        2 => half_value(bits as u16),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    }
}

/// Bits of the mantissa of a number of half precision.
const HALF_MANTISSA: u32 = 10;
const HALF_BIAS: i32 = 15;

/// The nearest number of half precision (IEEE 754 binary16), half to even; `None` when it would be infinite.
fn half_bits(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 1u16 << 15 } else { 0 };
    const INFINITY: u16 = 0x1f << HALF_MANTISSA;
    if value.is_nan() {
        return Some(sign | INFINITY | 1 << (HALF_MANTISSA - 1));
    }
    if value.is_infinite() {
        return Some(sign | INFINITY);
    }
    if value == 0.0 {
        return Some(sign);
    }
    // Scaled so that the last bit of the result is worth one; subnormal numbers share the least exponent.
    let (_, exponent) = crate::math::frexp(value);
    let exponent = (exponent as i32 - 1).max(1 - HALF_BIAS);
    let units = (value.abs() * 2f64.powi(HALF_MANTISSA as i32 - exponent)).round_ties_even() as u32;
    // Rounding up to the next power of two carries into the exponent by itself.
    let biased = (exponent + HALF_BIAS - 1) as u32;
    let bits = (biased << HALF_MANTISSA) + units;
    (bits < u32::from(INFINITY)).then_some(sign | bits as u16)
}

fn half_value(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let mantissa = f64::from(bits & ((1 << HALF_MANTISSA) - 1));
    let unit = 2f64.powi(1 - HALF_BIAS - HALF_MANTISSA as i32);
    sign * match bits >> HALF_MANTISSA & 0x1f {
        0 => mantissa * unit,
        0x1f if mantissa == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        exponent => (mantissa + f64::from(1u16 << HALF_MANTISSA)) * unit * 2f64.powi(i32::from(exponent) - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::struct_layout::Layout;

    fn pack(format: &str, value: StructValue) -> std::result::Result<Vec<u8>, String> {
        let layout = Layout::parse(format.as_bytes()).unwrap();
        let mut out = vec![0; layout.size];
        let field = layout.fields[0];
        field.pack(layout.order, &value, &mut out[field.offset..]).map_err(|error| error.to_string())?;
        assert_eq!(field.unpack(layout.order, &out[field.offset..]), value);
        Ok(out)
    }

    #[test]
    fn ints() {
        assert_eq!(pack("<i", StructValue::Int(Int::from(-2))), Ok(vec![0xfe, 0xff, 0xff, 0xff]));
        assert_eq!(pack(">H", StructValue::Int(Int::from(258))), Ok(vec![1, 2]));
        let range = "'Q' format requires 0 <= number <= 18446744073709551615";
        assert_eq!(pack("Q", StructValue::Int(Int::from(-1))), Err(range.to_owned()));
    }

    #[test]
    fn floats_of_half_precision() {
        for (value, bits) in [
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (65504.0, 0x7bff),
            (2f64.powi(-24), 1),
            (2f64.powi(-14), 0x400),
            (0.0, 0),
        ] {
            assert_eq!(half_bits(value), Some(bits), "{value}");
            assert_eq!(half_value(bits), value);
        }
        assert_eq!(half_bits(65520.0), None);
        assert_eq!(half_bits(65519.9), Some(0x7bff));
        assert_eq!(half_bits(0.1), Some(0x2e66));
        assert_eq!(half_bits(2f64.powi(-25)), Some(0));
        assert!(half_value(0x7e00).is_nan());
    }

    #[test]
    fn other_values() {
        assert_eq!(
            pack("<F", StructValue::Complex(Complex::new(0.0, 1.0))),
            Ok(vec![0, 0, 0, 0, 0, 0, 0x80, 0x3f])
        );
        assert_eq!(pack("3p", StructValue::Bytes(b"ab".into())), Ok(b"\x02ab".into()));
        assert_eq!(pack("c", StructValue::Bytes(b"a".into())), Ok(b"a".into()));
        assert!(pack("c", StructValue::Bytes(b"ab".into())).is_err());
        assert_eq!(pack("?", StructValue::Bool(true)), Ok(vec![1]));
    }
}
