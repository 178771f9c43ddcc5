import __strict__

import functools


def decorator(function):
    @functools.wraps(function)
    def inner():
        return function()
    return inner


@decorator
def function():
    return 1
