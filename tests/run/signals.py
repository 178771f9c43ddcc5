"""Signals: handlers in loops and calls, interrupted waits, timers, masks."""
import _thread
import os
import signal
import threading
import time

me = os.getpid()


def handler(number, frame):
    print("got", signal.Signals(number).name, frame.f_code.co_name)


print(signal.signal(signal.SIGUSR1, handler) is signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)


def busy():
    os.kill(me, signal.SIGUSR1)
    for _ in range(100):
        pass


busy()
signal.raise_signal(signal.SIGUSR1)


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, ring)


def interrupted(name, function, *arguments):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.03)
        function(*arguments)
    except Alarm:
        print("interrupted", name)


def loop():
    while True:
        pass


def recurse(n):
    if n == 0:
        return
    recurse(n - 1)
    recurse(n - 1)


def generate():
    while True:
        yield


held = threading.Lock()
held.acquire()
reader, writer = os.pipe()
interrupted("loop", loop)
interrupted("calls", recurse, 900)
interrupted("generator", sum, (0 for _ in generate()))
interrupted("sleep", time.sleep, 10)
interrupted("lock", held.acquire)
interrupted("lock with timeout", held.acquire, True, 10)
interrupted("event", threading.Event().wait)
thread = threading.Thread(target=held.acquire, daemon=True)
thread.start()
interrupted("join", thread.join)
held.release()

# A handler that does not raise lets a wait go on.
signal.signal(signal.SIGALRM, lambda number, frame: print("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.01)
start = time.monotonic()
time.sleep(0.05)
print(time.monotonic() - start >= 0.05, signal.getitimer(signal.ITIMER_REAL))

# Handlers run in the main thread.
signal.signal(signal.SIGUSR2, lambda number, frame: print(threading.current_thread().name))
thread = threading.Thread(target=lambda: os.kill(me, signal.SIGUSR2))
thread.start()
thread.join()
time.sleep(0.01)
failures = []


def wrong_thread():
    for function in (lambda: signal.signal(signal.SIGUSR1, handler), lambda: signal.set_wakeup_fd(-1)):
        try:
            function()
        except ValueError as error:
            failures.append(str(error))


thread = threading.Thread(target=wrong_thread)
thread.start()
thread.join()
print(failures)
for arguments in ((0, handler), (1000, handler), (signal.SIGUSR1, "no"), (signal.SIGKILL, handler)):
    try:
        signal.signal(*arguments)
    except (ValueError, TypeError, OSError) as error:
        print(type(error).__name__, error)

# Interrupts.
for send in (lambda: os.kill(me, signal.SIGINT), _thread.interrupt_main):
    timer = threading.Timer(0.3, send)
    timer.start()
    try:
        while True:
            pass
    except KeyboardInterrupt:
        print("interrupt")
    # What is sent to the process goes to any thread that does not block it.
    timer.join()

# Masks, and waiting for signals.
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1}))
os.kill(me, signal.SIGUSR1)
print(signal.sigpending(), signal.sigwait({signal.SIGUSR1}))
print(signal.sigtimedwait({signal.SIGUSR1}, 0.01))
os.kill(me, signal.SIGUSR1)
print(signal.sigwaitinfo({signal.SIGUSR1}).si_pid == me)
print(signal.pthread_sigmask(signal.SIG_SETMASK, ()))
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
reading, writing = os.pipe()
os.set_blocking(writing, False)
print(signal.set_wakeup_fd(writing))
signal.raise_signal(signal.SIGUSR1)
print(os.read(reading, 10) == bytes([signal.SIGUSR1]), signal.set_wakeup_fd(-1) == writing)
print(signal.strsignal(signal.SIGTERM), signal.SIGKILL in signal.valid_signals())
try:
    signal.setitimer(99, 1)
except signal.ItimerError as error:
    print("ItimerError", error)
