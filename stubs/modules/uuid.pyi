"""`uuid`: most kinds depend on the clock, the machine or chance."""

from __stub__ import effect, overlay

overlay()

_reads_clock = effect("clock", "depends on the time")


@effect("environment", "asks for the address of the machine")
def getnode() -> int: ...
@_reads_clock
def uuid1(node=None, clock_seq=None) -> UUID: ...
@effect("random", "draws a random number")
def uuid4() -> UUID: ...
@_reads_clock
def uuid6(node=None, clock_seq=None) -> UUID: ...
@_reads_clock
def uuid7() -> UUID: ...
@effect("random", "draws random numbers")
def uuid8(a=None, b=None, c=None) -> UUID: ...
