"""Executes bundled stubs in CPython 3.14 and compares what they do with the modules that they model.

Usage: python3.14 tests/models/compare.py

Only models that give known values are compared: functions without a body promise nothing but a type.
"""

import copy
import importlib
import random
import sys
import types
import warnings
from pathlib import Path

from __stub__ import NotKnown

STUBS = Path(__file__).parents[2] / "stubs" / "modules"
differences = []


def load(name):
    """The module that a stub makes, beside the real one."""
    model = types.ModuleType(name)
    model.__dict__.update(__python_version__=(3, 14), __platform__="linux")
    path = STUBS / (name.replace(".", "/") + ".pyi")
    exec(compile(path.read_text(), str(path), "exec"), model.__dict__)
    return model


def outcome(function):
    """What a call gives: a value, or the class of an exception."""
    try:
        return "value", function()
    except Exception as exception:
        return "exception", type(exception).__name__


def same_outcome(what, real, model):
    """Notes a difference between two calls, unless the model leaves the result open."""
    expected, found = outcome(real), outcome(model)
    if found != expected and found != ("exception", NotKnown.__name__):
        differences.append(f"{what}: CPython gives {expected}, the model {found}")


def same_outcomes(what, functions, real, model):
    for number, function in enumerate(functions):
        same_outcome(f"{what} {number}", lambda: function(real), lambda: function(model))


def compare_iterators():
    import itertools

    take = lambda iterator, count: [next(iterator) for _ in range(count)]
    cases = [
        lambda m: take(m.count(3, 2), 4),
        lambda m: take(m.count(0.5), 3),
        lambda m: m.count("a"),
        lambda m: take(m.cycle("ab"), 5),
        lambda m: list(m.cycle("")),
        lambda m: take(m.repeat(1), 3),
        lambda m: [item for item in m.repeat(1, 3)],
        lambda m: [item for item in m.repeat(1, -3)],
        lambda m: list(m.accumulate([1, 2, 3])),
        lambda m: list(m.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)),
        lambda m: list(m.accumulate([])),
        lambda m: list(m.accumulate([], initial=1)),
        lambda m: list(m.batched("abcdefg", 3)),
        lambda m: list(m.batched("abcdefg", 3, strict=True)),
        lambda m: m.batched("a", 0),
        lambda m: list(m.chain([1], "ab")),
        lambda m: list(m.chain([1], 2)),
        lambda m: list(m.chain.from_iterable([[1], [2, 3]])),
        lambda m: list(m.compress("abc", [1, 0, 1, 1])),
        lambda m: list(m.dropwhile(lambda x: x < 3, [1, 2, 3, 1])),
        lambda m: list(m.takewhile(lambda x: x < 3, [1, 2, 3, 1])),
        lambda m: list(m.filterfalse(None, [0, 1, 2])),
        lambda m: [(key, list(group)) for key, group in m.groupby("aabbc")],
        lambda m: [(key, list(group)) for key, group in m.groupby([1, 3, 2, 4], lambda x: x % 2)],
        lambda m: list(m.islice(range(10), 3)),
        lambda m: list(m.islice(range(10), 2, 8, 3)),
        lambda m: list(m.islice(range(10), 2, None)),
        lambda m: list(m.islice(range(3), 0)),
        lambda m: list(m.islice(range(4), 3, 2)),
        lambda m: m.islice([], -1),
        lambda m: m.islice([], 0, 1, 0),
        lambda m: list(m.pairwise("abc")),
        lambda m: list(m.pairwise("a")),
        lambda m: list(m.product("ab", [1, 2], repeat=2)),
        lambda m: list(m.product()),
        lambda m: list(m.product("ab", "")),
        lambda m: m.product("a", repeat=-1),
        lambda m: list(m.permutations("abc")),
        lambda m: list(m.permutations("abc", 2)),
        lambda m: list(m.permutations("abc", 4)),
        lambda m: m.permutations("abc", -1),
        lambda m: list(m.combinations("abcd", 2)),
        lambda m: list(m.combinations("abcd", 5)),
        lambda m: list(m.combinations_with_replacement("abc", 2)),
        lambda m: list(m.starmap(pow, [(2, 3), (3, 2)])),
        lambda m: list(m.zip_longest("abc", [1], fillvalue=0)),
        lambda m: list(m.zip_longest()),
        lambda m: [list(each) for each in m.tee("abc", 3)],
    ]
    same_outcomes("itertools", cases, itertools, load("itertools"))


