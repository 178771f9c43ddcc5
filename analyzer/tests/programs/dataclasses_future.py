from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import InitVar, dataclass, field
from typing import ClassVar


@dataclass
class Node:
    name: str
    parent: Node | None = None
    count: ClassVar[int] = 0
    total: t.ClassVar[int] = 0
    seed: dataclasses.InitVar[int] = 0
    other: InitVar[int] = 0
    children: list[Node] = field(default_factory=list)

    def __post_init__(self, seed, other):
        self.seen = seed + other


assert [each.name for each in dataclasses.fields(Node)] == ["name", "parent", "children"]
assert Node("a", seed=1, other=2).seen == 3 and Node.__annotations__["parent"] == "Node | None"
