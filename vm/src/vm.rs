//! [`Vm`]: one running Python: its heap, types, stacks and exception state.
#![allow(unsafe_code, reason = "registers itself as the heap's root set, and makes a table of zeros")]

pub(crate) mod attention;
mod evaluation;
mod lock;
mod names;
pub(crate) mod signals;
mod stack;
pub(crate) mod threads;
mod types;

use strict_semantics::hash::SipKey;
use strict_semantics::{DigitLimit, Error, ErrorKind, TextRef};

pub use names::Names;
pub use stack::{Frame, FrameKind, Stacks};
pub use types::{ExceptionTypes, TypeSpec, Types, exception_base, new_spec};
pub(crate) use types::{add_attribute, add_methods, fill_type, set_entry};

use std::sync::atomic::AtomicU32;

use crate::heap::{Array, Gc, Heap, NativeFrame, NoMemory, RootSet, StackBounds, Tracer, stack_pointer};
use crate::monitoring::Monitoring;
use crate::object::{Dict, Function, List, Str, Table, Tuple, Type};
use crate::value::Value;

/// Says that an exception was raised; [`Vm::raised`] holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

/// The result of what may raise a Python exception.
pub type Outcome<T> = Result<T, Raised>;

const _: () = assert!(size_of::<Outcome<Value>>() == 8);

/// Native stack kept free below a call, in bytes.
const STACK_RESERVE: usize = 256 * 1024;

/// Native stack that recursion in native functions may use, in bytes: a few times what CPython has.
const NATIVE_DEPTH: usize = 32 << 20;

/// One entry of the cache of attribute lookups on types.
#[derive(Clone, Copy)]
pub(crate) struct MethodCacheEntry {
    pub(crate) version: u32,
    pub(crate) name: usize,
    pub(crate) value: Option<Value>,
}

/// Entries of the cache of attribute lookups.
pub(crate) const METHOD_CACHE_SIZE: usize = 4096;

/// One running Python.
pub struct Vm {
    /// The heap.
    pub heap: Heap,
    /// The built-in types.
    pub types: Types,
    /// The built-in exception types.
    pub exceptions: ExceptionTypes,
    /// Interned names that the VM uses itself.
    pub names: Names,
    /// The stacks of registers and frames.
    pub stacks: Stacks,
    /// The exception being raised, unbound if there is none.
    pub raised: Value,
    /// The exception being handled, unbound if there is none.
    pub handled: Value,
    /// The namespace of the module `builtins`.
    pub builtins: Gc<Dict>,
    /// `sys.modules`
    pub modules: Gc<Dict>,
    /// The interned strings.
    pub interned: Gc<Dict>,
    /// The empty tuple.
    pub empty_tuple: Gc<Tuple>,
    /// An array of no values.
    pub(crate) empty_array: Gc<Array>,
    /// Strings of one Latin-1 character, a list.
    pub characters: Gc<List>,
    /// Objects that are being represented, against infinite recursion; a list.
    pub in_repr: Gc<List>,
    /// The current `contextvars.Context`, `None` as long as there is none.
    pub context: Value,
    /// What handles each signal: a callable, 0 for the default, 1 to ignore it, `None` for what is foreign; a list.
    pub(crate) signal_handlers: Gc<List>,
    /// The threads.
    pub(crate) threads: threads::Threads,
    /// Who wants to know what running code does.
    pub(crate) monitoring: Monitoring,
    /// What asks for attention at the next evaluation point; zero mostly.
    pub attention: &'static AtomicU32,
    /// Objects that native modules keep, by name.
    pub registry: Gc<Dict>,
    /// The types of native modules that were asked for, a list.
    pub(crate) native_types: Gc<List>,
    /// Their places in it, by the address of their declaration.
    pub(crate) native_type_places: rustc_hash::FxHashMap<usize, usize>,
    /// The last called function written in Python, for code that is run without one.
    pub main_function: Option<Gc<Function>>,
    /// The key of string hashes.
    pub hash_key: SipKey,
    /// `sys.get_int_max_str_digits()`
    pub digit_limit: DigitLimit,
    /// `sys.get_coroutine_origin_tracking_depth()`
    pub(crate) origin_depth: usize,
    /// `sys.getrecursionlimit()`
    pub recursion_limit: usize,
    /// The last version given to a type.
    pub(crate) last_version: u32,
    pub(crate) method_cache: Box<[MethodCacheEntry; METHOD_CACHE_SIZE]>,
    pub(crate) stack_limit: usize,
    /// Whether finalisers are running, so that they do not nest.
    pub(crate) is_finalizing: bool,
    /// The parameters of native functions that were called by keyword, by the address of their declaration.
    pub(crate) native_parameters:
        rustc_hash::FxHashMap<usize, std::rc::Rc<[crate::native::Parameter<'static>]>>,
    /// Compiled code of the library.
    pub(crate) code_cache: crate::run::code_cache::CodeCache,
    /// Lazy imports.
    pub(crate) lazy_imports: crate::lazy_imports::State,
    /// Strict modules.
    pub(crate) strict: crate::strict::State,
    /// Compiling to machine code.
    pub(crate) tiering: crate::abi::Tiering,
    /// Options of the command line.
    pub options: crate::run::Options,
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Vm").field("heap", &self.heap).finish_non_exhaustive()
    }
}

