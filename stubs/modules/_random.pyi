"""The Mersenne twister: a generator that is seeded explicitly is deterministic, but what it gives is typed."""

from __stub__ import effect, owned


class Random:
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._changed = 0
        return self

    def __init__(self, x=None, /):
        self.seed(x)

    def seed(self, n=None, /):
        if n is None:
            _entropy()
        self._changed = 0

    def random(self):
        return _change(self, _float())

    def getrandbits(self, k, /):
        return _change(self, _int())

    def setstate(self, state, /):
        self._changed = 0

    def getstate(self) -> tuple[int, ...]: ...


def _change(self, result):
    # Drawing a number changes the generator.
    if owned(self):
        self._changed = 0
    else:
        _draw()
    return result


@effect("random", "draws a random number from a generator of another module")
def _draw() -> None: ...


def _int() -> int: ...
def _float() -> float: ...


@effect("random", "seeds a generator from random bytes")
def _entropy() -> None: ...
