# stress: 499
"""Binary operators: reflected methods, subclasses first, NotImplemented, None as method, in-place forms."""
def attempt(text, **names):
    try: print(eval(text, {**globals(), **names}))
    except Exception as error: print(type(error).__name__, error)
class A:
    def __add__(self, o): return f"A+{type(o).__name__}"
    def __radd__(self, o): return f"{type(o).__name__}+A"
    def __lt__(self, o): print("A lt"); return NotImplemented
    def __gt__(self, o): print("A gt"); return NotImplemented
    def __eq__(self, o): print("A eq"); return NotImplemented
    __hash__ = None
class B(A):
    def __radd__(self, o): return f"{type(o).__name__}+B"
class C(A): pass
class D:
    def __radd__(self, o): return NotImplemented
    def __add__(self, o): return NotImplemented
class E:
    __add__ = None
    __radd__ = None
for text in ("A() + 1", "1 + A()", "A() + B()", "A() + C()", "B() + A()", "D() + D()", "D() + A()", "1 + D()", "D() + 1", "E() + 1", "1 + E()", "A() + E()", "A() < A()", "A() < B()", "A() == A()", "A() != 1", "A() > 5", "hash(A())"): attempt(text)
class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(o); return self
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return "sub"
i = I(); j = i; i += 1; i += 2; print(i is j, i.log); i -= 1; print(i)
t = ([1],)
try: t[0] += [2]
except TypeError as error: print(error, t)
l = [1]; m = l; l += (2,); l *= 2; print(m, l is m)
s = "a"; s += "b"; u = (1,); v = u; u += (2,); print(s, u, v)
for text in ("1 + 'a'", "'a' + 1", "[] + ()", "() + []", "1 < 'a'", "None < None", "{} < {}", "1j < 2j", "[] < ()", "'a' * 'b'", "2 * 'ab'", "'ab' * -1", "[1] * 1.5", "'a' % 1", "'%d' % 'a'", "1 @ 2", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "0.0 ** -1", "1 << -1", "1 >> -1", "1 << 1.0", "~1.5", "-'a'", "+[]", "not []", "1 in 5", "'a' in 'abc'", "1 in 'abc'", "b'a' in b'abc'", "300 in b'abc'", "divmod(1, 0)", "divmod(1.5, 0)", "pow(2, -1, 0)", "pow(2, -1, 4)", "pow(2, 3, 1.5)", "pow('a', 2)", "1 & 1.0", "{1} | [2]", "{1: 2} | {3: 4}", "{1: 2} | [(3, 4)]", "int | str", "int | 'x'", "int | None", "None | int", "1 | None", "True + True", "True & 1", "True | False", "~True", "-True", "b'a' + 'a'", "bytearray(b'a') + b'b'", "b'a' + bytearray(b'b')", "[1] + [2] == [1, 2]", "(1, 2) < (1, 2, 0)", "'a' < 'B'", "float('nan') == float('nan')", "[float('nan')] == [float('nan')]"):
    import warnings; warnings.simplefilter("ignore"); attempt(text)
d = {1: 2}; d |= [(3, 4)]; print(d)
try: d |= 5
except TypeError as error: print(error)
class R:
    def __rpow__(self, o, mod=None): return ("rpow", o, mod)
    def __pow__(self, o, mod=None): return ("pow", o, mod)
    def __rdivmod__(self, o): return "rdivmod"
    def __rmatmul__(self, o): return "rmatmul"
    def __rlshift__(self, o): return "rlshift"
    def __contains__(self, o): return "truthy"
    def __bool__(self): return 5 == 6
    def __neg__(self): return "neg"
    def __invert__(self): return "invert"
    def __index__(self): return 2
for text in ("2 ** R()", "R() ** 2", "pow(R(), 2, 3)", "pow(2, R(), 5)", "divmod(1, R())", "1 @ R()", "1 << R()", "5 in R()", "not R()", "-R()", "~R()", "[1, 2, 3][R()]", "'ab' * R()", "range(R())", "hex(R())", "1 if R() else 2", "R() or 4", "[0] * R()", "(1).__add__('a')", "(1).__lt__(1.5)", "float.__radd__(1.0, 2)", "int.__rsub__(5, 7)", "str.__rmod__('a', 'b%s')", "list.__iadd__([1], 'ab')"): attempt(text)
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class BigLen:
    def __len__(self): return 10 ** 30
class TextLen:
    def __len__(self): return "a"
for k in ("bool(BadBool())", "bool(BadLen())", "len(BigLen())", "len(TextLen())", "bool(BigLen())", "not BadBool()", "1 if BadLen() else 2"): attempt(k)
