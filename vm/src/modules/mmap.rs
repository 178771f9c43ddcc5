//! `mmap`: files in memory. The bytes are outside of the heap; views of them keep the mapping from being closed.
#![allow(unsafe_code, reason = "maps memory and reads and writes it")]

use crate::builtins::list::index_key;
use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, bytes_like, new_module, record_type};
use crate::modules::system::{blocking, last_error};
use crate::object::{Bytes, Dict, Mapping, Record, Slice};
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec { types: &[&MMAP], fill, ..new_module("mmap", &[]) };

static MMAP: TypeSpec = TypeSpec {
    kind: Kind::Mapping,
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    attributes: &[(
        "closed",
        |_, it| Ok(Value::bool(it.cast::<Mapping>().is_none_or(|it| it.is_closed.get()))),
        None,
    )],
    ..record_type(
        "mmap",
        "mmap",
        &[
            m(
                "__new__",
                "($type, fileno, length, flags=1, prot=3, access=0, offset=0, *, trackfd=True)",
                Any,
                new,
                "",
            ),
            m(
                "__buffer__",
                "($self, flags, /)",
                Any,
                n(crate::builtins::buffer::buffer_method),
                "Return a buffer object that exposes the underlying memory of the object.",
            ),
            m(
                "__release_buffer__",
                "($self, buffer, /)",
                Any,
                n(crate::builtins::buffer::release_method),
                "Release the buffer object that exposes the underlying memory of the object.",
            ),
            m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
            m("__getitem__", "($self, key, /)", Pure, n(get_item), "Return self[key]."),
            m(
                "__setitem__",
                "($self, key, value, /)",
                MutatesReceiver,
                n(set_item),
                "Set self[key] to value.",
            ),
            m("__delitem__", "($self, key, /)", MutatesReceiver, n(delete_item), "Delete self[key]."),
            m("__iter__", "($self, /)", Pure, n(iterate), "Implement iter(self)."),
            m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
            m("__enter__", "($self, /)", Any, n(enter), ""),
            m(
                "__exit__",
                "($self, exc_type, exc_value, traceback, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Mapping>, _: Value, _: Value, _: Value| close(vm, it)),
                "",
            ),
            m("close", "($self, /)", Any, n(close), ""),
            m(
                "find",
                "($self, view, start=None, end=None, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Mapping>, view: Value, start: Option<Value>, end: Option<Value>| {
                    find(vm, it, view, start, end, false)
                }),
                "",
            ),
            m(
                "rfind",
                "($self, view, start=None, end=None, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Mapping>, view: Value, start: Option<Value>, end: Option<Value>| {
                    find(vm, it, view, start, end, true)
                }),
                "",
            ),
            m("flush", "($self, offset=0, size=None, /)", Any, n(flush), ""),
            m("madvise", "($self, option, start=0, length=None, /)", Any, n(advise), ""),
            m("move", "($self, dest, src, count, /)", MutatesReceiver, n(move_bytes), ""),
            m("read", "($self, n=None, /)", MutatesReceiver, n(read), ""),
            m("read_byte", "($self, /)", MutatesReceiver, n(read_byte), ""),
            m("readline", "($self, /)", MutatesReceiver, n(read_line), ""),
            m("resize", "($self, newsize, /)", Any, n(resize), ""),
            m("seek", "($self, pos, whence=0, /)", MutatesReceiver, n(seek), ""),
            m("seekable", "($self, /)", Pure, n(|_: &mut Vm, _: Gc<Mapping>| Ok(true)), ""),
            m("size", "($self, /)", Any, n(size), ""),
            m("tell", "($self, /)", Pure, n(tell), ""),
            m("write", "($self, bytes, /)", MutatesReceiver, n(write), ""),
            m("write_byte", "($self, byte, /)", MutatesReceiver, n(write_byte), ""),
        ],
        "Maps length bytes from the file specified by the file descriptor fileno,\nand returns a mmap object.",
    )
};

