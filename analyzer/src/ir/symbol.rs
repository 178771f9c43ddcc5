//! Interned identifiers.
//!
//! Names of variables, attributes and keywords are compared and hashed all the time; a [`Symbol`] is one word.
//! Interned text is never freed: a program has a bounded number of distinct identifiers.

use std::cell::RefCell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// An interned text; its address is its identity.
pub(crate) struct Interned(&'static str);

/// An interned identifier.
#[derive(Clone, Copy)]
pub(crate) struct Symbol(&'static Interned);

static INTERNER: LazyLock<RwLock<FxHashMap<&'static str, Symbol>>> = LazyLock::new(|| {
    RwLock::new(sym::PREDEFINED.iter().map(|interned| (interned.0, Symbol(interned))).collect())
});

thread_local! {
    /// What this thread has looked up before, so that lowering needs no lock.
    static KNOWN: RefCell<FxHashMap<&'static str, Symbol>> = RefCell::default();
}

impl Symbol {
    /// The symbol for a text.
    pub(crate) fn new(text: &str) -> Symbol {
        KNOWN.with_borrow_mut(|known| {
            if let Some(&symbol) = known.get(text) {
                return symbol;
            }
            let symbol = Symbol::shared(text);
            known.insert(symbol.as_str(), symbol);
            symbol
        })
    }

    fn shared(text: &str) -> Symbol {
        if let Some(&symbol) = INTERNER.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return symbol;
        }
        let mut interner = INTERNER.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&symbol) = interner.get(text) {
            return symbol;
        }
        let text: &'static str = Box::leak(text.into());
        let symbol = Symbol(Box::leak(Box::new(Interned(text))));
        interner.insert(text, symbol);
        symbol
    }

    /// The text.
    #[inline]
    pub(crate) fn as_str(self) -> &'static str {
        self.0.0
    }

    /// Whether the name is `__like_this__`.
    pub(crate) fn is_dunder(self) -> bool {
        let text = self.as_str();
        text.len() > 4 && text.starts_with("__") && text.ends_with("__")
    }
}

impl PartialEq for Symbol {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).addr().hash(state);
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.as_str())
    }
}

macro_rules! predefined {
    ($($name:ident = $text:literal,)*) => {
        /// Symbols that the analyzer itself names.
        #[allow(non_upper_case_globals, reason = "the constants read like the Python names they stand for")]
        pub(crate) mod sym {
            use super::{Interned, Symbol};
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only its discriminants are used")]
            enum Index { $($name),* }
            pub(super) static PREDEFINED: [Interned; [$($text),*].len()] = [$(Interned($text)),*];
            $(pub(crate) const $name: Symbol = Symbol(&PREDEFINED[Index::$name as usize]);)*
        }
    };
}

