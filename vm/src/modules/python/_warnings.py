"""_warnings provides basic warning filtering support; the library's own version does the work."""


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    import warnings, _py_warnings
    _py_warnings.warn(message, category, stacklevel + 1, source, skip_file_prefixes=skip_file_prefixes)


def warn_explicit(*args, **kwargs):
    import warnings, _py_warnings
    _py_warnings.warn_explicit(*args, **kwargs)
