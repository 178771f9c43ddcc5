"""`functools`: caches and dispatch tables."""

from __stub__ import benign, overlay

overlay()


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _memoized(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda user_function: _memoized(user_function, maxsize, typed)


def _memoized(user_function, maxsize, typed):
    # What other modules put in is dropped. They get a fresh result instead, which differs from the remembered one only in identity.
    cache = benign({}, "a memo: it holds what the function would return again")
    missing = object()

    def wrapper(*args, **kwds):
        key = _make_key(args, kwds, typed)
        result = cache.get(key, missing)
        if result is missing:
            result = user_function(*args, **kwds)
            cache[key] = result
        return result

    def cache_info():
        return _CacheInfo(_count(), _count(), maxsize, _count())

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache.clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, user_function)


def _count() -> int: ...


def singledispatch(func):
    # The table belongs to the module that made the function; the memo of look-ups is left out.
    registry = {}

    def dispatch(cls):
        try:
            return registry[cls]
        except KeyError:
            return _find_impl(cls, registry)

    def is_dispatchable(cls):
        return isinstance(cls, type) or isinstance(cls, UnionType) and all([isinstance(arg, type) for arg in cls.__args__])

    def register(cls, func=None):
        if is_dispatchable(cls):
            if func is None:
                return lambda implementation: register(cls, implementation)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func = cls
            if getattr(func, "__annotate__", None) is None:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                    "or plain `@register` on an annotated function."
                )
            from annotationlib import Format
            from typing import get_type_hints

            argument, cls = next(iter(get_type_hints(func, format=Format.FORWARDREF).items()))
            if not is_dispatchable(cls):
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} is not a class.")
        for each in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[each] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper
