# stress: 997
"""t-strings: templates, interpolations, concatenation, iteration, conversions, debug forms, nesting, equality, errors."""
from string.templatelib import Template, Interpolation, convert
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
name, n = "World", 5
t = t"Hello {name}! {n:>{n}} {n!r} {n=}"
print(t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations], list(t), repr(t))
print(t"", list(t""), t"".strings, t"{n}".strings, t"{n}{n}".strings, t"a{{b}}c".strings, list(t"x{n}y"), type(t"").__name__, t"a" t"b{n}" == 5, (t"a" t"b{n}").strings, (t"a" + t"{n}b").strings, (t"{n}" + t"{n}").strings)
attempt(lambda: f"{t'a'}"[:8]); attempt(lambda: str(t"a")[:8]); attempt(lambda: t"{undefined}"); attempt(lambda: t"{1 / 0}"); attempt(lambda: setattr(t, "strings", ())); attempt(lambda: t.interpolations[0].__setattr__("value", 1)); attempt(lambda: hash(t) is not None); print(t"a" == t"a", t == t)
i = Interpolation(1, "e", "r", ".2"); print(i, i.value, Interpolation("v"), Interpolation(1, "x").conversion, i == Interpolation(1, "e", "r", ".2")); attempt(Interpolation, 1, "a", "z"); attempt(Interpolation, value=1, expression="q", conversion="a", format_spec="f")
print(Template("a", "b", i, i, "c").strings, Template().strings, Template(i).strings, Template("a").values, list(Template("", i, "")));
match t:
    case Template(strings=s, values=v): print("matched", s, v)
match i:
    case Interpolation(v, e, c, f): print(v, e, c, f, Interpolation.__match_args__)
print(convert("é", "a"), convert(5, "r"), convert("x", None), convert(1, "s"))
def render(t):
    out = []
    for part in t:
        if isinstance(part, str): out.append(part)
        else: out.append(format(convert(part.value, part.conversion), part.format_spec))
    return "".join(out)
print(render(t"{name:>10}|{n:03d}|{name!r}|{n + 1 = }|{'a' 'b'}|{ n }|{n:{n}.{n - 3}f}"), render(t'{"q"!r:>{n}}'), render(rt"\n{n}\{n}"), render(tr"\{n}"), render(t"""{
  n
} multi"""), [x.expression for x in t"{ n }{n   + 1}{(lambda: 1)}{n!r:x}{'a'}{[i for i in 'ab']}".interpolations if True])
inner = t"<{n}>"; print(list(t"{inner} {t'{n}'}")[0].value is inner, render(t"{render(inner)}"), [p.expression for p in t"{n=}{n = }{n=!s}".interpolations], t"{n=}".strings, t"{n = !r}".strings, [(p.conversion, p.format_spec) for p in t"{n=}{n=:>3}{n=!s:x}{n:}{n!r:}".interpolations])
def order(v): print("eval", v); return v
t"{order(1)}{order(2):{order(3)}}{order(4)!r}"; x = [lambda: t"{n}"][0](); n = 6; print(x.values, (lambda n: t"{n}")(9).values)
for text in ("t'{a b}'", "t'{'", "t'{}'", "t'a' 'b'", "'a' t'b'", "t'a' f'b'", "t'a' b'b'", "bt'a'", "ft'a'", "ut'a'", "tt'a'", "t'{a!x}'", "t'{a", "t'}'", "t'{!r}'", "t'{lambda x: 1}'", "t'{*a}'", "t'' = 1", "T'{a}'", "tR'{a}'"):
    try: compile(text, "x", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg)
def d(): t"no doc"
print(d.__doc__); import pickle, copy; attempt(lambda: copy.copy(t"a{n}").strings); attempt(lambda: pickle.loads(pickle.dumps(t"a{n}")).strings); print(Interpolation[int] if hasattr(Interpolation, "__class_getitem__") else None, Template.__module__, isinstance(t, Template), t.__class__.__qualname__)
