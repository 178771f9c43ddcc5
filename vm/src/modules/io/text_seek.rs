//! `TextIOWrapper`: positions. A position is a number that tells where the stream of bytes is, in which state the
//! decoder is there, and how far to go on from there. (The algorithm is that of CPython's `_pyio`.)

use strict_semantics::int::ByteOrder;
use strict_semantics::{Int, Limit};

use super::text::{check_attached, check_open, clear_read};
use super::{call, text_codec, text_write};
use crate::builtins::prelude::*;
use crate::object::{Bytes, TextObject};

/// What a position says.
#[derive(Clone, Copy, Debug, Default)]
struct Cookie {
    /// Where the stream of bytes is.
    start: u64,
    /// The flags of the decoder there.
    flags: u32,
    /// How many bytes to give to the decoder then.
    bytes_to_feed: u32,
    /// How many characters of what it gives are before the position.
    chars_to_skip: u32,
    /// Whether the decoder has to be told that the end is reached.
    needs_end: bool,
}

const COOKIE_BYTES: usize = 21;

impl Cookie {
    fn pack(self, vm: &mut Vm) -> Value {
        let mut bytes = [0; COOKIE_BYTES];
        bytes[..8].copy_from_slice(&self.start.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.flags.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.bytes_to_feed.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.chars_to_skip.to_le_bytes());
        bytes[20] = u8::from(self.needs_end);
        vm.new_integer(&Int::from_bytes(&bytes, ByteOrder::Little, false))
    }

    fn unpack(vm: &mut Vm, number: &Int) -> Outcome<Cookie> {
        let result = number.to_bytes(COOKIE_BYTES as i64, ByteOrder::Little, false, Limit(64));
        let bytes = vm.check(result)?;
        let word = |at: usize| u32::from_le_bytes(std::array::from_fn(|index| bytes[at + index]));
        Ok(Cookie {
            start: u64::from(word(0)) | u64::from(word(4)) << 32,
            flags: word(8),
            bytes_to_feed: word(12),
            chars_to_skip: word(16),
            needs_end: bytes[20] != 0,
        })
    }
}

