"""This module provides access to the garbage collector for reference cycles."""

import sys

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL = 1, 2, 4, 32
DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL
garbage = []
callbacks = []
_state = {"enabled": True, "debug": 0, "threshold": (2000, 10, 0), "collections": 0}


def enable():
    _state["enabled"] = True


def disable():
    _state["enabled"] = False


def isenabled():
    return _state["enabled"]


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    for callback in callbacks:
        callback("start", {"generation": generation, "collected": 0, "uncollectable": 0})
    sys._collect()
    _state["collections"] += 1
    for callback in callbacks:
        callback("stop", {"generation": generation, "collected": 0, "uncollectable": 0})
    return 0


def set_debug(flags, /):
    _state["debug"] = flags


def get_debug():
    return _state["debug"]


def set_threshold(threshold0, threshold1=10, threshold2=0, /):
    _state["threshold"] = (threshold0, threshold1, threshold2)


def get_threshold():
    return _state["threshold"]


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": _state["collections"], "collected": 0, "uncollectable": 0} for _ in range(3)]


def is_tracked(obj, /):
    return not isinstance(obj, (int, float, str, bytes, bool, complex, type(None)))


def is_finalized(obj, /):
    return False


def freeze():
    return None


def unfreeze():
    return None


def get_freeze_count():
    return 0


def get_objects(generation=None):
    raise NotImplementedError("gc.get_objects is not supported yet")


def get_referrers(*objs):
    raise NotImplementedError("gc.get_referrers is not supported yet")


def get_referents(*objs):
    raise NotImplementedError("gc.get_referents is not supported yet")
