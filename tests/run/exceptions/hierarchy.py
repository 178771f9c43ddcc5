# stress: 211
"""Classes of exceptions, their arguments and attributes."""
import builtins
names = sorted(n for n in dir(builtins) if n[0] != '_' and isinstance(getattr(builtins, n), type) and issubclass(getattr(builtins, n), BaseException))
for n in names:
    cls = getattr(builtins, n)
    print(cls.__name__, [b.__name__ for b in cls.__mro__[1:-1]])
for e in (ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), KeyError(1, 2), KeyError(), StopIteration(5), SystemExit(3), OSError(2, "msg"), OSError(2, "msg", "file"), OSError(2, "msg", "a", None, "b"), OSError("only"), FileNotFoundError(), ImportError("m", name="n", path="p"), AttributeError("a", name="n", obj=5), NameError("x", name="y"), SyntaxError("bad", ("f", 1, 2, "text")), UnicodeEncodeError("ascii", "é", 0, 1, "why"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why"), UnicodeTranslateError("é", 0, 1, "why"), IndexError([1]), Exception(None), Exception((1, 2)), Exception("")):
    print(repr(e), "|", str(e), "|", e.args)
print(type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(99999, "x")).__name__, OSError(2, "m").errno, OSError(2, "m", "f").filename, OSError(2, "m").strerror)
e = SyntaxError("msg", ("file", 3, 7, "line text", 4, 9))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, StopIteration(7).value, SystemExit(3).code, ImportError("m", name="n").name, AttributeError("a", obj=5).obj)
for t in ("ValueError(x=1)", "ImportError('m', x=1)", "OSError(1)", "AttributeError(foo=1)", "BaseException.__new__(int)", "StopIteration().value", "KeyError('a\\nb')", "str(KeyError('a'))", "str(KeyError(KeyError))", "Exception().__init__(5)", "ValueError('a') == ValueError('a')", "hash(ValueError()) is not None", "issubclass(KeyError, LookupError)", "EnvironmentError is OSError is IOError"):
    try: print(t, "=>", repr(eval(t)))
    except Exception as err: print(t, "->", type(err).__name__, err)
class Mine(ValueError):
    def __init__(self, code, *rest):
        super().__init__(f"code {code}", *rest)
        self.code = code
m = Mine(5, "r")
print(m, m.code, m.args, repr(m))
import pickle, copy
print(repr(copy.copy(ValueError("c", 1))), repr(pickle.loads(pickle.dumps(KeyError("p")))))
