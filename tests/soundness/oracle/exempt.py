"""Changes that do not count, each with its reason, and state that needs help to be seen.

What does not count are caches and records of the interpreter or of a library: filling them changes no result, so no
program can tell, except by looking for them.
"""

import gc
import sys

import _functools
import _weakref

ModuleType = type(sys)
FunctionType = type(lambda: None)
Union = type(int | str)
GenericAlias = type(list[int])

# Containers that may change, by the name under which their module has them.
BENIGN_OBJECTS = {
    "sys.modules": "compared by `probes`",
    "sys.path_importer_cache": "the import system's cache of finders",
    "linecache.cache": "a cache of source lines",
    "linecache._interactive_cache": "a cache of source lines",
    "re._cache": "a cache of compiled patterns",
    "re._cache2": "a cache of compiled patterns",
    "_frozen_importlib._module_locks": "locks of imports that are going on",
    "_frozen_importlib._blocking_on": "locks of imports that are going on",
    "encodings._cache": "a cache of codecs",
    "_codecs._cache": "a cache of codecs",
    "typing._overload_registry": "a record of overloads, under the name of the module that has them",
    "platform._sys_version_cache": "a cache of `sys.version`, taken apart",
    "logging._handlerList": "what to flush at the end: handlers, held weakly",
    "logging._at_fork_reinit_lock_weakset": "what to unlock in a forked process: handlers, held weakly",
    "typing._caches": "the caches of generic aliases, by function",
    "typing._cleanups": "the functions that empty those caches",
}

# Dictionaries that native modules keep outside of their namespace, and that may change.
BENIGN_STATES = {
    "_struct": "a cache of compiled formats",
    "_ctypes": "a cache of array and pointer types",
}

# Names that may change in the dictionary of any module, class, function or instance.
BENIGN_NAMES = {
    "__annotations__": "evaluated annotations",
    "__annotations_cache__": "evaluated annotations",
    "__annotate__": "the function that evaluates annotations, looked for",
    "__annotate_func__": "the function that evaluates annotations, looked for",
    "_value2member_map_": "combinations of flags, made when first asked for",
    "__warningregistry__": "which warnings have been shown",
    "__slotnames__": "the names of the slots of a class, as `copyreg` found them",
}

# Entries of one container that may change, by its path.
BENIGN_ENTRIES = {
    # Made when first asked for.
    "typing": {"Pattern", "Match", "ContextManager", "AsyncContextManager", "ForwardRef", "_lazy_annotationlib"},
    "concurrent.futures": {"ThreadPoolExecutor", "ProcessPoolExecutor", "InterpreterPoolExecutor"},
    "string.Template": {"flags", "pattern"},
    # How to pickle a compiled pattern, which `re` says for its own type.
    "copyreg.dispatch_table": {"<class Pattern>"},
}

# `functools.total_ordering` names its functions anew each time, and always the same.
BENIGN_ENTRIES |= {
    f"functools._{name}_from_{root}": {f"'__{name}__'", f"'_{name}_from_{root}'"}
    for name in ("lt", "le", "gt", "ge")
    for root in ("lt", "le", "gt", "ge")
}

# Attributes of instances that may change, by the name of the type.
BENIGN_ATTRIBUTES = {
    ("logging.Logger", "parent"): "set anew when a logger between the two is made",
}

# Counters that may advance, by their path.
BENIGN_COUNTERS = {
    "concurrent.futures.thread.ThreadPoolExecutor._counter.<count>": "the number in the names of a pool's threads",
}

# Effects of a module of the standard library on what is a part of it: the module, and how the effect begins.
OWN_EFFECTS = {
    ("ast", "object: _ast.Tuple: +dims"): "the class of tuples is made in C, and completed here",
    ("csv", "object: _csv._dialects: +excel +excel-tab +unix"): "the table of dialects is this module's",
    ("ctypes", "native code: ctypes.dlopen(NoneType)"): "a handle of the process itself: nothing is loaded",
    ("warnings", "warnings: _py_warnings: =_wm"): "the Python half of the module is told what it is a half of",
    ("multiprocessing.resource_sharer", "object: multiprocessing.util._afterfork_counter: "): (
        "what a fork of `multiprocessing` empties belongs to `multiprocessing`"
    ),
    ("multiprocessing.resource_sharer", "object: multiprocessing.util._afterfork_registry.data: +"): (
        "what a fork of `multiprocessing` empties belongs to `multiprocessing`"
    ),
}

# Types that are not entered, by name.
SKIPPED_TYPES = {
    "_abc._abc_data": "which classes an abstract base class knows to be, or not to be, its subclasses",
    "weakref.ReferenceType": "a weak reference does not hold what it refers to",
}

