from posix import _structseq

struct_group = _structseq("struct_group", ("gr_name", "gr_passwd", "gr_gid", "gr_mem"), module="grp")


def getgrgid(id):
    """Return the group database entry for the given numeric group ID."""
    if not isinstance(id, int):
        raise TypeError(f"gid should be integer, not {type(id).__name__}")
    entry = _by_id(id) if 0 <= id < 1 << 32 else None
    if entry is None:
        raise KeyError(f"getgrgid(): gid not found: {id}")
    return struct_group(entry)


def getgrnam(name):
    """Return the group database entry for the given group name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 'name' must be str, not {type(name).__name__}")
    entry = _by_name(name)
    if entry is None:
        raise KeyError(f"getgrnam(): name not found: {name!r}")
    return struct_group(entry)


def getgrall():
    """Return a list of all available group entries, in arbitrary order."""
    return [struct_group(entry) for entry in _all()]
