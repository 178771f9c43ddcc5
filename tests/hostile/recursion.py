# What nests too deeply is a RecursionError wherever native code follows the nesting, unless there is room for it.

import ast
import collections
import copy
import functools
import itertools
import json
import marshal
import pickle
import re
import sys
import types
import warnings

warnings.simplefilter("ignore")
DEPTH = 100_000


def nested(wrap, start=None, depth=DEPTH):
    for _ in range(depth):
        start = wrap(start)
    return start


def nested_list():
    return nested(lambda inner: [inner])


def nested_tuple(start=None):
    return nested(lambda inner: (inner,), start)


def nested_dict():
    return nested(lambda inner: {1: inner})


def linked(depth=DEPTH):
    return nested(lambda inner: types.SimpleNamespace(next=inner), depth=depth)


def chained(make):
    return nested(make, iter(()))


def group(error):
    return ExceptionGroup("group", [error])


def body(depth, line):
    return "".join(" " * level + line + "\n" for level in range(depth)) + " " * depth + "pass"


class Recursive:
    """Each special method asks for itself."""

    def __getattr__(self, name):
        return getattr(self, name)

    def __eq__(self, other):
        return self == other

    def __hash__(self):
        return hash(self)

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return "%s" % self

    def __format__(self, specification):
        return f"{self}"

    def __bool__(self):
        return not self

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __lt__(self, other):
        return sorted([self, other])

    def __contains__(self, item):
        return item in self

    def __getitem__(self, index):
        return self[index]

    def __index__(self):
        return [1][self]

    def __reduce__(self):
        return Recursive, (Recursive(),)

    def __deepcopy__(self, memo):
        return copy.deepcopy(self)

    def __fspath__(self):
        return open(self)


class Copied(Recursive):
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self is other


RECURSIVE = """
repr(nested_list())
repr(nested_tuple())
repr(nested_dict())
repr(nested(lambda inner: frozenset([inner]), depth=2000))
repr(linked())
repr(nested(lambda inner: collections.deque([inner])))
repr(nested(lambda inner: collections.OrderedDict(a=inner)))
repr(nested(lambda inner: collections.defaultdict(int, a=inner)))
repr(nested(lambda inner: types.MappingProxyType({1: inner})))
repr(nested(lambda inner: list[inner], int))
repr(nested(slice))
repr(nested(ValueError))
repr(nested(group, ValueError()))
nested_list() == nested_list()
nested_tuple() == nested_tuple()
nested_dict() == nested_dict()
linked() == linked()
nested_list() < nested_list()
nested_tuple() < nested_tuple()
nested(lambda inner: collections.deque([inner])) == nested(lambda inner: collections.deque([inner]))
hash(nested_tuple())
hash(nested(lambda inner: list[inner], int))
hash(nested(slice))
pickle.dumps(nested_list())
pickle.dumps(nested_dict(), 0)
pickle.dumps(linked())
pickle.dumps(Copied())
pickle._dumps(nested_list())
json.dumps(nested_list())
json.loads("[" * 10**6)
json.loads('{"a":' * 10**6)
copy.deepcopy(nested_list())
copy.deepcopy(linked())
copy.deepcopy(Copied())
isinstance(1, nested_tuple(str))
issubclass(int, nested_tuple(str))
list(chained(lambda inner: map(int, inner)))
list(chained(lambda inner: filter(None, inner)))
list(chained(enumerate))
list(chained(zip))
list(chained(itertools.chain))
list(chained(itertools.accumulate))
list(chained(lambda inner: itertools.islice(inner, 5)))
nested(functools.partial, Recursive())()
nested(functools.lru_cache, Recursive())()
nested(group, ValueError()).split(ValueError)
Recursive().attribute
Recursive() == 1
hash(Recursive())
repr(Recursive())
str(Recursive())
f"{Recursive()}"
bool(Recursive())
len(Recursive())
list(Recursive())
Recursive()()
Recursive() + 1
sorted([Recursive(), Recursive()])
1 in Recursive()
Recursive()[0]
[1][Recursive()]
open(Recursive())
call_through(lambda f: max([1], key=lambda _: f()))
call_through(lambda f: list(map(lambda _: f(), [1])))
call_through(lambda f: functools.reduce(lambda *_: f(), [1, 2]))
call_through(lambda f: re.sub("a", lambda _: f(), "a"))
call_through(lambda f: eval("f()", {"f": f}))
call_through(lambda f: exec("f()", {"f": f}))
generator_of_itself()
await_itself()
"""

