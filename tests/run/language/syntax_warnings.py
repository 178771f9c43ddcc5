# What the compiler warns of: where, in which words, once for each compilation, and as an error if a filter says so.
import ast
import warnings

CASES = [
    r"'\d\e'",
    "'''\n\\d'''",
    r"b'\N{x}'",
    r"r'\d'; rf'\{x}'; '\é'; '\x41'",
    r"'\400' '\377'",
    r"f'\d{x}\e{y:\i}'",
    r"f'\{6}'",
    "('a'\n'\\d')",
    "1if x else 2",
    "[0x1for x in y]",
    "1jin x",
    "0b1or x",
    "() is x",
    "x is not 'a'",
    "1 is 1 is 1",
    "x is -1; x is ...; x is None; (x,) is y",
    "assert (x, 'y')",
    "assert ()",
    "x = [(1, 2) (3, 4)]",
    "1(); (-1)(); (lambda: 0)(); [](); {}(); f''()",
    "None[1]; 1.5[2]; {1}[0]; (lambda: 0)[0]",
    "[1][1, 2]; (1, 2)[1.0]; 'abc'['a']; [][lambda: 0]; [1][0]; [1][True]; [1][0:1]",
    "def f():\n try: pass\n finally:\n  return 1",
    "for x in y:\n try: pass\n finally:\n  for z in y: continue\n  else: break\n  continue",
    "try: pass\nfinally:\n def f(): return\n while x: break",
    "def f():\n  1 is x\n2 is x",
]


def show(compile_case):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile_case()
    for warning in caught:
        print("  ", warning.category.__name__, warning.message, warning.filename, warning.lineno)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile_case()
        except SyntaxError as error:
            print("   raised", error.msg, error.filename, error.lineno)


for case in CASES:
    print(repr(case))
    show(lambda: compile(case, "case.py", "exec"))

print("trees")
for case in [r"'\d'", "1 is x", "def f():\n try: pass\n finally:\n  return 1", "1if x else 2"]:
    print(repr(case))
    show(lambda: ast.parse(case))
    tree = ast.parse(case)
    show(lambda: compile(tree, "tree.py", "exec"))

print("one filter for a module")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("ignore")
    warnings.filterwarnings("always", module="wanted")
    compile("1 is x", "wanted.py", "exec")
    compile("1 is x", "unwanted.py", "exec")
print([warning.filename for warning in caught])
