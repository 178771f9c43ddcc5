"""Random programs: each is a list of lines that logs what it does, ends soon and depends on nothing that varies."""

from expressions import Expressions
from features import Features

EXCEPTIONS = "ValueError KeyError IndexError TypeError ZeroDivisionError RuntimeError StopIteration AttributeError OSError LookupError Exception Custom ArithmeticError AssertionError".split()
SPECIAL_METHODS = {
    "__eq__": "self, other", "__hash__": "self", "__lt__": "self, other", "__len__": "self", "__bool__": "self",
    "__repr__": "self", "__str__": "self", "__call__": "self, *args, **kwargs", "__getattr__": "self, name",
    "__getattribute__": "self, name", "__setattr__": "self, name, value", "__delattr__": "self, name", "__getitem__": "self, key",
    "__setitem__": "self, key, value", "__delitem__": "self, key", "__contains__": "self, item", "__iter__": "self",
    "__next__": "self", "__add__": "self, other", "__radd__": "self, other", "__iadd__": "self, other", "__mul__": "self, other",
    "__rsub__": "self, other", "__neg__": "self", "__index__": "self", "__int__": "self", "__float__": "self",
    "__format__": "self, spec", "__enter__": "self", "__exit__": "self, *args", "__get__": "self, instance, owner=None",
    "__set__": "self, instance, value", "__delete__": "self, instance", "__set_name__": "self, owner, name",
    "__init_subclass__": "cls, **kwargs", "__class_getitem__": "cls, item", "__new__": "cls, *args, **kwargs",
    "__init__": "self, *args, **kwargs", "__reversed__": "self", "__missing__": "self, key", "__dir__": "self",
    "__instancecheck__": "self, instance", "__subclasscheck__": "self, other", "__prepare__": "name, bases, **kwargs",
    "__bytes__": "self", "__complex__": "self", "__round__": "self, *args", "__matmul__": "self, other", "__or__": "self, other",
    "__ror__": "self, other", "__pow__": "self, other, modulus=None", "__divmod__": "self, other", "__length_hint__": "self",
    "__await__": "self", "__mro_entries__": "self, bases", "__fspath__": "self", "__ge__": "self, other", "__ne__": "self, other",
    "__iand__": "self, other", "__trunc__": "self", "__floor__": "self", "__aiter__": "self", "__anext__": "self",
}  # fmt: skip
USES = """repr({o})|str({o})|len({o})|bool({o})|{o}()|{o}(1, k=2)|{o}.x|{o}.y|{o}.m()|{o}.zz|{o}[0]|{o}[1:2]|{o} + {p}|1 + {o}|{o} * 2|{o} - {p}
2 - {o}|{o} < {p}|{o} == {p}|{o} != {p}|{o} >= 3|iter({o})|next({o})|list({o})|3 in {o}|int({o})|float({o})|complex({o})|-{o}|~{o}
range({o})|[1, 2, 3][{o}]|f'{{{o}:x}}'|format({o}, '>5')|dir({o})[:0]|{o} | {p}|{o} ** 2|pow({o}, 2, 3)|divmod({o}, 2)|round({o})|round({o}, 1)
isinstance({p}, {c})|issubclass({c}, {d})|isinstance({o}, ({c}, {d}))|{c}[int]|{c}.x|{c}.__mro__|{c}.__name__|{c}.m|{c}.__dict__.keys()
type({o})|{o}.__class__|vars({o})|{o}.__dict__|{c}.__bases__|sorted([{o}, {p}])|max({o}, {p})|min([{o}])|sum([{o}, {p}])|reversed({o})|bytes({o})
{{{o}: 1}}|{{{o}, {p}}}|({o}, 1) == ({p}, 1)|[{o}].index({p})|[*{o}]|dict({o})|dict(**{o})|print(*{o})|'%s %r' % ({o}, {o})|'%d' % {o}|callable({o})
{c}.__subclasses__()|hasattr({o}, 'x')|getattr({o}, 'q', 'none')|delattr({o}, 'x')|setattr({o}, 'x', 5)|setattr({o}, 'w', 6)|{c}.zz|delattr({c}, 'm')
super({c}, {o}).__repr__|super({d}, {o}).m()|{o} @ {p}|{o} is {o}|not {o}|{o} and 1|abs({o})|tuple({o})|set({o})|enumerate({o})|zip({o}, {o})
chr({o})|'ab' * {o}|[0] * {o}|math.floor({o})|math.trunc({o})|operator.index({o})|operator.length_hint({o})|open({o})|type.__call__({c})|{c}.__qualname__
copy.copy({o})|inspect.signature({c}.m)|{o}.__reduce_ex__(2)[:1]|isinstance({c}, type)|{c}.__doc__|object.__repr__({o})|{o}.__init__(1)|int.__add__({o}, 1)
{c}.__new__({d})|{c}.__init__({p})|{o}.__sizeof__() > 0|type({c})|{c}.__module__|{c} | int|{c} == {d}|hash({c}) == hash({c})|bool({c})|{o}.__eq__(1)""".replace("\n", "|").split("|")