predefined! {
    abs = "__abs__", add = "__add__", all = "__all__", and = "__and__", annotate = "__annotate__",
    annotate_func = "__annotate_func__", classcell = "__classcell__", classdictcell = "__classdictcell__",
    static_attributes = "__static_attributes__",
    annotations = "__annotations__", base = "__base__", bases = "__bases__", bool_ = "__bool__",
    builtins = "__builtins__", bytes_ = "__bytes__", cached = "__cached__", call = "__call__",
    cause = "__cause__", ceil = "__ceil__", class = "__class__", class_getitem = "__class_getitem__",
    closure = "__closure__", code = "__code__", complex_ = "__complex__", contains = "__contains__",
    context = "__context__", defaults = "__defaults__", del = "__del__", delattr = "__delattr__",
    delete = "__delete__", delitem = "__delitem__", dict = "__dict__", dir = "__dir__",
    divmod = "__divmod__", doc = "__doc__", enter = "__enter__", eq = "__eq__", exit = "__exit__",
    file = "__file__", firstlineno = "__firstlineno__", float_ = "__float__", floor = "__floor__",
    floordiv = "__floordiv__", format = "__format__", func = "__func__", ge = "__ge__", get = "__get__",
    getattr = "__getattr__", getattribute = "__getattribute__", getitem = "__getitem__",
    globals = "__globals__", gt = "__gt__", hash = "__hash__", iadd = "__iadd__", iand = "__iand__",
    ifloordiv = "__ifloordiv__", ilshift = "__ilshift__", imatmul = "__imatmul__", imod = "__imod__",
    imul = "__imul__", index = "__index__", init = "__init__", init_subclass = "__init_subclass__",
    instancecheck = "__instancecheck__", int_ = "__int__", invert = "__invert__", ior = "__ior__",
    ipow = "__ipow__", irshift = "__irshift__", isabstractmethod = "__isabstractmethod__",
    isub = "__isub__", iter = "__iter__", itruediv = "__itruediv__", ixor = "__ixor__",
    kwdefaults = "__kwdefaults__", le = "__le__", len = "__len__", length_hint = "__length_hint__", loader = "__loader__",
    lshift = "__lshift__", lt = "__lt__", match_args = "__match_args__", matmul = "__matmul__",
    missing = "__missing__", mod_ = "__mod__", module = "__module__", mro = "__mro__",
    mro_entries = "__mro_entries__", mul = "__mul__", name = "__name__", ne = "__ne__", neg = "__neg__",
    new = "__new__", next = "__next__", notes = "__notes__", objclass = "__objclass__", or = "__or__",
    orig_bases = "__orig_bases__", orig_class = "__orig_class__", package = "__package__",
    path = "__path__", pos = "__pos__", pow = "__pow__", prepare = "__prepare__", qualname = "__qualname__",
    radd = "__radd__", rand = "__rand__", rdivmod = "__rdivmod__", repr = "__repr__",
    reversed = "__reversed__", rfloordiv = "__rfloordiv__", rlshift = "__rlshift__",
    rmatmul = "__rmatmul__", rmod = "__rmod__", rmul = "__rmul__", ror = "__ror__", round = "__round__",
    rpow = "__rpow__", rrshift = "__rrshift__", rshift = "__rshift__", rsub = "__rsub__",
    rtruediv = "__rtruediv__", rxor = "__rxor__", self_ = "__self__", set = "__set__",
    set_name = "__set_name__", setattr = "__setattr__", setitem = "__setitem__", slots = "__slots__",
    spec = "__spec__", str_ = "__str__", sub = "__sub__", subclasscheck = "__subclasscheck__",
    suppress_context = "__suppress_context__", text_signature = "__text_signature__",
    traceback = "__traceback__", truediv = "__truediv__", trunc = "__trunc__",
    type_params = "__type_params__", weakref = "__weakref__", wrapped = "__wrapped__", xor = "__xor__",
    debug = "__debug__", stub = "__stub__", classdict = "__classdict__", origin = "__origin__",
    args = "__args__", parameters = "__parameters__", unpacked = "__unpacked__",
    typing_unpacked_tuple_args = "__typing_unpacked_tuple_args__", typing_subst = "__typing_subst__",
    abstractmethods = "__abstractmethods__", dictoffset = "__dictoffset__",
    weakrefoffset = "__weakrefoffset__", basicsize = "__basicsize__", itemsize = "__itemsize__",
    flags = "__flags__", key = "key", default = "default", reverse = "reverse", strict_kw = "strict",
    start = "start", stop = "stop", step = "step", metaclass = "metaclass", args_attr = "args",
    real = "real", imag = "imag", numerator = "numerator", denominator = "denominator", fget = "fget",
    fset = "fset", fdel = "fdel", name_attr = "name", obj = "obj", msg = "msg", path_attr = "path",
    value_attr = "value", exceptions = "exceptions", message = "message", keys = "keys", dot_zero = ".0",
    underscore = "_", TYPE_CHECKING = "TYPE_CHECKING", errno = "errno", strerror = "strerror",
    filename = "filename", code_attr = "code", name_from = "name_from", return_ = "return",
    format_arg = "format", mro_method = "mro",
}
