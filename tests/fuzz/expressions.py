"""Random expressions over the built-in types: mostly well-typed, at the edges, now and then with a wrong argument."""

INTEGERS = """0 1 -1 2 3 -2 7 10 -7 255 256 -128 1000 4611686018427387903 4611686018427387904 -4611686018427387904
-4611686018427387905 9223372036854775807 -9223372036854775808 2**63 2**64 -2**64 10**20 -10**25 1<<100
True False""".split()
SMALL = "0 1 -1 2 3 4 5 -2 -3 7 True".split()
FLOATS = """0.0 -0.0 1.0 0.5 -1.5 0.1 1e300 -1e-300 5e-324 1.7976931348623157e308 float('inf') float('-inf')
float('nan') 2.5 3.5 1e16 123456789.125 1e22 1e-7 0.30000000000000004 2.0**62 2.0**63 1e100""".split()
COMPLEXES = "0j 1j -1j (1+2j) (-0.0-0j) complex('inf') (3-4j) complex(1e300,-1e300) complex(float('nan'),1)".split()
STRINGS = [
    "''", "'a'", "'abc'", "'Hello World'", "'\\xe9t\\xe9'", "'\\u03b1\\u03b2\\u03b3'", "'\\U0001f600x'", "' pad '",
    "'a,b,,c'", "'line\\nnext\\r\\nlast'", "'\\x00\\x1f'", "'\\ud800'", "'123'", "'\\u0661\\u0662'", "'\\u00df'",
    "'\\u0130I\\u0131'", "'tab\\tx'", "'{}'", "'%s'", "'aXbXc'", "'x' * 7", "'\\ufb01'", "'\\u01c5'", "'\"\\''", "'-12'",
    "'ab' * 3", "' \\u2003\\u00a0'", "'1_000'", "'0x1f'", "'\\u03a3\\u03a3'",
]  # fmt: skip
BYTES = [
    "b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'Hello World'", "b' x '", "b'a,b,,c'", "b'l\\nm\\r\\nn'", "b'12'",
    "b'\\xc3\\xa9'", "b'aXbXc'", "bytes(3)", "b'ab' * 3", "b'\\t'",
]  # fmt: skip
SPECS = [
    "''", "'d'", "'x'", "'#x'", "'08.3f'", "'>10'", "'*^9'", "',d'", "'_b'", "'+'", "'.2e'", "'g'", "'%'", "'n'", "'c'",
    "'s'", "'.1'", "'=+8'", "'<5s'", "'010'", "'.0f'", "'#.3g'", "'z.1f'", "'_x'", "'!'", "'{'", "'5.'", "'-^+#020_.3f'",
    "',.2f'", "'.3,f'", "'#b'", "'e'", "'E'", "'G'", "'X'", "'o'", "' d'", "'q'", "'<<<5'", "'.100f'", "'1000'",
]  # fmt: skip
PERCENTS = [
    "'%d'", "'%5d|%-5d'", "'%05.1f'", "'%s %r'", "'%x'", "'%#o'", "'%c'", "'%%'", "'%(a)s'", "'%.3s'", "'%+d'", "'%e'",
    "'%g'", "'%a'", "'%i %u'", "'%*d'", "'%.*f'", "'%'", "'%z'", "'%(a'", "'%5%'", "'%-08.3d'", "'% d'", "'%#X'",
]  # fmt: skip
TEMPLATES = [
    "'{}'", "'{0}{1}'", "'{!r:>8}'", "'{a}'", "'{0[0]}'", "'{0.real}'", "'{:{}}'", "'{'", "'}'", "'{{}}'", "'{!x}'",
    "'{:d}'", "'{0}{}'", "'{0.x}'", "'{0[a]}'", "'{!s:.2}'", "'{:%}'", "'{a[b]}'", "'{!r'", "'{:{:{}}}'", "'{-1}'",
]  # fmt: skip
ENCODINGS = "'utf-8' 'ascii' 'latin-1' 'utf-16' 'utf-32-le' 'nope' 'utf-7' 'cp1252' 'unicode_escape' 'utf_8_sig'".split()
HANDLERS = "'strict' 'ignore' 'replace' 'backslashreplace' 'surrogateescape' 'surrogatepass' 'nohow' 'xmlcharrefreplace' 'namereplace'".split()

