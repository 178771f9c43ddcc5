//! Attributes that built-in types have in CPython 3.14, and their models here have not: what they give is not known.
//! Without this list they would be taken to be absent, and the course that follows them would be missed.

use crate::domain::ObjectId;
use crate::interp::Interp;
use crate::ir::Symbol;

use super::{exceptions as exc, types};

/// Attributes of instances or of the type itself, by type.
static UNMODELLED: &[(ObjectId, &[&str])] = &[
    (exc::ATTRIBUTE_ERROR, &["name", "obj"]),
    (exc::BASE_EXCEPTION, &["__cause__", "__context__", "__suppress_context__", "__traceback__", "args"]),
    (exc::BASE_EXCEPTION_GROUP, &["__module__", "__weakref__", "exceptions", "message"]),
    (exc::IMPORT_ERROR, &["msg", "name", "name_from", "path"]),
    (exc::NAME_ERROR, &["name"]),
    (exc::OS_ERROR, &["characters_written", "errno", "filename", "filename2", "strerror"]),
    (exc::STOP_ITERATION, &["value"]),
    (
        exc::SYNTAX_ERROR,
        &[
            "_metadata",
            "end_lineno",
            "end_offset",
            "filename",
            "lineno",
            "msg",
            "offset",
            "print_file_and_line",
            "text",
        ],
    ),
    (exc::SYSTEM_EXIT, &["code"]),
    (exc::UNICODE_DECODE_ERROR, &["encoding", "end", "object", "reason", "start"]),
    (exc::UNICODE_ENCODE_ERROR, &["encoding", "end", "object", "reason", "start"]),
    (exc::UNICODE_TRANSLATE_ERROR, &["encoding", "end", "object", "reason", "start"]),
    (types::ASYNC_GENERATOR, &["__del__", "ag_await", "ag_code", "ag_frame", "ag_running", "ag_suspended"]),
    (types::BUILTIN_FUNCTION, &["__self__", "__text_signature__"]),
    (types::CELL, &["cell_contents"]),
    (types::CLASSMETHOD, &["__class_getitem__", "__func__", "__isabstractmethod__", "__wrapped__"]),
    (types::CLASSMETHOD_DESCRIPTOR, &["__get__", "__objclass__", "__text_signature__"]),
    (
        types::CODE,
        &[
            "__replace__",
            "_co_code_adaptive",
            "_varname_from_oparg",
            "co_argcount",
            "co_branches",
            "co_cellvars",
            "co_code",
            "co_consts",
            "co_exceptiontable",
            "co_filename",
            "co_firstlineno",
            "co_flags",
            "co_freevars",
            "co_kwonlyargcount",
            "co_lines",
            "co_linetable",
            "co_lnotab",
            "co_name",
            "co_names",
            "co_nlocals",
            "co_positions",
            "co_posonlyargcount",
            "co_qualname",
            "co_stacksize",
            "co_varnames",
            "replace",
        ],
    ),
    (types::COMPLEX, &["imag", "real"]),
    (
        types::COROUTINE,
        &["__del__", "cr_await", "cr_code", "cr_frame", "cr_origin", "cr_running", "cr_suspended"],
    ),
    (types::DICT_ITEMS, &["mapping"]),
    (types::DICT_KEYS, &["mapping"]),
    (types::DICT_VALUES, &["mapping"]),
    (types::FLOAT, &["__getformat__", "imag", "real"]),
    (
        types::FRAME,
        &[
            "clear",
            "f_back",
            "f_builtins",
            "f_code",
            "f_generator",
            "f_globals",
            "f_lasti",
            "f_lineno",
            "f_locals",
            "f_trace",
            "f_trace_lines",
            "f_trace_opcodes",
        ],
    ),
    (types::FUNCTION, &["__builtins__", "__closure__", "__globals__"]),
    (types::GENERATOR, &["__del__", "gi_code", "gi_frame", "gi_running", "gi_suspended", "gi_yieldfrom"]),
    (
        types::GENERIC_ALIAS,
        &[
            "__args__",
            "__iter__",
            "__origin__",
            "__parameters__",
            "__typing_unpacked_tuple_args__",
            "__unpacked__",
        ],
    ),
    (types::GETSET_DESCRIPTOR, &["__delete__", "__objclass__"]),
    (types::INT, &["denominator", "imag", "numerator", "real"]),
    (types::INTERPOLATION, &["conversion", "expression", "format_spec", "value"]),
    (types::ITERATOR, &["__setstate__"]),
    (types::MAP, &["__setstate__"]),
    (types::MAPPING_PROXY, &["__ior__"]),
    (types::MEMBER_DESCRIPTOR, &["__delete__", "__objclass__"]),
    (
        types::MEMORYVIEW,
        &[
            "__doc__",
            "_from_flags",
            "c_contiguous",
            "contiguous",
            "f_contiguous",
            "format",
            "itemsize",
            "nbytes",
            "ndim",
            "obj",
            "readonly",
            "shape",
            "strides",
            "suboffsets",
        ],
    ),
    (types::METHOD, &["__func__", "__self__"]),
    (types::METHOD_DESCRIPTOR, &["__objclass__", "__text_signature__"]),
    (types::METHOD_WRAPPER, &["__objclass__", "__self__", "__text_signature__"]),
    (types::NOT_IMPLEMENTED_TYPE, &["__bool__"]),
    (types::PROPERTY, &["__isabstractmethod__", "fdel", "fget", "fset"]),
    (types::RANGE, &["start", "step", "stop"]),
    (types::REVERSED, &["__setstate__"]),
    (types::SLICE, &["start", "step", "stop"]),
    (
        types::STATICMETHOD,
        &["__call__", "__class_getitem__", "__func__", "__isabstractmethod__", "__wrapped__"],
    ),
    (types::SUPER, &["__get__", "__self__", "__self_class__", "__thisclass__"]),
    (types::TEMPLATE, &["interpolations", "strings", "values"]),
    (types::TRACEBACK, &["tb_frame", "tb_lasti", "tb_lineno", "tb_next"]),
    (types::TYPE, &["__text_signature__"]),
    (
        types::UNION,
        &["__args__", "__mro_entries__", "__name__", "__origin__", "__parameters__", "__qualname__"],
    ),
    (types::WRAPPER_DESCRIPTOR, &["__objclass__", "__text_signature__"]),
    (types::ZIP, &["__setstate__"]),
];

/// The built-in type from which a class has an attribute that is not modelled.
pub(crate) fn unmodelled(interp: &Interp<'_>, class: ObjectId, name: Symbol) -> Option<ObjectId> {
    let mro = &interp.heap.get(class).as_class()?.mro;
    UNMODELLED
        .iter()
        .find(|(type_, names)| names.contains(&name.as_str()) && mro.contains(type_))
        .map(|(type_, _)| *type_)
}
