"""Context variables, in several threads at once."""
import contextvars
import threading

number = contextvars.ContextVar("number", default=0)
print(number.get(), number.name)
token = number.set(1)
copy = contextvars.copy_context()
rows = []


def work(own, ready):
    rows.append((own, number.get()))
    number.set(own)

    def inner():
        number.set(own * 10)
        ready.wait()
        return number.get()

    rows.append((own, contextvars.copy_context().run(inner), number.get()))


ready = threading.Barrier(3)
threads = [threading.Thread(target=work, args=(own, ready)) for own in (2, 3, 4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(rows), number.get(), copy[number])
try:
    copy.run(copy.run, print)
except RuntimeError as error:
    print(str(error).split(":")[0])
number.reset(token)
print(number.get(), number in contextvars.copy_context())
for wrong in (lambda: number.reset(token), lambda: contextvars.Context().run(number.reset, number.set(5))):
    try:
        wrong()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__)