# What each method takes: names of the generators below, `?` before one that may be left out.
METHODS = {
    "int": """bit_length() bit_count() to_bytes(?small,?order) conjugate() as_integer_ratio() is_integer() __add__(any)
        __floordiv__(any) __mod__(int) __pow__(small,?int) __lshift__(small) __rshift__(small) __and__(any) __neg__()
        __index__() __round__(?small) __divmod__(int) __format__(spec) __eq__(any) __lt__(any) __truediv__(any)
        __rsub__(any) __float__() __bool__() __hash__() __ceil__() __invert__() __rpow__(small)""",
    "float": """is_integer() as_integer_ratio() hex() conjugate() __add__(any) __mod__(any) __floordiv__(any) __pow__(any)
        __round__(?small) __format__(spec) __divmod__(float) __int__() __trunc__() __floor__() __eq__(any) __lt__(any)
        __hash__() __rtruediv__(any) __neg__()""",
    "complex": "conjugate() __add__(any) __mul__(any) __pow__(any) __format__(spec) __eq__(any) __lt__(any) __abs__()",
    "str": """capitalize() casefold() center(small,?char) count(str,?small,?small) encode(?encoding,?handler) endswith(strs,?small)
        expandtabs(?small) find(str,?small,?small) format(any,?any) index(str,?small) isalnum() isalpha() isascii()
        isdecimal() isdigit() isidentifier() islower() isnumeric() isprintable() isspace() istitle() isupper()
        join(iterable) ljust(small,?char) lower() lstrip(?str) partition(str) removeprefix(str) removesuffix(str)
        replace(str,str,?small) rfind(str,?small) rindex(str) rjust(small) rpartition(str) rsplit(?str,?small) rstrip(?str)
        split(?str,?small) splitlines(?bool) startswith(strs,?small,?small) strip(?str) swapcase() title() translate(dict)
        upper() zfill(small) __add__(any) __mul__(any) __mod__(any) __getitem__(key) __contains__(any) __lt__(any)
        __format__(spec) __len__() __eq__(any)""",
    "bytes": """capitalize() center(small,?byte) count(byteslike,?small) decode(?encoding,?handler) endswith(byteslike)
        expandtabs(?small) find(byteslike,?small) hex(?str,?small) index(byteslike) isalnum() isalpha() isascii() isdigit()
        islower() isspace() istitle() isupper() join(iterable) ljust(small,?byte) lower() lstrip(?byteslike)
        partition(byteslike) removeprefix(byteslike) replace(byteslike,byteslike,?small) rfind(byteslike) rjust(small)
        rpartition(byteslike) rsplit(?byteslike,?small) split(?byteslike,?small) splitlines(?bool) startswith(byteslike)
        strip(?byteslike) swapcase() title() translate(byteslike,?byteslike) upper() zfill(small) __add__(any) __mul__(any)
        __getitem__(key) __contains__(any) __lt__(any) __mod__(any)""",
    "bytearray": """append(small) extend(iterable) insert(small,small) pop(?small) remove(small) reverse() clear() copy()
        __iadd__(any) __imul__(small) __setitem__(key,any) __delitem__(key) resize(small) find(byteslike) join(iterable)
        split(?byteslike) decode(?encoding,?handler) __eq__(any) hex(?str)""",
    "list": """append(any) clear() copy() count(any) extend(iterable) index(any,?small,?small) insert(small,any) pop(?small)
        remove(any) reverse() sort() __add__(any) __iadd__(any) __mul__(any) __imul__(small) __getitem__(key)
        __setitem__(key,any) __delitem__(key) __contains__(any) __lt__(any) __eq__(any) __reversed__() __len__()""",
    "tuple": """count(any) index(any,?small,?small) __add__(any) __mul__(any) __getitem__(key) __contains__(any) __lt__(any)
        __eq__(any) __hash__()""",
    "dict": """clear() copy() get(any,?any) items() keys() pop(any,?any) popitem() setdefault(any,?any) update(any) values()
        fromkeys(iterable,?any) __or__(any) __ior__(any) __getitem__(any) __setitem__(any,any) __delitem__(any)
        __contains__(any) __eq__(any) __reversed__() __len__() __lt__(any)""",
    "set": """add(any) clear() copy() difference(several) difference_update(several) discard(any) intersection(several,?several)
        intersection_update(several) isdisjoint(several) issubset(several) issuperset(several) remove(any)
        symmetric_difference(several) symmetric_difference_update(several) union(several,?several) update(several)
        __or__(several) __and__(several) __sub__(several) __xor__(several) __ior__(several) __le__(several) __lt__(several) __contains__(any)""",
    "frozenset": """copy() difference(several) intersection(several) isdisjoint(several) issubset(several) union(several)
        symmetric_difference(several) __or__(several) __and__(several) __sub__(several) __hash__() __le__(several)""",
    "range": "count(any) index(any) __getitem__(key) __contains__(any) __eq__(any) __len__() __reversed__() __hash__() __lt__(any)",
    "slice": "indices(int) __eq__(any) __lt__(any) __hash__()",
}
METHODS["frozenset"] += " __contains__(any) __eq__(any)"

