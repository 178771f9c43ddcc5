"""`dataclasses`: string annotations are matched without regular expressions, and unknown annotations are ordinary types."""

import sys

from __stub__ import known, overlay, same

overlay()


def _is_classvar(a_type, typing):
    return known(a_type) and (a_type is typing.ClassVar or typing.get_origin(a_type) is typing.ClassVar)


def _is_initvar(a_type, dataclasses):
    return known(a_type) and (a_type is dataclasses.InitVar or type(a_type) is dataclasses.InitVar)


def _is_kw_only(a_type, dataclasses):
    return same(a_type, dataclasses.KW_ONLY)


def _is_type(annotation, cls, a_module, a_type, is_type_predicate):
    module_name, dot, name = annotation.partition("[")[0].partition(".")
    module = _modules.get(cls.__module__)
    if module is None:
        return False
    namespace = module.__dict__
    if dot:
        if not same(namespace.get(module_name.strip()), a_module):
            return False
        namespace = a_module.__dict__
    else:
        name = module_name
    return is_type_predicate(namespace.get(_first_identifier(name)), a_module)


def _first_identifier(text):
    text = text.strip()
    if text.isidentifier():
        return text
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end]


_modules = sys.modules


class _Modules:
    """`sys.modules`, in which `typing` is always found: whether the program has imported it makes no difference here."""

    def __contains__(self, name):
        return name in _modules

    def __getitem__(self, name):
        return _modules[name]

    def get(self, name, default=None):
        if name == "typing":
            import typing

            return typing
        return _modules.get(name, default)


class _System:
    modules = _Modules()
    _getframemodulename = staticmethod(sys._getframemodulename)
    _clear_type_descriptors = staticmethod(sys._clear_type_descriptors)


sys = _System()
