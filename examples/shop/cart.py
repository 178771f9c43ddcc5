"""The cart: products and how many of each."""

import __strict__

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .catalogue import Catalogue, Product, Sku
from .money import Money, total

MAXIMUM = 99


class Line(NamedTuple):
    """A product and a number of pieces."""

    product: Product
    count: int

    @property
    def price(self) -> Money:
        """The price before discounts."""
        return self.product.price * self.count


@dataclass(frozen=True)
class Snapshot:
    """A cart as it was when the customer pressed the button."""

    lines: tuple[Line, ...]

    @cached_property
    def goods(self) -> Money:
        """The price of everything, before discounts."""
        return total(line.price for line in self.lines)

    @cached_property
    def grams(self) -> int:
        """What the parcel weighs."""
        return sum(line.product.grams * line.count for line in self.lines)

    @property
    def wanted(self) -> dict[Sku, int]:
        """Pieces per product number."""
        return {line.product.sku: line.count for line in self.lines}


@dataclass
class Cart:
    """A cart that a customer fills."""

    catalogue: Catalogue = field(repr=False)
    counts: dict[Sku, int] = field(default_factory=dict)

    def add(self, sku: Sku, count: int = 1) -> None:
        """Puts pieces into the cart, or takes them out when `count` is negative."""
        product = self.catalogue[sku]
        match self.counts.get(product.sku, 0) + count:
            case 0:
                self.counts.pop(product.sku, None)
            case left if 0 < left <= MAXIMUM:
                self.counts[product.sku] = left
            case left:
                raise ValueError(f"a cart holds 0 to {MAXIMUM} pieces of a product, not {left}")

    def __iter__(self) -> Iterator[Line]:
        for sku, count in self.counts.items():
            yield Line(self.catalogue[sku], count)

    def __len__(self) -> int:
        return sum(self.counts.values())

    def snapshot(self) -> Snapshot:
        """What is in the cart now."""
        return Snapshot(tuple(self))
