//! [`Jit`]: the compiler as the VM sees it: the pipeline, installing and invalidating code.

use std::cell::Cell;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_vm::Value;
use strict_vm::abi::{CodeBackend, Compiled, ExitCount, Made, Request, Trampoline};
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Function as PythonFunction, Str};
use strict_vm::run::write_stderr;
use strict_vm::vm::Vm;

use crate::build::{self, Entry, Histories, Subject};
use crate::clock::thread_time;
use crate::code::Arena;
use crate::deopt::{self, Blob, ExitRecord};
use crate::emit::{self, Emitted, Emitter, Stubs, Surroundings};
use crate::hir::{Function, Op};
use crate::lir::{allocate::allocate, lower::lower};
use crate::options::{Mode, Options};
use crate::passes;
use crate::perf_map;
use crate::stats::{Stats, Stopwatch};

/// Compiling takes at most one part in so many of the time that the program has run,
const BUDGET: u32 = 16;
/// and what it may take beyond that.
const ADVANCE: Duration = Duration::from_millis(20);
/// How often an exit may be taken before its assumption is dropped.
const EXIT_LIMIT: u32 = 40;
/// How often code that was compiled anew as often as it may be leaves through one exit before it is given up.
const MOST_EXITS: u32 = 20_000;

/// The compiler of one VM.
#[derive(Debug)]
pub(crate) struct Jit {
    arena: Arena,
    stubs: Stubs,
    options: Options,
    stats: Stats,
    started: Duration,
    /// Whether what is hot is compiled.
    is_enabled: bool,
    /// Whether a program has asked for what is being compiled.
    is_forced: bool,
    blobs: Vec<&'static Blob>,
    histories: Histories,
    /// How many exits are passed until one is taken, and the state of the numbers that it is set from.
    stress: Box<Cell<u32>>,
    random: u32,
    /// Entries for compiled callers of functions that were not compiled then, by address.
    stand_ins: FxHashMap<usize, usize>,
    /// Objects that machine code refers to.
    kept: FxHashSet<u64>,
}

impl Jit {
    /// A compiler; none if the system gives it no memory.
    pub(crate) fn new(options: Options) -> Option<Jit> {
        let mut arena = Arena::new()?;
        let (bytes, stubs) = emit::stubs(arena.next(), deopt::side_exit as *const () as usize).ok()?;
        arena.add(&bytes)?;
        Some(Jit {
            arena,
            stubs,
            stats: Stats::default(),
            started: thread_time(),
            is_enabled: true,
            is_forced: false,
            blobs: Vec::new(),
            histories: Histories::default(),
            random: options.stress.unwrap_or(1).wrapping_mul(2_654_435_761) | 1,
            stress: Box::new(Cell::new(1)),
            options,
            stand_ins: FxHashMap::default(),
            kept: FxHashSet::default(),
        })
    }

    /// Compiles, and notes why if that cannot be.
    fn compile(
        &mut self,
        vm: &mut Vm,
        function: Gc<PythonFunction>,
        entry: Entry,
    ) -> Made<(&'static Blob, Emitted)> {
        let code = function.code.get();
        let history = self.histories.entry(code.address()).or_default();
        if history.refused.contains(&entry) {
            return Made::Never;
        }
        let name = code.code().qualified_name.to_string();
        let is_wanted = || {
            let is_named = self.options.only.as_ref().is_none_or(|only| name.contains(only.as_str()));
            is_named
                && self.options.list.as_ref().is_none_or(|list| list.has(&module_of(function), code.code()))
        };
        if !self.is_forced && (history.is_suppressed || !is_wanted()) {
            history.refused.insert(entry);
            return Made::Never;
        }
        if !self.is_forced && (!self.is_enabled || self.is_over_budget()) {
            code.heat.set(self.options.threshold.max(1));
            return Made::Later;
        }
        let start = thread_time();
        let compiled = self.pipeline(vm, function, code, entry);
        self.stats.compile_time += thread_time().saturating_sub(start);
        let history = self.histories.entry(code.address()).or_default();
        match compiled {
            Ok(compiled) => {
                history.compiled += 1;
                self.stats.compiled += 1;
                self.stats.bytecodes += code.code().instructions.len();
                Made::Code(compiled)
            }
            Err(reason) => {
                history.refused.insert(entry);
                self.stats.refused.entry(reason).or_default().push(name);
                Made::Never
            }
        }
    }

