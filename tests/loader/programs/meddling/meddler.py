import sys

making = sys.modules["making"]


def attempt(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
    else:
        print("done")


attempt(setattr, making.Part, "size", 5)
attempt(setattr, making.Part, "other", 5)
attempt(delattr, making.Part, "double")
attempt(type.__dict__["__bases__"].__set__, making.Part, (dict,))
attempt(type.__setattr__, making.Part, "__name__", "Other")
attempt(setattr, making.scale, "__defaults__", (4,))
attempt(setattr, making.scale, "__code__", (lambda value: value).__code__)
attempt(setattr, making.Part.double, "__code__", attempt.__code__)
attempt(setattr, making.Open, "tag", "changed")
