"""The interpreter.

What depends on how Python was started, or on what has been imported, is typed, not known. The version and the platform
are those that are checked for.
"""

from _types import SimpleNamespace

from __stub__ import effect, frame_module, imported, known, typed, unknown, watched

_hooks = effect("interpreter", "installs a hook")
_settings = effect("interpreter", "changes a setting of the interpreter")
_state = effect("interpreter", "asks for the state of the interpreter")
_frames = effect("prohibited", "inspects the calling code")
_prints = effect("io", "prints")


def _text() -> str: ...
def _texts() -> list[str]: ...
def _mapping() -> dict[str, object]: ...


def _fields(*names):
    """The class body of a named tuple."""
    namespace = {name: property(lambda self, index=index: self[index]) for index, name in enumerate(names)}
    namespace.update(
        __match_args__=names, n_fields=len(names), n_sequence_fields=len(names), n_unnamed_fields=0, __slots__=(), __module__="sys",
    )
    return namespace


def _make(class_name, /, **fields):
    kind = type(class_name, (tuple,), _fields(*fields))
    return kind(fields.values())


version_info = _make(
    "version_info",
    major=__python_version__[0],
    minor=__python_version__[1],
    micro=__python_version__[2] if len(__python_version__) > 2 else typed(int),
    releaselevel="final",
    serial=0,
)
hexversion = version_info[0] << 24 | version_info[1] << 16 | version_info[2] << 8 | 0xF0
api_version = 1013
version = _text()
copyright = _text()
platform = __platform__
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
float_repr_style = "short"
abiflags = _text()
platlibdir = _text()
_framework = ""
_git = ("CPython", _text(), _text())
_home = typed(str)
pycache_prefix = unknown("`sys.pycache_prefix`, which depends on how Python was started")

