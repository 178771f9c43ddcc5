"""`multiprocessing.util`: what is done around forks and at the end is part of making processes."""

from __stub__ import effect, overlay, skip, typed

overlay()
skip("register")

MAXFD = typed(int)


def register_after_fork(obj, func):
    pass


@effect("registry", "configures the logger of `multiprocessing`")
def log_to_stderr(level=None): ...


@effect("io", "makes a folder for temporary files")
def get_temp_dir() -> str: ...
