# What class dictionaries list, and `__static_attributes__`: what code inside of a class assigns to `self`


class A:
    def __init__(this, self):
        self.zeta = 1
        self.beta = 2
        self.alpha: int = 3
        self.gamma += 1
        this.no = 1
        self.only_annotated: int
        for self.loop in ():
            pass

        def inner():
            self.deep = 1

        lambda: [0 for self.comprehension in ()]

        class B:
            self.in_inner_body = 1

            def f(self):
                self.of_b = 1

        del self.gone
        self.zeta.other = 1
        (self.t1, self.t2), *self.t3 = ()
        with self.q as self.w:
            pass

    class C:
        def f(self):
            self.of_c = 1

        names = (0 for self.generator in ())

    def default(x=[1 for self.default in ()]):
        pass

    async def h(self):
        self.asynchronous = 1

    @staticmethod
    def s(self):
        self.static = 1


print(A.__static_attributes__)
print(A.C.__static_attributes__)
print(list(vars(A.C)))
class Equal:
    "Has a docstring."

    def __eq__(self, other):
        return True


class EqualWithSlots:
    __slots__ = ("b", "a")

    def __eq__(self, other):
        return True


class DocSlot:
    __slots__ = ("__doc__", "__dict__")


equal = list(vars(Equal))
with_slots = list(vars(EqualWithSlots))
doc_slot = list(vars(DocSlot))
for c in Equal, EqualWithSlots, DocSlot: print(list(vars(c)))