class Programs(Features, Expressions):
    """Generates programs with functions, classes, generators and exceptions that flow through them."""

    def __init__(self, random):
        super().__init__(random)
        self.counter = 0

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def program(self):
        form = self.random.randrange(14)
        if form >= 10:
            return self.feature()
        if form < 3:
            return self.calls()
        if form < 6:
            return self.classes()
        return self.flow()

    # Expressions one after the other.

    def calls(self):
        lines = []
        for _ in range(25):
            if self.chance(55):
                receiver, call = self.call()
                setup = f"it = {receiver}" if receiver else "it = None"
                lines.append(f"show({call!r}, {setup!r})")
            else:
                lines.append(f"show({self.operation()!r})")
        return lines

    # Classes with special methods, and everything that may be done with their objects.

    def classes(self):
        self.variables = {}
        lines, names = [], []
        if self.chance(25):
            lines += self.class_text("Meta", ["type"], meta=True)
            names.append("Meta")
        bases = ["object", "object", "object", "int", "str", "list", "dict", "tuple", "Exception", "float", "set", "bytes", "property", "type"]
        count = self.random.randrange(2, 5)
        for index in range(count):
            name = "CDEFG"[index]
            earlier = [other for other in names if other != "Meta"]
            chosen = []
            for _ in range(1 if self.chance(75) else 2):
                base = self.pick(earlier) if earlier and self.chance(60) else self.pick(bases[: 3 if self.chance(60) else None])
                if base not in chosen or self.chance(10):
                    chosen.append(base)
            metaclass = ["metaclass=Meta"] if "Meta" in names and self.chance(50) else []
            keywords = ["key=1"] if self.chance(6) else []
            lines += self.class_text(name, chosen, extra=metaclass + keywords)
            names.append(name)
        made = [name for name in names if name != "Meta"]
        for index in range(self.random.randrange(2, 4)):
            arguments = self.pick(["", "", "1", "'ab'", "[1, 2]", "x=1"])
            source = f"{self.pick(made)}({arguments})"
            lines.append(f"make({'opq'[index]!r}, {source!r})")
        for _ in range(self.random.randrange(8, 22)):
            use = self.pick(USES)
            values = {"o": self.pick("opq"), "p": self.pick("opq"), "c": self.pick(made), "d": self.pick(made)}
            if self.chance(8):
                method = self.pick(list(SPECIAL_METHODS))
                value = self.pick(["None", "lambda *a: 7", "lambda self, *a: self", "property(lambda s: s)", "3", "classmethod(lambda c, *a: c)"])
                source = f"setattr({values['c']}, {method!r}, {value})"
                lines.append(f"attempt({source!r})")
            if self.chance(3):
                lines.append("attempt('setattr({o}, \"__class__\", {d})')".format(**values))
            if self.chance(2):
                lines.append("attempt('setattr({c}, \"__bases__\", ({d},))')".format(**values))
            lines.append(f"show({use.format(**values)!r})")
        return lines

    def class_text(self, name, bases, meta=False, extra=()):
        heading = [base for base in bases if base != "object" or self.chance(20)] + list(extra)
        lines = ["try:", f"    class {name}({', '.join(heading)}):"]
        body = []
        if self.chance(20):
            body.append(f"__slots__ = {self.pick(['()', repr(('x',)), repr(('x', 'y')), repr('x'), repr(('__dict__',)), repr(('x', 'x')), repr(('1',)), '(3,)'])}")
        if self.chance(30):
            body.append(f"x = {self.any(0)}")
        if self.chance(20):
            body += self.pick([
                ["@property", "def y(self):", f"    log('get y'); return {self.any(0)}"],
                ["y = Descriptor('y')"],
                ["@classmethod", "def m(cls, *args):", "    log('class m'); return cls.__name__"],
                ["@staticmethod", "def m(*args):", "    log('static m'); return len(args)"],
                ["@functools.cached_property", "def y(self):", "    log('cached y'); return 3"],
            ])  # fmt: skip
        if self.chance(40):
            body += ["def m(self, *args):", f"    log('{name}.m', args)", f"    return {self.pick(['1', 'super().m(*args)', 'self.x', '__class__.__name__', 'self.y'])}"]
        if self.chance(15):
            body.append(f"{self.pick(['__hash__', '__iter__', '__eq__', '__len__', '__bool__', '__contains__', '__add__', '__call__'])} = None")
        if self.chance(10):
            body.append("__match_args__ = " + self.pick(["('x',)", "('x', 'y')", "()"]))
        special = list(SPECIAL_METHODS)
        weight = self.random.randrange(1, 6)
        for method in self.random.sample(special, weight):
            if meta and method in ("__repr__", "__str__", "__getattribute__", "__eq__", "__hash__", "__ne__", "__getattr__", "__dir__") and self.chance(70):
                continue
            body += self.method(name, method)
        lines += ["        " + line for line in body or ["pass"]]
        return lines + ["except Exception as error: failed(error)"]

    def method(self, owner, name):
        parameters = SPECIAL_METHODS[name]
        me = parameters.split(",")[0]
        rest = ", ".join(part.strip().split("=")[0] for part in parameters.split(",")[1:])
        results = [self.any(0), "NotImplemented", me, "None", "3", "'text'", "True"]
        good = {
            "__hash__": "7", "__len__": "2", "__bool__": "False", "__repr__": f"'<{owner}>'", "__str__": "'str'", "__iter__": "iter([1, 2])",
            "__index__": "2", "__int__": "4", "__float__": "1.5", "__format__": "'fmt' + spec", "__next__": "1", "__dir__": "['b', 'a']",
            "__bytes__": "b'by'", "__complex__": "2j", "__length_hint__": "3", "__await__": "iter([1])", "__fspath__": "'/none'",
            "__reversed__": "[3]", "__init__": "None", "__set_name__": "None", "__mro_entries__": "()", "__prepare__": "{}",
            "__class_getitem__": "item", "__init_subclass__": "None", "__set__": "None", "__setattr__": "None", "__instancecheck__": "True",
        }.get(name)  # fmt: skip
        nothing = name in ("__init__", "__init_subclass__", "__setattr__", "__delattr__", "__setitem__", "__set__", "__new__", "__getattribute__")
        arguments = rest if rest else ""
        result = f"super().{name}({arguments})" if nothing and self.chance(70) or self.chance(15) else good if good and self.chance(70) else self.pick(results)
        lines = []
        if name in ("__prepare__", "__new__", "__init_subclass__", "__class_getitem__"):
            if name == "__new__":
                result = result.replace("super().__new__(", "super().__new__(cls, ").replace("(cls, )", "(cls)")
            if name == "__prepare__":
                lines, parameters = ["@classmethod"], "cls, " + parameters
                result = result.replace("(bases, **kwargs)", "(name, bases, **kwargs)")
        if name == "__getattribute__":
            lines.append(f"def {name}({parameters}):")
            lines.append(f"    if not name.startswith('_'): log('{owner}.{name}', name)")
        else:
            lines.append(f"def {name}({parameters}):")
            lines.append(f"    log('{owner}.{name}'{''.join(', ' + part for part in rest.split(', ') if part in ('name', 'key', 'spec', 'item', '**kwargs', '*args') and not part.startswith('**'))})")
        if self.chance(8):
            lines.append(f"    raise {self.raised()}")
        lines.append(f"    return {result}")
        return lines

    # Functions, loops, exceptions, generators.

    def flow(self):
        self.variables = {kind: [] for kind in KINDS_OF_VARIABLES}
        lines, functions = [], []
        for _ in range(self.random.randrange(1, 4)):
            name = self.fresh("f")
            form = self.pick(["plain", "plain", "generator", "generator", "async", "asyncgen"])
            lines += self.function(name, form, functions)
            functions.append((name, form))
        for name, form in functions:
            for _ in range(self.random.randrange(1, 3)):
                lines.append(f"drive({name}, {self.call_arguments()}, {self.script()!r})")
        return lines

    def call_arguments(self):
        positional = [self.any(0) for _ in range(self.random.randrange(0, 4))]
        named = self.pick(["{}", "{}", "{'k': 1}", "{'b': 2}", "{'z': 3}", "{'a': 1}"])
        return f"[{', '.join(positional)}], {named}"

    def script(self):
        """What is done with a generator or coroutine."""
        steps = []
        for _ in range(self.random.randrange(2, 9)):
            steps.append(self.pick(["next", "next", "next", "send 1", "send None", f"throw {self.pick(EXCEPTIONS)}", "close", "throw GeneratorExit", "repr"]))
        return steps

    def function(self, name, form, functions):
        parameters = self.pick(["", "a", "a, b=1", "a, *args", "*args, **kwargs", "a, /, b=2", "a=1, *, k=3", "a, b, *args, k=0, **kwargs", "*, k"])
        prefix = "async def" if form.startswith("async") else "def"
        state = {"form": form, "loops": 0, "functions": functions, "depth": 0, "inner": False, "locals": ["v0"]}
        body = self.block(state, self.random.randrange(3, 7))
        if form in ("generator", "asyncgen"):
            body.append("yield 'last'")
        names = [part.strip().lstrip("*").split("=")[0] for part in parameters.split(",") if part.strip() not in ("*", "/", "")]
        return [f"{prefix} {name}({parameters}):", f"    v0 = {'(' + ', '.join(names) + ',)' if names else '()'}", "    log('begin', v0)"] + ["    " + line for line in body]

    def block(self, state, count):
        lines = []
        for _ in range(count):
            lines += self.statement(state)
        return lines or ["pass"]

    def nested(self, state, count=None, **changes):
        inner = dict(state, depth=state["depth"] + 1, locals=list(state["locals"]), **changes)
        return ["    " + line for line in self.block(inner, count or self.random.randrange(1, 4))]

    def value(self, state):
        form = self.random.randrange(10)
        local = self.pick(state["locals"])
        if form < 3:
            return local
        if form == 3:
            return f"({self.fresh_local(state)} := {self.any(0)})"
        if form == 4 and state["form"] == "generator":
            return f"(yield {self.any(0)})"
        if form == 4 and state["form"] == "async":
            return f"(await Pause({self.any(0)}))"
        if form == 5:
            return f"[{local} for _ in range({self.random.randrange(4)})]"
        if form == 6:
            return f"(lambda *a: ({local}, a))({self.any(0)})"
        if form == 7 and state["functions"]:
            name, kind = self.pick(state["functions"])
            if kind == "plain":
                return f"{name}({', '.join(self.any(0) for _ in range(self.random.randrange(3)))})"
        return self.any(1)

    def fresh_local(self, state):
        name = self.pick(["v1", "v2", "v3"])
        if name not in state["locals"]:
            state["locals"].append(name)
        return name

    def raised(self):
        name = self.pick(EXCEPTIONS)
        return self.pick([name, f"{name}({self.any(0)})", f"{name}('text', 1)", f"ExceptionGroup('group', [{name}(1), ValueError(2)])"])

    def statement(self, state):
        simple = ["assign", "assign", "log", "log", "augment", "unpack", "raise", "return", "jump", "delete", "suspend", "store", "assert"]
        compound = ["if", "for", "while", "try", "try", "try", "with", "match", "closure", "star", "nestedloop"]
        form = self.pick(simple + (compound if state["depth"] < 3 else []))
        return getattr(self, "make_" + form)(state)

    def make_nestedloop(self, state):
        return self.make_for(state)

    def make_assign(self, state):
        text = self.value(state)
        return [f"{self.fresh_local(state)} = {text}"]

    def make_log(self, state):
        return [f"log({self.random.randrange(100)}, {self.value(state)})"]

    def make_augment(self, state):
        return [f"{self.pick(state['locals'])} {self.pick(['+', '*', '-', '|', '//', '&', '%'])}= {self.pick([self.any(0), self.small()])}"]

    def make_unpack(self, state):
        target = self.pick(["v1, v2", "v1, *v2", "*v1, v2", "[v1, (v2, v3)]", "v1, v2, v3", "v1, *v2, v3"])
        return [f"{target} = {self.pick([self.iterable(1), self.value(state)])}"]

    def make_raise(self, state):
        if self.chance(70):
            return self.make_log(state)
        return [f"raise {self.raised()}" + self.pick(["", "", "", " from None", f" from {self.pick(EXCEPTIONS)}"])] if self.chance(85) else ["raise"]

    def make_return(self, state):
        if self.chance(70) or state.get("star"):
            return self.make_assign(state)
        return ["return"] if state["form"] == "asyncgen" else [f"return {self.value(state)}"]

    def make_jump(self, state):
        if not state["loops"] or state.get("star"):
            return self.make_log(state)
        return [f"if {self.value(state)}:", f"    {self.pick(['break', 'continue'])}"]

    def make_delete(self, state):
        return [self.pick(["del v1", "del v2", f"del {self.pick(state['locals'])}[0]", "del v3"])]

    def make_suspend(self, state):
        form = state["form"]
        if form == "generator":
            return [self.pick([f"v1 = yield {self.value(state)}", f"v2 = yield from {self.iterable(1)}", f"log('sent', (yield {self.any(0)}))", self.delegate(state)])]
        if form == "async":
            return [self.pick([f"v1 = await Pause({self.any(0)})", f"log('awaited', await Pause({self.any(0)}))", self.delegate(state)])]
        if form == "asyncgen":
            return [self.pick([f"v1 = yield {self.any(0)}", f"await Pause({self.any(0)})"])]
        return self.make_log(state)

    def delegate(self, state):
        """Hands over to an earlier generator or coroutine."""
        wanted = state["form"]
        names = [name for name, form in state["functions"] if form == wanted]
        if not names:
            return "pass"
        call = f"keep({self.pick(names)}({', '.join(self.any(0) for _ in range(self.random.randrange(3)))}))"
        return f"v2 = {'await' if wanted == 'async' else 'yield from'} {call}"

    def make_store(self, state):
        return [f"{self.pick(state['locals'])}[{self.key()}] = {self.any(0)}"]

    def make_assert(self, state):
        return [f"assert {self.value(state)}" + self.pick(["", f", {self.any(0)}"])]

    def make_if(self, state):
        lines = [f"if {self.value(state)}:"] + self.nested(state)
        if self.chance(30):
            lines += [f"elif {self.value(state)}:"] + self.nested(state)
        if self.chance(50):
            lines += ["else:"] + self.nested(state)
        return lines

    def make_for(self, state):
        target = self.pick(["v1", "v2", "v3", "v1, v2", "v1, *v2"])
        over = self.pick([self.iterable(1), f"range({self.random.randrange(4)})", f"enumerate({self.iterable(0)})", f"{{1: 2, 3: 4}}.items()", self.pick(state["locals"])])
        if state["form"] == "asyncgen" and self.chance(30) or state["form"] == "async" and self.chance(20):
            lines = [f"async for {target} in Ticker({self.random.randrange(4)}):", "    tick()"]
        else:
            lines = [f"for {target} in {over}:", "    tick()"]
        lines += self.nested(state, loops=state["loops"] + 1, star=False)
        if self.chance(30):
            lines += ["else:"] + self.nested(state)
        return lines

    def make_while(self, state):
        counter = self.fresh("n")
        lines = [f"{counter} = 0", f"while {counter} < {self.random.randrange(1, 4)}:", f"    {counter} += 1", "    tick()"]
        lines += self.nested(state, loops=state["loops"] + 1, star=False)
        if self.chance(30):
            lines += ["else:"] + self.nested(state)
        return lines

    def make_try(self, state):
        lines = ["try:"] + self.nested(state)
        star = "*" if self.chance(15) else ""
        handlers = self.random.randrange(0, 3)
        for _ in range(handlers):
            caught = self.pick([self.pick(EXCEPTIONS), f"({self.pick(EXCEPTIONS)}, {self.pick(EXCEPTIONS)})", "Exception"])
            lines += [f"except{star} {caught}{self.pick([' as error', ''])}:", "    log('caught', *describe())"]
            lines += self.nested(state, star=bool(star) or state.get("star", False))
        if handlers and not star and self.chance(15):
            lines += ["except:", "    log('any', *describe())", "    raise"]
        if handlers and self.chance(30):
            lines += ["else:"] + self.nested(state)
        if not handlers or self.chance(40):
            lines += ["finally:"] + self.nested(state, star=True if self.chance(80) else state.get("star", False))
        return lines

    def make_with(self, state):
        kind = "async with" if state["form"].startswith("async") and self.chance(50) else "with"
        managers = []
        for _ in range(self.pick([1, 1, 2])):
            managers.append(f"Manager({self.random.randrange(100)}, {self.pick(['False', 'True', 'None', '0', '[1]'])}){self.pick(['', ' as v1', ' as (v1, v2)'])}")
        return [f"{kind} {', '.join(managers)}:"] + self.nested(state)

    def make_match(self, state):
        lines = [f"match {self.value(state)}:"]
        for _ in range(self.random.randrange(1, 5)):
            lines.append(f"    case {self.pattern(2, True)}{self.pick(['', '', f' if {self.any(0)}'])}:")
            lines.append(f"        log('case', {self.random.randrange(100)})")
            lines += ["    " + line for line in self.nested(state, 1)]
        return lines + ["    case _:", "        log('no case')"]

    def pattern(self, depth, top=False):
        """A pattern; only one name is bound, so that no name is bound twice or differently."""
        form = self.random.randrange(9 if depth else 4)
        if form == 0:
            return self.pick(["0", "1", "-1", "2.5", "1+2j", "'a'", "'abc'", "b'a'", "None", "True", "False"])
        if form == 1:
            return "None" if top else "_"
        if form == 2:
            return self.pick(["int()", "str()", "list()", "dict()", "float()", "tuple()", "bool()", "range()", "int(real=1)", "str('a')", "bytes()"])
        if form == 3:
            return self.pick(["[]", "()", "{}", "[_]", "[_, _]", "[*_]", "[_, *_]", "{'a': _}", "{1: 2}"])
        if form == 4:
            return f"[{self.pattern(depth - 1)}, {self.pattern(depth - 1)}]"
        if form == 5:
            return f"[{self.pattern(depth - 1)}, *_]"
        if form == 6:
            return f"{{{self.pick(['1', repr('a'), 'None', 'True'])}: {self.pattern(depth - 1)}, **kw}}" if top else f"{{1: {self.pattern(depth - 1)}}}"
        if form == 7:
            options = [text for text in (self.pattern(0), self.pattern(0)) if text != "_"]
            return "(" + " | ".join(options) + ")" if options else "_"
        return f"({self.pattern(depth - 1)}) as v1" if top else self.pattern(depth - 1)

    def make_star(self, state):
        return [self.pick([
            f"log(*{self.iterable(1)})", f"v1 = [*{self.iterable(1)}, *{self.iterable(0)}]", f"v1 = {{**{self.of('dict', 1)}, 'a': 1}}",
            f"log(*{self.iterable(0)}, **{self.of('dict', 0)})", f"v2 = (lambda a, *b, c=3, **d: (a, b, c, d))(*{self.iterable(0)}, **{self.pick(['{}', repr({'c': 1}), repr({'a': 1}), repr({'q': 2})])})",
            f"v1 = dict({self.any(1)}, a=1)", f"print({self.any(0)}, sep={self.any(0)})", f"v1 = sorted({self.iterable(1)}, key={self.callee()}, reverse={self.any(0)})",
        ])]  # fmt: skip

    def make_closure(self, state):
        name, cell = self.fresh("g"), self.pick(state["locals"])
        inner = dict(form="plain", loops=0, functions=state["functions"], depth=state["depth"] + 1, inner=True, locals=["w"])
        body = [line for line in self.block(inner, self.random.randrange(1, 4)) if "nonlocal w" not in line]
        body = [line.replace("v1", "w1").replace("v2", "w2").replace("v3", "w3") for line in body]
        use = self.pick([[f"nonlocal {cell}", f"{cell} = (w, {cell})"], [f"log('free', {cell})"], [f"log({cell})"]])
        lines = [f"def {name}(w={self.any(0)}):"] + ["    " + line for line in use + body]
        return lines + [f"log('called', {name}({self.pick(['', self.any(0)])}))"]


KINDS_OF_VARIABLES = ()
