"""Runs every module of a list through `child.py`, two at a time, and writes what was found.

    driver.py [--python COMMAND] [--frozen [--alone]] [--jobs N] [--timeout SECONDS] [--output FILE] LIST

LIST is a JSON array of {"module": name, "path": file, "search_path": [folder, ...], "fallback_path": [folder, ...]}: folders
to import from before and after the Python's own. The result is a JSON array of

    {"module": name, "status": status, "reason": text or null, "effects": [...], "inputs": [...], ...}

where an effect or an input is {"kind": kind, "what": text, "line": line of the module or null}, and the status is

    ok        the body ran and had no effect (it may have inputs: things read from outside, such as the clock)
    effects   the body had an effect that others can see
    raised    an exception left the body
    skipped   the module cannot be imported here: something that it needs is missing or is not set up
    failed    the interpreter died, took too long, or executed another file

The exit status is 1 if a module has effects, raised or failed, or if none was executed, 2 if the list cannot be used, else 0.
"""

import argparse
import ast
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

CHILD = pathlib.Path(__file__).with_name("child.py")


def main():
    parser = argparse.ArgumentParser(description="Watches modules being imported, and reports their effects.")
    parser.add_argument("list", help="JSON list of modules")
    parser.add_argument("--python", default="python3.14", help="command that starts CPython 3.14")
    parser.add_argument("--frozen", action="store_true", help="the command is strict's VM: modules of files run as strict modules")
    parser.add_argument("--alone", action="store_true", help="with --frozen: only the module itself, not what else is in its package")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=120, help="seconds for each module")
    parser.add_argument("--output", help="file for the result; standard output if left out")
    options = parser.parse_args()

    try:
        jobs = [Job(options, **entry) for entry in json.loads(pathlib.Path(options.list).read_text())]
    except (OSError, ValueError, TypeError) as error:
        print(f"{options.list}: {error}", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="soundness-") as options.bytecode,
        concurrent.futures.ThreadPoolExecutor(options.jobs) as pool,
    ):
        results = list(pool.map(Job.run, jobs))
    text = json.dumps(results, indent=1, ensure_ascii=True)
    if options.output:
        pathlib.Path(options.output).write_text(text + "\n")
    else:
        print(text)
    summarize(results)
    statuses = {it["status"] for it in results}
    return 1 if statuses & {"effects", "raised", "failed"} or (results and "ok" not in statuses) else 0


def summarize(results):
    """Says on standard error how many modules have which status, and what is wrong with which."""
    counts = {}
    if frozen := sum(bool(it.get("frozen")) for it in results):
        print(f"{frozen} modules ran frozen", file=sys.stderr)
    for result in results:
        counts[result["status"]] = counts.get(result["status"], 0) + 1
        if result["status"] in ("effects", "raised", "failed"):
            first = [f"{it['kind']}: {it['what']}" for it in result["effects"][:1]] or [result["reason"]]
            print(f"{result['status']}: {result['module']}: {first[0]}", file=sys.stderr)
    print(", ".join(f"{count} {status}" for status, count in sorted(counts.items())), file=sys.stderr)


class Job:
    """One module."""

    def __init__(self, options, module, path="", search_path=(), fallback_path=(), **_):
        self.options, self.module, self.path = options, module, path
        self.search_path = [search_path] if isinstance(search_path, str) else list(search_path)
        self.fallback_path = list(fallback_path)
        # All of its package runs frozen, as far as it can be proved.
        top = module.partition(".")[0]
        self.patterns = module if options.alone else f"{top},{top}.*"

    def run(self):
        started = time.monotonic()
        result = {"module": self.module, "path": self.path, "status": "ok", "reason": None, "effects": [], "inputs": []}
        learnt = self.child("learn")
        if self.options.frozen and learnt.get("error"):
            # What plain modules of the package do to frozen ones can stop it.
            self.patterns = self.module
            learnt = self.child("learn")
        if "loaded" in learnt:
            report = self.child("judge", ",".join(self.import_first(learnt)))
        else:
            report = learnt  # it would only die again
        self.settle(result, report)
        result["seconds"] = round(time.monotonic() - started, 2)
        return result

    def import_first(self, learnt):
        """What the module needs and can be imported before it: what does not need the module itself.

        The watch is then seldom suspended, which costs a comparison of all objects each time."""
        needs = {}
        for importer, imported in learnt["edges"]:
            needs.setdefault(importer, set()).add(imported)

        def needs_module(name):
            seen, pending = set(), [name]
            while pending:
                current = pending.pop()
                if current == self.module:
                    return True
                if current not in seen:
                    seen.add(current)
                    pending.extend(needs.get(current, ()))
                    pending.extend([current.rpartition(".")[0]] if "." in current else [])
            return False

        return [name for name in learnt["loaded"] if not needs_module(name)]

    def settle(self, result, report):
        """Fills in the result from the child's report."""
        result["effects"] = report.get("effects", [])
        result["inputs"] = report.get("inputs", [])
        for key in ("executed_again", "frozen", "pauses"):
            if report.get(key):
                result[key] = report[key]
        error = report.get("error")
        location = report.get("location")
        if error:
            where = f" at {error['where'][-1]}" if error["where"] else ""
            result["reason"] = f"{error['kinds'][0]}: {error['message']}{where}"
            result["status"] = self.status_of(error)
        elif os.path.isabs(self.path) and location and os.path.realpath(self.path) != os.path.realpath(location):
            result["status"], result["reason"] = "failed", f"{location} was executed instead"
        elif result["effects"]:
            result["status"] = "effects"

    def status_of(self, error):
        if error["kinds"][0] in ("Died", "Timeout"):
            return "failed"
        missing = {"ImportError", "NotImplementedError", "SkipTest", "NotExecuted"}
        return "raised" if error["in_body"] and not missing & set(error["kinds"]) else "skipped"

    def child(self, phase, *arguments):
        """Runs the child, in an empty folder, and reads its report."""
        with tempfile.TemporaryDirectory(prefix="soundness-") as folder:
            report = pathlib.Path(folder, "report")
            work = pathlib.Path(folder, "work")
            work.mkdir()
            command = shlex.split(self.options.python)
            command += ["-I", "-S", "-X", "utf8", "-X", f"pycache_prefix={self.options.bytecode}"]
            if self.options.frozen:
                command += ["-X", "install-strict-loader", "-X", f"strict-modules={self.patterns}"]
            command += [str(CHILD), str(report), phase, self.module, self.path, ":".join(self.search_path), ":".join(self.fallback_path)]
            command += arguments
            environment = {"PATH": os.defpath, "HOME": str(work), "TMPDIR": str(work), "LANG": "C.UTF-8"}
            environment["XDG_CACHE_HOME"] = self.options.bytecode
            with open(pathlib.Path(folder, "out"), "wb") as out, open(pathlib.Path(folder, "err"), "w+b") as err:
                try:
                    done = subprocess.run(
                        command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                        timeout=self.options.timeout, start_new_session=True,
                    )  # fmt: skip
                except subprocess.TimeoutExpired:
                    return {"error": died("Timeout", f"more than {self.options.timeout} seconds to {phase}")}
                if not report.exists():
                    err.seek(0)
                    last = err.read().decode(errors="replace").strip().rpartition("\n")[2]
                    return {"error": died("Died", f"exit status {done.returncode} of {phase}: {last[:300]}")}
            return ast.literal_eval(report.read_text(errors="surrogateescape"))


def died(kind, message):
    return {"kinds": [kind], "message": message, "where": [], "in_body": False}


if __name__ == "__main__":
    sys.exit(main())
