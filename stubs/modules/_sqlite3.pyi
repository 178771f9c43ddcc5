"""Databases. Opening one is an effect; what it gives is unknown."""

from __stub__ import benign, effect

_changes_adapters_converters_all_databases = effect("registry", "changes the adapters or converters of all databases")
_uses_database = effect("io", "uses a database")

class Warning(Exception):
    __module__ = "sqlite3"


class Error(Exception):
    __module__ = "sqlite3"


class InterfaceError(Error):
    __module__ = "sqlite3"


class DatabaseError(Error):
    __module__ = "sqlite3"


class InternalError(DatabaseError):
    __module__ = "sqlite3"


class OperationalError(DatabaseError):
    __module__ = "sqlite3"


class ProgrammingError(DatabaseError):
    __module__ = "sqlite3"


class IntegrityError(DatabaseError):
    __module__ = "sqlite3"


class DataError(DatabaseError):
    __module__ = "sqlite3"


class NotSupportedError(DatabaseError):
    __module__ = "sqlite3"


class PrepareProtocol:
    __module__ = "sqlite3"

class Connection:
    __module__ = "sqlite3"

    @_uses_database
    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True, factory=None, cached_statements=128, uri=False, *, autocommit=-1) -> None: ...
    DataError = DataError
    DatabaseError = DatabaseError
    Error = Error
    IntegrityError = IntegrityError
    InterfaceError = InterfaceError
    InternalError = InternalError
    NotSupportedError = NotSupportedError
    OperationalError = OperationalError
    ProgrammingError = ProgrammingError
    Warning = Warning

    @_uses_database
    def __call__(self, /, *args, **kwargs) -> object: ...

    @_uses_database
    def backup(self, /, target, *, pages=-1, progress=None, name="main", sleep=0.25) -> object: ...

    @_uses_database
    def close(self, /) -> object: ...

    @_uses_database
    def commit(self, /) -> object: ...

    @_uses_database
    def create_aggregate(self, /, name, n_arg, aggregate_class) -> object: ...

    @_uses_database
    def create_collation(self, name, callback, /) -> object: ...

    @_uses_database
    def create_function(self, /, name, narg, func, *, deterministic=False) -> object: ...

    @_uses_database
    def cursor(self, factory=...) -> object: ...

    @_uses_database
    def enable_load_extension(self, enable, /) -> object: ...

    def __enter__(self, /) -> "Self": ...

    @_uses_database
    def executemany(self, sql, parameters, /) -> object: ...

    @_uses_database
    def executescript(self, sql_script, /) -> object: ...

    @_uses_database
    def execute(self, sql, parameters=(), /) -> object: ...

    def __exit__(self, type, value, traceback, /): ...

    @_uses_database
    def interrupt(self, /) -> object: ...

    @_uses_database
    def iterdump(self, /, *, filter=None) -> object: ...

    @_uses_database
    def load_extension(self, name, /, *, entrypoint=None) -> object: ...

    @_uses_database
    def rollback(self, /) -> object: ...

    @_uses_database
    def set_authorizer(self, /, authorizer_callback) -> object: ...

    @_uses_database
    def set_progress_handler(self, /, progress_handler, n) -> object: ...

    @_uses_database
    def set_trace_callback(self, /, trace_callback) -> object: ...

    @_uses_database
    def setlimit(self, category, limit, /) -> object: ...

    @_uses_database
    def getlimit(self, category, /) -> object: ...

    @_uses_database
    def serialize(self, /, *, name="main") -> object: ...

    @_uses_database
    def deserialize(self, data, /, *, name="main") -> object: ...

    @_uses_database
    def create_window_function(self, name, num_params, aggregate_class, /) -> object: ...

    @_uses_database
    def blobopen(self, table, column, rowid, /, *, readonly=False, name="main") -> object: ...

    @_uses_database
    def setconfig(self, op, enable=True, /) -> object: ...

    @_uses_database
    def getconfig(self, op, /) -> object: ...

    @property
    def isolation_level(self): ...

    @property
    def total_changes(self): ...

    @property
    def in_transaction(self): ...

    @property
    def autocommit(self): ...

    @property
    def row_factory(self): ...

    @property
    def text_factory(self): ...

