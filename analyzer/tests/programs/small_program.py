import abc
import argparse
import asyncio
import concurrent.futures
import contextlib
import contextvars
import copy
import importlib
import inspect
import io
import itertools
import logging
import operator
import os.path
import pathlib
import queue
import random
import struct
import sys
import threading
import types
import unittest
import warnings
import weakref

logger = logging.getLogger(__name__)
assert logger.name == __name__ and logging.INFO == 20 and logging.getLevelName(30) == "WARNING"


class Redact(logging.Filter):
    def filter(self, record):
        return True


formatter = logging.Formatter("%(message)s")
warnings.warn("old", DeprecationWarning)


@warnings.deprecated("use another")
def old():
    return 1


lock, event, condition, local = threading.Lock(), threading.Event(), threading.Condition(), threading.local()
local.value = 1
with lock, condition:
    event.set()
assert event.is_set() and local.value == 1 and not lock.locked()
worker = threading.Thread(target=print, name="worker", daemon=True)
assert worker.name == "worker" and worker.daemon


class Handler:
    pass


handler = Handler()
by_key, by_value, members = weakref.WeakKeyDictionary(), weakref.WeakValueDictionary(), weakref.WeakSet()
by_key[handler] = 1
by_value["a"] = handler
members.add(Handler)
assert by_key[handler] == 1 and by_value["a"] is handler and Handler in members
reference = weakref.ref(Handler)


@contextlib.contextmanager
def temporarily(values):
    values.append(1)
    try:
        yield values
    finally:
        values.pop()


with temporarily([]) as values:
    inside = list(values)
assert inside == [1] and values == []
with contextlib.suppress(KeyError), contextlib.ExitStack() as stack:
    stack.callback(values.append, 2)
    {}["a"]
assert values == [2]
current = contextvars.ContextVar("current", default=None)

semaphore, tasks, ready = asyncio.Semaphore(2), asyncio.Queue(), asyncio.Event()


async def work():
    async with semaphore:
        await asyncio.sleep(1)


assert inspect.iscoroutinefunction(work) and not inspect.isgeneratorfunction(work)


def function(a, b=1, *c, d, **e):
    pass


assert str(inspect.signature(function)) == "(a, b=1, *c, d, **e)"
assert list(inspect.signature(function).parameters) == ["a", "b", "c", "d", "e"]
nested = {"a": [1]}
assert copy.deepcopy(nested) == nested and copy.copy(nested)["a"] is nested["a"]
assert operator.itemgetter(1)("ab") == "b" and operator.attrgetter("real")(5) == 5
assert list(itertools.chain("a", "b")) == ["a", "b"] and len(list(itertools.product("ab", "cd"))) == 4
assert list(itertools.islice(itertools.count(5), 2)) == [5, 6]
assert struct.calcsize("<IH") == 6
assert types.SimpleNamespace(a=1).a == 1 and types.MappingProxyType({"a": 1})["a"] == 1

assert os.path.join("a", "b") == "a/b" and os.path.splitext("a.py") == ("a", ".py") and os.path.basename("/a/b") == "b"
assert os.path.normpath("/a/../b") == "/b" and os.path.abspath("/a/./b") == "/a/b" and os.path.isabs("/a")
HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = pathlib.Path(__file__).parent / "templates"
path = pathlib.PurePosixPath("/a") / "b.txt"
assert path.name == "b.txt" and path.suffix == ".txt" and str(path.with_suffix(".py")) == "/a/b.py" and path.parts[0] == "/"

parser = argparse.ArgumentParser(description="x")
parser.add_argument("--level", type=int, default=1, choices=[1, 2], help="the level")
commands = parser.add_subparsers(dest="command")
commands.add_parser("run").set_defaults(run=function)
executor = concurrent.futures.ThreadPoolExecutor(max_workers=2)
jobs = queue.Queue()
jobs.put(1)
assert jobs.get() == 1
buffer = io.StringIO()
buffer.write("x")
assert buffer.getvalue() == "x"
chance = random.Random(42).random()


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    @abc.abstractmethod
    def scale(self): ...


try:
    Shape()
except TypeError as error:
    refused = str(error)
assert refused == "Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'scale'"


class Tests(unittest.TestCase):
    @unittest.skipIf(sys.platform == "win32", "not there")
    def test(self):
        self.assertEqual(1, 1)


assert importlib.import_module("json").dumps(1) == "1"
assert sys.version_info >= (3, 8)
