# stress: 499
"""str.format: automatic and manual numbering, attributes, items, nested fields, conversions, errors; Formatter; Template."""
import string
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class A: x = 1; d = {"k": [10, 20], 0: "zero", "0": "text"}
for text, arguments, keywords in (("{} {}", (1, 2), {}), ("{1} {0}", (1, 2), {}), ("{} {1}", (1, 2), {}), ("{0} {}", (1, 2), {}), ("{", (), {}), ("}", (), {}), ("{{}}", (), {}), ("{{{}}}", (1,), {}), ("{}", (), {}), ("{2}", (1,), {}), ("{a}", (), {}), ("{a.x}", (), {"a": A}), ("{a.nope}", (), {"a": A}), ("{a.d[k][1]}", (), {"a": A}), ("{a.d[0]}", (), {"a": A}), ("{a.d['k']}", (), {"a": A}), ("{0[0]}", ([5],), {}), ("{0[-1]}", ([5],), {}), ("{0[a]}", ([5],), {}), ("{0[5]}", ([5],), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{0[]}", (1,), {}), ("{0!r}", ("a",), {}), ("{0!s:>3}", ("a",), {}), ("{0!a}", ("é",), {}), ("{0!x}", (1,), {}), ("{0!}", (1,), {}), ("{0!rr}", (1,), {}), ("{:{}}", (1, 5), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{0:{1}{2}}", (1, ">", 4), {}), ("{!r}", ("x",), {}), ("{ 0 }", (1,), {}), ("{a b}", (), {"a b": 1}), ("{0x}", (1,), {}), ("{-1}", (1,), {}), ("{01}", (1, 2), {}), ("{:}}", (1,), {}), ("{0:{}}", (1, 2), {}), ("{0.__class__}", (1,), {}), ("{:%Y}", (1,), {}), ("{a[b].c}", (), {"a": {"b": A}}), ("{\n}", (), {"\n": 5}), ("{99999999999999999999}", (1,), {}), ("a{0}b{0}c", (1,), {}), ("{0}{", (1,), {}), ("{0}}", (1,), {})):
    attempt(text.format, *arguments, **keywords)
print(list(string.Formatter().parse("a{b!r:c}d{{e}}{f[0].g:{h}}")), string.Formatter().format("{} {x} {0}" if False else "{0} {x}", 1, x=2), string.Formatter().vformat("{a}{b}", (), {"a": 1, "b": 2}))
class F(string.Formatter):
    def get_value(self, key, a, k): return f"<{key}>" if isinstance(key, str) and key not in k else super().get_value(key, a, k)
    def format_field(self, v, spec): return f"[{v}:{spec}]"
    def convert_field(self, v, c): return f"{c}!{v}" if c else v
    def check_unused_args(self, used, a, k): print("used", sorted(map(str, used)))
print(F().format("{a} {0!z:q}", "pos", c=1)); attempt(string.Formatter().format, "{}"); attempt(string.Formatter().format, "{x}"); attempt(string.Formatter().format); attempt(string.Formatter().format, "{0!z}", 1); attempt(string.Formatter().format, "{} {1}", 1, 2)
t = string.Template("$a ${b} $$ $c.x ${d}e"); print(t.safe_substitute(a=1), t.get_identifiers(), t.is_valid()); attempt(t.substitute, {"a": 1}); attempt(string.Template("$").substitute); attempt(string.Template("a\n $1").substitute); print(t.substitute({"a": 1, "b": 2}, c=3, d=4), string.Template("$").is_valid())
class D(dict):
    def __missing__(self, k): return k.upper()
print("{a} {b}".format_map(D(a=1))); attempt("{}".format_map, {}); attempt("{0}".format_map, [1])
class Spec:
    def __format__(self, s): return f"({s})"
class BadFormat:
    def __format__(self, s): return 5
class Str:
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
print("{:a:b!c}".format(Spec()), f"{Spec():{1}{2}}", "{}".format(Str()), "{!r:>8}".format(Str()), f"{Str()!s:5}", "%s %r %a" % (Str(), Str(), Str()), format(Spec()), format(Spec(), "x")); attempt("{}".format, BadFormat()); attempt("{:5}".format, Str()); attempt(lambda: f"{BadFormat()}"); print(string.capwords("a  bC d"), string.capwords("a-b", "-"), string.ascii_letters[:3], string.punctuation[:5], string.whitespace)
