//! [`CodeObject`]: bytecode made ready to run: constants as objects, names interned, inline caches.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use strict_bytecode::{Code, CodeFlags, Instruction, Opcode, SealedCode, verify_alone};

use crate::abi::Compiled;
use crate::heap::{Array, Field, Gc, Header, Kind, Layout, Link, Tracer};
use crate::monitoring::Watched;
use crate::value::Value;

/// What an inline cache knows to do for the objects with its shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u32)]
pub enum CacheAction {
    /// Nothing is cached.
    #[default]
    Empty = 0,
    /// Load or store the word at the offset.
    Inline,
    /// Load or store in the overflow array.
    Overflow,
    /// Store at the offset and give the object the cached shape.
    AddInline,
    /// The value is the attribute.
    Value,
    /// The value is a function to be called with the object first.
    Method,
    /// The value is a property: call its getter.
    Property,
    /// The value is the cell of a global.
    Global,
    /// The value is a cell with what a name of a frozen module means, `extra` that itself.
    Frozen,
    /// The value is the cell of a built-in, while the cell in `extra` stays empty.
    Builtin,
    /// The receiver itself is the cached class or module; the value is the attribute or its cell.
    OnReceiver,
}

/// The inline cache of one site.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Cache {
    /// The shape, dictionary or receiver that the cache is for, as bits; zero if empty.
    pub key: u64,
    /// What to do.
    pub action: CacheAction,
    /// An offset or index.
    pub place: u32,
    /// A value or shape.
    pub value: Option<Value>,
    /// A second value.
    pub extra: Option<Value>,
}

/// Inline caches per site: the first is checked by the interpreter's loop, the others out of line.
pub const CACHE_WAYS: usize = 4;

impl Cache {
    /// A cache that knows nothing.
    pub const EMPTY: Cache = Cache { key: 0, action: CacheAction::Empty, place: 0, value: None, extra: None };

    /// The inline slot at the cache's offset in an object with its shape.
    pub fn slot(&self, object: Value) -> u32 {
        let area = object.header().map_or(0, crate::object::attributes_offset) as u32 + 8;
        self.place.saturating_sub(area) / 8
    }
}

/// What runs in place of code that has not run yet: it makes the code ready and begins it.
pub(crate) static PREPARE: [Instruction; 1] = [Instruction::new(Opcode::Prepare, 0, 0, 0, 0)];

/// Entries into compiled code at loop headers: positions and addresses, which are null where there is none to be made.
#[derive(Debug, Default)]
struct LoopEntries {
    globals: usize,
    entries: Vec<(u32, *const u8)>,
}

/// The layout of `code`.
#[repr(C)]
pub struct CodeObject {
    header: Header,
    /// The constants as objects; an empty array until the code is opened.
    pub constants: Link<Array>,
    /// Interned strings: the names, then those of the parameters; an empty array until the code is opened.
    pub names: Link<Array>,
    /// `co_name`, interned.
    pub name: Field,
    /// `co_qualname`, interned.
    pub qualified_name: Field,
    /// A list of the objects that compiled code refers to, if there is any.
    pub kept: Field,
    /// The bytecode, once it was looked at. It and the caches live as long as the process.
    code: Cell<Option<&'static Code>>,
    /// What the bytecode is read from.
    sealed: Cell<Option<&'static SealedCode>>,
    /// `co_flags`
    flags: Cell<u32>,
    /// The first instruction; [`PREPARE`] until the code has run, then of the object's own copy of the instructions.
    pub instructions: Cell<*const Instruction>,
    /// The copy, in which opcodes are replaced by those of monitoring. It lives as long as the process.
    own_instructions: Cell<Option<&'static [Cell<Instruction>]>>,
    /// What comparisons have met, by the place of their instruction: some have no flags. As long as the copy.
    comparisons: Cell<Option<&'static [Cell<u8>]>>,
    /// What it is watched for, if it ever was by itself.
    watched: Cell<Option<&'static Watched>>,
    caches: Cell<Option<&'static [Cell<Cache>]>>,
    /// How many calls and rounds of loops until compiled code is asked for.
    pub heat: Cell<u32>,
    /// Compiled code from the beginning on.
    compiled: Cell<Option<&'static Compiled>>,
    /// Whether compiled code of others holds a copy.
    is_inlined: Cell<bool>,
    /// Entries into compiled code at loop headers.
    loops: Cell<Option<&'static RefCell<LoopEntries>>>,
    /// Registers of a frame.
    pub register_count: Cell<u32>,
    /// `co_argcount`
    pub argument_count: Cell<u32>,
    /// Registers that arguments fill.
    pub parameter_count: Cell<u32>,
    /// Registers of variables.
    pub variable_count: Cell<u32>,
    /// Whether its generators have something to do when they are dropped.
    pub finalizes: Cell<bool>,
    /// Whether the constants and names have been made.
    is_open: Cell<bool>,
    /// Whether a call with exactly `argument_count` positional arguments needs no binding and runs at once.
    pub is_simple: Cell<bool>,
}

