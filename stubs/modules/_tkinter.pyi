"""The binding to Tk. Making an interpreter opens a connection to the display."""

from __stub__ import effect, opaque

ALL_EVENTS = -3
DONT_WAIT = 2
EXCEPTION = 8
FILE_EVENTS = 8
IDLE_EVENTS = 32
READABLE = 2
TIMER_EVENTS = 16
WINDOW_EVENTS = 4
WRITABLE = 4
TCL_VERSION = TK_VERSION = "8.6"


class TclError(Exception): ...


@opaque
class Tcl_Obj: ...
@opaque
class TkttType: ...
@opaque
class TkappType: ...


@effect("io", "opens a connection to the display")
def create(
    screenName=None, baseName="", className="Tk", interactive=False, wantobjects=0, wantTk=True, sync=False, use=None, /,
) -> TkappType: ...
@effect("interpreter", "changes how Tk is run")
def setbusywaitinterval(new_val, /) -> None: ...
def getbusywaitinterval() -> int: ...
def _flatten(item, /) -> tuple: ...
