"""Python imports `encodings` when it starts: its search function is registered before any other module is executed."""

from __stub__ import overlay, skip

overlay()
skip("register")
