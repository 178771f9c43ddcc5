"""Changes its submodule."""

from . import part

part.items.append(1)


class Own:
    pass


from . import user

Own.attribute = 1
