"""`inspect`: attributes of classes are looked up directly."""

from __stub__ import overlay

overlay()


def _static_getmro(klass):
    return klass.__mro__


def _get_dunder_dict_of_class(klass):
    return klass.__dict__


def _shadowed_dict(klass):
    # As the real one, without the weak references to classes that keep its memo small.
    for entry in klass.__mro__:
        class_dict = entry.__dict__.get("__dict__", _sentinel)
        if class_dict is not _sentinel and not isinstance(class_dict, types.GetSetDescriptorType):
            return class_dict
    return _sentinel
