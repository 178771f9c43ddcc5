"""`concurrent.futures`: the kinds of executor are imported when asked for."""

from __stub__ import overlay

overlay()


def __getattr__(name):
    if name == "ProcessPoolExecutor":
        from concurrent.futures.process import ProcessPoolExecutor as executor
    elif name == "ThreadPoolExecutor":
        from concurrent.futures.thread import ThreadPoolExecutor as executor
    elif _interpreters and name == "InterpreterPoolExecutor":
        from concurrent.futures.interpreter import InterpreterPoolExecutor as executor
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return executor
