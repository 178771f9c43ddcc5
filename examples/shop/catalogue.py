"""What the shop sells."""

import __strict__

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

from .errors import UnknownProduct
from .money import Money

type Sku = str


class Category(StrEnum):
    """Shelves of the shop."""

    BOOK = auto()
    TEA = auto()
    TOY = auto()


class Handling(Flag):
    """What the warehouse has to mind."""

    NONE = 0
    FRAGILE = auto()
    PERISHABLE = auto()
    GIFT = FRAGILE | PERISHABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One thing to buy."""

    sku: Sku
    title: str
    price: Money
    category: Category
    handling: Handling = Handling.NONE
    grams: int = 100


class Catalogue(Mapping[Sku, Product]):
    """Products by number, in alphabetical order of their titles."""

    def __init__(self, products: Iterable[Product]) -> None:
        by_title = sorted(products, key=attrgetter("title"))
        self._products = MappingProxyType({product.sku: product for product in by_title})

    def __getitem__(self, sku: Sku) -> Product:
        try:
            return self._products[sku]
        except KeyError:
            raise UnknownProduct(sku) from None

    def __iter__(self) -> Iterator[Sku]:
        return iter(self._products)

    def __len__(self) -> int:
        return len(self._products)

    def search(self, *words: str) -> Iterator[Product]:
        """Products whose titles contain all the words."""
        wanted = [word.casefold() for word in words]
        for product in self._products.values():
            title = product.title.casefold()
            if all(word in title for word in wanted):
                yield product

    def shelves(self) -> Iterator[tuple[Category, list[Product]]]:
        """The products of each category."""
        by_category = sorted(self._products.values(), key=attrgetter("category", "title"))
        for category, products in groupby(by_category, key=attrgetter("category")):
            yield category, list(products)