/// Iterating gives each byte as an object of `bytes`. The fields are the mapping and the next place.
static ITERATOR: TypeSpec = record_type(
    "mmap_iterator",
    "mmap",
    &[
        crate::modules::itertools::ITER,
        m("__next__", "($self, /)", MutatesReceiver, n(next), "Implement next(self)."),
    ],
    "",
);

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    PROT_EXEC PROT_READ PROT_WRITE MAP_SHARED MAP_PRIVATE MAP_DENYWRITE MAP_EXECUTABLE MAP_ANON MAP_ANONYMOUS MAP_POPULATE
    MAP_STACK MAP_NORESERVE MADV_NORMAL MADV_RANDOM MADV_SEQUENTIAL MADV_WILLNEED MADV_DONTNEED MADV_REMOVE MADV_DONTFORK
    MADV_DOFORK MADV_HWPOISON MADV_MERGEABLE MADV_UNMERGEABLE MADV_HUGEPAGE MADV_NOHUGEPAGE MADV_DONTDUMP MADV_DODUMP
    MADV_FREE
};

const ACCESS_DEFAULT: u8 = 0;
const ACCESS_READ: u8 = 1;
const ACCESS_WRITE: u8 = 2;
const ACCESS_COPY: u8 = 3;
const ACCESS_NAMES: [&str; 4] = ["ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"];

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    for (number, name) in ACCESS_NAMES.iter().enumerate() {
        vm.set_global(namespace, name, Value::index(number))?;
    }
    let page = Value::index(page_size());
    vm.set_global(namespace, "PAGESIZE", page)?;
    vm.set_global(namespace, "ALLOCATIONGRANULARITY", page)?;
    let error = vm.exceptions.OSError.value();
    vm.set_global(namespace, "error", error)
}

fn page_size() -> usize {
    // SAFETY: the call takes a number.
    unsafe { libc::sysconf(libc::_SC_PAGESIZE) as usize }
}

/// Mapped memory and an open file, given back when they are dropped.
#[derive(Debug)]
struct Region {
    address: usize,
    length: usize,
    descriptor: i32,
}

impl Drop for Region {
    fn drop(&mut self) {
        if self.length > 0 {
            // SAFETY: the range was mapped for this region, which nobody uses any more.
            unsafe { libc::munmap(self.address as *mut libc::c_void, self.length) };
        }
        if self.descriptor >= 0 {
            // SAFETY: the descriptor is the region's own.
            unsafe { libc::close(self.descriptor) };
        }
    }
}

/// Whether the bytes cannot be set.
pub(crate) fn is_readonly(it: Gc<Mapping>) -> bool {
    it.access.get() == ACCESS_READ
}

