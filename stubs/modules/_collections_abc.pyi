"""The type of a frame's local variables is made without looking at a frame."""

from __stub__ import overlay

overlay()


def _get_framelocalsproxy():
    return type("FrameLocalsProxy", (), {"__module__": "builtins"})
