# stress: 499
"""f-strings: nesting, quotes, debug forms, conversions, specs with expressions, lambdas, walrus, several lines, bytes."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
x, name, width, d = 5, "n", 8, {"a": 1, "b": [1, 2]}
print(f"{x}{{}}{{{x}}}", f"{x!r:>{width}}|", f"{d["a"]}", f'{d['b'][0]}', f"{f"{f"{x}"}"}", f"{x=}", f"{x = }", f"{x = !s}", f"{x+1=:>5}", f"{ x }", f"{d['a']=}", f"{x:{'>'}{width}}", f"{x:{width}d}", f"{(lambda y: y * 2)(3)}", f"{(y := 7)} {y}", f"{x if x > 3 else 'no'}", f"{'a' 'b'}", f"{', '.join(str(i) for i in range(3))}", f"{x, 1}", f"{[1, 2][0]:03}", f"{ {'k': 1}['k'] }", f"{not x}", f"{x!a}", f"{'é'!a}", f"{None}", f"{...}", f"{x:}", f"{x!r:}", f"{'\n'}", f"{'\N{BULLET}'}", f"\N{BULLET}{x}", f"\x41{x}\u2603", rf"\n{x}\{x}", fr"{x:\>5}" if False else "", f"{'{'}{'}'}", f"{{{{{x}}}}}")
print(f"""{
    x  # a comment
    + 1
} {x:
}""" if False else f"""{
    x  # a comment
    + 1
}""", f'''{x
=}''', f"{x:%%}" if False else "", f"{3.14159:.{2}f}", f"{3.14159:{'.3'}{'f'}}", f"{x:{f'{width}'}}", f"{x!s:{width}}|", f"{'a':{'*'}{'^'}{5}}", f"{x:>{width}}{x:<{width}}|", f"{1_000:,}", f"{0x1f:#x}", f"{1e3}", f"{-x}", f"{+x}", f"{~x}", f"{x**2}", f"{x//2}", f"{x@y}" if False else "", f"{x<6}", f"{x!=5}", f"{x==5}", f"{x>=5=}", f"{'!'}", f"{x!r}!", f"{':'}", f"{d['b'][0:1]}", f"{(x):5}|", f"{x:=5}", f"{x:!<5}", f"{(x:=9)}{x}", f"{*[1, 2],}", f"{yield_}" if False else "", f"{ord('a')}", f"{'a'.upper()}")
class C:
    def __format__(self, s): return f"F[{s}]"
    def __repr__(self): return "R"
    def __str__(self): return "S"
c = C(); print(f"{c}", f"{c!r}", f"{c!s}", f"{c:a{x}b}", f"{c=}", f"{c=:q}", f"{c=!s}", f"{c!r:>3}", f"{c:%H:%M}", f"{c:{'<'}}", f"{c::}", f"{c: }", f"{c:!r}", f'{c:"}')
log = []
def t(v): log.append(v); return v
f"{t(1)}{t(2):{t(3)}}{t(4)!r}"; print(log)
attempt(lambda: f"{1:{2}{'x'}}"); attempt(lambda: f"{undefined}"); attempt(lambda: f"{[]:5}"); attempt(lambda: f"{1:q}"); attempt(lambda: f"{1/0}"); attempt(lambda: f"{'a':d}")
for text in ("f'{a b}'", "f'{'", "f'}'", "f'{}'", "f'{!r}'", "f'{:5}'", "f'{=}'", "f'{a!}'", "f'{a!x}'", "f'{a!r:{'", "f'{a:{b}'", "f'{a!r b}'", "f'{#}'", "f'{a\\n}'", "f'{lambda x: 1}'", "f'{(lambda x: 1)}'", "f'{a:{b:{c:{d}}}}'", "f'{*a}'", "f'{**a}'", "f'{a=b}'", "f'{a:=}'", "f'{yield}'", "f'{a;b}'", "f'{import x}'", "f'{a!rx}'", "f'{a! r}'", "f'{a !r}'", "f\"{'\"", "f'{a[}'", "f'{a)}'", "f'{a]}'", "fb'a'", "bf'a'", "uf'a'", "f'{0x}'", "f'{a.}'", "f'{for}'", "f'{True = 1}'", "f'{a:{}}'", "f'{a}' b'c'", "f'{a!}}'", "f'''{\n'''", "f'{\"a}'", "f'\\N{nope}'", "f'\\N{BULLET'", "f'{a' '}'", "def f(): f'{a}' = 1", "f'{a}' := 1", "del f'{a}'"):
    try: compile(text, "t", "exec"); print("fine", text)
    except SyntaxError as error: print(error.msg, error.offset)
def doc(): f"not a docstring {x}"
print(doc.__doc__, f"{x}" "y" f"{x}", "a" f"{x}" r"\n", f"" == "", f"{''}" == "", f"{x}"f"{name}", type(f"{x}").__name__, f"{'nested ' + f'{x:{width}}'}", f"{'a' if f'{x}' else 'b'}"); print(f"{'''multi
line'''}", f'{"dq" + 'sq'}', f"{"\"" + '\''}", f"{d | {'z': 1}}", f"{{**d}}" if False else f"{ {**d} }", f"{ {1, 2} == {2, 1} }", f"{[i for i in range(3) if i]}", f"{(i for i in 'a').__class__.__name__}")
