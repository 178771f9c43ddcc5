"""Writes src/complex/special_values.rs: what functions of `cmath` give when a part is infinite or not a number.

    python3.14 semantics/scripts/complex_tables.py > semantics/src/complex/special_values.rs
"""

import cmath
import math

# Representatives of the kinds of a part, in the order of `Kind`.
PARTS = [-math.inf, -2.5, -0.0, 0.0, 2.5, math.inf, math.nan]
FUNCTIONS = ["acos", "acosh", "asinh", "atanh", "cosh", "exp", "log", "sinh", "sqrt", "tanh", "rect"]
NAMES = {
    math.inf: "INF", -math.inf: "-INF", math.pi: "PI", -math.pi: "-PI", math.pi / 2: "HALF", -math.pi / 2: "-HALF",
    math.pi / 4: "QUARTER", -math.pi / 4: "-QUARTER", 3 * math.pi / 4: "THREE", -3 * math.pi / 4: "-THREE",
}


def number(value):
    if math.isnan(value):
        return "NAN"
    return NAMES.get(value, repr(value))


def entry(name, x, y):
    if math.isfinite(x) and math.isfinite(y):
        return "(0.0, 0.0)"
    try:
        if name == "rect":
            result = cmath.rect(x, y)
        else:
            result = getattr(cmath, name)(complex(x, y))
    except ValueError:
        result = complex(math.nan, math.nan)
    return f"({number(result.real)}, {number(result.imag)})"


print("//! What functions of `cmath` give when a part is infinite or not a number: rows by the kind of the real part,")
print("//! columns by that of the imaginary part. Written by `scripts/complex_tables.py`.")
print()
print("use std::f64::consts::{FRAC_PI_2 as HALF, FRAC_PI_4 as QUARTER, PI};")
print()
print("const INF: f64 = f64::INFINITY;")
print("const NAN: f64 = f64::NAN;")
print("const THREE: f64 = 3.0 * QUARTER;")
print()
print("pub(super) type Table = [[(f64, f64); 7]; 7];")
for name in FUNCTIONS:
    print()
    print("#[rustfmt::skip]")
    print(f"pub(super) static {name.upper()}: Table = [")
    for x in PARTS:
        print("    [" + ", ".join(entry(name, x, y) for y in PARTS) + "],")
    print("];")
