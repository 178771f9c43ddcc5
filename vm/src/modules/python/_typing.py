"""Primitives and accelerators for the typing module."""

_GenericAlias = type(list[int])
Union = type(int | str)


def _typing():
    import typing
    return typing


def _caller():
    import sys
    depth = 2
    try:
        while True:
            name = sys._getframe(depth).f_globals.get("__name__")
            if name != "_typing":
                return name
            depth += 1
    except (AttributeError, ValueError):
        return None


class NoDefaultType:
    __module__ = "typing"
    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"

    def __init_subclass__(cls):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")


NoDefault = object.__new__(NoDefaultType)


class _ConstEvaluator:
    __slots__ = ("_value",)
    __module__ = "_typing"

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if format != 4:
            return self._value
        value = self._value
        if isinstance(value, tuple):
            return "(" + ", ".join(_typing()._type_repr(item) for item in value) + ")"
        return _typing()._type_repr(value)

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


def _checked(value, message):
    return _typing()._type_check(value, message)


class _Parameter:
    """What type variables, parameter specifications and type variable tuples have in common."""

    __slots__ = ()

    @property
    def __default__(self):
        if self._default is _unset:
            self._default = self._evaluate_default(1)
        return self._default

    @property
    def evaluate_default(self):
        if self._evaluate_default is not None:
            return self._evaluate_default
        return None if self._default is NoDefault else _ConstEvaluator(self._default)

    def has_default(self):
        return self._evaluate_default is not None or self._default is not NoDefault

    def __reduce__(self):
        return self.__name__

    def _set_default(self, evaluate):
        self._default = _unset
        self._evaluate_default = evaluate


class _Signed(_Parameter):
    __slots__ = ()

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other, /):
        return Union[self, other]

    def __ror__(self, other, /):
        return Union[other, self]


_unset = object()


def _check_name(name, function):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument 'name' must be str, not {type(name).__name__}")


def _closed(name):
    def __init_subclass__(cls):
        raise TypeError(f"type 'typing.{name}' is not an acceptable base type")
    return __init_subclass__


class TypeVar(_Signed):
    """Type variable."""

    __module__ = "typing"
    __slots__ = ("__name__", "__dict__", "__weakref__", "_bound", "_evaluate_bound", "_constraints",
                 "_evaluate_constraints", "_default", "_evaluate_default", "__covariant__", "__contravariant__",
                 "__infer_variance__")

    def __new__(cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                infer_variance=False):
        _check_name(name, "typevar")
        self = object.__new__(cls)
        self.__name__ = name
        self._set_variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self._bound = None if bound is None else _checked(bound, "Bound must be a type.")
        self._constraints = constraints
        self._default = default
        self._evaluate_bound = self._evaluate_constraints = self._evaluate_default = None
        self.__module__ = _caller()
        return self

    @property
    def __bound__(self):
        if self._bound is _unset:
            self._bound = self._evaluate_bound(1)
        return self._bound

    @property
    def __constraints__(self):
        if self._constraints is _unset:
            self._constraints = self._evaluate_constraints(1)
        return self._constraints

    @property
    def evaluate_bound(self):
        if self._evaluate_bound is not None:
            return self._evaluate_bound
        return None if self._bound is None else _ConstEvaluator(self._bound)

    @property
    def evaluate_constraints(self):
        if self._evaluate_constraints is not None:
            return self._evaluate_constraints
        return _ConstEvaluator(self._constraints) if self._constraints else None

    def __typing_subst__(self, arg, /):
        return _typing()._typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        index = alias.__parameters__.index(self)
        if index < len(args):
            return args
        if index == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of TypeVar")

    __init_subclass__ = _closed("TypeVar")


class ParamSpecArgs:
    """The args for a ParamSpec object."""

    __module__ = "typing"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args" if hasattr(self.__origin__, "__name__") else f"{self.__origin__!r}.args"

    def __eq__(self, other, /):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")


class ParamSpecKwargs:
    """The kwargs for a ParamSpec object."""

    __module__ = "typing"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        name = getattr(self.__origin__, "__name__", None)
        return f"{self.__origin__!r}.kwargs" if name is None else f"{name}.kwargs"

    def __eq__(self, other, /):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")


