# Standard streams that are closed at the start, closed meanwhile, full, or read by nobody.

import subprocess
import sys

PROGRAM = """
import sys
print("out")
print("error", file=sys.stderr)
{}
"""
BODIES = [
    "pass",
    "input()",
    "1 / 0",
    "sys.exit('text')",
    "sys.stdout.write('x' * 10**6)",
    "import os; os.close(0)",
    "import os; os.close(1); print('x' * 10**6)",
    "import os; os.close(2); 1 / 0",
    "sys.stdout.close(); print(1)",
    "sys.stderr.close(); 1 / 0",
    "sys.stdout = None; print(1)",
    "sys.stderr = None; 1 / 0",
    "sys.stdin = None; input()",
    "del sys.stdout; print(1)",
    "del sys.stderr; 1 / 0",
    "sys.excepthook = None; 1 / 0",
    "del sys.excepthook; 1 / 0",
    "import warnings; warnings.warn('text')",
    "import atexit; atexit.register(print, 'late')",
    "import threading; threading.Thread(target=lambda: 1 / 0).start()",
    "import faulthandler; faulthandler.enable()",
]
REDIRECTIONS = ["<&-", ">&-", "<&- >&- 2>&-", ">/dev/full 2>&1", "| true"]
STATUSES = {0, 1, 120}

failed = False
for body in BODIES:
    for redirection in REDIRECTIONS:
        command = f'"$1" -c "$2" {redirection}'
        run = subprocess.run(
            ["sh", "-c", command, "sh", sys.executable, PROGRAM.format(body)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
        )
        if run.returncode not in STATUSES:
            failed = True
            print(f"{body!r} {redirection}: status {run.returncode}\n{run.stderr.decode()[-600:]}")

# Without standard streams, what is opened first does not take their numbers' place unnoticed.
for redirection in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
    program = "import sys; sys.exit([sys.stdin, sys.stdout, sys.stderr].count(None) + 10)"
    status = subprocess.run(["sh", "-c", f'"$1" -c "$2" {redirection}', "sh", sys.executable, program]).returncode
    wanted = 10 + redirection.count("-")
    if status != wanted:
        failed = True
        print(f"{redirection}: status {status}, not {wanted}")

raise SystemExit(failed)
