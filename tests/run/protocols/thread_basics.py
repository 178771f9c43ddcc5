# stress: 997
"""threading: joining, locks, conditions, events, locals, timers, exceptions in threads, names, barriers, semaphores."""
import threading, queue, time, sys
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
out = []
def work(n): out.append(n)
ts = [threading.Thread(target=work, args=(i,), name=f"T{i}", daemon=i % 2 == 0) for i in range(3)]
print(ts[0].name, ts[0].daemon, ts[0].is_alive(), ts[0].ident); [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(out), ts[0].is_alive(), ts[0].ident is not None); attempt(ts[0].start); attempt(threading.Thread().join); attempt(threading.current_thread().join); attempt(setattr, ts[0], "daemon", True); attempt(threading.Thread, target=5); attempt(threading.Thread, None, None, None, (), None, 5)
l = threading.Lock(); print(l.acquire(), l.acquire(False), l.locked(), l.release(), l.acquire(timeout=0.01)); l.release(); attempt(l.release); attempt(l.acquire, False, 1); attempt(l.acquire, timeout=-5); r = threading.RLock(); print(r.acquire(), r.acquire(), r._is_owned()); r.release(); r.release(); attempt(r.release)
with l: print(l.locked())
s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(False), s.release()); b = threading.BoundedSemaphore(1); attempt(b.release); attempt(threading.Semaphore, -1); e = threading.Event(); print(e.is_set(), e.wait(0.001), e.set(), e.wait(), e.clear()); c = threading.Condition(); attempt(c.notify); attempt(c.wait)
with c: print(c.wait(0.001), c.wait_for(lambda: True), c.notify_all())
loc = threading.local(); loc.x = 1; seen = []
def look(): seen.append(hasattr(loc, "x")); loc.x = 2; seen.append(loc.x)
t = threading.Thread(target=look); t.start(); t.join(); print(seen, loc.x, loc.__dict__)
class L(threading.local):
    def __init__(self, v): self.v = v
ll = L(5); t = threading.Thread(target=lambda: seen.append(ll.v)); t.start(); t.join(); print(seen[-1])
errors = []; threading.excepthook = lambda a: errors.append((a.exc_type.__name__, str(a.exc_value), a.thread.name)); t = threading.Thread(target=lambda: 1 / 0, name="bad"); t.start(); t.join(); print(errors); t = threading.Thread(target=sys.exit); t.start(); t.join(); print(len(errors))
bar = threading.Barrier(2); res = []; t = threading.Thread(target=lambda: res.append(bar.wait())); t.start(); res.append(bar.wait()); t.join(); print(sorted(res), bar.parties, bar.n_waiting, bar.broken); bar.abort(); attempt(bar.wait)
tm = threading.Timer(0.001, out.append, ["timer"]); tm.start(); tm.join(); print(out[-1]); tm = threading.Timer(10, print); tm.start(); tm.cancel(); tm.join(); q = queue.Queue(1); q.put(1); attempt(q.put_nowait, 2); print(q.get(), q.empty()); attempt(q.get_nowait); attempt(q.get, timeout=0.001); q.task_done(); attempt(q.task_done); q.shutdown(); attempt(q.put, 1); pq = queue.PriorityQueue(); [pq.put(x) for x in (3, 1, 2)]; print([pq.get() for _ in range(3)]); lq = queue.LifoQueue(); lq.put(1); lq.put(2); print(lq.get()); sq = queue.SimpleQueue(); sq.put("s"); print(sq.get(), sq.qsize())
print(threading.main_thread() is threading.current_thread(), threading.active_count(), [t.name for t in threading.enumerate()], threading.get_ident() == threading.main_thread().ident, threading.TIMEOUT_MAX > 1e6); counter = 0
def add():
    global counter
    for _ in range(200):
        with l: counter += 1
ts = [threading.Thread(target=add) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(counter); from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as ex: print(list(ex.map(lambda x: x * x, range(5))), ex.submit(pow, 2, 3).result()); f = ex.submit(lambda: 1 / 0); print(type(f.exception()).__name__)
attempt(lambda: ex.submit(print))
