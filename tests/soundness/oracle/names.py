"""Names of objects and of changes, for the report; made without running code of the modules under test."""

import sys

ModuleType = type(sys)
FunctionType = type(lambda: None)
GetSetType = type(FunctionType.__dict__["__code__"])
MemberType = type(FunctionType.__dict__["__globals__"])
MAXIMUM = 12

_dict_descriptors = {}


def name_of(obj):
    """A short name of the object."""
    kind = type(obj)
    if issubclass(kind, ModuleType):
        name = object.__getattribute__(obj, "__dict__").get("__name__")
        return name if type(name) is str else "<module>"
    if issubclass(kind, type):
        return f"<class {type.__dict__['__qualname__'].__get__(obj)}>"
    if kind is FunctionType:
        return f"<function {obj.__qualname__}>"
    if kind in (str, int, bool, float, bytes, type(None)):
        return repr(obj)[:60]
    return f"<{kind.__qualname__}>"


def step(parent, child):
    """How `parent` refers to `child`: `.name`, `[key]` or `.<kind>`."""
    kind = type(parent)
    if issubclass(kind, dict):
        for key, value in dict.items(parent):
            if value is child:
                return f".{key}" if type(key) is str and key.isidentifier() else f"[{name_of(key)}]"
        return ".<key>"
    if type(child) is dict:
        if issubclass(kind, type) or child is own_dict(parent):
            return ""
    if kind in (list, tuple):
        for index, value in enumerate(parent):
            if value is child:
                return f"[{index}]"
    if kind is FunctionType:
        return ".<closure>" if child is parent.__closure__ else f".<{type(child).__qualname__}>"
    for key, value in (own_dict(parent) or {}).items():
        if value is child:
            return f".{key}"
    return f".<{type(child).__qualname__}>"


def own_dict(obj):
    """The object's dictionary; None if it has none, or if its class computes one."""
    kind = type(obj)
    try:
        descriptor = _dict_descriptors[kind]
    except KeyError:
        namespaces = ((base, type.__dict__["__dict__"].__get__(base)) for base in kind.__mro__)
        found = ((base, namespace["__dict__"]) for base, namespace in namespaces if "__dict__" in namespace)
        # A class that was made of another's names has the other one's descriptor, which is of no use to it.
        is_foreign = lambda base, it: type(it) in (GetSetType, MemberType) and it.__objclass__ is not base
        descriptor = next((it for base, it in found if not is_foreign(base, it)), None)
        if type(descriptor) not in (GetSetType, MemberType):
            descriptor = None
        _dict_descriptors[kind] = descriptor
    return None if descriptor is None else descriptor.__get__(obj)


def describe(obj, old, new):
    """The changes from contents `old` to contents `new` of `obj`: `+name` added, `-name` removed, `=name` rebound."""
    if issubclass(type(obj), dict):
        before, after = _pairs(old), _pairs(new)
        changes = [f"+{_key_name(key)}" for key in after if key not in before]
        changes += [f"-{_key_name(key)}" for key in before if key not in after]
        changes += [f"={_key_name(key)}" for key in after if key in before and before[key] is not after[key]]
    else:
        known, left = set(map(id, old)), set(map(id, new))
        changes = [f"+{name_of(it)}" for it in new if id(it) not in known]
        changes += [f"-{name_of(it)}" for it in old if id(it) not in left]
    return (changes or ["~order"])[:MAXIMUM]


def _pairs(contents):
    half = len(contents) // 2
    return dict(zip(map(_Key, contents[:half]), contents[half:]))


def _key_name(key):
    return key.obj if type(key.obj) is str else name_of(key.obj)


class _Key:
    """A dictionary key, compared as text or by identity, so that no foreign `__eq__` runs."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __hash__(self):
        return hash(self.obj) if type(self.obj) is str else id(self.obj)

    def __eq__(self, other):
        return self.obj is other.obj or (type(self.obj) is type(other.obj) is str and self.obj == other.obj)
