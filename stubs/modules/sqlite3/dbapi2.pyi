"""`sqlite3`: the adapters that the module registers are part of it."""

from __stub__ import overlay, skip

overlay()
skip("register")
skip("register_adapters_and_converters")
