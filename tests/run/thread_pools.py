# stress: 500
"""Pools of threads, and futures."""
import threading
import time
from concurrent.futures import FIRST_COMPLETED, CancelledError, ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(pow, range(8), [2] * 8)))
    future = pool.submit(lambda: 1 // 0)
    print(type(future.exception()).__name__, future.done())
    futures = [pool.submit(lambda n: [n] * n, n) for n in range(5)]
    print(sorted(future.result() for future in as_completed(futures)))

gate = threading.Event()
with ThreadPoolExecutor(max_workers=1, initializer=print, initargs=("initialised",)) as pool:
    first, second = pool.submit(gate.wait), pool.submit(print, "never")
    while not first.running():
        time.sleep(0.001)
    print(second.cancel(), first.cancel(), second.cancelled())
    try:
        second.result()
    except CancelledError as error:
        print(type(error).__name__)
    done, rest = wait([first], timeout=0.01, return_when=FIRST_COMPLETED)
    print(len(done), len(rest))
    try:
        first.result(timeout=0.01)
    except TimeoutError as error:
        print(type(error).__name__)
    first.add_done_callback(lambda future: print("callback", future.result()))
    gate.set()
pool = ThreadPoolExecutor(2)
pool.submit(time.sleep, 0.01)
pool.shutdown()
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
