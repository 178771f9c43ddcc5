//! Entering compiled code: counting towards it, and what comes back.
//!
//! Each code object has a *heat* that calls and loops count down. At zero the interpreter asks here at each call and
//! each round: whether there is compiled code to enter, or whether to have some made.

use std::cell::Cell;

use rustc_hash::FxHashSet;
use strict_bytecode::{Instruction, Opcode};

use super::native_frames;
use crate::heap::Gc;
use crate::interp;
use crate::object::{CodeObject, Function, Generator, GeneratorState};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Vm};

/// Heat that is as good as never used up: of code that is not to be compiled.
pub(crate) const COLD: u32 = u32::MAX;

/// Calls compiled code: with the VM and the address. The result is the value that the frame returns; or zero, and the frame is
/// still there, for the interpreter to go on with.
pub type Trampoline = unsafe extern "sysv64" fn(*mut Vm, *const u8) -> u64;

/// Compiled code of a function from its beginning on.
#[derive(Debug)]
pub struct Compiled {
    /// The address of the function that its direct entry is for.
    pub function: usize,
    /// The address of the globals that it is for.
    pub globals: usize,
    /// The entry for calls from the interpreter, which has pushed the frame and laid out the arguments.
    pub generic: *const u8,
    /// The entry for calls from compiled code.
    pub direct: *const u8,
}

/// What came of asking for compiled code.
#[derive(Debug)]
pub enum Made<T> {
    /// It is there.
    Code(T),
    /// Not now: the code may be asked for again.
    Later,
    /// It cannot be made.
    Never,
}

impl<T> Made<T> {
    /// The same of what is made of the code.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Made<U> {
        match self {
            Made::Code(code) => Made::Code(make(code)),
            Made::Later => Made::Later,
            Made::Never => Made::Never,
        }
    }
}

/// What a program may ask of the compiler.
#[derive(Clone, Copy, Debug)]
pub enum Request {
    /// Whether anything is compiled by itself.
    IsEnabled,
    /// Compile what is hot from now on, or nothing more.
    Enable(bool),
    /// Compile a function now; tells whether it is compiled.
    Compile(Gc<Function>),
    /// Never compile a function by itself, or allow it again.
    Suppress(Gc<Function>, bool),
}

/// How often compiled code was left by an exit.
#[derive(Clone, Debug)]
pub struct ExitCount {
    /// The function's qualified name.
    pub function: String,
    /// The line of the instruction with which the interpreter went on.
    pub line: u32,
    /// Why.
    pub reason: &'static str,
    /// How often.
    pub count: u64,
}

/// A compiler to machine code.
pub trait CodeBackend {
    /// How compiled code is called. To be asked for when there is some.
    fn trampoline(&self) -> Trampoline;

    /// Compiles a function from its beginning on.
    fn compile_call(&mut self, vm: &mut Vm, function: Gc<Function>) -> Made<&'static Compiled>;

    /// Compiles the rest of a function from a loop's header on, and gives the address to enter.
    fn compile_loop(&mut self, vm: &mut Vm, function: Gc<Function>, position: u32) -> Made<*const u8>;

    /// Counts that compiled code has left through an exit, which it names as it likes; may invalidate it.
    fn note_exit(&mut self, vm: &mut Vm, exit: usize);

    /// Forgets objects that have died, by their former addresses.
    fn forget(&mut self, dead: &[usize]);

    /// Invalidates the compiled code of a code object, or all.
    fn invalidate(&mut self, code: Option<Gc<CodeObject>>);

    /// Puts what a running frame's registers hold where the interpreter looks for it.
    fn materialize(&mut self, vm: &mut Vm, depth: usize);

    /// To be called before the process is forked.
    fn before_fork(&mut self);

    /// To be called after that, in both processes; false if this one must not enter compiled code any more.
    fn after_fork(&mut self, in_child: bool) -> bool;

    /// Does what a program asks for; tells whether that is so now.
    fn request(&mut self, vm: &mut Vm, request: Request) -> bool;

    /// The functions that are compiled from their beginning on.
    fn compiled_functions(&self) -> Vec<Gc<Function>>;