def compare_operators():
    real, model = importlib.import_module("_operator"), load("_operator")
    values = [0, 1, 5, -3, 2.5, "ab", [1, 2], (1,), {"a": 1}, None, True]
    others = {"attrgetter", "itemgetter", "methodcaller", "_compare_digest", "call", "setitem", "delitem"}
    for name in (name for name in dir(real) if not name.startswith("__") and name not in others):
        for arguments in [(a,) for a in values] + [(a, b) for a in values for b in values]:
            same_outcome(
                f"operator.{name}{arguments}",
                lambda: getattr(real, name)(*copy.deepcopy(arguments)),
                lambda: getattr(model, name)(*copy.deepcopy(arguments)),
            )
    cases = [
        lambda m: m.itemgetter(1)([1, 2]),
        lambda m: m.itemgetter(0, 1)("abc"),
        lambda m: m.itemgetter(),
        lambda m: repr(m.itemgetter(1, 2)),
        lambda m: m.attrgetter("real", "imag")(3),
        lambda m: m.attrgetter("__class__.__name__")(3),
        lambda m: m.attrgetter(1),
        lambda m: repr(m.attrgetter("a.b")),
        lambda m: m.methodcaller("split", ",")("a,b"),
    ]
    same_outcomes("operator getters", cases, real, model)


def compare_runs(what, run, real, model, seeds=1000):
    """Compares random sequences of operations on an object, step by step."""
    for seed in range(seeds):
        pairs = zip(run(random.Random(seed), real), run(random.Random(seed), model))
        for step, (expected, found) in enumerate(pairs):
            if expected != found:
                differences.append(f"{what}, seed {seed}, step {step}: CPython gives {expected}, the model {found}")
                return


def deque_run(rng, deque):
    queue = deque([1, 2, 3], rng.choice([None, 3, 5]))
    for _ in range(12):
        item, index = rng.randrange(5), rng.randrange(-4, 5)
        action = rng.choice([
            lambda: queue.append(item),
            lambda: queue.appendleft(item),
            lambda: queue.pop(),
            lambda: queue.popleft(),
            lambda: queue.extend([item, item + 1]),
            lambda: queue.extend(queue),
            lambda: queue.extendleft([item, item + 1]),
            lambda: queue.rotate(index),
            lambda: queue.remove(item),
            lambda: queue.insert(index, item),
            lambda: queue.count(item),
            lambda: queue.index(item),
            lambda: queue[index],
            lambda: queue.__setitem__(index, item),
            lambda: queue.__delitem__(index),
            lambda: queue.reverse(),
            lambda: list(queue + deque([item])),
            lambda: list(queue * 2),
            lambda: list(reversed(queue)),
            lambda: (item in queue, queue == deque([item]), queue < deque([item]), queue != 3),
            lambda: (list(queue.copy()), queue.maxlen, len(queue), bool(queue)),
        ])
        yield outcome(action), list(queue)


def ordered_run(rng, ordered):
    mapping = ordered(a=1, b=2)
    for _ in range(10):
        key, last = rng.choice("abcde"), rng.choice([True, False])
        action = rng.choice([
            lambda: mapping.__setitem__(key, 7),
            lambda: mapping.__delitem__(key),
            lambda: mapping.pop(key),
            lambda: mapping.popitem(last=last),
            lambda: mapping.move_to_end(key, last=last),
            lambda: mapping.setdefault(key, 5),
            lambda: (list(reversed(mapping)), list(mapping.keys())),
            lambda: (mapping == {"a": 1}, mapping == ordered(b=2, a=1), mapping != ordered()),
            lambda: mapping.update({key: 1}),
            lambda: list((mapping | {key: 3}).items()),
            lambda: (type(mapping.copy()).__name__, list(mapping.copy())),
            lambda: (mapping.get(key), list(ordered.fromkeys("xy").items())),
        ])
        yield outcome(action), list(mapping.items())


