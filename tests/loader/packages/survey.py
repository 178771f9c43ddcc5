"""Imports every module of packages, under the loader, and writes which of them are frozen, and why others are not.

usage: survey.py FOLDER REPORT.json PACKAGE...
"""

import importlib
import json
import pathlib
import sys

import strict.loader
import _strict


def modules_of(folder, package):
    root = pathlib.Path(folder)
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if {"tests", "testing", "conftest", "__main__"} & set(parts[1:]):
            continue
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def survey(name):
    """`frozen`, or why it is not."""
    try:
        module = importlib.import_module(name)
    except BaseException as error:
        return f"cannot be imported: {type(error).__name__}: {error}".splitlines()[0]
    # A package may replace a module by another object.
    if _strict.is_frozen(module):
        return "frozen"
    if (findings := strict.loader.refused_modules().get(name)) is not None:
        return findings[0]
    return "is replaced in sys.modules"


if __name__ == "__main__":
    folder, report, *packages = sys.argv[1:]
    result = {name: survey(name) for package in packages for name in modules_of(folder, package)}
    pathlib.Path(report).write_text(json.dumps(result, indent=1))
