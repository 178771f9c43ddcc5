"""Looking attributes up: instance, class, descriptors, __getattr__."""
class Data:
    def __get__(self, obj, cls): return ("data get", obj is not None)
    def __set__(self, obj, value): print("data set", value)
    def __delete__(self, obj): print("data delete")
class NonData:
    def __get__(self, obj, cls): return ("nondata get", obj is not None)
class Plain: pass
class C:
    d = Data()
    n = NonData()
    p = "class"
    def __getattr__(self, name):
        if name.startswith("dyn"): return "dynamic " + name
        raise AttributeError(f"no {name}")
c = C()
c.__dict__.update(d="instance d", n="instance n", p="instance p")
print(c.d, c.n, c.p, C.d, C.n, C.p, c.dyn1, c.__dict__["d"])
c.d = 5
del c.d
c.n = 6
del c.p
print(c.p, c.__dict__)
for name in ("missing", "p", "dynx"): print(getattr(c, name, "default"), hasattr(c, name))
try: c.missing
except AttributeError as e: print(e)
class G:
    def __getattribute__(self, name):
        if name == "x": return "from getattribute"
        if name == "boom": raise ValueError("boom")
        return super().__getattribute__(name)
    def __getattr__(self, name): return "fallback"
g = G()
g.y = 1
print(g.x, g.y, g.z)
try: g.boom
except ValueError as e: print(e)
class S:
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
s = S()
s.a = 1
s.a += 1
del s.a
for text in ("s.a", "del s.a", "s.__dict__ = 5", "Plain().x", "Plain.x", "object().x", "object().x = 1", "(5).x = 1", "Plain.__name__ = 5", "int.x = 1", "del int.real", "None.x", "len.x = 1", "getattr(s, 5)", "setattr(s, 5, 1)", "s.__class__ = 5", "s.__class__ = int", "Plain().__dict__.x"):
    try: exec(text)
    except Exception as e: print(text, "->", type(e).__name__, e)
