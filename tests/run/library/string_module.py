# stress: 211
"""string: constants, Template, Formatter, capwords."""
import string, textwrap
print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords("hello  big world"), string.capwords("a-b", "-"))
T = string.Template
print(T("$who likes ${what}s $$5").substitute(who="tim", what="kung pao"), T("$a $b").safe_substitute(a=1), T("$x").substitute({"x": 1}, x=2), T("$a ${b}").get_identifiers(), T("$a").is_valid())
for t in ("T('$').substitute()", "T('$a').substitute()", "T('${a').substitute(a=1)", "T('$1').safe_substitute()"):
    try: print(t, "=>", eval(t))
    except Exception as e: print(t, "->", type(e).__name__, e)
class F(string.Formatter):
    def get_value(self, key, args, kw): return f"<{key}>" if isinstance(key, str) else super().get_value(key, args, kw)
    def format_field(self, v, spec): return f"[{v}|{spec}]"
print(F().format("{0} {x} {y:spec}", 1), string.Formatter().format("{} {a!r:>5}", 1, a="z"), list(string.Formatter().parse("a{b!r:c}d{{")), string.Formatter().vformat("{0}", [5], {}))
print(textwrap.fill("the quick brown fox jumps over the lazy dog", 20), textwrap.dedent("  a\n    b\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.shorten("hello big world", 11), textwrap.wrap("abcdefghij", 4))
