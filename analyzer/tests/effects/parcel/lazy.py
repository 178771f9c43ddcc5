"""A module that computes its attributes, and notes it."""

asked = []


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    asked.append(name)
    return 1


def __dir__():
    asked.append("dir")
    return ["asked"]
