# Syntax trees: parsing to node objects, compiling node objects, and what the library does with both.
import ast
import textwrap

SOURCES = [
    "x = 1; del x;",
    "@a\n@b(1)\n\nasync def f[T: int = str](a, /, b: int = 2, *c, d, e=3, **f) -> None:\n    'doc'\n    await a\n    yield",
    "class C[**P, *Ts](A, metaclass=M): x: int = 1; y: str",
    "for i, (j, *k) in z:\n    continue\nelse:\n    pass",
    "while True:\n    break",
    "if a: b\nelif c: d\nelse: e",
    "with a as b, c: pass",
    "match x:\n    case [1, *_, -2.5j] | {'a': None, **rest} if y: pass\n    case C(1, k=True) as z: pass\n    case _: pass",
    "try:\n    raise E from None\nexcept (A, B) as e: pass\nelse: pass\nfinally: pass",
    "try: pass\nexcept* A: pass",
    "import a.b as c, d\nfrom .. import e as f\nfrom .g import *",
    "def g():\n    global q\n    nonlocal_ = lambda *a, k=1: (yield)\n    return [x async for x in y if z if w]",
    "type A[T] = list[T]",
    "a and b or not c; a < b <= c is not d not in e; -a ** +b @ ~c // d",
    "f(*a, b, k=1, **d)(x for x in y)(a, (x for x in y))",
    "{1: 2, **d}; {1, 2}; {k: v for k, v in z}; {s for s in z}; (1,); (); [*a]",
    "a[1:2, ..., ::3]; a.b.c; (w := 1); x if y else z",
    "u'a' 'b' \"\"\"c\nd\"\"\"; b'x' b'y'; 'caf\\u00e9 \\ud800'; 12345678901234567890; 1e100; 1_0j",
    "f'a{{b{x!r:>{w}.3}c' 'd' f'{y=}' f'{ z = !s:>5}'; t'{ x }{y=:a{b}}'; f''",
    "assert x, y; x += 1; x: int; (x): int = 3; print(*'héé', sep='é')",
]
for source in SOURCES:
    tree = ast.parse(source)
    print(ast.dump(tree, include_attributes=True))
    print(ast.unparse(tree))
    again = compile(ast.fix_missing_locations(ast.parse(ast.unparse(tree))), "<tree>", "exec", ast.PyCF_ONLY_AST)
    print(ast.dump(again) == ast.dump(ast.parse(ast.unparse(tree))))

print(ast.dump(ast.parse("(int, *str, **dict[str, int]) -> bool", mode="func_type"), include_attributes=True))
print(ast.dump(ast.parse("1 + x", mode="eval")), ast.dump(ast.parse("x", mode="single")))

# Trees that are compiled run like their text.
program = textwrap.dedent('''
    class Point:
        "A point."
        __match_args__ = ("x", "y")
        def __init__(self, x, y=2, *rest, scale: float = 1.0, **more):
            self.x, self.y = x * scale, y
        @property
        def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def where(p):
        match p:
            case Point(0, 0): return "origin"
            case Point(x, 0) | Point(0, x): return f"axis {x=:>6.2f} {x!r}"
            case {"k": [first, *_], **rest}: return first, rest
            case _: return t"{p}".interpolations[0].expression
    results = [where(Point(0, 0)), where(Point(3, 0)), where({"k": [1, 2], "z": 3}), where(5)]
    results.append([n for i in range(10) if (n := i * i) % 2])
    results.append({k: v for k, v in zip("ab", (1, 2))})
    def counter():
        total = 0
        def add(n):
            nonlocal total
            total += n
            return total
        return add
    add = counter(); add(1); results.append(add(41))
    try:
        try: 1 / 0
        except ZeroDivisionError as error: raise KeyError("k") from error
    except KeyError as error: results.append(repr(error.__cause__))
    results.append(Point.__doc__)
    def generic[T](a: T) -> T: return a
    results.append(generic.__annotations__["a"].__name__)
    results.append("\\ud800\\ufffd" "x")
''')
for source in program, ast.parse(program), ast.parse(ast.unparse(ast.parse(program))):
    namespace = {"__name__": "m"}
    exec(compile(source, "<program>", "exec"), namespace)
    print(ascii(namespace["results"]))


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(ast.fix_missing_locations(Doubler().visit(ast.parse("1 + 2 * 3", mode="eval"))), "", "eval")))
for constant in (-5, 2**70, (1, "a", None), frozenset({1}), ..., b"b", 1.5, -0.0, True):
    print(eval(compile(ast.Expression(ast.Constant(constant, lineno=1, col_offset=0)), "", "eval")))
print(ast.literal_eval("{'a': [1, -2.5, (3+4j)], 'b': {None, True}}") == {"a": [1, -2.5, 3 + 4j], "b": {None, True}})
text = "def f():\n    return é + [1,\n        2]\n"
print(ast.get_source_segment(text, ast.parse(text).body[0].body[0].value))

# Nodes.
node = ast.BinOp(ast.Constant(1), ast.Add(), right=ast.Constant(2))
print(node, node._fields, node.__match_args__, node._attributes, isinstance(node, ast.expr), ast.BinOp.__doc__)
print(ast.FunctionDef("f", ast.arguments(), []).decorator_list, ast.Name("x").ctx, ast.Return().value)
print(ast.Call._field_types, ast.arg._field_types)


def attempt(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error)


def module(*body):
    return lambda: compile(ast.Module(list(body)), "<tree>", "exec")


place = dict(lineno=1, col_offset=0)
attempt(module(ast.Expr(ast.Name("x"))))
attempt(module(ast.Expr(ast.Name("x", ast.Store(), **place), **place)))
attempt(module(ast.Expr(ast.Name("None", ast.Load(), **place), **place)))
attempt(module(ast.Expr(ast.Name(5, ast.Load(), **place), **place)))
attempt(module(ast.Assign([], ast.Constant(1, **place), **place)))
attempt(module(ast.If(ast.Constant(1, **place), [], [], **place)))
attempt(module(ast.Expr(ast.Constant([], **place), **place)))
attempt(module(ast.Try([ast.Pass(**place)], [], [], [], **place)))
attempt(module(ast.Pass(lineno=3, col_offset=0, end_lineno=2, end_col_offset=0)))
attempt(module(ast.Return(None, **place)))
attempt(module(5))
attempt(module(None))
attempt(lambda: compile(ast.Module(5), "", "exec"))
attempt(lambda: compile(ast.Pass(), "", "exec"))
attempt(lambda: compile(ast.Module([]), "", "eval"))
attempt(lambda: ast.BinOp(1, 2, 3, 4))
attempt(lambda: compile("1", "", "other"))
attempt(lambda: compile("1", "", "func_type"))
attempt(lambda: compile("1", "", "exec", 1 << 30))
attempt(lambda: compile("1", "", "exec", optimize=3))
