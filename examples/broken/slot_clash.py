"""Two bases with slots of their own cannot be laid out together."""

import __strict__

class Left:
    """Has a slot."""

    __slots__ = ("left",)


class Right:
    """Has another one."""

    __slots__ = ("right",)


class Both(Left, Right):  # STR171
    """Python refuses it too."""
