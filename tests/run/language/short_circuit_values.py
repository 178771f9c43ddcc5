# stress: 499
"""and, or, not, conditional expressions and chained comparisons: what is evaluated, how often, and what comes out."""
log = []
class B:
    def __init__(self, name, truth): self.name, self.truth = name, truth
    def __bool__(self): log.append(f"bool {self.name}"); return self.truth
    def __lt__(self, o): log.append(f"{self.name}<{o.name}"); return B(f"({self.name}<{o.name})", self.truth)
    def __eq__(self, o): log.append(f"{self.name}=={getattr(o, 'name', o)}"); return NotImplemented
    def __contains__(self, o): log.append(f"in {self.name}"); return B("x", False)
    __hash__ = None
    def __repr__(self): return self.name
def get(b): log.append(f"get {b.name}"); return b
def show(v): print(v, log); log.clear()
t, f, u = B("t", True), B("f", False), B("u", True)
show(get(t) and get(f)); show(get(f) and get(t)); show(get(t) or get(f)); show(get(f) or get(t)); show(get(f) or get(f) or get(u)); show(get(t) and get(u) and get(f)); show(get(t) and get(f) or get(u)); show(not get(t)); show(not not get(f)); show(get(t) if get(f) else get(u)); show(get(t) if get(t) and get(f) else get(u)); show(get(t) < get(u) < get(f)); show(get(f) < get(t) < get(u)); show(get(t) < get(u)); show(not get(t) < get(u)); show(get(t) == get(f)); show(get(t) != get(f)); show(1 in get(t)); show(1 not in get(t)); show((get(t) and get(f)) or (get(f) or get(t)))
if get(t) and not get(f): show("if")
if get(f) or get(f): pass
else: show("else")
while get(f) and get(t): pass
show("while"); show([x for x in (t, f, u) if x and not f]); show(all([t, f, u])); show(any([f, t, u])); assert get(t) and get(u), "no"; show("assert"); show(bool(get(t)) and 5); show((lambda: get(f) or 7)()); show({get(f) or 1: get(t) and 2}); show(t is t and f is not f); show(1 < 2 in [2] == [2]); show(1 < (x := 2) < 3); show([] or {} or () or 0 or "" or None); show(1 and "a" and [1] and {}); show(None is None is None); show(0 == False == 0.0 != None); show(1 if [] else 2 if () else 3); show((yes := 1) and (no := 0) or yes); show(print("side") or "value"); show(t and (f or (u and (not f)))); show(not (t or f) or not (t and f))
def early(a, b): return a or b and not a
show(early(t, f)); show(early(f, t)); x = t; x = x and f; show(x); y = None; y = y or []; show(y); show(max(t and [1, 2], key=lambda v: -v)); show("%s" % (t or f)); show((t and f).name); show(f"{t and f}{f or t}"); show(5 if 1 < 2 < 3 > 0 else 6); show(1 < 3 < 2 or 4); show(not 1 < 3 < 2)
class Raises:
    def __bool__(self): raise ValueError("bool")
for text in ("Raises() and 1", "Raises() or 1", "not Raises()", "1 if Raises() else 2", "[x for x in [Raises()] if x]", "any([Raises()])", "0 and Raises()", "1 or Raises()", "bool(Raises())", "assert_(Raises())", "list(filter(None, [Raises()]))"):
    try: print(eval(text))
    except Exception as e: print(type(e).__name__, e)
