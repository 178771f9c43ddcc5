"""Warnings: issuing one prints it, raises it or remembers it, as the filters say."""

from __stub__ import effect, typed, unknown

_issues = effect("io", "issues a warning")


def _filters() -> list[tuple]: ...
def _registry() -> dict[object, object]: ...


filters = _filters()
_defaultaction = typed(str)
_onceregistry = _registry()
_warnings_context = unknown("the context variable of `warnings`")


@_issues
def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()) -> None: ...
@_issues
def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None) -> None: ...


def _filters_mutated_lock_held(): pass
def _acquire_lock(): pass
def _release_lock(): pass