FUNCTIONS = """abs(any) all(iterable) any(iterable) ascii(any) bin(int) bool(?any) bytearray(?any,?encoding) bytes(?any,?encoding)
callable(any) chr(int) complex(?any,?any) dict(?any) divmod(any,any) enumerate(iterable,?int) filter(predicate,iterable)
float(?any) format(any,?spec) frozenset(?any) getattr(any,name,?any) hasattr(any,name) hex(int) int(?any,?small)
isinstance(any,types) issubclass(type,types) iter(any) len(any) list(?any) map(callee,iterable,?iterable) max(any,?any)
memoryview(any) min(any,?any) next(any,?any) oct(any) ord(any) pow(small,small,?int) print(any,?any) range(int,?int,?small)
repr(any) reversed(any) round(any,?small) set(?any) slice(any,?any,?any) sorted(iterable) str(?any,?encoding,?handler)
sum(iterable,?any) tuple(?any) type(any) zip(iterable,?iterable) hash(hashable) int.from_bytes(iterable,?order)
float.fromhex(str) bytes.fromhex(any) str.maketrans(any,?any,?any) dict.fromkeys(iterable,?any) math.gcd(int,?int)
math.isqrt(int) math.floor(any) math.ceil(any) math.trunc(any) math.fsum(iterable) math.prod(iterable) math.comb(small,small)
math.factorial(small) math.hypot(any,any) math.frexp(any) math.ldexp(any,small) math.fmod(any,any) math.copysign(any,any)
math.log(any,?any) math.sqrt(any) math.nextafter(float,float) math.ulp(any) math.sumprod(iterable,iterable) math.modf(any)
operator.index(any) operator.length_hint(any) operator.concat(any,any) operator.countOf(iterable,any) operator.itemgetter(key)
itertools.chain(iterable,?iterable) itertools.islice(iterable,any,?any) itertools.accumulate(iterable) itertools.product(iterable,?iterable)
itertools.combinations(iterable,small) itertools.permutations(iterable,?small) itertools.zip_longest(iterable,?iterable)
itertools.pairwise(iterable) itertools.batched(iterable,small) itertools.groupby(iterable) itertools.compress(iterable,iterable)
itertools.starmap(callee,iterable) itertools.takewhile(predicate,iterable) functools.reduce(callee,iterable,?any)
int.__new__(types,any) object.__new__(types) str.join(str,iterable) struct.pack(str,any) struct.unpack(str,byteslike)
collections.deque(iterable,?small) collections.Counter(any) collections.OrderedDict(dict) types.SimpleNamespace(any)
bisect.bisect(any,any) heapq.heapify(any) heapq.nsmallest(small,iterable)""".split()

