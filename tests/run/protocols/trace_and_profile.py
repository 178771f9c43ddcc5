# stress: 997
"""sys.settrace, sys.setprofile and f_trace: events per construct, returned tracers, exceptions, generators, opcodes."""
import sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event in ("return",) and not hasattr(arg, "gi_frame") else type(arg[1]).__name__ if event == "exception" else None)); return tracer
def run(f, *a):
    events.clear(); sys.settrace(tracer)
    try: f(*a)
    except Exception as e: pass
    finally: sys.settrace(None)
    print(f.__name__, [e[1:] for e in events if e[0] == f.__name__ or True])
def straight():
    a = 1
    b = 2
    return a + b
def branch(x=1):
    if x:
        y = 1
    else:
        y = 2
    return y
def loop():
    for i in range(2):
        pass
    else:
        j = 3
    while j > 2:
        j -= 1
def raises():
    try:
        1 / 0
    except ZeroDivisionError:
        x = 1
    finally:
        y = 2
def propagates():
    int("x")
def nested():
    def inner():
        return 5
    return inner()
def generator():
    def g():
        yield 1
        yield 2
    return list(g())
def comprehension():
    return [x
            for x in range(2)
            if x]
def with_block():
    with open("/dev/null") as f:
        pass
    return 1
def multi_line():
    return dict(a=1,
                b=2,
                c=len("abc"))
def matching(v=2):
    match v:
        case 1:
            return "one"
        case 2:
            return "two"
def boolean(a=0, b=1):
    if a and b:
        return 1
    if a or b:
        return 2
def deco():
    @staticmethod
    def inner(): pass
    class C:
        x = 1
        def m(self): pass
    return 0
for f in (straight, branch, loop, raises, propagates, nested, generator, with_block, multi_line, boolean): run(f)
calls = []
def profiler(frame, event, arg): calls.append((frame.f_code.co_name, event, getattr(arg, "__name__", None)))
sys.setprofile(profiler); straight(); len([1]); sys.setprofile(None); print(calls[:-1]); print(sys.gettrace(), sys.getprofile())
def bad(frame, event, arg): raise ValueError("in tracer")
sys.settrace(bad)
try: straight()
except ValueError as e: print(e, sys.gettrace())
def only_call(frame, event, arg): calls.append(event)
calls.clear(); sys.settrace(only_call); straight(); sys.settrace(None); print(calls)
def jump_free(frame, event, arg):
    frame.f_trace_lines = False; return tracer
events.clear(); sys.settrace(jump_free); straight(); sys.settrace(None); print([e[1] for e in events])