class Cursor:
    __module__ = "sqlite3"

    def __init__(self, connection, /):
        self.connection = connection

    def __iter__(self, /) -> "Self": ...

    @_uses_database
    def __next__(self, /) -> object: ...

    @_uses_database
    def close(self, /) -> object: ...

    @_uses_database
    def executemany(self, sql, seq_of_parameters, /) -> object: ...

    @_uses_database
    def executescript(self, sql_script, /) -> object: ...

    @_uses_database
    def execute(self, sql, parameters=(), /) -> object: ...

    @_uses_database
    def fetchall(self, /) -> object: ...

    @_uses_database
    def fetchmany(self, /, size=1) -> object: ...

    @_uses_database
    def fetchone(self, /) -> object: ...

    @_uses_database
    def setinputsizes(self, sizes, /) -> object: ...

    @_uses_database
    def setoutputsize(self, size, column=None, /) -> object: ...

    @property
    def description(self): ...

    @property
    def lastrowid(self): ...

    @property
    def rowcount(self): ...

    @property
    def arraysize(self): ...

    @property
    def row_factory(self): ...

class Row:
    __module__ = "sqlite3"

    def __init__(self, cursor, data, /):
        pass

    def __lt__(self, value, /): ...

    def __le__(self, value, /): ...

    def __eq__(self, value, /): ...

    def __ne__(self, value, /): ...

    def __gt__(self, value, /): ...

    def __ge__(self, value, /): ...

    def __iter__(self, /): ...

    def __len__(self, /): ...

    def __getitem__(self, key, /): ...

    def keys(self, /) -> object: ...

class Blob:
    __module__ = "sqlite3"

    def __len__(self, /): ...

    def __getitem__(self, key, /): ...

    def __setitem__(self, key, value, /): ...

    def __delitem__(self, key, /): ...

    @_uses_database
    def close(self, /) -> object: ...

    def __enter__(self, /) -> "Self": ...

    def __exit__(self, type, val, tb, /): ...

    @_uses_database
    def read(self, length=-1, /) -> object: ...

    @_uses_database
    def seek(self, offset, origin=0, /) -> object: ...

    @_uses_database
    def tell(self, /) -> object: ...

    @_uses_database
    def write(self, data, /) -> object: ...

def adapt(obj, proto=None, alt=..., /) -> object: ...
def complete_statement(statement) -> bool: ...
@_uses_database
def connect(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=None, cached_statements=128, uri=False, *, autocommit=sqlite3.LEGACY_TRANSACTION_CONTROL) -> Connection: ...
@_changes_adapters_converters_all_databases
def enable_callback_tracebacks(enable, /) -> object: ...

# `sqlite3` registers its own; those of others are an effect.
adapters = benign({}, "the table of adapters; `register_adapter` reports whoever else changes it")
converters = benign({}, "the table of converters; `register_converter` reports whoever else changes it")


def register_adapter(type, adapter, /):
    from datetime import date, datetime

    if type not in (date, datetime):
        _changes_adapters(type)


def register_converter(typename, converter, /):
    if typename not in ("date", "timestamp"):
        _changes_adapters(typename)


@effect("registry", "registers an adapter or a converter for all databases")
def _changes_adapters(type) -> None: ...


def _text() -> str: ...


sqlite_version = _text()

