"""Names of frozen modules are bound in their code."""
import builtins
import sys
import types

import bound
from strict.loader import disassemble



for function in bound.run, bound.variable, bound.ran_before, bound.missing, bound.comprehension, bound.Box.size:
    found = [line for line in disassemble(function).splitlines() if "load_frozen" in line or "load_global" in line]
    print(function.__qualname__, [" ".join(line.split()[-3:]) for line in found])
print(bound.run("abc"), bound.ran_before([5, 4]), bound.Box().size("ab"), bound.comprehension([1]))
print(bound.variable(), bound.variable())

# The same code with other globals, before and after.
other = types.FunctionType(bound.run.__code__, {"helper": lambda value: -value})
print(other("abc"), bound.run("abc"), other("abcd"))
hidden = types.FunctionType(bound.run.__code__, {"helper": str, "len": lambda values: "mine"})
print(hidden("abc"), bound.run("abc"))

# Strict code means the built-ins that the interpreter began with.
original, builtins.len = builtins.len, lambda values: 100
print(bound.run("abc"), other("abc"), len("abc"))
builtins.len = original

# Names that come to be later.
try:
    bound.missing()
except NameError as error:
    print(error)
builtins.nowhere = "found"
print(bound.missing())

# A submodule is a global of its package, whatever its name.
import pack
print(pack.run("abc"))
import pack.len
try:
    print(pack.run("abc"))
except TypeError as error:
    print(error)

# Being traced changes nothing.
lines = []


def trace(frame, event, argument):
    if frame.f_code.co_filename.endswith("bound.py"):
        lines.append((event, frame.f_lineno))
    return trace


sys.settrace(trace)
result = bound.run("abc")
sys.settrace(None)
print(result, lines, bound.run("abc"))
