"""Compiling regular expressions of the kinds that programs have: the pure Python compiler of `re`."""

import re

import pyperf

PATTERNS = [
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?",
    r"[ \t]*(?:#[^\r\n]*)?\r?\n",
    r"(?i:select|insert|update|delete)\s+(?:distinct\s+)?(.+?)\s+from\s+([\w.]+)(?:\s+where\s+(.+))?$",
    r"^(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(.*))?",
    r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
    r"([\"'])(?:\\.|(?!\1)[^\\\n])*\1",
    r"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:0(?:_?0)*|[1-9](?:_?[0-9])*)",
    r"<(/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*(/?)>",
    r"(?<!\\)(?:\\\\)*\$(?:\{(?P<braced>[_a-z][_a-z0-9]*)\}|(?P<named>[_a-z][_a-z0-9]*)|(?P<escaped>\$))",
    r"(?m)^\s*(?:async\s+)?def\s+(\w+)\s*\(([^)]*)\)\s*(?:->\s*([^:]+))?:",
    r"[^\W\d_][\w]*(?:-[\w]+)*(?=\s|[.,;:!?]|$)",
    r"(?x) ^ (?P<sign>[+-])? (?P<whole>\d+) (?: \. (?P<part>\d*) )? (?: [eE] (?P<exponent>[+-]?\d+) )? $",
]


def compile_all():
    for flags in (0, re.IGNORECASE, re.ASCII, re.MULTILINE | re.DOTALL):
        re.purge()
        for pattern in PATTERNS:
            re.compile(pattern, flags)


if __name__ == "__main__":
    pyperf.Runner().bench_func("regex_compile", compile_all)
