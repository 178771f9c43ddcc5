//! `BufferedReader`, `BufferedWriter` and `BufferedRandom`: bytes read ahead, and bytes that wait to be written.

use super::{BUFFER_SIZE, Size, call, raw};
use crate::builtins::prelude::*;
use crate::modules::system::{self, Target, with_bytes};
use crate::native::FromValue;
use crate::object::{BufferedObject, Bytes, Exception, NativeFn};
use crate::vm::Raised;

/// Makes an object without a raw stream.
pub(super) fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    _arguments: Value,
    _keywords: Value,
) -> Outcome<Gc<BufferedObject>> {
    let this: Gc<BufferedObject> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<BufferedObject>());
    vm.heap.register_finalizer(this.value());
    Ok(this)
}

/// A new object of a class of this file.
pub(super) fn open(vm: &mut Vm, class: Gc<Type>, raw: Value, size: usize) -> Outcome<Gc<BufferedObject>> {
    let this = new(vm, class, Value::UNBOUND, Value::UNBOUND)?;
    start(vm, this, raw, size as i64)?;
    Ok(this)
}

fn start(vm: &mut Vm, this: Gc<BufferedObject>, raw: Value, size: i64) -> Outcome<()> {
    this.capacity.set(0);
    this.is_detached.set(false);
    let Some(size) = usize::try_from(size).ok().filter(|&size| size > 0) else {
        return Err(vm.value_error("buffer size must be strictly positive"));
    };
    if size > isize::MAX as usize / 4 {
        return Err(vm.memory_error());
    }
    this.raw.set(this, raw);
    this.storage.clear();
    this.start.set(0);
    this.end.set(0);
    this.pending.set(0);
    this.raw_position.set(-1);
    this.capacity.set(size);
    Ok(())
}

fn check_able(vm: &mut Vm, raw: Value, question: &str, message: &str) -> Outcome<()> {
    let answer = call(vm, raw, question, &[])?;
    if answer == Value::TRUE { Ok(()) } else { Err(super::unsupported(vm, message)) }
}

fn init(
    vm: &mut Vm,
    this: Gc<BufferedObject>,
    raw: Value,
    size: Option<i64>,
    questions: &[&str],
) -> Outcome<()> {
    this.capacity.set(0);
    this.is_detached.set(false);
    for question in questions {
        check_able(vm, raw, question, &format!("File or stream is not {question}."))?;
    }
    start(vm, this, raw, size.unwrap_or(BUFFER_SIZE as i64))
}

pub(super) const INIT_READER: NativeFn =
    n(|vm: &mut Vm, this: Gc<BufferedObject>, raw: Value, size: Option<i64>| {
        init(vm, this, raw, size, &["readable"])
    });
pub(super) const INIT_WRITER: NativeFn =
    n(|vm: &mut Vm, this: Gc<BufferedObject>, raw: Value, size: Option<i64>| {
        init(vm, this, raw, size, &["writable"])
    });
pub(super) const INIT_RANDOM: NativeFn =
    n(|vm: &mut Vm, this: Gc<BufferedObject>, raw: Value, size: Option<i64>| {
        init(vm, this, raw, size, &["seekable", "readable", "writable"])
    });

// State.

/// The object behind an attribute.
pub(super) fn buffered(vm: &mut Vm, this: Value) -> Outcome<Gc<BufferedObject>> {
    FromValue::from_value(vm, this)
}

