"""What other modules hold: a shallow copy of every object that can be reached from them.

A module without effects leaves all of it alone. `Heap` walks the object graph from the other modules with the garbage
collector's help, so that class dictionaries, instance attributes, closures, default arguments and registries inside
decorators are all seen. What the module under test created is its own, and is not entered.
"""

import gc
import sys
from _collections import deque
from _operator import is_

import exempt
from names import describe, name_of, own_dict, step

FunctionType = type(lambda: None)
CodeType = type((lambda: None).__code__)
FrameType = type(sys._getframe())

IS_STRICT = sys.implementation.name == "strict"
SEQUENCES = list, tuple, set, frozenset, deque
MemberType = type(type("Slotted", (), {"__slots__": ("slot",)}).__dict__["slot"])
CellType = type((lambda value: lambda: value)(None).__closure__[0])

# Types of objects that refer to nothing that can change.
ATOMS = frozenset(
    {int, float, complex, bool, str, bytes, range, slice, type(None), type(...), type(NotImplemented), CodeType, FrameType}
    | {type(int.real), type(int.__add__), type(str.join), type(FunctionType.__code__), type(FunctionType.__closure__)}
)
type_name, type_qualname = type.__dict__["__name__"].__get__, type.__dict__["__qualname__"].__get__
IMMUTABLE_TYPE = 1 << 8
MANAGED_DICT = 1 << 4


def direct_contents(obj, kind):
    """What the collector says an object refers to. The one of strict's VM does not tell small numbers, and the attributes of
    an instance one by one."""
    if not IS_STRICT:
        return gc.get_referents(obj)
    for sequence in SEQUENCES:
        if issubclass(kind, sequence):
            return list(sequence.__iter__(obj))
    if kind is CellType:
        try:
            return [obj.cell_contents]
        except ValueError:
            return []
    found = [kind, *(it for it in gc.get_referents(obj) if it is not kind)]
    if not issubclass(kind, type):
        for base in kind.__mro__:
            namespace = type.__dict__["__dict__"].__get__(base)
            for member in namespace.values() if "__slots__" in namespace else ():
                if type(member) is MemberType:
                    try:
                        found.append(member.__get__(obj))
                    except (AttributeError, TypeError, ValueError):
                        pass
    return found


def contents(obj, kind):
    """The objects that `obj` refers to, in a stable order."""
    if issubclass(kind, dict):
        return [*dict.keys(obj), *dict.values(obj)]
    if kind is FunctionType:
        # Not the annotations: evaluating them caches them.
        attributes = obj.__dict__
        names = [obj.__name__, obj.__qualname__, obj.__doc__]
        fixed = [*names, obj.__code__, obj.__defaults__, obj.__kwdefaults__, obj.__closure__, obj.__globals__]
        return [*fixed, *attributes.keys(), *attributes.values()]
    remembered = exempt.contents(obj, kind)
    if remembered is not None:
        return remembered
    if issubclass(kind, type):
        # What is in lists of an interpreter's own is what depends on the class.
        referents = [it for it in gc.get_referents(obj) if type(it) is not list]
        return [] if obj.__flags__ & IMMUTABLE_TYPE else [type_name(obj), type_qualname(obj), *referents]
    if IS_STRICT or kind.__flags__ & MANAGED_DICT:
        # Until someone asks for its dictionary, the object holds its attributes itself.
        own_dict(obj)
    return direct_contents(obj, kind)


class Heap:
    """All that is reachable from `roots`, as it is now, apart from objects whose id is in `skip`."""

    def __init__(self, roots, skip=frozenset()):
        self.objects = {}  # id -> object; keeps it alive, so that no other object gets its id
        self.copies = {}  # id -> its contents
        self.states = {}  # id -> state that the garbage collector does not see
        self.parents = {}  # id -> id of the object through which it was reached
        self._walk(roots, skip)

    def _walk(self, roots, skip):
        objects, copies, parents = self.objects, self.copies, self.parents
        pending = deque()
        for root in roots:
            if id(root) not in skip and id(root) not in objects:
                objects[id(root)] = root
                pending.append(root)
        while pending:
            obj = pending.popleft()
            identity = id(obj)
            kind = type(obj)
            children = exempt.children(obj, kind)
            if children is None:
                children = copies[identity] = contents(obj, kind)
                state = exempt.hidden_state(kind)
                if state:
                    self.states[identity] = state(obj)
            for child in children:
                child_identity = id(child)
                if type(child) in ATOMS or child_identity in objects or child_identity in skip:
                    continue
                objects[child_identity] = child
                parents[child_identity] = identity
                pending.append(child)

    def __contains__(self, obj):
        return id(obj) in self.objects

    def changes(self):
        """Pairs (path, changes) for what is no longer as it was."""
        found = []
        for identity, old in self.copies.items():
            obj = self.objects[identity]
            new = contents(obj, type(obj))
            if len(old) == len(new) and all(map(is_, old, new)):
                continue
            if type(obj) is set and set(map(id, old)) == set(map(id, new)):
                continue
            if exempt.is_dispatch_cache(self._chain(identity)):
                continue
            path, owner = self.path(identity), self._owner(obj)
            changes = [it for it in describe(obj, old, new) if not exempt.is_benign_entry(path, owner, it[1:])]
            if changes:
                found.append((path, changes))
        for identity, old in self.states.items():
            obj = self.objects[identity]
            if exempt.hidden_state(type(obj))(obj) != old and self.path(identity) not in exempt.BENIGN_COUNTERS:
                found.append((self.path(identity), ["state"]))
        return found

    def _owner(self, obj):
        """The type of the object whose dictionary `obj` is, or else its own type."""
        parent = self.objects.get(self.parents.get(id(obj)))
        return type(parent) if type(obj) is dict and parent is not None else type(obj)

    def path(self, identity):
        """How the object is reached, as a Python expression where that is possible."""
        chain = self._chain(identity)
        return name_of(chain[0]) + "".join(map(step, chain, chain[1:]))

    def _chain(self, identity):
        """The objects through which the object is reached, from a root to itself."""
        chain = []
        while identity is not None:
            chain.append(self.objects[identity])
            identity = self.parents.get(identity)
        chain.reverse()
        return chain
