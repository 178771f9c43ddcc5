# stress: 50
"""The module gc, frozen objects, and children of a fork that collect."""
import gc
import os
import sys


class Node:
    def __init__(self, *others):
        self.others = list(others)


first, second = Node(), Node()
first.others.append(second)
print(any(it is first.others for it in gc.get_referrers(second)))
print(any(it is second for it in gc.get_referents(first.others)), Node in gc.get_referents(first))
print((2,) in gc.get_referents({"a": 1.5e300, "b": (2,)}), gc.get_referents(1, "x"))
print(any(it is first for it in gc.get_objects()), any(it is second.others for it in gc.get_objects()))
print([gc.is_tracked(it) for it in (1, 1.5, "x", b"x", None, [], {}, first, Node, len)])


class Last:
    def __del__(self):
        saved.append(self)


saved = []
Last()
gc.collect()
print([gc.is_finalized(it) for it in saved], gc.is_finalized(first))

events = []
gc.callbacks.append(lambda phase, info: events.append((phase, info["generation"], sorted(info))))
gc.collect()
gc.collect(0)
gc.callbacks.clear()
print(events)
for call in (lambda: gc.collect(3), lambda: gc.get_objects(3)):
    try:
        call()
    except ValueError as error:
        print(error)
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), len(gc.get_stats()))
gc.set_threshold(100, 5)
print(gc.get_threshold()[:2], gc.get_debug(), gc.garbage)

# What is frozen stays, and so does what is stored into it later.
table = {number: [number] for number in range(500)}
gc.freeze()
print(gc.get_freeze_count() > 500)
for number in range(7, 500, 7):
    table[number].append(Node(number))
    table[-number] = [str(number)]
for _ in range(3):
    garbage = [[] for _ in range(200)]
    gc.collect()
print(all(table[number][1].others == [number] for number in range(7, 500, 7)),
      all(table[-number] == [str(number)] for number in range(7, 500, 7)))


def child(number):
    for _ in range(2):
        table[number] = [Node(number) for _ in range(50)]
        gc.collect()
    ok = len(table[number]) == 50 and table[3] == [3] and table[number][7].others == [number]
    os._exit(10 + number if ok else 1)


sys.stdout.flush()
children = []
for number in (1, 2):
    pid = os.fork()
    if pid == 0:
        child(number)
    children.append(pid)
print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children])
print(table[1])
gc.unfreeze()
print(gc.get_freeze_count())
gc.collect()
table.clear()
gc.collect()

# Functions around a fork, and threads, which the child does not have.
import threading

hooks = []
os.register_at_fork(before=lambda: hooks.append("before"), after_in_child=lambda: hooks.append("child"),
                    after_in_parent=lambda: hooks.append("parent"))
os.register_at_fork(before=lambda: hooks.append("before, registered last"))
try:
    os.register_at_fork()
except TypeError as error:
    print(error)
gate = threading.Event()
lock = threading.Lock()
thread = threading.Thread(target=lambda: (lock.acquire(), gate.wait(), lock.release()))
thread.start()
import warnings

warnings.simplefilter("ignore")
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    try:
        inner = threading.Thread(target=print, args=("thread of the child",))
        inner.start()
        inner.join()
        print(hooks, threading.active_count(), threading.current_thread() is threading.main_thread(), thread.is_alive())
        gc.collect()
        sys.stdout.flush()
        os._exit(0)
    finally:
        os._exit(1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), hooks)
gate.set()
thread.join()
