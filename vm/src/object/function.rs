//! Functions: those of Python code, those written in Rust, and the cells they share.

use crate::heap::{Field, Gc, Link, layout};
use crate::object::{CodeObject, Dict, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

layout! {
    /// A variable that functions share, or a global: its content is unbound until it is set.
    pub struct CellObject (Cell) {
        /// What the variable holds.
        content: Field,
    }
}

layout! {
    /// The layout of `function`.
    pub struct Function (Function) {
        /// `__code__`
        code: Link<CodeObject>,
        /// `__globals__`
        globals: Link<Dict>,
        /// `__builtins__`
        builtins: Link<Dict>,
        /// `__closure__`, a tuple of cells, or unset.
        closure: Link<Tuple>,
        /// `__defaults__`, or unset.
        defaults: Link<Tuple>,
        /// `__kwdefaults__`, or unset.
        keyword_defaults: Link<Dict>,
        /// `__name__`
        name: Field,
        /// `__qualname__`
        qualified_name: Field,
        /// `__module__`
        module: Field,
        /// `__doc__` if it was set, else unbound: what the code says.
        doc: Field,
        /// `__annotate__`, unbound for none.
        annotate: Field,
        /// `__annotations__`, once made.
        annotations: Field,
        /// `__type_params__`, unbound for none.
        type_parameters: Field,
    }
}

/// What a native function does besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing, and equal arguments give equal results.
    Pure,
    /// Changes its receiver.
    MutatesReceiver,
    /// Changes its arguments.
    MutatesArguments,
    /// Reads or writes what lies outside the process.
    InputOutput,
    /// Depends on more than its arguments.
    NonDeterministic,
    /// May call any Python code.
    Any,
}

/// A native function after its arguments were bound: one value per parameter, unbound where nothing was given.
pub type NativeFn = fn(&mut Vm, &[Value]) -> Outcome<Value>;

/// The declaration of a native function: the one source of its name, parameters, documentation and effect.
#[derive(Clone, Copy, Debug)]
pub struct NativeSpec {
    /// `__name__`
    pub name: &'static str,
    /// The parameters as `__text_signature__` shows them, e.g. `($self, index=-1, /)`.
    pub signature: &'static str,
    /// What it does.
    pub function: NativeFn,
    /// Its effect.
    pub effect: Effect,
    /// `__doc__`
    pub doc: &'static str,
    /// Fewest and most positional arguments, derived from the signature.
    pub arity: crate::native::Arity,
}

layout! {
    /// A native function, method of a type, or method of an object.
    pub struct NativeFunction (Native) {
        /// The type that a method belongs to, else unset.
        owner: Link<Type>,
        /// What a function is bound to: a module, a class (`__new__` and class methods) or an object; unbound for a method descriptor.
        receiver: Field,
        /// `__module__`, unbound for none.
        module: Field,
        ;
        /// The declaration; never null.
        spec: Option<&'static NativeSpec>,
        /// Whether the receiver is passed as the first argument.
        passes_receiver: bool,
    }
}

impl NativeFunction {
    /// The declaration.
    #[inline(always)]
    pub fn spec(&self) -> &'static NativeSpec {
        match self.spec.get() {
            Some(spec) => spec,
            None => unreachable!("native functions are made with their declaration"),
        }
    }
}

impl Gc<Function> {
    /// Whether code and defaults stay as they are: a function that a strict module had bound when it was frozen.
    pub fn is_frozen(self) -> bool {
        self.header().has(crate::heap::flags::MARKED)
    }

    /// Makes it so.
    pub fn freeze(self) {
        self.header().add(crate::heap::flags::MARKED);
    }
}

impl Gc<CellObject> {
    /// Whether it is a global that functions of a strict module rebind, so that freezing leaves it a variable.
    #[inline]
    pub fn is_variable(self) -> bool {
        self.header().has(crate::heap::flags::MARKED)
    }

    /// Makes it such a global.
    pub fn set_variable(self) {
        self.header().add(crate::heap::flags::MARKED);
    }

    /// Whether code of another module has given the global another value, or deleted it.
    pub fn is_rebound(self) -> bool {
        self.header().has(crate::heap::flags::EXTRA)
    }

    /// Takes note that it has.
    pub fn set_rebound(self) {
        self.header().add(crate::heap::flags::EXTRA);
    }

    /// Replaces the content.
    #[inline(always)]
    pub fn store(self, value: Value) {
        self.content.set(self, value);
    }
}
