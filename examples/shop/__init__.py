"""A small shop: a catalogue, carts, pricing rules, stock, and an asynchronous checkout.

Every module is strict: importing it does nothing but define things.
"""

import __strict__

__all__ = ["cart", "catalogue", "checkout", "customers", "events", "money", "orders", "pricing", "receipts", "stock"]
__version__ = "1.4.0"

VERSION_INFO = tuple(int(part) for part in __version__.split("."))
