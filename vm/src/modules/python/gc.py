DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL = 1, 2, 4, 32
DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL
garbage = []
callbacks = []
# Turning collections off would keep all garbage, not only cycles, so it only stays a fact that can be asked for.
_state = {"enabled": True, "debug": 0, "threshold": (2000, 10, 0)}


def enable():
    """Enable automatic garbage collection."""
    _state["enabled"] = True


def disable():
    """Disable automatic garbage collection."""
    _state["enabled"] = False


def isenabled():
    """Returns true if automatic garbage collection is enabled."""
    return _state["enabled"]


def _call(phase, generation):
    for callback in list(callbacks):
        try:
            callback(phase, {"generation": generation, "collected": 0, "uncollectable": 0})
        except BaseException as error:
            import sys
            sys._report_unraisable(error, f"Exception ignored while calling GC callback {callback!r}")


def collect(generation=2):
    """Run the garbage collector."""
    from operator import index
    generation = index(generation)
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    _call("start", generation)
    _collect(generation == 2)
    _call("stop", generation)
    return 0


def set_debug(flags, /):
    """Set the garbage collection debugging flags."""
    from operator import index
    _state["debug"] = index(flags)


def get_debug():
    """Get the garbage collection debugging flags."""
    return _state["debug"]


def set_threshold(threshold0, threshold1=None, threshold2=None, /):
    """Set the collection thresholds (the collection frequency)."""
    _, second, third = _state["threshold"]
    _state["threshold"] = (threshold0, second if threshold1 is None else threshold1,
                           third if threshold2 is None else threshold2)


def get_threshold():
    """Return the current collection thresholds."""
    return _state["threshold"]


def get_count():
    """Return a three-tuple of the current collection counts."""
    return (0, 0, 0)


def get_stats():
    """Return a list of dictionaries containing per-generation statistics."""
    minor, full = _statistics()
    return [{"collections": count, "collected": 0, "uncollectable": 0} for count in (minor, 0, full)]


def get_objects(generation=None):
    """Return a list of objects tracked by the collector (excluding the list returned)."""
    if generation is None or generation == -1:
        return _get_objects()
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if generation < 0:
        raise ValueError("generation parameter cannot be negative")
    if generation > 2:
        raise ValueError(f"generation parameter must be less than the number of available generations (3)")
    return _get_objects() if generation == 2 else []
