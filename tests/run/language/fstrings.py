"""f-strings: conversions, nesting, debugging, quotes."""
x, y, w = 3.14159, "é", 10
print(f"{x} {x:.2f} {x:{w}.{2}} {y!r} {y!a} {y!s:>5}|{x=} {x=:.1f} {y=!s} {x + 1 = }")
print(f"{{}} {{{x:.0f}}} {'a' 'b'} {f"nested {f"{y}"}"} {[1, 2][0]} {({'k': 1})['k']} {(lambda v: v * 2)(4)}")
print(f"""{
    x
    :.1f}""", f"{x:>{w}}|{y:*^{w - 5}}|{42:#06x}|{True:d}|{None}", rf"\n{x:.0f}", f"\N{BULLET}\x41", f"{'\n'}" == "\n")
print(f"{x!r:^{w}.4}", f"{1,2}", f"{*[1, 2],}", f"{ {1: 2}[1] }", f"{x if x > 3 else y}", f"{(z := 5)}{z}", f'{"a" if True else "b"}')
class F:
    def __format__(self, spec): return f"[{spec}]"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
f = F()
print(f"{f}", f"{f:spec}", f"{f!s:>5}", f"{f!r}", f"{f=}", f"{f:{f}}", f"{f!s}", f"{f:{'a'}{'b'}}", f"{f:%Y-%m}", f"{f:{{}}}")
for e in ("f'{1:d}{\"a\":d}'", "f'{undefined}'", "f'{1/0}'", "f'{3:z}'", "f'{x:{y}}'"):
    try: print(eval(e))
    except Exception as err: print(type(err).__name__, err)
for bad in ("f'{'", "f'}'", "f'{}'", "f'{x!}'", "f'{x!z}'", "f'{x:'", "f'{a b}'", "f'{lambda x: 1}'"):
    try: compile(bad, "s", "eval")
    except SyntaxError as e: print(bad, type(e).__name__)
print(f"a" "b" f"{1}", "x" f"{2}" 'y', f"{x}" + f"{y}", len(f""), f"{'':5}|", f"{'abc':.2}", f"{1_000:_}", f"{-5:+}", f"{5: }", f"{1e10:g}", f"{10**20:,}")
