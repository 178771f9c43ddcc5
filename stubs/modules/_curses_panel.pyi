"""Panels of full-screen terminals."""

from __stub__ import effect, opaque

_uses_terminal = effect("io", "uses the terminal")

class error(Exception): ...


@opaque
class panel: ...

@_uses_terminal
def bottom_panel() -> object: ...
@_uses_terminal
def new_panel(win, /) -> object: ...
@_uses_terminal
def top_panel() -> object: ...
@_uses_terminal
def update_panels() -> object: ...
