"""Warnings. Issuing one is harmless: it tells a developer something, and where it goes does not change the program.

What is shown, and how, is decided by filters that the whole program shares; changing them is an effect.
"""

from __stub__ import effect, overlay, typed

overlay()

_use_context = typed(bool)

_changes_filters = effect("registry", "changes which warnings the program shows")


def _set_module(module):
    pass


@_changes_filters
def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False) -> None: ...


@_changes_filters
def simplefilter(action, category=Warning, lineno=0, append=False) -> None: ...


@_changes_filters
def resetwarnings() -> None: ...


@_changes_filters
def _filters_mutated() -> None: ...


@_changes_filters
def _add_filter(*item, append) -> None: ...


@_changes_filters
def _setoption(arg) -> None: ...


def _setup_defaults():
    pass


def _processoptions(args):
    pass


@effect("io", "writes a warning")
def showwarning(message, category, filename, lineno, file=None, line=None) -> None: ...


def _check(message, category):
    if isinstance(message, Warning):
        return
    if category is not None and not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    _check(message, category)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    _check(message, category)


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    if (_version[:2] > remove) or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {remove[0]}.{remove[1]} alpha")


class catch_warnings:
    """Puts back what it finds when it is left."""

    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False,
    ):
        self._record = record
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        return _recorded() if self._record else None

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")

    def __repr__(self) -> str: ...


def _recorded() -> list[WarningMessage]: ...
