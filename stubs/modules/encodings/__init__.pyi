"""`encodings`: that it registers its codecs is part of starting Python."""

from __stub__ import benign, overlay, skip

overlay()
skip("register")

_cache = benign({}, "codecs by name, which a search would find again")
