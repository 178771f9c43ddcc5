"""`contextvars`: that it registers its class is part of it."""

from __stub__ import overlay, skip

overlay()
skip("register")
