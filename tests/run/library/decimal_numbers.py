# Decimal numbers: arithmetic, contexts and signals, special values, text, conversions.
import _decimal
import copy
import decimal
import math
import numbers
import pickle
from decimal import *
from fractions import Fraction

print(decimal.Decimal is _decimal.Decimal, decimal.__version__, decimal.HAVE_CONTEXTVAR)


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


print(getcontext())
D = Decimal
print(D("1.10") + D("2.205"), D(7) / 3, D(2) ** D("0.5"), D(-7) // 2, D(-7) % 2, divmod(D(17), D("5.5")))
print(3 + D("0.5"), 10 - D(3), 2 * D("1.5"), 1 / D(8), 7 // D(2), 7 % D(4), 2 ** D(10), pow(D(3), 20, 7))
print(-D(0), +D("-0"), abs(D("-3.20")), D("1E+3"), D("0.0000001"), D("123456789012345678901234567890.5") + 0)
print(D((1, (1, 2, 3), -2)), D([0, [], 5]), D((0, (1,), "F")), D(3.1), D("  1_000.5\n"), D("٣.١٤"), D(True))
for wrong in ("1..2", "", "1e", "abc", (1, 2), (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), None, b"1"):
    attempt(D, wrong)

print([D(text) for text in ("inf", "-Infinity", "nan", "-NaN123", "sNaN", "1e999999999999999999")])
attempt(D, "1e1000000000000000000")
attempt(lambda: D("inf") - D("inf"))
attempt(lambda: D(1) / 0)
attempt(lambda: D(0) / 0)
attempt(lambda: D("sNaN") + 1)
attempt(lambda: D(10) ** 1000000)
attempt(lambda: D("nan") < 1)
print(D("nan") == D("nan"), D("nan") != 1, D("inf") > 10**400, D("0.1") == 0.1, D("0.5") == 0.5, D("0.5") == Fraction(1, 2))
print(D(3) < Fraction(10, 3), D(2) == 2 + 0j, hash(D("2.0")) == hash(2), hash(D("0.25")) == hash(0.25), hash(D("-inf")))
attempt(hash, D("sNaN"))
attempt(lambda: D(1) + 1.0)
attempt(lambda: D(1) < "1")

with localcontext(prec=5, rounding=ROUND_UP) as context:
    print(context, D(1) / 3, D("1.00001") + 0)
    print(context.flags[Inexact], context.flags[Overflow], [signal.__name__ for signal in context.flags if context.flags[signal]])
    context.clear_flags()
    context.traps[Inexact] = True
    attempt(lambda: D(2) / 3)
    attempt(lambda: +D("1.5"))
    del context
print(D(1) / 3)
with localcontext(ExtendedContext):
    print(D(1) / 0, D(0) / 0, D(-1).sqrt(), D("1e99") ** 99999, D("sNaN9") * 2)
    print(getcontext().flags == {signal: True for signal in getcontext().flags}, len(getcontext().traps))
attempt(getcontext().traps.__getitem__, ValueError)
for name, value in [("prec", 0), ("prec", 1.5), ("rounding", "up"), ("Emin", 1), ("Emax", -1), ("capitals", 2), ("clamp", -1), ("flags", 3)]:
    attempt(setattr, Context(), name, value)
attempt(delattr, Context(), "prec")
print(Context(prec=3, flags=[Rounded], traps=[]), IEEEContext(64), BasicContext.traps[Clamped])
attempt(IEEEContext, 33)

context = Context(prec=7)
for name in "abs exp ln log10 logb minus next_minus next_plus normalize plus sqrt to_integral_exact to_sci_string to_eng_string number_class".split():
    print(name, getattr(context, name)(D("1234.5678901")), end="; ")
print()
for name in "add subtract multiply divide divide_int remainder remainder_near power compare compare_total max min next_toward copy_sign same_quantum".split():
    print(name, getattr(context, name)(D("-17.25"), D("3")), end="; ")
print()
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(rounding, [str(D(text).quantize(D("0.1"), rounding)) for text in ("1.25", "-1.25", "1.35", "1.01", "-1.06")])
print(D("1234.5").quantize(D("1E+2")), D("2.5").to_integral_value(), D("1.20").normalize(), D(5).fma(3, D("0.1")))
print(D(1011).logical_and(D(1110)), D(1011).logical_xor(1), D(1).logical_invert(context), D(12345).rotate(2, context), D(12345).shift(-2), D(1).scaleb(5))
attempt(D("1E+30").quantize, D(1))

print(f"{D('1234567.891'):,.2f}|{D('0.00012'):e}|{D('5'):>8}|{D('-1.5'):+08.1f}|{D('0.256'):.1%}|{D('nan'):10}|{D('1e9'):g}|{D(0):z.1f}|{D('-0.01'):z.1f}|{D('1E+5'):f}|{D('12345'):.2E}")
attempt(format, D(1), "x")
attempt(format, D(1), 3)
print(D("123.4500").as_tuple(), D("-inf").as_tuple(), D("snan7").as_tuple(), D("0.75").as_integer_ratio())
attempt(D("nan").as_integer_ratio)
attempt(D("inf").as_integer_ratio)
print(int(D("-3.9")), round(D("2.5")), round(D("2.345"), 2), math.floor(D("-1.5")), math.ceil(D("1.2")), math.trunc(D("9.9")), float(D("0.1")), complex(D("1.5")))
attempt(int, D("nan"))
attempt(int, D("inf"))
attempt(float, D("snan"))
print(D("100").adjusted(), D(0).adjusted(), D("1.0").is_signed(), D("1e-1000010").is_subnormal(), D(1).is_normal(), D("1e3").to_eng_string(), D("1E-7").to_eng_string())
print(pickle.loads(pickle.dumps(D("1.50"))), copy.deepcopy(D("1.5")), pickle.loads(pickle.dumps(Context(prec=4, flags=[Inexact]))), isinstance(D(1), numbers.Number))
print(sum([D("0.1")] * 10), max(D(1), D(2)), sorted([D(3), D("-1"), D("1.5")]), D("1.0").compare_total(D("1.00")), D.from_float(0.1))


class Money(Decimal):
    def __repr__(self):
        return f"Money({self})"


print(repr(Money("1.50")), repr(Money("1.50") + 1), Money.from_float(2.5).__class__.__name__, Money(D(3)))
print(D(1).exp(), D(10).ln(), D(2).log10(), D("0.0001").log10(), Context(prec=50).sqrt(D(2)))
print(D("1.000000000000000000000000001") ** 1000, D("0.5") ** -3, D(-2) ** 3, D(4) ** D("0.5"), D("1.00") ** 3)
with localcontext(Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)):
    print(D(4) / 2, D(625).sqrt(), D(1) / 1024, D("1e999999999999999998") * 10)
    attempt(lambda: D(1) / 3)
print(issubclass(DivisionByZero, ZeroDivisionError), FloatOperation.__mro__[1:3], Overflow.__bases__, DivisionUndefined.__bases__)
