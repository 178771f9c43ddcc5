"""cmath: values, branch cuts and special values."""

import cmath

inf, nan = cmath.inf, cmath.nan
parts = [-inf, -2.5, -0.0, 0.0, 0.5, inf, nan]
functions = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan",
             "tanh", "phase", "polar"]


def number(x, y):
    return -complex(-x, 0.0) if str(y) == "-0.0" else complex(x, y)


def rounded(z):
    if isinstance(z, tuple):
        return tuple(f"{part:.12g}" for part in z)
    return f"{z:.12g}"


for name in functions:
    function = getattr(cmath, name)
    for x in parts:
        row = []
        for y in parts:
            try:
                row.append(str(rounded(function(number(x, y)))))
            except (ValueError, OverflowError) as error:
                row.append(type(error).__name__)
        print(name, x, *row)
for x in parts:
    for y in parts:
        try:
            print("rect", x, y, rounded(cmath.rect(x, y)))
        except ValueError as error:
            print("rect", x, y, error)
for text in ["cmath.exp(1000)", "cmath.log(0)", "cmath.log(2, 0)", "cmath.log(8, 2)", "cmath.sqrt('a')", "cmath.isclose(1, 1 + 1e-12)",
             "cmath.isclose(1, 2, rel_tol=-1)", "cmath.isclose(inf, inf)", "cmath.atanh(1)", "cmath.sqrt(1e-310)",
             "cmath.isfinite(complex(inf, 1))", "cmath.infj", "cmath.nanj"]:
    try:
        result = eval(text)
        print(text, rounded(result) if isinstance(result, complex) else result)
    except Exception as error:
        print(text, type(error).__name__, error)