OPERATORS = "+ - * / // % ** @ & | ^ == != < <= > >= is in".split() + ["not in", "is not", "and", "or"]
NAMES = "'real' 'x' 'append' '__class__' '__len__' 'imag' 'a b' '__dict__' 'start'".split()
TYPES = "int float complex bool str bytes bytearray list tuple dict set frozenset range object type slice".split()
KINDS = ["int", "float", "complex", "bool", "str", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset", "range", "slice", "none"]
HASHABLE = ["int", "float", "complex", "bool", "str", "bytes", "tuple", "frozenset", "range", "none"]


def parse_signature(text):
    name, _, rest = text.partition("(")
    return name, [part for part in rest.rstrip(")").split(",") if part]


METHODS = {kind: [parse_signature(text) for text in texts.split()] for kind, texts in METHODS.items()}
FUNCTIONS = [parse_signature(text) for text in FUNCTIONS]


class Expressions:
    """Generates expressions; `random` decides everything. `variables` maps kinds to names in scope."""

    def __init__(self, random):
        self.random = random
        self.variables = {}

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, options):
        return self.random.choice(options)

    def kind(self):
        return self.pick(KINDS)

    def of(self, kind, depth=2):
        """An expression of this kind, or, rarely, of any other."""
        if self.chance(4):
            kind = self.kind()
        names = self.variables.get(kind)
        if names and self.chance(40):
            return self.pick(names)
        if depth > 0 and self.chance(25):
            return self.compound(kind, depth - 1)
        return getattr(self, kind)(depth)

    def compound(self, kind, depth):
        """An expression that computes something of this kind."""
        form = self.random.randrange(5)
        if form == 0:
            return f"({self.of(kind, depth)} if {self.any(depth)} else {self.of(kind, depth)})"
        if form == 1 and kind in ("int", "float", "complex"):
            return f"({self.of(kind, depth)} {self.pick(['+', '-', '*', '//', '%', '/'])} {self.of(kind, depth)})"
        if form == 1 and kind in ("str", "bytes", "list", "tuple", "bytearray"):
            return f"({self.of(kind, depth)} {self.pick(['+', '+', '*'])} {self.of(self.pick([kind, kind, 'small']), depth)})"
        if form == 2 and kind in ("str", "bytes", "list", "tuple", "bytearray", "range"):
            return f"{self.of(kind, depth)}[{self.slice_text()}]"
        if form == 3:
            return f"{kind if kind in TYPES else 'repr'}({self.of(kind, depth)})"
        return getattr(self, kind)(depth)

    def slice_text(self):
        parts = [self.pick(SMALL) if self.chance(60) else "" for _ in range(3)]
        return ":".join(parts) if self.chance(50) else ":".join(parts[:2])

    def int(self, depth=0):
        return self.pick(INTEGERS)

    def small(self, depth=0):
        return self.pick(SMALL)

    def float(self, depth=0):
        return self.pick(FLOATS)

    def complex(self, depth=0):
        return self.pick(COMPLEXES)

    def bool(self, depth=0):
        return self.pick(["True", "False"])

    def str(self, depth=0):
        return self.pick(STRINGS)

    def strs(self, depth=0):
        return f"({self.str()}, {self.of('str', 0)})" if self.chance(25) else self.of("str", 0)

    def char(self, depth=0):
        return self.pick(["'*'", "' '", "'\\u03b1'", "'ab'", "''"])

    def bytes(self, depth=0):
        return self.pick(BYTES)

    def byte(self, depth=0):
        return self.pick(["b'*'", "b''", "b'ab'", "bytearray(b'-')"])

    def byteslike(self, depth=0):
        return self.pick([self.bytes(), f"bytearray({self.bytes()})", f"memoryview({self.bytes()})", self.small(), "bytes(range(256))"])

    def bytearray(self, depth=0):
        return f"bytearray({self.bytes()})"

    def elements(self, depth, hashable=False):
        kinds = HASHABLE if hashable else KINDS
        same = self.pick(kinds) if self.chance(60) else None
        return [self.of(same or self.pick(kinds), depth - 1) for _ in range(self.random.randrange(5))]

    def list(self, depth=0):
        if self.chance(20):
            return self.comprehension("[", "]", depth)
        return "[" + ", ".join(self.star(text) for text in self.elements(depth)) + "]"

    def star(self, text):
        return "*" + text if self.chance(3) else text

    def tuple(self, depth=0):
        inner = self.elements(depth)
        return "(" + ", ".join(inner) + ("," if len(inner) == 1 else "") + ")"

    def dict(self, depth=0):
        if self.chance(15):
            return f"{{x: {self.any(0)} for x in {self.iterable(0)}}}"
        keys = self.elements(depth, hashable=True)
        return "{" + ", ".join(f"{key}: {self.any(depth - 1)}" for key in keys) + "}"

    def set(self, depth=0):
        return self.pick(["set()", f"{{{self.pick([self.small(), self.float(), self.str()])}}}"])

    def frozenset(self, depth=0):
        return self.pick(["frozenset()", f"frozenset([{self.pick([self.small(), self.float(), self.str()])}])"])

    def several(self, depth=0):
        """A set whose order may not be seen."""
        inner = ", ".join(self.pick([self.small(), self.int(), self.float(), self.str()]) for _ in range(self.random.randrange(1, 5)))
        return self.pick([f"{{{inner}}}", f"frozenset([{inner}])"])

    def range(self, depth=0):
        return f"range({', '.join(self.pick(SMALL[1:]) for _ in range(self.random.randrange(1, 4)))})"

    def slice(self, depth=0):
        return f"slice({self.any(0)}, {self.small()})" if self.chance(50) else f"slice({self.small()})"

    def none(self, depth=0):
        return self.pick(["None", "NotImplemented", "...", "None"])

    def comprehension(self, opening, closing, depth):
        condition = f" if {self.pick(['x', 'not x', 'x != 1', self.any(0)])}" if self.chance(40) else ""
        element = self.pick(["x", "(x, x)", "[x]", "x * 2", "str(x)", "-x", "x == x"])
        return f"{opening}{element} for x in {self.iterable(depth - 1)}{condition}{closing}"

    def any(self, depth=1):
        return self.of(self.kind(), depth)

    def hashable(self, depth=0):
        return self.of(self.pick(["int", "bool", "complex", "list", "dict", "slice"]), 0)

    def iterable(self, depth=1):
        if self.chance(10):
            return self.comprehension("(", ")", 0)
        if self.chance(8):
            return f"iter({self.of(self.pick(['list', 'tuple', 'str', 'dict', 'range']), 0)})"
        return self.of(self.pick(["list", "list", "tuple", "str", "range", "dict", "set", "bytes", "int"]), depth)

    def key(self, depth=0):
        return self.pick([self.small(), self.small(), f"slice({self.small()}, {self.small()})", self.any(0), "slice(None, None, -1)", "slice(None)"])

    def spec(self, depth=0):
        return self.pick(SPECS)

    def encoding(self, depth=0):
        return self.pick(ENCODINGS)

    def handler(self, depth=0):
        return self.pick(HANDLERS)

    def order(self, depth=0):
        return self.pick(["'little'", "'big'", "'middle'"])

    def name(self, depth=0):
        return self.pick(NAMES)

    def type(self, depth=0):
        return self.pick(TYPES)

    def types(self, depth=0):
        return self.pick([self.type(), f"({self.type()}, {self.type()})", f"{self.type()} | {self.type()}", self.any(0)])

    def predicate(self, depth=0):
        return self.pick(["None", "bool", "lambda x: x", "str.isdigit", "callable"])

    def callee(self, depth=0):
        return self.pick(["str", "lambda *a: a", "int", "max", "operator.add", "operator.mul", "pow", "divmod", "len"])

    def arguments(self, signature):
        texts = []
        for parameter in signature:
            if parameter.startswith("?") and self.chance(45):
                break
            wanted = parameter.lstrip("?")
            texts.append(self.any(1) if self.chance(6) else getattr(self, wanted)(1) if wanted not in KINDS else self.of(wanted, 1))
        if self.chance(2):
            texts.append(self.any(0))
        elif texts and self.chance(2):
            texts.pop()
        if self.chance(1):
            texts.append(f"{self.pick(['key', 'x', 'default', 'sep', 'reverse', 'strict'])}={self.any(0)}")
        return ", ".join(texts)

    def call(self, depth=2):
        """A call of a method or a built-in function: gives the receiver, which shows what the call changed, and the call."""
        if self.chance(30):
            name, signature = self.pick(FUNCTIONS)
            return None, f"{name}({self.arguments(signature)})"
        kind = self.pick(list(METHODS))
        name, signature = self.pick(METHODS[kind])
        receiver = self.several() if kind == "set" else self.of(kind, depth)
        if name in ("__rpow__", "__pow__", "__lshift__", "__rlshift__") and kind in ("int", "bool"):
            # CPython computes a power with any exponent, however long that takes.
            receiver = self.small()
        return receiver, f"it.{name}({self.arguments(signature)})"

    def operation(self, depth=2):
        """An expression with operators, subscripts, formatting."""
        form = self.random.randrange(9)
        if form < 3:
            right = self.of("small" if self.chance(30) else self.kind(), depth - 1)
            operator = self.pick(OPERATORS)
            left = self.any(depth - 1)
            if operator == "**":
                left, right = self.of(self.pick(["small", "float", "complex", "int"]), 0), self.of(self.pick(["small", "float"]), 0)
            return f"{left} {operator} {right}"
        if form == 3:
            return f"{self.pick(['-', '+', '~', 'not '])}{self.any(depth - 1)}"
        if form == 4:
            return f"{self.any(depth - 1)}[{self.pick([self.slice_text(), self.key()])}]"
        if form == 5:
            operand = self.pick([self.any(1), self.of("tuple", 1), "{'a': 1}", "(5, 2)", "(3, 2.5)"])
            return f"{self.pick(PERCENTS)} % {operand}"
        if form == 6:
            return f"{self.pick(TEMPLATES)}.format({self.any(1)}, {self.any(0)}, a={self.any(0)})"
        if form == 7:
            conversion = self.pick(["", "!r", "!s", "!a"])
            spec = self.pick(SPECS)[1:-1]
            spec = "" if "{" in spec else ":" + spec
            return 'f"""{' + self.any(0) + conversion + spec + '}"""'
        return f"{self.any(0)} {self.pick(['<', '==', '!=', '>='])} {self.any(0)} {self.pick(['<', '==', 'is', 'in'])} {self.any(0)}"
