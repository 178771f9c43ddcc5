//! Leaving compiled code: putting what it holds in registers and slots where the interpreter wants it.
#![allow(unsafe_code, reason = "reads machine registers and writes the interpreter's")]

use std::cell::{Cell, OnceCell};

use strict_vm::Value;
use strict_vm::abi::{Compiled, FrameMap};
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Function};
use strict_vm::vm::Vm;

use crate::emit::{Location, PlacedExit};
use crate::lir::ExitFrame;

/// Metadata of a piece of compiled code. It lives as long as the code does.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct Blob {
    /// What collections know of its native frames; first, since a blob's address stands for that of its map.
    pub(crate) map: FrameMap,
    /// `co_qualname`
    pub(crate) name: String,
    /// The address of the code object.
    pub(crate) code: usize,
    /// The address of the function that its entry for compiled callers is for; zero if that is no more. Callers keep the function.
    pub(crate) function: Cell<usize>,
    /// The addresses of the code objects that were inlined.
    pub(crate) inlined: Vec<usize>,
    /// The address of the first instruction of the bytecode.
    pub(crate) instructions: usize,
    /// The address of the code.
    pub(crate) address: Cell<usize>,
    /// The address of the word that says that the code is invalid; zero until it is installed, and when it is invalid.
    pub(crate) valid: Cell<usize>,
    /// What the VM enters.
    pub(crate) compiled: OnceCell<Compiled>,
    /// Whether machine code of callers leads to its entry for them.
    pub(crate) is_linked: Cell<bool>,
    /// The address of the entry for compiled callers; zero if it has none.
    pub(crate) direct: Cell<usize>,
    /// How many bytes of machine code there are.
    pub(crate) size: Cell<usize>,
    /// The exits.
    pub(crate) exits: Vec<ExitRecord>,
}

impl Blob {
    /// The code object.
    pub(crate) fn code(&self) -> Gc<CodeObject> {
        // SAFETY: the compiler learns of the deaths of code objects before it looks at their code again.
        unsafe { Gc::from_address(self.code) }
    }

    /// Whether the code may be entered.
    pub(crate) fn is_valid(&self) -> bool {
        self.valid.get() != 0
    }

    /// Whether compiled callers may enter it.
    pub(crate) fn is_callable(&self) -> bool {
        self.is_valid() && self.direct.get() != 0 && self.function.get() != 0
    }

    /// The function that its entry for compiled callers is for, which it has.
    pub(crate) fn function(&self) -> Gc<Function> {
        // SAFETY: the compiler learns of the deaths of functions before it looks at their code again.
        unsafe { Gc::from_address(self.function.get()) }
    }

    /// How many bytes of memory the metadata take, about.
    pub(crate) fn bytes(&self) -> usize {
        let registers: usize =
            self.exits.iter().flat_map(|exit| &exit.placed.frames).map(|frame| frame.registers.len()).sum();
        size_of::<Blob>()
            + self.map.bytes()
            + self.exits.len() * (size_of::<ExitRecord>() + size_of::<ExitFrame<Location>>())
            + registers * size_of::<(u16, Location)>()
    }
}

impl ExitRecord {
    /// Whether it is taken because something was assumed that does not hold.
    pub(crate) fn is_speculation(&self) -> bool {
        let is_wanted = matches!(
            self.placed.reason,
            "attention"
                | "invalidated"
                | "raising"
                | "the frame has an object"
                | "an unbound variable"
                | "a NaN"
        );
        !self.placed.is_raising && !is_wanted
    }
}

/// An exit, and how often it was taken.
#[derive(Debug)]
pub(crate) struct ExitRecord {
    pub(crate) placed: PlacedExit,
    pub(crate) blob: Cell<*const Blob>,
    pub(crate) count: Cell<u32>,
}

/// The registers of the processor when compiled code left.
#[repr(C)]
pub(crate) struct Saved {
    general: [u64; 16],
    vectors: [f64; 16],
}

/// Reads locations of one exit.
struct Reader {
    saved: *const Saved,
    native: *const u64,
    /// Doubles that were boxed, so that one that is in two registers is one object.
    boxed: Vec<(Location, Value)>,
}

