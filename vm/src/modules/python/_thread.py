class _ExceptHookArgs(tuple):
    """Type used to pass arguments to threading.excepthook."""

    __slots__ = ()
    __module__ = "_thread"
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __new__(cls, sequence, dict=None):
        self = tuple.__new__(cls, sequence)
        if len(self) != 4:
            raise TypeError(f"_thread._ExceptHookArgs() takes a 4-sequence ({len(self)}-sequence given)")
        return self

    def __repr__(self):
        return (f"_thread._ExceptHookArgs(exc_type={self[0]!r}, exc_value={self[1]!r}, "
                f"exc_traceback={self[2]!r}, thread={self[3]!r})")


_ExceptHookArgs.__name__ = _ExceptHookArgs.__qualname__ = "_ExceptHookArgs"


def _excepthook(args, /):
    """Handle uncaught Thread.run() exception."""
    if type(args) is not _ExceptHookArgs:
        raise TypeError("_thread._excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit:
        return
    import sys
    thread = args.thread
    file = getattr(sys, "stderr", None)
    if file is None:
        file = getattr(thread, "_stderr", None)
        if file is None:
            return
    name = get_ident() if thread is None else thread.name
    file.write(f"Exception in thread {name}:\n")
    from traceback import print_exception
    print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=file)
    file.flush()
