# stress: 997
"""Texts of tracebacks: carets under calls, operators, attributes, several lines, wide characters, recursion, chains."""
import traceback, sys
def show(function, *arguments, **keywords):
    try: function(*arguments)
    except BaseException as error: print("".join(traceback.format_exception(error, **keywords)).replace(__file__, "FILE"))
class A: x = None
a = A()
def calls(): return len(str(int("12"), abs(3), max(
    1,
    2)))
def attributes(): return a.x.y.z
def subscripts(): d = {"a": {"b": []}}; return d["a"]["b"][0]["c"]
def operators(): return 1 + (2 * 3) / (4 - 4) + 5
def unary(): return 1 + -"a"
def compare(): return 1 < 2 < "a" < 4
def wide(): ünïcode = "日本語"; return (ünïcode + 1, "日本語")
def tabs():
	return	1	/	0
def in_comprehension(): return [x / y for x in range(2) for y in (1, 0)]
def in_lambda(): return (lambda q: q.missing)(5)
def in_fstring(): return f"{a.x} {a.x.nope!r:>10}"
def in_decorator():
    @(lambda f: f.nope)
    def g(): pass
def in_class():
    class C:
        y = 1 / 0
def in_default():
    def h(x=undefined_here): pass
def unpack(): (p, q), r = [1, 2], 3
def star(): print(*5)
def keyword(): print(**{1: 2})
def assertion(): assert 1 == 2, "they differ"
def assertion_plain(): assert (a.x
    is not None)
def multi():
    return (1
            + 2
            + "a"
            + 3)
def multi_call():
    return dict(
        a=1,
        b=[1,
           2][5],
    )
def delete(): del a.nope
def store(): a.x.y = 5
def augmented(): a.x += 1
def iterate():
    for i in a: pass
def with_it():
    with a as b: pass
def generator(): list(x.bad for x in [1])
def import_it(): import nope_module
def from_it(): from sys import nope_name
def raise_from():
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError("k") from e
def raise_in():
    try: 1 / 0
    except ZeroDivisionError: {}["q"]
def raise_none():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k") from None
def recursive(n): return recursive(n + 1)
def two(n): return three(n) if n else 1 / 0
def three(n): return two(n - 1)
def long_line(): return sum([1111111111, 2222222222, 3333333333, 4444444444, 5555555555, 6666666666, 7777777777, 8888888888, 9999999999, undefined_in_long])
def chain_names(): return printt
def chain_attr(): return sys.exitt
def chain_self(): return [].appendd
def nested():
    def inner(): return 1 / 0
    return inner()
def walrus(): return (y := undefined_thing) + 1
def ternary(): return 1 if a.x.b else 2
def boolop(): return a.x and 1 or a.q
def await_it():
    async def co(): return await 5
    co().send(None)
def match_it():
    match 1:
        case int(1, 2): pass
def ellipsis_slice(): return [1][1:2, ...]
def string_concat(): return "a" "b" + 1
for f in (calls, attributes, subscripts, operators, unary, compare, wide, tabs, in_comprehension, in_lambda, in_fstring, in_decorator, in_class, in_default, unpack, star, keyword, assertion, assertion_plain, multi, multi_call, delete, store, augmented, iterate, with_it, generator, import_it, from_it, raise_from, raise_in, raise_none, long_line, chain_names, chain_attr, chain_self, nested, walrus, ternary, boolop, await_it, match_it, ellipsis_slice, string_concat): show(f)
show(two, 5)
show(raise_from, chain=False); show(nested, limit=1); show(nested, limit=-1)
sys.setrecursionlimit(120)
try: recursive(0)
except RecursionError as error:
    lines = "".join(traceback.format_exception(error)).replace(__file__, "FILE").splitlines(); print("\n".join(lines[:4]), len([l for l in lines if "repeated" in l]), lines[-1])
