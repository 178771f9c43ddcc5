# What making and changing classes refuses, and what cells, bases and slots do.


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(attempt(type, "X", ()))
print(attempt(type, 1, (), {}))
print(attempt(type, "X", [], {}))
print(attempt(type, "X", (), []))
print(attempt(type, "X\0", (), {}))
print(attempt(type, "X", (bool,), {}))
print(attempt(type, "X", (int, str), {}))
print(attempt(type, "X", (), {"__classcell__": 3}))
print(attempt(type, "X", (), {"__qualname__": 3}))


class Meta(type):
    @classmethod
    def __prepare__(cls, *arguments):
        return None


def bad_prepare():
    class X(metaclass=Meta):
        pass


print(attempt(bad_prepare))


class Wrong(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(cls, name, bases, namespace)


def lost_cell():
    class X(metaclass=Wrong):
        def method(self):
            return __class__


print(attempt(lost_cell).replace("class_creation.py", "")[:40])


class OrderMeta(type):
    def mro(cls):
        order = type.mro(cls)
        print("order of", cls.__name__, cls.__mro__, [entry.__name__ for entry in order])
        return order


class Ordered(metaclass=OrderMeta):
    pass


class Unordered(type):
    def mro(cls):
        return [cls, 3]


print(attempt(Unordered, "X", (), {}))

# Bases.


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


class C(A):
    pass


class D(C):
    pass


instance = D()
print(instance.who(), A.__subclasses__() == [C])
C.__bases__ = (B,)
print(instance.who(), A.__subclasses__(), B.__subclasses__() == [C], C.__base__ is B)
print(attempt(setattr, C, "__bases__", ()))
print(attempt(setattr, C, "__bases__", 3))
print(attempt(setattr, C, "__bases__", (3,)))
print(attempt(setattr, C, "__bases__", (D,)))
print(attempt(setattr, C, "__bases__", (int,)))
print(attempt(delattr, C, "__bases__"))
print(attempt(delattr, C, "__name__"), attempt(setattr, C, "__name__", 3))
print(attempt(setattr, int, "__name__", "x"))

# Slots.


def slots(*names, bases=()):
    return type("X", bases, {"__slots__": names})


print(attempt(slots, "a", 3))
print(attempt(slots, "1a"))
print(attempt(slots, "__dict__", bases=(A,)))
print(attempt(slots, "__weakref__", bases=(A,)))

# A call of a class whose metaclass's `__call__` is no function.


class Calls(type):
    __call__ = dict


print(Calls("X", (), {})(a=1))

# super


class Base:
    def method(self):
        return "base"


class Derived(Base):
    def method(self):
        return super().method()

    def no_self():
        super()

    def deleted(self):
        del self
        super()


print(Derived().method(), attempt(Derived.no_self), attempt(Derived().deleted))
print(attempt(super, int, []), attempt(super, int, list))
print(attempt(super))


class MySuper(super):
    pass


print(type(MySuper(Derived).__get__(Derived())).__name__)

# Properties of subclasses keep docstrings of their own.


class MyProperty(property):
    """Of the class."""


def getter(self):
    """Of the getter."""


print(MyProperty(getter).__doc__, MyProperty(getter, doc="given").__doc__, MyProperty().__doc__)
print(attempt(property().__set_name__, 1))


# A bare raise adds no entry to the traceback.
def fail():
    raise ValueError


def again():
    try:
        fail()
    except ValueError:
        raise


try:
    again()
except ValueError as error:
    lines, traceback = [], error.__traceback__
    while traceback:
        lines.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    print(lines)
