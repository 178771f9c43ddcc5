# stress: 211
"""sys.exit with a number inside of try and finally."""
import sys
try: sys.exit("text")
except SystemExit as e: print(repr(e), e.code)
try: sys.exit()
except SystemExit as e: print(repr(e), e.code)
try:
    try: sys.exit(3)
    finally: print("cleanup")
except SystemExit as e: print(e.code)
try: exit(4)
except SystemExit as e: print(e.code)
class C:
    def __enter__(self): return self
    def __exit__(self, k, v, t): print("exit", k.__name__, v.code)
with C():
    print("leaving")
    sys.exit(7)