fn check_seekable(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<()> {
    check_open(vm, this)?;
    if this.is_seekable.get() {
        Ok(())
    } else {
        Err(super::unsupported(vm, "underlying stream is not seekable"))
    }
}

pub(super) fn tell(vm: &mut Vm, this: Gc<TextObject>) -> Outcome<Value> {
    check_seekable(vm, this)?;
    if !this.is_telling.get() {
        return Err(vm.error(vm.exceptions.OSError, "telling position disabled by next() call"));
    }
    text_write::write_pending(vm, this)?;
    call(vm, this.value(), "flush", &[])?;
    let found = call(vm, this.buffer.get(), "tell", &[])?;
    let (Some(flags), Some(input)) =
        (this.snapshot_flags.get().as_fixnum(), this.snapshot_input.get().cast::<Bytes>())
    else {
        return Ok(found);
    };
    if !this.is_readable.get() {
        return Ok(found);
    }
    let start = vm.index_i64(found)? - input.len() as i64;
    let cookie = Cookie { start: start.max(0) as u64, flags: flags as u32, ..Cookie::default() };
    if this.used.get() == 0 {
        return Ok(cookie.pack(vm));
    }
    let (kept, saved) = text_codec::state(vm, this)?;
    let seen = this.newlines.get().seen;
    let result = locate(vm, this, cookie, input);
    vm.with_saved_exception(|vm| {
        if text_codec::set_state(vm, this, kept.as_slice(), saved).is_err() {
            vm.raised = Value::UNBOUND;
        }
    });
    let mut newlines = this.newlines.get();
    newlines.seen = seen;
    this.newlines.set(newlines);
    Ok(result?.pack(vm))
}

/// How many characters the decoder makes of bytes.
fn decoded_length(vm: &mut Vm, this: Gc<TextObject>, bytes: &[u8], last: bool) -> Outcome<usize> {
    let bytes = vm.new_bytes(bytes)?;
    let Some(bytes) = bytes.cast::<Bytes>() else { return Ok(0) };
    Ok(text_codec::decode(vm, this, bytes, last)?.len())
}

/// The position of the last character that was taken, counted from the last snapshot.
fn locate(vm: &mut Vm, this: Gc<TextObject>, snapshot: Cookie, input: Gc<Bytes>) -> Outcome<Cookie> {
    let input = input.as_slice().to_vec();
    let mut flags = snapshot.flags;
    let mut to_skip = this.used.get();
    let decoded = this.decoded.try_get().map_or(1, |decoded| decoded.len()).max(1);
    // A start point near the position: a guess by proportion, corrected until it is at a character's edge.
    let mut skipped = input.len() * to_skip / decoded;
    let mut back = 1;
    loop {
        text_codec::set_state(vm, this, &[], snapshot.flags.into())?;
        if skipped == 0 {
            break;
        }
        let count = decoded_length(vm, this, &input[..skipped], false)?;
        if count <= to_skip {
            let (kept, there) = text_codec::state(vm, this)?;
            if kept.is_empty() {
                flags = there as u32;
                to_skip -= count;
                break;
            }
            skipped -= kept.len().min(skipped);
            back = 1;
        } else {
            skipped -= back.min(skipped);
            back *= 2;
        }
    }
    let mut cookie = Cookie { start: snapshot.start + skipped as u64, flags, ..Cookie::default() };
    if to_skip == 0 {
        return Ok(cookie);
    }
    // Byte by byte from there; the start point follows while the decoder keeps nothing.
    let (mut fed, mut decoded) = (0, 0);
    for byte in &input[skipped..] {
        fed += 1;
        decoded += decoded_length(vm, this, std::slice::from_ref(byte), false)?;
        let (kept, flags) = text_codec::state(vm, this)?;
        if kept.is_empty() && decoded <= to_skip {
            cookie.start += u64::from(fed);
            to_skip -= decoded;
            cookie.flags = flags as u32;
            (fed, decoded) = (0, 0);
        }
        if decoded >= to_skip {
            cookie.bytes_to_feed = fed;
            cookie.chars_to_skip = to_skip as u32;
            return Ok(cookie);
        }
    }
    decoded += decoded_length(vm, this, &[], true)?;
    if decoded < to_skip {
        return Err(vm.error(vm.exceptions.OSError, "can't reconstruct logical file position"));
    }
    Ok(Cookie { bytes_to_feed: fed, chars_to_skip: to_skip as u32, needs_end: true, ..cookie })
}

pub(super) fn seek(
    vm: &mut Vm,
    this: Gc<TextObject>,
    cookie: Value,
    whence: Option<Value>,
) -> Outcome<Value> {
    check_attached(vm, this)?;
    let whence = match whence {
        Some(whence) => vm.index_i64(whence)?,
        None => 0,
    };
    check_seekable(vm, this)?;
    let mut cookie = cookie;
    match whence {
        0 => {}
        1 | 2 => {
            if !vm.equals(cookie, Value::ZERO)? {
                let which = if whence == 1 { "cur" } else { "end" };
                return Err(super::unsupported(vm, &format!("can't do nonzero {which}-relative seeks")));
            }
            if whence == 2 {
                return seek_end(vm, this, cookie);
            }
            cookie = call(vm, this.value(), "tell", &[])?;
        }
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    }
    let number = vm.to_index(cookie)?;
    if number.is_negative() {
        let shown = vm.repr_lossy(cookie);
        return Err(vm.value_error(format!("negative seek position {shown}")));
    }
    call(vm, this.value(), "flush", &[])?;
    let target = Cookie::unpack(vm, &number)?;
    let start = vm.new_integer(&Int::from(target.start));
    call(vm, this.buffer.get(), "seek", &[start])?;
    clear_read(this);
    if this.is_readable.get() {
        if number.is_zero() {
            text_codec::reset_decoder(vm, this)?;
        } else {
            text_codec::set_state(vm, this, &[], target.flags.into())?;
        }
        let mut input = vm.new_bytes(&[])?;
        if target.chars_to_skip > 0 {
            input = call(vm, this.buffer.get(), "read", &[Value::index(target.bytes_to_feed as usize)])?;
            let Some(bytes) = input.cast::<Bytes>() else {
                let given = vm.type_name(input);
                let message = format!("underlying read() should have returned a bytes object, not '{given}'");
                return Err(vm.type_error(message));
            };
            let decoded = text_codec::decode(vm, this, bytes, target.needs_end)?;
            if decoded.len() < target.chars_to_skip as usize {
                return Err(vm.error(vm.exceptions.OSError, "can't restore logical file position"));
            }
            this.decoded.set(this, decoded);
            this.used.set(target.chars_to_skip as usize);
        }
        this.snapshot_flags.set(this, Value::fixnum(target.flags.into()));
        this.snapshot_input.set(this, input);
    }
    text_codec::reset_encoder(vm, this, number.is_zero())?;
    Ok(cookie)
}

fn seek_end(vm: &mut Vm, this: Gc<TextObject>, cookie: Value) -> Outcome<Value> {
    call(vm, this.value(), "flush", &[])?;
    clear_read(this);
    if this.is_readable.get() {
        text_codec::reset_decoder(vm, this)?;
    }
    let position = call(vm, this.buffer.get(), "seek", &[cookie, Value::fixnum(2)])?;
    let at_start = vm.equals(position, Value::ZERO)?;
    text_codec::reset_encoder(vm, this, at_start)?;
    Ok(position)
}

pub(super) fn truncate(vm: &mut Vm, this: Gc<TextObject>, position: Option<Value>) -> Outcome<Value> {
    check_attached(vm, this)?;
    call(vm, this.value(), "flush", &[])?;
    call(vm, this.buffer.get(), "truncate", &[position.unwrap_or(Value::NONE)])
}
