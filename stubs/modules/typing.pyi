"""`typing`: unknown values are accepted as types, and the memos of generic aliases are left out."""

import annotationlib

from __stub__ import effect, is_tuple, known, overlay, skip

overlay()
skip("pickle")

class _LazyAnnotationLib:
    """`annotationlib` is not imported late here."""


_lazy_annotationlib = annotationlib


def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    if not known(arg):
        return arg
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _make_forward_ref(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    if not known(arg):
        return arg
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms, owner=owner)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (
            origin is Generic
            or origin is Protocol
            or not allow_special_forms
            and (origin is ClassVar or is_argument and origin is Final)
        ):
            raise TypeError(f"{arg} is not valid as type argument")
    elif isinstance(arg, _SpecialForm):
        if not (
            arg is LiteralString
            or arg is NoReturn
            or arg is Never
            or arg is Self
            or arg is TypeAlias
            or allow_special_forms
            and (arg is ClassVar or arg is Final)
        ):
            raise TypeError(f"Plain {arg} is not valid as type argument")
    elif arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _make_forward_ref(code, *, parent_fwdref=None, **kwargs):
    if parent_fwdref is not None:
        if parent_fwdref.__forward_module__ is not None:
            kwargs["module"] = parent_fwdref.__forward_module__
        if parent_fwdref.__owner__ is not None:
            kwargs["owner"] = parent_fwdref.__owner__
    return annotationlib.ForwardRef(code, **kwargs)


def _is_param_expr(arg):
    return known(arg) and (arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias)))


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    parameters = []
    seen_default = seen_tuple = False
    for arg in args:
        if not known(arg) or isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            found = [each for item in arg for each in _collect_type_parameters([item])]
        elif hasattr(arg, "__typing_subst__"):
            found = [arg]
            if enforce_default_ordering and arg not in parameters:
                if arg.has_default():
                    if seen_tuple:
                        raise TypeError("Type parameter with a default follows TypeVarTuple")
                    seen_default = True
                elif seen_default:
                    raise TypeError(
                        f"Type parameter {arg!r} without a default follows type parameter with a default"
                    )
        else:
            seen_tuple = seen_tuple or _is_unpacked_typevartuple(arg)
            found = getattr(arg, "__parameters__", ())
        for parameter in found:
            if parameter not in parameters:
                parameters.append(parameter)
    return tuple(parameters)


def _unpack_args(*args):
    unpacked = []
    for arg in args:
        parts = getattr(arg, "__typing_unpacked_tuple_args__", None) if known(arg) else None
        if parts is not None and not (parts and parts[-1] is ...):
            unpacked.extend(parts)
        else:
            unpacked.append(arg)
    return unpacked


def _flatten_literal_params(parameters):
    flat = []
    for parameter in parameters:
        if known(parameter) and isinstance(parameter, _LiteralGenericAlias):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    return tuple(flat)


def _typevar_subst(self, arg):
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    if known(arg) and (
        isinstance(arg, _GenericAlias)
        and arg.__origin__ is Unpack
        or isinstance(arg, GenericAlias)
        and getattr(arg, "__unpacked__", False)
    ):
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _tp_cache(func=None, /, *, typed=False):
    # An alias made twice is two equal objects here; CPython mostly gives the same one.
    def decorator(func):
        @functools.wraps(func)
        def inner(*args, **kwds):
            if args and not typed and not known(args[-1]) and not is_tuple(args[-1]):
                args = (*args[:-1], (args[-1],))
            return func(*args, **kwds)

        return inner

    return decorator if func is None else decorator(func)


def __getattr__(attr):
    if attr == "ForwardRef":
        return annotationlib.ForwardRef
    if attr in {"Pattern", "Match"}:
        import re

        return _alias(getattr(re, attr), 1)
    if attr in {"ContextManager", "AsyncContextManager"}:
        import contextlib

        return _alias(getattr(contextlib, f"Abstract{attr}"), 2, name=attr, defaults=(bool | None,))
    raise AttributeError(f"module {__name__!r} has no attribute {attr!r}")


def overload(func):
    # What `get_overloads` finds is kept for tools only.
    return _overload_dummy


def get_overloads(func) -> list: ...


@effect("registry", "forgets the overloads of all modules")
def clear_overloads() -> None: ...


@overlay
class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    def __init__(self, origin, nparams, *, removal_version, inst=True, name=None):
        super().__init__(origin, nparams, inst=inst, name=name)
        object.__setattr__(self, "_removal_version", removal_version)


@overlay
class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        if "__annotations__" in ns:
            types = ns["__annotations__"]
            annotate = _make_eager_annotate(types)
        else:
            annotate = annotationlib.get_annotate_from_class_namespace(ns)
            types = annotationlib.call_annotate_function(annotate, annotationlib.Format.FORWARDREF)
            for each in types.values():
                _type_check(each, "field annotation must be a type")
        names = list(types)
        defaults = []
        for name in names:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field"
                    f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        made = _make_nmtuple(typename, names, annotate, defaults=[ns[name] for name in defaults], module=ns["__module__"])
        if Generic in bases:
            # CPython replaces the bases of the class, which comes to the same.
            namespace = dict(made.__dict__)
            if "__orig_bases__" in ns:
                namespace["__orig_bases__"] = ns["__orig_bases__"]
            made = type(made.__name__, tuple([tuple if base is _NamedTuple else base for base in bases]), namespace)
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _special:
                if key not in made._fields:
                    setattr(made, key, value)
                set_name = getattr(type(value), "__set_name__", None) if known(value) else None
                if set_name is not None:
                    set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made
