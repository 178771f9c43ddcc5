"""`types`: marking a generator as a coroutine makes no difference before it runs."""

from __stub__ import overlay

overlay()


def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    return func
