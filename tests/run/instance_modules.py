# Which instances have a `__module__`: those of classes of programs and of some modules, not those of built-in types.
import collections, io

objects = [1.0, 1, "", (), [], {}, None, set(), property(), Exception(), KeyError(), object(), range(1), b"", memoryview(b"")]
print([hasattr(it, "__module__") for it in objects])
print({type(it).__module__ for it in objects}, "__module__" in vars(int), int.__module__, KeyError.__module__)
print(len.__module__, (lambda: 0).__module__, [].append.__module__, collections.deque().__module__, io.BytesIO().__module__)


class Number(int):
    pass


class Failure(ValueError):
    pass


print(Number().__module__, Failure().__module__, list[int].__module__, repr(Number), repr(ValueError), repr(Failure()))

# Objects whose size varies have no room for slots.
for base in (int, tuple, bytes, type, bool.__base__, str, list, float):
    try:
        print(type("Slotted", (base,), {"__slots__": ("x",)}).__slots__)
    except TypeError as error:
        print(error)
