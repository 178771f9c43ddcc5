//! [`Stacks`]: the registers and the frames of running code, in reserved ranges that never move.

use std::cell::Cell;

use strict_bytecode::Instruction;

use crate::abi::native_frames;
use crate::heap::{Gc, NoMemory, Tracer};
use crate::object::{Function, Generator};
use crate::value::Value;

/// Bytes reserved for registers.
const VALUE_BYTES: usize = 512 << 20;
/// Bytes reserved for frames.
const FRAME_BYTES: usize = 128 << 20;
/// Registers above the highest frame that a collection clears are bounded in steps of this many.
const SOFT_STEP: usize = 8 * 1024;

/// What happens when a frame returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FrameKind {
    /// The result goes into a register of the caller.
    Call = 0,
    /// The result has to be `None`, and the new instance goes into the register.
    Init,
    /// The interpreter loop ends with the result.
    Entry,
    /// A generator run by `for_loop`.
    ForLoop,
    /// A generator run by `yield_from`.
    YieldFrom,
}

/// A running frame: 72 bytes.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Frame {
    /// The first register.
    pub base: *mut Value,
    /// One past the last register, or where a heap frame's callees begin.
    pub top: *mut Value,
    /// The next instruction, while another frame runs.
    pub next: *const Instruction,
    /// The function.
    pub function: Gc<Function>,
    /// The namespace of a module or class body; else unbound.
    pub locals: Value,
    /// The generator whose registers these are.
    pub generator: Option<Gc<Generator>>,
    /// The new instance, for [`FrameKind::Init`]; the Python object of this frame if one was asked for.
    pub instance: Value,
    /// The caller's register for the result.
    pub destination: u16,
    /// What happens on return.
    pub kind: FrameKind,
    /// Whether a traceback or `sys._getframe` made an object for this frame.
    pub has_object: bool,
    /// The line that monitoring told of last: 0 as long as it has not told that the frame runs, `u32::MAX` if it is to
    /// tell of the next line whatever it is.
    pub line: u32,
    /// The native frame of compiled code that runs this one, and keeps what belongs in its registers; else null.
    pub native: *const u64,
}

/// The two stacks.
#[derive(Debug)]
pub struct Stacks {
    values: *mut Value,
    values_end: usize,
    /// Registers at or above this address are zero.
    soft_end: Cell<usize>,
    frames: *mut Frame,
    frames_end: usize,
    /// Where the recursion limit lies.
    frame_limit: *mut Frame,
    /// One past the last frame.
    pub next_frame: *mut Frame,
    /// The objects of the outermost frames, for as many as have one.
    pub frame_objects: Vec<Value>,
    /// The registers and the position of the frame of compiled code whose registers were filled last, to be looked at.
    pub(crate) materialized: (*mut Value, *const Instruction),
}

fn reserve(size: usize) -> Result<usize, NoMemory> {
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a new anonymous mapping.
    let result = unsafe { libc::mmap(std::ptr::null_mut(), size, protection, flags, -1, 0) };
    if result == libc::MAP_FAILED { Err(NoMemory) } else { Ok(result as usize) }
}

fn release(address: usize, size: usize) {
    // SAFETY: the range was mapped by `reserve`, and its owner is gone.
    unsafe { libc::munmap(address as *mut libc::c_void, size) };
}

impl Drop for Stacks {
    fn drop(&mut self) {
        release(self.values as usize, self.values_end - self.values as usize);
        release(self.frames as usize, self.frames_end - self.frames as usize);
    }
}

impl Stacks {
    /// The offset of the place where the recursion limit lies.
    pub(crate) const FRAME_LIMIT: usize = std::mem::offset_of!(Stacks, frame_limit);
    /// The offset of the end of the registers that may be used without asking.
    pub(crate) const SOFT_END: usize = std::mem::offset_of!(Stacks, soft_end);

    /// Those of the main thread.
    pub(super) fn reserve() -> Result<Stacks, NoMemory> {
        let share = crate::address_space::share;
        Stacks::of_size(share(VALUE_BYTES, 16), share(FRAME_BYTES, 32))
    }

    /// Those of other threads.
    pub(super) fn reserve_small() -> Result<Stacks, NoMemory> {
        let share = crate::address_space::share;
        Stacks::of_size(share(VALUE_BYTES / 8, 64), share(FRAME_BYTES / 8, 128))
    }

    fn of_size(value_bytes: usize, frame_bytes: usize) -> Result<Stacks, NoMemory> {
        let values = reserve(value_bytes)?;
        let frames = match reserve(frame_bytes) {
            Ok(frames) => frames as *mut Frame,
            Err(error) => {
                release(values, value_bytes);
                return Err(error);
            }
        };
        Ok(Stacks {
            values: values as *mut Value,
            values_end: values + value_bytes,
            soft_end: Cell::new(values),
            frames,
            frames_end: frames as usize + frame_bytes,
            frame_limit: frames.wrapping_add(1000),
            next_frame: frames,
            frame_objects: Vec::new(),
            materialized: (std::ptr::null_mut(), std::ptr::null()),
        })
    }

