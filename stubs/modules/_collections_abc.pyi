"""Abstract base classes of collections: the type of a frame's variables is had without a frame."""

from __stub__ import overlay

overlay()


class FrameLocalsProxy:
    __module__ = "builtins"


def _get_framelocalsproxy():
    return FrameLocalsProxy
