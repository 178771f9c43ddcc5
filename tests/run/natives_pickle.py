# stress: 200
# The native `pickle`: the same bytes as CPython's, and bytes that mean nothing.
import collections
import copyreg
import datetime
import io
import itertools
import pickle
import struct

import _pickle

print(pickle.Pickler is _pickle.Pickler, pickle.PickleError.__module__, pickle.PicklingError.__mro__[1] is pickle.PickleError)


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class Both(Slots):
    pass


class New:
    def __new__(cls, *args):
        self = object.__new__(cls)
        self.args = args
        return self

    def __getnewargs__(self):
        return self.args


class NewKeywords(New):
    def __new__(cls, *args, key=None):
        self = New.__new__(cls, *args)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return self.args, {"key": self.key}


class State:
    def __getstate__(self):
        return "state"

    def __setstate__(self, state):
        self.restored = state


class MyList(list):
    pass


class MyDict(dict):
    pass


class MyInt(int):
    pass


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return Reduced, (self.value,)


class Setter:
    def __reduce__(self):
        return Setter, (), {"x": 1}, None, None, set_state


def set_state(object, state):
    object.set_by = state


class Outer:
    class Inner:
        def method(self):
            pass


def function():
    pass


plain = Plain()
plain.x, plain.y = 1, [2, "z"]
slots = Slots()
slots.a = 5
both = Both()
both.a, both.c = 1, 2
recursive = []
recursive.append(recursive)
recursive_tuple = ([],)
recursive_tuple[0].append(recursive_tuple)
recursive_dict = {}
recursive_dict["self"] = recursive_dict
cycle = Plain()
cycle.me = cycle
recursive_set = Plain()
recursive_set.s = {recursive_set}
shared = ["shared"]

OBJECTS = {
    "atoms": (None, True, False, ..., NotImplemented),
    "ints": (0, 1, -1, 255, 256, 65535, 65536, -32769, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63, -(2**63), 2**100, -(2**2100)),
    "floats": (0.0, -0.0, 1.5, 1e300, float("inf"), 5e-324),
    "texts": ("", "a", "é", "€", "\U0001f600", "\ud800", "a\nb\\c\0\r\x1a", "x" * 300),
    "bytes": (b"", b"a", b"\xff" * 300, bytearray(b""), bytearray(b"abc")),
    "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((),)),
    "lists": ([], [1], [1, 2], [[]], list(range(1001)), list(range(2001))),
    "dicts": ({}, {1: 2}, {1: 2, 3: 4}, dict.fromkeys(range(1001)), dict.fromkeys(range(2001))),
    "sets": (set(), {1}, frozenset(), frozenset([1])),
    "shared": [shared, shared, "text", "text", (1, "t"), (1, "t")],
    "recursive": recursive,
    "recursive tuple": recursive_tuple,
    "recursive dict": recursive_dict,
    "cycle": cycle,
    "recursive set": recursive_set,
    "plain": plain,
    "new": New(1, "b"),
    "keywords": NewKeywords(1, key="k"),
    "state": State(),
    "list subclass": MyList([1, 2]),
    "dict subclass": MyDict(a=1),
    "int subclass": MyInt(5),
    "reduced": Reduced("v"),
    "setter": Setter(),
    "globals": (int, function, Plain, Outer.Inner, OSError, type(None), type(...), type(NotImplemented), type, collections.OrderedDict),
    "nested method": Outer.Inner.method,
    "bound": [].append,
    # Each alone: whether two names of a module are one string, and so saved once, differs.
    "ordered": collections.OrderedDict(a=1),
    "deque": collections.deque([1, 2], 5),
    "counter": collections.Counter("xxy"),
    "complex": complex(1, 2),
    "range": range(1, 10, 2),
    "slice": slice(1, 2),
    "date": datetime.date(2020, 1, 2),
    "moment": datetime.datetime(2020, 1, 2, 3, 4, 5),
    "duration": datetime.timedelta(1, 2, 3),
    "iterator 0": iter([1, 2]),
    "iterator 1": iter((1,)),
    "iterator 2": iter("ab"),
    "iterator 3": reversed([1, 2]),
    "iterator 4": enumerate("ab"),
    "iterator 5": map(len, ["a"]),
    "iterator 6": zip([1], [2]),
    "exception": ValueError("message", 1),
    "large": ["x" * 70000, b"y" * 70000, "z" * 10, b"w" * 200000],
}


