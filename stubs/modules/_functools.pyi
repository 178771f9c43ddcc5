"""The C half of `functools`."""

from _types import GenericAlias as _GenericAlias
from _types import MethodType as _MethodType

from __stub__ import benign, call_shared, effect, known, owned, same, typed


class _PlaceholderType:
    __module__ = "functools"
    __slots__ = ()
    _instance = None

    def __new__(cls):
        return Placeholder

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = object.__new__(_PlaceholderType)


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __module__ = "functools"
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


_missing = object()


def reduce(function, iterable, /, initial=_missing):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for element in iterator:
        value = function(value, element)
    return value


class partial:
    __module__ = "functools"
    __slots__ = "func", "args", "keywords", "_template", "__dict__", "__weakref__"

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if args and same(args[-1], Placeholder):
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if same(value, Placeholder):
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if issubclass(cls, partial) and same(type(func), partial) and not func.__dict__:
            args = _fill(func.args, args, trailing=False)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*_fill(self.args, args, trailing=True), **{**self.keywords, **keywords})

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _MethodType(self, instance)

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *[f"{name}={value!r}" for name, value in self.keywords.items()]]
        return f"functools.partial({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        func, args, keywords, namespace = state
        # Not written as attributes that methods store, since unpickling alone does it.
        for name, value in ("func", func), ("args", tuple(args)), ("keywords", dict(keywords or ())):
            setattr(self, name, value)
        self.__dict__.update(namespace or {})

    __class_getitem__ = classmethod(_GenericAlias)


def _fill(template, args, trailing):
    """Puts positional arguments into the places kept for them, then behind."""
    filled = []
    position = 0
    for value in template:
        if same(value, Placeholder):
            if position < len(args):
                value = args[position]
                position += 1
            elif trailing:
                raise TypeError("missing positional arguments in 'partial' call")
        filled.append(value)
    return (*filled, *args[position:])


class _lru_cache_wrapper:
    """A memoised function. What a function of another module computed before is not known: its results are shared."""

    __module__ = "functools"

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        self.__wrapped__ = user_function
        self._cache_info_type = cache_info_type
        self._maxsize = maxsize
        self._typed = typed
        self._results = benign({}, "a memo of results; filling it changes no result")

    def __call__(self, /, *args, **keywords):
        key = (args, tuple(keywords.items()), tuple(map(type, args))) if self._typed else (args, tuple(keywords.items()))
        hash(key)
        if not owned(self):
            return call_shared(self.__wrapped__, *args, **keywords)
        if self._maxsize == 0 or not known(key):
            return self.__wrapped__(*args, **keywords)
        if key in self._results:
            return self._results[key]
        result = self.__wrapped__(*args, **keywords)
        self._results[key] = result
        return result

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _MethodType(self, instance)

    def cache_info(self):
        return self._cache_info_type(typed(int), typed(int), self._maxsize, typed(int))

    def cache_clear(self):
        if owned(self):
            self._results.clear()
        else:
            _clear_foreign()

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


@effect("registry", "clears the memo of a function of another module")
def _clear_foreign() -> None: ...
