"""What tests of built-in types use of CPython's test module for its limited C API, in Python."""


def sequence_getitem(sequence, index, /):
    return sequence[index + len(sequence) if index < 0 else index]


def sequence_setitem(sequence, index, value, /):
    sequence[index] = value


def sequence_delitem(sequence, index, /):
    del sequence[index]


def object_hasattrstring(value, name, /):
    return int(hasattr(value, name.decode()))