# State that the garbage collector does not see, by the name of the type: how to read it.
HIDDEN_STATE = {
    "builtins.bytearray": bytes,
    "array.array": lambda obj: (obj.typecode, obj.tobytes()),
    "itertools.count": repr,
    **dict.fromkeys(
        [f"builtins.{kind}iterator" for kind in ("list_", "list_reverse", "tuple_", "range_", "dict_key", "set_")],
        lambda obj: obj.__length_hint__(),
    ),
    "_random.Random": lambda obj: sys.modules["_random"].Random.getstate(obj),
    # The one in Python has no state that does not show.
    "decimal.Context": lambda obj: None if type(type(obj).__repr__) is FunctionType else type(obj).__repr__(obj),
    "_io.StringIO": lambda obj: None if obj.closed else obj.getvalue(),
    "_io.BytesIO": lambda obj: None if obj.closed else obj.getvalue(),
    "_thread.lock": lambda obj: obj.locked(),
}

_hidden_state = {}
_skipped = {}


def children(obj, kind):
    """What to enter from an object whose own changes do not count; None if they do count."""
    if kind is ModuleType:
        # Its dictionary, and what a native module keeps outside of it.
        return gc.get_referents(obj)
    if kind is _functools._lru_cache_wrapper:
        # The results of earlier calls are a cache.
        return (obj.__wrapped__,)
    skipped = _skipped.get(kind)
    if skipped is None:
        skipped = _skipped[kind] = any(_type_name(base) in SKIPPED_TYPES for base in kind.__mro__)
    return () if skipped else None


def contents(obj, kind):
    """What an object of one of these types refers to, without what it remembers of earlier questions; None for others."""
    if kind is Union or kind is GenericAlias:
        # Its parameters are looked for when first asked for.
        return [obj.__origin__, *obj.__args__]
    if kind is property:
        # A class that takes over a property of another class tells it its name, for messages.
        return [obj.fget, obj.fset, obj.fdel, obj.__doc__]
    return None


def is_cached_property(owner, name):
    """Whether an attribute of that name is what a `functools.cached_property` of the type has computed."""
    for base in owner.__mro__:
        namespace = type.__dict__["__dict__"].__get__(base)
        if name in namespace:
            return _type_name(type(namespace[name])) == "functools.cached_property"
    return False


def hidden_state(kind):
    """The function that reads the hidden state of objects of this type, if they have some."""
    try:
        return _hidden_state[kind]
    except KeyError:
        readers = (HIDDEN_STATE.get(_type_name(base)) for base in kind.__mro__)
        reader = _hidden_state[kind] = next(filter(None, readers), None)
        return reader


def is_benign_entry(path, owner, name):
    """Whether the entry `name` may change in the object at `path`, which is the dictionary of an `owner`."""
    return (
        name in BENIGN_NAMES
        or name in BENIGN_ENTRIES.get(path, ())
        or path.rpartition(".")[2] in BENIGN_NAMES
        or (_type_name(owner), name) in BENIGN_ATTRIBUTES
        or is_cached_property(owner, name)
    )


def is_dispatch_cache(chain):
    """Whether the last object is the cache of a `functools.singledispatch` function, through which it is reached."""
    if "WeakKeyDictionary" not in (type(it).__name__ for it in chain[-3:-1]):
        return False
    return any(type(it) is FunctionType and "_clear_cache" in it.__dict__ for it in chain)


def benign_objects():
    """The ids of the containers that may change, and are not even entered."""
    found = set()
    for path in BENIGN_OBJECTS:
        module, _, name = path.rpartition(".")
        if module in sys.modules:
            found.add(id(sys.modules[module].__dict__.get(name)))
    for name in BENIGN_STATES:
        if name in sys.modules:
            module = sys.modules[name]
            found |= {id(it) for it in gc.get_referents(module) if type(it) is dict and it is not module.__dict__}
    # Asking for a logger makes it, once for all; `probes` compares how the loggers are set up.
    manager = getattr(getattr(sys.modules.get("logging"), "Logger", None), "manager", None)
    if manager is not None:
        found.add(id(manager.loggerDict))
        for logger in [manager.root, *manager.loggerDict.values()]:
            # Whether a level is enabled; which loggers are below a name that nobody asked for.
            found |= {id(logger.__dict__.get("_cache")), id(logger.__dict__.get("loggerMap"))}
    return found


def _type_name(kind):
    """The type's module and name."""
    module = type.__dict__["__module__"].__get__(kind)
    return f"{module}.{type.__dict__['__name__'].__get__(kind)}"
