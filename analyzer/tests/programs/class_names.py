"""What the namespaces of classes list, and `dir`."""


class Plain:
    x = 1

    def __init__(self):
        self.y = 2


class Annotated(Plain):
    "Has a docstring."

    z: int = 3


class Slotted:
    __slots__ = ("a", "b")


class Number(int):
    pass


class Error(Exception):
    pass


class Meta(type):
    pass


class Names(set):
    pass


Made = type("Made", (), {"w": 1})
Plain.late = 1

plain = list(vars(Plain))
annotated = list(vars(Annotated))
slotted = list(vars(Slotted))
number = list(vars(Number))
error = list(vars(Error))
meta = list(vars(Meta))
names = list(vars(Names))
made = list(vars(Made))
has_dict = "__dict__" in vars(Plain), "__dict__" in vars(Annotated), "__weakref__" in vars(Number)
count = len(Plain.__dict__)
of_class = dir(Plain)
of_instance = dir(Plain())
of_heir = dir(Annotated)
of_slotted = dir(Slotted)
public = [name for name in dir(Plain()) if not name.startswith("_")]
values = [getattr(Plain(), name) for name in public]


class Assigning:
    def __init__(self):
        self.b = self.a = 1
        self.c += 1

    class Inner:
        def method(self):
            self.d = 1


assigning = Assigning.__static_attributes__, Assigning.Inner.__static_attributes__


class Own:
    __weakref__ = 1
    __dict__ = property(lambda self: {})


own = list(vars(Own))


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