impl RootSet for Vm {
    fn trace_roots(&self, tracer: &mut Tracer<'_>) {
        self.types.trace(tracer);
        self.exceptions.trace(tracer);
        self.names.trace(tracer);
        self.stacks.trace(tracer);
        tracer.value(self.raised);
        tracer.value(self.handled);
        for dict in [self.builtins, self.modules, self.interned, self.registry] {
            tracer.object(dict);
        }
        tracer.object(self.empty_tuple);
        tracer.object(self.empty_array);
        tracer.object(self.characters);
        tracer.object(self.in_repr);
        tracer.object(self.signal_handlers);
        self.strict.trace(tracer);
        for value in self.lazy_imports.roots() {
            tracer.value(value);
        }
        tracer.object(self.native_types);
        tracer.value(self.context);
        self.threads.trace(tracer);
        self.monitoring.trace_roots(tracer);
        if let Some(function) = self.main_function {
            tracer.object(function);
        }
    }

    fn parked_stacks(&self, visit: &mut dyn FnMut(usize, usize)) {
        self.threads.parked_stacks(visit);
    }

    fn native_frames<'a>(&'a self, visit: &mut dyn FnMut(NativeFrame<'a>)) {
        let parked = self.threads.parked_frames();
        let frames = self.stacks.frames().iter().chain(parked);
        frames.filter_map(crate::abi::native_frames::native_frame).for_each(visit);
    }
}

impl Vm {
    /// The offset of the lowest address that the native stack may reach.
    pub(crate) const STACK_LIMIT_OFFSET: usize = std::mem::offset_of!(Vm, stack_limit);

