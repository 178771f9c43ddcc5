"""`selectors`: which kinds there are is known without trying."""

from __stub__ import overlay

overlay()


def _can_use(method):
    return hasattr(select, method)
