//! Native frames of compiled code, as collections see them: which of their slots, and which registers of the interpreter, hold
//! what is still needed.
//!
//! The word right below the base of such a frame is the address of a [`FrameMap`]. No register of the processor keeps its value
//! across a call in compiled code, so that all that is needed after the call is in the frame's slots; the address to which the
//! call returns, the first word below the frame, tells which.

use std::cell::{Cell, OnceCell};

use crate::heap::{NativeFrame, Tracer};
use crate::vm::Frame;

/// What is known of the native frames of a piece of compiled code.
#[derive(Debug, Default)]
pub struct FrameMap {
    sites: OnceCell<Sites>,
    /// The address of the code object.
    code: usize,
    /// The bits of the objects that the machine code refers to.
    kept: Vec<u64>,
    /// Whether the code object does not keep them any more.
    pub is_retired: Cell<bool>,
}

/// The calls in a piece of compiled code.
#[derive(Debug, Default)]
pub struct Sites {
    /// Words of a frame, below its base.
    words: usize,
    /// Sorted by the addresses to which calls return.
    calls: Vec<CallSite>,
    /// Slots and registers of all calls, one call after the other.
    places: Vec<u16>,
}

#[derive(Debug)]
struct CallSite {
    returns_to: usize,
    first: u32,
    slots: u16,
    registers: u16,
}

/// What a call needs after it or meanwhile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needed<'a> {
    /// Words of the native frame, below its base.
    words: usize,
    /// How many words below the base of the frame each slot lies.
    slots: &'a [u16],
    /// Registers of the interpreter, in order.
    pub(crate) registers: &'a [u16],
}

impl Sites {
    /// None as yet, of frames with so many words below their base.
    pub fn new(words: usize) -> Sites {
        Sites { words, ..Sites::default() }
    }

    /// Adds a call that returns to an address, with the slots that hold what is needed afterwards, each as words below the base,
    /// and the interpreter's registers that the call reads or writes. What does not fit is left out: such a frame is looked at
    /// word for word.
    pub fn add(&mut self, returns_to: usize, slots: &[u16], registers: &[u16]) {
        let mut registers = registers.to_vec();
        registers.sort_unstable();
        registers.dedup();
        let counts = (u16::try_from(slots.len()), u16::try_from(registers.len()));
        if let (Ok(slot_count), Ok(register_count)) = counts {
            let first = self.places.len() as u32;
            self.places.extend(slots);
            self.places.extend(registers);
            self.calls.push(CallSite { returns_to, first, slots: slot_count, registers: register_count });
        }
    }

    /// How many bytes of memory they take.
    pub fn bytes(&self) -> usize {
        self.calls.capacity() * size_of::<CallSite>() + self.places.capacity() * 2
    }

    fn needed(&self, returns_to: usize) -> Option<Needed<'_>> {
        let place = self.calls.binary_search_by_key(&returns_to, |call| call.returns_to).ok()?;
        let call = &self.calls[place];
        let (slots, registers) = (call.first as usize, call.first as usize + usize::from(call.slots));
        Some(Needed {
            words: self.words,
            slots: &self.places[slots..registers],
            registers: &self.places[registers..registers + usize::from(call.registers)],
        })
    }
}

impl FrameMap {
    /// That of code of a code object, which is named by its address, with the bits of all objects that the machine code refers to.
    pub fn new(code: usize, kept: Vec<u64>) -> FrameMap {
        FrameMap { code, kept, ..FrameMap::default() }
    }

    /// The bits of the objects that the machine code refers to.
    pub fn kept(&self) -> &[u64] {
        &self.kept
    }

    /// Sets the calls, once.
    pub fn set(&self, mut sites: Sites) {
        sites.calls.sort_unstable_by_key(|call| call.returns_to);
        sites.calls.shrink_to_fit();
        sites.places.shrink_to_fit();
        let _ = self.sites.set(sites);
    }

    /// How many bytes of memory the calls take.
    pub fn bytes(&self) -> usize {
        self.sites.get().map_or(0, Sites::bytes) + 8 * self.kept.capacity()
    }
}

/// What the call needs that a frame of compiled code is in; none if that is not known, or no compiled code runs the frame.
pub(crate) fn needed(frame: &Frame) -> Option<Needed<'_>> {
    if frame.native.is_null() {
        return None;
    }
    // SAFETY: as long as a frame names its native frame, that is there, with the address of a map right below its base; the map
    // lives as long as the code does. Below the frame lie the words of what it has called.
    unsafe {
        let map = &*(*frame.native.sub(1) as *const FrameMap);
        let sites = map.sites.get()?;
        sites.needed(*frame.native.sub(sites.words + 1) as usize)
    }
}

/// The map of the native frame that runs a frame, if compiled code does.
pub(crate) fn map_of(frame: &Frame) -> Option<&FrameMap> {
    // SAFETY: as in `needed`.
    (!frame.native.is_null()).then(|| unsafe { &*(*frame.native.sub(1) as *const FrameMap) })
}

/// Visits what the compiled code needs that runs a frame.
pub(crate) fn trace_code(frame: &Frame, tracer: &mut Tracer<'_>) {
    let Some(map) = map_of(frame) else { return };
    tracer.word(map.code as u64);
    if map.is_retired.get() {
        map.kept.iter().for_each(|&word| tracer.word(word));
    }
}

/// The native frame that runs a frame, if it is known which of its slots are needed.
pub(crate) fn native_frame(frame: &Frame) -> Option<NativeFrame<'_>> {
    let needed = needed(frame)?;
    Some(NativeFrame { base: frame.native as usize, words: needed.words, slots: needed.slots })
}
