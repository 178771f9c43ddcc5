<<<<<<< HEAD
"""The type of a frame's local variables is made without looking at a frame."""
=======
"""Abstract base classes of collections: the type of a frame's variables is had without a frame."""
>>>>>>> main

from __stub__ import overlay

overlay()


<<<<<<< HEAD
def _get_framelocalsproxy():
    return type("FrameLocalsProxy", (), {"__module__": "builtins"})
=======
class FrameLocalsProxy:
    __module__ = "builtins"


def _get_framelocalsproxy():
    return FrameLocalsProxy
>>>>>>> main
