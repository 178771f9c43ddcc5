//! [`Jit`]: the compiler as the VM sees it: the pipeline, installing and invalidating code.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_bytecode::CodeFlags;
use strict_vm::Value;
use strict_vm::abi::{CodeBackend, Compiled, ExitCount, FrameMap, Made, Request, Sites, Trampoline, layout};
use strict_vm::heap::Gc;
use strict_vm::object::{CodeObject, Function as PythonFunction, Str};
use strict_vm::run::write_stderr;
use strict_vm::vm::Vm;

use crate::build::{self, Entry, Histories, Subject};
use crate::clock::thread_time;
use crate::code::{ALIGNMENT, Arena};
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
/// Most slots of a native frame: below the place where the native stack is taken to end there is room for a frame and more.
const MOST_SLOTS: usize = 4096;
/// Most beginnings of freed code of a function that callers may lead to.
const MOST_HEADS: usize = 4;
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
    /// Invalid code that may still be running, or whose exits may be being taken.
    retired: Vec<&'static Blob>,
    /// Beginnings of code that was freed, to which callers of a function may lead.
    heads: FxHashMap<usize, Vec<usize>>,
    histories: Histories,
    /// How many exits are passed until one is taken, and the state of the numbers that it is set from.
    stress: Box<Cell<u32>>,
    random: u32,
    /// Entries for compiled callers of functions that were not compiled then, by address.
    stand_ins: FxHashMap<usize, usize>,
}

impl Jit {
    /// A compiler. It takes memory for code when there is something to be compiled.
    pub(crate) fn new(options: Options) -> Jit {
        Jit {
            arena: Arena::new(),
            stubs: Stubs::default(),
            stats: Stats::default(),
            started: thread_time(),
            is_enabled: true,
            is_forced: false,
            blobs: Vec::new(),
            retired: Vec::new(),
            heads: FxHashMap::default(),
            histories: Histories::default(),
            random: options.stress.unwrap_or(1).wrapping_mul(2_654_435_761) | 1,
            stress: Box::new(Cell::new(1)),
            options,
            stand_ins: FxHashMap::default(),
        }
    }

    /// Makes what all code needs, if that is not there yet.
    fn set_up(&mut self) -> Result<(), String> {
        if self.arena.is_mapped() {
            return Ok(());
        }
        if !self.arena.map() {
            return Err("no memory for code".to_owned());
        }
        let side_exit = deopt::side_exit as *const () as usize;
        let (bytes, stubs) = emit::stubs(self.arena.next(), side_exit)?;
        self.arena.add(&bytes, self.arena.next()).ok_or("the code arena is full")?;
        self.stubs = stubs;
        Ok(())
    }

