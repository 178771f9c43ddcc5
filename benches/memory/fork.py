"""How much of its parent's memory a forked child makes its own by reading it and by collecting.

    strict run benches/memory/fork.py [MEGABYTES]
    python3.14 benches/memory/fork.py [MEGABYTES]
    benches/memory/run --size 200 "strict run" python3.14 # both in turn, as a table

A parent builds a table of small objects, freezes it, and forks two children that run at the same time. Each reads all of it, makes garbage, and
collects. Printed are the pages that are dirty in the child only, in MB, after each step, and the longest collection.
Linux only: the numbers come from /proc/self/smaps_rollup.
"""

import gc
import os
import sys
import time


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def private_dirty():
    with open("/proc/self/smaps_rollup") as file:
        for line in file:
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1]) / 1024
    raise OSError("no Private_Dirty in smaps_rollup")


def collect():
    start = time.perf_counter()
    gc.collect()
    return (time.perf_counter() - start) * 1000


def child(table):
    rows = [("forked", private_dirty())]
    total = 0
    for point in table:
        total += point.x + len(point.y)
    rows.append(("read", private_dirty()))
    for _ in range(20):
        [Point(i, []) for i in range(10_000)]
    rows.append(("churned", private_dirty()))
    pause = max(collect() for _ in range(2))
    rows.append(("collected", private_dirty()))
    text = ", ".join(f"{name} {size:.1f} MB" for name, size in rows)
    print(f"child: {text}; longest collection {pause:.1f} ms", flush=True)


def main():
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    table = [Point(i, [i]) for i in range(megabytes * 7_000)]
    print(f"parent: collection of everything {collect():.1f} ms", flush=True)
    gc.freeze()
    print(f"parent: {private_dirty():.0f} MB; collection after freezing {collect():.1f} ms", flush=True)
    children = []
    for _ in range(2):
        pid = os.fork()
        if pid == 0:
            child(table)
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)


main()
