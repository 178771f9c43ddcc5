//! `binascii`: bytes as ASCII text and back: base 64, hexadecimal, quoted-printable and uuencode, and two checksums.

mod base64;
mod quoted;
mod uu;

use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, bytes_like, new_module};
use crate::native::{FromValue, method, native};
use crate::object::{Bytes, Dict, Effect, NativeSpec, Str};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

const HEXLIFY: &str = "Hexadecimal representation of binary data.";
const UNHEXLIFY: &str = "Binary data of hexadecimal representation.";

static FUNCTIONS: &[NativeSpec] = &[
    method("a2b_uu", "(data, /)", Effect::Pure, native(a2b_uu), "Decode a line of uuencoded data."),
    method("b2a_uu", "(data, /, *, backtick=False)", Effect::Pure, native(b2a_uu), "Uuencode line of data."),
    method(
        "a2b_base64",
        "(data, /, *, strict_mode=False)",
        Effect::Pure,
        native(a2b_base64),
        "Decode a line of base64 data.",
    ),
    method(
        "b2a_base64",
        "(data, /, *, newline=True)",
        Effect::Pure,
        native(b2a_base64),
        "Base64-code line of data.",
    ),
    method("a2b_hex", "(hexstr, /)", Effect::Pure, native(a2b_hex), UNHEXLIFY),
    method("unhexlify", "(hexstr, /)", Effect::Pure, native(a2b_hex), UNHEXLIFY),
    method(
        "b2a_hex",
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        Effect::Pure,
        native(b2a_hex),
        HEXLIFY,
    ),
    method(
        "hexlify",
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        Effect::Pure,
        native(b2a_hex),
        HEXLIFY,
    ),
    method(
        "a2b_qp",
        "(data, header=False)",
        Effect::Pure,
        native(a2b_qp),
        "Decode a string of qp-encoded data.",
    ),
    method(
        "b2a_qp",
        "(data, quotetabs=False, istext=True, header=False)",
        Effect::Pure,
        native(b2a_qp),
        "Encode a string using quoted-printable encoding.",
    ),
    method("crc32", "(data, crc=0, /)", Effect::Pure, native(crc32), "Compute CRC-32 incrementally."),
    method("crc_hqx", "(data, crc, /)", Effect::Pure, native(crc_hqx), "Compute CRC-CCITT incrementally."),
];

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { doc: "Conversion between binary data and ASCII", fill, ..new_module("binascii", FUNCTIONS) };

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let (value_error, exception) = (vm.exceptions.ValueError, vm.exceptions.Exception);
    vm.add_exception(namespace, "binascii", "Error", value_error)?;
    vm.add_exception(namespace, "binascii", "Incomplete", exception)?;
    Ok(())
}

fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    vm.module_error("binascii.Error", message)
}

/// Bytes, or a string of ASCII characters.
struct AsciiText(Vec<u8>);

impl FromValue for AsciiText {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<AsciiText> {
        if let Some(text) = value.cast::<Str>() {
            return match text.as_ascii() {
                Some(text) => Ok(AsciiText(text.as_bytes().to_vec())),
                None => Err(vm.value_error("string argument should contain only ASCII characters")),
            };
        }
        bytes_like(vm, value).map(AsciiText).map_err(|raised| {
            if !vm.catch(vm.exceptions.TypeError) {
                return raised;
            }
            let name = vm.type_name(value);
            vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{name}'"))
        })
    }
}

fn finish(vm: &mut Vm, result: Result<Vec<u8>, String>) -> Outcome<Value> {
    match result {
        Ok(bytes) => vm.new_bytes(&bytes),
        Err(message) => Err(error(vm, message)),
    }
}

fn a2b_uu(vm: &mut Vm, data: AsciiText) -> Outcome<Value> {
    finish(vm, uu::decode(&data.0))
}

fn b2a_uu(vm: &mut Vm, data: Buffer, backtick: bool) -> Outcome<Value> {
    finish(vm, uu::encode(&data, backtick))
}

