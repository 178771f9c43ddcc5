"""What t-strings make."""


class Interpolation:
    __slots__ = ("_parts",)
    __module__ = "string.templatelib"
    __match_args__ = ("value", "expression", "conversion", "format_spec")

    def __new__(cls, value, expression="", conversion=None, format_spec=""):
        if conversion not in (None, "s", "r", "a"):
            if not isinstance(conversion, str):
                raise TypeError(f"Interpolation() argument 'conversion' must be str, not {type(conversion).__name__}")
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        self = object.__new__(cls)
        object.__setattr__(self, "_parts", (value, expression, conversion, format_spec))
        return self

    value = property(lambda self: self._parts[0])
    expression = property(lambda self: self._parts[1])
    conversion = property(lambda self: self._parts[2])
    format_spec = property(lambda self: self._parts[3])

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Interpolation' is not an acceptable base type")

    def __setattr__(self, name, value, /):
        raise AttributeError("readonly attribute" if name in self.__match_args__ else
                             f"'string.templatelib.Interpolation' object has no attribute {name!r}")

    def __repr__(self):
        return "Interpolation(" + ", ".join(map(repr, self._parts)) + ")"

    def __reduce__(self):
        return type(self), self._parts

    __class_getitem__ = classmethod(type(list[int]))


class Template:
    __slots__ = ("_parts",)
    __module__ = "string.templatelib"

    def __new__(cls, *args, **kwargs):
        if kwargs:
            raise TypeError("Template.__new__ only accepts *args arguments")
        strings, interpolations = [""], []
        for part in args:
            if isinstance(part, str):
                strings[-1] += part
            elif isinstance(part, Interpolation):
                interpolations.append(part)
                strings.append("")
            else:
                raise TypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', got "
                                f"{type(part).__name__}")
        return _template(tuple(strings), tuple(interpolations))

    strings = property(lambda self: self._parts[0])
    interpolations = property(lambda self: self._parts[1])
    values = property(lambda self: tuple(part.value for part in self._parts[1]))

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Template' is not an acceptable base type")

    def __setattr__(self, name, value, /):
        raise AttributeError("readonly attribute" if name in ("strings", "interpolations", "values") else
                             f"'string.templatelib.Template' object has no attribute {name!r}")

    def __iter__(self):
        strings, interpolations = self._parts
        for at, string in enumerate(strings):
            if string:
                yield string
            if at < len(interpolations):
                yield interpolations[at]

    def __add__(self, other, /):
        if isinstance(other, Template):
            strings, interpolations = other._parts
            joined = self.strings[:-1] + (self.strings[-1] + strings[0],) + strings[1:]
            return _template(joined, self.interpolations + interpolations)
        name = type(other).__name__
        raise TypeError(f'can only concatenate string.templatelib.Template (not "{name}") to string.templatelib.Template')

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"

    def __reduce__(self):
        from string.templatelib import _template_unpickle
        return _template_unpickle, (self.strings, self.interpolations)


def _template(strings, interpolations):
    self = object.__new__(Template)
    object.__setattr__(self, "_parts", (strings, interpolations))
    return self
