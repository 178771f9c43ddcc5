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
        types = getattr(class_, "_field_types", None)
        for name in fields if types is not None else ():
            if name in given:
                continue
            if name not in types:
                _warn(f"Field {name!r} is missing from {class_.__name__}._field_types. This will become an error in "
                      "Python 3.15.")
            elif isinstance(types[name], _Optional):
                # The class has the default.
                pass
            elif isinstance(types[name], _Many):
                setattr(self, name, [])
            elif types[name] is expr_context:
                setattr(self, name, Load())
            else:
                _warn(f"{class_.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become "
                      "an error in Python 3.15.")

    def __reduce_ex__(self, protocol, /):
        return _rebuild, (type(self), dict(self.__dict__))

    def __replace__(self, /, **changes):
        class_ = type(self)
        known = {*class_._fields, *class_._attributes}
        for name in changes:
            if name not in known:
                raise TypeError(f"{class_.__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        values = {name: value for name, value in self.__dict__.items() if name in known} | changes
        types = getattr(class_, "_field_types", {})
        missing = [name for name in class_._fields if name not in values and not _has_default(types.get(name))]
        if missing:
            names = " and ".join([*filter(None, [", ".join(map(repr, missing[:-1]))]), repr(missing[-1])])
            plural = "s" * (len(missing) > 1)
            raise TypeError(f"{class_.__name__}.__replace__ missing {len(missing)} keyword argument{plural}: {names}.")
        return class_(**values)

    def __repr__(self, /):
        return _shown(self, 3)


_Optional, _Many = type(int | None), type(list[int])


def _has_default(kind):
    return kind is None or kind is expr_context or isinstance(kind, (_Optional, _Many))


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
    if depth == 0:
        return f"{name}(...)"
    fields = ", ".join(f"{field}={_shown(getattr(value, field), depth - 1)}"
                       for field in type(value)._fields if hasattr(value, field))
    return f"{name}({fields})"


def _optimized(tree, level):
    """A tree as the compiler sees it at this level: no docstrings, `__debug__` known, patterns' numbers made."""
    if isinstance(tree, list):
        tree[:] = [_optimized(item, level) for item in tree]
        return tree
    if not isinstance(tree, AST):
        return tree
    if isinstance(tree, Name) and tree.id == "__debug__" and isinstance(tree.ctx, Load):
        return _constant(level == 0, tree)
    if isinstance(tree, MatchValue):
        tree.value = _number(tree.value)
    elif isinstance(tree, MatchMapping):
        tree.keys = [_number(key) for key in tree.keys]
    for name in tree._fields:
        setattr(tree, name, _optimized(getattr(tree, name, None), level))
    if level >= 2 and isinstance(tree, (Module, FunctionDef, AsyncFunctionDef, ClassDef)) and tree.body:
        first = tree.body[0]
        if isinstance(first, Expr) and isinstance(first.value, Constant) and isinstance(first.value.value, str):
            tree.body[:1] = [] if len(tree.body) > 1 else [_placed(Pass(), first)]
    return tree


def _number(node):
    """The constant that a signed or complex number in a pattern is."""
    if isinstance(node, UnaryOp) and isinstance(node.operand, Constant):
        return _constant(-node.operand.value, node)
    if isinstance(node, BinOp):
        left, right = _number(node.left), _number(node.right)
        if isinstance(left, Constant) and isinstance(right, Constant):
            return _constant(left.value + right.value if isinstance(node.op, Add) else left.value - right.value, node)
    return node


def _constant(value, node):
    return _placed(Constant(value=value), node)


def _placed(made, node):
    for name in node._attributes:
        setattr(made, name, getattr(node, name, None))
    return made


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
        class_._field_types = class_.__annotations__ = {}
        shown = []
        for kind, name in fields:
            mark = kind[-1] if kind[-1] in "?*" else ""
            plain = types[kind.rstrip("?*")]
            class_._field_types[name] = plain | None if mark == "?" else list[plain] if mark == "*" else plain
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
