"""Frames that end while others hold their objects keep their variables, whenever a collection comes."""

import sys


def own_frame(number):
    text, items = str(number) * 3, [number, float(number)]
    return sys._getframe()


def callers_frame():
    return sys._getframe(1)


def outer(number):
    here = {"number": number}

    def inner():
        return here, callers_frame()

    return inner()


def raises(number):
    values = [number] * 3
    raise LookupError(values)


frames = []
for number in range(30):
    frames.append(own_frame(number))
    frames.append(outer(number)[1])
    try:
        raises(number)
    except LookupError as error:
        frames.append(error.__traceback__.tb_next.tb_frame)
for frame in frames:
    print(frame.f_code.co_name, sorted(frame.f_locals.items()))