fn a2b_base64(vm: &mut Vm, data: AsciiText, is_strict: bool) -> Outcome<Value> {
    finish(vm, base64::decode(&data.0, is_strict))
}

/// A flag that is true if it is not given.
pub(super) fn flag(vm: &mut Vm, value: Option<Value>) -> Outcome<bool> {
    value.map_or(Ok(true), |value| vm.is_true(value))
}

fn b2a_base64(vm: &mut Vm, data: Buffer, newline: Option<Value>) -> Outcome<Value> {
    let newline = flag(vm, newline)?;
    finish(vm, Ok(base64::encode(&data, newline)))
}

fn a2b_hex(vm: &mut Vm, text: AsciiText) -> Outcome<Value> {
    let (pairs, rest) = text.0.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let decoded = pairs.iter().map(|&[high, low]| Some((digit(high)? << 4 | digit(low)?) as u8));
    let decoded: Option<Vec<u8>> = decoded.collect();
    finish(vm, decoded.ok_or_else(|| "Non-hexadecimal digit found".to_owned()))
}

fn b2a_hex(vm: &mut Vm, data: Value, separator: Option<Value>, group: Option<Value>) -> Outcome<Value> {
    let bytes = Buffer::from_value(vm, data)?;
    let separator = match separator {
        None => None,
        Some(text) => {
            if vm.length(text)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            let byte = match (text.cast::<Str>(), text.cast::<Bytes>()) {
                (Some(text), _) => text.view().char_at(0).and_then(|it| u8::try_from(it).ok()),
                (_, Some(bytes)) => bytes.as_slice().first().copied(),
                _ => return Err(vm.type_error("sep must be str or bytes.")),
            };
            match byte {
                Some(byte) => Some(byte),
                None => return Err(vm.value_error("sep must be ASCII.")),
            }
        }
    };
    let group = group.map_or(Ok(1), |group| vm.index_i64(group))?;
    let count = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(bytes.len() * 3);
    for (at, &byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, or from the left if the number is negative.
        let place = if group > 0 { bytes.len() - at } else { at };
        if let Some(separator) = separator
            && count > 0
            && at > 0
            && place.is_multiple_of(count)
        {
            out.push(separator);
        }
        out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
    }
    vm.new_bytes(&out)
}

fn a2b_qp(vm: &mut Vm, data: AsciiText, is_header: bool) -> Outcome<Value> {
    vm.new_bytes(&quoted::decode(&data.0, is_header))
}

fn b2a_qp(
    vm: &mut Vm,
    data: Buffer,
    quote_tabs: bool,
    is_text: Option<Value>,
    is_header: bool,
) -> Outcome<Value> {
    let options = quoted::Options { quote_tabs, is_text: flag(vm, is_text)?, is_header };
    vm.new_bytes(&quoted::encode(&data, options))
}

/// A checksum to go on from: an integer of any size, of which the low bits count.
pub(super) fn start_of_checksum(vm: &mut Vm, value: Option<Value>, default: u32) -> Outcome<u32> {
    let Some(value) = value else { return Ok(default) };
    let number = vm.to_index(value)?;
    let low = (&*number.to_big() & num_bigint::BigInt::from(u32::MAX)).try_into();
    Ok(low.unwrap_or(0))
}

fn crc32(vm: &mut Vm, data: Buffer, start: Option<Value>) -> Outcome<Value> {
    let start = start_of_checksum(vm, start, 0)?;
    let mut hasher = crc32fast::Hasher::new_with_initial(start);
    hasher.update(&data);
    Ok(Value::fixnum(hasher.finalize().into()))
}

fn crc_hqx(vm: &mut Vm, data: Buffer, start: Value) -> Outcome<Value> {
    let mut crc = start_of_checksum(vm, Some(start), 0)? as u16;
    for &byte in &*data {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 };
        }
    }
    Ok(Value::fixnum(crc.into()))
}
