"""Writes tests/data/templates.txt: str.format and the percent operator on templates well-formed and not.

    python3.14 semantics/scripts/template_cases.py semantics/tests/data
"""

import pathlib
import random
import sys

from case_notation import line, outcome, write

random.seed(314)


class Shown(str):
    """Text that shows the specification it is formatted by."""

    def __format__(self, spec):
        return "".join(["<", self, "|", spec, ">"])


class Named:
    """A value that shows where it comes from."""

    def __init__(self, name):
        self.__name = name

    def __getattr__(self, name):
        return Named(f"{self.__name}.{name}")

    def __getitem__(self, key):
        return Named(f"{self.__name}[{'' if isinstance(key, int) else '='}{key}]")

    def __str__(self):
        return Shown(f"s({self.__name})")

    def __repr__(self):
        return Shown(f"r({self.__name})")

    def __format__(self, spec):
        return f"<{self.__name}|{spec}>"


FORMATS = [
    "", "plain", "{", "}", "{{", "}}", "{}}", "{{}", "a{b", "{!", "{!r", "{!r}", "{!}", "{!rx}", "{!r:", "{!r:>", "{!q}", "{!\x07}",
    "{!é}", "{:", "{:{", "{:{}", "{:{}}", "{:{:{}}}", "{0[}", "{0[a}", "{0[a]b}", "{0[]}", "{0.}", "{0.a.}", "{0[a].b[3]}", "{0[-1]}",
    "{0[٣]}", "{٠}", "{99999999999999999999999}", "{9223372036854775807}", "{9223372036854775808}", "{0[99999999999999999999999]}",
    "{0{}}", "{a{", "{}{0}", "{0}{}", "{a}{}", "{}{a}", "{1}", "{c}", "{!r:>{w}}", "{0.a!r:>20}", "{ 0}", "{-1}", "{0 }", "{0[!]}",
    "{0[:]}", "{0[{]}", "{0[}]}", "{:}}", "{:{{}}}", "{!!}", "{!:}", "{!}}", "{:!r}", "{.a}", "{[a]}", "{:{}}{}", "{.}", "{[}", "{0..a}",
    "{0.[a]}", "{0[a]]}", "{0[a[b]}", "{\ud800}", "{0!r", "{0", "{0:", "{0!", "{{{0}", "{0}}}", "{0:{w", "{0:{w}", "{0:a{1}b{2}c}",
    "{:{}{}}", "{:{a}}", "{0:{}}", "{:{0}}", "é{a}Σ{b}😀", "{0!s}{0!r:x}", "{é}", "{3}", "{}{}{}{}", "{0[1][2].x}", "{a.b[c].d!r:{w}}",
]
FORMAT_PARTS = ["{", "}", "{{", "}}", "{0}", "{a}", "{}", "[", "]", "!", "r", ":", ".", "0", "1", "a", "x", "{:", "{0", "{a!", "{w}", "Σ"]

PERCENTS = [
    "", "plain", "%", "%%", "%%%", "%s%", "%(a", "%(a)", "%(a)s", "%y", "%(a)y", "%\u1234", "%\x1f", "%\x7f", "%\x07", "%\xe9", "%*s",
    "%.*s", "%*.*s|", "%99999999999999999999s", "%9223372036854775808s", "%.99999999999s", "%.2147483648s", "%s", "%s%s", "%5%", "%(a)%",
    "%(a(b)c)s", "%-5s|", "%5.1s|", "%05s|", "%05c|", "%-5c|", "%ls", "%hs", "%Ls", "%lls", "%.s|", "%l", "%-", "%.", "%5", "%*", "%.*",
    "%1.1.1s", "%r", "%a", "%5r|", "%.2r|", "%.3a|", "%+ #-0s", "%(a)s %s", "%(a)*s", "%s%(a)s", "%s%%%s", "%()s", "%(a)s%(b)s%(c)s",
    "%((a)s", "%(a))s", "%-*s|", "é%sΣ", "%.0s|", "%b", "%5.5c|",
]
PERCENT_PARTS = ["%", "%%", "%s", "(a)", "(", ")", "-", "+", " ", "#", "0", "5", "3", "*", ".", "l", "s", "r", "c", "y", "x", "Σ", "%(a)s",
                 "%-5s", "%.1s", "%*s"]
OPERANDS = [
    (), ("x",), ("x", "é"), (4, "ab"), (-6, "ab"), (3, 1, "abc"), (-3, -1, "ab"), (65,), ("ab", "cd", "ef"), {"a": "A", "b": "Σ"}, {"a": 7},
    {}, "text", "y", 66, ("😀",), {"a(b)c": "in", "": "empty"}, (2, 3), (7, "\ud800"),
]


def lines():
    for template in FORMATS + ["".join(random.choices(FORMAT_PARTS, k=random.randint(2, 8))) for _ in range(1200)]:
        values = [Named("p0"), Named("p1"), Named("p2")]
        yield line("format", [template], outcome(template.format, *values, **{name: Named(name) for name in ["a", "b", "w", "é"]}))
    templates = PERCENTS + ["".join(random.choices(PERCENT_PARTS, k=random.randint(1, 6))) for _ in range(350)]
    for template in templates:
        for operand in random.sample(OPERANDS, 6):
            match operand:
                case tuple():
                    shown = ["tuple", list(operand)]
                case dict():
                    shown = ["mapping", list(map(list, operand.items()))]
                case _:
                    shown = ["single", [operand]]
            if not any("x" == character for character in template.replace("%%", "")):
                yield line("percent", [template, *shown], outcome(template.__mod__, operand))
    for template in templates:
        try:
            encoded = template.encode("latin-1")
        except UnicodeEncodeError:
            continue
        if not any(character in template for character in "rcax"):
            operand = random.choice([(), (b"x",), (b"x", b"\xff"), (4, b"ab"), (-6, b"ab")])
            yield line("percent_bytes", [encoded, "tuple", list(operand)], outcome(encoded.__mod__, operand))


write(pathlib.Path(sys.argv[1]), "templates", lines())
