"""What a batch of programs finds: functions that log, and the loop that runs one program after the other.

The driver sends this text and the list of programs to an interpreter, which prints a separator before each program.
"""

import warnings; warnings.simplefilter('ignore')
import bisect, collections, copy, functools, heapq, inspect, itertools, linecache, math, operator, os, re, struct, sys, traceback, types


class TooLong(BaseException):
    pass


class Custom(Exception):
    pass


kept = []
ticks = 0


def keep(value):
    """Keeps an object alive to the end: when unreachable ones are finalised differs."""
    kept.append(value)
    return value


def tick():
    global ticks
    ticks += 1
    if ticks > 300:
        raise TooLong


def shown(value):
    tick()
    try:
        text = repr(value)
        if type(value) in (set, frozenset) and len(value) > 1:
            text = f"{type(value).__name__} of {sorted(map(repr, value))}"
    except Exception as error:
        text = f"repr fails with {type(error).__name__}: {error}"
    return text if len(text) < 2000 else f"{text[:1000]}...{len(text)}"


def log(*values, **named):
    print(*map(shown, values), *(f"{name}={shown(value)}" for name, value in named.items()))


def failed(error):
    print(f"  ! {type(error).__name__}: {error}")


def describe():
    error = sys.exception()
    return type(error).__name__, error.args, type(error.__cause__).__name__, type(error.__context__).__name__


def spread(value):
    """The value in full if it is an iterator of a built-in kind."""
    if type(value).__module__ in ("builtins", "itertools") and hasattr(type(value), "__next__"):
        return type(value).__name__, list(itertools.islice(value, 30))
    return value


def show(source, setup=""):
    names = dict(globals(), **namespace)
    try:
        exec(setup, names)
        value = keep(eval(source, names))
        text = shown(spread(value))
        if isinstance(value, int) and "hash" in source and re.search(r"nan|NotImplemented|\.\.\.|slice|hash\(v\)", source + setup):
            # Made from where an object lies.
            text = "a hash"
        print(source, "=>", text)
    except Exception as error:
        print(source, "->", type(error).__name__, message_of(error))
    if "it" in names and setup:
        print("   ", shown(spread(names["it"])))


def message_of(error):
    try:
        return str(error)
    except Exception as another:
        return f"str fails with {type(another).__name__}"


def attempt(source):
    try:
        eval(source, namespace)
    except Exception as error:
        print(source, "->", type(error).__name__, message_of(error))


def make(name, source):
    try:
        namespace[name] = keep(eval(source, namespace))
    except Exception as error:
        print(source, "->", type(error).__name__, message_of(error))
        namespace[name] = 5


class Pause:
    """Awaitable that suspends once."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Ticker:
    def __init__(self, count):
        self.count = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count == 0:
            raise StopAsyncIteration
        self.count -= 1
        return await Pause(self.count)


class Manager:
    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __enter__(self):
        log("enter", self.name)
        return self.name, self.answer

    def __exit__(self, kind, error, trace):
        log("exit", self.name, kind and kind.__name__, error and error.args, trace and trace.tb_lineno)
        return self.answer

    async def __aenter__(self):
        log("aenter", await Pause(self.name))
        return self.name, self.answer

    async def __aexit__(self, kind, error, trace):
        log("aexit", await Pause(self.name), kind and kind.__name__)
        return self.answer


class Descriptor:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        log("descriptor", self.name, instance is None)
        return 42

    def __set__(self, instance, value):
        log("set", self.name, value)


def step(thing, how):
    if how == "repr":
        return re.sub("0x[0-9a-f]+", "0x", repr(thing))
    word, _, value = how.partition(" ")
    if hasattr(thing, "asend"):
        made = {"next": lambda: thing.asend(None), "send": lambda: thing.asend(eval(value)),
                "throw": lambda: thing.athrow(eval(value)), "close": lambda: thing.aclose()}[word]()  # fmt: skip
        return finish(keep(made))
    if word == "next":
        return thing.send(None)
    if word == "send":
        return thing.send(eval(value))
    return thing.throw(eval(value)) if word == "throw" else thing.close()


def finish(awaitable):
    """Runs an awaitable to its end."""
    seen = []
    try:
        while len(seen) < 30:
            seen.append(awaitable.send(len(seen) or None))
        awaitable.close()
    except StopIteration as stop:
        return seen, stop.value
    return seen


def drive(function, positional, named, script):
    try:
        thing = keep(function(*positional, **named))
    except Exception:
        return complain()
    if not hasattr(thing, "close"):
        return log("result", thing)
    for how in script:
        try:
            log(how, step(thing, how))
        except (Exception, GeneratorExit) as error:
            print(how, "raised")
            complain()


def complain():
    error = seen = sys.exception()
    while seen:
        trace = seen.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != "<program>":
            trace = trace.tb_next
        seen.__traceback__ = trace
        seen = seen.__cause__ or seen.__context__
    text = "".join(traceback.format_exception(error))
    print(re.sub(r"0x[0-9a-f]{6,}", "0x", text), end="")


def run_all(programs):
    global namespace, ticks
    for index, source in enumerate(programs):
        print(f"\x01{index}\x01")
        ticks = 0
        namespace = keep({name: value for name, value in globals().items() if name not in ("programs", "namespace", "kept")})
        namespace["__name__"] = "program"
        linecache.cache["<program>"] = len(source), None, source.splitlines(True), "<program>"
        try:
            exec(compile(source, "<program>", "exec"), namespace)
        except TooLong:
            print("too long")
        except BaseException:
            complain()
        sys.stdout.flush()
    os._exit(0)
