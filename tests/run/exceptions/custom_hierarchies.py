# stress: 499
"""Own exceptions: arguments, texts, defaults, multiple inheritance, catching by base, attributes, equality."""
class AppError(Exception):
    code = 1
    def __init__(self, message, *, detail=None): super().__init__(message); self.detail = detail
    def __str__(self): return f"[{self.code}] {super().__str__()}" + (f" ({self.detail})" if self.detail else "")
class NotFound(AppError, KeyError): code = 404
class Both(ValueError, LookupError): pass
class Silent(Exception):
    def __init__(self): pass
class Args(Exception):
    def __init__(self, a, b): self.a, self.b = a, b
for e in (AppError("m"), AppError("m", detail="d"), NotFound("x"), Both(1, 2), Silent(), Args(1, 2), NotFound("k", detail=[1])):
    try: raise e
    except (KeyError, LookupError) as c: print("lookup", repr(c), str(c), c.args)
    except AppError as c: print("app", repr(c), str(c), c.args, c.detail)
    except Exception as c: print("other", repr(c), str(c), c.args, vars(c))
print(NotFound.__mro__[1:4], issubclass(NotFound, LookupError), isinstance(NotFound("a"), AppError))
for bad in (lambda: AppError(), lambda: AppError("a", "b"), lambda: Args(1), lambda: type("X", (ValueError, OSError), {})("m"), lambda: type("Y", (int, Exception), {}), lambda: type("Z", (ImportError, OSError), {})):
    try: print(repr(bad()))
    except TypeError as e: print(e)
try:
    try: raise NotFound("inner")
    except KeyError as e: raise AppError("outer", detail=e) from e
except AppError as e: print(e, repr(e.__cause__), e.detail is e.__cause__)