class ParamSpec(_Signed):
    """Parameter specification variable."""

    __module__ = "typing"
    __slots__ = ("__name__", "__dict__", "__weakref__", "__bound__", "_default", "_evaluate_default", "__covariant__",
                 "__contravariant__", "__infer_variance__")

    def __new__(cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                infer_variance=False):
        _check_name(name, "paramspec")
        self = object.__new__(cls)
        self.__name__ = name
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self._default = default
        self._evaluate_default = None
        self.__module__ = _caller()
        return self

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg, /):
        return _typing()._paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        return _typing()._paramspec_prepare_subst(self, alias, args)

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of ParamSpec")

    __init_subclass__ = _closed("ParamSpec")


class TypeVarTuple(_Parameter):
    """Type variable tuple."""

    __module__ = "typing"
    __slots__ = ("__name__", "__dict__", "__weakref__", "_default", "_evaluate_default")

    def __new__(cls, name, *, default=NoDefault):
        _check_name(name, "typevartuple")
        self = object.__new__(cls)
        self.__name__ = name
        self._default = default
        self._evaluate_default = None
        self.__module__ = _caller()
        return self

    def __iter__(self):
        yield _typing().Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg, /):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args, /):
        return _typing()._typevartuple_prepare_subst(self, alias, args)

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of TypeVarTuple")

    __init_subclass__ = _closed("TypeVarTuple")


class TypeAliasType:
    """Type alias."""

    __module__ = "typing"
    __slots__ = ("__name__", "__weakref__", "_module", "__type_params__", "_value", "_evaluate")

    def __new__(cls, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        return _new_alias(name, type_params, value, None)

    @property
    def __value__(self):
        if self._value is _unset:
            self._value = self._evaluate(1)
        return self._value

    @property
    def evaluate_value(self):
        return _ConstEvaluator(self._value) if self._evaluate is None else self._evaluate

    @property
    def __parameters__(self):
        unpacked = []
        for parameter in self.__type_params__:
            if isinstance(parameter, TypeVarTuple):
                unpacked.extend(parameter)
            else:
                unpacked.append(parameter)
        return tuple(unpacked)

    def __getitem__(self, args, /):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, args)

    def __iter__(self):
        yield _typing().Unpack[self]

    def __or__(self, other, /):
        return Union[self, other]

    def __ror__(self, other, /):
        return Union[other, self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    __init_subclass__ = _closed("TypeAliasType")

    def __getattribute__(self, name, /):
        return object.__getattribute__(self, "_module" if name == "__module__" else name)


def _new_alias(name, type_params, value, evaluate):
    self = object.__new__(TypeAliasType)
    self.__name__ = name
    self.__type_params__ = type_params
    self._value = value
    self._evaluate = evaluate
    self._module = _caller()
    return self


class Generic:
    """Abstract base class for generic types.

On Python 3.12 and newer, generic classes implicitly inherit from
Generic when they declare a parameter list after the class's name::

    class Mapping[KT, VT]:
        def __getitem__(self, key: KT) -> VT:
            ...
            # Etc.

On older versions of Python, however, generic classes have to
explicitly inherit from Generic.

After a class has been declared to be generic, it can then be used as
follows::

    def lookup_name[KT, VT](mapping: Mapping[KT, VT], key: KT, default: VT) -> VT:
        try:
            return mapping[key]
        except KeyError:
            return default
"""

    __module__ = "typing"
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, args, /):
        return _typing()._generic_class_getitem(cls, args)

    @classmethod
    def __init_subclass__(cls, /, *args, **kwargs):
        return _typing()._generic_init_subclass(cls, *args, **kwargs)


# What type parameter lists and `type` statements make.


def _make_typevar(name):
    return TypeVar(name, infer_variance=True)


def _make_typevar_with_bound(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made._bound, made._evaluate_bound = _unset, evaluate
    return made


def _make_typevar_with_constraints(name, evaluate):
    made = TypeVar(name, infer_variance=True)
    made._constraints, made._evaluate_constraints = _unset, evaluate
    return made


def _make_paramspec(name):
    return ParamSpec(name, infer_variance=True)


def _make_typevartuple(name):
    return TypeVarTuple(name)


def _set_typeparam_default(parameter, evaluate):
    parameter._set_default(evaluate)
    return parameter


def _subscript_generic(parameters):
    unpacked = []
    for parameter in parameters:
        if isinstance(parameter, TypeVarTuple):
            unpacked.extend(parameter)
        else:
            unpacked.append(parameter)
    return _typing()._GenericAlias(Generic, tuple(unpacked))


def _make_type_alias(name, type_params, evaluate):
    return _new_alias(name, () if type_params is None else type_params, _unset, evaluate)
