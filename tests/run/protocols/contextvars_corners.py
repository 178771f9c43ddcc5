# stress: 997
"""contextvars: tokens, copies, running, defaults, errors, generators sharing a context, tokens as managers."""
import contextvars, re
def attempt(function, *arguments, **keywords):
    try: print(re.sub(" at 0x[0-9a-f]+", "", str(function(*arguments, **keywords))))
    except Exception as error: print(type(error).__name__, re.sub(" at 0x[0-9a-f]+", "", str(error)))
v = contextvars.ContextVar("v", default=0); w = contextvars.ContextVar("w")
print(v.get(), w.get("d"), v.name); attempt(w.get); t = v.set(1); print(v.get(), t.var is v, t.old_value is contextvars.Token.MISSING); u = v.set(2); print(u.old_value); v.reset(u); print(v.get()); attempt(v.reset, u); attempt(v.reset, 5); attempt(w.reset, t); v.reset(t); print(v.get())
c = contextvars.copy_context(); print(len(c), v in c, c.get(w, "none")); c.run(v.set, 9); print(v.get(), c[v], list(c.keys()) == [v], list(c.values())); attempt(lambda: c[w]); attempt(lambda: c[5]); attempt(lambda: c.run(c.run, print)); attempt(c.run); attempt(lambda: 5 in c)
def inner(): v.set("in"); return v.get(), contextvars.copy_context()[v]
print(contextvars.copy_context().run(inner), v.get()); d = c.copy(); d.run(v.set, 10); print(c[v], d[v], c == d, c == c.copy()); attempt(contextvars.ContextVar); attempt(contextvars.ContextVar, 5); attempt(lambda: hash(c)); attempt(lambda: contextvars.ContextVar("x") < v)
def gen():
    v.set("gen"); yield v.get()
    yield v.get()
g = gen(); print(next(g), v.get()); v.set("outside"); print(next(g))
with v.set("with") as tok: print(v.get(), tok.old_value)
print(v.get()); attempt(lambda: tok.__enter__()); attempt(contextvars.Context, 1); attempt(contextvars.Token); print(contextvars.Context().run(lambda: v.get()), contextvars.ContextVar[int], repr(v).startswith("<ContextVar name='v' default=0 at"), repr(t).startswith("<Token used var="), type(c).__name__)
def raising(): v.set("lost"); raise ValueError("r")
attempt(contextvars.copy_context().run, raising); print(v.get())
import copy; attempt(copy.copy, v); attempt(lambda: [k for k in c])
