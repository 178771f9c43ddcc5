# stress: 997
"""json: odd values, indentation, separators, keys, hooks, errors with positions, surrogates, streams, subclasses."""
import json, io, enum
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
for v in (1.0, 1e100, -0.0, 10 ** 30, "é\u2028\U0001f600\"\\\n\x7f\x00", [], {}, (1, 2), True, None, {1: 2, None: 3, True: 4, 1.5: 5, "s": []}, [[[]]], float("inf"), {"b": 1, "a": 2}, "\ud800", {"x": {"y": (1,)}}, 1e16, 0.1, 1e-7): print(json.dumps(v), json.dumps(v, ensure_ascii=False).encode("utf8", "surrogatepass"), json.dumps(v, indent=1), json.dumps(v, separators=(",", ":"), sort_keys=not (isinstance(v, dict) and None in v)))
for f in (lambda: json.dumps({1, 2}), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps({b"a": 1}), lambda: json.dumps(b"a"), lambda: json.dumps(1j), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({(1,): 2, "a": 1}, skipkeys=True), lambda: json.dumps(object), lambda: json.dumps([{"a": {"b": [1, {2}]}}]), lambda: json.dumps({1: 1, "1": 2}), lambda: json.dumps({1: 1, "a": 2}, sort_keys=True), lambda: json.dumps({2}, default=list), lambda: json.dumps({2}, default=lambda o: 1 / 0), lambda: json.dumps({2}, default=lambda o: {3}) if False else "", lambda: json.dumps([1], indent="--"), lambda: json.dumps([1, {"a": []}], indent=0), lambda: json.dumps({}, indent=2), lambda: json.dumps([1], cls=5)): attempt(f)
l = []; l.append(l); attempt(json.dumps, l); d = {}; d["d"] = [d]; attempt(json.dumps, d); attempt(json.dumps, d, check_circular=False) if False else None
for t in ('{"a": 1, "a": 2}', "[1,2,]", "[1 2]", '{"a" 1}', '{"a": }', "{a: 1}", "{'a': 1}", "", " ", "nul", "tru", "NaN", "-Infinity", "[", "{", '"abc', '"\\x"', '"\\u12"', '"\\ud83d\\ude00"', '"\\ud83d"', '"a\nb"', "01", "-", "1.", "1.e5", ".5", "1e", "1e5", "-0", "-0.0", "1E+2", "1 2", "[]]", "\ufeff[]", '"\t"', "[1,\n2,\n x]", '{"a": 1,}', "{,}", '{"a"}', '{"a": 1 "b": 2}', "123456789012345678901234567890", "1" * 5000, "\u00e9", '"\u00e9"', "[true, false, null]", b'"\xc3\xa9"', b"\xff\xfe[\x00]\x00", b"\x00[\x00]", b"\xff", 5, None, bytearray(b"[1]"), "/* c */ 1", "[1e400, -1e400]"): attempt(json.loads, t)
print(json.loads('{"a": [1, 2.5]}', object_hook=lambda d: sorted(d.items()), parse_int=str, parse_float=lambda s: "F" + s), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list), json.loads("[NaN, Infinity]", parse_constant=lambda c: c.lower()), json.loads('"a\nb"', strict=False), json.JSONDecoder().raw_decode("[1] rest"), list(json.JSONEncoder().iterencode([1, {"a": None}])))
attempt(json.loads, "1", bad=1); attempt(json.JSONDecoder().raw_decode, " [1]"); attempt(json.load, io.StringIO("[1")); out = io.StringIO(); json.dump({"k": [1]}, out); print(out.getvalue(), json.load(io.BytesIO(b"{}")))
try: json.loads('{"a":\n  [1, x]}')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc[e.pos])
class S(str): pass
class I(int):
    def __repr__(self): return "I!"
class F(float):
    def __repr__(self): return "F!"
class E(enum.IntEnum): A = 1
class L(list):
    def __iter__(self): return iter([9])
class D(dict):
    def items(self): return [("fake", 1)]
class Enc(json.JSONEncoder):
    def default(self, o): return {"type": type(o).__name__} if isinstance(o, complex) else super().default(o)
print(json.dumps([S("s"), I(5), F(1.5), E.A, True]), json.dumps({S("k"): 1, I(3): 2, E.A: 3}), json.dumps(L([1])), json.dumps(D(real=1)), json.dumps(1j, cls=Enc), json.dumps([1, 2], indent=4, separators=(";", "=")), json.dumps({"a": (1, [])}, indent="\t")); attempt(json.dumps, {1}, cls=Enc)
try: json.dumps({"a": [1, {2}]})
except TypeError as e: print(e.__notes__)
attempt(lambda: len(json.dumps(json.loads("[" * 500 + "]" * 500))))
