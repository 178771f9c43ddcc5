# Damaged files: cached code of programs and of the library, `.pyc` files, marshalled and pickled data cut and changed at random.

import marshal
import os
import pathlib
import pickle
import random
import shutil
import subprocess
import sys
import tempfile

SEED = 20240229
random = random.Random(SEED)


REFUSALS = ["EOFError", "ImportError", "TypeError", "ValueError"]


def changed(data):
    """Cut, with bytes changed, or with a piece repeated."""
    data = bytearray(data)
    way = random.randrange(4)
    if way == 0:
        return bytes(data[:random.randrange(len(data))])
    if way == 1:
        at = random.randrange(len(data))
        return bytes(data[:at] + data[at // 2:])
    for _ in range(random.choice([1, 1, 4, 50])):
        data[random.randrange(len(data))] = random.choice([0, 1, 127, 128, 255, random.randrange(256)])
    return bytes(data)


def run(command, environment):
    finished = subprocess.run(command, env=environment, capture_output=True, timeout=120)
    last = finished.stderr.decode().strip().rpartition("\n")[2]
    return finished.returncode, finished.stdout, last.partition(":")[0]


failed = False
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "helper.py").write_text("import json, enum\ndef f(x):\n    return [y for y in range(x)]\n")
    (folder / "app.py").write_text("import helper\nprint(helper.f(3))\n")
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(folder / "app.py")]
    wanted = run(command, environment)
    if wanted != (0, b"[0, 1, 2]\n", ""):
        sys.exit(f"the program itself: {wanted}")
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".py" and path.name != "strict-python"]
    if not any(path.suffix == ".pyc" for path in files) or not any("cache" in path.parts[-3:-1] or "strict" in path.parts for path in files):
        sys.exit(f"not the files that are expected: {files}")
    originals = {path: path.read_bytes() for path in files}
    for turn in range(40):
        path = random.choice(files)
        if not originals[path]:
            continue
        path.unlink(missing_ok=True)
        path.write_bytes(changed(originals[path]))
        found = run(command, environment)
        # As in CPython, a `.pyc` with a right header is used, and what is wrong behind that raises.
        is_refused = path.suffix == ".pyc" and found in [(1, b"", name) for name in REFUSALS]
        if found[:2] != wanted[:2] and not is_refused:
            failed = True
            print(f"turn {turn}, {path.relative_to(folder)}: {found}")
        path.unlink(missing_ok=True)
        path.write_bytes(originals[path])
    # Folders, links and pipes in their places.
    for path in files[:6]:
        # Other kinds of files than folders are read by `importlib`, as in CPython.
        others = [] if path.suffix == ".pyc" else [os.mkfifo, lambda name: os.symlink("/dev/zero", name)]
        for make in [os.mkdir, *others]:
            path.unlink()
            make(path)
            found = run(command, environment)
            if found[:2] != wanted[:2]:
                failed = True
                print(f"{make} as {path.relative_to(folder)}: {found}")
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
            path.write_bytes(originals[path])

SOURCE = """
def f(a, *b, c=1, **d):
    try:
        with a as e:
            yield [g for g in b if g > c]
    except (ValueError, KeyError) as error:
        return f"{error!r:>10}", 1.5, 2j, 10**30, b"bytes"
class C[T](list):
    x: int = 3
    async def m(self):
        async for y in self:
            await y
match f:
    case {"a": [1, *_], **rest}:
        lambda: rest
"""
VALUE = [1, 2.5, "text", b"bytes", {"a": (1, [2, {3}])}, 10**40, None, ..., frozenset([1]), 1j]
code = marshal.dumps(compile(SOURCE, "<source>", "exec"))
for turn in range(4000):
    for data, load in [(code, marshal.loads), (marshal.dumps(VALUE), marshal.loads), (pickle.dumps(VALUE), pickle.loads), (pickle.dumps(VALUE, 0), pickle.loads)]:
        try:
            made = load(changed(data))
            if type(made) is type(load) or type(made).__name__ == "code":
                exec(made, {})
        except Exception:
            pass
raise SystemExit(failed)