    fn pipeline(
        &mut self,
        vm: &mut Vm,
        function: Gc<PythonFunction>,
        code: Gc<CodeObject>,
        entry: Entry,
    ) -> Result<(&'static Blob, Emitted), String> {
        let is_eager = self.options.mode == Mode::All
            || self.is_forced && code.compiled_call().is_none() && code.heat.get() >= self.options.threshold;
        let subject = Subject { vm, function, code, entry, histories: &self.histories, is_eager };
        let mut watch = Stopwatch::new();
        let mut hir = build::build(subject)?;
        watch.next();
        if self.options.dumps_hir {
            write_stderr(&format!("{hir}\n"));
        }
        passes::run(&mut hir);
        watch.next();
        if self.options.dumps_hir {
            write_stderr(&format!("after passes: {hir}\n"));
        }
        self.keep_constants(vm, function, &hir);
        let entries = self.entries_of_callees(&hir)?;
        let entry_of = |callee: u64| entries.get(&callee).copied().unwrap_or_default();
        let lir = lower(&hir, &|at| code.code().instructions[at as usize].0, &entry_of)?;
        if self.options.dumps_lir {
            write_stderr(&format!("{}:\n{lir}\n", hir.name));
        }
        watch.next();
        let output = allocate(&lir)?;
        watch.next();
        let exits = emit::place_exits(&lir, &output);
        let instructions = code.instructions.get() as usize;
        let blob = Box::leak(Box::new(Blob {
            name: hir.name.clone(),
            code: code.address(),
            function: function.address(),
            inlined: hir.inlined.iter().map(|code| code.address()).collect(),
            instructions,
            valid: 0.into(),
            direct: 0.into(),
            size: 0.into(),
            exits: exits
                .into_iter()
                .map(|placed| ExitRecord { placed, blob: std::ptr::null::<Blob>().into(), count: 0.into() })
                .collect(),
        }));
        let blob: &'static Blob = blob;
        for exit in &blob.exits {
            exit.blob.set(blob);
        }
        let surroundings = Surroundings {
            address: self.arena.next(),
            exits: blob.exits.iter().map(|exit| std::ptr::from_ref(exit) as usize).collect(),
            metadata: std::ptr::from_ref(blob) as usize,
            function: function.address(),
            instructions,
            register_count: code.register_count.get(),
            parameters: (entry == Entry::Call).then_some(code.parameter_count.get()),
            stubs: self.stubs,
            stress: self.options.stress.is_some().then_some(self.stress.as_ptr() as usize),
        };
        let emitted = Emitter::emit(&lir, &output, &surroundings)?;
        let address = self.arena.add(&emitted.bytes).ok_or("the code arena is full")?;
        watch.next();
        for (total, time) in self.stats.phases.iter_mut().zip(watch.phases) {
            *total += time;
        }
        blob.valid.set(address);
        blob.size.set(emitted.bytes.len());
        if self.options.dumps_asm {
            let bytes: Vec<_> = emitted.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            write_stderr(&format!("{} at {address:#x}: {}\n", hir.name, bytes.join(" ")));
        }
        for &(class, code, site) in &hir.watched {
            vm.watch_construction(class, code, site);
        }
        for code in &hir.inlined {
            code.set_inlined();
        }
        self.blobs.push(blob);
        if self.options.writes_perf_map {
            perf_map::add(address, blob.size.get(), &hir.name);
        }
        let (direct, generic) = (address + emitted.direct, address + emitted.generic);
        Ok((blob, Emitted { direct, generic, bytes: Vec::new() }))
    }

    /// Has the VM keep what the machine code refers to.
    #[allow(unsafe_code, reason = "constants are kept as bits")]
    fn keep_constants(&mut self, vm: &mut Vm, function: Gc<PythonFunction>, hir: &Function) {
        let mut words = vec![function.value().bits()];
        for instruction in &hir.values {
            match instruction.op {
                Op::Constant(bits) | Op::GuardWord(bits) | Op::GuardShape(bits) | Op::SetShape(bits) => {
                    words.push(bits);
                }
                Op::CallDirect(_, callee) => words.push(callee.function),
                Op::CallNative(_, callee) | Op::NewGenerator(callee) => words.push(callee),
                _ => {}
            }
        }
        words.extend(hir.states.iter().filter_map(|state| state.caller.map(|caller| caller.function)));
        for bits in words {
            if bits != 0 && bits & 7 == 0 && self.kept.insert(bits) {
                // SAFETY: the words are those of objects that were reached from the function just now.
                vm.keep_for_compiled(unsafe { Value::from_bits(bits) });
            }
        }
    }

    /// The entries for compiled callers of all functions that are called directly: of one that is not compiled yet, code that
    /// has the VM call it, and that will lead to its compiled code.
    fn entries_of_callees(&mut self, hir: &Function) -> Result<FxHashMap<u64, usize>, String> {
        let mut entries = FxHashMap::default();
        for instruction in &hir.values {
            let Op::CallDirect(_, callee) = instruction.op else { continue };
            if callee.is_self || entries.contains_key(&callee.function) {
                continue;
            }
            let address = callee.function as usize;
            let compiled = self.blobs.iter().rev().find(|it| it.function == address && it.direct.get() != 0);
            let entry = match compiled {
                Some(blob) => blob.direct.get(),
                None => self.stand_in(address)?,
            };
            entries.insert(callee.function, entry);
        }
        Ok(entries)
    }

