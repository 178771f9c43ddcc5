"""What the namespaces of classes list whose annotations stay text."""

from __future__ import annotations


class Annotated:
    "Has a docstring."

    y = 1
    x: int

    def method(self):
        self.q = 1


class Heir(Annotated):
    pass


names = list(vars(Annotated))
of_heir = list(vars(Heir))
texts = vars(Annotated)["__annotations__"]
