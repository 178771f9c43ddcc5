"""`os`: the environment is neither read nor changed unseen."""

from __stub__ import effect, overlay, skip, typed

overlay()
skip("modules")


@overlay
class _Environ(MutableMapping):
    def _variable(self):
        return typed(bytes) if self.decodevalue is bytes else typed(str)

    @effect("environment", "reads an environment variable")
    def __getitem__(self, key):
        if typed(bool):
            raise KeyError(key)
        return self._variable()

    @effect("environment", "reads an environment variable")
    def __contains__(self, key) -> bool: ...

    @effect("environment", "reads an environment variable")
    def get(self, key, default=None):
        return self._variable() if typed(bool) else default

    @effect("environment", "sets an environment variable")
    def __setitem__(self, key, value) -> None: ...
    @effect("environment", "deletes an environment variable")
    def __delitem__(self, key) -> None: ...

    @effect("environment", "deletes an environment variable")
    def pop(self, key, default=None):
        return self._variable() if typed(bool) else default

    @effect("environment", "deletes environment variables")
    def popitem(self) -> tuple[str, str]: ...
    @effect("environment", "deletes all environment variables")
    def clear(self) -> None: ...

    @effect("environment", "sets an environment variable")
    def setdefault(self, key, value):
        return self._variable() if typed(bool) else value

    @effect("environment", "sets environment variables")
    def update(self, *args, **kwargs) -> None: ...

    @effect("environment", "reads the environment")
    def __iter__(self):
        return iter(_variable_names())

    @effect("environment", "reads the environment")
    def __len__(self) -> int: ...
    @effect("environment", "reads the environment")
    def keys(self) -> list[str]: ...
    @effect("environment", "reads the environment")
    def values(self) -> list[str]: ...
    @effect("environment", "reads the environment")
    def items(self) -> list[tuple[str, str]]: ...
    @effect("environment", "reads the environment")
    def copy(self) -> dict[str, str]: ...
    @effect("environment", "reads the environment")
    def __repr__(self) -> str: ...
    @effect("environment", "reads the environment")
    def __eq__(self, other) -> bool: ...
    @effect("environment", "reads the environment")
    def __or__(self, other) -> dict[str, str]: ...
    @effect("environment", "reads the environment")
    def __ror__(self, other) -> dict[str, str]: ...
    @effect("environment", "sets environment variables")
    def __ior__(self, other) -> "Self": ...


def _variable_names() -> list[str]: ...


@effect("environment", "reads an environment variable")
def getenv(key, default=None):
    return typed(str) if typed(bool) else default


@effect("environment", "reads an environment variable")
def getenvb(key, default=None):
    return typed(bytes) if typed(bool) else default


@effect("environment", "reads the environment again")
def reload_environ() -> None: ...


@effect("environment", "reads the search path")
def get_exec_path(env=None) -> list[str]: ...


@effect("process", "runs a command")
def popen(cmd, mode="r", buffering=-1): ...
