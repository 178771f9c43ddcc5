"""Threads: locks, events, queues, pools, local objects, uncaught exceptions, recursion and finalisers in threads."""
import gc
import queue
import sys
import threading
import time
import weakref

# A counter under a lock, and one without: each thread's own.
lock = threading.Lock()
total = 0


def count(own, times):
    global total
    for i in range(times):
        with lock:
            total += 1
        own.append(i)


rows = [[] for _ in range(4)]
threads = [threading.Thread(target=count, args=(row, 20)) for row in rows]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, [len(row) for row in rows], any(thread.is_alive() for thread in threads))

# Waiting, with and without success.
event = threading.Event()
print(event.wait(0.01), event.is_set())
waiter = threading.Thread(target=lambda: print("woken", event.wait(5)))
waiter.start()
event.set()
waiter.join()

condition = threading.Condition()
items = []


def consume():
    with condition:
        while not items:
            condition.wait()
        print("consumed", items.pop())


consumer = threading.Thread(target=consume)
consumer.start()
with condition:
    items.append("item")
    condition.notify()
consumer.join()

# Locks: timeouts, misuse, reentrance.
lock = threading.Lock()
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
for action in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2),
               lambda: lock.acquire(True, 1e20), threading.RLock().release):
    try:
        action()
    except (RuntimeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
again = threading.RLock()
with again:
    with again:
        print(again._is_owned(), again._recursion_count(), repr(again).split()[0])
        other = threading.Thread(target=lambda: print("other", again.acquire(blocking=False)))
        other.start()
        other.join()

# A queue between threads.
work = queue.Queue(maxsize=2)
results = []


def worker():
    while (item := work.get()) is not None:
        results.append(item * item)
        work.task_done()
    work.task_done()


thread = threading.Thread(target=worker)
thread.start()
for i in range(10):
    work.put(i)
work.put(None)
work.join()
thread.join()
print(results)


# Local objects.
class Local(threading.local):
    kind = "class"

    def __init__(self, start):
        self.value = start

    def bump(self):
        self.value += 1
        return self.value


local = Local(10)
local.bump()
seen = []


def look():
    seen.append((local.value, local.bump(), local.kind, sorted(local.__dict__)))
    try:
        local.missing
    except AttributeError as error:
        seen.append(str(error))


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(local.value, seen)
try:
    local.__dict__ = {}
except AttributeError as error:
    print(error)
del local.value
print(hasattr(local, "value"))

# What no one catches in a thread.
threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)


def fail():
    raise ValueError("in a thread")


thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
thread = threading.Thread(target=sys.exit)
thread.start()
thread.join()


# Each thread has its own depth, and its own exception being handled.
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def nested():
    print(depth() > 500, sys.exc_info())


try:
    raise KeyError("main")
except KeyError:
    thread = threading.Thread(target=nested)
    thread.start()
    thread.join()
    print(sys.exc_info()[0])


# Objects that only a waiting thread refers to live on.
class Thing:
    pass


def hold(started, go):
    thing = Thing()
    thing.attribute = [object() for _ in range(10)]
    reference = weakref.ref(thing)
    started.set()
    go.wait()
    print("held", reference() is thing, len(thing.attribute))


started, go = threading.Event(), threading.Event()
thread = threading.Thread(target=hold, args=(started, go))
thread.start()
started.wait()
for _ in range(3):
    gc.collect()
go.set()
thread.join()

# A thread that never gives way by itself.
stop = False


def spin():
    global turns
    turns = 0
    while not stop:
        turns += 1


thread = threading.Thread(target=spin)
thread.start()
time.sleep(0.02)
stop = True
thread.join()
print(turns > 0)

for call in (lambda: threading.Thread(target=print).join(), threading.current_thread().join):
    try:
        call()
    except RuntimeError as error:
        print(error)
thread = threading.Thread(target=int)
thread.start()
thread.join()
try:
    thread.start()
except RuntimeError as error:
    print(error)
barrier = threading.Barrier(3, action=lambda: print("all there"))
threads = [threading.Thread(target=barrier.wait) for _ in range(2)]
for thread in threads:
    thread.start()
barrier.wait()
for thread in threads:
    thread.join()
print(threading.active_count(), threading.main_thread() is threading.current_thread())
timer = threading.Timer(0.01, print, args=("timer",))
timer.start()
timer.join()
threading.Thread(target=lambda: (time.sleep(0.02), print("joined at exit"))).start()
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