def checksum(data):
    return struct.pack(">I", hash_of(data)).hex()


def hash_of(data):
    total = 0
    for byte in data:
        total = (total * 31 + byte) & 0xFFFFFFFF
    return total


def shown(value):
    return value if len(value) < 120 else f"{len(value)} bytes {checksum(value)}"


for protocol in range(6):
    for name, value in OBJECTS.items():
        try:
            data = pickle.dumps(value, protocol)
            stream = io.BytesIO()
            pickle.dump(value, stream, protocol)
            # CPython has some names of modules twice, and saves both; what is read is the same.
            bytes_differ = name == "moment" or name.startswith("iterator")
            print(protocol, name, "" if bytes_differ else shown(data), stream.getvalue() == data)
            again = pickle.loads(data)
            stream.seek(0)
            pickle.load(stream)
            if not name.startswith("iterator") and name not in ("recursive", "recursive tuple", "recursive dict", "cycle", "recursive set", "exception", "bound", "plain", "new", "keywords", "state", "setter", "reduced"):
                print(again == value, type(again) is type(value))
        except Exception as error:
            print(protocol, name, type(error).__name__, error, getattr(error, "__notes__", None))

for value in (slots, both):
    for protocol in (2, 5):
        again = pickle.loads(pickle.dumps(value, protocol))
        print(again.a, getattr(again, "c", None))
again = pickle.loads(pickle.dumps([New(1), NewKeywords(2, key=3), State(), Setter(), MyList("ab"), MyDict(k=1), plain]))
print(again[0].args, again[1].key, again[2].restored, again[3].set_by, again[4], again[5], vars(again[6]))
again = pickle.loads(pickle.dumps(recursive_tuple))
print(again[0][0] is again, pickle.loads(pickle.dumps(cycle)).me.me is not None)


class Bad:
    def __init__(self, reduced):
        self.reduced = reduced

    def __reduce__(self):
        return self.reduced


def local():
    class Local:
        pass

    return Local


def newobj(*args):
    pass


newobj.__name__ = "__newobj__"
newobj_ex = lambda *args: None
newobj_ex.__name__ = "__newobj_ex__"
BAD = [
    Bad(5), Bad(()), Bad((int,)), Bad((5, ())), Bad((int, [])), Bad((int, (), None, [])), Bad((int, (), None, None, {})),
    Bad((int, (), None, None, None, 5)), Bad((newobj, ())), Bad((newobj, (5,))), Bad((newobj, (int,))), Bad((newobj_ex, (1, 2))),
    Bad((newobj_ex, (int, [], {}))), Bad((newobj_ex, (int, (), []))), Bad("nothing"), Bad((int, (), None, None, iter([1]))),
    local(), local()(), lambda: 0, [lambda: 0], {"k": (1, lambda: 0)}, {1, local()}.pop(), [[{"a": [local()()]}]], iter(lambda: 0, 1), (x for x in ()),
]
for value in BAD:
    for protocol in (1, 5):
        try:
            print(pickle.dumps(value, protocol))
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0], [note.split(" at 0x")[0] for note in getattr(error, "__notes__", [])])


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return f"id-{obj}" if isinstance(obj, int) and not isinstance(obj, bool) else None


class Restoring(pickle.Unpickler):
    def persistent_load(self, pid):
        return ("restored", pid)

    def find_class(self, module, name):
        if name == "int":
            raise pickle.UnpicklingError("forbidden")
        return super().find_class(module, name)


for protocol in (0, 1, 5):
    stream = io.BytesIO()
    Persistent(stream, protocol).dump([1, "a", [2]])
    print(stream.getvalue(), Restoring(io.BytesIO(stream.getvalue())).load())
for data in (pickle.dumps(int), pickle.dumps(Outer.Inner), pickle.dumps(Outer.Inner, 2)):
    try:
        print(Restoring(io.BytesIO(data)).load())
    except pickle.UnpicklingError as error:
        print(error)
try:
    pickle.loads(b"Pabc\n.")
except pickle.UnpicklingError as error:
    print(error)


