# stress: 211
"""An uncaught exception ends the program with status 1 after its output."""
import atexit
atexit.register(print, "at exit")
print("before")
def f(n):
    if n: f(n - 1)
    raise RuntimeError("deep")
try: f(3)
except RuntimeError as e:
    depth, tb = 0, e.__traceback__
    while tb: depth, tb = depth + 1, tb.tb_next
    print("frames", depth)
f(2)
print("never")
