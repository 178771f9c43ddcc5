"""Lets plain CPython run modules that begin with `import __strict__`: there the marker, and the decorators, do nothing."""

allow_side_effects = object()


def mutable(cls):
    """Leaves the class open to changes after its module has finished."""
    return cls


def strict_slots(cls):
    """Gives instances exactly the slots that the class shows."""
    return cls


def loose_slots(cls):
    """Gives instances slots, and a dictionary for whatever else is set."""
    return cls


def extra_slot(cls, name):
    """Adds a slot that the class does not show."""
    return cls
