"""Audit events: which of them are effects, and of what kind.

Every event counts unless it is listed as harmless, so an event that nobody thought of is reported.
"""

# Events of code that merely computes, and of the import system, whose work is the importer's right.
HARMLESS = {
    "import",
    "compile",
    "exec",
    "marshal.loads",
    "marshal.load",
    "marshal.dumps",
    "code.__new__",
    "function.__new__",
    "array.__new__",
    "builtins.id",
    "pickle.find_class",
    "sys._getframe",
    "sys._getframemodulename",
    # Assignments to attributes such as `__code__` and `__class__`: those of foreign objects are seen in the heap.
    "object.__getattr__",
    "object.__setattr__",
    "object.__delattr__",
    "gc.get_objects",
    "gc.get_referrers",
    "gc.get_referents",
}

# Kinds, by the event's name or what it starts with; the longest match wins.
KINDS = {
    "open": "file",
    "os.": "file",
    "shutil.": "file",
    "tempfile.": "file",
    "glob.": "file",
    "pathlib.": "file",
    "fcntl.": "file",
    "mmap.": "file",
    "sqlite3.": "file",
    "os.system": "process",
    "os.exec": "process",
    "os.fork": "process",
    "os.forkpty": "process",
    "os.kill": "process",
    "os.killpg": "process",
    "os.posix_spawn": "process",
    "os.spawn": "process",
    "os.startfile": "process",
    "os.putenv": "environment",
    "os.unsetenv": "environment",
    "os.chdir": "directory",
    "subprocess.": "process",
    "pty.": "process",
    "socket.": "network",
    "http.": "network",
    "urllib.": "network",
    "ftplib.": "network",
    "imaplib.": "network",
    "poplib.": "network",
    "smtplib.": "network",
    "nntplib.": "network",
    "telnetlib.": "network",
    "webbrowser.": "network",
    "signal.": "signal",
    "sys.": "interpreter",
    "cpython.": "interpreter",
    "gc.": "gc",
    "builtins.input": "input",
    "builtins.": "interpreter",
    "_thread.": "thread",
    "time.sleep": "clock",
    "ctypes.": "native code",
    "resource.": "process",
    "syslog.": "process",
    "_posixsubprocess.": "process",
}
# Events that only read from outside.
INPUTS = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.listxattr", "os.getxattr", "glob.glob", "pathlib.Path.glob",
          "pathlib.Path.rglob", "glob.glob/2", "socket.gethostname", "sys._current_frames", "sys._current_exceptions")  # fmt: skip
WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND


def classify(event, args):
    """(kind, text, is it only an input), or None for what is harmless."""
    if event in HARMLESS:
        return None
    matches = [prefix for prefix in KINDS if event == prefix or (prefix.endswith(".") and event.startswith(prefix))]
    kind = KINDS[max(matches, key=len)] if matches else "other"
    shown = ", ".join(repr(it)[:80] if type(it) in (str, int, bytes, float) else type(it).__name__ for it in args[:3])
    is_input = event in INPUTS
    if event == "open" and len(args) == 3 and type(args[2]) is int:
        is_input = not args[2] & WRITE_FLAGS
    return kind, f"{event}({shown})", is_input
