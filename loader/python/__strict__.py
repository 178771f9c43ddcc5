"""What strict modules import: the marker itself, and how their classes are to be treated.

`import __strict__` as the first statement makes a module strict. A loader of strict modules proves that executing it has no
effect outside of it, executes it once, and freezes it, its classes and its functions.
"""

import _strict

StrictModule = _strict.StrictModule

allow_side_effects = object()
"""`from __strict__ import allow_side_effects`: the module is frozen, but nothing is proved about it."""


def mutable(cls):
    """Leaves a class as it is when its module is frozen; its instances keep a `__dict__`."""
    return _strict.leave_mutable(cls)


def strict_slots(cls):
    """Instances have exactly the attributes that the class shows: what classes of strict modules do anyway."""
    return cls


def loose_slots(cls):
    """Instances keep a `__dict__`; setting an attribute that the class does not show is a `RuntimeWarning`."""
    return _strict.mark_loose(cls)


def extra_slot(cls, name):
    """Instances may have one more attribute, which the class does not show."""
    cls.__static_attributes__ = (*cls.__dict__.get("__static_attributes__", ()), name)
    return cls


def allow_weakrefs(cls):
    """Instances can be referred to weakly: what they always can here."""
    return cls


def freeze_type(cls):
    """Freezes a class at once, whatever module it is of."""
    return _strict.freeze_type(cls)


def set_freeze_enabled(enabled):
    """Says whether strict modules are frozen from now on; returns whether they were. For tests."""
    was = not _strict.is_patching()
    _strict.set_patching(not enabled)
    return was


def _mark_cached_property(function, is_async, decorator):
    return decorator
