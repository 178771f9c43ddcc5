//! Compares built-in functions with what CPython gives, and checks what they make of values that are not known.

use crate::testing::names;

/// Expressions with their values; `tests/generate_numbers.py` wrote them.
const EXPECTED: &str = include_str!("../../tests/data/numbers.txt");

/// The value of an expression as `EXPECTED` writes it.
fn evaluate(expression: &str) -> String {
    let imports = "import math, cmath, _struct as struct\n";
    let shown = names(&format!("{imports}result = {expression}\n"));
    match (shown.get("result"), shown.get("!raised")) {
        (Some(value), None) => value.clone(),
        (_, Some(exception)) => format!("!{exception}"),
        (None, None) => format!("no result: {shown:?}"),
    }
}

#[test]
fn numbers_are_those_of_cpython() {
    let mut failures = Vec::new();
    for line in EXPECTED.lines().filter(|line| !line.starts_with('#')) {
        let (expression, expected) = line.split_once('\t').expect("two columns");
        let actual = evaluate(expression);
        if actual != expected {
            failures.push(format!("{expression}\n  expected {expected}\n  but got  {actual}"));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// Checks the names that a module binds: each line is a statement, with what it binds in a comment.
fn check(source: &str) {
    let shown = names(source);
    assert_eq!((shown.get("!"), shown.get("!raised")), (None, None), "{source}");
    for line in source.lines() {
        let Some((statement, expected)) = line.split_once("  # ") else { continue };
        let (name, _) = statement.trim().split_once(" = ").expect("an assignment");
        assert_eq!(shown.get(name).map(String::as_str), Some(expected), "{statement}");
    }
}

#[test]
fn operators_on_unknown_numbers_give_their_types() {
    check(
        "
i = hash('a')  # <int>
f = i / 3  # <float>
c = i * 1j  # <complex>
b = i < 3  # <bool>
a1 = i + 1  # <int>
a2 = 1.5 + i  # <float>
a3 = i // 2  # <int>
a4 = 2 ** i  # <int> or <float>
a5 = i ** 2  # <int>
a6 = i ** -2  # <float>
a7 = f ** 2  # <float>
a8 = f ** 0.5  # <float> or <complex>
a9 = 2.0 ** f  # <float>
b1 = i << 2  # <int>
b2 = b & True  # <bool>
b3 = b & 1  # <int>
b4 = -i  # <int>
b5 = ~b  # <int>
b6 = divmod(i, 2.0)  # (<float>, <float>)
b7 = pow(i, 2, 5)  # <int>
b8 = abs(c)  # <float>
b9 = round(f)  # <int>
c1 = round(f, 2)  # <float>
c2 = int(f)  # <int>
c3 = float(i)  # <float>
c4 = complex(i, 2)  # <complex>
c5 = bool(i)  # <bool>
c6 = hex(i)  # <str>
c7 = chr(i)  # <str>
c8 = ord(chr(i))  # <int>
c9 = hash((1, 'a'))  # <int>
d1 = sum((1, 2.5, i))  # <float>
d2 = f'{i:3}'  # <str>
d3 = i.bit_length()  # <int>
d4 = i.to_bytes(4)  # <bytes>
d5 = f.hex()  # <str>
d6 = i.__eq__('a')  # NotImplemented
d7 = i.__lt__(3)  # <bool>
d8 = int(repr(i))  # <int>
d9 = 1 << 10**8  # <int>
e1 = f.as_integer_ratio()  # (<int>, <int>)
",
    );
}

#[test]
fn modules_of_natives_take_unknown_numbers() {
    check(
        "
import math, cmath, _struct
i = hash('a')  # <int>
a1 = math.sqrt(i)  # <float>
a2 = math.floor(i / 2)  # <int>
a3 = math.gcd(i, 4)  # <int>
a4 = math.frexp(i)  # (<float>, <int>)
a5 = math.isclose(i, 2)  # <bool>
a6 = math.asinh(1)  # <float>
a7 = math.gamma(0.5)  # <float>
a8 = math.hypot(i, 3)  # <float>
a9 = math.prod((i, 2))  # <int>
b1 = cmath.exp(1j)  # <complex>
b2 = cmath.polar(i)  # (<float>, <float>)
b3 = _struct.pack('<i', i)  # <bytes>
b4 = _struct.unpack('<id2s', b3)  # (<int>, <float>, <bytes>)
b5 = _struct.calcsize(repr(i))  # <int>
",
    );
}

#[test]
fn what_may_be_raised_is_followed() {
    check(
        "
i = hash('a')
def attempt(run):
    try:
        return run()
    except (ValueError, ArithmeticError):
        return None
a = attempt(lambda: 1 // i)  # <int> or None
b = attempt(lambda: 1 // (i + 0.5))  # <float> or None
c = attempt(lambda: i // 2)  # <int>
d = attempt(lambda: int(repr(i)))  # <int> or None
e = attempt(lambda: 1 << i)  # <int> or None
f = attempt(lambda: chr(i))  # <str> or None
",
    );
}

#[test]
fn instances_of_subclasses_are_numbers() {
    check(
        "
class Number(int):
    def __repr__(self):
        return f'Number({int(self)})'

class Real(float):
    pass

class Even(int):
    def __new__(cls, value, extra=0):
        self = super().__new__(cls, value // 2 * 2)
        self.extra = extra
        return self

    def __add__(self, other):
        return type(self)(super().__add__(other))

n = Number('12')
a1 = n + 1  # 13
a2 = 1 + n  # 13
a3 = n == 12  # True
a4 = n < 13.5  # True
a5 = -n  # -12
a6 = repr(n)  # 'Number(12)'
a7 = f'{n:>4}'  # '  12'
a8 = int(n)  # 12
a9 = hash(n)  # 12
b1 = n.bit_length()  # 4
b2 = n.real  # 12
b3 = round(n)  # 12
b4 = type(Number.from_bytes(b'a')).__name__  # 'Number'
b5 = (Even(7, 3) + 1).real  # 6
b6 = Even(7, 3).extra  # 3
b7 = type(Even(7) + 1).__name__  # 'Even'
b8 = sum((n, n, 1))  # 25
b9 = Real('1.5') * 2  # 3.0
c1 = Real(1.5).is_integer()  # False
c2 = divmod(n, 5)  # (2, 2)
c3 = pow(n, 2, 5)  # 4
c4 = bool(Number(0))  # False
c5 = chr(Number(97))  # 'a'
c6 = Number(5) & 4  # 4
c7 = {12: 'a'}[n]  # 'a'
",
    );
}

#[test]
fn conversion_methods_are_called() {
    check(
        "
class Convertible:
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __complex__(self): return 2j
    def __index__(self): return 3
    def __abs__(self): return 'abs'
    def __round__(self, digits=None): return ('round', digits)
    def __divmod__(self, other): return ('divmod', other)
    def __rdivmod__(self, other): return ('rdivmod', other)
    def __pow__(self, other, modulus=None): return ('pow', other, modulus)
    def __hash__(self): return -1
    def __format__(self, spec): return spec * 2
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'

import math
v = Convertible()
a1 = int(v)  # 7
a2 = float(v)  # 1.5
a3 = complex(v)  # 2j
a4 = hex(v)  # '0x3'
a5 = abs(v)  # 'abs'
a6 = round(v)  # ('round', None)
a7 = round(v, 2)  # ('round', 2)
a8 = divmod(v, 1)  # ('divmod', 1)
a9 = divmod(1, v)  # ('rdivmod', 1)
b1 = pow(v, 2, 3)  # ('pow', 2, 3)
b2 = hash(v)  # -2
b4 = math.sqrt(v) ** 2 > 1.4  # True
b5 = math.floor(v)  # 'floor'
b6 = math.trunc(v)  # 'trunc'
b7 = math.factorial(v)  # 6
b8 = bytes if (5).to_bytes(v) == b'\\0\\0\\5' else None  # <class 'bytes'>
",
    );
}
