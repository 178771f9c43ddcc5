# stress: 499
"""Large functions, deep nesting, many constants, names, arguments, branches, long chains: what needs wide operands."""
import sys
source = "def f():\n" + "".join(f"    v{i} = {i} + {i * 7}\n" for i in range(2000)) + "    return " + " + ".join(f"v{i}" for i in range(0, 2000, 100)) + "\n"
n = {}; exec(source, n); print(n["f"](), len(n["f"].__code__.co_varnames))
exec("x = [" + ", ".join(str(i) for i in range(5000)) + "]", n); print(len(n["x"]), sum(n["x"])); exec("d = {" + ", ".join(f"'k{i}': {i}" for i in range(2000)) + "}", n); print(len(n["d"]), n["d"]["k1999"]); exec("t = (" + ", ".join(f"{i}.5" for i in range(3000)) + ")", n); print(len(n["t"]), n["t"][-1]); exec("s = {" + ", ".join(map(str, range(1000))) + "}", n); print(len(n["s"]))
exec("def g(" + ", ".join(f"a{i}" for i in range(300)) + "): return a0 + a299\nr = g(" + ", ".join(map(str, range(300))) + ")\nq = g(" + ", ".join(f"a{i}={i}" for i in range(300)) + ")", n); print(n["r"], n["q"])
exec("def h(x):\n" + "".join(f"    {'el' if i else ''}if x == {i}: return {i * 2}\n" for i in range(800)) + "    return None", n); print(n["h"](0), n["h"](799), n["h"](900))
exec("def w(x):\n" + "".join("    " * (i + 1) + f"if x > {i}:\n" for i in range(18)) + "    " * 19 + "return 'deep'\n    return 'shallow'", n); print(n["w"](50), n["w"](3)); exec("def m(x):\n  match x:\n" + "".join(f"    case {i}: return 'c{i}'\n" for i in range(300)), n); print(n["m"](299), n["m"](300)); exec("def s(x):\n" + "  x = x\n" * 5000 + "  return x", n); print(n["s"](1))
print(eval("1" + " + 1" * 900), eval("'a' " * 1000 == "" or "'a' " * 1000)[:3], eval("(" * 80 + "5" + ")" * 80), eval("[" * 80 + "]" * 80), eval("x" + ".real" * 200, {"x": 5}), eval(" and ".join(["1"] * 1000)), eval(" < ".join(map(str, range(500)))), eval("not " * 101 + "1"), eval("-" * 100 + "1"), len(eval("f'" + "{1}" * 500 + "'")), eval("lambda: " * 50 + "7")()()()) if False else print(eval("1" + " + 1" * 900), eval("(" * 80 + "5" + ")" * 80), eval("x" + ".real" * 200, {"x": 5}), eval(" and ".join(["1"] * 1000)), eval(" < ".join(map(str, range(500)))), eval("not " * 101 + "1"), eval("-" * 100 + "1"), len(eval("f'" + "{1}" * 500 + "'")))
exec("class Big:\n" + "".join(f"    def m{i}(self): return {i}\n    a{i} = {i}\n" for i in range(500)), n); b = n["Big"](); print(b.m499(), b.a499, len(dir(b)) > 1000); exec("def many():\n" + "".join(f"    def i{i}(): return v{i}\n    v{i} = {i}\n" for i in range(150)) + "    return [" + ", ".join(f"i{i}()" for i in range(150)) + "]", n); print(sum(n["many"]())); exec("def tr():\n" + "".join("  " * (i + 1) + "try:\n" for i in range(15)) + "  " * 16 + "1 / 0\n" + "".join("  " * (i + 1) + f"finally: out.append({i})\n" for i in reversed(range(15))), n); n["out"] = []
try: n["tr"]()
except ZeroDivisionError: print(n["out"])
exec("def wi():\n  with " + ", ".join(f"cm({i}) as c{i}" for i in range(15)) + ":\n    return " + " + ".join(f"c{i}" for i in range(15)), n)
class cm:
    def __init__(self, i): self.i = i
    def __enter__(self): return self.i
    def __exit__(self, *a): pass
n["cm"] = cm; print(n["wi"]())
for text in ("(" * 300, "[" * 250 + "]" * 250, "if 1:\n" + "".join(" " * (i + 1) + "if 1:\n" for i in range(101)) + " " * 102 + "pass", "with " + ", ".join(["a"] * 25) + ": pass", "".join("  " * i + "for i in x:\n" for i in range(25)) + "  " * 25 + "pass"):
    try: compile(text, "t", "exec"); print("fine")
    except SyntaxError as e: print(type(e).__name__, e.msg)
big = "0" * 4000; print(len(str(int("9" + big))), len(eval("'" + "x" * 100000 + "'")), eval("0x" + "f" * 5000) == 16 ** 5000 - 1)
