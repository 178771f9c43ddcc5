"""This module provides access to some objects used or maintained by the interpreter and to functions that interact
strongly with the interpreter."""


def _structseq(name, fields, values, **attributes):
    def __repr__(self):
        return f"sys.{name}(" + ", ".join(f"{field}={self[at]!r}" for at, field in enumerate(fields)) + ")"

    def __reduce__(self):
        return type(self), (tuple(self),)

    namespace = {field: property(lambda self, at=at: self[at]) for at, field in enumerate(fields)}
    namespace |= {
        "__repr__": __repr__, "__reduce__": __reduce__, "__module__": "sys", "__slots__": (),
        "__match_args__": tuple(fields), "n_fields": len(fields), "n_sequence_fields": len(fields),
        "n_unnamed_fields": 0,
    } | attributes
    return type(name, (tuple,), namespace)(values)


version_info = _structseq("version_info", ("major", "minor", "micro", "releaselevel", "serial"), (3, 14, 0, "final", 0))
flags = _structseq("flags", (
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
    "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
    "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
), _flags,
    gil=1, thread_inherit_context=0, context_aware_warnings=0)
del _flags
float_info = _structseq("float_info", (
    "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds",
), (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
int_info = _structseq("int_info", (
    "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"), (64, 8, 4300, 640))
hash_info = _structseq("hash_info", (
    "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff",
), (64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0))
thread_info = _structseq("thread_info", ("name", "lock", "version"), ("pthread", "mutex+cond", None))
implementation.version = version_info
implementation.hexversion = hexversion
implementation._multiarch = "x86_64-linux-gnu"
implementation.supports_isolated_interpreters = False

api_version = 1013
copyright = "Copyright (c) the authors of Strict and the Python Software Foundation."
float_repr_style = "short"
abiflags = ""
platlibdir = "lib"
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
pycache_prefix = None
meta_path = []
path_hooks = []
path_importer_cache = {}
tracebacklimit = 1000
del tracebacklimit
_git = ("Strict", "", "")
_home = None
_framework = ""
_stdlib_dir = "<stdlib>"
stdlib_module_names = frozenset("""
__future__ _abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 _codecs
_codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize
_compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree
_frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels
_interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec
_multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess
_py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _remote_debugging _scproxy _sha1
_sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct
_suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _types _typing _uuid
_warnings _weakref _weakrefset _winapi _wmi _zoneinfo _zstd abc annotationlib antigravity argparse array ast asyncio
atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys
compileall compression concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses
datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma
mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode
operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile
pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3
sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig
syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace
traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref
webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
""".split())


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


def _is_gil_enabled():
    return True


def _is_interned(string, /):
    return intern(string) is string


def _clear_internal_caches():
    return None


_clear_type_cache = _clear_internal_caches


def _getframemodulename(depth=0):
    try:
        return _getframe(depth + 1).f_globals.get("__name__")
    except ValueError:
        return None


def _current_exceptions():
    return {1: exception()}


def addaudithook(hook):
    return None


def audit(event, /, *args):
    return None


def _get_cpu_count_config():
    return -1


def getallocatedblocks():
    return 0


def getunicodeinternedsize(*, _only_immortal=False):
    return 0


def getdlopenflags():
    return 2


def setdlopenflags(flags, /):
    return None


def is_stack_trampoline_active():
    return False


def activate_stack_trampoline(backend, /):
    raise ValueError("perf trampoline not available")


def deactivate_stack_trampoline():
    return None


def breakpointhook(*args, **kwargs):
    from os import environ
    place = environ.get("PYTHONBREAKPOINT") or "pdb.set_trace"
    if flags.ignore_environment:
        place = "pdb.set_trace"
    if place == "0":
        return None
    module, _, name = place.rpartition(".")
    try:
        hook = getattr(__import__(module or "builtins", fromlist=[name]), name)
    except (ImportError, AttributeError):
        import warnings
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{place}"', RuntimeWarning, stacklevel=2)
        return None
    return hook(*args, **kwargs)


def excepthook(exctype, value, traceback, /):
    """Handle an exception by displaying it with a traceback on sys.stderr."""
    if stderr is None:
        return
    from traceback import _print_exception_bltin
    if isinstance(value, BaseException):
        if value.__traceback__ is None and traceback is not None:
            value = value.with_traceback(traceback)
        _print_exception_bltin(value)
    elif stderr is not None:
        print(f"TypeError: print_exception(): Exception expected for value, {type(value).__name__} found", file=stderr)


stdlib_module_names = frozenset("""
__future__ _abc _aix_support _android_support _apple_support _ast _ast_unparse _asyncio _bisect _blake2 _bz2 _codecs
_codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize
_compat_pickle _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree
_frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels
_interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec
_multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess
_py_abc _py_warnings _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _remote_debugging _scproxy _sha1
_sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct
_suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _types _typing _uuid
_warnings _weakref _weakrefset _winapi _wmi _zoneinfo _zstd abc annotationlib antigravity argparse array ast asyncio
atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys
compileall compression concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses
datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma
mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode
operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile
pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3
sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig
syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace
traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref
webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
""".split())


__displayhook__, __excepthook__, __breakpointhook__ = displayhook, excepthook, breakpointhook


class _Jit:
    @staticmethod
    def is_available():
        return False

    is_enabled = is_active = is_available


_jit = _Jit()