    /// The code that has the VM call a function, or that leads to its compiled code if there is some.
    fn stand_in(&mut self, function: usize) -> Result<usize, String> {
        if let Some(&entry) = self.stand_ins.get(&function) {
            return Ok(entry);
        }
        let bytes = emit::stand_in(self.arena.next(), function)?;
        let entry = self.arena.add(&bytes).ok_or("the code arena is full")?;
        self.stand_ins.insert(function, entry);
        Ok(entry)
    }

    /// Has compiled callers of a function call it by way of the VM, whatever they called before.
    fn leave_to_stand_in(&mut self, direct: usize, function: usize) {
        let entry = self.stand_ins[&function];
        self.arena.write_jump(entry, entry + emit::STAND_IN_BODY);
        self.arena.write_jump(direct, entry);
    }

    /// The next of a row of numbers without order (Marsaglia's xorshift).
    fn next_random(&mut self) -> u32 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 17;
        self.random ^= self.random << 5;
        self.random
    }

    fn invalidate_code(&mut self, code: Gc<CodeObject>) {
        for blob in self.blobs.clone().into_iter().filter(|blob| blob.is_valid()) {
            let is_concerned = blob.code == code.address() || blob.inlined.contains(&code.address());
            if is_concerned {
                if blob.direct.get() != 0 {
                    self.leave_to_stand_in(blob.direct.get(), blob.function);
                }
                self.arena.write_word(blob.valid.get(), 1);
                blob.valid.set(0);
                self.stats.invalidations += 1;
                blob.code().clear_compiled(self.heat_of(blob.code));
            }
        }
        code.clear_compiled(self.heat_of(code.address()));
    }

    /// Whether compiling has taken more than its part of the time.
    fn is_over_budget(&self) -> bool {
        self.options.has_budget
            && self.stats.compile_time > ADVANCE + thread_time().saturating_sub(self.started) / BUDGET
    }

    /// The code of a function that is valid.
    fn valid_blob(&self, function: Gc<PythonFunction>) -> Option<&'static Blob> {
        let is_it = |blob: &&&'static Blob| blob.function == function.address() && blob.is_callable();
        self.blobs.iter().rev().find(is_it).copied()
    }

    /// How hot code has to become until it is compiled anew: the hotter the more often that was done.
    fn heat_of(&self, code: usize) -> u32 {
        let compiled = self.histories.get(&code).map_or(0, |history| history.compiled);
        self.options.threshold.div_ceil(4).saturating_mul(1 << compiled.min(16))
    }
}

impl CodeBackend for Jit {
    #[allow(unsafe_code, reason = "the address of machine code becomes a function")]
    fn trampoline(&self) -> Trampoline {
        // SAFETY: the code at that address is such a function.
        unsafe { std::mem::transmute::<usize, Trampoline>(self.stubs.trampoline) }
    }

