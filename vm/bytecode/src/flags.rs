//! The meaning of an instruction's flag byte, by opcode. Bits that an opcode doesn't use are free for the VM to
//! keep feedback in (in its own copy of the instructions).

/// `call`, `call_method`, `call_spread`: there are keyword arguments.
pub const CALL_KEYWORDS: u8 = 1;
/// `call`, `call_method`, `call_spread`: the result is awaited at once (by the `get_awaitable` that follows).
pub const CALL_AWAITED: u8 = 1 << 1;

/// Binary operators: augmented assignment (`+=`).
pub const IN_PLACE: u8 = 1;

/// Binary operators and comparisons, feedback: an operand was a `float`, and the other one a number.
pub const MET_FLOAT: u8 = 1 << 1;
/// Binary operators and comparisons, feedback: one operand was a `float` and the other one an `int`.
pub const MET_MIXED: u8 = 1 << 2;
/// Binary operators and comparisons, feedback: an operand was no number, or the result no immediate one.
pub const MET_OTHER: u8 = 1 << 3;

/// `get_iter`, feedback: the iterator is one over a range of small integers.
pub const MET_RANGE: u8 = 1;
/// `get_iter`, feedback: it is one over a list.
pub const MET_LIST: u8 = 1 << 1;
/// `get_iter`, feedback: it is another one.
pub const MET_OTHER_ITERATOR: u8 = 1 << 2;

/// `load_subscript`, `store_subscript`, `unpack_sequence`, feedback: the object was a `list`, its index a small integer.
pub const MET_LIST_ITEM: u8 = 1;
/// The same of a `tuple`.
pub const MET_TUPLE_ITEM: u8 = 1 << 1;
/// Anything else.
pub const MET_OTHER_ITEM: u8 = 1 << 2;
/// An array of doubles.
pub const MET_DOUBLE_ITEM: u8 = 1 << 3;

/// `make_function`: a tuple of positional defaults comes first in the registers.
pub const FUNCTION_DEFAULTS: u8 = 1;
/// `make_function`: then a dict of keyword-only defaults.
pub const FUNCTION_KEYWORD_DEFAULTS: u8 = 1 << 1;
/// `make_function`: then the `__annotate__` function.
pub const FUNCTION_ANNOTATE: u8 = 1 << 2;
/// `make_function`: then a tuple of cells.
pub const FUNCTION_CLOSURE: u8 = 1 << 3;
/// `make_function`: the `__annotations__`, a dict, instead of an `__annotate__` function
/// (`from __future__ import annotations`).
pub const FUNCTION_ANNOTATIONS: u8 = 1 << 4;

/// `format`, `build_interpolation`: the conversion, one of the `CONVERT_` values.
pub const CONVERSION_MASK: u8 = 3;
/// No conversion.
pub const CONVERT_NONE: u8 = 0;
/// `!s`.
pub const CONVERT_STR: u8 = 1;
/// `!r`.
pub const CONVERT_REPR: u8 = 2;
/// `!a`.
pub const CONVERT_ASCII: u8 = 3;
/// `format`, `build_interpolation`: there is a format specification.
pub const FORMAT_SPEC: u8 = 1 << 2;

/// `import_name`: `lazy import`.
pub const IMPORT_LAZY: u8 = 1;
/// `import_name`: may be done when the names that it binds are first used, if the program asks for that (PEP 690).
pub const IMPORT_DEFERRABLE: u8 = 2;

/// `get_awaitable`: the value comes from `__aenter__`, for the error message.
pub const AWAIT_ENTER: u8 = 1;
/// `get_awaitable`: the value comes from `__aexit__`.
pub const AWAIT_EXIT: u8 = 2;

/// `yield`: the value of an asynchronous generator, to be wrapped.
pub const YIELD_ASYNC: u8 = 1;