REFUSED = """
ast.parse("(" * 10**5)
ast.parse("-" * 10**5 + "1")
ast.parse("not " * 10**5 + "1")
ast.parse("lambda: " * 10**5 + "x")
ast.parse("x if x else " * 10**5 + "x")
ast.parse("a" + "()" * 10**5)
ast.parse("a" + ".a" * 10**5)
ast.parse("1" + "**1" * 10**5)
ast.parse("await " * 10**5 + "x")
ast.parse("match x:\\n case " + "[" * 10**5)
ast.parse(body(1000, "if 1:"))
ast.parse('f"{' * 1000 + "1")
compile("x" + "+x" * 10**6, "", "eval")
compile("x < " * 10**5 + "x", "", "eval")
compile("with " + "a, " * 10**5 + "a: pass", "", "exec")
compile("def f(" + ", ".join(f"a{n}" for n in range(10**5)) + "): pass", "", "exec")
compile(body(99, "def f():") + ("\\n" + body(200, "while 1:")), "", "exec")
marshal.dumps(nested_list())
marshal.loads(b"[\\x01\\0\\0\\0" * 10**5)
re.compile("(" * 10**5 + ")" * 10**5)
re.compile("(?:" * 10**4 + "a" + ")*" * 10**4)
"""

# These take any depth.
WORKING = """
ast.parse("if 1:\\n x\\nel" * 10**5 + "se:\\n x")
compile("[x " + "for x in x " * 1000 + "]", "", "eval")
pickle.loads(b"(l" + b"(l" * 10**5 + b"a" * 10**5 + b".")
re.match("(?:a|b)*", "ab" * 10**6)
re.match("(a|b)*c", "ab" * 10**5)
nested(group, ValueError())
linked(10**6)
nested(lambda inner: (lambda: inner))
nested(lambda inner: suspended(inner))
nested(lambda inner: types.MethodType(inner, 1), max)()
compile("a = " * 10**4 + "x", "", "exec")
compile("\\n".join(f"a{n} = 1" for n in range(10**5)), "", "exec")
"""


def call_through(call):
    return call(lambda: call_through(call))


def generator_of_itself():
    def generator():
        yield from generator()

    next(generator())


def await_itself():
    async def coroutine():
        await coroutine()

    coroutine().send(None)


def suspended(inner):
    def generator():
        yield inner

    made = generator()
    next(made)
    return made


def outcome(source):
    try:
        eval(source)
    except BaseException as error:
        return type(error).__name__
    return "a result"


def run(sources, *wanted):
    failed = False
    for source in sources.strip().splitlines():
        found = outcome(source)
        if found not in wanted:
            failed = True
            print(f"{source}: {found}")
    return failed


REFUSALS = "RecursionError", "SyntaxError", "IndentationError", "MemoryError", "ValueError", "SystemError", "PatternError", "UnpicklingError"

failed = run(RECURSIVE, "RecursionError", "a result")
failed |= run(REFUSED, *REFUSALS)
failed |= run(WORKING, "a result")

# A limit that is higher than the native stack allows.
sys.setrecursionlimit(10**6)
failed |= run(RECURSIVE, "RecursionError", "MemoryError", "a result")


def deep(n):
    return deep(n + 1)


failed |= outcome("deep(0)") != "RecursionError"
raise SystemExit(failed)
