from typing import Callable, Dict

from base import Base, make


class Child(Base):
    pass


MADE = make()
MADE.append(2)
KIND = Dict[str, Callable[[int], Base]]