def stream_run(rng, stream_class, convert):
    stream = stream_class(convert("ab\ncd\nef"))
    for _ in range(12):
        size = rng.randrange(-1, 6)
        action = rng.choice([
            lambda: stream.read(size),
            lambda: stream.readline(size),
            lambda: stream.write(convert("x" * (size + 1))),
            lambda: stream.seek(max(size, 0)),
            lambda: stream.seek(0, 2),
            lambda: stream.tell(),
            lambda: stream.truncate(size if size >= 0 else None),
            lambda: stream.readlines(),
            lambda: list(stream),
        ])
        yield outcome(action), stream.getvalue()
    stream.close()
    yield stream.closed, outcome(stream.getvalue)


def compare_containers():
    import collections
    import io

    model = load("_collections")
    compare_runs("deque", deque_run, collections.deque, model.deque)
    compare_runs("OrderedDict", ordered_run, collections.OrderedDict, model.OrderedDict)
    cases = [
        lambda m: m.defaultdict(list)["a"],
        lambda m: m.defaultdict(3),
        lambda m: m.defaultdict()["k"],
        lambda m: dict(m.defaultdict(None, {"a": 1})),
        lambda m: dict(m.defaultdict(int, {"a": 1}) | {"b": 2}),
        lambda m: dict({"b": 1} | m.defaultdict(int, a=2)),
        lambda m: type(m.defaultdict(int).copy()).__name__,
        lambda m: m.defaultdict(int, [("a", 1)]).default_factory,
        lambda m: m.defaultdict(int, 5),
    ]
    same_outcomes("defaultdict", cases, collections, model)
    streams = load("_io")
    compare_runs("StringIO", lambda rng, cls: stream_run(rng, cls, str), io.StringIO, streams.StringIO)
    compare_runs("BytesIO", lambda rng, cls: stream_run(rng, cls, str.encode), io.BytesIO, streams.BytesIO)


def compare_functions():
    add = lambda a, b: a + b
    cases = [
        lambda m: m.partial(int, base=2)("101"),
        lambda m: (lambda p: (p.func, p.args, p.keywords))(m.partial(m.partial(pow, 2), 3)),
        lambda m: m.partial(3),
        lambda m: m.partial(),
        lambda m: m.partial(dict, a=1)(b=2),
        lambda m: m.partial(pow, m.Placeholder, 2)(3),
        lambda m: m.partial(pow, m.Placeholder, 2)(),
        lambda m: m.partial(m.partial(pow, m.Placeholder, 2), 5)(),
        lambda m: m.partial(pow, m.Placeholder),
        lambda m: m.partial(pow, x=m.Placeholder),
        lambda m: m.reduce(add, [1, 2, 3]),
        lambda m: m.reduce(add, []),
        lambda m: m.reduce(add, [], 5),
        lambda m: sorted([3, 1, 2], key=m.cmp_to_key(lambda a, b: a - b)),
    ]
    same_outcomes("functools", cases, importlib.import_module("_functools"), load("_functools"))
    fields = [lambda m, n=n: (lambda t: (t[:], t.tm_year, t.tm_zone))(m.struct_time(range(n))) for n in (3, 9, 11)]
    same_outcomes("time.struct_time", fields, importlib.import_module("time"), load("time"))
    paths = [lambda m, path=path: m.fspath(path) for path in ("a", b"b", 3, None, STUBS)]
    same_outcomes("os.fspath", paths, importlib.import_module("posix"), load("posix"))
    namespaces = [
        lambda m: repr(m.SimpleNamespace(a=1, b="x")),
        lambda m: m.SimpleNamespace({"a": 1}).a,
        lambda m: m.SimpleNamespace(a=1) == m.SimpleNamespace(a=1),
        lambda m: m.SimpleNamespace(1),
    ]
    same_outcomes("types.SimpleNamespace", namespaces, importlib.import_module("_types"), load("_types"))


