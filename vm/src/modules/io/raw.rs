//! What a buffer does to its raw stream: at once if that is a plain `FileIO`, else by calling its methods.

use super::{call, file};
use crate::builtins::bytearray::zeroed;
use crate::builtins::prelude::*;
use crate::modules::system;
use crate::object::{BufferedObject, FileObject, Raw};
use crate::vm::Raised;

/// The raw stream if it is a plain `FileIO`.
pub(super) fn plain_file(vm: &Vm, raw: Value) -> Option<Gc<FileObject>> {
    raw.cast::<FileObject>().filter(|_| vm.is_exact(raw, vm.types.file_io))
}

/// Storage of at least `needed` bytes, which grows up to the size of the buffer; what it holds stays.
pub(super) fn storage(vm: &mut Vm, this: Gc<BufferedObject>, needed: usize) -> Outcome<Gc<Raw>> {
    let old = this.storage.try_get();
    if let Some(old) = old
        && old.len() >= needed
    {
        return Ok(old);
    }
    let doubled = old.map_or(1 << 13, |old| old.len() * 2);
    let wanted = needed.max(doubled.min(this.capacity.get()));
    let Some(storage) = vm.heap.try_raw(wanted) else { return Err(vm.memory_error()) };
    if let Some(old) = old {
        old.with(0, old.len(), |bytes| storage.write(0, bytes));
    }
    this.storage.set(this, storage);
    Ok(storage)
}

/// Reads once into the buffer from `at` on: how many bytes, or nothing if it would block.
pub(super) fn fill(vm: &mut Vm, this: Gc<BufferedObject>, at: usize, count: usize) -> Outcome<Option<usize>> {
    let storage = storage(vm, this, at + count)?;
    let raw = this.raw.get();
    let got = match plain_file(vm, raw) {
        Some(file) => {
            let target = system::Target::of_storage(storage, at, count);
            file::read_once(vm, file, &target)?
        }
        None => {
            let read = ask_readinto(vm, raw, count)?;
            if let Some(data) = &read {
                storage.write(at, data);
            }
            read.map(|data| data.len())
        }
    };
    if let Some(got) = got
        && this.raw_position.get() >= 0
    {
        this.raw_position.set(this.raw_position.get() + got as i64);
    }
    Ok(got)
}

/// Reads once, up to `count` bytes to the end of a vector: how many, or nothing if it would block.
pub(super) fn read_once(
    vm: &mut Vm,
    this: Gc<BufferedObject>,
    data: &mut Vec<u8>,
    count: usize,
) -> Outcome<Option<usize>> {
    let raw = this.raw.get();
    let got = match plain_file(vm, raw) {
        Some(plain) => file::read_more(vm, plain, data, count)?,
        None => match ask_readinto(vm, raw, count)? {
            Some(read) => {
                data.extend_from_slice(&read);
                Some(read.len())
            }
            None => None,
        },
    };
    if let Some(got) = got
        && this.raw_position.get() >= 0
    {
        this.raw_position.set(this.raw_position.get() + got as i64);
    }
    Ok(got)
}

/// What `raw.readinto` reads.
fn ask_readinto(vm: &mut Vm, raw: Value, count: usize) -> Outcome<Option<Vec<u8>>> {
    let array = zeroed(vm, count)?;
    let view = vm.call(vm.types.memoryview.value(), &[array.value()])?;
    let got = loop {
        match call(vm, raw, "readinto", &[view]) {
            Ok(got) => break got,
            Err(_) if vm.catch(vm.exceptions.InterruptedError) => system::interrupted(vm)?,
            Err(raised) => return Err(raised),
        }
    };
    let released = call(vm, view, "release", &[]);
    if got.is_none() {
        return released.map(|_| None);
    }
    let Ok(got) = vm.index_i64(got) else {
        let cause = vm.take_raised();
        let raised = vm.error(vm.exceptions.OSError, "raw readinto() failed");
        chain_cause(vm, cause);
        return Err(raised);
    };
    if got < 0 || got as usize > count {
        let message =
            format!("raw readinto() returned invalid length {got} (should have been between 0 and {count})");
        return Err(vm.error(vm.exceptions.OSError, message));
    }
    let mut data = array.to_vec();
    data.truncate(got as usize);
    Ok(Some(data))
}

