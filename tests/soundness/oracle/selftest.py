"""Checks the oracle: on modules whose effects are known, it must report those, and nothing else.

    selftest.py [--python COMMAND] [--vm]

The modules are in `selftest/effects.txt` and `selftest/harmless.txt`; the exit status is 1 if a report differs. The
modules that the analyzer's tests take to be harmless are tried as well.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
CASES = HERE.with_name("selftest")
ANALYZER_CASES = HERE.parents[2] / "analyzer/tests/effects"

# The packages of `selftest/`: what must be reported, as (kind, beginning of the text).
PACKAGES = {
    "cycle": [],
    "cycle.left": [],
    "cycle.right": [],
    "package": [("object", "package.part.items: +1")],
    "package.part": [],
    "package.user": [],
    "careless": [("output", "standard output"), ("interpreter", "recursion limit")],
    "victim": [],
}


# What strict's VM does not have, or does not tell of.
NOT_IN_VM = {
    "effects_socket": "making a socket raises no audit event",
    "effects_memory_tracing": "`tracemalloc` is not supported",
    "effects_native_code": "there is no `ctypes`",
}


def read_cases(path):
    """Triples (name, expected kinds, source)."""
    cases = []
    for block in path.read_text().split("\n== ")[1:]:
        head, _, source = block.partition("\n")
        name, _, kinds = head.partition(":")
        cases.append((name, kinds, source))
    return cases


def expected_kinds(text):
    """The kinds of effect and of input; "native code" has a blank in it."""
    words = text.replace("native code", "native_code").split()
    effects = {it.replace("_", " ") for it in words if not it.startswith("(")}
    return effects, {it.strip("()") for it in words if it.startswith("(")}


def main():
    parser = argparse.ArgumentParser(description="Checks the soundness oracle on modules whose effects are known.")
    parser.add_argument("--python", default="python3.14")
    parser.add_argument("--vm", action="store_true", help="the command is strict's VM")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="soundness-") as folder:
        folder = pathlib.Path(folder)
        # What lets a plain Python import the marker and the decorators.
        shim = HERE.parents[2] / "examples/shim/__strict__.py"
        (folder / "__strict__.py").write_text(shim.read_text())
        expected, jobs = {}, []
        for file in "effects", "harmless":
            for name, kinds, source in read_cases(CASES / f"{file}.txt"):
                module = f"{file}_{name}"
                path = folder / f"{module}.py"
                path.write_text(source + "\n")
                expected[module] = expected_kinds(kinds)
                jobs.append({"module": module, "path": str(path), "search_path": [str(folder), str(CASES)]})
        for name, _, source in read_cases(ANALYZER_CASES / "accepted.txt"):
            path = folder / f"case_{name}.py"
            path.write_text(source + "\n")
            expected[path.stem] = set(), set()
            jobs.append({"module": path.stem, "path": str(path), "search_path": [str(folder), str(ANALYZER_CASES)]})
        for module in PACKAGES:
            path = CASES / module.replace(".", "/")
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            jobs.append({"module": module, "path": str(path), "search_path": [str(CASES)]})
        listing, output = folder / "list.json", folder / "result.json"
        listing.write_text(json.dumps(jobs))
        command = [sys.executable, str(HERE / "driver.py"), "--python", options.python, "--output", str(output)]
        subprocess.run([*command, str(listing)], stderr=subprocess.DEVNULL)
        for result in json.loads(output.read_text()):
            problem = compare(result, expected.get(result["module"]))
            if problem and not (options.vm and result["module"] in NOT_IN_VM):
                wrong += 1
                print(f"{result['module']}: {problem}")
    print(f"{len(jobs) - wrong} of {len(jobs)} modules are reported as they should be")
    return 1 if wrong else 0


def compare(result, expected):
    """What is wrong with the report, if anything."""
    if result["status"] == "skipped" and "nowhere_to_be_found" in result["reason"]:
        return None
    if result["reason"]:
        return f"{result['status']}: {result['reason']}"
    if expected is None:
        found = [(it["kind"], it["what"]) for it in result["effects"]]
        for (kind, text), (want_kind, want_text) in zip(found, PACKAGES[result["module"]]):
            if kind != want_kind or not text.startswith(want_text):
                return f"found {found}"
        return None if len(found) == len(PACKAGES[result["module"]]) else f"found {found}"
    effects, inputs = expected
    for wanted, notes in (effects, result["effects"]), (inputs, result["inputs"]):
        if wanted - {it["kind"] for it in notes}:
            return f"expected {sorted(wanted)}, found {notes}"
    if unexpected := [it for it in result["effects"] if it["kind"] not in effects]:
        return f"unexpected {unexpected}"
    return None


if __name__ == "__main__":
    sys.exit(main())
