"""Random programs about one feature each: groups of exceptions, patterns, changing classes, views, slices, scopes, formats, async."""

LEAVES = "ValueError TypeError KeyError OSError Custom ZeroDivisionError".split()
FLAGS = ["", "", "", "#", "0", "+", " ", "-", "<", ">", "^", "*<", "0=", "z"]


class Features:
    """Each method gives the lines of a program; `log` and `attempt` print what happens."""

    def feature(self):
        self.variables = {}
        return self.pick([self.groups, self.patterns, self.changes, self.views, self.slices, self.scopes, self.formats, self.awaiting, self.generators, self.descriptors])()

    def guarded(self, lines):
        return ["try:"] + ["    " + line for line in lines] + ["except Exception as error: failed(error)"]

    # Groups of exceptions.

    def group(self, depth=2):
        parts = []
        for _ in range(self.random.randrange(1, 4)):
            leaf = f"{self.pick(LEAVES)}({self.pick(['', '1', repr('a')])})"
            parts.append(self.group(depth - 1) if depth and self.chance(35) else leaf)
        return f"{self.pick(['ExceptionGroup', 'ExceptionGroup', 'BaseExceptionGroup'])}({self.pick(['g', 'h', ''])!r}, [{', '.join(parts)}])"

    def condition(self):
        one = self.pick(LEAVES + ["Exception", "LookupError", "ArithmeticError"])
        return self.pick([one, f"({one}, {self.pick(LEAVES)})", f"lambda e: isinstance(e, {one})", "lambda e: len(e.args) > 0", "3"])

    def groups(self):
        lines = [f"g = {self.group()}", "log(g, g.exceptions)"]
        for _ in range(self.random.randrange(1, 4)):
            lines.append(self.pick([
                f"show('g.split({self.condition()})')", f"show('g.subgroup({self.condition()})')",
                "show('g.derive([ValueError(9)])')", "attempt('g.add_note(\"note\")')",
                f"show({self.group()!r})", "show(\"ExceptionGroup('x', [])\")", "show(\"ExceptionGroup('x', [1])\")", "show(\"ExceptionGroup('x', [KeyboardInterrupt()])\")",
            ]))  # fmt: skip
        for _ in range(self.random.randrange(1, 3)):
            lines += self.handled()
        return lines

    def handled(self):
        name = self.fresh("f")
        body = [self.pick(["raise g", "raise g from ValueError('cause')", f"raise {self.pick(LEAVES)}(5)", f"raise {self.group(1)}"])]
        lines = [f"def {name}():", "    try:"] + ["        " + line for line in body]
        for _ in range(self.random.randrange(1, 4)):
            types = self.pick([self.pick(LEAVES), f"({self.pick(LEAVES)}, {self.pick(LEAVES)})", "Exception"])
            lines += [f"    except* {types} as e:", "        log('handles', e, e.exceptions, e.__cause__, sys.exception() is e)"]
            lines.append("        " + self.pick(["pass", "pass", "raise", f"raise {self.pick(LEAVES)}(7)", "raise e", f"raise {self.pick(LEAVES)}(8) from None", "raise e.exceptions[0]"]))
        if self.chance(30):
            lines += ["    else:", "        log('else')"]
        if self.chance(40):
            lines += ["    finally:", "        log('finally', sys.exception())"]
        lines += ["    log('after', sys.exception())"]
        return lines + [f"drive({name}, [], {{}}, [])"]

    # Patterns.

    def subject(self):
        return self.pick([
            "P(1, 2)", "P(1, [1, 2, 3])", "Q(3)", "Q('a')", "{'a': 1, 'b': {'c': 2}}", "{'k': [1, 2]}", "[1, [2, 3], 4]", "(1, 'a', None)", "[]", "'abc'", "b'ab'",
            "range(3)", "5", "-1", "2.5", "1j", "None", "True", "collections.deque([1, 2])", "collections.OrderedDict(a=1)", "types.SimpleNamespace(a=1)", "Color.red", "bytearray(b'ab')", "array",
        ])  # fmt: skip

    def bound(self):
        self.counter += 1
        return f"n{self.counter}"

    def deep_pattern(self, depth):
        form = self.random.randrange(12 if depth else 5)
        inner = lambda: self.deep_pattern(depth - 1)
        if form == 0:
            return self.pick(["1", "-1", "2.5", "'a'", "None", "True", "1j", "b'ab'", "Color.red", "Color.blue"])
        if form == 1:
            return "_"
        if form in (2, 3):
            return self.bound()
        if form == 4:
            return self.pick(["int()", "str()", "list()", "dict()", "float(x)", "tuple()", "P()", "Q()", "object()", "range()"]).replace("(x)", f"({self.bound()})")
        if form == 5:
            return self.pick([f"P({inner()}, {inner()})", f"P({inner()})", f"P(x={inner()})", f"Q({inner()})", f"P({inner()}, y={inner()})", f"Q(value={inner()}, other={inner()})", f"P({inner()}, x={inner()})"])
        if form == 6:
            return f"[{', '.join(inner() for _ in range(self.random.randrange(4)))}]"
        if form == 7:
            before = [inner() for _ in range(self.random.randrange(2))]
            after = [inner() for _ in range(self.random.randrange(2))]
            return f"[{', '.join(before + ['*' + self.pick(['_', self.bound()])] + after)}]"
        if form == 8:
            entries = [f"{key!r}: {inner()}" for key in self.random.sample(["a", "b", "k", 1, None], self.random.randrange(3))]
            return "{" + ", ".join(entries + ([f"**{self.bound()}"] if self.chance(40) else [])) + "}"
        if form == 9:
            return f"({self.deep_pattern(0).replace('_', '0')} as {self.bound()})" if self.chance(50) else f"({inner()})"
        if form == 10:
            return "(" + " | ".join(self.pick(["1", "'a'", "None", "int()", "[]", "P(1)", "{'a': 1}", "2.5"]) for _ in range(2)) + ")"
        return f"({inner()}, {inner()})"

    def patterns(self):
        lines = ["import array as array_module; array = array_module.array('i', [1, 2])", "import enum", "class Color(enum.Enum): red = 1; blue = 2",
                 "class P:", f"    __match_args__ = {self.pick(['(chr(120), chr(121))', '(chr(120), chr(121))', '(chr(120),)', '[chr(120)]', '(1,)', 'None', '(chr(120), chr(120))'])}",
                 "    def __init__(self, x, y): self.x, self.y = x, y", "    def __repr__(self): return f'P({self.x!r}, {self.y!r})'",
                 "class Q:", "    __match_args__ = ('value',)", "    def __init__(self, value): self.kept = value", "    @property", "    def value(self):", "        log('asked'); return self.kept"]  # fmt: skip
        name = self.fresh("f")
        lines += [f"def {name}(it):", "    match it:"]
        for number in range(self.random.randrange(2, 6)):
            self.counter = 0
            pattern = self.deep_pattern(2)
            names = [f"n{index + 1}" for index in range(self.counter) if f"n{index + 1}" in pattern]
            guard = self.pick(["", "", "", " if log('guard') is None", " if it"])
            if pattern in names + ["_"]:
                pattern += " if it == 1" if not guard else ""
            lines += [f"        case {pattern}{guard}:", f"            return {number}, {', '.join(names) or None}"]
        lines = ["\n".join(lines)]
        text = lines[0]
        calls = [f"drive({name}, [{self.subject()}], {{}}, [])" for _ in range(6)]
        return [f"attempt({('exec(' + repr(text) + ', namespace)')!r})"] + self.guarded(calls)

    # Classes that change while they are used.

    def changes(self):
        lines = ["class A:", "    x = 1", "    def m(self): return 'A.m'", "class B(A):", "    def n(self): return self.m() + '!'", "class C(A):", "    x = 3", "    def m(self): return 'C.m'", "class S:", "    __slots__ = ('x', 'y')"]
        lines += ["a, b, c, s = A(), B(), C(), S()", "def use(o):", "    seen = []", "    for source in ('o.x', 'o.m()', 'o.n()', 'o.y', 'len(o)', 'o + 1', 'o[0]', 'o == 1', 'bool(o)'):",
                  "        try: seen.append(eval(source, {'o': o}))", "        except Exception as error: seen.append(type(error).__name__)", "    log(type(o).__name__, seen)",
                  "def hot(o):", "    result = []", "    for i in range(3):", "        try: result.append((o.x, o.m()))", "        except Exception as error: result.append(str(error))", "    return result"]  # fmt: skip
        values = ["5", "lambda self: 'new'", "property(lambda self: 'property')", "classmethod(lambda cls: cls.__name__)", "staticmethod(lambda: 'static')", "Descriptor('d')", "None", "lambda self, *a: 4"]
        for _ in range(self.random.randrange(6, 16)):
            owner, thing = self.pick("ABCS"), self.pick("abcs")
            name = self.pick(["x", "m", "n", "y", "__len__", "__add__", "__getitem__", "__eq__", "__bool__", "__getattr__", "__call__", "__hash__"])
            lines.append(self.pick([
                f"attempt({f'setattr({owner}, {name!r}, {self.pick(values)})'!r})", f"attempt({f'delattr({owner}, {name!r})'!r})",
                f"attempt({f'setattr({thing}, {name!r}, {self.pick(values)})'!r})", f"attempt({f'delattr({thing}, {name!r})'!r})",
                f"attempt({f'setattr({thing}, {chr(39)}__class__{chr(39)}, {owner})'!r})", f"attempt({f'setattr({owner}, {chr(39)}__bases__{chr(39)}, ({self.pick(chr(65) + chr(66) + chr(67))},))'!r})",
                f"attempt({f'{thing}.__dict__.update({name}=7)'!r})", f"attempt({f'{thing}.__dict__.clear()'!r})", f"attempt({f'setattr({thing}, {chr(39)}__dict__{chr(39)}, dict(x=8))'!r})",
                f"use({thing})", f"use({thing})", f"log(hot({thing}))", f"show({f'{owner}.__mro__'!r})", f"log(sorted(vars({owner})))", f"show({f'vars({thing})'!r})",
            ]))  # fmt: skip
        return lines + ["use(a)", "use(b)", "use(c)"]

    # Views of dictionaries, and sets.

    def views(self):
        lines = [f"d = {{{', '.join(f'{key}: {self.small()}' for key in self.random.sample(['1', '2', '3', repr('a'), repr('b'), 'None', '1.5', '(1,)'], 4))}}}", "k, v, i = d.keys(), d.values(), d.items()"]
        for _ in range(self.random.randrange(8, 18)):
            view = self.pick("kvi")
            other = self.pick(["{1, 2}", "[1, 'a']", "{1: 2}.keys()", "{1: 2}.items()", "(x for x in [1, 3])", "frozenset([3])", "3", "k", "i", "v", "'ab'", "[[1]]", "{(1, 2)}"])
            use = self.pick([
                f"{view} {self.pick(['&', '|', '-', '^'])} {other}", f"{other} {self.pick(['&', '|', '-', '^'])} {view}", f"{view} {self.pick(['<', '<=', '==', '!=', '>', '>='])} {other}",
                f"{view}.isdisjoint({other})", f"{self.any(0)} in {view}", f"len({view})", f"list(reversed({view}))", f"{view}.mapping", f"hash({view})", f"repr({view})", f"list({view})", f"{view}[0]",
                f"d.pop({self.small()}, None)", "d.popitem()", f"d.setdefault({self.any(0)}, {self.any(0)})", f"d.update({other})", f"d | {{{self.small()}: 1}}", f"d.get({self.any(0)})", "d.copy() == d", "d.clear()",
                f"[d.setdefault({self.small()}, 1) for _ in {view}]", f"{{x: 1 for x in {view}}}", f"next(iter({view}))", f"d.__ior__({other})", f"dict.fromkeys({view}, 0)", f"max({view})", f"sorted({view}, key=str)",
            ])  # fmt: skip
            lines.append(f"show({use!r})")
        return lines + ["log(d)"]

    # Slices that are assigned and deleted.

    def slices(self):
        kind = self.pick(["list", "list", "bytearray", "array_module.array"])
        start = {"list": "list(range(8))", "bytearray": "bytearray(range(8))", "array_module.array": "array_module.array('i', range(8))"}[kind]
        lines = ["import array as array_module", f"t = {start}"]
        for _ in range(self.random.randrange(8, 20)):
            parts = [self.pick(["", "", "0", "1", "-1", "3", "-3", "9", "-9", "100", "None", "2**70", "-2**70", "True", "'a'", "1.5"]) for _ in range(3)]
            key = ":".join(parts[: self.random.randrange(2, 4)])
            given = self.pick(["[]", "[1]", "[1, 2, 3]", "range(2)", "t", "t[:]", "b'ab'", "'ab'", "5", "(x for x in [7, 8])", "iter([9])", "[300]", "[-1]", "['z']", "{4: 1}", "array_module.array('i', [5])", "array_module.array('b', [5])", "memoryview(b'xy')", "None"])
            lines += self.guarded([self.pick([f"t[{key}] = {given}", f"t[{key}] = {given}", f"del t[{key}]", f"log(t[{key}])", f"t[{key}] += {given}", f"t += {given}", f"t *= {self.pick(['0', '2', '-1', '1.5'])}", f"t.insert({self.small()}, {self.small()})", f"t.extend({given})", f"t.pop({self.pick(['', '0', '-1', '50'])})", f"t.reverse()", f"t[{self.small()}] = {self.any(0)}"])])
            lines += ["log(t)", "if len(t) > 40: del t[8:]"]
        return lines

    # Scopes of comprehensions, lambdas and classes.

    def scoped(self, depth, names):
        if depth == 0:
            return self.pick(names + ["1"])
        form = self.random.randrange(9)
        name = self.pick("abcd")
        inner = lambda extra=(): self.scoped(depth - 1, names + list(extra))
        if form < 3:
            left, right = self.pick([("[", "]"), ("{", "}"), ("(", ")"), ("[", "]")])
            text = f"{left}{inner([name])} for {name} in {self.pick(['range(2)', inner(), '(1, 2)'])}{self.pick(['', f' if {name}', f' for {self.pick(chr(97) + chr(98))} in [{name}]'])}{right}"
            return f"sorted(map(str, {text}))" if left == "{" else f"list{text}" if left == "(" else text
        if form == 3:
            return f"(lambda {name}=1: {inner([name])})()"
        if form == 4:
            return f"({name} := {inner()})"
        if form == 5:
            return f"[f() for f in [lambda: {inner([name])} for {name} in range(2)]]"
        if form == 6:
            return f"{{{inner()!s}: 1 for {name} in range(2)}}" if self.chance(10) else f"({inner()}, {inner()})"
        if form == 7:
            return f"({inner()} if {inner()} else {inner()})"
        return f"eval({name!r})" if self.chance(30) else f"sorted(locals())" if self.chance(30) else f"f'{{{inner()}}}'".replace("''", "'")

    def scopes(self):
        lines = ["a, b = 'ga', 'gb'"]
        for _ in range(4):
            texts = [self.scoped(3, ["a", "b", "c", "d"]) for _ in range(3)]
            name = self.fresh("f")
            kind = self.pick(["function", "class", "module", "method", "nested"])
            body = [self.pick([f"log({text})", f"c = {text}", f"d = [{text}]", f"x = {text}"]) for text in texts]
            if self.chance(20):
                body.insert(self.random.randrange(3), self.pick(["del c", "del a", "global b", "nonlocal a", "import os as d", "for b in range(2): pass"]))
            if kind == "function":
                block = [f"def {name}(a=1):"] + ["    " + line for line in body] + [f"{name}()"]
            elif kind == "class":
                block = [f"class {name}:", "    a = 2"] + ["    " + line for line in body]
            elif kind == "method":
                block = [f"class {name}:", "    b = 3", "    def m(self, c=4):"] + ["        " + line for line in body] + [f"{name}().m()"]
            elif kind == "nested":
                block = [f"def {name}(a=1):", "    b = 2", "    def inner(c=3):"] + ["        " + line for line in body] + ["    inner()", "    log(a, b)", f"{name}()"]
            else:
                block = body
            text = "\n".join(block)
            lines.append(f"attempt({('exec(' + repr(text) + ', namespace)')!r})")
        return lines

    # Formats.

    def specification(self):
        flags = "".join(self.pick(FLAGS) for _ in range(self.pick([1, 1, 2])))
        return f"{flags}{self.pick(['', '', '1', '6', '12', '012'])}{self.pick(['', '', ',', '_'])}{self.pick(['', '', '.0', '.1', '.3', '.10'])}{self.pick(['', 'd', 'x', 'X', 'o', 'b', 'e', 'f', 'g', 'G', 'n', '%', 's', 'c', 'E', 'q'])}"

    def formats(self):
        lines = []
        for _ in range(20):
            value = self.pick([self.int, self.float, self.small, self.str, self.complex, self.bool])()
            form = self.random.randrange(5)
            specification = self.specification()
            if form < 2:
                lines.append(f"show({f'format({value}, {specification!r})'!r})")
            elif form == 2:
                flags = "".join(self.pick(["", "", "#", "0", "-", "+", " "]) for _ in range(2))
                letters = f"%{flags}{self.pick(['', '5', '*'])}{self.pick(['', '.2', '.*', '.0'])}{self.pick('diouxXeEfFgGcrsa%')}"
                lines.append(f"show({f'{letters!r} % ({value},)'!r})")
            elif form == 3:
                source = repr("{:" + specification + "}") + f".format({value})"
                lines.append(f"show({source!r})")
            else:
                nested = self.pick(["{v!r:>{w}}", "{v:{w}}", "{v!s:^{w}.{p}}", "{v=}", "{v=!r:^20}", "{v:{'>' + str(w)}}", "{v!a}", "{{{v}}}", "{v:%}", "{v,}", "{(lambda x: x)(v)}", "{v:{w}.{p}f}", "{d['k']}", "{v=:{w}}"])
                lines.append(f"show({('f' + chr(34) * 3 + nested + chr(34) * 3)!r}, {f'v, w, p, d = {value}, 12, 2, dict(k=1)'!r})")
        return lines

    # Coroutines, asynchronous generators, managers and comprehensions.

    def awaited(self, depth):
        form = self.random.randrange(10)
        if form == 0:
            return f"await Pause({self.small()})"
        if form == 1:
            return "[x async for x in Ticker(3)]"
        if form == 2:
            return f"[await Pause(x) for x in range(2) if {self.pick(['x', 'True', 'await Pause(x)'])}]"
        if form == 3:
            return "{x: y async for x in Ticker(2) for y in [await Pause(x)]}"
        if form == 4:
            return "sorted({x async for x in keep(agen(2)) if x})"
        if form == 5:
            return "[x async for x in (y async for y in Ticker(2))]"
        if form == 6:
            return f"await other({self.small()})"
        if form == 7:
            return "[[await Pause(y) for y in range(2)] async for x in Ticker(2)]"
        if form == 8:
            return "await anext(keep(agen(1)), 'none')"
        return f"(await Pause(1), {self.any(0)})"

    def awaiting(self):
        lines = ["async def agen(count):", "    try:", "        for i in range(count):", "            got = yield i", "            log('got', got)", "            await Pause('in')", "    except BaseException as error:", "        log('agen caught', type(error).__name__)", f"        {self.pick(['raise', 'raise', 'yield 9', 'return', 'await Pause(7); raise'])}", "    finally:", "        log('agen ends')", f"        {self.pick(['pass', 'await Pause(8)'])}",
                 "async def other(n):", f"    {self.pick(['return n', 'await Pause(n); return n', 'raise KeyError(n)', 'async with Manager(n, True): raise ValueError(n)'])}"]  # fmt: skip
        name = self.fresh("f")
        lines += [f"async def {name}():"]
        body = []
        for _ in range(self.random.randrange(2, 5)):
            body += self.pick([
                [f"log({self.awaited(1)})"], [f"log({self.awaited(1)})"],
                ["g = keep(agen(3))", f"log(await g.{self.pick(['asend(None)', '__anext__()', 'athrow(ValueError)', 'aclose()', 'asend(5)'])})", f"log(await g.{self.pick(['asend(None)', '__anext__()', 'athrow(ValueError(1))', 'aclose()', 'asend(5)', 'athrow(GeneratorExit)'])})"],
                ["async for x in keep(agen(3)):", f"    {self.pick(['log(x)', 'break', 'continue', 'log(await Pause(x))'])}", "else:", "    log('else')"],
                ["try:", f"    log({self.awaited(1)})", f"    {self.pick(['raise ValueError', 'raise StopIteration', 'raise StopAsyncIteration', 'pass'])}", "except Exception as error:", "    log('caught', error, await Pause(1))", "finally:", f"    log({self.awaited(1)})"],
                [f"async with Manager(1, {self.pick(['True', 'False'])}) as m, Manager(2, {self.pick(['True', 'False'])}):", f"    log(m, {self.awaited(1)})", f"    {self.pick(['pass', 'raise KeyError(1)', 'return 4'])}"],
                [f"c = keep(other(1)); log(inspect.getcoroutinestate(c)); c.close(); log(inspect.getcoroutinestate(c))"],
                ["await 3"], ["async with 3: pass"], ["async for x in 3: pass"], ["async with Manager(1, False): await None"], ["c = keep(other(2))", "await c", "await c"],
            ])  # fmt: skip
        lines += ["    " + line for line in body] + ["    return 'end'"]
        for _ in range(2):
            lines.append(f"drive({name}, [], {{}}, {self.script() + ['next'] * 6!r})")
        return lines

    # Generators that delegate, that are entered twice, that are closed.

    def generators(self):
        inner, outer = self.fresh("g"), self.fresh("g")
        lines = [f"def {inner}(n):", "    try:", "        for i in range(n):", "            try:", "                got = yield i", "                if got: log('got', got)",
                 f"            except {self.pick(['ValueError', 'KeyError', 'Exception', 'GeneratorExit'])} as error:", "                log('inner caught', type(error).__name__, error.args)", f"                {self.pick(['pass', 'raise', 'yield 100', 'return 5', 'raise RuntimeError from error', 'raise StopIteration'])}",
                 "    finally:", f"        {self.pick(['log(chr(102))', 'yield 200', 'return 6', 'raise KeyError(3)'])}", "    return n",
                 f"def {outer}(*args):", f"    try:", f"        r = yield from {self.pick([f'keep({inner}(3))', f'keep({inner}(1))', 'iter([1, 2, 3])', '[4, 5]', 'Odd()', f'keep({inner}(4))', '(x for x in range(3))', 'map(str, [1, 2])'])}", "        log('result', r)",
                 f"    except {self.pick(['ValueError', 'BaseException', 'LookupError'])} as error:", "        log('outer caught', type(error).__name__, error.args)", f"        {self.pick(['raise', 'yield 300', 'pass'])}", f"    yield from keep({inner}(2))", "    yield 'end'",
                 "class Odd:", "    def __iter__(self): return self", "    def __next__(self): return 1", f"    def {self.pick(['throw', 'send', 'close', 'other'])}(self, *args): log('odd', *args); {self.pick(['return 2', 'raise StopIteration(4)', 'raise', 'raise KeyError(5)'])}"]  # fmt: skip
        for _ in range(3):
            lines.append(f"drive({outer}, [], {{}}, {self.script() + self.script()!r})")
        lines += ["def selfish():", f"    yield {self.pick(['next(it)', 'it.close()', 'it.throw(ValueError)', 'list(it)', 'it.gi_running, it.gi_frame is None, it.gi_yieldfrom'])}", "it = selfish()"]
        return lines + self.guarded(["log(next(it), inspect.getgeneratorstate(it))", "log(list(it), it.gi_frame)"])

    # Descriptors, and lookups that find them.

    def descriptors(self):
        methods = self.random.sample(["__get__", "__set__", "__delete__", "__set_name__"], self.random.randrange(1, 5))
        bodies = {"__get__": "def __get__(self, instance, owner=None): log('get', instance is None, owner.__name__); return 'got'", "__set__": "def __set__(self, instance, value): log('set', value)", "__delete__": "def __delete__(self, instance): log('delete')", "__set_name__": "def __set_name__(self, owner, name): log('name', owner.__name__, name)"}
        lines = ["class D:"] + ["    " + bodies[method] for method in methods] + ["class M(type):", f"    w = {self.pick(['D()', '5', 'property(lambda c: c.__name__)'])}", "    def t(cls): return 'M.t'",
                 "class A(metaclass=M):", "    x = D()", f"    y = {self.pick(['D()', 'property(lambda s: 1)', 'functools.cached_property(lambda s: 2)', '3', 'staticmethod(D())', 'classmethod(D())', 'functools.partialmethod(max, 3)'])}",
                 "    @property", "    def p(self): log('p'); return self._p", "    @p.setter", "    def p(self, v): log('p=', v); self._p = v", f"    {self.pick(['pass', 'def __getattr__(self, n): return n + chr(33)', 'def __getattribute__(self, n): log(n); return super().__getattribute__(n)', '__slots__ = (chr(113),)'])}",
                 "class B(A):", f"    x = {self.pick(['1', 'D()'])}", "    w = 4" if self.chance(40) else "    pass", "a, b = A(), B()"]  # fmt: skip
        for _ in range(self.random.randrange(8, 20)):
            thing, name = self.pick(["a", "b", "A", "B", "super(B, b)", "super(B, B)"]), self.pick(["x", "y", "p", "w", "t", "q", "_p", "__dict__", "__class__", "__name__"])
            lines.append(self.pick([f"show({f'{thing}.{name}'!r})", f"show({f'{thing}.{name}'!r})", f"attempt({f'setattr({thing}, {name!r}, 7)'!r})", f"attempt({f'delattr({thing}, {name!r})'!r})", f"attempt({f'{thing}.__dict__.setdefault({name!r}, 8)'!r})", f"show({f'hasattr({thing}, {name!r})'!r})", f"show({f'inspect.getattr_static({thing}, {name!r}, None).__class__'!r})"]))
        return lines
