"""The interpreter's and the process's state that is not a Python object: read before and after, and compared.

Each probe is a kind of effect, a name for the report, and a function that reads the state. Functions are looked up
once, before any module under test could replace them.
"""

import atexit
import gc
import posix
import sys

import _codecs
import _contextvars
import _imp
import _locale
import _signal
import _socket
import _thread
import faulthandler

NOT_YET = object()


def _umask():
    mask = posix.umask(0o77)
    posix.umask(mask)
    return mask


def _signals(getsignal=_signal.getsignal, numbers=tuple(_signal.valid_signals())):
    return {int(number): id(getsignal(number)) for number in numbers}


def _output(fd):
    stream = {1: sys.__stdout__, 2: sys.__stderr__}[fd]
    fstat = posix.fstat

    def size():
        try:
            stream.flush()
        except ValueError:
            pass  # closed
        return fstat(fd).st_size

    return size


def _monitoring_tools(get_tool=sys.monitoring.get_tool):
    return [get_tool(number) for number in range(6)]


def _modules():
    """The modules and their identities.

    A module that was imported is explained: `Watcher.wait` suspends the watch meanwhile."""
    return {name: id(module) for name, module in sys.modules.items()}


def _codec_search_path():
    """The interpreter's list of codec search functions, which only the collector can find."""
    if "encodings" not in sys.modules:
        return lambda: []  # an interpreter with codecs of its own
    search = sys.modules["encodings"].search_function
    lists = [it for it in gc.get_referrers(search) if type(it) is list]
    path = lists[0] if lists else []
    return lambda: list(map(id, path))


def _error_handlers():
    """The interpreter's dictionary of codec error handlers."""
    strict = _codecs.lookup_error("strict")
    found = [it for it in gc.get_referrers(strict) if type(it) is dict and "surrogateescape" in it]
    handlers = found[0] if found else {}
    return lambda: {name: id(handler) for name, handler in handlers.items()}


def _variables():
    """The context variables of this thread that have a value."""
    return [(id(name), id(value)) for name, value in _contextvars.copy_context().items()]


PROBES = [
    ("modules", "sys.modules", _modules),
    ("output", "standard output", _output(1)),
    ("output", "standard error", _output(2)),
    ("signal", "signal handlers", _signals),
    ("signal", "interval timer", lambda get=_signal.getitimer: get(_signal.ITIMER_REAL)[1]),
    ("signal", "signal mask", lambda mask=_signal.pthread_sigmask: sorted(mask(_signal.SIG_BLOCK, ()))),
    ("directory", "working directory", posix.getcwd),
    ("directory", "umask", _umask),
    ("atexit", "exit functions", atexit._ncallbacks),
    ("thread", "number of threads", _thread._count),
    ("thread", "stack size of threads", _thread.stack_size),
    ("codecs", "codec search functions", _codec_search_path()),
    ("codecs", "codec error handlers", _error_handlers()),
    ("locale", "locale", lambda set=_locale.setlocale: set(_locale.LC_ALL, None)),
    ("locale", "text domain", lambda get=_locale.textdomain: get(None)),
    ("context", "context variables", _variables),
    ("gc", "thresholds", gc.get_threshold),
    ("gc", "enabled", gc.isenabled),
    ("gc", "debug flags", gc.get_debug),
    ("gc", "frozen objects", gc.get_freeze_count),
    ("interpreter", "recursion limit", sys.getrecursionlimit),
    ("interpreter", "switch interval", sys.getswitchinterval),
    ("interpreter", "trace function", lambda get=sys.gettrace: id(get())),
    ("interpreter", "profile function", lambda get=sys.getprofile: id(get())),
    ("interpreter", "monitoring tools", _monitoring_tools),
    ("interpreter", "asynchronous generator hooks", lambda get=sys.get_asyncgen_hooks: list(map(id, get()))),
    ("interpreter", "coroutine origin tracking", sys.get_coroutine_origin_tracking_depth),
    ("interpreter", "digits of integers", sys.get_int_max_str_digits),
    ("interpreter", "dlopen flags", sys.getdlopenflags),
    ("interpreter", "stack trampoline", sys.is_stack_trampoline_active),
    ("interpreter", "fault handler", faulthandler.is_enabled),
    ("interpreter", "import lock", _imp.lock_held),
    ("network", "default timeout of sockets", _socket.getdefaulttimeout),
]


def _loggers(logging):
    """How those loggers are set up that are not as they were made."""
    manager = getattr(getattr(logging, "Logger", None), "manager", None)
    if manager is None:
        return NOT_YET  # not executed to its end
    states = {}
    for name, logger in [("root", manager.root), *manager.loggerDict.items()]:
        if isinstance(logger, logging.Logger):
            state = logger.level, logger.propagate, logger.disabled, len(logger.handlers), len(logger.filters)
            if state != (0, True, False, 0, 0):
                states[name] = state
    return states


# Probes of modules, once they are loaded: the module, then as above.
LOADED_PROBES = [
    ("logging", "logging", "loggers", _loggers),
    ("_tracemalloc", "interpreter", "memory tracing", lambda module: module.is_tracing()),
    ("_decimal", "decimal", "context", lambda module: repr(module.getcontext())),
    ("_pydecimal", "decimal", "context", lambda module: repr(module.getcontext())),
    ("_csv", "csv", "field size limit", lambda module: module.field_size_limit()),
    ("readline", "interpreter", "completer", lambda module: id(module.get_completer())),
    ("time", "locale", "time zone", lambda module: (module.tzname, module.timezone, module.daylight)),
]


def read():
    """All states, by kind and name."""
    states = {}
    for module, kind, name, probe in LOADED_PROBES:
        if module in sys.modules:
            states[kind, name] = probe(sys.modules[module])
    # Afterwards, since reading the decimal context sets a context variable.
    states.update({(kind, name): probe() for kind, name, probe in PROBES})
    return states


def changes(before, after):
    """Triples (kind, name, change) for the states that differ."""
    for (kind, name), old in before.items():
        new = after.get((kind, name))
        if new == old or old is NOT_YET:
            continue
        if type(old) is type(new) is dict:
            changed = [f"+{key}" for key in new if key not in old] + [f"-{key}" for key in old if key not in new]
            changed += [f"={key}" for key in new if key in old and old[key] != new[key]]
            yield kind, name, " ".join(map(str, changed[:12]))
        else:
            yield kind, name, f"{str(old)[:80]} -> {str(new)[:80]}"
