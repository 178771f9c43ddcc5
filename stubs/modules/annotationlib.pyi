"""Annotations: evaluated by the analyzer itself instead of by functions run in doctored namespaces."""

from __stub__ import annotations_of, known, overlay, settled, typed, unknown

overlay()


class _Stringifier:
    """Stands for an undefined name while annotations are evaluated; the analyzer needs none."""


def call_evaluate_function(evaluate, format, *, owner=None):
    if format == Format.STRING:
        return typed(str)
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return evaluate(Format.VALUE)
    except NameError as error:
        if format == Format.VALUE:
            raise
        return ForwardRef(typed(str), owner=owner)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    if _is_evaluate:
        return call_evaluate_function(annotate, format, owner=owner)
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    if format == Format.VALUE:
        return annotate(Format.VALUE)
    # Those of a class or module are recorded one by one.
    owner = getattr(annotate, "__self__", None)
    if owner is not None:
        found = annotations_of(owner, ForwardRef)
    else:
        try:
            found = annotate(format)
        except NotImplementedError:
            found = annotate(Format.VALUE)
        except NameError:
            return unknown("annotations that name what is not defined")
    return _as_text(found) if format == Format.STRING else found


def _as_text(annotations):
    return {
        name: value if known(value) and isinstance(value, str) else typed(str) for name, value in annotations.items()
    }


def get_annotate_from_class_namespace(obj):
    try:
        return obj["__annotate__"]
    except KeyError:
        pass

    def __annotate__(format, /):
        if format == Format.VALUE:
            return annotations_of(obj)
        found = annotations_of(obj, ForwardRef)
        return _as_text(found) if format == Format.STRING else found

    return __annotate__


def _BASE_GET_ANNOTATIONS(obj):
    return obj.__annotations__


settled(ForwardRef, "what a reference remembers follows from how it was made")