/// `ValueError` for a mapping that was closed.
pub(crate) fn check(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<()> {
    if it.is_closed.get() {
        return Err(vm.value_error("mmap closed or invalid"));
    }
    Ok(())
}

/// Where `count` bytes at a place are; there must be so many.
pub(crate) fn pointer(it: Gc<Mapping>, place: usize, count: usize) -> *mut u8 {
    assert!(place <= it.length.get() && count <= it.length.get() - place, "bytes within the mapping");
    (it.address.get() as *mut u8).wrapping_add(place)
}

/// A copy of `count` bytes at a place; fewer if the mapping ends there.
pub(crate) fn load(it: Gc<Mapping>, place: usize, count: usize) -> Vec<u8> {
    let place = place.min(it.length.get());
    let count = count.min(it.length.get() - place);
    let mut copy = Vec::with_capacity(count);
    // SAFETY: the range is mapped, and there is room for so many bytes.
    unsafe {
        std::ptr::copy_nonoverlapping(pointer(it, place, count), copy.as_mut_ptr(), count);
        copy.set_len(count);
    }
    copy
}

/// Stores bytes at a place; there must be room for them.
pub(crate) fn store(it: Gc<Mapping>, place: usize, data: &[u8]) {
    // SAFETY: the range is mapped for writing, and no slice of the program lies in it.
    unsafe { std::ptr::copy(data.as_ptr(), pointer(it, place, data.len()), data.len()) };
}

/// Reads what is mapped. The bytes may change meanwhile, which is why nothing is concluded from reading one twice.
fn with_bytes<R>(it: Gc<Mapping>, start: usize, end: usize, work: impl FnOnce(&[u8]) -> R) -> R {
    let address = pointer(it, start, end - start);
    // SAFETY: the range is mapped, and this thread stores nothing while `work` runs.
    work(unsafe { std::slice::from_raw_parts(address, end - start) })
}

fn number(vm: &mut Vm, value: Value, otherwise: i64) -> Outcome<i64> {
    if value.is_unbound() { Ok(otherwise) } else { vm.index_i64(value) }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let &[class, descriptor, length, flags, protection, access, offset, tracks] = arguments else {
        unreachable!("the signature says how many arguments there are");
    };
    let class = vm.expect_type(class, "mmap.__new__()")?;
    let descriptor = vm.index_i64(descriptor)?;
    let length = number(vm, length, 0)?;
    let mut flags = number(vm, flags, i64::from(libc::MAP_SHARED))? as i32;
    let both = libc::PROT_READ | libc::PROT_WRITE;
    let mut protection = number(vm, protection, i64::from(both))? as i32;
    let mut access = number(vm, access, 0)?;
    let offset = number(vm, offset, 0)?;
    let tracks = if tracks.is_unbound() { true } else { vm.is_true(tracks)? };
    let Ok(descriptor) = i32::try_from(descriptor) else {
        return Err(vm.error(vm.exceptions.OverflowError, "Python int too large to convert to C int"));
    };
    if length < 0 {
        return Err(vm.error(vm.exceptions.OverflowError, "memory mapped length must be positive"));
    }
    if offset < 0 {
        return Err(vm.error(vm.exceptions.OverflowError, "memory mapped offset must be positive"));
    }
    if access != 0 && (flags != libc::MAP_SHARED || protection != both) {
        return Err(vm.value_error("mmap can't specify both access and flags, prot."));
    }
    match access {
        1 => (flags, protection) = (libc::MAP_SHARED, libc::PROT_READ),
        2 => (flags, protection) = (libc::MAP_SHARED, both),
        3 => (flags, protection) = (libc::MAP_PRIVATE, both),
        0 if protection & both == both => {}
        0 if protection & libc::PROT_WRITE != 0 => access = 2,
        0 => access = 1,
        _ => return Err(vm.value_error("mmap invalid access parameter.")),
    }
    let length = mapped_length(vm, descriptor, length as u64, offset as u64)?;
    let mut region = Region { address: 0, length: 0, descriptor: -1 };
    if descriptor == -1 {
        flags |= libc::MAP_ANONYMOUS;
    } else if tracks {
        // SAFETY: the call takes numbers.
        region.descriptor = unsafe { libc::fcntl(descriptor, libc::F_DUPFD_CLOEXEC, 0) };
        if region.descriptor == -1 {
            return Err(last_error(vm, Value::UNBOUND));
        }
    }
    // SAFETY: a new mapping at a place that the system chooses.
    let address = unsafe { libc::mmap(std::ptr::null_mut(), length, protection, flags, descriptor, offset) };
    if address == libc::MAP_FAILED {
        return Err(last_error(vm, Value::UNBOUND));
    }
    region.address = address as usize;
    region.length = length;
    let it: Gc<Mapping> = vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Mapping>());
    it.address.set(region.address);
    it.length.set(length);
    it.offset.set(offset);
    it.access.set(access as u8);
    it.is_private.set(flags & libc::MAP_PRIVATE != 0);
    it.descriptor.set(region.descriptor);
    it.tracks_descriptor.set(tracks);
    let handle = vm.heap.adopt(it, region);
    it.handle.set(it, handle);
    Ok(it.value())
}

