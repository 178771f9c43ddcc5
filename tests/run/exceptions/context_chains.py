# stress: 499
"""__context__, __cause__ and __traceback__ through functions, generators, comprehensions, with, finally, and re-raising."""
import sys
def chain(e):
    out = []
    while e is not None:
        out.append(f"{type(e).__name__}({e}){'!' if e.__suppress_context__ else ''}"); e = e.__cause__ or e.__context__
    return " <- ".join(out)
def show(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, chain(e))
def deep():
    try:
        try:
            try: 1 / 0
            except ZeroDivisionError: {}["a"]
        except KeyError: [][1]
    except IndexError: int("x")
def in_generator():
    def g():
        try: yield 1
        except ValueError: raise KeyError("g")
    it = g(); next(it)
    try: raise OSError("outer")
    except OSError: it.throw(ValueError("thrown"))
def gen_context():
    def g():
        try: raise ValueError("in g")
        except ValueError: yield 1; raise KeyError("later")
    it = g(); next(it)
    try: raise OSError("o")
    except OSError: next(it)
def comprehension():
    try: raise ValueError("v")
    except ValueError: return [1 / x for x in (1, 0)]
def with_exit():
    class C:
        def __enter__(self): pass
        def __exit__(self, *a): raise KeyError("exit")
    with C(): raise ValueError("body")
def with_enter():
    class C:
        def __enter__(self): raise KeyError("enter")
        def __exit__(self, *a): pass
    try: raise ValueError("before")
    except ValueError:
        with C(): pass
def finally_raise():
    try: raise ValueError("v")
    finally: raise KeyError("f")
def else_raise():
    try: pass
    except ValueError: pass
    else: raise KeyError("else")
def loop():
    last = None
    for i in range(3):
        try: raise ValueError(i)
        except ValueError as e:
            e.__context__ = last; last = e
    raise last
def same_again():
    e = ValueError("same")
    try: raise e
    except ValueError:
        try: raise KeyError("k")
        except KeyError: raise e
def explicit_none():
    try: raise ValueError("v")
    except ValueError as e:
        n = KeyError("n"); n.__context__ = None; raise n
def cause_set():
    e = KeyError("k"); e.__cause__ = ValueError("c"); raise e
def from_later():
    try: raise ValueError("v")
    except ValueError as e: err = e
    raise KeyError("k") from err
def from_class(): raise KeyError("k") from ValueError
def bare_in_function():
    def again(): raise
    try: raise ValueError("bare")
    except ValueError: again()
def handled_inside():
    try: raise ValueError("v")
    except ValueError:
        try: raise KeyError("k")
        except KeyError: pass
        raise OSError("o")
def del_raise():
    def f():
        try: return 1
        finally:
            try: raise KeyError("k")
            except KeyError: pass
    try: raise ValueError("v")
    except ValueError: f(); raise TypeError("t")
def in_iter():
    class I:
        def __iter__(self): return self
        def __next__(self): raise KeyError("next")
    try: raise ValueError("v")
    except ValueError: list(I())
def in_property():
    class P:
        @property
        def p(self): return self.q
        def __getattr__(self, n): raise KeyError(n)
    P().p
def lookup_in_except():
    try: 1 / 0
    except undefined_name: pass
def nested_handlers():
    try: raise ValueError(1)
    except ValueError:
        try: raise KeyError(2)
        except KeyError:
            try: raise OSError(3)
            except OSError: return [type(e).__name__ for e in (sys.exception(), sys.exception().__context__, sys.exception().__context__.__context__)]
def after_return():
    def f():
        try: raise ValueError("v")
        except ValueError: return sys.exception() is not None
    return f(), sys.exception()
def circular():
    a, b = ValueError("a"), KeyError("b"); a.__context__ = b; b.__context__ = a
    try: raise a
    except ValueError:
        try: raise b
        except KeyError as e: return e.__context__ is a, a.__context__
for f in (deep, in_generator, gen_context, comprehension, with_exit, with_enter, finally_raise, else_raise, loop, same_again, explicit_none, cause_set, from_later, from_class, bare_in_function, handled_inside, del_raise, in_iter, in_property, lookup_in_except, nested_handlers, after_return, circular): show(f)
try: raise ValueError("tb")
except ValueError as e: tb = e.__traceback__; e2 = e
print(tb.tb_frame.f_code.co_name, e2.with_traceback(None).__traceback__, e2.__traceback__); 
def lines():
    def f(): raise ValueError
    def g(): f()
    try: g()
    except ValueError as e:
        t, out = e.__traceback__, []
        while t: out.append((t.tb_frame.f_code.co_name, t.tb_lineno - lines.__code__.co_firstlineno)); t = t.tb_next
        first = out
    try: raise e
    except NameError: pass
    try: g()
    except ValueError as e:
        try: raise e
        except ValueError as again: t, out = again.__traceback__, []
        while t: out.append((t.tb_frame.f_code.co_name, t.tb_lineno - lines.__code__.co_firstlineno)); t = t.tb_next
    return first, out
print(lines())
