"""A plugin of pytest: writes the outcome of each test as a line of JSON, at once, so that it is known whatever happens later."""

import json
import os

_file = open(os.environ["OUTCOMES"], "w")


def _write(test, outcome, reason=""):
    print(json.dumps([test, outcome, reason]), file=_file, flush=True)


def _reason(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash else str(report.longrepr)
    lines = [line.removeprefix("E").strip() for line in text.splitlines() if line.strip()]
    return (lines[0] if crash else lines[-1])[:200] if lines else ""


def pytest_runtest_logstart(nodeid):
    _write(nodeid, "started")


def pytest_runtest_logreport(report):
    if report.failed:
        _write(report.nodeid, "failed", _reason(report))
    elif report.when == "call" or report.skipped:
        _write(report.nodeid, report.outcome)


def pytest_collectreport(report):
    if report.failed:
        _write(report.nodeid, "failed", _reason(report))
