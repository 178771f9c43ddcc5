# stress: 499
"""isinstance and issubclass with hooks, tuples, unions, abstract classes and things that are no classes."""
import collections.abc
class M(type):
    def __instancecheck__(cls, o): print("instance?", o); return o == 1
    def __subclasscheck__(cls, k): print("subclass?", k.__name__); return False
class C(metaclass=M): pass
print(isinstance(1, C), isinstance(2, C), isinstance(C(), C), issubclass(int, C), issubclass(C, C), isinstance(1, (str, C)), isinstance(1, (int, C)))
for f in (lambda: isinstance(1, int | str), lambda: isinstance(1, None), lambda: isinstance(None, int | None), lambda: issubclass(bool, int | str), lambda: isinstance(1, ()), lambda: isinstance(1, (((int,),),)), lambda: isinstance([], collections.abc.Sequence), lambda: isinstance({}, collections.abc.Sequence), lambda: issubclass(1, int), lambda: isinstance(1, 1), lambda: isinstance(int, type), lambda: issubclass(type, object), lambda: isinstance(), lambda: isinstance(1, [int])):
    try: print(f())
    except TypeError as e: print(e)
