"""Writes `data/numbers.txt` anew: what CPython makes of each expression in it.

Run with the Python version that the analyzer models, from any directory. A line is an expression, a tab and the
`repr` of its value, or of the exception after an exclamation mark.
"""

import cmath
import math
import pathlib
import struct
import warnings

warnings.simplefilter("ignore")


def outcome(expression):
    try:
        return repr(eval(expression, {"math": math, "cmath": cmath, "struct": struct}))
    except Exception as exception:
        return "!" + repr(exception)


path = pathlib.Path(__file__).with_name("data") / "numbers.txt"
lines = []
for line in path.read_text(encoding="utf-8").splitlines():
    expression = line.split("\t")[0]
    lines.append(expression if expression.startswith("#") else f"{expression}\t{outcome(expression)}")
path.write_text("\n".join(lines) + "\n", encoding="utf-8")
