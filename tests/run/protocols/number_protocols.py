# stress: 499
"""Own numbers: __index__, __int__, __float__, __round__, __trunc__, coercion in built-ins, augmented forms, numbers' classes."""
import math, operator, numbers, fractions, decimal
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class F:
    def __float__(self): return 2.5
class T:
    def __trunc__(self): return 7
    def __ceil__(self): return "ceil"
    def __floor__(self): return "floor"
    def __round__(self, *a): return ("round", a)
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __pos__(self): return "pos"
i, f, t = I(3), F(), T()
print([10, 20, 30, 40][i], "abcd"[:i], range(i), bin(i), hex(i), oct(i), chr(I(65)), bytes(i), [1] * i, int(i), float(i), complex(i), math.factorial(i), round(2.71828, i), 1 << 3, "x" * i, (1, 2, 3, 4)[-I(1)] if False else "", divmod(10, 3), pow(2, 3, 5), math.gcd(i, 9), slice(i).indices(10), operator.index(i), "%d" % 3, bytearray(i), memoryview(b"abcd")[i], math.isqrt(I(17)), int("11", I(2)), round(5, I(-1)), enumerate([1], i).__next__(), str.center("a", i), [3, 1].pop(I(0)), "%x" % i if False else "", format(5, "d"))
print(float(f), math.sqrt(f), math.floor(f), math.ceil(f), math.trunc(t), math.ceil(t), math.floor(t), round(t), round(t, 2), abs(t), divmod(t, 1), divmod(1, t), pow(t, 2), pow(t, 2, 3), +t, t ** 2, complex(f), math.hypot(f, 0), max(f.__float__(), 1), math.copysign(f, -1), sum([1.5, 2]), "%.1f" % f, "%s" % 1)
for g in (lambda: int(F()), lambda: float(T()), lambda: math.sqrt("a"), lambda: math.floor("a"), lambda: math.trunc(1j), lambda: round("a"), lambda: abs("a"), lambda: -"a", lambda: ~1.5, lambda: [1][F()], lambda: range(F()), lambda: "%d" % F(), lambda: "%d" % 1.9, lambda: "%x" % F(), lambda: hex(1.5), lambda: chr(1.5), lambda: bin("a"), lambda: math.factorial(2.5), lambda: math.factorial(-1), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.comb(5, -1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(2, 1), lambda: math.sqrt(-1), lambda: math.acos(2), lambda: math.exp(1000), lambda: math.fmod(1, 0), lambda: math.pow(0, -1), lambda: math.ldexp(1, 10 ** 10), lambda: math.fsum([1e308, 1e308]), lambda: math.fsum(["a"]), lambda: math.dist([1], [1, 2]), lambda: math.prod(["a", 2]), lambda: math.floor(float("nan")), lambda: math.ceil(float("inf")), lambda: math.nextafter(1, 2, steps=-1), lambda: math.remainder(1, 0), lambda: math.perm(3, 5), lambda: math.sumprod([1], [1, 2]), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.fma(1, float("inf"), float("-inf")), lambda: math.fma(0.0, float("inf"), 1)): attempt(g)
print(math.fma(2, 3, 4), math.cbrt(8), math.exp2(3), math.ulp(1), math.frexp(10), math.modf(-2.5), math.ldexp(0.5, 3), math.nextafter(0, 1), math.nextafter(1, 2, steps=3), math.remainder(5, 3), math.isclose(1, 1 + 1e-10), math.dist([0, 0], [3, 4]), math.fsum([0.1] * 10), math.log1p(1e-10), math.expm1(1e-10), math.log(8, 2), math.degrees(math.pi), math.copysign(0.0, -1), math.erf(0.5), math.gamma(5), math.trunc(-2.7), math.tau, math.isfinite(float("inf")), math.sinpi(0.5) if hasattr(math, "sinpi") else "")
print([isinstance(x, k) for x in (1, True, 1.5, 1j, fractions.Fraction(1, 2), decimal.Decimal(1)) for k in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)])
Fr = fractions.Fraction
print(Fr(1, 3) + 1, Fr(1, 3) + 0.5, Fr("1.25"), Fr("3/4"), Fr(0.5), Fr(1, -2), Fr(3, 6), Fr(7, 2) // 1, Fr(-7, 2) % 2, divmod(Fr(7, 2), 1), Fr(1, 2) ** 2, Fr(4) ** Fr(1, 2), 2 ** Fr(-1), Fr(1, 2) == 0.5, hash(Fr(1, 2)) == hash(0.5), Fr(5, 2).__round__(), round(Fr(22, 7), 2), Fr(22, 7).limit_denominator(3), f"{Fr(1, 3):.4f}", f"{Fr(1, 3)}", Fr(1.1).limit_denominator(100), Fr(3, 2) < 2, int(Fr(7, 2)), float(Fr(1, 8)), str(Fr(-1, 3)), repr(Fr(2)), Fr(1, 2) + 1j, Fr.from_float(0.25), Fr(decimal.Decimal("0.1")), min(Fr(1, 2), 0.3)); attempt(Fr, 1, 0); attempt(Fr, "a"); attempt(Fr, 1.5, 2); attempt(Fr, None); attempt(Fr, float("nan")); attempt(lambda: Fr(1, 2) + "a"); attempt(lambda: Fr(1) / 0); attempt(Fr, "1/0"); attempt(format, Fr(1, 3), "q")