/// The raw stream, if there is one.
pub(super) fn raw_of(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<Value> {
    if this.capacity.get() > 0 && !this.is_detached.get() {
        return Ok(this.raw.get());
    }
    let message = match this.is_detached.get() {
        true => "raw stream has been detached",
        false => "I/O operation on uninitialized object",
    };
    Err(vm.value_error(message))
}

/// Whether the raw stream is closed.
pub(super) fn is_closed(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<bool> {
    let raw = raw_of(vm, this)?;
    match raw::plain_file(vm, raw) {
        Some(file) => Ok(file.descriptor.get() < 0),
        None => super::is_closed(vm, raw),
    }
}

fn read_ahead(this: Gc<BufferedObject>) -> usize {
    this.end.get() - this.start.get()
}

fn check_open(vm: &mut Vm, this: Gc<BufferedObject>, message: &str) -> Outcome<()> {
    if is_closed(vm, this)? && read_ahead(this) == 0 { Err(vm.value_error(message)) } else { Ok(()) }
}

thread_local! {
    static THREAD: u8 = const { 0 };
}

/// Does something to the buffer that no other operation interrupts.
fn locked<R>(
    vm: &mut Vm,
    this: Gc<BufferedObject>,
    work: impl FnOnce(&mut Vm, Gc<BufferedObject>) -> Outcome<R>,
) -> Outcome<R> {
    let thread = THREAD.with(|mark| std::ptr::from_ref(mark) as usize);
    while this.owner.get() != 0 {
        if this.owner.get() == thread {
            let shown = vm.repr_lossy(this.value());
            return Err(vm.error(vm.exceptions.RuntimeError, format!("reentrant call inside {shown}")));
        }
        system::unlocked(vm, std::thread::yield_now);
    }
    this.owner.set(thread);
    let result = work(vm, this);
    this.owner.set(0);
    result
}

// Reading.

fn forget_read_ahead(this: Gc<BufferedObject>) {
    this.start.set(0);
    this.end.set(0);
}

/// Takes bytes that were read ahead.
fn take(this: Gc<BufferedObject>, count: usize, data: &mut Vec<u8>) {
    let start = this.start.get();
    if let Some(storage) = this.storage.try_get()
        && count > 0
    {
        storage.with(start, start + count, |bytes| data.extend_from_slice(bytes));
    }
    this.start.set(start + count);
}

/// Reads once into the empty buffer.
fn refill(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<Option<usize>> {
    forget_read_ahead(this);
    let got = raw::fill(vm, this, 0, this.capacity.get())?;
    this.end.set(got.unwrap_or(0));
    Ok(got)
}

/// Reads up to `count` bytes: nothing if none can be read without blocking.
fn read_exactly(vm: &mut Vm, this: Gc<BufferedObject>, count: usize) -> Outcome<Option<Vec<u8>>> {
    let mut data = Vec::new();
    let ahead = read_ahead(this).min(count);
    take(this, ahead, &mut data);
    if data.len() == count {
        return Ok(Some(data));
    }
    flush_writes(vm, this)?;
    forget_read_ahead(this);
    while data.len() < count {
        let missing = count - data.len();
        let capacity = this.capacity.get();
        let direct = missing - missing % capacity;
        let got = match direct {
            0 => refill(vm, this)?,
            // A bounded piece at a time, so that a size out of thin air does not take memory.
            direct => raw::read_once(vm, this, &mut data, direct.min(capacity.max(1 << 24)))?,
        };
        match got {
            None if data.is_empty() => return Ok(None),
            None | Some(0) => break,
            Some(_) => {}
        }
        let ahead = read_ahead(this).min(count - data.len());
        take(this, ahead, &mut data);
    }
    Ok(Some(data))
}

pub(super) fn read(vm: &mut Vm, this: Gc<BufferedObject>, Size(size): Size) -> Outcome<Value> {
    raw_of(vm, this)?;
    if size < -1 {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    check_open(vm, this, "read of closed file")?;
    let data = locked(vm, this, |vm, this| match usize::try_from(size) {
        Ok(size) => read_exactly(vm, this, size),
        Err(_) => {
            let mut data = Vec::new();
            take(this, read_ahead(this), &mut data);
            flush_writes(vm, this)?;
            forget_read_ahead(this);
            let had = !data.is_empty();
            let done = raw::read_to_end(vm, this, &mut data)?;
            Ok((done || had).then_some(data))
        }
    })?;
    match data {
        Some(data) => vm.new_bytes(&data),
        None => Ok(Value::NONE),
    }
}

/// Reads with at most one read of the raw stream.
pub(super) fn read1(vm: &mut Vm, this: Gc<BufferedObject>, size: Option<i64>) -> Outcome<Value> {
    raw_of(vm, this)?;
    check_open(vm, this, "read of closed file")?;
    let size = usize::try_from(size.unwrap_or(-1)).unwrap_or(this.capacity.get());
    if size == 0 {
        return vm.new_bytes(&[]);
    }
    let data = locked(vm, this, |vm, this| {
        let mut data = Vec::new();
        let ahead = read_ahead(this);
        if ahead > 0 {
            take(this, ahead.min(size), &mut data);
            return Ok(data);
        }
        flush_writes(vm, this)?;
        forget_read_ahead(this);
        raw::read_once(vm, this, &mut data, size)?;
        Ok(data)
    })?;
    vm.new_bytes(&data)
}

pub(super) fn peek(vm: &mut Vm, this: Gc<BufferedObject>, _size: Option<i64>) -> Outcome<Value> {
    raw_of(vm, this)?;
    check_open(vm, this, "peek of closed file")?;
    locked(vm, this, |vm, this| {
        flush_writes(vm, this)?;
        if read_ahead(this) == 0 {
            refill(vm, this)?;
        }
        let (start, end) = (this.start.get(), this.end.get());
        let data = this.storage.try_get().map_or_else(Vec::new, |raw| raw.with(start, end, <[u8]>::to_vec));
        vm.new_bytes(&data)
    })
}

fn fill_target(vm: &mut Vm, this: Gc<BufferedObject>, buffer: Value, once: bool) -> Outcome<Option<usize>> {
    raw_of(vm, this)?;
    check_open(vm, this, "readinto of closed file")?;
    let name = if once { "readinto1() argument" } else { "readinto() argument" };
    let target = system::writable(vm, buffer, name)?;
    locked(vm, this, |vm, this| {
        let move_ahead = |target: &Target, at: usize| {
            let mut data = Vec::new();
            take(this, read_ahead(this).min(target.length - at), &mut data);
            target.write(at, &data);
            data.len()
        };
        let mut done = move_ahead(&target, 0);
        if done == target.length || done > 0 && once {
            return Ok(Some(done));
        }
        flush_writes(vm, this)?;
        forget_read_ahead(this);
        while done < target.length {
            let missing = target.length - done;
            let got = if missing > this.capacity.get() || once {
                let mut data = Vec::new();
                let got = raw::read_once(vm, this, &mut data, missing)?;
                target.write(done, &data);
                done += got.unwrap_or(0);
                got
            } else {
                let got = refill(vm, this)?;
                done += move_ahead(&target, done);
                got
            };
            match got {
                None if done == 0 => return Ok(None),
                None | Some(0) => break,
                Some(_) if once => break,
                Some(_) => {}
            }
        }
        Ok(Some(done))
    })
}

pub(super) const READ_INTO: NativeFn =
    n(|vm: &mut Vm, this: Gc<BufferedObject>, buffer: Value| fill_target(vm, this, buffer, false));
pub(super) const READ_INTO_ONCE: NativeFn =
    n(|vm: &mut Vm, this: Gc<BufferedObject>, buffer: Value| fill_target(vm, this, buffer, true));

pub(super) fn readline(vm: &mut Vm, this: Gc<BufferedObject>, Size(limit): Size) -> Outcome<Value> {
    raw_of(vm, this)?;
    check_open(vm, this, "readline of closed file")?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let line_ahead = |this: Gc<BufferedObject>, limit: usize| {
        let (start, end) = (this.start.get(), this.end.get());
        let end = end.min(start.saturating_add(limit));
        this.storage
            .try_get()
            .and_then(|raw| raw.with(start, end, |bytes| memchr::memchr(b'\n', bytes)).map(|at| at + 1))
    };
    let line = locked(vm, this, |vm, this| {
        let mut line = Vec::new();
        if let Some(count) = line_ahead(this, limit) {
            take(this, count, &mut line);
            return Ok(line);
        }
        take(this, read_ahead(this).min(limit), &mut line);
        flush_writes(vm, this)?;
        while line.len() < limit {
            if refill(vm, this)?.unwrap_or(0) == 0 {
                break;
            }
            let missing = limit - line.len();
            if let Some(count) = line_ahead(this, missing) {
                take(this, count, &mut line);
                break;
            }
            take(this, read_ahead(this).min(missing), &mut line);
        }
        Ok(line)
    })?;
    vm.new_bytes(&line)
}

pub(super) fn next(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<Value> {
    let exact = [vm.types.buffered_reader, vm.types.buffered_random].contains(&vm.type_of(this.value()));
    let line = match exact {
        true => readline(vm, this, Size(-1))?,
        false => {
            let line = call(vm, this.value(), "readline", &[])?;
            if !line.is::<Bytes>() {
                let name = vm.type_name(line);
                let message = format!("readline() should have returned a bytes object, not '{name}'");
                return Err(vm.error(vm.exceptions.OSError, message));
            }
            line
        }
    };
    match line.cast::<Bytes>() {
        Some(bytes) if bytes.is_empty() => Err(vm.stop_iteration(Value::UNBOUND)),
        _ => Ok(line),
    }
}

// Writing.

/// Raises `BlockingIOError` with how many bytes were taken.
fn would_block(vm: &mut Vm, written: usize) -> Raised {
    let number = Value::fixnum(libc::EAGAIN.into());
    let message = vm.new_str("write could not complete without blocking").value();
    let raised = vm.raise_with(vm.exceptions.BlockingIOError, &[number, message]);
    let name = vm.intern("characters_written");
    let exception = vm.raised;
    vm.with_saved_exception(|vm| {
        if vm.set_attribute(exception, name, Value::index(written)).is_err() {
            vm.raised = Value::UNBOUND;
        }
    });
    raised
}

/// Writes everything that waits.
fn flush_writes(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<()> {
    while this.pending.get() > 0 {
        let Some(storage) = this.storage.try_get() else { break };
        let count = this.pending.get();
        let raw = this.raw.get();
        let written = match raw::plain_file(vm, raw) {
            Some(file) => {
                let written = super::file::write_once(vm, file, storage.pointer(0, count), count)?;
                if let Some(written) = written
                    && this.raw_position.get() >= 0
                {
                    this.raw_position.set(this.raw_position.get() + written as i64);
                }
                written
            }
            None => {
                let data = storage.with(0, count, <[u8]>::to_vec);
                raw::write_once(vm, this, &data)?
            }
        };
        let Some(written) = written else { return Err(would_block(vm, 0)) };
        storage.copy_within(written, 0, count - written);
        this.pending.set(count - written);
        system::interrupted(vm)?;
    }
    Ok(())
}

/// Writes what waits, and puts the raw stream where the reader is.
fn flush_and_rewind(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<()> {
    flush_writes(vm, this)?;
    let ahead = read_ahead(this);
    if ahead > 0 {
        raw::seek(vm, this, -(ahead as i64), libc::SEEK_CUR)?;
        forget_read_ahead(this);
    }
    Ok(())
}

fn keep(vm: &mut Vm, this: Gc<BufferedObject>, data: &[u8]) -> Outcome<()> {
    let pending = this.pending.get();
    let storage = raw::storage(vm, this, pending + data.len())?;
    storage.write(pending, data);
    this.pending.set(pending + data.len());
    Ok(())
}

/// Writes bytes.
pub(super) fn write_bytes(vm: &mut Vm, this: Gc<BufferedObject>, data: &[u8]) -> Outcome<usize> {
    raw_of(vm, this)?;
    locked(vm, this, |vm, this| {
        if is_closed(vm, this)? {
            return Err(vm.value_error("write to closed file"));
        }
        if read_ahead(this) > 0 {
            flush_and_rewind(vm, this)?;
        }
        forget_read_ahead(this);
        let capacity = this.capacity.get();
        if data.len() <= capacity - this.pending.get() {
            keep(vm, this, data)?;
            return Ok(data.len());
        }
        if flush_writes(vm, this).is_err() {
            let blocked = vm.raised_is(vm.exceptions.BlockingIOError);
            if !blocked {
                return Err(Raised);
            }
            let room = capacity - this.pending.get();
            vm.raised = Value::UNBOUND;
            keep(vm, this, &data[..room.min(data.len())])?;
            return if data.len() <= room { Ok(data.len()) } else { Err(would_block(vm, room)) };
        }
        let mut done = 0;
        while data.len() - done > capacity {
            match raw::write_once(vm, this, &data[done..])? {
                Some(written) => done += written,
                None => {
                    keep(vm, this, &data[done..done + capacity])?;
                    return Err(would_block(vm, done + capacity));
                }
            }
            system::interrupted(vm)?;
        }
        keep(vm, this, &data[done..])?;
        Ok(data.len())
    })
}

pub(super) fn write(vm: &mut Vm, this: Gc<BufferedObject>, data: Value) -> Outcome<usize> {
    raw_of(vm, this)?;
    with_bytes(vm, data, |vm, data| write_bytes(vm, this, data))
}

pub(super) fn flush(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<()> {
    raw_of(vm, this)?;
    check_open(vm, this, "flush of closed file")?;
    locked(vm, this, flush_and_rewind)
}

pub(super) fn flush_reader(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<Value> {
    let raw = raw_of(vm, this)?;
    call(vm, raw, "flush", &[])
}

// Positions.

pub(super) fn tell(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<i64> {
    raw_of(vm, this)?;
    let position = raw::tell(vm, this)?;
    Ok((position - read_ahead(this) as i64 + this.pending.get() as i64).max(0))
}

pub(super) fn seek(
    vm: &mut Vm,
    this: Gc<BufferedObject>,
    target: Value,
    whence: Option<i64>,
) -> Outcome<i64> {
    let raw = raw_of(vm, this)?;
    let whence = whence.unwrap_or(0) as i32;
    if !(0..=2).contains(&whence) && whence != libc::SEEK_HOLE && whence != libc::SEEK_DATA {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    check_open(vm, this, "seek of closed file")?;
    check_able(vm, raw, "seekable", "File or stream is not seekable.")?;
    let target = vm.index_i64(target)?;
    let ahead = read_ahead(this) as i64;
    if whence <= 1 && ahead > 0 {
        let current = match this.raw_position.get() {
            -1 => raw::tell(vm, this)?,
            known => known,
        };
        let offset = if whence == 0 { target - (current - ahead) } else { target };
        if offset >= -(this.start.get() as i64) && offset <= ahead {
            this.start.set((this.start.get() as i64 + offset) as usize);
            return Ok(current - ahead + offset);
        }
    }
    locked(vm, this, |vm, this| {
        flush_writes(vm, this)?;
        let target = if whence == 1 { target - read_ahead(this) as i64 } else { target };
        this.raw_position.set(-1);
        let found = raw::seek(vm, this, target, whence)?;
        forget_read_ahead(this);
        Ok(found)
    })
}

pub(super) fn truncate(vm: &mut Vm, this: Gc<BufferedObject>, position: Option<Value>) -> Outcome<Value> {
    let raw = raw_of(vm, this)?;
    check_open(vm, this, "truncate of closed file")?;
    let writable = call(vm, this.value(), "writable", &[])?;
    if writable != Value::TRUE {
        return Err(super::unsupported(vm, "truncate"));
    }
    locked(vm, this, flush_and_rewind)?;
    let position = match position.filter(|position| !position.is_none()) {
        Some(position) => position,
        None => {
            let position = raw::tell(vm, this)?;
            vm.new_int(position)
        }
    };
    let result = call(vm, raw, "truncate", &[position])?;
    this.raw_position.set(-1);
    Ok(result)
}

// The end.

/// Makes the first exception the context of the one raised now.
pub(super) fn chain(vm: &mut Vm, first: Value) {
    if vm.raised.is_unbound() {
        vm.raised = first;
    } else if let Some(exception) = vm.raised.cast::<Exception>()
        && vm.raised != first
    {
        exception.context.set(exception, first);
    }
}

/// Does both even if the first fails; raises the first failure as the context of the second.
pub(super) fn both(
    vm: &mut Vm,
    first: impl FnOnce(&mut Vm) -> Outcome<()>,
    second: impl FnOnce(&mut Vm) -> Outcome<()>,
) -> Outcome<()> {
    if first(vm).is_ok() {
        return second(vm);
    }
    let failure = vm.take_raised();
    let _ = second(vm);
    chain(vm, failure);
    Err(Raised)
}

pub(super) fn close(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<()> {
    let raw = raw_of(vm, this)?;
    if is_closed(vm, this)? {
        return Ok(());
    }
    if this.is_finalizing.get() {
        dealloc_warn(vm, this, this.value());
    }
    both(
        vm,
        |vm| call(vm, this.value(), "flush", &[]).map(|_| ()),
        |vm| call(vm, raw, "close", &[]).map(|_| ()),
    )?;
    this.storage.clear();
    this.pending.set(0);
    forget_read_ahead(this);
    Ok(())
}

pub(super) fn dealloc_warn(vm: &mut Vm, this: Gc<BufferedObject>, source: Value) {
    let raw = this.raw.get();
    if this.capacity.get() > 0 && !raw.is_unbound() && call(vm, raw, "_dealloc_warn", &[source]).is_err() {
        vm.raised = Value::UNBOUND;
    }
}

pub(super) fn detach(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<Value> {
    let raw = raw_of(vm, this)?;
    call(vm, this.value(), "flush", &[])?;
    this.raw.set(this, Value::UNBOUND);
    this.is_detached.set(true);
    this.capacity.set(0);
    Ok(raw)
}

pub(super) fn repr(vm: &mut Vm, this: Gc<BufferedObject>) -> Outcome<String> {
    let class = vm.type_of(this.value());
    let class = vm.full_type_name(class);
    Ok(match super::name_for_repr(vm, this.value())? {
        Some(name) => format!("<{class} name={name}>"),
        None => format!("<{class}>"),
    })
}
