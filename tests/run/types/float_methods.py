# stress: 211
"""Rounding and methods of float."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show(*[f"round({x}, {n})" for x in (2.5, -2.5, 0.5, 1.5, 2.675, 1e300, 12345.6789) for n in ("None", 0, 2, -2, 400, -400)])
show("round(2.5)", "round(-0.4)", "round(1e20)", "round(float('inf'))", "round(float('nan'))", "round(float('inf'), 1)", "round(1.5, 'x')", "round(1.7976931348623157e308, -308)")
show("(1.5).is_integer()", "(2.0).is_integer()", "float('inf').is_integer()", "(0.75).as_integer_ratio()", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "(1.5).real", "(1.5).imag", "(1.5).conjugate()", "(1.9).__trunc__()", "(-1.9).__trunc__()", "(1.1).__ceil__()", "(-1.1).__floor__()", "(1.5).__int__()", "(2.5).__getnewargs__()", "(1.5).__eq__(1)", "(1.5).__lt__('x')", "float.__getformat__('double') in ('IEEE, little-endian', 'IEEE, big-endian')")
import math
show("math.floor(-0.5)", "math.ceil(-0.5)", "math.trunc(-0.5)", "math.floor(1e300) == int(1e300)", "math.copysign(1, -0.0)", "math.fmod(-7, 3)", "math.remainder(7, 4)", "math.isclose(0.1 + 0.2, 0.3)", "math.nextafter(1, 2)", "math.ulp(1.0)", "math.frexp(0.75)", "math.ldexp(0.5, 3)", "math.modf(-1.25)", "math.fsum([0.1] * 10)", "math.hypot(3, 4)", "math.dist((0, 0), (3, 4))", "math.isqrt(99)", "math.gcd(12, 18, 27)", "math.lcm(4, 6)", "math.comb(5, 2)", "math.perm(5, 2)", "math.factorial(20)", "math.factorial(-1)", "math.sqrt(-1)", "math.log(0)", "math.exp(1000)", "math.prod([1, 2, 3.5])")