    /// The machine code of a function, and its address.
    fn machine_code(&self, function: Gc<Function>) -> Option<(usize, Vec<u8>)>;

    /// How often code was left, by exit.
    fn exit_counts(&self) -> Vec<ExitCount>;

    /// Counters and times in milliseconds, by name.
    fn figures(&self) -> Vec<(&'static str, f64)>;

    /// What is to be told at the end of the program, if anything.
    fn report(&self) -> Option<String>;
}

/// The state of compiling in a VM.
pub(crate) struct Tiering {
    pub(crate) backend: Option<Box<dyn CodeBackend>>,
    pub(crate) trampoline: Option<Trampoline>,
    /// The heat of new code.
    pub(crate) initial_heat: u32,
    /// Whether compiled code that has left has raised an exception.
    pub(crate) has_raised: Cell<bool>,
    /// Whether a call from compiled code has raised, and the callee's frame is gone or was never there.
    pub(crate) has_failed: Cell<bool>,
}

impl Tiering {
    /// Nothing is compiled.
    pub(crate) fn off() -> Tiering {
        Tiering {
            backend: None,
            trampoline: None,
            initial_heat: COLD,
            has_raised: Cell::new(false),
            has_failed: Cell::new(false),
        }
    }
}

/// What came of trying to enter compiled code.
pub(crate) enum Entered {
    /// There is none: the interpreter runs the frame.
    Not,
    /// The frame has returned and is gone.
    Returned(Value),
    /// The frame is left to the interpreter, maybe with an exception raised at its current instruction.
    Left { is_raising: bool },
}

impl Vm {
    /// Whether compiled code is to be asked for before the innermost frame runs; counts towards it.
    #[inline(always)]
    pub(crate) fn is_innermost_hot(&self) -> bool {
        // SAFETY: a frame has just been pushed.
        let code = unsafe { (*self.stacks.next_frame.sub(1)).function }.code.get();
        let heat = code.heat.get();
        code.heat.set(heat.saturating_sub(1));
        heat == 0
    }

    /// The same of the innermost frame if it is that of a generator, which goes on. What waits for another generator is gone on
    /// with in the interpreter's loop, without a call for each of them.
    #[inline(always)]
    pub(crate) fn is_resumed_hot(&self) -> bool {
        // SAFETY: a frame is running, whose next instruction is one of its code.
        let next = unsafe { *(*self.stacks.next_frame.sub(1)).next };
        self.is_innermost_hot() && next.opcode_number() != Opcode::YieldFrom as u8
    }

    /// Has hot code be compiled from now on: code with this much heat.
    pub fn set_backend(&mut self, backend: Box<dyn CodeBackend>, initial_heat: u32) {
        self.tiering.backend = Some(backend);
        self.tiering.initial_heat = initial_heat;
    }

    /// Whether strict modules are left open to tests, so that what they froze may change.
    pub fn patches_strict_modules(&self) -> bool {
        self.strict.is_patching
    }

    /// Whether anybody wants to know what running code does.
    fn is_monitored(&self) -> bool {
        self.monitoring.wants(crate::monitoring::Events::all())
    }

    /// What the compiler has to tell at the end of the program.
    pub(crate) fn backend_report(&self) -> Option<String> {
        self.tiering.backend.as_ref()?.report()
    }

    /// To be called when compiled code has left the innermost frame, whose registers are as the interpreter wants them:
    /// whether it has raised, and by which exit.
    pub fn leave_compiled(&mut self, is_raising: bool, exit: usize) {
        self.tiering.has_raised.set(is_raising);
        if let Some(frame) = self.stacks.frames_mut().last_mut() {
            frame.native = std::ptr::null();
        }
        self.with_backend(|backend, vm| {
            backend.note_exit(vm, exit);
            Some(())
        });
    }

    /// Ends the innermost frame, which returns, and whose registers are as they should be.
    pub fn end_compiled_frame(&mut self) {
        interp::pop_frame(self);
    }

