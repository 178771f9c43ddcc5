"""Writes what CPython makes of each case in `containers.txt` behind the case.

Run it with the Python whose behaviour is wanted: `python3.14 containers.py`.
A case is statements that end in an expression, separated by `;` or `⏎` (a line break).
"""

import ast
import pathlib
import warnings

warnings.simplefilter("ignore")
path = pathlib.Path(__file__).with_suffix(".txt")


def outcome(case):
    module = ast.parse(case.replace("⏎", "\n"))
    last = ast.Expression(module.body.pop().value)
    names = {"__name__": "test"}
    try:
        exec(compile(module, "case", "exec"), names)
        return repr(eval(compile(last, "case", "eval"), names))
    except Exception as exception:
        return "!" + repr(exception)


lines = []
for line in path.read_text().splitlines():
    if line and not line.startswith("#"):
        case = line.split(" => ")[0]
        line = f"{case} => {outcome(case)}"
    lines.append(line)
path.write_text("\n".join(lines) + "\n")
