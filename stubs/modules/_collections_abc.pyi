"""Abstract base classes of collections: the type of a frame's variables is had without a frame."""

from __stub__ import overlay

overlay()


def _get_framelocalsproxy():
    class FrameLocalsProxy:
        __module__ = "builtins"
        __qualname__ = "FrameLocalsProxy"

    return FrameLocalsProxy
