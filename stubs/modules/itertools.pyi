"""Iterators written in C: each a class around a generator.

`iter()` of one gives the generator, so that a loop sees at once when its course is not known.
"""

from _types import GenericAlias as _GenericAlias

_missing = object()


class _Iterator:
    """What the classes below have in common; not a class of the real module."""

    __slots__ = ("_course",)
    __module__ = "itertools"

    def __iter__(self):
        return self._course

    def __next__(self):
        return next(self._course)


class count(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, start=0, step=1):
        start + step
        self._course = self._run(start, step)

    @staticmethod
    def _run(value, step):
        while True:
            yield value
            value += step

    def __repr__(self) -> str: ...


class cycle(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, /):
        self._course = self._run(iter(iterable))

    @staticmethod
    def _run(iterator):
        saved = []
        for item in iterator:
            yield item
            saved.append(item)
        while saved:
            for item in saved:
                yield item


class repeat(_Iterator):
    __slots__ = ("_object", "_left")
    __module__ = "itertools"

    def __init__(self, object, times=None):
        if times is not None and times < 0:
            times = 0
        self._object = object
        self._course = self._run(object, times)

    @staticmethod
    def _run(object, times):
        if times is None:
            while True:
                yield object
        for _ in range(times):
            yield object

    def __length_hint__(self) -> int: ...

    def __repr__(self):
        repr(self._object)
        return typed(str)


class accumulate(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, func=None, *, initial=None):
        self._course = self._run(iter(iterable), func, initial)

    @staticmethod
    def _run(iterator, func, total):
        if total is None:
            try:
                total = next(iterator)
            except StopIteration:
                return
        yield total
        for item in iterator:
            total = total + item if func is None else func(total, item)
            yield total


class batched(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError("n must be at least one")
        self._course = self._run(iter(iterable), n, strict)

    @staticmethod
    def _run(iterator, n, strict):
        batch = []
        for item in iterator:
            batch.append(item)
            if len(batch) == n:
                yield tuple(batch)
                batch = []
        if batch:
            if strict:
                raise ValueError("batched(): incomplete batch")
            yield tuple(batch)


class chain(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, *iterables):
        self._course = self._run(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._course = cls._run(iterable)
        return self

    @staticmethod
    def _run(iterables):
        for iterable in iterables:
            yield from iterable

    __class_getitem__ = classmethod(_GenericAlias)


class compress(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, data, selectors):
        self._course = self._run(iter(data), iter(selectors))

    @staticmethod
    def _run(data, selectors):
        for item, selected in zip(data, selectors):
            if selected:
                yield item


class dropwhile(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, predicate, iterable, /):
        self._course = self._run(predicate, iter(iterable))

    @staticmethod
    def _run(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                yield item
                break
        yield from iterator


class takewhile(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, predicate, iterable, /):
        self._course = self._run(predicate, iter(iterable))

    @staticmethod
    def _run(predicate, iterator):
        for item in iterator:
            if not predicate(item):
                return
            yield item


class filterfalse(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, function, iterable, /):
        self._course = self._run(function, iter(iterable))

    @staticmethod
    def _run(function, iterator):
        for item in iterator:
            if not (item if function is None else function(item)):
                yield item


class groupby(_Iterator):
    """The groups are made ahead; CPython drops what is left of a group when it goes on to the next one."""

    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, key=None):
        self._course = self._run(iter(iterable), key)

    @staticmethod
    def _run(iterator, key):
        group = None
        for item in iterator:
            value = item if key is None else key(item)
            if group is not None:
                if value == current or value is current:
                    group.append(item)
                    continue
                yield current, iter(group)
            current = value
            group = [item]
        if group is not None:
            yield current, iter(group)


class islice(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, start, stop=_missing, step=1, /):
        if stop is _missing:
            start, stop = 0, start
        start = 0 if start is None else start
        step = 1 if step is None else step
        if stop is not None and not isinstance(stop, int) and hasattr(stop, "__index__"):
            stop = stop.__index__()
        if stop is not None and (not isinstance(stop, int) or stop < 0):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not isinstance(start, int) or start < 0:
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not isinstance(step, int) or step < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._course = self._run(iter(iterable), start, stop, step)

    @staticmethod
    def _run(iterator, start, stop, step):
        if stop is not None and stop <= 0:
            return
        wanted = start
        position = 0
        for item in iterator:
            if position == wanted:
                yield item
                wanted += step
            position += 1
            if stop is not None and position >= stop:
                return


class pairwise(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, /):
        self._course = self._run(iter(iterable))

    @staticmethod
    def _run(iterator):
        try:
            previous = next(iterator)
        except StopIteration:
            return
        for item in iterator:
            yield previous, item
            previous = item


class product(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._course = self._run([list(iterable) for iterable in iterables] * repeat)

    @staticmethod
    def _run(pools):
        if not pools:
            yield ()
            return
        last = pools[-1]
        for head in product._run(pools[:-1]):
            for item in last:
                yield (*head, item)


class permutations(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, r=None):
        pool = list(iterable)
        self._course = self._run(pool, len(pool) if r is None else _length(r))

    @staticmethod
    def _run(pool, r):
        if r == 0:
            yield ()
            return
        for position, item in enumerate(pool):
            for tail in permutations._run(pool[:position] + pool[position + 1 :], r - 1):
                yield (item, *tail)


class combinations(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, r):
        self._course = self._run(list(iterable), _length(r))

    @staticmethod
    def _run(pool, r):
        if r == 0:
            yield ()
            return
        for position, item in enumerate(pool):
            for tail in combinations._run(pool[position + 1 :], r - 1):
                yield (item, *tail)


class combinations_with_replacement(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, r):
        self._course = self._run(list(iterable), _length(r))

    @staticmethod
    def _run(pool, r):
        if r == 0:
            yield ()
            return
        for position, item in enumerate(pool):
            for tail in combinations_with_replacement._run(pool[position:], r - 1):
                yield (item, *tail)


def _length(r):
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    return r


class starmap(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, function, iterable, /):
        self._course = self._run(function, iter(iterable))

    @staticmethod
    def _run(function, iterator):
        for arguments in iterator:
            yield function(*arguments)


class zip_longest(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, *iterables, fillvalue=None):
        self._course = self._run([iter(iterable) for iterable in iterables], fillvalue)

    @staticmethod
    def _run(iterators, fillvalue):
        running = [True] * len(iterators)
        while True:
            row = []
            for position, iterator in enumerate(iterators):
                item = fillvalue
                if running[position]:
                    try:
                        item = next(iterator)
                    except StopIteration:
                        running[position] = False
                row.append(item)
            if True not in running:
                return
            yield tuple(row)


class _tee(_Iterator):
    __slots__ = ()
    __module__ = "itertools"

    def __init__(self, iterable, /):
        self._course = iter(iterable)

    def __copy__(self):
        items = list(self._course)
        self._course = iter(items)
        return _tee(items)


def tee(iterable, n=2, /):
    """Reads the whole iterable at once, which only one that never ends, or that has effects, can tell from the real one."""
    if n < 0:
        raise ValueError("n must be >= 0")
    items = list(iterable)
    return tuple([_tee(items) for _ in range(n)])
