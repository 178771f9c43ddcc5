# Programs that are parsed as those of older versions, and integers too long to read.
import ast

for v, s in ((7, '(x := 0)'), (7,'def f(x, /): pass'), (10,'try: pass\nexcept* A: pass'), (9, 'match x:\n case 1: pass'), (11, 'def f[T](): pass'), (11,'class C[T]: pass'),(12,'def f[T=int](): pass'),(11,'type X = int'),(8,'with (a as b): pass'),(13,"t'a'"),(13,'try: pass\nexcept A, B: pass'),(13,'try: pass\nexcept* A, B: pass'),(8,'@a[0]\ndef f(): pass'),(5,'1_000'),(4,'async def f(): pass'),(5,'x: int'),(5,'[x async for x in y]'),(4,'a @ b'),(7,'lambda x, /: x'),(4,'await x'),(5,'async def f(): [await x for x in y]'),(7,'async def f():\n async for x in y: pass'),(4,'async def f():\n async with x: pass'),(7,"f'{x=}'"),(11,"f'{'a'}'"),(7,'return *a, b'),(7,'for x in *a, b: pass'),(10,'a[*b]'),(10,'def f(*a: *b): pass'),(7,'while 1:\n try: pass\n finally: continue')):
    try: ast.parse(s, feature_version=(3, v)); print('ok', v, s)
    except SyntaxError as e: print(v, s, e)

for digits in 4300, 4301:
    for source, mode in ("x = 1\ny = " + "1" * digits, "exec"), ("-" + "1_1" * digits, "eval"), ("'" + "1" * digits + "'", "eval"), ("1" * digits + "j", "eval"):
        for flags in 0, ast.PyCF_ONLY_AST:
            try:
                compile(source, "f", mode, flags)
                print("compiled", len(source))
            except SyntaxError as e:
                print(e, e.lineno, e.offset, e.end_lineno, e.end_offset, len(e.text))