    /// Begins the frame of a function that was inlined in compiled code, which has left; the new instance if it initialises one.
    pub fn push_inlined(&mut self, function: Gc<Function>, destination: u16, instance: Option<Value>) {
        let base = self.stacks.top();
        // Beyond the end there is always room for a few frames.
        self.stacks.has_room(base.wrapping_add(function.code.get().register_count.get() as usize));
        let kind = if instance.is_some() { FrameKind::Init } else { FrameKind::Call };
        interp::push_frame(self, function, base, kind, destination);
        if let (Some(instance), Some(frame)) = (instance, self.stacks.frames_mut().last_mut()) {
            frame.instance = instance;
        }
    }

    /// Has a code object keep alive what its machine code refers to, and nothing else.
    pub fn keep_for_compiled(&mut self, code: Gc<CodeObject>, objects: &[Value]) {
        let kept = self.new_list();
        for &object in objects {
            self.heap.append(kept, object);
        }
        code.kept.set(code, kept.value());
    }

    /// The addresses of the maps of all native frames of compiled code that are in use.
    pub fn used_maps(&self) -> FxHashSet<usize> {
        let frames = self.stacks.frames().iter().chain(self.threads.parked_frames());
        frames.filter_map(native_frames::map_of).map(|map| std::ptr::from_ref(map) as usize).collect()
    }

    /// Tells the compiler of objects that have died, before it takes other ones for them.
    fn forget_dead(&mut self) {
        if let Some(backend) = &mut self.tiering.backend {
            let dead = self.heap.take_dead();
            if !dead.is_empty() {
                backend.forget(&dead);
            }
        }
    }

    /// The index of the instruction that a frame's `next` names.
    pub fn position_of_next(&self) -> Option<u32> {
        let frame = self.stacks.frames().last()?;
        let start = frame.function.code.get().instructions.get();
        Some(((frame.next as usize - start as usize) / 8) as u32)
    }

    /// To be called before the process is forked.
    pub(crate) fn before_fork_of_compiled(&mut self) {
        if let Some(backend) = &mut self.tiering.backend {
            backend.before_fork();
        }
    }

    /// To be called after that, in both processes.
    pub(crate) fn after_fork_of_compiled(&mut self, in_child: bool) {
        let is_usable = self.tiering.backend.as_mut().is_none_or(|backend| backend.after_fork(in_child));
        if !is_usable {
            // Frames of compiled code cannot be gone on with, so nothing else can be done.
            crate::run::write_stderr("strict: no memory for compiled code in a forked process\n");
            std::process::abort();
        }
    }

    /// Invalidates the compiled code of a code object, or all of it.
    pub(crate) fn invalidate_compiled(&mut self, code: Option<Gc<CodeObject>>) {
        self.forget_dead();
        if let Some(backend) = &mut self.tiering.backend {
            backend.invalidate(code);
        }
    }

    /// Has the registers of a running frame hold what they should, if compiled code keeps that elsewhere.
    pub(crate) fn materialize(&mut self, depth: usize) {
        if self.stacks.frames().get(depth).is_some_and(|frame| !frame.native.is_null())
            && let Some(mut backend) = self.tiering.backend.take()
        {
            backend.materialize(self, depth);
            self.tiering.backend = Some(backend);
            let frame = self.stacks.frames()[depth];
            self.stacks.materialized = (frame.base, frame.next);
        }
    }

    /// The compiler, if there is one.
    pub(crate) fn backend(&mut self) -> Option<&dyn CodeBackend> {
        self.forget_dead();
        self.tiering.backend.as_deref()
    }

    /// Asks the compiler for something: false if there is none.
    pub(crate) fn ask_backend(&mut self, request: Request) -> bool {
        if let Request::Compile(function) = request {
            let code = function.code.get();
            if code.flags().intersects(interp::SUSPENDABLE) || self.prepare_code(code).is_err() {
                self.raised = Value::UNBOUND;
                return false;
            }
            self.bind_names_of(function);
        }
        self.with_backend(|backend, vm| Some(backend.request(vm, request))).unwrap_or(false)
    }

    fn with_backend<T>(
        &mut self,
        work: impl FnOnce(&mut dyn CodeBackend, &mut Vm) -> Option<T>,
    ) -> Option<T> {
        self.forget_dead();
        let mut backend = self.tiering.backend.take()?;
        let result = work(&mut *backend, self);
        self.tiering.backend = Some(backend);
        result
    }

