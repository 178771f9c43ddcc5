//! The built-in types: their identities in unit 0.

use crate::domain::ObjectId;

/// A built-in class: name, base, and what it is to the analyzer.
pub(crate) struct TypeSpec {
    pub name: &'static str,
    pub base: ObjectId,
    /// Module that exports it under its name; empty when nothing does.
    pub module: &'static str,
    /// Cannot be subclassed.
    pub is_final: bool,
}

macro_rules! types {
    ($($constant:ident = $index:literal, $name:literal, $base:ident, $module:literal, $is_final:literal;)*) => {
        $(
            #[allow(dead_code, reason = "the table is complete, and the analyzer names only some of it")]
            pub(crate) const $constant: ObjectId = ObjectId::builtin($index);
        )*
        /// All built-in types but exceptions; entry `i` is object `i` of unit 0.
        pub(crate) const TYPES: &[TypeSpec] = &[
            $(TypeSpec { name: $name, base: $base, module: $module, is_final: $is_final }),*
        ];
    };
}

types! {
    OBJECT = 0, "object", OBJECT, "builtins", false;
    TYPE = 1, "type", OBJECT, "builtins", false;
    INT = 2, "int", OBJECT, "builtins", false;
    BOOL = 3, "bool", INT, "builtins", true;
    FLOAT = 4, "float", OBJECT, "builtins", false;
    COMPLEX = 5, "complex", OBJECT, "builtins", false;
    STR = 6, "str", OBJECT, "builtins", false;
    BYTES = 7, "bytes", OBJECT, "builtins", false;
    BYTEARRAY = 8, "bytearray", OBJECT, "builtins", false;
    MEMORYVIEW = 9, "memoryview", OBJECT, "builtins", true;
    LIST = 10, "list", OBJECT, "builtins", false;
    TUPLE = 11, "tuple", OBJECT, "builtins", false;
    DICT = 12, "dict", OBJECT, "builtins", false;
    SET = 13, "set", OBJECT, "builtins", false;
    FROZENSET = 14, "frozenset", OBJECT, "builtins", false;
    RANGE = 15, "range", OBJECT, "builtins", true;
    SLICE = 16, "slice", OBJECT, "builtins", true;
    PROPERTY = 17, "property", OBJECT, "builtins", false;
    CLASSMETHOD = 18, "classmethod", OBJECT, "builtins", false;
    STATICMETHOD = 19, "staticmethod", OBJECT, "builtins", false;
    SUPER = 20, "super", OBJECT, "builtins", false;
    NONE_TYPE = 21, "NoneType", OBJECT, "", true;
    ELLIPSIS_TYPE = 22, "ellipsis", OBJECT, "", true;
    NOT_IMPLEMENTED_TYPE = 23, "NotImplementedType", OBJECT, "", true;
    FUNCTION = 24, "function", OBJECT, "", true;
    BUILTIN_FUNCTION = 25, "builtin_function_or_method", OBJECT, "", true;
    METHOD = 26, "method", OBJECT, "", true;
    METHOD_DESCRIPTOR = 27, "method_descriptor", OBJECT, "", true;
    WRAPPER_DESCRIPTOR = 28, "wrapper_descriptor", OBJECT, "", true;
    MODULE = 29, "module", OBJECT, "", false;
    GENERATOR = 30, "generator", OBJECT, "", true;
    COROUTINE = 31, "coroutine", OBJECT, "", true;
    ASYNC_GENERATOR = 32, "async_generator", OBJECT, "", true;
    MAPPING_PROXY = 33, "mappingproxy", OBJECT, "", true;
    DICT_KEYS = 34, "dict_keys", OBJECT, "", true;
    DICT_VALUES = 35, "dict_values", OBJECT, "", true;
    DICT_ITEMS = 36, "dict_items", OBJECT, "", true;
    ITERATOR = 37, "iterator", OBJECT, "", true;
    ENUMERATE = 38, "enumerate", OBJECT, "builtins", false;
    ZIP = 39, "zip", OBJECT, "builtins", false;
    MAP = 40, "map", OBJECT, "builtins", false;
    FILTER = 41, "filter", OBJECT, "builtins", false;
    REVERSED = 42, "reversed", OBJECT, "builtins", false;
    CELL = 43, "cell", OBJECT, "", true;
    CODE = 44, "code", OBJECT, "", true;
    GENERIC_ALIAS = 45, "GenericAlias", OBJECT, "", false;
    UNION = 46, "Union", OBJECT, "", true;
    TRACEBACK = 47, "traceback", OBJECT, "", true;
    FRAME = 48, "frame", OBJECT, "", true;
    MEMBER_DESCRIPTOR = 49, "member_descriptor", OBJECT, "", true;
    GETSET_DESCRIPTOR = 50, "getset_descriptor", OBJECT, "", true;
    TEMPLATE = 51, "Template", OBJECT, "", true;
    INTERPOLATION = 52, "Interpolation", OBJECT, "", true;
    MODULE_SPEC = 53, "ModuleSpec", OBJECT, "", false;
    METHOD_WRAPPER = 54, "method-wrapper", OBJECT, "", true;
    CLASSMETHOD_DESCRIPTOR = 55, "classmethod_descriptor", OBJECT, "", true;
    STRUCT = 56, "Struct", OBJECT, "", false;
}
