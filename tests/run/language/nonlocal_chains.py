# stress: 499
"""Names of enclosing functions: rebinding, deleting, sharing between closures, cells that are still empty."""
def attempt(function, *arguments):
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
def counter():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    def drop():
        nonlocal total
        del total
    def read(): return total
    return add, drop, read
add, drop, read = counter()
print(add(2), add(3), read())
drop()
attempt(read)
attempt(add, 1)
attempt(drop)
def three():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = x + "!"
            return x
        return inner
    i = middle()
    return i(), i(), x
print(three())
def early():
    def use(): return later
    try: use()
    except NameError as error: print(error, error.name)
    later = 5
    return use()
print(early())
def loops():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return [f() for f in functions], [f() for f in [lambda: j for j in range(3)]], [f() for f in [lambda j=j: j for j in range(3)]]
print(loops())
def cells():
    a, b = 1, 2
    def f(): return a, b
    print(f.__code__.co_freevars, [c.cell_contents for c in f.__closure__], cells.__code__.co_cellvars)
    f.__closure__[0].cell_contents = "changed"
    print(a, f())
    del f.__closure__[1].cell_contents
    attempt(f)
    attempt(lambda: f.__closure__[1].cell_contents)
    print(f.__closure__[0] == f.__closure__[0], f.__closure__[1] < f.__closure__[0])
cells()
def parameter(x):
    def set_it():
        nonlocal x
        x = [x]
    set_it(); set_it()
    return x
print(parameter(1))
def exception_name():
    error = "before"
    def show(): return error
    try: raise ValueError("v")
    except ValueError as error: print(repr(show()))
    attempt(show)
exception_name()
def class_between():
    x = "function"
    class C:
        x = "class"
        y = x
        def m(self): return x
        z = [x for _ in range(1)]
        w = (lambda: x)()
    return C.y, C().m(), C.z, C.w
print(class_between())
for text in ("nonlocal x", "def f():\n nonlocal nope", "def f(x):\n nonlocal x", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x", "def f():\n global a\n nonlocal a", "class C:\n nonlocal q"):
    try: compile(text, "t", "exec")
    except SyntaxError as error: print(error.msg, error.lineno, error.offset)