impl Reader {
    fn value(&mut self, vm: &mut Vm, location: Location) -> Value {
        let word = |bits: u64| {
            // SAFETY: tagged words are values, which compiled code has kept alive.
            if bits == 0 { Value::UNBOUND } else { unsafe { Value::from_bits(bits) } }
        };
        // SAFETY: the slot lies in the native frame that is being left.
        let slot = |below: u32| unsafe { *self.native.sub(below as usize) };
        let number = match location {
            Location::Constant(bits) => return word(bits),
            // SAFETY: the registers were saved; without them no location names one.
            Location::General(number) => return word(unsafe { (*self.saved).general[usize::from(number)] }),
            Location::Slot(below) => return word(slot(below)),
            Location::Double(bits) => f64::from_bits(bits),
            // SAFETY: as above.
            Location::Vector(number) => unsafe { (*self.saved).vectors[usize::from(number)] },
            Location::DoubleSlot(below) => f64::from_bits(slot(below)),
        };
        if let Some((_, known)) = self.boxed.iter().find(|(known, _)| *known == location) {
            return *known;
        }
        let value = vm.new_float(number);
        self.boxed.push((location, value));
        value
    }

    /// Puts what a frame's registers hold into them, and nothing into the others: what has been there may be long dead.
    fn restore(&mut self, vm: &mut Vm, depth: usize, frame: &ExitFrame<Location>) {
        let (base, count) = {
            let running = &vm.stacks.frames()[depth];
            (running.base, running.function.code.get().register_count.get())
        };
        for register in 0..count as usize {
            // SAFETY: the frame has that register.
            unsafe { base.add(register).write(Value::UNBOUND) };
        }
        for &(register, location) in &frame.registers {
            let value = self.value(vm, location);
            // SAFETY: the frame has that register.
            unsafe { base.add(usize::from(register)).write(value) };
        }
    }
}

/// Leaves through an exit: called by the code that all functions share. Zero if the interpreter goes on with the frame; else it
/// has returned that.
///
/// # Safety
/// Called by compiled code that runs the innermost frame.
pub(crate) unsafe extern "sysv64" fn side_exit(
    vm: *mut Vm,
    exit: *const ExitRecord,
    saved: *const Saved,
    native: *const u64,
) -> u64 {
    // SAFETY: compiled code passes its VM, and records live as long as the process.
    let (vm, exit) = unsafe { (&mut *vm, &*exit) };
    // SAFETY: as above.
    let blob = unsafe { &*exit.blob.get() };
    // A collection that boxing a number brings about looks at all slots.
    if let Some(running) = vm.stacks.frames_mut().last_mut() {
        running.native = std::ptr::null();
    }
    let mut reader = Reader { saved, native, boxed: Vec::new() };
    for (place, frame) in exit.placed.frames.iter().enumerate() {
        let mut instructions = blob.instructions;
        if let Some(caller) = &frame.caller {
            let instance = caller.instance.map(|location| reader.value(vm, location));
            // SAFETY: functions that were inlined are kept alive, as all that machine code refers to.
            let function: Gc<Function> = unsafe { Gc::from_address(caller.function as usize) };
            vm.push_inlined(function, caller.destination, instance);
            instructions = function.code.get().instructions.get() as usize;
        }
        // Where a frame without an object returns, nobody looks at its registers any more, and a generator's are gone.
        let is_restored = !exit.placed.is_return || vm.stacks.frames().last().is_some_and(|it| it.has_object);
        if is_restored {
            reader.restore(vm, vm.stacks.depth() - 1, frame);
        }
        let is_done = exit.placed.is_raising || exit.placed.is_return;
        let is_done = is_done && place + 1 == exit.placed.frames.len();
        let position = frame.position as usize + usize::from(is_done);
        if let Some(running) = vm.stacks.frames_mut().last_mut() {
            running.next = (instructions + 8 * position) as *const _;
            running.native = std::ptr::null();
        }
    }
    vm.leave_compiled(exit.placed.is_raising, std::ptr::from_ref(exit) as usize);
    if !exit.placed.is_return {
        return 0;
    }
    vm.end_compiled_frame();
    // SAFETY: the registers were saved.
    unsafe { (*saved).general[0] }
}

/// Puts what a frame of compiled code that has called something holds into the interpreter's registers.
pub(crate) fn materialize(vm: &mut Vm, depth: usize) {
    let frame = vm.stacks.frames()[depth];
    if frame.native.is_null() {
        return;
    }
    // SAFETY: a running frame's native frame is there, with the metadata below it.
    let blob = unsafe { &*(*frame.native.sub(1) as *const Blob) };
    let position = ((frame.next as usize - blob.instructions) / 8).wrapping_sub(1);
    let exit = blob.exits.iter().find(|exit| {
        exit.placed.is_raising && exit.placed.frames.len() == 1 && exit.placed.position() as usize == position
    });
    if let Some(exit) = exit {
        Reader { saved: std::ptr::null(), native: frame.native, boxed: Vec::new() }.restore(
            vm,
            depth,
            &exit.placed.frames[0],
        );
    }
}