    /// A VM for the current thread, with all built-in types and functions.
    ///
    /// # Errors
    /// The operating system gives no memory.
    pub fn new(options: crate::run::Options) -> Result<Box<Vm>, NoMemory> {
        let stack = StackBounds::current();
        let mut heap = Heap::new(stack)?;
        let mut exceptions = ExceptionTypes::allocate(&mut heap);
        let mut types = Types::allocate(&mut heap);
        types::give_shapes(&mut heap, &mut types, &mut exceptions);
        let dict_shape = types.dict.root_shape.get();
        let interned: Gc<Dict> = heap.alloc(dict_shape);
        let hash_key = hash_key(options.hash_seed);
        let names = Names::intern(&mut |text| {
            intern(&mut heap, &types, interned, hash_key, TextRef::from_ascii(text).unwrap_or(TextRef::EMPTY))
        });
        let empty_tuple = heap.new_tuple(types.tuple.root_shape.get(), 0).ok_or(NoMemory)?;
        let empty_array = heap.array(0);
        let list_shape = types.list.root_shape.get();
        let strict = crate::strict::State::new();
        let mut vm = Box::new(Vm {
            builtins: heap.alloc(dict_shape),
            modules: heap.alloc(dict_shape),
            registry: heap.alloc(dict_shape),
            characters: heap.alloc(list_shape),
            in_repr: heap.alloc(list_shape),
            signal_handlers: heap.alloc(list_shape),
            native_types: heap.alloc(list_shape),
            native_type_places: rustc_hash::FxHashMap::default(),
            context: Value::NONE,
            threads: threads::Threads::new(),
            monitoring: Monitoring::new(heap.alloc(list_shape), heap.alloc(list_shape)),
            attention: heap.attention(),
            interned,
            empty_tuple,
            empty_array,
            main_function: None,
            hash_key,
            types,
            exceptions,
            names,
            stacks: Stacks::reserve()?,
            heap,
            raised: Value::UNBOUND,
            handled: Value::UNBOUND,
            recursion_limit: 1000,
            digit_limit: digit_limit(options.int_max_str_digits),
            origin_depth: 0,
            last_version: 0,
            // SAFETY: zeros are no version, no name and no value. Most entries are never used, and take no memory so.
            method_cache: unsafe { Box::new_zeroed().assume_init() },
            stack_limit: (stack.limit + STACK_RESERVE).max(stack_pointer().saturating_sub(NATIVE_DEPTH)),
            is_finalizing: false,
            options,
            native_parameters: rustc_hash::FxHashMap::default(),
            code_cache: crate::run::code_cache::CodeCache::default(),
            lazy_imports: crate::lazy_imports::State::default(),
            strict,
            tiering: crate::abi::Tiering::off(),
        });
        for code in 0..=255_u8 {
            let character = vm.str_from_view(TextRef::Latin1(&[code]));
            let characters = vm.characters;
            vm.heap.append(characters, character.value());
        }
        let handlers = vm.signal_handlers;
        for _ in 0..signals::SIGNAL_COUNT {
            vm.heap.append(handlers, Value::UNBOUND);
        }
        let (tools, callbacks) = (vm.monitoring.names, vm.monitoring.callbacks);
        for _ in 0..crate::monitoring::TOOL_COUNT {
            vm.heap.append(tools, Value::NONE);
            for _ in 0..crate::monitoring::EVENT_COUNT {
                vm.heap.append(callbacks, Value::NONE);
            }
        }
        types::fill(&mut vm);
        crate::modules::init(&mut vm);
        let roots: *const Vm = &raw const *vm;
        // SAFETY: the VM is boxed and owns the heap.
        unsafe { vm.heap.set_roots(roots) };
        Ok(vm)
    }

    /// Raises `exception`.
    pub fn raise(&mut self, exception: Value) -> Raised {
        self.raised = exception;
        Raised
    }

    /// Takes the exception that was raised.
    pub fn take_raised(&mut self) -> Value {
        std::mem::replace(&mut self.raised, Value::UNBOUND)
    }

    /// Raises an exception of the given class with a message.
    #[cold]
    #[inline(never)]
    pub fn error(&mut self, class: Gc<Type>, message: impl AsRef<str>) -> Raised {
        let message = self.new_str(message.as_ref());
        self.raise_with(class, &[message.value()])
    }

    /// Raises an exception of a built-in class with the given arguments.
    #[cold]
    #[inline(never)]
    pub fn raise_with(&mut self, class: Gc<Type>, arguments: &[Value]) -> Raised {
        match self.new_exception(class, arguments) {
            Ok(exception) => self.raise(exception.value()),
            Err(raised) => raised,
        }
    }

