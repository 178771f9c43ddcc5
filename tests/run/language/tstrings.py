# stress: 211
"""t-strings: templates, interpolations."""
from string.templatelib import Template, Interpolation
name, n = "World", 3
t = t"Hello {name!r:>{n}} and {n + 1}!"
print(type(t), t.strings, t.values, len(t.interpolations))
for part in t:
    print(part if isinstance(part, str) else (part.value, part.expression, part.conversion, part.format_spec))
print(t"".strings, t"{n}".strings, list(t""), t"a{n}b{n}".strings)
print((t"a{n}" + t"{name}b").strings, t"{n=}".strings, t"{n=}".interpolations[0].conversion)
print(Template("a", Interpolation(1, "x", None, ""), "b", "c").strings, Template().strings)
try: t"a" + "b"
except TypeError as e: print(e)
def html(t): return "".join(p if isinstance(p, str) else f"<{p.value}>" for p in t)
print(html(t"x {name} y {[1, 2]}"))
match t.interpolations[0]:
    case Interpolation(v, e, c, s): print(v, e, c, repr(s))
print(repr(t"{n}"), t"{n}" == t"{n}", hash(t) == hash(t))
