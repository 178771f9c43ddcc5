import sys
M = sys.monitoring
E = M.events
log = []
def f(x):
    for i in range(2):
        x += len([i])
    try:
        raise ValueError(x)
    except ValueError:
        pass
    return x
def g():
    yield 1
def note(name):
    def callback(code, *rest):
        if code.co_filename == __file__:
            log.append((name, code.co_name) + (rest if name == "LINE" else rest[1:]))
    return callback
print(M.get_tool(1))
M.use_tool_id(1, "t")
print(M.get_tool(1))
try: M.use_tool_id(1, "u")
except ValueError as e: print(e)
for name in ("PY_START", "PY_RETURN", "PY_YIELD", "PY_RESUME", "LINE", "RAISE", "EXCEPTION_HANDLED"):
    M.register_callback(1, getattr(E, name), note(name))
M.set_events(1, E.PY_START | E.PY_RETURN | E.PY_YIELD | E.PY_RESUME | E.LINE | E.RAISE | E.EXCEPTION_HANDLED)
f(1)
list(g())
M.set_events(1, 0)
for e in log: print(*map(repr, e))
log.clear()
lines = []
def once(code, line):
    lines.append(line)
    return M.DISABLE
M.register_callback(1, E.LINE, once)
M.set_local_events(1, f.__code__, E.LINE)
f(1); f(1)
print(lines)
M.restart_events(); f(1)
print(lines)
M.set_local_events(1, f.__code__, 0)
print(M.get_local_events(1, f.__code__))
M.free_tool_id(1)
for bad in (lambda: M.set_events(1, 1), lambda: M.get_tool(9), lambda: M.register_callback(1, 3, None)):
    try: bad()
    except ValueError as e: print(e)
calls = []
def profile(frame, event, arg):
    calls.append((frame.f_code.co_name, event, getattr(arg, '__name__', arg)))
sys.setprofile(profile)
f(1)
sys.setprofile(None)
for c in calls: print(c)
class Boom(Exception): pass
def boom(frame, event, arg): raise Boom(event)
sys.settrace(boom)
try: f(1)
except Boom as e: print("boom", e, sys.gettrace())
import threading
seen = []
threading.settrace(lambda frame, event, arg: seen.append(frame.f_code.co_name))
t = threading.Thread(target=lambda: f(2)); t.start(); t.join()
threading.settrace(None)
print("f" in seen)