    /// How many frames are running.
    #[inline(always)]
    pub fn depth(&self) -> usize {
        (self.next_frame as usize - self.frames as usize) / size_of::<Frame>()
    }

    /// The running frames, the outermost first.
    pub fn frames(&self) -> &[Frame] {
        // SAFETY: frames below `next_frame` are initialised.
        unsafe { std::slice::from_raw_parts(self.frames, self.depth()) }
    }

    /// The running frames, to be changed.
    pub fn frames_mut(&mut self) -> &mut [Frame] {
        // SAFETY: as in `frames`.
        unsafe { std::slice::from_raw_parts_mut(self.frames, self.depth()) }
    }

    /// Where the registers of a frame called from native code begin.
    #[inline(always)]
    pub fn top(&self) -> *mut Value {
        if self.next_frame == self.frames {
            self.values
        } else {
            // SAFETY: there is a frame below `next_frame`.
            unsafe { (*self.next_frame.sub(1)).top }
        }
    }

    /// Whether registers up to `end` and one more frame fit.
    #[inline(always)]
    pub fn has_room(&self, end: *mut Value) -> bool {
        (end as usize) <= self.soft_end.get() || self.extend(end)
    }

    #[cold]
    #[inline(never)]
    fn extend(&self, end: *mut Value) -> bool {
        let end = end as usize + SOFT_STEP * 8;
        if end > self.values_end {
            return false;
        }
        self.soft_end.set(end);
        true
    }

    /// Whether one more frame fits and the recursion limit allows it.
    #[inline(always)]
    pub fn has_frame_room(&self) -> bool {
        self.next_frame < self.frame_limit
    }

    /// Sets how many frames may run at once.
    pub fn set_limit(&mut self, limit: usize) {
        // Compiled code pushes a few frames without asking where it leaves inlined functions.
        let most = (self.frames_end - self.frames as usize) / size_of::<Frame>() - 16;
        self.frame_limit = self.frames.wrapping_add(limit.min(most));
    }

    /// Visits registers.
    fn trace_registers(mut place: *mut Value, end: *mut Value, tracer: &mut Tracer<'_>) {
        while place < end {
            // SAFETY: registers below the top hold zeros or values: fresh pages are zero, and what is above the top, or not
            // needed by compiled code, is cleared by every collection, so a word left there is that of an object not yet freed.
            let word = unsafe { *place.cast::<u64>() };
            tracer.register(word);
            // SAFETY: stays within the range.
            place = unsafe { place.add(1) };
        }
    }

    /// Visits the registers of running frames that are in use, and clears those that compiled code has left behind: the first one
    /// that was not looked at.
    fn trace_frames(&self, tracer: &mut Tracer<'_>) -> *mut Value {
        let mut place = self.values;
        let frames = self.frames();
        for (depth, frame) in frames.iter().enumerate() {
            let is_materialized = self.materialized == (frame.base, frame.next);
            if frame.generator.is_some() || is_materialized {
                continue;
            }
            let Some(needed) = native_frames::needed(frame) else { continue };
            Stacks::trace_registers(place, frame.base, tracer);
            // The registers of a frame that the interpreter has called begin within those of its caller.
            let end = match frames.get(depth + 1) {
                Some(callee) if callee.generator.is_none() => callee.base.min(frame.top),
                _ => frame.top,
            };
            let mut needed = needed.registers.iter().copied().peekable();
            let mut index = 0;
            place = frame.base;
            while place < end {
                if needed.next_if_eq(&index).is_some() {
                    // SAFETY: as in `trace_registers`.
                    tracer.register(unsafe { *place.cast::<u64>() });
                } else {
                    // SAFETY: the register is the frame's, and compiled code does not read it before it has written it.
                    unsafe { *place = Value::UNBOUND };
                }
                index = index.wrapping_add(1);
                // SAFETY: stays within the range.
                place = unsafe { place.add(1) };
            }
        }
        place
    }

    /// Visits the registers of running frames, and clears what lies above them, so that no word there outlives
    /// the object it refers to.
    pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
        let top = self.top();
        let mut place = self.trace_frames(tracer);
        Stacks::trace_registers(place, top, tracer);
        place = top;
        while (place as usize) < self.soft_end.get() {
            // SAFETY: the range is writable up to the soft end.
            unsafe {
                *place.cast::<u64>() = 0;
                place = place.add(1);
            }
        }
        let lowered = (top as usize + SOFT_STEP * 8).min(self.soft_end.get());
        self.soft_end.set(lowered);
        for frame in self.frames() {
            tracer.object(frame.function);
            native_frames::trace_code(frame, tracer);
            tracer.value(frame.locals);
            tracer.value(frame.instance);
            if let Some(generator) = frame.generator {
                tracer.object(generator);
                if let Some(registers) = generator.registers.try_get() {
                    // Its registers are written without a barrier, so they are looked at even if it is old.
                    for field in registers.fields() {
                        field.trace(tracer);
                    }
                }
            }
        }
        for &object in &self.frame_objects {
            tracer.value(object);
        }
    }
}
