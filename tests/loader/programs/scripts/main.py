"""A script that is a strict module: its last block runs when everything above it is frozen."""

import __strict__
import sys


class Job:
    def __init__(self, name):
        self.name = name

    def run(self):
        return f"ran {self.name}"


def main(arguments):
    print([Job(it).run() for it in arguments], __name__)
    return 0


if __name__ == "__main__":
    arguments = ["a", "b"]

    def count():
        return len(arguments)

    print(count(), sys.modules["__main__"])
    try:
        main.__code__ = count.__code__
    except TypeError as error:
        print(error)
    job = Job("c")
    try:
        job.nam = "d"
    except AttributeError as error:
        print(error)
    try:
        sys.modules["__main__"].Job = None
    except AttributeError as error:
        print(error)
    main(arguments)
    raise ValueError("the traceback shows this file only")
