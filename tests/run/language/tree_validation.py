# Trees that a program made: what the constructors take, and what `compile` refuses.
import ast
import copy
import warnings

warnings.simplefilter("error")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def compiled(tree, mode="exec", **options):
    return type(compile(ast.fix_missing_locations(tree), "tree.py", mode, **options)).__name__


name = ast.Name("x", ast.Load())
attempt(lambda: ast.Name("x").ctx)
attempt(lambda: ast.Name())
attempt(lambda: ast.Name("x", "y", "z"))
attempt(lambda: ast.Name("x", id="y"))
attempt(lambda: ast.Name("x", unknown=1))
attempt(lambda: (ast.Call(name).args, ast.Return().value))
attempt(lambda: ast.dump(copy.replace(name, id="z")))
attempt(lambda: copy.replace(name, unknown=1))
attempt(lambda: repr(ast.parse("f(x)[1]")))
attempt(lambda: ast.cmpop.__doc__)


class Own(ast.AST):
    _fields = ("a", "b")
    _field_types = {"a": int | None, "b": list[str]}
    a: int | None = None


attempt(lambda: (Own().a, Own().b))


def module(*statements):
    return ast.Module(list(statements), [])


def value(expression):
    return compiled(module(ast.Expr(expression)))


attempt(lambda: value(name))
attempt(lambda: value(ast.Name("x", ast.Store())))
attempt(lambda: value(ast.Name("None")))
attempt(lambda: value(ast.ListComp(name, [])))
attempt(lambda: value(ast.Compare(name, [ast.Lt()], [])))
attempt(lambda: value(ast.BoolOp(ast.And(), [name])))
attempt(lambda: value(ast.Constant((1, int))))
attempt(lambda: value(ast.Dict([name], [])))
attempt(lambda: compiled(module(ast.FunctionDef("f", ast.arguments(), []))))
attempt(lambda: compiled(module(ast.FunctionDef("f", ast.arguments(defaults=[name]), [ast.Pass()]))))
attempt(lambda: compiled(module(ast.ImportFrom("m", [ast.alias("a")], -1))))
attempt(lambda: compiled(module(ast.Delete([]))))
attempt(lambda: compiled(ast.Expression(name)))
attempt(lambda: compiled(ast.Expression(name), "eval"))
attempt(lambda: compile(ast.Module([], []), "tree.py", "eval", ast.PyCF_ONLY_AST))

for places in [(10, 0, 1, 0), (-5, 0, -2, 0), (1, 10, 1, 1), (1, -5, 1, 1), (None, 0, 1, 1)]:
    statement = ast.Pass(lineno=places[0], col_offset=places[1], end_lineno=places[2], end_col_offset=places[3])
    attempt(lambda: compile(module(statement), "tree.py", "exec"))

for level in range(3):
    tree = ast.parse("'doc'\n__debug__\nmatch x:\n case -1 | 1+2j: pass", optimize=level)
    print(ast.dump(tree))
print(ast.dump(ast.parse("def f(): 'doc'", optimize=2)))
