# Queues between threads.
import _queue
import queue
import threading
import time

q = _queue.SimpleQueue()
print(q.empty(), q.qsize())
for number in range(100):
    q.put(number)
print([q.get() for _ in range(60)], q.qsize())
q.put_nowait("last")
print([q.get_nowait() for _ in range(41)])
for call in (q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.01), lambda: q.get(True, 0)):
    try:
        call()
    except queue.Empty as error:
        print(type(error), error.args, _queue.Empty is queue.Empty)
for bad in ({"timeout": -1}, {"timeout": "x"}, {"nothing": 1}):
    try:
        q.get(**bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print(_queue.SimpleQueue[int])

# Items arrive in order, and whoever waits wakes.
results = []


def consume():
    while (item := q.get()) is not None:
        results.append(item)


threads = [threading.Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(50):
    q.put(number)
for _ in threads:
    q.put(None)
for thread in threads:
    thread.join()
print(sorted(results) == list(range(50)), q.empty())


class Named(_queue.SimpleQueue):
    label = "named"


named = Named()
named.extra = 1
named.put(1, block=False, timeout=3)
print(named.get(), named.extra, named.label)
start = time.monotonic()
try:
    named.get(timeout=0.05)
except queue.Empty:
    print(time.monotonic() - start >= 0.04)