    fn call_compiled(&mut self, entry: *const u8) -> Entered {
        let trampoline = match (self.tiering.trampoline, &self.tiering.backend) {
            (Some(trampoline), _) => trampoline,
            (None, Some(backend)) => *self.tiering.trampoline.insert(backend.trampoline()),
            (None, None) => return Entered::Not,
        };
        let vm: *mut Vm = self;
        // SAFETY: the backend made the entry for the function of the innermost frame, and its code keeps to the
        // conventions of this module.
        let bits = unsafe { trampoline(vm, entry) };
        if bits == 0 {
            return Entered::Left { is_raising: self.tiering.has_raised.replace(false) };
        }
        // SAFETY: compiled code returns values.
        Entered::Returned(unsafe { Value::from_bits(bits) })
    }
}

/// Whether compiled code may be entered at all.
#[inline(always)]
fn may_compile(vm: &Vm) -> bool {
    vm.tiering.backend.is_some() && !vm.is_monitored() && vm.has_native_room()
}

/// Enters compiled code of the innermost frame, which has not begun. To be called if the code's heat is used up.
#[cold]
#[inline(never)]
pub(crate) fn enter_frame(vm: &mut Vm) -> Entered {
    // Nothing but the entry is in the native frames above that of the code: what they write late would keep old objects alive.
    match call_entry(vm) {
        Some(entry) => vm.call_compiled(entry),
        None => Entered::Not,
    }
}

/// The code to be entered, which is made if need be; none if the interpreter is to run the frame.
#[inline(never)]
fn call_entry(vm: &mut Vm) -> Option<*const u8> {
    // SAFETY: a frame has just been pushed.
    let frame = unsafe { &mut *vm.stacks.next_frame.sub(1) };
    let (function, code, generator) = (frame.function, frame.function.code.get(), frame.generator);
    if let Some(compiled) = code.compiled_call()
        && compiled.globals == function.globals.get().address()
    {
        frame.next = code.instructions.get();
        return may_compile(vm).then_some(compiled.generic);
    }
    if !code.is_prepared() && vm.tiering.initial_heat == 0 && vm.prepare_code(code).is_err() {
        // The interpreter finds and raises it again.
        vm.raised = Value::UNBOUND;
        return None;
    }
    if vm.tiering.initial_heat == 0 {
        vm.bind_names_of(function);
    }
    if !code.is_prepared() {
        return None;
    }
    if let Some(frame) = vm.stacks.frames_mut().last_mut() {
        frame.next = code.instructions.get();
    }
    if generator.is_some() || !may_compile(vm) {
        if vm.tiering.backend.is_none() {
            code.heat.set(COLD);
        }
        return None;
    }
    let compiled = match code.compiled_call() {
        Some(compiled) => Made::Code(compiled),
        None if !vm.has_room_to_compile() => Made::Later,
        None => {
            vm.with_backend(|backend, vm| Some(backend.compile_call(vm, function))).unwrap_or(Made::Never)
        }
    };
    match compiled {
        Made::Code(compiled) if compiled.globals == function.globals.get().address() => {
            Some(compiled.generic)
        }
        Made::Code(_) | Made::Later => None,
        Made::Never => {
            // Its loops may still be.
            if !code.has_loop_entries() {
                code.heat.set(COLD);
            }
            None
        }
    }
}

/// Enters compiled code of the innermost frame, that of a generator, where it goes on. To be called if the code's heat is used up.
#[cold]
#[inline(never)]
pub(crate) fn enter_resumed(vm: &mut Vm) -> Entered {
    let Some(frame) = vm.stacks.frames().last().copied() else { return Entered::Not };
    if let Some(entry) = entry_of(vm, frame.function, frame.next) {
        return vm.call_compiled(entry);
    }
    if vm.tiering.initial_heat == 0 {
        vm.bind_names_of(frame.function);
    }
    enter_loop(vm)
}

/// Where compiled code is entered to go on with an instruction, if it is there and may be entered.
#[inline(always)]
fn entry_of(vm: &Vm, function: Gc<Function>, next: *const Instruction) -> Option<*const u8> {
    let code = function.code.get();
    let position = ((next as usize - code.instructions.get() as usize) / size_of::<Instruction>()) as u32;
    code.entry_for(position, function.globals.get().address()).filter(|_| may_compile(vm))
}

/// Resumes a generator in compiled code, with what its `yield` gives: what it yields or returns; none if there is no such code.
#[inline]
pub(crate) fn resume_compiled(vm: &mut Vm, generator: Gc<Generator>, value: Value) -> Option<Outcome<Value>> {
    let function = generator.function.get();
    let is_ready = match generator.state.get() {
        GeneratorState::Created => value.is_none(),
        GeneratorState::Suspended => true,
        _ => false,
    };
    if function.code.get().heat.get() != 0 || !is_ready || !vm.stacks.has_frame_room() {
        return None;
    }
    let next = generator.next.get();
    // SAFETY: a generator goes on with an instruction of its code.
    if unsafe { *next }.opcode_number() == Opcode::YieldFrom as u8 {
        return None;
    }
    let entry = entry_of(vm, function, next)?;
    interp::push_resumed(vm, generator, value);
    let entered = vm.call_compiled(entry);
    Some(go_on(vm, entered))
}

/// Runs the innermost frame, that of a generator, compiled or interpreted, until it yields or returns.
pub(crate) fn run_resumed(vm: &mut Vm) -> Outcome<Value> {
    if !vm.is_resumed_hot() {
        return interp::run(vm);
    }
    let entered = enter_resumed(vm);
    go_on(vm, entered)
}

/// Goes on with the innermost frame after it was tried to enter compiled code, up to its end.
fn go_on(vm: &mut Vm, entered: Entered) -> Outcome<Value> {
    match entered {
        Entered::Not => interp::run(vm),
        Entered::Returned(value) => Ok(value),
        Entered::Left { is_raising: true } => interp::run_raising(vm),
        Entered::Left { is_raising: false } => interp::run(vm),
    }
}

/// Enters compiled code of the innermost frame at the loop header, or the place behind a `yield`, that it is to go on with. To be
/// called if the code's heat is used up.
#[cold]
#[inline(never)]
pub(crate) fn enter_loop(vm: &mut Vm) -> Entered {
    match loop_entry(vm) {
        Some(entry) => vm.call_compiled(entry),
        None => Entered::Not,
    }
}

/// The same for [`enter_loop`].
#[inline(never)]
fn loop_entry(vm: &mut Vm) -> Option<*const u8> {
    let frame = vm.stacks.frames().last().copied()?;
    let (function, code) = (frame.function, frame.function.code.get());
    if !may_compile(vm) {
        if vm.tiering.backend.is_none() {
            code.heat.set(COLD);
        }
        return None;
    }
    let position = vm.position_of_next()?;
    let entry = match code.loop_entry(position) {
        Some(entry) => entry,
        None if !vm.has_room_to_compile() => return None,
        None => {
            let made = vm.with_backend(|backend, vm| Some(backend.compile_loop(vm, function, position)));
            let entry = match made {
                Some(Made::Code(entry)) => entry,
                Some(Made::Later) => return None,
                Some(Made::Never) | None => std::ptr::null(),
            };
            code.set_loop_entry(position, entry, function.globals.get().address());
            entry
        }
    };
    if entry.is_null() && !code.has_loop_entries() && code.compiled_call().is_none() {
        code.heat.set(COLD);
    }
    if entry.is_null() || !code.is_for_globals(function.globals.get().address()) {
        return None;
    }
    Some(entry)
}

/// Runs the innermost frame, which has not begun, compiled or interpreted.
pub(crate) fn run_innermost(vm: &mut Vm) -> Outcome<Value> {
    let code = match vm.stacks.frames().last() {
        Some(frame) => frame.function.code.get(),
        None => return interp::run(vm),
    };
    let heat = code.heat.get();
    if heat != 0 {
        code.heat.set(heat - 1);
        return interp::run(vm);
    }
    let entered = enter_frame(vm);
    go_on(vm, entered)
}
