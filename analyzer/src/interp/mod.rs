//! The abstract interpreter: executes module-level code over abstract values.
//!
//! It walks the lowered tree. Where a decision depends on a value that is typed but not known, every course is
//! followed from the same state and the states are joined; see `fork` and `control`.

mod attributes;
mod calls;
mod classes;
mod construct;
mod control;
mod dicts;
mod exceptions;
mod exec;
mod expressions;
mod finalizers;
mod finish;
mod fork;
mod functions;
mod generators;
mod imports;
mod items;
mod iteration;
mod keys;
mod layout;
mod limits;
mod lockstep;
mod misspelt;
mod names;
mod operators;
mod patterns;
mod recursion;
mod report;
mod seal;
mod slots;
mod statements;
mod stores;
mod strings;
mod stubs;
mod volume;

use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use crate::builtins::exceptions as exc;
use crate::diagnostics::{Code as DiagnosticCode, Diagnostic};
use crate::domain::{ExceptionData, Object, ObjectId, Payload, Resume, Slot, UnitId, Value};
use crate::heap::{FrameIndex, FrozenUnit, Heap, Noted};
use crate::ir::{self, Code, Symbol};
use crate::options::Options;

pub(crate) use attributes::Found as LookedUp;
pub(crate) use calls::Arguments;
pub(crate) use control::{Flow, Truth};
pub(crate) use dicts::{DictGet, unknown_dict};
pub(crate) use exec::CompileMode;
pub(crate) use generators::Resumed;
pub(crate) use iteration::Next;
pub(crate) use keys::{DICT_KEY, Presence, SET_ELEMENT};
pub(crate) use limits::{MAX_CALLS, MAX_DEPTH, MAX_SOURCE, STEPS_PER_MODULE};
pub(crate) use slots::{EXTRA, LOOSE};
pub(crate) use stubs::{EFFECT, EFFECT_KINDS, RAISES, TOLERANT, effect_code};
pub(crate) use volume::{elements_volume, payload_volume};

/// Bytes that a single value may take.
pub(crate) const MAX_VALUE: usize = 64 << 20;
/// Elements that a single container may hold.
pub(crate) const MAX_ELEMENTS: usize = 1 << 20;

/// Why evaluation does not go on as usual.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A Python exception.
    Raise(Value),
    Abort(Abort),
}

/// Why the evaluation of a component ends early.
#[derive(Clone, Debug)]
pub(crate) enum Abort {
    /// A module must be finished first.
    Needs(Arc<str>),
    /// A limit was reached and has been reported.
    Exhausted,
    /// Nobody waits for the result any more.
    Cancelled,
}

pub(crate) type Eval<T> = Result<T, Stop>;

/// What the import system knows about a module name.
pub(crate) enum Found {
    /// Finished; its unit.
    Finished(Arc<FrozenUnit>),
    /// Belongs to the component under evaluation.
    Local(Arc<LoadedModule>),
    /// Exists, but nothing is known about it.
    Opaque(String),
    /// Was not found, but may exist all the same. A program that can do without it does so where an environment was
    /// searched into which it is not installed.
    Perhaps { what: String, is_installed: bool },
    /// A folder without `__init__.py`.
    Namespace,
    /// Certainly does not exist.
    Missing,
    /// Known to exist, not evaluated yet.
    Pending,
}

/// A module as parsed and lowered.
#[derive(Debug)]
pub(crate) struct LoadedModule {
    pub name: Arc<str>,
    pub is_package: bool,
    /// Comes from a stub file: functions without a body are described by their annotations.
    pub is_stub: bool,
    /// Names of the real source for which the stub stands; it need not have them all.
    pub left_out: Vec<Symbol>,
    /// Is asked or made to be strict: its classes get slots. Library modules are never.
    pub is_strict: bool,
    /// Models a module that is written in C: its functions are built-in functions.
    pub models_native: bool,
    pub source: Arc<SourceFile>,
    pub module: Arc<ir::Module>,
}

/// Answers the interpreter's questions about other modules.
pub(crate) trait World: Sync {
    fn options(&self) -> &Options;
    fn find(&self, name: &str) -> Found;
    /// A finished unit to which another one refers.
    fn unit(&self, id: UnitId) -> Arc<FrozenUnit>;
    /// Whether nobody waits for the result any more.
    fn is_cancelled(&self) -> bool;
    /// Whether results are kept for a later check, so that what they were computed from has to be known.
    fn is_kept(&self) -> bool;
}

/// How far a module of the component has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModuleStatus {
    Executing,
    Finished,
    Failed,
}

