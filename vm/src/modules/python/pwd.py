from posix import _structseq

struct_passwd = _structseq(
    "struct_passwd", ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"), module="pwd")


def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID."""
    if not isinstance(uid, int):
        raise TypeError(f"uid should be integer, not {type(uid).__name__}")
    entry = _by_id(uid) if 0 <= uid < 1 << 32 else None
    if entry is None:
        raise KeyError(f"getpwuid(): uid not found: {uid}")
    return struct_passwd(entry)


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    entry = _by_name(name)
    if entry is None:
        raise KeyError(f"getpwnam(): name not found: {name!r}")
    return struct_passwd(entry)


def getpwall():
    """Return a list of all available password database entries, in arbitrary order."""
    return [struct_passwd(entry) for entry in _all()]