    /// Compiles, and notes why if that cannot be.
    fn compile(
        &mut self,
        vm: &mut Vm,
        function: Gc<PythonFunction>,
        entry: Entry,
    ) -> Made<(&'static Blob, Emitted)> {
        let code = function.code.get();
        vm.heap.watch_death(code);
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
        // What a generator does between two places at which it waits is too little to be worth entering, unless there is a loop.
        let is_short = self.options.has_budget
            && code.code().flags.contains(CodeFlags::GENERATOR)
            && !build::has_loop(code.code());
        if !self.is_forced && (history.is_suppressed || is_short || !is_wanted()) {
            history.refused.insert(entry);
            return Made::Never;
        }
        if !self.is_forced && (!self.is_enabled || self.is_over_budget()) {
            code.heat.set(self.options.threshold.max(1));
            return Made::Later;
        }
        self.free_retired(vm);
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
        self.set_up()?;
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
        let kept = constants(function, &hir);
        let entries = self.entries_of_callees(vm, &hir)?;
        let entry_of = |callee: u64| entries.get(&callee).copied().unwrap_or_default();
        let lir = lower(&hir, &|at| code.code().instructions[at as usize].0, &entry_of)?;
        if self.options.dumps_lir {
            write_stderr(&format!("{}:\n{lir}\n", hir.name));
        }
        watch.next();
        let output = allocate(&lir)?;
        if output.num_spillslots > MOST_SLOTS {
            return Err("a large native frame".to_owned());
        }
        watch.next();
        let stand_in = match entry {
            Entry::Call => self.stand_in(vm, function.address())?,
            Entry::Loop(_) => 0,
        };
        let exits = emit::place_exits(&lir, &output);
        let instructions = code.instructions.get() as usize;
        let blob = Box::leak(Box::new(Blob {
            map: FrameMap::new(code.address(), kept),
            name: hir.name.clone(),
            code: code.address(),
            function: function.address().into(),
            inlined: hir.inlined.iter().map(|code| code.address()).collect(),
            instructions,
            address: 0.into(),
            valid: 0.into(),
            compiled: OnceCell::new(),
            is_linked: false.into(),
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
        let mut surroundings = Surroundings {
            address: self.arena.next(),
            exits: blob.exits.iter().map(|exit| std::ptr::from_ref(exit) as usize).collect(),
            metadata: std::ptr::from_ref(blob) as usize,
            function: function.address(),
            instructions,
            register_count: code.register_count.get(),
            parameters: (entry == Entry::Call).then_some(code.parameter_count.get()),
            stand_in,
            stubs: self.stubs,
            stress: self.options.stress.is_some().then_some(self.stress.as_ptr() as usize),
        };
        let mut emitted = Emitter::emit(&lir, &output, &surroundings)?;
        if let Some(hole) = self.arena.hole(emitted.bytes.len()) {
            surroundings.address = hole;
            emitted = Emitter::emit(&lir, &output, &surroundings)?;
        }
        let address = self.arena.add(&emitted.bytes, surroundings.address).ok_or("the code arena is full")?;
        watch.next();
        for (total, time) in self.stats.phases.iter_mut().zip(watch.phases) {
            *total += time;
        }
        blob.map.set(emitted.sites);
        blob.address.set(address);
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
        self.keep_constants(vm, code);
        if self.options.writes_perf_map {
            perf_map::add(address, blob.size.get(), &hir.name);
        }
        let (direct, generic) = (address + emitted.direct, address + emitted.generic);
        Ok((blob, Emitted { direct, generic, bytes: Vec::new(), sites: Sites::new(0) }))
    }

    /// Has a code object keep what its machine code refers to.
    #[allow(unsafe_code, reason = "constants are kept as bits")]
    fn keep_constants(&self, vm: &mut Vm, code: Gc<CodeObject>) {
        let own = self.blobs.iter().filter(|blob| blob.code == code.address());
        let words: FxHashSet<u64> = own.flat_map(|blob| blob.map.kept().to_vec()).collect();
        // SAFETY: the words are those of objects that the code object or the compiler has just reached.
        let objects: Vec<_> = words.into_iter().map(|bits| unsafe { Value::from_bits(bits) }).collect();
        vm.keep_for_compiled(code, &objects);
    }

    /// Frees invalid code that is not running.
    #[allow(unsafe_code, reason = "frees metadata")]
    fn free_retired(&mut self, vm: &Vm) {
        if self.retired.is_empty() {
            return;
        }
        let used = vm.used_maps();
        let is_used = |blob: &&'static Blob| used.contains(&(std::ptr::from_ref(*blob) as usize));
        let (used, unused) = std::mem::take(&mut self.retired).into_iter().partition(is_used);
        self.retired = used;
        for blob in unused {
            let (mut address, mut size) = (blob.address.get(), blob.size.get());
            if blob.is_linked.get() && blob.function.get() != 0 {
                self.heads.entry(blob.function.get()).or_default().push(address);
                (address, size) = (address + ALIGNMENT, size.saturating_sub(ALIGNMENT));
            }
            if size > 0 {
                self.arena.free(address, size);
            }
            self.stats.note_exits(blob);
            // SAFETY: it came from a box. Nothing names it any more: it is on no list, no frame runs its code, and no exit of it is
            // being taken, since that compiles nothing.
            drop(unsafe { Box::from_raw(std::ptr::from_ref(blob).cast_mut()) });
        }
    }

    /// Code may not be entered any more.
    fn retire(&mut self, blob: &'static Blob) {
        self.arena.write_word(blob.valid.get(), 1);
        blob.valid.set(0);
        blob.map.is_retired.set(true);
        self.retired.push(blob);
        // Compiled callers call it by way of the VM.
        let function = blob.function.get();
        if let (Some(&entry), true) = (self.stand_ins.get(&function), blob.direct.get() != 0) {
            self.arena.write_jump(entry, entry + emit::STAND_IN_BODY);
            self.lead_callers(function, entry);
        }
    }

    /// The entries for compiled callers of all functions that are called directly: of one that is not compiled yet, code that
    /// has the VM call it, and that will lead to its compiled code.
    fn entries_of_callees(&mut self, vm: &mut Vm, hir: &Function) -> Result<FxHashMap<u64, usize>, String> {
        let mut entries = FxHashMap::default();
        for instruction in &hir.values {
            let Op::CallDirect(_, callee) = instruction.op else { continue };
            if callee.is_self || entries.contains_key(&callee.function) {
                continue;
            }
            let address = callee.function as usize;
            let is_it = |blob: &&&'static Blob| blob.function.get() == address && blob.is_callable();
            let entry = match self.blobs.iter().rev().find(is_it) {
                // Beginnings of code with such callers are not freed before the function is.
                Some(blob) if self.heads.get(&address).is_none_or(|heads| heads.len() < MOST_HEADS) => {
                    blob.is_linked.set(true);
                    blob.direct.get()
                }
                _ => self.stand_in(vm, address)?,
            };
            entries.insert(callee.function, entry);
        }
        Ok(entries)
    }

    /// The code that has the VM call a function, or that leads to its compiled code if there is some.
    #[allow(unsafe_code, reason = "functions are known by address")]
    fn stand_in(&mut self, vm: &mut Vm, function: usize) -> Result<usize, String> {
        if let Some(&entry) = self.stand_ins.get(&function) {
            return Ok(entry);
        }
        let place = self.arena.hole(emit::STAND_IN_SIZE).unwrap_or(self.arena.next());
        let bytes = emit::stand_in(place, function)?;
        assert!(bytes.len() <= emit::STAND_IN_SIZE, "stand-ins are of one size");
        let entry = self.arena.add(&bytes, place).ok_or("the code arena is full")?;
        self.stand_ins.insert(function, entry);
        // SAFETY: the function was found just now.
        vm.heap.watch_death(unsafe { Gc::<PythonFunction>::from_address(function) });
        Ok(entry)
    }

    /// Has compiled callers of a function, whatever they called before, go to an address.
    fn lead_callers(&mut self, function: usize, to: usize) {
        let code = self.blobs.iter().chain(&self.retired);
        let code = code.filter(|it| it.function.get() == function && it.direct.get() != 0);
        let heads = self.heads.get(&function).into_iter().flatten();
        let entries: Vec<_> =
            code.map(|it| it.direct.get()).chain(heads.map(|head| head + emit::DIRECT)).collect();
        for entry in entries.into_iter().filter(|entry| *entry != to) {
            self.arena.write_jump(entry, to);
        }
    }

    /// The next of a row of numbers without order (Marsaglia's xorshift).
    fn next_random(&mut self) -> u32 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 17;
        self.random ^= self.random << 5;
        self.random
    }

    fn invalidate_code(&mut self, code: Gc<CodeObject>) {
        // All code of a code object goes, since what it refers to is kept together.
        let inliners = self.blobs.iter().filter(|blob| blob.inlined.contains(&code.address()));
        let codes: FxHashSet<_> = inliners.map(|blob| blob.code).chain([code.address()]).collect();
        let is_concerned = |blob: &&'static Blob| codes.contains(&blob.code);
        let (concerned, others): (Vec<&'static Blob>, Vec<&'static Blob>) =
            std::mem::take(&mut self.blobs).into_iter().partition(is_concerned);
        self.blobs = others;
        for blob in concerned {
            self.retire(blob);
            self.stats.invalidations += 1;
            blob.code().clear_compiled(self.heat_of(blob.code));
            blob.code().kept.init(Value::UNBOUND);
        }
        code.clear_compiled(self.heat_of(code.address()));
    }

    /// Bytes of metadata.
    fn metadata_bytes(&self) -> usize {
        self.blobs.iter().chain(&self.retired).map(|blob| blob.bytes()).sum()
    }

    /// Whether compiling has taken more than its part of the time.
    fn is_over_budget(&self) -> bool {
        self.options.has_budget
            && self.stats.compile_time > ADVANCE + thread_time().saturating_sub(self.started) / BUDGET
    }

    /// The code of a function that is valid.
    fn valid_blob(&self, function: Gc<PythonFunction>) -> Option<&'static Blob> {
        let is_it = |blob: &&&'static Blob| blob.function.get() == function.address() && blob.is_callable();
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
        // Compiled callers of earlier code come here; nothing else would enter that, unless it is for another function.
        let is_superseded = |it: &&'static Blob| {
            it.code == blob.code
                && it.address.get() != blob.address.get()
                && it.compiled.get().is_some()
                && [0, blob.function.get()].contains(&it.function.get())
        };
        let (superseded, others): (Vec<&'static Blob>, Vec<&'static Blob>) =
            std::mem::take(&mut self.blobs).into_iter().partition(is_superseded);
        self.blobs = others;
        superseded.into_iter().for_each(|earlier| self.retire(earlier));
        self.lead_callers(function.address(), emitted.direct);
        let Ok(stand_in) = self.stand_in(vm, function.address()) else { return Made::Never };
        self.arena.write_jump(stand_in, emitted.direct);
        blob.direct.set(emitted.direct);
        let compiled = blob.compiled.get_or_init(|| Compiled {
            function: function.address(),
            globals: function.globals.get().address(),
            generic: emitted.generic as *const u8,
            direct: emitted.direct as *const u8,
        });
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
            // SAFETY: code that was inlined is kept by the code that it is in.
            vm.heap.watch_death(unsafe { Gc::<CodeObject>::from_address(code) });
            *self.histories.entry(code).or_default().cautious.entry(position).or_default() += 1;
        }
        self.invalidate_code(blob.code());
    }

    fn forget(&mut self, dead: &[usize]) {
        for address in dead {
            self.histories.remove(address);
            let (gone, left) =
                std::mem::take(&mut self.blobs).into_iter().partition(|blob| blob.code == *address);
            self.blobs = left;
            for blob in gone {
                self.retire(blob);
            }
            if let Some(entry) = self.stand_ins.remove(address) {
                self.arena.free(entry, emit::STAND_IN_SIZE);
            }
            for head in self.heads.remove(address).into_iter().flatten() {
                self.arena.free(head, ALIGNMENT);
            }
            let own = self.blobs.iter().chain(&self.retired).filter(|blob| blob.function.get() == *address);
            own.for_each(|blob| blob.function.set(0));
        }
    }

    fn invalidate(&mut self, code: Option<Gc<CodeObject>>) {
        if let Some(code) = code {
            self.invalidate_code(code);
            return;
        }
        let codes: Vec<_> = self.blobs.iter().map(|blob| blob.code()).collect();
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
                vm.heap.watch_death(function.code.get());
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
        self.stats.figures(self.arena.used(), self.metadata_bytes())
    }

    fn report(&self) -> Option<String> {
        self.options
            .shows_stats
            .then(|| self.stats.report(&self.blobs, self.arena.used(), self.metadata_bytes()))
    }
}

/// What machine code refers to, as bits.
fn constants(function: Gc<PythonFunction>, hir: &Function) -> Vec<u64> {
    // The cells are those of these globals.
    let mut words = FxHashSet::from_iter([function.globals.get().value().bits()]);
    for instruction in &hir.values {
        words.insert(match instruction.op {
            Op::Constant(bits)
            | Op::GuardWord(bits)
            | Op::GuardShape(bits)
            | Op::NewInstance(bits)
            | Op::SetShape(bits) => bits,
            Op::CallDirect(_, callee) => callee.function,
            Op::CallNative(_, callee) | Op::NewGenerator(callee) => callee,
            Op::LoadAddress(address) => address - layout::CELL_CONTENT as u64,
            _ => 0,
        });
    }
    words.extend(hir.states.iter().filter_map(|state| state.caller.map(|caller| caller.function)));
    words.into_iter().filter(|bits| *bits != 0 && bits & 7 == 0).collect()
}

/// The name of the module that a function is of.
fn module_of(function: Gc<PythonFunction>) -> String {
    function.module.get().cast::<Str>().map(|name| name.to_lossy()).unwrap_or_default()
}
