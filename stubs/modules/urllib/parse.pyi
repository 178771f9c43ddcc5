"""`urllib.parse`: quoted bytes are made anew instead of being remembered."""

from __stub__ import overlay

overlay()


@overlay
class _Quoter(dict):
    def __missing__(self, b):
        return chr(b) if b in self.safe else "%{:02X}".format(b)
