"""The functions by which programs steer lazy imports, in importlib's terms."""


class eager_imports:
    """As a context manager: import statements of module level that run meanwhile, in this module, are not lazy."""

    def __enter__(self):
        enter_eager()
        return self

    def __exit__(self, *exception):
        leave_eager()


def set_lazy_imports(enabled=True, *, excluding=None):
    """Makes import statements of module level lazy from now on, or not.

    `excluding` is a container of names of modules whose statements stay eager, or a function that tells of a name.
    """
    if excluding is not None and not hasattr(excluding, "__contains__"):
        if not callable(excluding):
            raise TypeError("excluding must be a container of names or a function")
        excluding = _Container(excluding)
    set_enabled(bool(enabled), excluding)


class _Container:
    def __init__(self, function):
        self.__contains = function

    def __contains__(self, name):
        return self.__contains(name)


def is_lazy_imports_enabled():
    """Whether import statements of module level are lazy."""
    return is_enabled()


def is_lazy_import(namespace, name):
    """Whether a name of a module's dictionary is still to be imported."""
    return is_lazy(namespace, name)


# What modules of the library have beside their own names.
ADDED = {
    "importlib": {
        "eager_imports": eager_imports,
        "is_lazy_import": is_lazy_import,
        "is_lazy_imports_enabled": is_lazy_imports_enabled,
        "set_lazy_imports": set_lazy_imports,
    },
    "types": {"LazyImportType": LazyImportType},
}
