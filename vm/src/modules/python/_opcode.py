"""Opcode support module: the instructions of the VM."""

ENABLE_SPECIALIZATION = ENABLE_SPECIALIZATION_FT = False

_ARGUMENT, _CONSTANT, _NAME, _JUMP = 1, 2, 4, 8
_table = _opcodes()
_names = [name for name, _ in _table]


def _has(opcode, property):
    return is_valid(opcode) and bool(_table[opcode][1] & property)


def stack_effect(opcode, oparg=None, /, *, jump=None):
    if not is_valid(opcode):
        raise ValueError("invalid opcode or oparg")
    # Operands are in registers.
    return 0


def is_valid(opcode):
    return 0 <= opcode < len(_table)


def has_arg(opcode):
    return _has(opcode, _ARGUMENT)


def has_const(opcode):
    return _has(opcode, _CONSTANT)


def has_name(opcode):
    return _has(opcode, _NAME)


def has_jump(opcode):
    return _has(opcode, _JUMP)


def has_free(opcode):
    return False


has_local = has_exc = has_free


def get_specialization_stats():
    return None


def get_nb_ops():
    return [
        (name, symbol + suffix)
        for suffix, prefix in (("", "NB_"), ("=", "NB_INPLACE_"))
        for name, symbol in (
            (prefix + "ADD", "+"), (prefix + "AND", "&"), (prefix + "FLOOR_DIVIDE", "//"), (prefix + "LSHIFT", "<<"),
            (prefix + "MATRIX_MULTIPLY", "@"), (prefix + "MULTIPLY", "*"), (prefix + "REMAINDER", "%"),
            (prefix + "OR", "|"), (prefix + "POWER", "**"), (prefix + "RSHIFT", ">>"), (prefix + "SUBTRACT", "-"),
            (prefix + "TRUE_DIVIDE", "/"), (prefix + "XOR", "^"),
        )
    ] + [("NB_SUBSCR", "[]")]


def get_intrinsic1_descs():
    return []


def get_intrinsic2_descs():
    return []


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


def get_executor(*, code, offset):
    return None
