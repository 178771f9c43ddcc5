"""Type parameters, type aliases and `Generic`: the C half of `typing`."""

from __stub__ import frame_module, known, unknown

_missing = object()


class _NoDefaultType:
    __module__ = "typing"
    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = "NoDefaultType"
NoDefault = object.__new__(_NoDefaultType)
Union = type(int | str)


def _idfunc(x, /):
    return x


class _Lazy:
    """A value that is written down, or computed by a function when first asked for."""

    __slots__ = ("_value", "_evaluate")

    def __init__(self, value, evaluate):
        self._value = value
        self._evaluate = evaluate

    def get(self):
        return self._evaluate(1) if self._value is _missing else self._value

    def evaluator(self, absent):
        if self._value is _missing:
            return self._evaluate
        if self._value is absent:
            return None
        value = self._value
        return lambda format=1, /: value


class _Parameter:
    """What the kinds of type parameters have in common; not a class of the real module."""

    __module__ = "typing"

    def __or__(self, right, /):
        return Union[self, right]

    def __ror__(self, left, /):
        return Union[left, self]

    def __mro_entries__(self, bases, /):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__ if self._infer_variance else _sign(self) + self.__name__

    @property
    def __default__(self):
        return self._default.get()

    @property
    def evaluate_default(self):
        return self._default.evaluator(_missing)

    def has_default(self):
        return self._default._value is not NoDefault


def _sign(parameter):
    return "+" if parameter.__covariant__ else "-" if parameter.__contravariant__ else "~"


def _variance(covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")


def _default(default, evaluate):
    return _Lazy(default if evaluate is None else _missing, evaluate)


def _bound(bound, evaluate):
    if evaluate is not None:
        return _Lazy(_missing, evaluate)
    if known(bound) and isinstance(bound, str):
        bound = unknown("a forward reference")
    return _Lazy(bound, None)


class TypeVar(_Parameter):
    __module__ = "typing"

    def __new__(
        cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False,
        _evaluate_bound=None, _evaluate_constraints=None, _evaluate_default=None,
    ):
        _variance(covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and known(bound) and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self = object.__new__(cls)
        self.__name__ = name
        self.__module__ = frame_module(1)
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self._infer_variance = self.__infer_variance__ = bool(infer_variance)
        self._constraints = _Lazy(constraints if _evaluate_constraints is None else _missing, _evaluate_constraints)
        self._bound = _bound(bound, _evaluate_bound)
        self._default = _default(default, _evaluate_default)
        return self

    @property
    def __bound__(self):
        bound = self._bound.get()
        # A tuple in the place of a bound holds constraints: `class C[T: (int, str)]`.
        return None if _is_constraints(self._bound, bound) else bound

    @property
    def __constraints__(self):
        bound = self._bound.get()
        return bound if _is_constraints(self._bound, bound) else self._constraints.get()

    @property
    def evaluate_bound(self):
        return self._bound.evaluator(None)

    @property
    def evaluate_constraints(self):
        return self._constraints.evaluator(())

    def __typing_subst__(self, arg, /):
        from typing import _typevar_subst

        return _typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        parameters = alias.__parameters__
        if parameters.index(self) < len(args):
            return args
        if parameters.index(self) == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected {len(parameters)}")


def _is_constraints(lazy, bound):
    return lazy._value is _missing and known(bound) and isinstance(bound, tuple)


class TypeVarTuple(_Parameter):
    __module__ = "typing"

    def __new__(cls, name, *, default=NoDefault, _evaluate_default=None, infer_variance=False):
        self = object.__new__(cls)
        self.__name__ = name
        self.__module__ = frame_module(1)
        self._infer_variance = True
        self._default = _default(default, _evaluate_default)
        return self

    def __iter__(self):
        from typing import Unpack

        yield Unpack[self]

    def __typing_subst__(self, arg, /):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args, /):
        from typing import _typevartuple_prepare_subst

        return _typevartuple_prepare_subst(self, alias, args)


class ParamSpec(_Parameter):
    __module__ = "typing"

    def __new__(
        cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False, _evaluate_default=None,
    ):
        _variance(covariant, contravariant, infer_variance)
        self = object.__new__(cls)
        self.__name__ = name
        self.__module__ = frame_module(1)
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self._infer_variance = self.__infer_variance__ = bool(infer_variance)
        self._default = _default(default, _evaluate_default)
        return self

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg, /):
        from typing import _paramspec_subst

        return _paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        from typing import _paramspec_prepare_subst

        return _paramspec_prepare_subst(self, alias, args)


class ParamSpecArgs:
    __module__ = "typing"
    __hash__ = None

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other, /):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs:
    __module__ = "typing"
    __hash__ = None

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other, /):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented

    def __mro_entries__(self, bases, /):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypeAliasType:
    __module__ = "typing"

    def __new__(cls, name, value, *, type_params=(), _evaluate_value=None):
        self = object.__new__(cls)
        self.__name__ = name
        self.__module__ = frame_module(1)
        self.__type_params__ = type_params
        self._value = _Lazy(value if _evaluate_value is None else _missing, _evaluate_value)
        return self

    @property
    def __value__(self):
        return self._value.get()

    @property
    def evaluate_value(self):
        return self._value.evaluator(_missing)

    @property
    def __parameters__(self):
        return tuple([item for each in self.__type_params__ for item in (each if isinstance(each, TypeVarTuple) else (each,))])

    def __getitem__(self, args, /):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        from _types import GenericAlias

        return GenericAlias(self, args)

    def __or__(self, right, /):
        return Union[self, right]

    def __ror__(self, left, /):
        return Union[left, self]

    def __iter__(self):
        from typing import Unpack

        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__


class Generic:
    __module__ = "typing"
    __slots__ = ()

    @classmethod
    def __class_getitem__(cls, *args, **kwargs):
        from typing import _generic_class_getitem

        return _generic_class_getitem(cls, *args, **kwargs)

    @classmethod
    def __init_subclass__(cls, *args, **kwargs):
        from typing import _generic_init_subclass

        return _generic_init_subclass(cls, *args, **kwargs)
