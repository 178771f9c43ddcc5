"""Weak-reference support module."""


def _remove_dead_weakref(dct, key, /):
    try:
        reference = dct[key]
    except KeyError:
        return
    if reference() is None:
        del dct[key]


def _forward(name):
    def method(self, /, *args):
        return getattr(_referent(self), name)(*[_plain(argument) for argument in args])
    method.__name__ = name
    return method


def _operator(name, function):
    def method(self, /, *args):
        return function(_referent(self), *[_plain(argument) for argument in args])
    method.__name__ = name
    return method


def _referent(proxy):
    found = object.__getattribute__(proxy, "_reference")()
    if found is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return found


def _plain(value):
    return _referent(value) if type(value) in (ProxyType, CallableProxyType) else value


class ProxyType:
    __slots__ = ("_reference", "__weakref__")
    __module__ = "weakref"
    __hash__ = None

    def __getattribute__(self, name, /):
        return getattr(_referent(self), name)

    def __setattr__(self, name, value, /):
        setattr(_referent(self), name, value)

    def __delattr__(self, name, /):
        delattr(_referent(self), name)

    def __repr__(self, /):
        return f"<weakproxy at {id(self):#x} to {type(_referent(self)).__name__} at {id(_referent(self)):#x}>"

    def __str__(self, /):
        return str(_referent(self))

    def __bool__(self, /):
        return bool(_referent(self))

    def __len__(self, /):
        return len(_referent(self))

    def __getitem__(self, key, /):
        return _referent(self)[key]

    def __setitem__(self, key, value, /):
        _referent(self)[key] = value

    def __delitem__(self, key, /):
        del _referent(self)[key]

    def __contains__(self, key, /):
        return key in _referent(self)

    def __iter__(self, /):
        return iter(_referent(self))

    def __next__(self, /):
        return next(_referent(self))


for _name in (
    "lt le eq ne gt ge add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor radd rsub rmul "
    "rmatmul rtruediv rfloordiv rmod rdivmod rpow rlshift rrshift rand ror rxor iadd isub imul imatmul itruediv "
    "ifloordiv imod ipow ilshift irshift iand ior ixor neg pos abs invert int float index bytes reversed"
).split():
    setattr(ProxyType, f"__{_name}__", _forward(f"__{_name}__"))
del _name


class CallableProxyType(ProxyType):
    __slots__ = ()
    __module__ = "weakref"
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        return _referent(self)(*args, **kwargs)


def proxy(object, callback=None, /):
    class_ = CallableProxyType if callable(object) else ProxyType
    made = class_.__new__(class_)
    notify = None if callback is None else lambda reference: callback(made)
    type(made)._reference.__set__(made, ref(object, notify))
    return made
