"""Classes: attributes, slots, descriptors, inheritance, metaclasses."""


class Meta(type):
    registry = []

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        Meta.registry.append((name, kwargs))

    def __new__(mcls, name, bases, namespace, **kwargs):
        return super().__new__(mcls, name, bases, namespace)

    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return {"prepared": True}

    def __len__(cls):
        return 7


class Base(metaclass=Meta, flag=1):
    def __init_subclass__(cls, **kwargs):
        print("init_subclass", cls.__name__, kwargs)
        super().__init_subclass__()


class Derived(Base):
    pass


print(Meta.registry, Base.prepared, len(Derived))


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "default")

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value * 2


class NonData:
    def __get__(self, instance, owner):
        return "nondata", instance is not None


class Owner:
    field = Descriptor()
    other = NonData()

    def method(self):
        return self

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(name)


o = Owner()
print(o.field, o.other, Owner.other)
o.field = 21
o.__dict__["other"] = "shadowed"
print(o.field, o.other, o.dyn_hello, o.__dict__)
try:
    o.missing
except AttributeError as e:
    print("AttributeError", e)


class Slots:
    __slots__ = ("a", "b", "__dict__")


class MoreSlots(Slots):
    __slots__ = ("c",)


m = MoreSlots()
m.a, m.c, m.z = 1, 3, 26
print(m.a, m.c, m.z, m.__dict__, hasattr(m, "b"))
del m.a
print(hasattr(m, "a"))


class Diamond0:
    def who(self):
        return ["0"]


class Diamond1(Diamond0):
    def who(self):
        return ["1"] + super().who()


class Diamond2(Diamond0):
    def who(self):
        return ["2"] + super().who()


class Diamond3(Diamond1, Diamond2):
    def who(self):
        return ["3"] + super().who()


print(Diamond3().who(), [c.__name__ for c in Diamond3.__mro__])
try:
    class Bad(Diamond0, Diamond1):
        pass
except TypeError as e:
    print("TypeError", e)


class Counter:
    count = 0

    def __init__(self):
        Counter.count += 1
        self.index = Counter.count


for _ in range(5):
    c = Counter()
print(c.index, Counter.count)


def patched(self):
    return "patched"


def call(x):
    return x.who()


d = Diamond3()
for _ in range(3):
    call(d)
Diamond3.who = patched
print(call(d))
del Diamond3.who
print(call(d))
d.who = lambda: "own"
print(call(d))
Diamond0.extra = property(lambda self: "computed")
print(d.extra)
try:
    d.extra = 1
except AttributeError as e:
    print(e)


class Number(int):
    def __add__(self, other):
        return Number(int(self) + int(other) + 1000)

    def __repr__(self):
        return f"Number({int(self)})"


n = Number(5)
n.tag = "tagged"
print(n + 1, 1 + n, n.tag, n * 2, isinstance(n, int), {5: "five"}[n])


class Text(str):
    pass


t = Text("hello")
t.lang = "en"
print(t.upper(), t.lang, type(t + "x").__name__, t == "hello", {t: 1}["hello"])


class MyList(list):
    def append(self, x):
        super().append(x)
        super().append(x)


ml = MyList([1])
ml.append(2)
ml.note = "n"
print(ml, len(ml), ml.note, ml[1:], type(ml[1:]).__name__)


class MyDict(dict):
    def __missing__(self, key):
        return key * 2


md = MyDict(a=1)
print(md["a"], md["zz"], md.get("zz"), md)