/// A module of the component under evaluation.
#[derive(Debug)]
pub(crate) struct UnitModule {
    pub name: Arc<str>,
    pub object: ObjectId,
    pub status: ModuleStatus,
    pub loaded: Arc<LoadedModule>,
    /// How many courses were being followed when it was entered.
    pub level: usize,
    pub diagnostics: Vec<Diagnostic>,
    pub reported: FxHashSet<(DiagnosticCode, TextRange, String)>,
    pub steps: u64,
    pub classes: Vec<ObjectId>,
}

/// An active piece of code.
#[derive(Debug)]
pub(crate) struct Frame {
    pub code: Arc<Code>,
    /// Where its slots are kept.
    pub slots: FrameIndex,
    /// Module or dictionary in which global names are looked up.
    pub globals: ObjectId,
    /// Namespace that a class or module body fills.
    pub namespace: Option<ObjectId>,
    pub closure: Arc<[ObjectId]>,
    /// [`Interp::undecided`] when it was entered.
    pub undecided: usize,
    /// The place being evaluated.
    pub at: TextRange,
    /// What remains to be re-entered of a suspended generator, innermost first.
    pub resume: Vec<Resume>,
    /// What a generator being suspended has to re-enter, innermost first.
    pub suspend: Vec<Resume>,
    /// What `send` passed to the generator.
    pub sent: Value,
    /// Collects what is yielded, when the generator's course is followed as a whole.
    pub collected: Option<Vec<Value>>,
}

/// Where exceptions that may be raised, but need not be, are noted: an active `try`.
#[derive(Debug, Default)]
struct Collector {
    raises: Vec<(Value, Noted)>,
    /// Built-in classes of which exceptions were noted in the current state.
    last: Last,
}

/// Classes of exceptions of which no more is known, and that were noted in one state.
#[derive(Debug, Default)]
struct Last {
    classes: Vec<ObjectId>,
    /// Which state it was, by [`Heap::changes`].
    changes: u64,
    /// What was being handled.
    context: Option<Value>,
}

/// The interpreter of one component.
pub(crate) struct Interp<'w> {
    pub world: &'w dyn World,
    pub heap: Heap,
    pub frames: Vec<Frame>,
    pub modules: Vec<UnitModule>,
    /// Index of the frame of the module whose top level is executing.
    pub module_base: usize,
    /// Names of modules imported so far, by this component or by what it imported.
    pub imported: FxHashSet<Arc<str>>,
    /// Units that were imported, and not only linked to.
    attached: FxHashSet<UnitId>,
    /// Exceptions being handled, innermost last.
    handling: Vec<Value>,
    raised_at: Option<finish::RaisedAt>,
    collectors: Vec<Collector>,
    /// Generators whose frames are active.
    running: Vec<ObjectId>,
    pub steps: u64,
    pub step_limit: u64,
    pub exhausted: bool,
    /// Sources of code compiled by `exec` and `eval`, by text.
    compiled: FxHashMap<Arc<str>, Arc<ir::Module>>,
    pub builtins: ObjectId,
    /// Calls of functions that were active already, innermost last.
    recursions: Vec<recursion::Recursion>,
    /// Attributes that would be set, were not the objects those of other modules.
    refused: FxHashSet<(ObjectId, Symbol)>,
    /// Functions whose recursion was given up, by the address of their code.
    bottomless: FxHashSet<*const Code>,
    /// Courses being followed, one inside the other, of which it is not known that they are taken.
    undecided: usize,
    /// Pairs of objects whose `repr` or comparison is under way.
    guarded: Vec<ObjectId>,
    /// Operations on containers that are under way, one inside the other.
    nesting: usize,
    /// Calls that are under way, one inside the other.
    calls: usize,
}

