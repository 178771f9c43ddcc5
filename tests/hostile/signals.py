# Signals at any moment: programs that do all kinds of things get SIGINT, SIGTERM, SIGALRM and SIGCHLD at random times.

import os
import random
import signal
import subprocess
import sys
import time

SEED = 20240229
ROUNDS = 40

HANDLED = """
import signal, sys
count = 0
def handler(number, frame):
    global count
    count += 1
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGCHLD, signal.SIGUSR1):
    signal.signal(number, handler)
print("ready", flush=True)
"""
BODIES = {
    "arithmetic": "while True:\n    x = sum(n * n for n in range(1000))",
    "allocation": "while True:\n    x = [[n] for n in range(1000)]; x.append(x)",
    "exceptions": "while True:\n    try:\n        raise ValueError\n    except ValueError as error:\n        error.x = 1",
    "collections": "import gc\nwhile True:\n    gc.collect()",
    "finalisers": "class A:\n    def __del__(self): self.x = 1\nwhile True:\n    a = A(); a.a = a",
    "imports": "import sys\nwhile True:\n    import json, decimal, email.message\n    [sys.modules.pop(n) for n in list(sys.modules) if n.startswith(('json', 'email', 'decimal'))]",
    "threads": "import threading\nwhile True:\n    threads = [threading.Thread(target=sum, args=([1],)) for _ in range(3)]\n    [t.start() for t in threads]; [t.join() for t in threads]",
    "locks": "import queue\nq = queue.Queue()\nwhile True:\n    try: q.get(timeout=0.001)\n    except queue.Empty: pass",
    "asyncio": "import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())",
    "processes": "import subprocess\nwhile True:\n    subprocess.run(['true'])",
    "forks": "import os\nwhile True:\n    pid = os.fork()\n    if not pid: os._exit(0)\n    os.waitpid(pid, 0)",
    "files": "import tempfile\nwhile True:\n    with tempfile.TemporaryFile('w+') as file: file.write('x' * 10000); file.flush(); file.seek(0); file.read()",
    "pipes": "import os\nr, w = os.pipe()\nwhile True:\n    os.write(w, b'x'); os.read(r, 1)",
    "sleep": "import time\nwhile True:\n    time.sleep(0.001)",
    "regular expressions": "import re\nwhile True:\n    re.match('(a|b)*c', 'ab' * 1000)",
    "sorting": "while True:\n    sorted(range(1000), key=lambda n: -n)",
    "generators": "def g():\n    try:\n        while True: yield 1\n    finally: pass\nwhile True:\n    x = g(); next(x)",
    "recursion": "def f(n): return n and f(n - 1)\nwhile True:\n    f(500)",
    "compilation": "while True:\n    compile('def f(x): return [y for y in x if y]', '', 'exec')",
    "start": "",
}
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGCHLD, signal.SIGUSR1]
# By an unhandled signal, by KeyboardInterrupt, or by an exception that the interrupt became.
ENDS = {0, 1, 130, -signal.SIGINT, -signal.SIGTERM, -signal.SIGALRM, -signal.SIGUSR1, -signal.SIGKILL}


def start(program):
    def defaults():
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)

    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=defaults)


def hammer(name, random):
    """With handlers: many signals, and the program still runs. Without: one, at any time from the start on."""
    is_handled = random.random() < 0.5 and name != "start"
    child = start((HANDLED if is_handled else "") + BODIES[name])
    if is_handled:
        child.stdout.readline()
        end = time.monotonic() + 0.15
        while time.monotonic() < end:
            child.send_signal(random.choice(SIGNALS))
            time.sleep(random.random() * 0.002)
        alive = child.poll() is None
        child.kill()
    else:
        time.sleep(random.random() * 0.1)
        number = random.choice([signal.SIGINT, signal.SIGTERM, signal.SIGALRM])
        child.send_signal(number)
        alive = True
    try:
        _, error = child.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        child.kill()
        return "does not end"
    # There may be no address space for the next thread before the last ones are gone.
    if b"can't start new thread" in error:
        return None
    if not alive or child.returncode not in ENDS or b"panicked" in error:
        return f"status {child.returncode}, handled: {is_handled}\n{error.decode(errors='replace')[-1500:]}"
    return None


random = random.Random(SEED)
failed = False
for round in range(ROUNDS):
    name = list(BODIES)[round % len(BODIES)]
    found = hammer(name, random)
    if found:
        failed = True
        print(f"round {round}, {name}: {found}")
raise SystemExit(failed)
