# stress: 499
"""Identifiers in other scripts: normalised, as attributes, arguments, keywords, and in exec."""
é = 1; ﬁx = 2; µ = 3; 变 = 4; Å = 5
print(é, fix, μ, 变, Å, "fix" in globals(), "ﬁx" in globals(), sorted(k for k in globals() if not k.isascii()))
def ƒ(ä, *, ß=2): return ä, ß
print(ƒ(1), ƒ(ä=3, ß=4), ƒ.__name__, ƒ.__code__.co_varnames)
class Ключ: атрибут = "a"; ﬂ = "fl"
print(Ключ.атрибут, Ключ.fl, Ключ.__name__, getattr(Ключ, "ﬂ", "none"))
for t in ("€ = 1", "a€ = 1", "½ = 1", "x² = 1", "·a = 1", "a· = 1", "😀 = 1", "‿a = 1", "a‿b = 1", "ª = 1", "１ = 1", "a１ = 1"):
    n = {}
    try: exec(t, n); print(t, [k for k in n if k != "__builtins__"])
    except SyntaxError as e: print(t, e.msg)