// SAFETY: `repr(C)`, a header first, cells that may be zero; constants, names and caches are visited.
unsafe impl Layout for CodeObject {
    const KIND: Kind = Kind::Code;

    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.constants.trace(tracer);
        self.names.trace(tracer);
        self.name.trace(tracer);
        self.qualified_name.trace(tracer);
        self.kept.trace(tracer);
        for cache in self.caches.get().unwrap_or_default() {
            let cache = cache.get();
            if cache.key != 0 {
                tracer.register(cache.key);
            }
            for value in [cache.value, cache.extra].into_iter().flatten() {
                tracer.value(value);
            }
        }
    }
}

impl CodeObject {
    /// The bytecode.
    #[inline(always)]
    pub fn code(&self) -> &'static Code {
        match self.code.get() {
            Some(code) => code,
            None => self.read(),
        }
    }

    #[cold]
    fn read(&self) -> &'static Code {
        match self.sealed.get() {
            Some(sealed) => {
                let code: &'static Code = sealed.get();
                self.code.set(Some(code));
                code
            }
            None => unreachable!("code objects are made with their bytecode"),
        }
    }

    /// `co_flags`, without looking at the bytecode.
    #[inline(always)]
    pub fn flags(&self) -> CodeFlags {
        CodeFlags::from_bits_retain(self.flags.get())
    }

    /// Whether the constants and names have been made.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open.get()
    }

    /// Fills a new code object.
    pub(crate) fn init(&self, sealed: &'static SealedCode) {
        use strict_bytecode::CodeFlags as Flags;
        let code = sealed.header();
        self.sealed.set(Some(sealed));
        self.flags.set(code.flags.bits());
        self.instructions.set(PREPARE.as_ptr());
        self.register_count.set(code.register_count);
        self.argument_count.set(u32::from(code.argument_count));
        self.parameter_count.set(code.parameter_count());
        self.variable_count.set(code.variable_count);
        let special = Flags::VARARGS
            | Flags::VARKEYWORDS
            | Flags::GENERATOR
            | Flags::COROUTINE
            | Flags::ASYNC_GENERATOR;
        self.is_simple.set(!code.flags.intersects(special) && code.keyword_only_count == 0);
    }

    /// Replaces `co_filename`. Code that is running keeps its instructions, which live as long as the process.
    pub(crate) fn set_filename(&self, filename: &Arc<str>) {
        let code = Code { filename: filename.clone(), ..self.code().clone() };
        self.code.set(Some(Box::leak(Box::new(code))));
    }

    /// Verifies code that was read from a file, and makes the inline caches. To be called before it runs.
    ///
    /// # Errors
    /// The code is not sound, or cannot be read.
    pub(crate) fn prepare(&self) -> Result<(), String> {
        if self.caches.get().is_some() {
            return Ok(());
        }
        if let (None, Some(sealed)) = (self.code.get(), self.sealed.get()) {
            sealed.open().map_err(|error| error.to_string())?;
        }
        let code = self.code();
        if code.is_unverified {
            verify_alone(code).map_err(|error| error.to_string())?;
        }
        // Caches live as long as the process, as machine code made from them would.
        let caches = vec![Cell::new(Cache::EMPTY); code.sites.len() * CACHE_WAYS];
        self.caches.set(Some(Box::leak(caches.into_boxed_slice())));
        let own: Vec<Cell<Instruction>> = code.instructions.iter().copied().map(Cell::new).collect();
        let own: &'static [Cell<Instruction>] = Box::leak(own.into_boxed_slice());
        let comparisons = vec![Cell::new(0); own.len()];
        self.comparisons.set(Some(Box::leak(comparisons.into_boxed_slice())));
        self.own_instructions.set(Some(own));
        self.instructions.set(own.as_ptr().cast());
        Ok(())
    }

    /// The inline caches: [`CACHE_WAYS`] per site.
    #[inline(always)]
    pub fn caches(&self) -> &'static [Cell<Cache>] {
        match self.caches.get() {
            Some(caches) => caches,
            None => &[],
        }
    }

    /// The instructions that run, once it is prepared.
    pub(crate) fn own_instructions(&self) -> &'static [Cell<Instruction>] {
        self.own_instructions.get().unwrap_or_default()
    }

    /// What it is watched for by itself.
    pub(crate) fn watched(&self) -> Option<&'static Watched> {
        self.watched.get()
    }

    /// The same; from now on it is watched.
    pub(crate) fn watch(&self) -> &'static Watched {
        match self.watched.get() {
            Some(watched) => watched,
            None => {
                let watched: &'static Watched = Box::leak(Box::default());
                self.watched.set(Some(watched));
                watched
            }
        }
    }

    /// An instruction with the feedback that the interpreter has put into its flags; as it was compiled if it is watched.
    pub fn instruction_with_feedback(&self, at: u32) -> Instruction {
        let original = self.code().instructions[at as usize];
        match self.own_instructions().get(at as usize).map(Cell::get) {
            Some(own) if own.opcode() != Some(Opcode::Instrumented) => own,
            _ => original,
        }
    }

    /// Takes note of what the comparison before an instruction has met.
    #[inline(always)]
    pub(crate) fn record_comparison(&self, next: *const Instruction, met: u8) {
        let place = (next as usize - self.instructions.get() as usize) / size_of::<Instruction>() - 1;
        if let Some(known) = self.comparisons.get().and_then(|all| all.get(place)) {
            known.set(known.get() | met);
        }
    }

    /// What the comparison at a place has met besides integers.
    pub fn comparison_met(&self, at: u32) -> u8 {
        self.comparisons.get().and_then(|all| all.get(at as usize)).map_or(0, Cell::get)
    }

    /// Compiled code from the beginning on, if there is some.
    pub fn compiled_call(&self) -> Option<&'static Compiled> {
        self.compiled.get()
    }

    /// Takes note that compiled code of others holds a copy.
    pub fn set_inlined(&self) {
        self.is_inlined.set(true);
    }

    /// Whether there is any compiled code.
    pub(crate) fn has_compiled(&self) -> bool {
        self.compiled.get().is_some() || self.is_inlined.get() || self.has_loop_entries()
    }

    /// Sets it.
    pub fn set_compiled_call(&self, compiled: Option<&'static Compiled>) {
        self.compiled.set(compiled);
    }

    /// The entry at a loop header: null if there is none to be made.
    pub fn loop_entry(&self, position: u32) -> Option<*const u8> {
        let loops = self.loops.get()?.borrow();
        loops.entries.iter().find(|(at, _)| *at == position).map(|(_, entry)| *entry)
    }

    /// Whether it is of a generator or coroutine whose parameters are just these positional arguments, in order.
    #[inline(always)]
    pub fn takes_in_order(&self, count: usize) -> bool {
        self.flags().intersects(crate::interp::SUSPENDABLE)
            && self.argument_count.get() as usize == count
            && self.parameter_count.get() as usize == count
    }

    /// The entry where code goes on that is run for functions with these globals, if there is one.
    #[inline(always)]
    pub(crate) fn entry_for(&self, position: u32, globals: usize) -> Option<*const u8> {
        let loops = self.loops.get()?.borrow();
        if loops.globals != globals {
            return None;
        }
        let entry = loops.entries.iter().find(|(at, _)| *at == position);
        entry.map(|(_, entry)| *entry).filter(|entry| !entry.is_null())
    }

    /// Whether entries at loop headers are for functions with these globals.
    pub(crate) fn is_for_globals(&self, globals: usize) -> bool {
        self.loops.get().is_some_and(|loops| loops.borrow().globals == globals)
    }

    /// Whether there is an entry at any loop header.
    pub(crate) fn has_loop_entries(&self) -> bool {
        self.loops.get().is_some_and(|loops| loops.borrow().entries.iter().any(|(_, entry)| !entry.is_null()))
    }

    /// Sets the entry at a loop header.
    pub(crate) fn set_loop_entry(&self, position: u32, entry: *const u8, globals: usize) {
        let loops = match self.loops.get() {
            Some(loops) => loops,
            None => {
                let loops: &'static RefCell<LoopEntries> = Box::leak(Box::default());
                self.loops.set(Some(loops));
                loops
            }
        };
        let mut loops = loops.borrow_mut();
        loops.globals = globals;
        loops.entries.push((position, entry));
    }

    /// Forgets all compiled code: it is made again when the code is hot again.
    pub fn clear_compiled(&self, heat: u32) {
        self.compiled.set(None);
        if let Some(loops) = self.loops.get() {
            loops.borrow_mut().entries.clear();
        }
        self.heat.set(heat);
    }

    /// Leaves the code to the interpreter from now on.
    pub fn never_compile(&self) {
        self.heat.set(crate::abi::COLD);
    }

    /// An instruction as it was compiled, by its address.
    pub(crate) fn original(&self, instruction: *const Instruction) -> Instruction {
        let offset = instruction as usize - self.instructions.get() as usize;
        self.code().instructions[offset / size_of::<Instruction>()]
    }

    /// The name of a site.
    pub fn site_name(&self, site: u32) -> Value {
        self.names.get().get(self.code().sites[site as usize].name as usize)
    }
}

