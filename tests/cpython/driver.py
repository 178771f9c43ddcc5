"""Runs one file of CPython's tests inside the interpreter under test; `run` starts it.

usage: driver.py ROOT RESULTS NAME [--skip FILE] [--match PATTERN]... [--verbose]

ROOT is a folder with CPython's `test` package. RESULTS gets a line when a case begins and one when it ends, each written at
once, so that a crash or a kill loses nothing but the case that it happened in:

    plan TAB number of cases
    begin TAB case
    end TAB case TAB outcome TAB detail        ok, fail, error, skip, xfail, xpass
    file TAB detail                            the file could not be loaded
    done
"""

import fnmatch
import os
import sys
import unittest


class Journal:
    """The file of results."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def write(self, *fields):
        line = "\t".join(" ".join(str(field).split()) for field in fields) + "\n"
        os.write(self.file, line.encode("utf-8", "backslashreplace"))


def describe(error):
    """An exception in one line."""
    kind, value = error[0], error[1]
    try:
        text = str(value)
    except BaseException:
        text = "(its str() fails)"
    return f"{kind.__name__}: {text[:200]}" if text else kind.__name__


def show(case, error):
    """An exception with its traceback, for people."""
    print(f"\n== {case}", flush=True)
    try:
        import traceback

        print("".join(traceback.format_exception(*error)), flush=True)
    except BaseException as failure:
        print(f"{describe(error)} (no traceback: {failure!r})", flush=True)


class Result(unittest.TestResult):
    """Writes what becomes of each case to the journal."""

    def __init__(self, journal, prefix, verbose):
        super().__init__()
        self.journal, self.prefix, self.verbose = journal, prefix, verbose
        self.worst = None
        self.finished = set()
        self.fixtures = []

    def name(self, test):
        return test.id().removeprefix(self.prefix)

    def is_fixture(self, test):
        return not isinstance(test, unittest.TestCase)

    def startTest(self, test):
        self.worst = None
        # Some cases leave out most of what they could do at random: each run leaves out the same.
        if "random" in sys.modules:
            sys.modules["random"].seed(self.name(test))
        self.journal.write("begin", self.name(test))

    def stopTest(self, test):
        name = self.name(test)
        self.finished.add(name)
        self.journal.write("end", name, *(self.worst or ("error", "no outcome")))

    def note(self, test, outcome, detail="", error=None):
        """Keeps an outcome; the first bad one of a case stands."""
        if error is not None:
            detail = describe(error)
            if self.verbose:
                show(test.id(), error)
        if self.is_fixture(test):
            self.fixtures.append((test.id(), outcome, detail))
        elif self.worst is None or self.worst[0] not in ("fail", "error"):
            self.worst = (outcome, detail)

    def addSuccess(self, test):
        self.note(test, "ok")

    def addFailure(self, test, error):
        self.note(test, "fail", error=error)

    def addError(self, test, error):
        self.note(test, "error", error=error)

    def addSkip(self, test, reason):
        self.note(test, "skip", reason)

    def addExpectedFailure(self, test, error):
        self.note(test, "xfail")

    def addUnexpectedSuccess(self, test):
        self.note(test, "xpass")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            failed = issubclass(error[0], test.failureException)
            self.note(test, "fail" if failed else "error", error=error)

    def addDuration(self, test, elapsed):
        pass

    def fixture_outcome(self, test):
        """What the fixture of a class or module that kept a case from running came to."""
        kind = type(test)
        for text, outcome, detail in self.fixtures:
            if f"({kind.__module__}.{kind.__qualname__})" in text or f"({kind.__module__})" in text:
                return outcome, detail
        return "error", "did not run"


def cases(suite):
    """The cases of nested suites, in order."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


def matches(name, patterns):
    """Whether a case is asked for: a part of its name, or a pattern with `*`, as `unittest -k` has it."""
    return not patterns or any(
        fnmatch.fnmatchcase(name, pattern) if "*" in pattern else pattern in name for pattern in patterns
    )


def main():
    root, results, name, *rest = sys.argv[1:]
    patterns, skipped, verbose = [], set(), False
    while rest:
        option = rest.pop(0)
        if option == "--match":
            patterns.append(rest.pop(0))
        elif option == "--skip":
            path = rest.pop(0)
            descriptor = os.open(path, os.O_RDONLY)
            skipped = set(os.read(descriptor, os.stat(path).st_size).decode().splitlines())
            os.close(descriptor)
        else:
            verbose = True
    journal = Journal(results)
    sys.path.insert(0, root)
    prefix = f"test.{name}."
    try:
        from test import support

        # As the regression test runner has it when nothing is asked for.
        support.use_resources = {}
        support.verbose = 0
        module = __import__(f"test.{name}", fromlist=["*"])
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
        planned = list(cases(suite))
        for test in planned:
            if isinstance(test, unittest.loader._FailedTest):
                raise test._exception
    except BaseException:
        error = sys.exc_info()
        journal.write("file", describe(error))
        if verbose:
            show(name, error)
        return
    result = Result(journal, prefix, verbose)
    planned = [test for test in planned if matches(result.name(test), patterns)]
    journal.write("plan", len(planned))
    remaining = [test for test in planned if result.name(test) not in skipped]
    unittest.TestSuite(remaining).run(result)
    for test in remaining:
        if result.name(test) not in result.finished:
            journal.write("end", result.name(test), *result.fixture_outcome(test))
    journal.write("done")


if __name__ == "__main__":
    main()
