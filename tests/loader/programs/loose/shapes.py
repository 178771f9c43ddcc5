import __strict__
from __strict__ import extra_slot, loose_slots


@loose_slots
class Loose:
    annotated: int

    def __init__(self):
        self.stored = 1


@loose_slots
class More:
    def __init__(self):
        self.stored = 1


extra_slot(More, "extra")


def set_unknown(thing):
    thing.unknown = 3
    return thing.__dict__
