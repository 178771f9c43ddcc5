"""`collections`: that it names a module, and registers its classes, is part of it."""

from __stub__ import overlay, skip

overlay()
skip("modules")
skip("register")


@overlay
class Counter(dict):
    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        import heapq

        return heapq.nlargest(n, self.items(), key=_itemgetter(1))
