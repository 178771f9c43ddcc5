UnraisableHookArgs = type(_structseq("UnraisableHookArgs", (
    "exc_type", "exc_value", "exc_traceback", "err_msg", "object"), (None,) * 5, __module__="builtins"))


def _report_unraisable(error, message, object=None):
    unraisablehook(_unraisable_args((type(error), error, error.__traceback__, message, object)))


_unraisable_args = UnraisableHookArgs
del UnraisableHookArgs


def unraisablehook(unraisable, /):
    """Handle an unraisable exception."""
    file = stderr
    if file is None:
        return
    if unraisable.err_msg is not None:
        message = unraisable.err_msg
        if unraisable.object is not None:
            message += ": "
    elif unraisable.object is not None:
        message = "Exception ignored in: "
    else:
        message = ""
    if unraisable.object is not None:
        try:
            message += repr(unraisable.object)
        except BaseException:
            message += "<object repr() failed>"
    if message:
        file.write(message + ":\n" if unraisable.object is None else message + "\n")
    from traceback import print_exception
    print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback, file=file)
    file.flush()


__unraisablehook__ = unraisablehook


class asyncgen_hooks(tuple):
    __module__ = "sys"
    __slots__ = ()
    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return f"sys.asyncgen_hooks(firstiter={self[0]!r}, finalizer={self[1]!r})"


def get_asyncgen_hooks():
    """Return the installed asynchronous generators hooks."""
    return _asyncgen_state["hooks"]


def set_asyncgen_hooks(firstiter=..., finalizer=...):
    """Set a finalizer for async generators objects."""
    if finalizer is not ... and finalizer is not None and not callable(finalizer):
        raise TypeError(f"callable finalizer expected, got {type(finalizer).__name__}")
    if firstiter is not ... and firstiter is not None and not callable(firstiter):
        raise TypeError(f"callable firstiter expected, got {type(firstiter).__name__}")
    first, last = _asyncgen_state["hooks"]
    hooks = _asyncgen_type((first if firstiter is ... else firstiter, last if finalizer is ... else finalizer))
    _asyncgen_state["hooks"] = hooks
    _asyncgen_hooks(*hooks)


_asyncgen_type = asyncgen_hooks
_asyncgen_state = {"hooks": asyncgen_hooks((None, None))}
del asyncgen_hooks
