"""A trace of the interactive console, which is only written when the environment asks for it."""

trace_file = None


def trace(line, *k, **kw):
    pass
