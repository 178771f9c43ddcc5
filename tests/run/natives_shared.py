# stress: 200
# Memory and semaphores that processes share.
import _multiprocessing
import _posixshmem
import multiprocessing
import os
import threading
import time
from multiprocessing import shared_memory

for call in (
    lambda: _posixshmem.shm_open("/strict-nothing", os.O_RDWR),
    lambda: _posixshmem.shm_open("/a\0b", os.O_RDWR),
    lambda: _posixshmem.shm_open(3, os.O_RDWR),
    lambda: _posixshmem.shm_unlink("/strict-nothing"),
):
    try:
        call()
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error)

block = shared_memory.SharedMemory(create=True, size=100)
block.buf[:5] = b"hello"
again = shared_memory.SharedMemory(name=block.name)
again.buf[0] = 72
print(bytes(block.buf[:5]), again.size >= 100)
again.close()
block.close()
block.unlink()

Lock = _multiprocessing.SemLock
print(_multiprocessing.flags, Lock.SEM_VALUE_MAX, Lock.__doc__)
name = f"/strict-{os.getpid()}"
for arguments in ((5, 1, 1, name, True), (0, -1, 1, name, True), (0, 1, 1, name), (0, 1, 1, 3, True), (0, 1, 1, "a\0b", True)):
    try:
        Lock(*arguments)
    except (ValueError, OSError, TypeError) as error:
        print(type(error).__name__, error)

lock = Lock(0, 1, 1, name, True)
print(lock.kind, lock.maxvalue, lock.name, lock._count(), lock._is_mine(), lock._get_value(), lock._is_zero())
print(lock.acquire(), lock.acquire(block=False), lock._count(), lock._is_mine(), lock._is_zero())
lock.release()
lock.release()
try:
    lock.release()
except AssertionError as error:
    print(error)
with lock:
    results = []
    thread = threading.Thread(target=lambda: results.append((lock.acquire(False), lock.acquire(True, 0.01))))
    thread.start()
    thread.join()
    print(results)

semaphore = Lock(1, 2, 2, name, True)
print([semaphore.acquire(False) for _ in range(3)], semaphore._get_value())
semaphore.release()
semaphore.release()
try:
    semaphore.release()
except ValueError as error:
    print(error)
try:
    semaphore.acquire(True, "x")
    print("taken without waiting")
except TypeError as error:
    print("TypeError")
for call in (lambda: _multiprocessing.sem_unlink("/strict-nothing"), lambda: Lock._rebuild(1, 1, 1, "/strict-nothing")):
    try:
        call()
    except OSError as error:
        print(type(error).__name__)

context = multiprocessing.get_context("fork")
value_lock = context.Lock()
event = context.Event()
queue = context.SimpleQueue()


def work(number):
    event.wait()
    with value_lock:
        queue.put(number * number)


processes = [context.Process(target=work, args=(number,)) for number in range(3)]
for process in processes:
    process.start()
time.sleep(0.05)
event.set()
print(sorted(queue.get() for _ in processes))
for process in processes:
    process.join()
print([process.exitcode for process in processes])
with context.Pool(2) as pool:
    print(pool.map(abs, range(-5, 0)))
