# stress: 997
"""The built-in exceptions as objects: arguments, attributes, texts, copies, comparisons, subclassing."""
import errno, pickle, copy
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
for e in (Exception(), Exception(1), Exception(1, "a"), ValueError("a\nb"), KeyError("k"), KeyError(), KeyError(1, 2), KeyError("it's"), StopIteration(5), StopIteration(), SystemExit(3), SystemExit("m", 2), OSError(2, "msg"), OSError(2, "msg", "file"), OSError(2, "msg", "f1", None, "f2"), OSError("one"), OSError(), OSError(1, 2, 3, 4, 5, 6), UnicodeDecodeError("utf8", b"\xff\xfe", 0, 1, "bad"), UnicodeDecodeError("utf8", b"\xff\xfe", 0, 2, "bad"), UnicodeEncodeError("ascii", "a\xe9\u2603", 1, 2, "bad"), UnicodeEncodeError("ascii", "a\xe9\U0001f600", 2, 3, "bad"), UnicodeTranslateError("abc", 1, 2, "bad"), SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text")), SyntaxError("m", ("f", 1, 2, "text", 1, 5)), SyntaxError(), ImportError("m", name="n", path="p"), NameError("m", name="n"), AttributeError("m", name="n", obj=5), BlockingIOError(11, "m", 5), ConnectionResetError("x"), RecursionError("deep"), AssertionError(()), BaseException(None)):
    print(repr(e), "|", str(e), "|", e.args, {k: v for k, v in ((n, getattr(e, n, None)) for n in dir(e) if not n.startswith("_") and n not in ("args", "with_traceback", "add_note")) })
for code in (errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EPIPE, errno.EAGAIN, errno.ECHILD, errno.EINTR, errno.ESRCH, errno.ETIMEDOUT, errno.ENOTDIR, errno.EISDIR, errno.ECONNREFUSED, 99999): print(type(OSError(code, "x")).__name__, end=" ")
print()
class Sub(OSError): pass
class Own(OSError):
    def __init__(self, a, b=0): self.a = a
print(repr(Sub(2, "m")), repr(Own(2)), Own(2, 5).errno, Own("x").args, type(Sub(2, "x")).__name__)
for bad in (lambda: UnicodeDecodeError("a"), lambda: UnicodeDecodeError("a", "b", 1, 2, "c"), lambda: UnicodeEncodeError("a", b"b", 1, 2, "c"), lambda: SyntaxError("m", 5), lambda: SyntaxError("m", (1, 2)), lambda: ImportError(bad=1), lambda: NameError(1, x=2), lambda: ValueError(a=1), lambda: AttributeError("x", nope=1), lambda: StopIteration(x=1), lambda: BaseException.__new__(Exception, 1, a=2).args): attempt(bad)
e = ValueError("v")
for name, value in (("args", "abc"), ("args", 5), ("__cause__", 5), ("__cause__", KeyError()), ("__context__", 3), ("__traceback__", 1), ("__traceback__", None), ("__suppress_context__", 1), ("__suppress_context__", "x"), ("extra", 1), ("__notes__", 5)): attempt(setattr, e, name, value)
print(e.args, e.__suppress_context__, e.__dict__); attempt(e.add_note, "x"); del e.__notes__; attempt(e.add_note, 5); e.add_note("n"); print(e.__notes__); attempt(delattr, e, "args"); attempt(delattr, e, "__cause__"); attempt(delattr, e, "__traceback__"); attempt(delattr, e, "__context__")
attempt(e.with_traceback, 5); print(e.with_traceback(None) is e)
s = StopIteration(1, 2); s.value = 9; print(s.value, s.args)
o = OSError(2, "m", "f"); o.errno = 5; o.strerror = "changed"; o.filename = None; print(str(o), o.args, repr(o))
k = KeyError("a"); k.args = ("b", "c"); print(str(k)); u = UnicodeDecodeError("x", b"abc", 1, 2, "r"); u.start = 100; u.end = -5; u.object = b"q"; print(u, u.start); attempt(setattr, u, "object", "text"); attempt(setattr, u, "reason", 5)
for x in (OSError(2, "m", "f"), SyntaxError("m", ("f", 1, 2, "t")), ImportError("m", name="n"), UnicodeEncodeError("a", "b", 0, 1, "r"), KeyError("k"), Sub(1), SystemExit(4), StopIteration(3), AttributeError("m", name="n", obj=5), NameError("q", name="n")):
    y = pickle.loads(pickle.dumps(x)); z = copy.copy(x); print(repr(y), repr(z), y.__dict__, [getattr(y, n, "-") for n in ("errno", "filename", "lineno", "name", "code", "value", "obj")])
print(Exception(1) == Exception(1), ValueError.__mro__[1:3], issubclass(IOError, EnvironmentError), IOError is OSError, BaseException().__reduce__(), Exception("a").__reduce__(), e.__reduce__(), e.__setstate__({"q": 1}), e.q); attempt(e.__setstate__, 5)
print(KeyError("x").__str__(), Exception.__str__(KeyError("x")), BaseException.__repr__(KeyError(1, 2)), [n for n in dir(BaseException) if not n.startswith("__") or n in ("__notes__", "__cause__")])