impl CodeObject {
    /// The name of a parameter of prepared code, interned.
    pub fn parameter_name(&self, place: usize) -> Value {
        self.names.get().get(self.code().names.len() + place)
    }

    /// Whether [`CodeObject::prepare`] has been called.
    pub fn is_prepared(&self) -> bool {
        self.caches.get().is_some()
    }
}

impl Gc<CodeObject> {
    /// Sets what is made when the code is opened.
    pub(crate) fn set_open(self, constants: Gc<Array>, names: Gc<Array>) {
        self.constants.set(self, constants);
        self.names.set(self, names);
        self.is_open.set(true);
    }

    /// The inline caches of a site.
    #[inline]
    pub fn site_caches(self, site: u32) -> &'static [Cell<Cache>] {
        let start = site as usize * CACHE_WAYS;
        &self.caches()[start..start + CACHE_WAYS]
    }

    /// Adds an inline cache, unless the site has met too many shapes already.
    pub fn add_cache(self, site: u32, cache: Cache) {
        let ways = self.site_caches(site);
        let place =
            ways.iter().find(|way| way.get().key == cache.key).or(ways.iter().find(|way| way.get().key == 0));
        if let Some(place) = place {
            self.barrier();
            place.set(cache);
        }
    }

    /// Whether another shape can be added.
    pub fn has_free_cache(self, site: u32) -> bool {
        self.site_caches(site).iter().any(|way| way.get().key == 0)
    }

    /// Empties the inline caches of a site.
    pub fn clear_caches(self, site: u32) {
        for way in self.site_caches(site) {
            way.set(Cache::EMPTY);
        }
    }
}