class Overriding(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()

    def reducer_override(self, obj):
        if isinstance(obj, type) and obj is Plain:
            return str, ("class Plain",)
        return NotImplemented


Overriding.dispatch_table[State] = lambda obj: (str, ("by table",))
stream = io.BytesIO()
Overriding(stream).dump([Plain, int, State(), plain.x])
print(pickle.loads(stream.getvalue()))

# What is remembered from one dump to the next.
stream = io.BytesIO()
pickler = pickle.Pickler(stream, 4)
pickler.dump(shared)
first = stream.tell()
pickler.dump(shared)
print(stream.getvalue()[first:], len(pickler.memo.copy()))
pickler.clear_memo()
first = stream.tell()
pickler.dump(shared)
print(stream.getvalue()[first:])
pickler.fast = True
first = stream.tell()
pickler.dump([shared, shared])
print(stream.getvalue()[first:], pickler.fast, pickler.bin)
stream.seek(0)
unpickler = pickle.Unpickler(stream)
print(unpickler.load(), unpickler.load(), unpickler.load(), sorted(unpickler.memo.copy().items()))
with io.BufferedReader(io.BytesIO(pickle.dumps([1, 2], 1) + pickle.dumps("second", 2) + b"rest")) as reader:
    print(pickle.load(reader), pickle.load(reader), reader.read())

# Buffers outside of the pickle.
buffers = []
data = pickle.dumps([pickle.PickleBuffer(b"read"), pickle.PickleBuffer(bytearray(b"write"))], 5, buffer_callback=buffers.append)
print(data, [bytes(buffer) for buffer in buffers])
print([bytes(it) for it in pickle.loads(data, buffers=buffers)], pickle.loads(pickle.dumps(pickle.PickleBuffer(b"in"), 5)))
for arguments in ({}, {"buffers": []}, {"buffers": 5}):
    try:
        pickle.loads(data, **arguments)
    except (pickle.UnpicklingError, TypeError) as error:
        print(type(error).__name__, error)
for call in (
    lambda: pickle.dumps(pickle.PickleBuffer(b"x"), 4),
    lambda: pickle.dumps(1, 4, buffer_callback=len),
    lambda: pickle.dumps(1, 6),
    lambda: pickle.dumps(1, -5)[:2],
    lambda: pickle.dump(1, 5),
    lambda: pickle.load(5),
    lambda: pickle.loads("x"),
    lambda: pickle.loads(5),
    lambda: pickle.Pickler(io.BytesIO()).dump(),
    lambda: _pickle.Pickler.__new__(_pickle.Pickler).dump(1),
    lambda: _pickle.Unpickler.__new__(_pickle.Unpickler).load(),
    lambda: pickle.PickleBuffer(5),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
buffer = pickle.PickleBuffer(bytearray(b"abc"))
with buffer.raw() as raw:
    print(raw.nbytes, raw.readonly)
buffer.release()
try:
    buffer.raw()
except ValueError as error:
    print(error)

# Pickles of Python 2.
for data, keywords in (
    (b"S'abc'\n.", {}), (b"S'\\xe9'\n.", {"encoding": "latin-1"}), (b"U\x02\xe9a.", {"encoding": "bytes"}), (b"U\x01\xe9.", {}),
    (b"U\x01\xe9.", {"errors": "replace"}), (b"T\x01\x00\x00\x00a.", {}), (b"c__builtin__\nxrange\n.", {}), (b"c__builtin__\nxrange\n.", {"fix_imports": False}),
    (b"(ccollections\nOrderedDict\no.", {}), (b"(icollections\nOrderedDict\n.", {}), (b"I01\n.", {}), (b"I5\n.", {}), (b"L5L\n.", {}), (b"F1.5\n.", {}), (b"Vabc\\u20ac\n.", {}),
    (b"(dS'a'\nI1\ns.", {}), (b"(lI1\na.", {}), (b"((I1\nI2\ntp0\ng0\nt.", {}), (b"]q\x00(h\x00e.", {}),
):
    try:
        print(data, repr(pickle.loads(data, **keywords))[:60])
    except Exception as error:
        print(data, type(error).__name__, error)

# Bytes that are no pickles.
HOSTILE = [
    b"", b".", b"N", b"K", b"K\x01", b"0", b"1", b"(", b"(.", b"(0", b"t", b"R", b"b", b"a", b"e", b"s", b"u", b"(Ks.", b"NN\x81.", b"N)\x81.", b"cbuiltins\nint\nN\x81.",
    b"cbuiltins\nint\n)K\x01\x92.", b"\x93", b"NN\x93.", b"K\x01K\x02\x93.", b"h\x00.", b"j\xff\xff\xff\xff.", b"g5\n.", b"g-1\n.", b"gx\n.", b"p-1\n.", b"Np-1\n.", b"Nr\xff\xff\xff\xff.", b"Nr\xff\xff\xff\x7fj\xff\xff\xff\x7f.",
    b"\x80\x09N.", b"\x80", b"X\xff\xff\xff\xff", b"\x8d" + b"\xff" * 8, b"\x8e" + b"\xff" * 7 + b"\x0f", b"\x96" + b"\xff" * 7 + b"\x7f", b"\x95" + b"\xff" * 8, b"\x95\x05\0\0\0\0\0\0\0N.", b"B\xff\xff\xff\x7f", b"T\xff\xff\xff\xff.", b"\x8b\xff\xff\xff\xff.",
    b"\x8b\x00\x00\x00\x7f.", b"\x8a\x00.", b"\x82\x00.", b"\x82\x05.", b"\x83\x00\x01.", b"\x84\xff\xff\xff\xff.", b"\x8c\x01\xff.", b"S\n.", b"Sabc\n.", b"S'abc\n.", b"Ix\n.", b"I\n.", b"Lx\n.", b"Fx\n.", b"I1", b"cos\n", b"cos", b"cnothing\nx\n.", b"cos\nnothing\n.", b"c\n\n.",
    b"(K\x01d.", b"(]d.", b"}(K\x01u.", b"}(]Nu.", b"](NeR.", b"N)b.", b"}K\x01b.", b"\x8f(]\x90.", b"(]\x91.", b"\x97", b"N\x98.", b"Q", b"NQ.", b"o", b"(o", b"(K\x01o.", b"(i\n", b"\xff.", b"'", b"\x00", b"2", b"\x94", b"\x85", b"N\x86", b"NN\x87", b"((K\x01\x85.", b"(N0.", b"((0t.",
    b"cbuiltins\nlen\n(N\x85R.", b"cbuiltins\nlist\n)R(NeNa.", b"cbuiltins\nobject\n)\x81}K\x01K\x02sb.",
]
for data in HOSTILE:
    for load in (pickle.loads, lambda data: pickle.load(io.BytesIO(data)), lambda data: pickle.load(io.BufferedReader(io.BytesIO(data)))):
        try:
            result = repr(load(data))
        except Exception as error:
            result = f"{type(error).__name__} {str(error)[:70]}"
        if load is pickle.loads:
            first = result
    print(data[:20], first, "" if result == first else result)
nested = b"(" * 100000 + b"t" * 100000 + b"."
deep = pickle.loads(nested)
try:
    pickle.dumps(deep)
    print("no limit")
except RecursionError as error:
    print("RecursionError")
while deep:
    deep = deep[0]


# Anything may happen while something is pickled.
class Changes:
    def __init__(self, action):
        self.action = action

    def __reduce__(self):
        self.action()
        return int, ()


items = [1]
items += [Changes(items.clear), 2, 3]
table = {1: 1}
table[2] = Changes(lambda: table.update({len(table) + 5: 0}))
group = set()
group.add(Changes(lambda: group.add(len(group))))
for value in (items, table, group):
    try:
        pickle.dumps(value)
    except RuntimeError as error:
        print(error)
stream = io.BytesIO()
pickler = pickle.Pickler(stream)
try:
    pickler.dump(Changes(lambda: pickler.dump(1)))
    print("nested")
except RuntimeError as error:
    print(error)
pickler = pickle.Pickler(io.BytesIO())
pickler.dump([Changes(pickler.clear_memo), Plain(), Plain()])
print("done")
copyreg.add_extension("__main__", "Plain", 0x1234)
print(pickle.dumps(Plain, 2), pickle.loads(pickle.dumps(Plain, 2)) is Plain)
copyreg.remove_extension("__main__", "Plain", 0x1234)