LEGACY_TRANSACTION_CONTROL = -1
PARSE_COLNAMES = 2
PARSE_DECLTYPES = 1
SQLITE_ABORT = 4
SQLITE_ABORT_ROLLBACK = 516
SQLITE_ALTER_TABLE = 26
SQLITE_ANALYZE = 28
SQLITE_ATTACH = 24
SQLITE_AUTH = 23
SQLITE_AUTH_USER = 279
SQLITE_BUSY = 5
SQLITE_BUSY_RECOVERY = 261
SQLITE_BUSY_SNAPSHOT = 517
SQLITE_BUSY_TIMEOUT = 773
SQLITE_CANTOPEN = 14
SQLITE_CANTOPEN_CONVPATH = 1038
SQLITE_CANTOPEN_DIRTYWAL = 1294
SQLITE_CANTOPEN_FULLPATH = 782
SQLITE_CANTOPEN_ISDIR = 526
SQLITE_CANTOPEN_NOTEMPDIR = 270
SQLITE_CANTOPEN_SYMLINK = 1550
SQLITE_CONSTRAINT = 19
SQLITE_CONSTRAINT_CHECK = 275
SQLITE_CONSTRAINT_COMMITHOOK = 531
SQLITE_CONSTRAINT_FOREIGNKEY = 787
SQLITE_CONSTRAINT_FUNCTION = 1043
SQLITE_CONSTRAINT_NOTNULL = 1299
SQLITE_CONSTRAINT_PINNED = 2835
SQLITE_CONSTRAINT_PRIMARYKEY = 1555
SQLITE_CONSTRAINT_ROWID = 2579
SQLITE_CONSTRAINT_TRIGGER = 1811
SQLITE_CONSTRAINT_UNIQUE = 2067
SQLITE_CONSTRAINT_VTAB = 2323
SQLITE_CORRUPT = 11
SQLITE_CORRUPT_INDEX = 779
SQLITE_CORRUPT_SEQUENCE = 523
SQLITE_CORRUPT_VTAB = 267
SQLITE_CREATE_INDEX = 1
SQLITE_CREATE_TABLE = 2
SQLITE_CREATE_TEMP_INDEX = 3
SQLITE_CREATE_TEMP_TABLE = 4
SQLITE_CREATE_TEMP_TRIGGER = 5
SQLITE_CREATE_TEMP_VIEW = 6
SQLITE_CREATE_TRIGGER = 7
SQLITE_CREATE_VIEW = 8
SQLITE_CREATE_VTABLE = 29
SQLITE_DBCONFIG_DEFENSIVE = 1010
SQLITE_DBCONFIG_DQS_DDL = 1014
SQLITE_DBCONFIG_DQS_DML = 1013
SQLITE_DBCONFIG_ENABLE_FKEY = 1002
SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER = 1004
SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION = 1005
SQLITE_DBCONFIG_ENABLE_QPSG = 1007
SQLITE_DBCONFIG_ENABLE_TRIGGER = 1003
SQLITE_DBCONFIG_ENABLE_VIEW = 1015
SQLITE_DBCONFIG_LEGACY_ALTER_TABLE = 1012
SQLITE_DBCONFIG_LEGACY_FILE_FORMAT = 1016
SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE = 1006
SQLITE_DBCONFIG_RESET_DATABASE = 1009
SQLITE_DBCONFIG_TRIGGER_EQP = 1008
SQLITE_DBCONFIG_TRUSTED_SCHEMA = 1017
SQLITE_DBCONFIG_WRITABLE_SCHEMA = 1011
SQLITE_DELETE = 9
SQLITE_DENY = 1
SQLITE_DETACH = 25
SQLITE_DONE = 101
SQLITE_DROP_INDEX = 10
SQLITE_DROP_TABLE = 11
SQLITE_DROP_TEMP_INDEX = 12
SQLITE_DROP_TEMP_TABLE = 13
SQLITE_DROP_TEMP_TRIGGER = 14
SQLITE_DROP_TEMP_VIEW = 15
SQLITE_DROP_TRIGGER = 16
SQLITE_DROP_VIEW = 17
SQLITE_DROP_VTABLE = 30
SQLITE_EMPTY = 16
SQLITE_ERROR = 1
SQLITE_ERROR_MISSING_COLLSEQ = 257
SQLITE_ERROR_RETRY = 513
SQLITE_ERROR_SNAPSHOT = 769
SQLITE_FORMAT = 24
SQLITE_FULL = 13
SQLITE_FUNCTION = 31
SQLITE_IGNORE = 2
SQLITE_INSERT = 18
SQLITE_INTERNAL = 2
SQLITE_INTERRUPT = 9
SQLITE_IOERR = 10
SQLITE_IOERR_ACCESS = 3338
SQLITE_IOERR_AUTH = 7178
SQLITE_IOERR_BEGIN_ATOMIC = 7434
SQLITE_IOERR_BLOCKED = 2826
SQLITE_IOERR_CHECKRESERVEDLOCK = 3594
SQLITE_IOERR_CLOSE = 4106
SQLITE_IOERR_COMMIT_ATOMIC = 7690
SQLITE_IOERR_CONVPATH = 6666
SQLITE_IOERR_CORRUPTFS = 8458
SQLITE_IOERR_DATA = 8202
SQLITE_IOERR_DELETE = 2570
SQLITE_IOERR_DELETE_NOENT = 5898
SQLITE_IOERR_DIR_CLOSE = 4362
SQLITE_IOERR_DIR_FSYNC = 1290
SQLITE_IOERR_FSTAT = 1802
SQLITE_IOERR_FSYNC = 1034
SQLITE_IOERR_GETTEMPPATH = 6410
SQLITE_IOERR_LOCK = 3850
SQLITE_IOERR_MMAP = 6154
SQLITE_IOERR_NOMEM = 3082
SQLITE_IOERR_RDLOCK = 2314
SQLITE_IOERR_READ = 266
SQLITE_IOERR_ROLLBACK_ATOMIC = 7946
SQLITE_IOERR_SEEK = 5642
SQLITE_IOERR_SHMLOCK = 5130
SQLITE_IOERR_SHMMAP = 5386
SQLITE_IOERR_SHMOPEN = 4618
SQLITE_IOERR_SHMSIZE = 4874
SQLITE_IOERR_SHORT_READ = 522
SQLITE_IOERR_TRUNCATE = 1546
SQLITE_IOERR_UNLOCK = 2058
SQLITE_IOERR_VNODE = 6922
SQLITE_IOERR_WRITE = 778
SQLITE_LIMIT_ATTACHED = 7
SQLITE_LIMIT_COLUMN = 2
SQLITE_LIMIT_COMPOUND_SELECT = 4
SQLITE_LIMIT_EXPR_DEPTH = 3
SQLITE_LIMIT_FUNCTION_ARG = 6
SQLITE_LIMIT_LENGTH = 0
SQLITE_LIMIT_LIKE_PATTERN_LENGTH = 8
SQLITE_LIMIT_SQL_LENGTH = 1
SQLITE_LIMIT_TRIGGER_DEPTH = 10
SQLITE_LIMIT_VARIABLE_NUMBER = 9
SQLITE_LIMIT_VDBE_OP = 5
SQLITE_LIMIT_WORKER_THREADS = 11
SQLITE_LOCKED = 6
SQLITE_LOCKED_SHAREDCACHE = 262
SQLITE_LOCKED_VTAB = 518
SQLITE_MISMATCH = 20
SQLITE_MISUSE = 21
SQLITE_NOLFS = 22
SQLITE_NOMEM = 7
SQLITE_NOTADB = 26
SQLITE_NOTFOUND = 12
SQLITE_NOTICE = 27
SQLITE_NOTICE_RECOVER_ROLLBACK = 539
SQLITE_NOTICE_RECOVER_WAL = 283
SQLITE_OK = 0
SQLITE_OK_LOAD_PERMANENTLY = 256
SQLITE_OK_SYMLINK = 512
SQLITE_PERM = 3
SQLITE_PRAGMA = 19
SQLITE_PROTOCOL = 15
SQLITE_RANGE = 25
SQLITE_READ = 20
SQLITE_READONLY = 8
SQLITE_READONLY_CANTINIT = 1288
SQLITE_READONLY_CANTLOCK = 520
SQLITE_READONLY_DBMOVED = 1032
SQLITE_READONLY_DIRECTORY = 1544
SQLITE_READONLY_RECOVERY = 264
SQLITE_READONLY_ROLLBACK = 776
SQLITE_RECURSIVE = 33
SQLITE_REINDEX = 27
SQLITE_ROW = 100
SQLITE_SAVEPOINT = 32
SQLITE_SCHEMA = 17
SQLITE_SELECT = 21
SQLITE_TOOBIG = 18
SQLITE_TRANSACTION = 22
SQLITE_UPDATE = 23
SQLITE_WARNING = 28
SQLITE_WARNING_AUTOINDEX = 284
threadsafety = 3