    /// Raises `TypeError`.
    #[cold]
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(self.exceptions.TypeError, message)
    }

    /// Raises `ValueError`.
    #[cold]
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.error(self.exceptions.ValueError, message)
    }

    /// Raises `MemoryError`.
    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.raise_with(self.exceptions.MemoryError, &[])
    }

    /// Raises an error of plain data.
    #[cold]
    #[inline(never)]
    pub fn raise_error(&mut self, error: &Error) -> Raised {
        let exceptions = &self.exceptions;
        let class = match error.kind {
            ErrorKind::Type => exceptions.TypeError,
            ErrorKind::Value | ErrorKind::UnicodeDecode | ErrorKind::UnicodeEncode => exceptions.ValueError,
            ErrorKind::Index => exceptions.IndexError,
            ErrorKind::Key => exceptions.KeyError,
            ErrorKind::Attribute => exceptions.AttributeError,
            ErrorKind::Lookup => exceptions.LookupError,
            ErrorKind::Overflow => exceptions.OverflowError,
            ErrorKind::ZeroDivision => exceptions.ZeroDivisionError,
            ErrorKind::Buffer => exceptions.BufferError,
            ErrorKind::Memory => return self.memory_error(),
        };
        self.error(class, &error.message)
    }

    /// The value of a result of plain data, or its error raised.
    #[inline]
    pub fn check<T>(&mut self, result: strict_semantics::Result<T>) -> Outcome<T> {
        result.map_err(|error| self.raise_error(&error))
    }

    /// Whether the exception raised is an instance of `class`.
    pub fn raised_is(&self, class: Gc<Type>) -> bool {
        !self.raised.is_unbound() && self.type_of(self.raised).is_subtype_of(class)
    }

    /// Drops the exception raised if it is an instance of `class`.
    pub fn catch(&mut self, class: Gc<Type>) -> bool {
        let caught = self.raised_is(class);
        if caught {
            self.raised = Value::UNBOUND;
        }
        caught
    }

    /// `RecursionError` if the native stack is nearly used up.
    #[inline]
    pub fn check_native_stack(&mut self) -> Outcome<()> {
        if stack_pointer() < self.stack_limit { Err(self.recursion_error()) } else { Ok(()) }
    }

    /// Whether there is room for more calls on the native stack.
    pub(crate) fn has_native_room(&self) -> bool {
        stack_pointer() >= self.stack_limit
    }

    /// Whether there is room on the native stack for the compiler.
    pub(crate) fn has_room_to_compile(&self) -> bool {
        const NEEDED: usize = 256 << 10;
        stack_pointer() >= self.stack_limit + NEEDED
    }

    /// Raises `RecursionError`.
    #[cold]
    #[inline(never)]
    pub fn recursion_error(&mut self) -> Raised {
        self.error(self.exceptions.RecursionError, "maximum recursion depth exceeded")
    }

    /// The interned string of an ASCII text.
    pub fn intern(&mut self, text: &str) -> Gc<Str> {
        match TextRef::from_ascii(text) {
            Some(view) => intern(&mut self.heap, &self.types, self.interned, self.hash_key, view),
            None => {
                let string = self.new_str(text);
                self.intern_str(string)
            }
        }
    }

    /// The interned string of the same text.
    pub fn intern_str(&mut self, string: Gc<Str>) -> Gc<Str> {
        if string.is_interned() {
            return string;
        }
        let hash = self.hash_str(string);
        if let Some(entry) = self.interned.find_str(string, hash) {
            return self.interned.key_at(entry).cast().unwrap_or(string);
        }
        let string = if self.type_of(string.value()) == self.types.str {
            string
        } else {
            self.str_from_view(string.view())
        };
        add_interned(&mut self.heap, self.interned, string, hash);
        string
    }
}

/// The limit that a setting means: the usual one if there is none, no limit for zero.
pub(crate) fn digit_limit(setting: Option<u32>) -> DigitLimit {
    match setting {
        None => DigitLimit::DEFAULT,
        Some(0) => DigitLimit::NONE,
        Some(digits) => DigitLimit(digits as usize),
    }
}

/// The key that `PYTHONHASHSEED` tells, else a random one.
fn hash_key(seed: Option<u32>) -> SipKey {
    use std::hash::{BuildHasher, Hasher};
    let random = || std::collections::hash_map::RandomState::new().build_hasher().finish() as u32;
    SipKey::from_seed(seed.unwrap_or_else(random))
}

fn intern(heap: &mut Heap, types: &Types, table: Gc<Dict>, key: SipKey, text: TextRef<'_>) -> Gc<Str> {
    let hash = strict_semantics::hash::hash_text(text, key);
    let word = crate::object::hash_word(hash);
    let found = table.search(word, |other| other.cast::<Str>().is_some_and(|other| other.view() == text));
    if let Some(string) = found.and_then(|entry| table.key_at(entry).cast::<Str>()) {
        return string;
    }
    let shape = types.str.root_shape.get();
    let string = heap.new_str(shape, text).expect("a name is small, so its allocation does not fail");
    string.cache_hash(hash);
    add_interned(heap, table, string, hash);
    string
}

fn add_interned(heap: &mut Heap, table: Gc<Dict>, string: Gc<Str>, hash: i64) {
    if let Some(entry) = heap.add_entry(table, crate::object::hash_word(hash), string.value()) {
        table.entries().set(entry * Dict::STRIDE + 2, Value::NONE);
        string.set_interned();
    }
}