/// Makes an exception the cause of the one raised.
fn chain_cause(vm: &mut Vm, cause: Value) {
    if let Some(exception) = vm.raised.cast::<crate::object::Exception>() {
        exception.cause.set(exception, cause);
        exception.context.set(exception, cause);
        exception.suppress_context.set(true);
    }
}

/// Writes bytes once: how many, or nothing if it would block.
pub(super) fn write_once(vm: &mut Vm, this: Gc<BufferedObject>, data: &[u8]) -> Outcome<Option<usize>> {
    let raw = this.raw.get();
    if let Some(plain) = plain_file(vm, raw) {
        let got = file::write_once(vm, plain, data.as_ptr(), data.len())?;
        return Ok(wrote(this, got));
    }
    let array = crate::builtins::bytearray::new_bytearray(vm, data)?;
    let view = vm.call(vm.types.memoryview.value(), &[array])?;
    let view = call(vm, view, "toreadonly", &[])?;
    let got = loop {
        match call(vm, raw, "write", &[view]) {
            Ok(got) => break got,
            Err(_) if vm.catch(vm.exceptions.InterruptedError) => system::interrupted(vm)?,
            Err(raised) => return Err(raised),
        }
    };
    if got.is_none() {
        return Ok(None);
    }
    let got = vm.index_i64(got)?;
    if got < 0 || got as usize > data.len() {
        let most = data.len();
        let message =
            format!("raw write() returned invalid length {got} (should have been between 0 and {most})");
        return Err(vm.error(vm.exceptions.OSError, message));
    }
    Ok(wrote(this, Some(got as usize)))
}

fn wrote(this: Gc<BufferedObject>, got: Option<usize>) -> Option<usize> {
    if let Some(got) = got
        && this.raw_position.get() >= 0
    {
        this.raw_position.set(this.raw_position.get() + got as i64);
    }
    got
}

/// Positions the raw stream.
pub(super) fn seek(vm: &mut Vm, this: Gc<BufferedObject>, position: i64, whence: i32) -> Outcome<i64> {
    let raw = this.raw.get();
    let found = match plain_file(vm, raw) {
        Some(plain) => file::seek_descriptor(vm, plain, position, whence)?,
        None => {
            let position = vm.new_int(position);
            let found = call(vm, raw, "seek", &[position, Value::fixnum(whence.into())])?;
            vm.index_i64(found)?
        }
    };
    if found < 0 {
        return Err(invalid_position(vm, found));
    }
    this.raw_position.set(found);
    Ok(found)
}

/// Where the raw stream is.
pub(super) fn tell(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<i64> {
    let raw = this.raw.get();
    let found = match plain_file(vm, raw) {
        Some(plain) => file::seek_descriptor(vm, plain, 0, libc::SEEK_CUR)?,
        None => {
            let found = call(vm, raw, "tell", &[])?;
            vm.index_i64(found)?
        }
    };
    if found < 0 {
        return Err(invalid_position(vm, found));
    }
    this.raw_position.set(found);
    Ok(found)
}

fn invalid_position(vm: &mut Vm, found: i64) -> Raised {
    vm.error(vm.exceptions.OSError, format!("Raw stream returned invalid position {found}"))
}

/// Reads all the rest of the raw stream: nothing if it would block.
pub(super) fn read_to_end(vm: &mut Vm, this: Gc<BufferedObject>, data: &mut Vec<u8>) -> Outcome<bool> {
    let raw = this.raw.get();
    this.raw_position.set(-1);
    if let Some(plain) = plain_file(vm, raw) {
        return file::read_to_end(vm, plain, data);
    }
    let before = data.len();
    let name = vm.intern("readall");
    let readall = vm.find_attribute(raw, name)?;
    loop {
        let piece = match readall {
            Some(readall) => vm.call(readall, &[])?,
            None => call(vm, raw, "read", &[])?,
        };
        if piece.is_none() {
            return Ok(data.len() > before);
        }
        let Some(piece) = piece.cast::<crate::object::Bytes>() else {
            let method = if readall.is_some() { "readall" } else { "read" };
            return Err(vm.type_error(format!("{method}() should return bytes")));
        };
        data.extend_from_slice(piece.as_slice());
        if readall.is_some() || piece.is_empty() {
            return Ok(true);
        }
    }
}
