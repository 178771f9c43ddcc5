"""`encodings`: that it registers its codecs is part of starting Python."""

from __stub__ import overlay, skip

overlay()
skip("register")


def search_function(encoding):
    # What is found is not kept: it would be found again, as the same codec.
    name = normalize_encoding(encoding)
    name = _aliases.get(name) or _aliases.get(name.replace(".", "_")) or name
    if not name or "." in name:
        return None
    try:
        module = __import__(f"encodings.{name}", fromlist=["*"], level=0)
    except ImportError:
        return None
    return module.getregentry() if hasattr(module, "getregentry") else None
