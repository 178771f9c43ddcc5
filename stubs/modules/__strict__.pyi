"""The module by which strict modules steer what becomes of their classes."""

from __stub__ import mark_loose, extra_slot as _extra_slot

allow_side_effects = object()


def mutable(cls):
    """The class is not frozen and gets no fixed slots."""
    return mark_loose(cls)


def loose_slots(cls):
    """Instances keep a `__dict__` beside their slots."""
    return mark_loose(cls)


def strict_slots(cls):
    """Instances have exactly their slots: what strict classes do anyway."""
    return cls


def allow_weakrefs(cls):
    """Instances can be referred to weakly."""
    return _extra_slot(cls, "__weakref__")


def extra_slot(cls, name):
    """Instances get one more slot."""
    return _extra_slot(cls, name)


def freeze_type(cls):
    """Freezes a class at once."""
    return cls


def set_freeze_enabled(enabled):
    return True


def _mark_cached_property(function, is_async, decorator):
    return decorator
