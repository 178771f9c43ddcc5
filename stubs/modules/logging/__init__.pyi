"""`logging`: asking for a logger is harmless, since whoever asks gets the same one; changing one, and logging, is not.

A logger by name is shared by the whole program, and so is what any module sets on it.
"""

from __stub__ import effect, overlay, skip, typed, unknown

overlay()
skip("register_at_fork")
skip("register")

_startTime = typed(int)


def _register_at_fork_reinit_lock(instance):
    pass


# The list only serves to flush handlers at the end.
def _addHandlerRef(handler):
    pass


def _removeHandlerRef(wr):
    pass


class _SharedLogger(Logger):
    """A logger that the registry gave out: a `Logger`, or what was installed in its place."""

    def __init__(self, name):
        object.__setattr__(self, "name", name)

    @effect("registry", "changes a logger, which the whole program shares")
    def __setattr__(self, name, value) -> None: ...
    @effect("registry", "changes a logger, which the whole program shares")
    def __delattr__(self, name) -> None: ...
    @effect("registry", "sets the level of a logger, which the whole program shares")
    def setLevel(self, level) -> None: ...
    @effect("registry", "adds a handler to a logger, which the whole program shares")
    def addHandler(self, hdlr) -> None: ...
    @effect("registry", "removes a handler from a logger, which the whole program shares")
    def removeHandler(self, hdlr) -> None: ...
    @effect("registry", "adds a filter to a logger, which the whole program shares")
    def addFilter(self, filter) -> None: ...
    @effect("registry", "removes a filter from a logger, which the whole program shares")
    def removeFilter(self, filter) -> None: ...
    @effect("io", "writes a log record")
    def debug(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def info(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def warning(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def warn(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def error(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def exception(self, msg, *args, exc_info=True, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def critical(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def fatal(self, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def log(self, level, msg, *args, **kwargs) -> None: ...
    @effect("io", "writes a log record")
    def handle(self, record) -> None: ...
    @effect("io", "writes a log record")
    def callHandlers(self, record) -> None: ...
    def isEnabledFor(self, level) -> bool: ...
    def getEffectiveLevel(self) -> int: ...
    def hasHandlers(self) -> bool: ...
    def filter(self, record) -> bool: ...

    def getChild(self, suffix):
        return getLogger(suffix if self.name == "root" else f"{self.name}.{suffix}")

    def getChildren(self):
        return unknown("the children of a logger")

    @property
    def level(self) -> int: ...
    @property
    def propagate(self) -> bool: ...
    @property
    def disabled(self) -> bool: ...

    @property
    def handlers(self):
        return unknown("the handlers of a logger")

    @property
    def filters(self):
        return unknown("the filters of a logger")

    @property
    def parent(self):
        return unknown("the parent of a logger")

    @property
    def manager(self):
        return Logger.manager

    @property
    def root(self):
        return root

    def __repr__(self) -> str: ...


_SharedLogger.__name__ = _SharedLogger.__qualname__ = "Logger"
root = _SharedLogger("root")


def getLogger(name=None):
    if not name or isinstance(name, str) and name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    return _SharedLogger(name)


def getLevelName(level):
    result = _levelToName.get(level)
    if result is not None:
        return result
    result = _nameToLevel.get(level)
    if result is not None:
        return result
    return "Level %s" % level


@overlay
class Manager(object):
    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        return _SharedLogger(name)


@effect("registry", "names a level of logging")
def addLevelName(level, levelName) -> None: ...


@effect("registry", "sets the class of loggers")
def setLoggerClass(klass) -> None: ...


@effect("registry", "sets how log records are made")
def setLogRecordFactory(factory) -> None: ...


@effect("registry", "configures logging for the whole program")
def basicConfig(**kwargs) -> None: ...


@effect("registry", "switches logging off for the whole program")
def disable(level=CRITICAL) -> None: ...


@effect("registry", "redirects warnings to logging")
def captureWarnings(capture) -> None: ...


@effect("io", "flushes and closes the handlers of the program")
def shutdown(handlerList=_handlerList) -> None: ...


@effect("io", "writes a log record")
def critical(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def fatal(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def error(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def exception(msg, *args, exc_info=True, **kwargs) -> None: ...


@effect("io", "writes a log record")
def warning(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def warn(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def info(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def debug(msg, *args, **kwargs) -> None: ...


@effect("io", "writes a log record")
def log(level, msg, *args, **kwargs) -> None: ...


# A record says when, where and by whom it was made.
@overlay
class LogRecord(object):
    @effect("clock", "notes the time")
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs) -> None: ...
