"""`functools`: what is remembered between calls."""

from __stub__ import benign, call_shared, overlay, owned

overlay()


for _operations in _convert.values():
    for _name, _function in _operations:
        _function.__name__ = _name


def total_ordering(cls):
    # The functions have their names already.
    roots = {op for op in _convert if getattr(cls, op, None) is not getattr(object, op, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, function in _convert[root]:
        if name not in roots:
            setattr(cls, name, function)
    return cls


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
            from annotationlib import Format, ForwardRef
            from typing import get_type_hints

            argument, cls = next(iter(get_type_hints(func, format=Format.FORWARDREF).items()))
            if not is_dispatchable(cls):
                if isinstance(cls, UnionType):
                    what = "not all arguments are classes"
                elif isinstance(cls, ForwardRef):
                    what = "is an unresolved forward reference"
                else:
                    what = "is not a class"
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} {what}.")
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


@overlay
class cached_property:
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = cache.get(self.attrname, _NOT_FOUND)
        if value is _NOT_FOUND:
            if not owned(instance):
                # Filling in another module's instance is a memo: whoever asks first does it.
                return call_shared(self.func, instance)
            value = self.func(instance)
            cache[self.attrname] = value
        return value

for _comparison in [
    _gt_from_lt, _le_from_lt, _ge_from_lt, _ge_from_le, _lt_from_le, _gt_from_le,
    _lt_from_gt, _ge_from_gt, _le_from_gt, _le_from_ge, _gt_from_ge, _lt_from_ge,
]:
    benign(_comparison, "total_ordering stores the name that the function already has")
del _comparison
