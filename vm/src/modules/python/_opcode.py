"""Opcode support module: CPython's instructions, which this implementation does not have."""

ENABLE_SPECIALIZATION = ENABLE_SPECIALIZATION_FT = False


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise ValueError("invalid opcode or oparg")


def is_valid(opcode):
    return False


def has_arg(opcode):
    return False


has_const = has_name = has_jump = has_free = has_local = has_exc = has_arg


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
