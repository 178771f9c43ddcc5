# stress: 200
# Where threads are, on demand, on signals and after a time.
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time


def shown(action):
    with tempfile.TemporaryFile() as file:
        action(file)
        file.seek(0)
        text = file.read().decode()
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r" \[.*?\]", "", text)
    text = re.sub(r'File "[^"]*/', 'File "', text)
    print(re.sub(r'( *File "threading.py", line )\d+', r"\1", text))


def dump(file, **options):
    faulthandler.dump_traceback(file, **options)


shown(lambda file: dump(file, all_threads=False))
shown(dump)
shown(lambda file: dump(file.fileno()))


def recurse(file, depth):
    if depth:
        recurse(file, depth - 1)
    else:
        faulthandler.dump_traceback(file)


with tempfile.TemporaryFile() as file:
    recurse(file, 200)
    file.seek(0)
    lines = file.read().decode().splitlines()
    print(len(lines), len(set(lines)))

lock = threading.Lock()
lock.acquire()


def wait():
    with lock:
        pass


thread = threading.Thread(target=wait)
thread.start()
time.sleep(0.05)
shown(dump)
lock.release()
thread.join()


def on_signal(file):
    faulthandler.register(signal.SIGUSR1, file, all_threads=False)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))


shown(on_signal)


def chained(file):
    called = []
    signal.signal(signal.SIGUSR1, lambda number, frame: called.append(number))
    faulthandler.register(signal.SIGUSR1, file, chain=True)
    os.kill(os.getpid(), signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(len(called))
    faulthandler.unregister(signal.SIGUSR1)


shown(chained)


def later(file):
    faulthandler.dump_traceback_later(0.05, file=file)
    time.sleep(0.5)
    faulthandler.dump_traceback_later(60, file=file)
    faulthandler.cancel_dump_traceback_later()


shown(later)

print(faulthandler.is_enabled(), faulthandler.enable(), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
for call, *arguments in (
    (faulthandler.dump_traceback, -1),
    (faulthandler.dump_traceback, "x"),
    (faulthandler.dump_traceback, 2**40),
    (faulthandler.dump_traceback_later, 0),
    (faulthandler.dump_traceback_later, -1),
    (faulthandler.dump_traceback_later, "x"),
    (faulthandler.dump_traceback_later, 1e30),
    (faulthandler.register, 9),
    (faulthandler.register, 11),
    (faulthandler.register, 999),
    (faulthandler.unregister, -1),
):
    try:
        print(call(*arguments))
    except Exception as error:
        print(type(error).__name__, error)

for program in ("faulthandler._sigsegv()", "faulthandler._sigabrt()", "faulthandler._sigfpe()", "import os; os.abort()"):
    text = f"import faulthandler\ndef f():\n    {program}\nf()"
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", text], capture_output=True)
    lines = [re.sub("0x.*?]", "0x", line) for line in done.stderr.decode().splitlines()]
    print(done.returncode, lines[:5])
done = subprocess.run([sys.executable, "-c", "import faulthandler\nfaulthandler.dump_traceback_later(0.05, exit=True)\nwhile True: pass"], capture_output=True)
print(done.returncode, done.stderr.decode().splitlines()[0], done.stderr.decode().splitlines()[2])
