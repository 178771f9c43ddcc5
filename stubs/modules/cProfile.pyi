"""`cProfile`: profiling changes the interpreter."""

from __stub__ import effect, opaque

__all__ = ["run", "runctx", "Profile"]

_profiles = effect("interpreter", "switches profiling on")


@_profiles
def run(statement, filename=None, sort=-1): ...
@_profiles
def runctx(statement, globals, locals, filename=None, sort=-1): ...


@opaque
class Profile:
    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        pass

    @_profiles
    def enable(self, subcalls=True, builtins=True) -> None: ...
    @_profiles
    def disable(self) -> None: ...
    @_profiles
    def __enter__(self) -> "Self": ...
    @_profiles
    def __exit__(self, *exc_info) -> None: ...
    @_profiles
    def run(self, cmd) -> "Self": ...
    @_profiles
    def runctx(self, cmd, globals, locals) -> "Self": ...
    @_profiles
    def runcall(self, func, /, *args, **kw): ...
