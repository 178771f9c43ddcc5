"""Facts about byte code, of CPython 3.14."""

from __stub__ import raises

_has_arg = {*range(44, 121), 128, *range(143, 154), *range(155, 196), 197, 200, *range(209, 212), 237, 239, *range(241, 246), *range(247, 252), 253, 255, *range(257, 262), *range(263, 267)}
_has_const = {82, 190, 191}
_has_exc = {*range(263, 266)}
_has_free = {62, 90, 97, 111}
_has_jump = {68, 70, *range(75, 78), *range(100, 104), 106, *range(172, 177), 237, 248, *range(257, 261)}
_has_local = {3, 63, *range(83, 90), *range(112, 115), 261, 266}
_has_name = {61, 64, 65, 72, 73, 80, *range(91, 94), 96, 110, 115, 116, 179, 189, 194, 195, 200, 249}
_is_valid = {*range(0, 121), *range(128, 212), *range(234, 267)}


def has_arg(opcode):
    return opcode in _has_arg


def has_const(opcode):
    return opcode in _has_const


def has_exc(opcode):
    return opcode in _has_exc


def has_free(opcode):
    return opcode in _has_free


def has_jump(opcode):
    return opcode in _has_jump


def has_local(opcode):
    return opcode in _has_local


def has_name(opcode):
    return opcode in _has_name


def is_valid(opcode):
    return opcode in _is_valid


@raises(ValueError)
def stack_effect(opcode, oparg=None, /, *, jump=None) -> int: ...
def get_specialization_stats(): return None
def get_executor(code, offset): ...


def get_intrinsic1_descs():
    return ["INTRINSIC_1_INVALID", "INTRINSIC_PRINT", "INTRINSIC_IMPORT_STAR", "INTRINSIC_STOPITERATION_ERROR", "INTRINSIC_ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE", "INTRINSIC_TYPEVAR", "INTRINSIC_PARAMSPEC", "INTRINSIC_TYPEVARTUPLE", "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS"]


def get_intrinsic2_descs():
    return ["INTRINSIC_2_INVALID", "INTRINSIC_PREP_RERAISE_STAR", "INTRINSIC_TYPEVAR_WITH_BOUND", "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS", "INTRINSIC_SET_FUNCTION_TYPE_PARAMS", "INTRINSIC_SET_TYPEPARAM_DEFAULT"]


def get_nb_ops():
    return [("NB_ADD", "+"), ("NB_AND", "&"), ("NB_FLOOR_DIVIDE", "//"), ("NB_LSHIFT", "<<"), ("NB_MATRIX_MULTIPLY", "@"), ("NB_MULTIPLY", "*"), ("NB_REMAINDER", "%"), ("NB_OR", "|"), ("NB_POWER", "**"), ("NB_RSHIFT", ">>"), ("NB_SUBTRACT", "-"), ("NB_TRUE_DIVIDE", "/"), ("NB_XOR", "^"), ("NB_INPLACE_ADD", "+="), ("NB_INPLACE_AND", "&="), ("NB_INPLACE_FLOOR_DIVIDE", "//="), ("NB_INPLACE_LSHIFT", "<<="), ("NB_INPLACE_MATRIX_MULTIPLY", "@="), ("NB_INPLACE_MULTIPLY", "*="), ("NB_INPLACE_REMAINDER", "%="), ("NB_INPLACE_OR", "|="), ("NB_INPLACE_POWER", "**="), ("NB_INPLACE_RSHIFT", ">>="), ("NB_INPLACE_SUBTRACT", "-="), ("NB_INPLACE_TRUE_DIVIDE", "/="), ("NB_INPLACE_XOR", "^="), ("NB_SUBSCR", "[]")]


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


ENABLE_SPECIALIZATION = True
ENABLE_SPECIALIZATION_FT = True
