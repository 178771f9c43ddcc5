# stress: 20
import io  # Introspection: marshal, code objects, tokens, symbol tables.
import marshal
import symtable
import tokenize

VALUES = [None, True, ..., 0, -1, 2**31, -2**31 - 1, 2**100, -2**100, 1.5, -0.0, 1e300, 2 + 3j, "", "abc", "é\ud800", "x" * 300,
          b"", b"\x00\xff", (), (1, (2,)), [1, [2]], {"a": 1, 2: None}, {1, 2}, frozenset("a"), slice(1, None, 2), StopIteration]
for value in VALUES:
    for version in range(6):
        if isinstance(value, slice) and version < 5:
            continue
        back = marshal.loads(marshal.dumps(value, version))
        assert type(back) is type(value) and repr(back) == repr(value), (value, version, back)
loop = []
loop.append(loop)
back = marshal.loads(marshal.dumps(loop))
print(back[0] is back)
shared = [1]
back = marshal.loads(marshal.dumps([shared, shared]))
print(back[0] is back[1])
print(marshal.dumps((1, "a"), 2), marshal.loads(b"\xa9\x02z\x01ai\x05\x00\x00\x00"))


def attempt(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


attempt(marshal.dumps, object())
attempt(marshal.dumps, slice(1), 4)
for data in (b"", b"i\x00", b"?", b"r\x05\x00\x00\x00", b"[\xff\xff\xff\xff", b"l\x01\x00\x00\x00\x00\x00", b"l\x01\x00\x00\x00\xff\xff",
             b"(\x01\x00\x00\x000", b"s\xff\xff\xff\x7f", b")" + b"\x01)" * 3000):
    attempt(marshal.loads, data)
file = io.BytesIO()
marshal.dump([1], file)
marshal.dump("two", file)
file.seek(0)
print(marshal.load(file), marshal.load(file))
attempt(marshal.load, file)

source = "def f(a, b=2):\n    def g(): return a, b, [x for x in 'abc' if x not in {1, 2}]\n    try: return g()\n    finally: pass\n"
code = compile(source, "<code>", "exec")
attempt(marshal.dumps, code, allow_code=False)
back = marshal.loads(marshal.dumps(code))
print(back == code, hash(back) == hash(code), back != code.replace(co_name="other"))
namespace = {}
exec(back, namespace)
print(namespace["f"](1))
f = namespace["f"].__code__
print(f.co_varnames, f.co_cellvars, f.co_freevars, f.co_argcount, f.co_nlocals >= 2, f.co_name, f.co_firstlineno)
print(len(list(f.co_positions())) == len(f.co_code) // 2, list(f.co_lines())[-1][1] == len(f.co_code))
print(f.replace(co_name="h", co_firstlineno=7).co_name, f.replace() == f)
attempt(f.replace, co_name=1)
damaged = bytearray(marshal.dumps(code))
import sys
for at in range(0, len(damaged) if sys.implementation.name == "strict" else 0, 7):
    for bit in (1, 128):
        damaged[at] ^= bit
        try:
            marshal.loads(bytes(damaged))
        except (ValueError, EOFError, TypeError, MemoryError, UnicodeError):
            pass
        damaged[at] ^= bit

text = "if x:\n  # comment\n  y = f'a{b!r:>{w}}c' + 0x1F  # more\n\nclass é: pass\n"
for token in tokenize.generate_tokens(io.StringIO(text).readline):
    print(*token[:4], repr(token.line))
print([t.string for t in tokenize.tokenize(io.BytesIO(b"# coding: latin-1\nx = '\xe9'").readline)])
for bad in ("x = (1,\n", "'abc\n", "if x:\n    a\n  b\n", "0777\n", "a $ b\n"):
    try:
        print(len(list(tokenize.generate_tokens(io.StringIO(bad).readline))))
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error.args[0])

table = symtable.symtable("import os\ndef f(a, *b):\n    global g\n    c = a\n    def h(): return c\n    return [g for q in b]\nclass C:\n    x = 1\n", "<s>", "exec")


def show(table, depth=0):
    print("  " * depth + str(table.get_type()), table.get_name(), table.get_lineno(), table.is_nested(), table.is_optimized())
    for symbol in table.get_symbols():
        print("  " * depth + "  ", symbol.get_name(), [name for name in dir(symbol) if name.startswith("is_") and getattr(symbol, name)()])
    for child in table.get_children():
        show(child, depth + 1)


show(table)
