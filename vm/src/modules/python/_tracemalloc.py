"""Debug module to trace memory blocks allocated by Python: here none ever are."""


def start(nframe=1, /):
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    raise RuntimeError("tracing of memory allocations is not supported")


def stop():
    pass


def is_tracing():
    return False


def clear_traces():
    pass


def reset_peak():
    pass


def get_traced_memory():
    return 0, 0


def get_tracemalloc_memory():
    return 0


def get_traceback_limit():
    return 1


def _get_traces():
    return []


def _get_object_traceback(obj, /):
    return None
