# stress: 997
"""textwrap, difflib, shlex, pprint, reprlib, fnmatch, string helpers: exact outputs."""
import textwrap, difflib, shlex, pprint, reprlib, fnmatch, io
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
t = "The quick  brown-fox jumped over the lazy dog. supercalifragilistic\nAnd   more\ttext."
print(textwrap.wrap(t, 20), textwrap.fill(t, 30, initial_indent="* ", subsequent_indent="  "), textwrap.shorten(t, 30), textwrap.dedent("  a\n    b\n\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.wrap(t, 12, break_long_words=False, break_on_hyphens=False, max_lines=3, placeholder=" …"), sep="\n"); attempt(textwrap.wrap, "a", 0); attempt(textwrap.shorten, "hello world", 2)
print(*difflib.unified_diff("a\nb\nc".split(), "a\nx\nc\nd".split(), "f", "t", lineterm=""), *difflib.ndiff(["one\n", "two\n"], ["one\n", "too\n"]), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), difflib.SequenceMatcher(None, "abxcd", "abcd").get_opcodes(), sep="\n")
for s in ("a 'b c' d", 'a "b\\"c"', "a\\ b", "a#b", "a # c", "'unclosed", "a\\", "", "a''b", "$'x'", "é ü", "a;b|c", "\n"): attempt(shlex.split, s); attempt(lambda: list(shlex.shlex(s, punctuation_chars=True)))
print(shlex.quote("a b'c"), shlex.quote(""), shlex.quote("safe-1"), shlex.join(["a b", "c"]), shlex.split("a # c", comments=True), shlex.split("a 'b", posix=False) if False else "")
data = {"key%d" % i: list(range(i)) for i in range(12)}; pprint.pprint(data, width=40); pprint.pprint({"b": 1, "a": {"z": (1,), "y": {3}}}); pprint.pprint([["x" * 30] * 3, "word " * 30], width=50); pprint.pprint({"b": 1, "a": 2}, sort_dicts=False); pprint.pp({"z": 1, "a": [1, [2, [3, [4]]]]}, depth=2); pprint.pprint(10 ** 20, underscore_numbers=True); pprint.pprint([1] * 30, compact=True, width=30); pprint.pprint(("a",)); pprint.pprint(b"x" * 100, width=40); l = [1]; l.append(l); print(pprint.pformat(l).split("id=")[0], pprint.isrecursive(l), pprint.isreadable(l), pprint.saferepr({"a": l})[:10]); import collections, types, dataclasses; pprint.pprint(collections.OrderedDict(a=1, b=[2] * 40), width=60); pprint.pprint(collections.Counter("aab")); pprint.pprint(types.SimpleNamespace(a=1, b="x" * 80)); pprint.pprint(collections.defaultdict(list, a=[1])); pprint.pprint(collections.deque([1, 2])); pprint.pprint(types.MappingProxyType({"a": 1})); pprint.pprint(frozenset([1])); pprint.pprint(set())
@dataclasses.dataclass
class D: a: int; b: list
pprint.pprint(D(1, ["x" * 30] * 3)); pprint.pprint({1: "a", "b": 2, None: 3, (1, 2): 4})
r = reprlib.Repr(maxlist=2, maxstring=10, maxdict=1, maxlevel=2, maxother=8); print(r.repr([1, 2, 3]), r.repr("a" * 30), r.repr({1: 2, 3: 4}), r.repr([[[1]]]), r.repr(10 ** 60), r.repr({1, 2, 3}), r.repr((1,)), reprlib.repr(list(range(50))), reprlib.repr(set("abcdefghij")), r.repr(object)[:12])
class R:
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return f"R({self.x!r})"
x = R(); x.x = [x]; print(x); print(fnmatch.fnmatch("foo.py", "*.py"), fnmatch.filter(["a", "b1", "c2"], "?[0-9]"), fnmatch.translate("a*[!b]?.[]x]"), fnmatch.fnmatchcase("A", "a"), fnmatch.fnmatch("a/b", "a*b"), fnmatch.filterfalse(["a", "b"], "a") if hasattr(fnmatch, "filterfalse") else "")
