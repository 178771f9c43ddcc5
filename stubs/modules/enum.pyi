"""`enum`: members that combine flags are made when they are first asked for; the table that remembers them is a memo."""

from __stub__ import benign, overlay, settled

overlay()


@overlay
class Flag(Enum, boundary=STRICT):
    # CPython has one object for each combination. Here another module may get its own, so equality compares values.
    def __eq__(self, other):
        if self.__class__ is other.__class__:
            return self._value_ == other._value_
        return NotImplemented

    __hash__ = Enum.__hash__

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)



_new_enum_class = EnumType.__new__


def _new_class_with_memo(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
    enum_class = _new_enum_class(metacls, cls, bases, classdict, boundary=boundary, _simple=_simple, **kwds)
    members = enum_class.__dict__.get("_value2member_map_")
    if members is not None:
        benign(members, "members by value, which the class would make again")
    _settle(enum_class)
    return enum_class


def _settle(enum_class):
    for table in ("_member_map_", "_member_names_"):
        if table in enum_class.__dict__:
            settled(enum_class.__dict__[table], "members are made with their class")


EnumType.__new__ = _new_class_with_memo

for _enum_class in (Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag):
    _settle(_enum_class)
    settled(_enum_class.__dict__["_value2member_map_"], "the class has no members")
del _enum_class