implementation = SimpleNamespace(
    name="cpython",
    cache_tag=f"cpython-{version_info[0]}{version_info[1]}",
    version=version_info,
    hexversion=hexversion,
    _multiarch=_text(),
    supports_isolated_interpreters=True,
)
float_info = _make(
    "float_info",
    max=1.7976931348623157e308,
    max_exp=1024,
    max_10_exp=308,
    min=2.2250738585072014e-308,
    min_exp=-1021,
    min_10_exp=-307,
    dig=15,
    mant_dig=53,
    epsilon=2.220446049250313e-16,
    radix=2,
    rounds=1,
)
int_info = _make("int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
hash_info = _make(
    "hash_info",
    width=64,
    modulus=2305843009213693951,
    inf=314159,
    nan=0,
    imag=1000003,
    algorithm="siphash13",
    hash_bits=64,
    seed_bits=128,
    cutoff=0,
)
thread_info = _make("thread_info", name=_text(), lock=unknown("an element of `sys.thread_info`"), version=unknown("an element of `sys.thread_info`"))
flags = _make(
    "flags",
    debug=typed(int),
    inspect=typed(int),
    interactive=typed(int),
    optimize=typed(int),
    dont_write_bytecode=typed(int),
    no_user_site=typed(int),
    no_site=typed(int),
    ignore_environment=typed(int),
    verbose=typed(int),
    bytes_warning=typed(int),
    quiet=typed(int),
    hash_randomization=typed(int),
    isolated=typed(int),
    dev_mode=typed(bool),
    utf8_mode=typed(int),
    warn_default_encoding=typed(int),
    safe_path=typed(bool),
    int_max_str_digits=typed(int),
    gil=typed(int),
    thread_inherit_context=typed(int),
    context_aware_warnings=typed(int),
)

# How Python was started, and where it is.
argv = _texts()
orig_argv = _texts()
warnoptions = _texts()
_xoptions = _mapping()
executable = _base_executable = _text()
prefix = exec_prefix = base_prefix = base_exec_prefix = _text()
_stdlib_dir = _text()
dont_write_bytecode = typed(bool)

# What any program may replace.
stdin = unknown("`sys.stdin`, which any program may replace")
stdout = unknown("`sys.stdout`, which any program may replace")
stderr = unknown("`sys.stderr`, which any program may replace")
__stdin__ = unknown("`sys.__stdin__`, the process's input")
__stdout__ = unknown("`sys.__stdout__`, the process's output")
__stderr__ = unknown("`sys.__stderr__`, the process's error output")


@effect("import", "changes `sys.modules`")
def _change_modules(name) -> None: ...


class _Modules(dict):
    """`sys.modules`: what the checked code has imported is there for certain; whether anything else is, is not known."""

    def __contains__(self, name):
        return True if known(imported(name, None)) and imported(name, None) is not None else typed(bool)

    def __getitem__(self, name):
        return imported(name, unknown("an entry of `sys.modules`"))

    def get(self, name, default=None):
        return imported(name, unknown("an entry of `sys.modules`, or a default"))

    def __setitem__(self, name, module):
        # Names under which the library publishes modules of its own.
        if name not in ("collections.abc", "os.path", "xml.parsers.expat.errors", "xml.parsers.expat.model"):
            _change_modules(name)

    @effect("import", "changes `sys.modules`")
    def __delitem__(self, name) -> None: ...
    @effect("import", "changes `sys.modules`")
    def pop(self, name, default=None): ...
    @effect("import", "changes `sys.modules`")
    def popitem(self): ...
    @effect("import", "changes `sys.modules`")
    def setdefault(self, name, default=None): ...
    @effect("import", "changes `sys.modules`")
    def update(self, *args, **kwargs) -> None: ...
    @effect("import", "changes `sys.modules`")
    def clear(self) -> None: ...
    @effect("import", "asks which modules are imported")
    def __iter__(self): ...
    @effect("import", "asks which modules are imported")
    def __len__(self) -> int: ...
    @effect("import", "asks which modules are imported")
    def keys(self): ...
    @effect("import", "asks which modules are imported")
    def values(self): ...
    @effect("import", "asks which modules are imported")
    def items(self): ...
    @effect("import", "asks which modules are imported")
    def copy(self): ...


# The import system: changing one of these is reported, since this module owns them.
modules = _Modules()
path = watched("import", _texts())
meta_path = watched("import", [unknown("a finder in `sys.meta_path`")])
path_hooks = watched("import", [unknown("a hook in `sys.path_hooks`")])
path_importer_cache = watched("import", _mapping())

builtin_module_names = (
    "_abc", "_ast", "_bisect", "_blake2", "_codecs", "_collections", "_contextvars", "_csv", "_datetime",
    "_elementtree", "_functools", "_heapq", "_imp", "_io", "_json", "_locale", "_md5", "_opcode", "_operator",
    "_pickle", "_posixsubprocess", "_random", "_sha1", "_sha2", "_sha3", "_signal", "_socket", "_sre", "_stat",
    "_statistics", "_string", "_struct", "_suggestions", "_symtable", "_sysconfig", "_thread", "_tokenize",
    "_tracemalloc", "_types", "_typing", "_warnings", "_weakref", "array", "atexit", "binascii", "builtins", "cmath",
    "errno", "faulthandler", "fcntl", "gc", "grp", "itertools", "marshal", "math", "posix", "pwd", "pyexpat", "select",
    "sys", "syslog", "time", "unicodedata", "zlib",
)
if __platform__ == "win32":
    builtin_module_names = ("nt", *[name for name in builtin_module_names if name not in ("posix", "fcntl", "grp", "pwd", "syslog")])
stdlib_module_names = frozenset({
    "__future__", "_abc", "_aix_support", "_android_support", "_apple_support", "_ast", "_ast_unparse", "_asyncio",
    "_bisect", "_blake2", "_bz2", "_codecs", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr",
    "_codecs_tw", "_collections", "_collections_abc", "_colorize", "_compat_pickle", "_contextvars", "_csv", "_ctypes",
    "_curses", "_curses_panel", "_datetime", "_dbm", "_decimal", "_elementtree", "_frozen_importlib",
    "_frozen_importlib_external", "_functools", "_gdbm", "_hashlib", "_heapq", "_hmac", "_imp", "_interpchannels",
    "_interpqueues", "_interpreters", "_io", "_ios_support", "_json", "_locale", "_lsprof", "_lzma", "_markupbase",
    "_md5", "_multibytecodec", "_multiprocessing", "_opcode", "_opcode_metadata", "_operator", "_osx_support",
    "_overlapped", "_pickle", "_posixshmem", "_posixsubprocess", "_py_abc", "_py_warnings", "_pydatetime", "_pydecimal",
    "_pyio", "_pylong", "_pyrepl", "_queue", "_random", "_remote_debugging", "_scproxy", "_sha1", "_sha2", "_sha3",
    "_signal", "_sitebuiltins", "_socket", "_sqlite3", "_sre", "_ssl", "_stat", "_statistics", "_string", "_strptime",
    "_struct", "_suggestions", "_symtable", "_sysconfig", "_thread", "_threading_local", "_tkinter", "_tokenize",
    "_tracemalloc", "_types", "_typing", "_uuid", "_warnings", "_weakref", "_weakrefset", "_winapi", "_wmi",
    "_zoneinfo", "_zstd", "abc", "annotationlib", "antigravity", "argparse", "array", "ast", "asyncio", "atexit",
    "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile", "calendar", "cmath", "cmd", "code", "codecs",
    "codeop", "collections", "colorsys", "compileall", "compression", "concurrent", "configparser", "contextlib",
    "contextvars", "copy", "copyreg", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib",
    "dis", "doctest", "email", "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp",
    "fileinput", "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass", "gettext",
    "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib", "importlib",
    "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale", "logging", "lzma", "mailbox",
    "marshal", "math", "mimetypes", "mmap", "modulefinder", "msvcrt", "multiprocessing", "netrc", "nt", "ntpath",
    "nturl2path", "numbers", "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pickletools",
    "pkgutil", "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd",
    "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib",
    "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil",
    "signal", "site", "smtplib", "socket", "socketserver", "sqlite3", "sre_compile", "sre_constants", "sre_parse",
    "ssl", "stat", "statistics", "string", "stringprep", "struct", "subprocess", "symtable", "sys", "sysconfig",
    "syslog", "tabnanny", "tarfile", "tempfile", "termios", "textwrap", "this", "threading", "time", "timeit",
    "tkinter", "token", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo",
    "types", "typing", "unicodedata", "unittest", "urllib", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser",
    "winreg", "winsound", "wsgiref", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
})


def intern(string, /):
    if not isinstance(string, str):
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return string


def exit(status=None, /):
    raise SystemExit(status)


def exc_info():
    value = exception()
    return type(value), value, unknown("a traceback")


def exception(): ...
def getdefaultencoding(): return "utf-8"
def getfilesystemencoding() -> str: ...
def getfilesystemencodeerrors() -> str: ...
def getrecursionlimit() -> int: ...
def getswitchinterval() -> float: ...
def getrefcount(object, /) -> int: ...


def getsizeof(object, default=0):
    object.__sizeof__()
    return typed(int)



def getallocatedblocks() -> int: ...
def getunicodeinternedsize(*, _only_immortal=False) -> int: ...
def getdlopenflags() -> int: ...
def get_int_max_str_digits() -> int: ...
def get_coroutine_origin_tracking_depth() -> int: ...
def get_asyncgen_hooks(): ...
def is_finalizing(): return False
def is_remote_debug_enabled() -> bool: ...
def is_stack_trampoline_active() -> bool: ...
def _is_gil_enabled() -> bool: ...
def _is_immortal(op, /) -> bool: ...
def _is_interned(string, /) -> bool: ...
def _getframemodulename(depth=0): return frame_module(depth + 1)
def _get_cpu_count_config() -> int: ...
def _clear_internal_caches(): pass
def _clear_type_cache(): pass
def _clear_type_descriptors(type, /): pass


@_state
def gettrace(): ...
@_state
def getprofile(): ...
@_frames
def _getframe(depth=0, /): ...
@_frames
def _current_frames(): ...
@_frames
def _current_exceptions(): ...
@_frames
def call_tracing(func, args, /): ...


@_hooks
def addaudithook(hook) -> None: ...
@_hooks
def settrace(function, /) -> None: ...
@_hooks
def setprofile(function, /) -> None: ...
@_hooks
def _settraceallthreads(function, /) -> None: ...
@_hooks
def _setprofileallthreads(function, /) -> None: ...
@_hooks
def set_asyncgen_hooks(firstiter=None, finalizer=None) -> None: ...
@_hooks
def activate_stack_trampoline(backend, /) -> None: ...
@_hooks
def deactivate_stack_trampoline() -> None: ...


@_settings
def setrecursionlimit(limit, /) -> None: ...
@_settings
def setswitchinterval(interval, /) -> None: ...
@_settings
def setdlopenflags(flags, /) -> None: ...
@_settings
def set_int_max_str_digits(maxdigits) -> None: ...
@_settings
def set_coroutine_origin_tracking_depth(depth) -> None: ...


@effect("interpreter", "calls the audit hooks of the process")
def audit(event, /, *args) -> None: ...
@effect("process", "runs code in another process")
def remote_exec(pid, script) -> None: ...


@_prints
def displayhook(object, /) -> None: ...
@_prints
def excepthook(exctype, value, traceback, /) -> None: ...
@_prints
def unraisablehook(unraisable, /) -> None: ...
@_prints
def breakpointhook(*args, **kwargs) -> None: ...
@_prints
def _debugmallocstats() -> None: ...
@_prints
def _baserepl() -> None: ...
@_prints
def _dump_tracelets(outpath) -> None: ...


__displayhook__ = displayhook
__excepthook__ = excepthook
__unraisablehook__ = unraisablehook
__breakpointhook__ = breakpointhook

monitoring = unknown("`sys.monitoring`")
_jit = unknown("`sys._jit`")
