"""The node classes of abstract syntax trees."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST

class AST:
    __module__ = "ast"
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __init__(self, /, *args, **kwargs):
        class_ = type(self)
        fields = class_._fields
        if len(args) > len(fields):
            raise TypeError(
                f"{class_.__name__} constructor takes at most {len(fields)} positional argument{'s' * (len(fields) != 1)}")
        given = set()
        for name, value in zip(fields, args):
            setattr(self, name, value)
            given.add(name)
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{class_.__name__} got multiple values for argument {name!r}")
            if name not in fields and name not in class_._attributes:
                _warn(f"{class_.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for "
                      "arbitrary keyword arguments is deprecated and will be removed in Python 3.15.")
            setattr(self, name, value)
            given.add(name)
        for name in fields:
            if name in given:
                continue
            kind = class_._kinds.get(name)
            if kind == "?":
                setattr(self, name, None)
            elif kind == "*":
                setattr(self, name, [])
            elif kind == "expr_context":
                setattr(self, name, Load())
            elif kind is not None:
                _warn(f"{class_.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become "
                      "an error in Python 3.15.")

    def __reduce_ex__(self, protocol, /):
        return _rebuild, (type(self), dict(self.__dict__))

    def __replace__(self, /, **changes):
        known = {*type(self)._fields, *type(self)._attributes}
        for name in changes:
            if name not in known:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        return type(self)(**{**self.__dict__, **changes})

    def __repr__(self, /):
        return _shown(self, 3)

    _kinds = {}


def _rebuild(class_, state):
    self = class_.__new__(class_)
    self.__dict__.update(state)
    return self


def _shown(value, depth):
    if isinstance(value, list):
        if len(value) > 2:
            return f"[{_shown(value[0], depth)}, ..., {_shown(value[-1], depth)}]"
        return "[" + ", ".join(_shown(item, depth) for item in value) + "]"
    if not isinstance(value, AST):
        text = repr(value)
        return text if len(text) <= 75 else text[:36] + "..." + text[-36:]
    name = type(value).__name__
    if not type(value)._fields:
        return f"{name}()"
    if depth == 0:
        return f"{name}(...)"
    fields = ", ".join(f"{field}={_shown(getattr(value, field), depth - 1)}"
                       for field in type(value)._fields if hasattr(value, field))
    return f"{name}({fields})"


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _build():
    types = {"str": str, "int": int, "object": object}
    classes, pending, base = {}, [], AST
    for line in _grammar.splitlines():
        if not line:
            continue
        inner = line.startswith("    ")
        head, _, attributes = line.strip().partition(":")
        name, opened, fields = head.rstrip(")").partition("(")
        parent = base if inner else AST
        class_ = type(name, (parent,), {"__module__": "ast"})
        classes[name] = types[name] = class_
        if not opened:
            base = class_
        if attributes.strip() or not inner:
            names = attributes.split()
            class_._attributes = tuple(attribute.rstrip("?") for attribute in names)
            for attribute in names:
                if attribute.endswith("?"):
                    setattr(class_, attribute[:-1], None)
        pending.append((class_, [field.split() for field in fields.split(", ") if field], opened))
    for class_, fields, opened in pending:
        class_._fields = class_.__match_args__ = tuple(name for _, name in fields)
        class_._field_types, class_._kinds = {}, {}
        shown = []
        for kind, name in fields:
            mark = kind[-1] if kind[-1] in "?*" else ""
            plain = types[kind.rstrip("?*")]
            class_._field_types[name] = plain | None if mark == "?" else list[plain] if mark == "*" else plain
            class_._kinds[name] = mark or kind
            if mark == "?":
                setattr(class_, name, None)
            word = "identifier" if kind.rstrip("?*") == "str" else kind.rstrip("?*")
            word = "constant" if word == "object" else word
            word = "string" if name in ("type_comment", "kind", "tag") else word
            shown.append(f"{word}{mark} {name}")
        if opened:
            class_.__doc__ = class_.__name__ + (f"({', '.join(shown)})" if shown else "")
    for class_, _, opened in pending:
        if not opened:
            options = [sub.__doc__ for sub, _, _ in pending if sub.__bases__[0] is class_]
            separator = " | " if all("(" not in option for option in options) else f"\n{' ' * len(class_.__name__)} | "
            class_.__doc__ = f"{class_.__name__} = " + separator.join(options)
    return classes


_made = _build()
globals().update(_made)
_enumerations = {boolop, cmpop, expr_context, operator, unaryop}
_classes = tuple(_made.values())
_instances = tuple(_class() if _class.__bases__[0] in _enumerations else None for _class in _classes)
