# stress: 211
"""json: dumps, loads, options, errors."""
import json
for v in (None, True, 1, -1.5, 1e100, "é\"\\\n\x01😀", [], [1, [2]], {}, {"a": {"b": [None]}}, (1, 2), {1: 2, True: 3, None: 4, 1.5: 5}, float("inf"), "\ud800"):
    s = json.dumps(v)
    print(s, json.loads(s) == v)
print(json.dumps({"b": 1, "a": [1, 2]}, indent=2, sort_keys=True), json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps([1, [2]], indent="\t"), json.dumps([], indent=2), json.dumps({"a": 1}, indent=0))
class C: pass
for t in ("json.dumps(C())" if False else "json.dumps({1, 2})", "json.dumps({(1, 2): 3})", "json.dumps({(1, 2): 3}, skipkeys=True)", "json.dumps(float('nan'), allow_nan=False)", "json.dumps(b'x')", "json.dumps(1j)", "json.dumps(C(), default=lambda o: 'C!')", "json.dumps([1, C()], default=lambda o: o.nope)"):
    try: print(t, "=>", eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
for s in ('', '[', '[1,]', '{"a"}', '{"a":1,}', '{a:1}', "'a'", '"a', '"\\x"', '"\\u12"', 'nul', '1.', '01', '-', '[1 2]', '{"a" 1}', '1 2', '"\n"', 'NaN', '-Infinity', '[1.5e3, 1E-2]', '"\\ud83d\\ude00"', ' [ 1 , { "k" : null } ] ', '{"a":1,"a":2}', '\ufeff1', '1e999', '[' * 5 + ']' * 5):
    try: print(repr(s), "=>", json.loads(s))
    except Exception as e: print(repr(s), "->", type(e).__name__)
print(json.loads('{"a": [1.5, 2]}', parse_float=str, parse_int=lambda s: s + "!", object_hook=lambda d: sorted(d.items())), json.loads('{"b":1,"a":2}', object_pairs_hook=list), json.loads(b'"\xc3\xa9"'), json.loads('[NaN]', parse_constant=lambda c: c))
a = []
a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)
class Enc(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {3, 1}}, cls=Enc), list(json.JSONEncoder().iterencode([1, "a"])), json.JSONDecoder().raw_decode('[1] rest'))