    fn compile_call(&mut self, vm: &mut Vm, function: Gc<PythonFunction>) -> Made<&'static Compiled> {
        let (blob, emitted) = match self.compile(vm, function, Entry::Call) {
            Made::Code(made) => made,
            Made::Later => return Made::Later,
            Made::Never => return Made::Never,
        };
        // Compiled callers of earlier code come here.
        for earlier in self.blobs.iter().filter(|it| it.code == blob.code && it.function == blob.function) {
            if earlier.direct.get() != 0 {
                self.arena.write_jump(earlier.direct.get(), emitted.direct);
            }
        }
        // To be there if the code is invalidated.
        let Ok(stand_in) = self.stand_in(function.address()) else { return Made::Never };
        self.arena.write_jump(stand_in, emitted.direct);
        blob.direct.set(emitted.direct);
        let compiled: &'static Compiled = Box::leak(Box::new(Compiled {
            function: function.address(),
            globals: function.globals.get().address(),
            generic: emitted.generic as *const u8,
            direct: emitted.direct as *const u8,
        }));
        function.code.get().set_compiled_call(Some(compiled));
        Made::Code(compiled)
    }

    fn compile_loop(&mut self, vm: &mut Vm, function: Gc<PythonFunction>, position: u32) -> Made<*const u8> {
        let code = function.code.get();
        if code.compiled_call().is_some() {
            // Code from the beginning on has been left: if that is seldom, there need be no other.
            let history = self.histories.entry(code.address()).or_default();
            history.rounds += 1;
            if history.rounds < self.options.threshold {
                return Made::Later;
            }
        }
        self.compile(vm, function, Entry::Loop(position)).map(|(_, emitted)| emitted.generic as *const u8)
    }

    #[allow(unsafe_code, reason = "exits name themselves by address")]
    fn note_exit(&mut self, vm: &mut Vm, exit: usize) {
        // SAFETY: the address is that of a record, which lives as long as the process.
        let record = unsafe { &*(exit as *const ExitRecord) };
        record.count.set(record.count.get().saturating_add(1));
        if self.options.stress.is_some() {
            let count = self.next_random() % 50 + 1;
            self.stress.set(count);
            return;
        }
        if !record.is_speculation() || record.count.get() < EXIT_LIMIT {
            return;
        }
        let Some(frame) = vm.stacks.frames().last() else { return };
        let code = frame.function.code.get();
        // SAFETY: as above.
        let blob = unsafe { &*record.blob.get() };
        if code.address() != blob.code && record.placed.frames.len() == 1 {
            return;
        }
        let history = self.histories.entry(blob.code).or_default();
        if history.attempts >= build::most_attempts(blob.code()) {
            // The interpreter is the faster one.
            if record.count.get() >= MOST_EXITS {
                self.invalidate_code(blob.code());
                blob.code().never_compile();
            }
            return;
        }
        history.attempts += 1;
        // What has failed may be in an inlined function. What else has failed now and then will do so again.
        let failed =
            blob.exits.iter().filter(|exit| exit.is_speculation() && exit.count.get() >= EXIT_LIMIT / 8);
        let failed: FxHashSet<_> = failed.map(|exit| exit.placed.place(blob.code)).collect();
        for (code, position) in failed {
            *self.histories.entry(code).or_default().cautious.entry(position).or_default() += 1;
        }
        self.invalidate_code(blob.code());
    }

    fn invalidate(&mut self, code: Option<Gc<CodeObject>>) {
        if let Some(code) = code {
            self.invalidate_code(code);
            return;
        }
        let valid = self.blobs.iter().filter(|blob| blob.is_valid());
        let codes: Vec<_> = valid.map(|blob| blob.code()).collect();
        for code in codes {
            self.invalidate_code(code);
        }
    }

    fn materialize(&mut self, vm: &mut Vm, depth: usize) {
        deopt::materialize(vm, depth);
    }

    fn before_fork(&mut self) {
        self.arena.before_fork();
    }

    fn after_fork(&mut self, in_child: bool) -> bool {
        self.arena.after_fork(in_child)
    }

    fn request(&mut self, vm: &mut Vm, request: Request) -> bool {
        match request {
            Request::IsEnabled => {}
            Request::Enable(on) => self.is_enabled = on,
            Request::Compile(function) => {
                if self.valid_blob(function).is_some() {
                    return true;
                }
                let code = function.code.get().address();
                self.histories.entry(code).or_default().refused.remove(&Entry::Call);
                self.is_forced = true;
                let made = self.compile_call(vm, function);
                self.is_forced = false;
                if let Made::Code(_) = made {
                    // It is entered at the next call.
                    function.code.get().heat.set(0);
                }
                return matches!(made, Made::Code(_));
            }
            Request::Suppress(function, is_suppressed) => {
                let history = self.histories.entry(function.code.get().address()).or_default();
                history.is_suppressed = is_suppressed;
                if !is_suppressed {
                    history.refused.clear();
                    function.code.get().heat.set(self.options.threshold);
                }
                return is_suppressed;
            }
        }
        self.is_enabled
    }

    fn compiled_functions(&self) -> Vec<Gc<PythonFunction>> {
        let blobs = self.blobs.iter().filter(|blob| blob.is_callable());
        blobs.map(|blob| blob.function()).collect()
    }

    fn machine_code(&self, function: Gc<PythonFunction>) -> Option<(usize, Vec<u8>)> {
        let blob = self.valid_blob(function)?;
        // Data comes before the code.
        let (start, end) = (blob.direct.get(), blob.valid.get() + blob.size.get());
        Some((start, self.arena.read(start, end - start)))
    }

    fn exit_counts(&self) -> Vec<ExitCount> {
        let mut counts = Vec::new();
        for blob in &self.blobs {
            for exit in blob.exits.iter().filter(|exit| exit.count.get() > 0) {
                counts.push(ExitCount {
                    function: blob.name.clone(),
                    line: exit.placed.line(blob.code),
                    reason: exit.placed.reason,
                    count: exit.count.get().into(),
                });
            }
        }
        counts
    }

    fn figures(&self) -> Vec<(&'static str, f64)> {
        self.stats.figures(self.arena.used())
    }

    fn report(&self) -> Option<String> {
        self.options.shows_stats.then(|| self.stats.report(&self.blobs, self.arena.used()))
    }
}

/// The name of the module that a function is of.
fn module_of(function: Gc<PythonFunction>) -> String {
    function.module.get().cast::<Str>().map(|name| name.to_lossy()).unwrap_or_default()
}
