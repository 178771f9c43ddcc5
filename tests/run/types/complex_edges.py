# stress: 499
"""Complex numbers: parsing, printing, powers, division, mixed arithmetic with 3.14's rules, signed zeros."""
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
inf, nan = float("inf"), float("nan")
for t in ("1+2j", "1e3-2.5J", "j", "-j", "+j", "1j", " ( 1+2j ) ", "1 + 2j", "(1+2j", "inf+nanj", "1+", "", "1_0+2_0j", "1+2", "2", "nan", "-infj", "1e5j", "jj", "1j2", "(2)", "()", "-1-1j", "0-0j", "-0+0j", "١j"): attempt(complex, t)
for a in ((1, 2), (1.5, -0.0), (-0.0, -0.0), (inf, nan), (1j, 1j), (1, 1j), ("1", 2), (1, "2"), (None,), (), (1e300, 1e-300), (2 ** 70, 0)):
    import warnings; warnings.simplefilter("ignore"); attempt(complex, *a)
print(1j, -1j, 1 + 0j, 0j, -0j, 1 - 0j, complex(-0.0, 0), complex(0, -0.0), complex(nan, inf), 1.5 - 2.5j, [1j], str(-1.0 - 1j), repr(1e100j), 3 + 4j == 5, 3 + 0j == 3, 0j == False)
print((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, (1 + 2j) ** 0.5, (1 + 2j) ** -1, (1 + 2j) ** (1 + 1j), 2 ** (1j), (1 + 2j) - 1, 1 - (1 + 2j), (1j) ** 100, (0j) ** 0, abs(3 + 4j), -(1 + 2j), +(1 - 0j), (1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag, 2 * (inf + 1j), (1j) * inf, 1 / (1j), 1.0 / (0 + 2j))
for f in (lambda: 1j / 0, lambda: 1j // 1, lambda: 1j % 1, lambda: divmod(1j, 1), lambda: 0j ** -1, lambda: 0j ** 1j, lambda: 1j < 2, lambda: int(1j), lambda: float(1j), lambda: round(1j), lambda: pow(1j, 2, 3), lambda: abs(complex(1e308, 1e308) * 2), lambda: (1e200 + 0j) ** 2, lambda: [1][1j], lambda: 1j | 1, lambda: complex("1j", 1), lambda: 1j.nope, lambda: complex.from_number("1"), lambda: complex.from_number(3), lambda: setattr(1j, "real", 2)): attempt(f)
print(hash(1j), hash(1 + 0j) == hash(1), hash(complex(0.5, 0)) == hash(0.5), hash(3 + 4j), {1: "a"}[1 + 0j], bool(0j), bool(1j), 1j in [1j], complex(1j), (1j).__complex__(), complex(3) is not None)
for spec in ("", ".2f", "+.1e", ">20", "<20.3g", "^20", ",.2f", "_.3f", "08.2f", "=10", "x", "%", "d", "n", "z.0f", "s", ".3", "g", "020"): attempt(format, 1234.5 - 0.25j, spec)
print(f"{1j}", "%s" % (1 + 2j), "{:.1f}".format(-0.04 + 1j)); attempt(lambda: "%f" % 1j); attempt(lambda: "%d" % 1j)
class C:
    def __complex__(self): return 2 + 3j
class F:
    def __float__(self): return 1.5
class I:
    def __index__(self): return 7
class B:
    def __complex__(self): return 5
class S(complex):
    def __repr__(self): return "S"
print(complex(C()), complex(F()), complex(I()), complex(F(), I()), S(1, 2), S(1, 2) + 1, type(+S(1)).__name__, complex(S(2)).__class__.__name__); attempt(complex, B()); attempt(complex, C(), 1); attempt(complex, 1, C())
import cmath
print(cmath.sqrt(-1), cmath.exp(1j * cmath.pi), cmath.phase(-1), cmath.polar(1j), cmath.rect(2, 0), cmath.log(-1), cmath.isclose(1, 1 + 1e-10j), cmath.isnan(complex(nan, 1)), cmath.infj, cmath.sin(1 + 1j), cmath.acosh(2)); attempt(cmath.log, 0)
z = 1 + 2j; z += 1; z *= 2j; z -= 0.5; z /= 2; z **= 2; print(z, 1j * 1j == -1, sum([1j, 2, 0.5]), (3 + 4j).__abs__(), (1 + 1j).__getnewargs__(), complex.__add__(1j, "a"), (1j).__eq__(1), 5 + 0j == 5.0 == 5)
