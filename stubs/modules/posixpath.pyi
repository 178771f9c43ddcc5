"""`posixpath`: the working directory only matters for a path that is known to be relative.

A path that is not known mostly comes from `__file__`, which is absolute; what is made of it is not known either.
"""

from __stub__ import overlay, same, typed

overlay()


def abspath(path):
    path = os.fspath(path)
    absolute = isabs(path)
    if same(absolute, True):
        return normpath(path)
    if same(absolute, False):
        return normpath(join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path))
    return typed(bytes) if isinstance(path, bytes) else typed(str)
