"""A simple queue."""

from _types import GenericAlias as _GenericAlias


class Empty(Exception): ...


class SimpleQueue:
    __slots__ = ("_items", "__weakref__")

    def __new__(cls):
        self = object.__new__(cls)
        self._items = []
        return self

    def put(self, item, block=True, timeout=None):
        self._items.append(item)

    def put_nowait(self, item):
        self._items.append(item)

    def get(self, block=True, timeout=None):
        if not self._items:
            raise Empty
        return self._items.pop(0)

    def get_nowait(self):
        return self.get()

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(_GenericAlias)