impl<'w> Interp<'w> {
    pub(crate) fn new(world: &'w dyn World, unit: UnitId, builtins: Arc<FrozenUnit>) -> Interp<'w> {
        let builtins_module = builtins.module("builtins").unwrap_or(ObjectId::builtin(0));
        Interp {
            world,
            heap: Heap::new(unit, builtins, world.is_kept()),
            frames: Vec::new(),
            modules: Vec::new(),
            module_base: 0,
            imported: FxHashSet::default(),
            attached: FxHashSet::default(),
            handling: Vec::new(),
            raised_at: None,
            collectors: Vec::new(),
            running: Vec::new(),
            steps: 0,
            step_limit: STEPS_PER_MODULE,
            exhausted: false,
            compiled: FxHashMap::default(),
            builtins: builtins_module,
            recursions: Vec::new(),
            refused: FxHashSet::default(),
            bottomless: FxHashSet::default(),
            undecided: 0,
            guarded: Vec::new(),
            nesting: 0,
            calls: 0,
        }
    }

    pub(crate) fn frame(&mut self) -> &mut Frame {
        // Evaluation always happens inside a frame: that of a module at least.
        self.frames.last_mut().expect("an active frame")
    }

    /// Sets the place that diagnostics and traces name.
    #[inline]
    pub(crate) fn at(&mut self, range: TextRange) {
        if let Some(frame) = self.frames.last_mut() {
            frame.at = range;
        }
    }

    pub(crate) fn alloc(&mut self, class: ObjectId, payload: Payload) -> Value {
        Value::Object(self.heap.alloc(Object::new(class, payload)))
    }

    /// A new exception of a built-in class with one message.
    pub(crate) fn exception(&mut self, class: ObjectId, message: &str) -> Value {
        let args =
            if message.is_empty() { Value::empty_tuple() } else { Value::tuple(vec![Value::str(message)]) };
        self.exception_with(class, args)
    }

    pub(crate) fn exception_with(&mut self, class: ObjectId, args: Value) -> Value {
        let context = self.handling.last().cloned();
        self.alloc(
            class,
            Payload::Exception(Box::new(ExceptionData { args, cause: None, context, finding: None })),
        )
    }

    #[cold]
    pub(crate) fn raise<T>(&mut self, class: ObjectId, message: &str) -> Eval<T> {
        let exception = self.exception(class, message);
        Err(Stop::Raise(exception))
    }

    #[cold]
    pub(crate) fn type_error<T>(&mut self, message: &str) -> Eval<T> {
        self.raise(exc::TYPE_ERROR, message)
    }

    #[cold]
    pub(crate) fn value_error<T>(&mut self, message: &str) -> Eval<T> {
        self.raise(exc::VALUE_ERROR, message)
    }

    #[cold]
    pub(crate) fn attribute_error<T>(&mut self, message: &str) -> Eval<T> {
        self.raise(exc::ATTRIBUTE_ERROR, message)
    }

    /// Turns the outcome of an operation on plain data into the interpreter's.
    pub(crate) fn plain<T>(&mut self, result: strict_semantics::Result<T>) -> Eval<T> {
        use strict_semantics::ErrorKind;
        result.or_else(|error| {
            let class = match error.kind {
                ErrorKind::Type => exc::TYPE_ERROR,
                ErrorKind::Value => exc::VALUE_ERROR,
                ErrorKind::Index => exc::INDEX_ERROR,
                ErrorKind::Key => exc::KEY_ERROR,
                ErrorKind::Attribute => exc::ATTRIBUTE_ERROR,
                ErrorKind::Lookup => exc::LOOKUP_ERROR,
                ErrorKind::Overflow => exc::OVERFLOW_ERROR,
                ErrorKind::ZeroDivision => exc::ZERO_DIVISION_ERROR,
                ErrorKind::UnicodeDecode => exc::UNICODE_DECODE_ERROR,
                ErrorKind::UnicodeEncode => exc::UNICODE_ENCODE_ERROR,
                ErrorKind::Buffer => exc::BUFFER_ERROR,
                ErrorKind::Memory => {
                    return self.exhaust(
                        DiagnosticCode::ValueTooLarge,
                        format!("a value of more than {} MiB is built", MAX_VALUE >> 20),
                    );
                }
            };
            // What the C library reports has an error number before its text.
            if let Some(text) = error.message.strip_prefix("(34, '").and_then(|text| text.strip_suffix("')"))
            {
                let args = Value::tuple(vec![Value::int(34), Value::str(text)]);
                return Err(Stop::Raise(self.exception_with(class, args)));
            }
            self.raise(class, &error.message)
        })
    }

    /// A name bound for certain.
    pub(crate) fn bound(value: Value) -> Slot {
        Slot::bound(value)
    }

    /// Qualified class name for messages.
    pub(crate) fn type_name(&self, value: &Value) -> String {
        match self.heap.class_of(value) {
            // C types give the name of their module too.
            Some(class) => match crate::builtins::module_of_type(class) {
                Some(module) => format!("{module}.{}", self.class_name(class)),
                None => self.class_name(class),
            },
            None => "unknown".to_owned(),
        }
    }

    pub(crate) fn class_name(&self, class: ObjectId) -> String {
        self.heap.get(class).as_class().map_or_else(|| "object".to_owned(), |class| class.name.to_string())
    }

    /// The interned form of an attribute name given as a string.
    pub(crate) fn symbol_of(&self, value: &Value) -> Option<Symbol> {
        match self.heap.unwrap(value) {
            Value::Str(text) => text.to_utf8().map(|text| Symbol::new(&text)),
            _ => None,
        }
    }
}
