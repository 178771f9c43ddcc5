"""What the path modules have in common. What asks the file system does so through `os`, which is imported when needed."""

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile", "isjunction",
    "islink", "lexists", "samefile", "sameopenfile", "samestat", "ALLOW_MISSING",
]


def _stat(path, follow_links=True):
    import os

    try:
        return os.stat(path) if follow_links else os.lstat(path)
    except (OSError, ValueError):
        return None


def exists(path):
    return _stat(path) is not None


def lexists(path):
    return _stat(path, False) is not None


def isfile(path):
    import stat

    found = _stat(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def isdir(s):
    import stat

    found = _stat(s)
    return found is not None and stat.S_ISDIR(found.st_mode)


def islink(path):
    import stat

    found = _stat(path, False)
    return found is not None and stat.S_ISLNK(found.st_mode)


def isjunction(path):
    import os

    os.fspath(path)
    return False


def isdevdrive(path):
    import os

    os.fspath(path)
    return False


def getsize(filename):
    import os

    return os.stat(filename).st_size


def getmtime(filename):
    import os

    return os.stat(filename).st_mtime


def getatime(filename):
    import os

    return os.stat(filename).st_atime


def getctime(filename):
    import os

    return os.stat(filename).st_ctime


def commonprefix(m):
    import os

    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple([os.fspath(each) for each in m])
    first, last = min(m), max(m)
    for i, item in enumerate(first):
        if item != last[i]:
            return first[:i]
    return first


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    import os

    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    import os

    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    separator = max(p.rfind(sep), p.rfind(altsep)) if altsep else p.rfind(sep)
    dot = p.rfind(extsep)
    if dot > separator:
        start = separator + 1
        while start < dot:
            if p[start : start + 1] != extsep:
                return p[:dot], p[dot:]
            start += 1
    return p, p[:0]


def _check_arg_types(funcname, *args):
    kinds = set()
    for each in args:
        if not isinstance(each, (str, bytes)):
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, not {each.__class__.__name__!r}"
            ) from None
        kinds.add(isinstance(each, str))
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


class ALLOW_MISSING:
    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return self.__class__.__name__


ALLOW_MISSING = object.__new__(ALLOW_MISSING)
