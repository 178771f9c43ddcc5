"""Threads that import the same strict modules at once share one, which is executed once."""
import sys
import threading

from _strict import is_frozen

barrier = threading.Barrier(8)
found, errors = [], []


def work(number):
    try:
        barrier.wait()
        if number % 2:
            import slow
            import other
        else:
            import other
            import slow
        found.append((id(slow), id(other), slow.find(3).name, is_frozen(slow), is_frozen(slow.Record)))
        try:
            slow.find(4).misspelt = 1
        except AttributeError:
            pass
        else:
            errors.append("no fixed layout")
    except BaseException as error:
        errors.append(repr(error))


threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), len(set(found)), found[0][2:], errors)
