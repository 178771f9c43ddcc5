"""Annotations: evaluated by the analyzer itself instead of by functions run in doctored namespaces."""

from __stub__ import annotations_of, overlay, typed

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
    return annotations_of(annotate, int(format), ForwardRef)


def get_annotate_from_class_namespace(obj):
    try:
        return obj["__annotate__"]
    except KeyError:
        pass

    def __annotate__(format, /):
        return annotations_of(obj, int(format), ForwardRef)

    return __annotate__


def _BASE_GET_ANNOTATIONS(obj):
    return obj.__annotations__