/// How many bytes are mapped: those of a file from the offset on, if none are told.
fn mapped_length(vm: &mut Vm, descriptor: i32, length: u64, offset: u64) -> Outcome<usize> {
    // SAFETY: a structure of numbers.
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local.
    let is_known = descriptor != -1 && unsafe { libc::fstat(descriptor, &raw mut status) } == 0;
    if !is_known || status.st_mode & libc::S_IFMT != libc::S_IFREG {
        return Ok(length as usize);
    }
    let size = status.st_size as u64;
    if length == 0 {
        if size == 0 {
            return Err(vm.value_error("cannot mmap an empty file"));
        }
        if offset >= size {
            return Err(vm.value_error("mmap offset is greater than file size"));
        }
        return Ok((size - offset) as usize);
    }
    if offset > size || size - offset < length {
        return Err(vm.value_error("mmap length is greater than file size"));
    }
    Ok(length as usize)
}

/// Whether views forbid that the bytes go. Those that nobody has any more are collected first.
fn has_views(vm: &mut Vm, it: Gc<Mapping>) -> bool {
    if it.exports.get() > 0 && !vm.is_finalizing {
        vm.heap.collect(crate::heap::Generation::Old);
        vm.run_due();
    }
    it.exports.get() > 0
}

fn close(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<()> {
    if has_views(vm, it) {
        return Err(vm.error(vm.exceptions.BufferError, "cannot close exported pointers exist"));
    }
    if !it.is_closed.replace(true) {
        it.length.set(0);
        it.descriptor.set(-1);
        if let Some(region) = vm.heap.foreign::<Region>(it.handle.get()) {
            // What it holds is given back now.
            drop(std::mem::replace(region, Region { address: 0, length: 0, descriptor: -1 }));
        }
    }
    Ok(())
}

fn enter(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<Gc<Mapping>> {
    check(vm, it)?;
    Ok(it)
}

fn repr(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<String> {
    let class = vm.type_of(it.value());
    let name = if class.is_heap_type() { class.display_name() } else { vm.full_type_name(class) };
    if it.is_closed.get() {
        return Ok(format!("<{name} closed=True>"));
    }
    let access = ACCESS_NAMES[usize::from(it.access.get().min(ACCESS_COPY))];
    let (length, position, offset) = (it.length.get(), it.position.get(), it.offset.get());
    Ok(format!("<{name} closed=False, access={access}, length={length}, pos={position}, offset={offset}>"))
}

fn len(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<usize> {
    check(vm, it)?;
    Ok(it.length.get())
}

fn writable(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<()> {
    if is_readonly(it) {
        return Err(vm.type_error("mmap can't modify a readonly memory map."));
    }
    Ok(())
}

fn index(vm: &mut Vm, it: Gc<Mapping>, key: Value) -> Outcome<usize> {
    let index = index_key(vm, key, "mmap")?;
    check(vm, it)?;
    Vm::normalize(index, it.length.get()).ok_or_else(|| vm.index_error("mmap index out of range"))
}

fn get_item(vm: &mut Vm, it: Gc<Mapping>, key: Value) -> Outcome<Value> {
    check(vm, it)?;
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, it.length.get())?;
        check(vm, it)?;
        let data = if indices.step == 1 {
            load(it, indices.start, indices.count)
        } else {
            indices.iter().filter_map(|place| load(it, place, 1).pop()).collect()
        };
        return vm.new_bytes(&data);
    }
    if vm.special(key, Special::Index).is_none() {
        return Err(vm.type_error("mmap indices must be integers"));
    }
    let index = index(vm, it, key)?;
    Ok(Value::fixnum(load(it, index, 1).first().copied().unwrap_or(0).into()))
}

fn set_item(vm: &mut Vm, it: Gc<Mapping>, key: Value, value: Value) -> Outcome<()> {
    check(vm, it)?;
    writable(vm, it)?;
    if let Some(slice) = key.cast::<Slice>() {
        let data = bytes_like(vm, value)?;
        check(vm, it)?;
        // The size may have changed meanwhile, and bounds may do so too.
        let length = it.length.get();
        let indices = vm.resolve_slice(slice, length)?;
        check(vm, it)?;
        if data.len() != indices.count || it.length.get() != length {
            return Err(vm.index_error("mmap slice assignment is wrong size"));
        }
        if indices.step == 1 {
            store(it, indices.start, &data);
        } else {
            for (place, byte) in indices.iter().zip(&data) {
                store(it, place, &[*byte]);
            }
        }
        return Ok(());
    }
    if vm.special(key, Special::Index).is_none() {
        return Err(vm.type_error("mmap indices must be integer"));
    }
    let index = index(vm, it, key)?;
    if vm.special(value, Special::Index).is_none() {
        return Err(vm.type_error("mmap item value must be an int"));
    }
    let Ok(byte) = u8::try_from(vm.index_i64(value)?) else {
        return Err(vm.value_error("mmap item value must be in range(0, 256)"));
    };
    check(vm, it)?;
    // The value may have changed the size.
    if index >= it.length.get() {
        return Err(vm.index_error("mmap index out of range"));
    }
    store(it, index, &[byte]);
    Ok(())
}

fn delete_item(vm: &mut Vm, it: Gc<Mapping>, key: Value) -> Outcome<()> {
    check(vm, it)?;
    let message = if key.is::<Slice>() {
        "mmap object doesn't support slice deletion"
    } else {
        "mmap doesn't support item deletion"
    };
    Err(vm.type_error(message))
}

fn iterate(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&ITERATOR);
    Ok(vm.new_record(class, &[it.value(), Value::ZERO]))
}

fn next(vm: &mut Vm, iterator: Gc<Record>) -> Outcome<Value> {
    let place = iterator.get(1).as_fixnum().unwrap_or(0);
    if let Some(it) = iterator.get(0).cast::<Mapping>() {
        check(vm, it)?;
        if let Some(&byte) = load(it, place as usize, 1).first() {
            iterator.set(1, Value::fixnum(place + 1));
            return vm.new_bytes(&[byte]);
        }
        iterator.set(0, Value::NONE);
    }
    Err(vm.stop_iteration(Value::NONE))
}

fn find(
    vm: &mut Vm,
    it: Gc<Mapping>,
    view: Value,
    start: Option<Value>,
    end: Option<Value>,
    from_end: bool,
) -> Outcome<i64> {
    check(vm, it)?;
    let needle = bytes_like(vm, view)?;
    let bound = |vm: &mut Vm, given: Option<Value>, otherwise: usize| -> Outcome<usize> {
        let length = it.length.get() as i64;
        let number = match given.filter(|given| !given.is_none()) {
            Some(given) => vm.index_clipped(given)?,
            None => return Ok(otherwise),
        };
        Ok(if number < 0 { (number + length).max(0) } else { number.min(length) } as usize)
    };
    let start = bound(vm, start, it.position.get().min(it.length.get()))?;
    let end = bound(vm, end, it.length.get())?;
    check(vm, it)?;
    let end = end.min(it.length.get());
    if start > end {
        return Ok(-1);
    }
    let found = with_bytes(it, start, end, |bytes| {
        if from_end { memchr::memmem::rfind(bytes, &needle) } else { memchr::memmem::find(bytes, &needle) }
    });
    Ok(found.map_or(-1, |place| (start + place) as i64))
}

fn flush(vm: &mut Vm, it: Gc<Mapping>, offset: Option<i64>, size: Option<Value>) -> Outcome<()> {
    check(vm, it)?;
    let offset = offset.unwrap_or(0);
    let length = it.length.get();
    let size = match size.filter(|size| !size.is_none()) {
        Some(size) => vm.index_i64(size)?,
        None => length as i64,
    };
    let (Ok(offset), Ok(size)) = (usize::try_from(offset), usize::try_from(size)) else {
        return Err(vm.value_error("flush values out of range"));
    };
    if offset.checked_add(size).is_none_or(|end| end > length) {
        return Err(vm.value_error("flush values out of range"));
    }
    if matches!(it.access.get(), ACCESS_READ | ACCESS_COPY) {
        return Ok(());
    }
    let address = it.address.get() + offset;
    blocking(vm, Value::UNBOUND, || {
        // SAFETY: the range is mapped; the caller holds the object.
        unsafe { libc::msync(address as *mut libc::c_void, size, libc::MS_SYNC) }.into()
    })
    .map(|_| ())
}

fn advise(
    vm: &mut Vm,
    it: Gc<Mapping>,
    option: i64,
    start: Option<i64>,
    length: Option<Value>,
) -> Outcome<()> {
    check(vm, it)?;
    let start = start.unwrap_or(0);
    let size = it.length.get();
    let length = match length.filter(|length| !length.is_none()) {
        Some(length) => vm.index_i64(length)?,
        None => size as i64,
    };
    let start = match usize::try_from(start) {
        Ok(start) if start < size => start,
        _ => return Err(vm.value_error("madvise start out of bounds")),
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("madvise length invalid"));
    };
    if length.checked_add(start).is_none_or(|end| end > isize::MAX as usize) {
        return Err(vm.error(vm.exceptions.OverflowError, "madvise length too large"));
    }
    let length = length.min(size - start);
    let address = it.address.get() + start;
    // SAFETY: the range is mapped. What the advice does to its bytes is what the program asked for.
    if unsafe { libc::madvise(address as *mut libc::c_void, length, option as i32) } != 0 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    Ok(())
}

fn move_bytes(vm: &mut Vm, it: Gc<Mapping>, to: i64, from: i64, count: i64) -> Outcome<()> {
    check(vm, it)?;
    writable(vm, it)?;
    let length = it.length.get() as i64;
    let is_within = |place: i64| place >= 0 && count >= 0 && place <= length && count <= length - place;
    if !is_within(to) || !is_within(from) {
        return Err(vm.value_error("source, destination, or count out of range"));
    }
    let count = count as usize;
    let (target, source) = (pointer(it, to as usize, count), pointer(it, from as usize, count));
    // SAFETY: both ranges are mapped; they may overlap.
    unsafe { std::ptr::copy(source, target, count) };
    Ok(())
}

fn read(vm: &mut Vm, it: Gc<Mapping>, count: Option<Value>) -> Outcome<Value> {
    check(vm, it)?;
    let count = match count.filter(|count| !count.is_none()) {
        None => usize::MAX,
        Some(count) if vm.special(count, Special::Index).is_none() => {
            let name = vm.type_name(count);
            return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
        }
        Some(count) => {
            let count = vm.index_i64(count)?;
            check(vm, it)?;
            usize::try_from(count).unwrap_or(usize::MAX)
        }
    };
    let data = load(it, it.position.get(), count);
    it.position.set(it.position.get() + data.len());
    vm.new_bytes(&data)
}

fn read_byte(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<i64> {
    check(vm, it)?;
    let Some(&byte) = load(it, it.position.get(), 1).first() else {
        return Err(vm.value_error("read byte out of range"));
    };
    it.position.set(it.position.get() + 1);
    Ok(byte.into())
}

fn read_line(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<Value> {
    check(vm, it)?;
    let start = it.position.get().min(it.length.get());
    let line = with_bytes(it, start, it.length.get(), |bytes| memchr::memchr(b'\n', bytes));
    let data = load(it, start, line.map_or(usize::MAX, |end| end + 1));
    it.position.set(start + data.len());
    vm.new_bytes(&data)
}

fn resize(vm: &mut Vm, it: Gc<Mapping>, size: i64) -> Outcome<()> {
    check(vm, it)?;
    if has_views(vm, it) {
        let message = "mmap can't resize with extant buffers exported.";
        return Err(vm.error(vm.exceptions.BufferError, message));
    }
    if !it.tracks_descriptor.get() {
        return Err(vm.value_error("mmap can't resize with trackfd=False."));
    }
    if !matches!(it.access.get(), ACCESS_WRITE | ACCESS_DEFAULT) {
        return Err(vm.type_error("mmap can't resize a readonly or copy-on-write memory map."));
    }
    let offset = it.offset.get();
    let Some(end) = offset.checked_add(size).filter(|_| size >= 0) else {
        return Err(vm.value_error("new size out of range"));
    };
    let descriptor = it.descriptor.get();
    let size = size as usize;
    if descriptor == -1 && !it.is_private.get() && size > it.length.get() {
        return Err(vm.value_error("mmap: can't expand a shared anonymous mapping"));
    }
    if descriptor != -1 {
        // SAFETY: the call takes numbers.
        blocking(vm, Value::UNBOUND, || unsafe { libc::ftruncate(descriptor, end) }.into())?;
        check(vm, it)?;
    }
    let old = it.address.get() as *mut libc::c_void;
    // SAFETY: the range is mapped, and no view of it exists.
    let address = unsafe { libc::mremap(old, it.length.get(), size, libc::MREMAP_MAYMOVE) };
    if address == libc::MAP_FAILED {
        return Err(last_error(vm, Value::UNBOUND));
    }
    it.address.set(address as usize);
    it.length.set(size);
    if let Some(region) = vm.heap.foreign::<Region>(it.handle.get()) {
        region.address = address as usize;
        region.length = size;
    }
    Ok(())
}

fn seek(vm: &mut Vm, it: Gc<Mapping>, distance: i64, whence: Option<i64>) -> Outcome<i64> {
    check(vm, it)?;
    let length = it.length.get() as i64;
    let base = match whence.unwrap_or(0) {
        0 => 0,
        1 => it.position.get() as i64,
        2 => length,
        _ => return Err(vm.value_error("unknown seek type")),
    };
    match base.checked_add(distance).filter(|place| (0..=length).contains(place)) {
        Some(place) => {
            it.position.set(place as usize);
            Ok(place)
        }
        None => Err(vm.value_error("seek out of range")),
    }
}

fn size(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<i64> {
    check(vm, it)?;
    // SAFETY: a structure of numbers.
    let mut status: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local.
    if unsafe { libc::fstat(it.descriptor.get(), &raw mut status) } == -1 {
        return Err(last_error(vm, Value::UNBOUND));
    }
    Ok(status.st_size)
}

fn tell(vm: &mut Vm, it: Gc<Mapping>) -> Outcome<usize> {
    check(vm, it)?;
    Ok(it.position.get())
}

fn out_of_range(vm: &mut Vm, what: &str) -> Raised {
    vm.value_error(format!("{what} out of range"))
}

fn write(vm: &mut Vm, it: Gc<Mapping>, data: Value) -> Outcome<usize> {
    check(vm, it)?;
    let data = match data.cast::<Bytes>() {
        Some(bytes) => bytes.as_slice().to_vec(),
        None => bytes_like(vm, data)?,
    };
    check(vm, it)?;
    writable(vm, it)?;
    let position = it.position.get();
    if position > it.length.get() || data.len() > it.length.get() - position {
        return Err(out_of_range(vm, "data"));
    }
    store(it, position, &data);
    it.position.set(position + data.len());
    Ok(data.len())
}

fn write_byte(vm: &mut Vm, it: Gc<Mapping>, byte: i64) -> Outcome<()> {
    check(vm, it)?;
    let Ok(byte) = u8::try_from(byte) else {
        let bound = if byte < 0 { "less than minimum" } else { "greater than maximum" };
        return Err(vm.error(vm.exceptions.OverflowError, format!("unsigned byte integer is {bound}")));
    };
    writable(vm, it)?;
    let position = it.position.get();
    if position >= it.length.get() {
        return Err(out_of_range(vm, "write byte"));
    }
    store(it, position, &[byte]);
    it.position.set(position + 1);
    Ok(())
}
