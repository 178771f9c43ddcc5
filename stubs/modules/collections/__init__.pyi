"""`collections`: that it names a module, and registers its classes, is part of it."""

from __stub__ import overlay, skip

overlay()
skip("modules")
skip("register")