def abstract_classes(native):
    """`abc` and `_collections_abc`, executed over a native half."""
    modules = {"_abc": native}
    for name in ("abc", "_collections_abc"):
        module = types.ModuleType(name)
        saved = {other: sys.modules[other] for other in modules}
        source = Path(sys.modules[name].__file__).read_text()
        sys.modules.update(modules)
        exec(compile(source, name, "exec"), module.__dict__)
        sys.modules.update(saved)
        modules[name] = module
    return modules["abc"], modules["_collections_abc"]


def abstract_run(modules):
    abc, collections = modules
    values = [1, "a", b"b", [], {}, set(), (), range(3), {}.keys(), {}.items(), iter([]), (x for x in []), len, int, object(), None]
    for name in collections.__all__:
        cls = getattr(collections, name)
        yield name, sorted(cls.__abstractmethods__), [(isinstance(each, cls), issubclass(type(each), cls)) for each in values]

    class A(abc.ABC):
        @abc.abstractmethod
        def f(self): ...

        @property
        @abc.abstractmethod
        def p(self): ...

    class B(A):
        def f(self): ...

    class C(B):
        p = 3

    class X: ...
    class Y(X): ...

    class Hook(abc.ABC):
        @classmethod
        def __subclasshook__(cls, subclass):
            return hasattr(subclass, "hooked") or NotImplemented

    class BelowHook(Hook): ...

    class Hooked:
        hooked = True

    yield [sorted(cls.__abstractmethods__) for cls in (A, B, C)]
    yield isinstance(X(), A), B.register(X) is X, isinstance(X(), A), isinstance(Y(), A), issubclass(Y, B), issubclass(X, C)
    yield A.register(int), isinstance(3, A), isinstance(True, A), isinstance(3, B)
    yield [issubclass(each, Hook) for each in (Hooked, X)], issubclass(Hooked, BelowHook)
    yield [outcome(f) for f in (A, lambda: A.register(3), lambda: issubclass(3, A), lambda: C.register(A), lambda: B.register(A).__name__)]


def compare_abstract_classes():
    real = abstract_run(abstract_classes(sys.modules["_abc"]))
    for expected, found in zip(real, abstract_run(abstract_classes(load("_abc")))):
        if expected != found:
            differences.append(f"abc: CPython gives {expected}, the model {found}")


def compare_syntax_trees():
    real, model = importlib.import_module("_ast"), load("_ast")
    for name, cls in vars(real).items():
        if name.startswith("__") or not isinstance(cls, type):
            continue
        same_outcomes(
            f"ast.{name}",
            [
                lambda m: [getattr(getattr(m, name), each, None) for each in ("_fields", "_attributes", "__match_args__")],
                lambda m: [base.__name__ for base in getattr(m, name).__mro__],
                lambda m: sorted(vars(getattr(m, name)())),
                lambda m: [hasattr(getattr(m, name), field) for field in cls._fields],
            ],
            real,
            model,
        )
    real, model = importlib.import_module("_opcode"), load("_opcode")
    for name in ("has_arg", "has_const", "has_exc", "has_free", "has_jump", "has_local", "has_name", "is_valid"):
        same_outcomes(f"_opcode.{name}", [lambda m: [getattr(m, name)(code) for code in range(300)]], real, model)


def compare_constants():
    """What a stub binds to a number or a text must be what the module binds, wherever it is there."""
    for path in sorted(STUBS.glob("*.pyi")):
        name = path.stem
        if "overlay()" in path.read_text():
            continue
        try:
            real, model = importlib.import_module(name), load(name)
        except ImportError:
            # Not there, or a stub that shares names with another stub.
            continue
        for key, value in vars(model).items():
            if key.startswith("_") or type(value) not in (int, float, str, bytes, bool, tuple):
                continue
            if not hasattr(real, key):
                differences.append(f"{name}.{key} does not exist")
            elif type(value) is not tuple and getattr(real, key) != value:
                differences.append(f"{name}.{key} is {getattr(real, key)!r}, not {value!r}")


def main():
    warnings.simplefilter("ignore")
    compare_iterators()
    compare_operators()
    compare_containers()
    compare_functions()
    compare_abstract_classes()
    compare_syntax_trees()
    compare_constants()
    print("\n".join(differences) or "no differences")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main())
