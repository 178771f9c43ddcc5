"""Pricing rules: each looks at a cart and a customer, and takes something off."""

import __strict__

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, override

from .cart import Snapshot
from .catalogue import Category
from .customers import Customer, Tier
from .money import FREE, Money, total


@dataclass(frozen=True, slots=True)
class Discount:
    """An amount taken off, and why."""

    reason: str
    amount: Money


class Rule(ABC):
    """The base of all rules; subclasses register themselves."""

    rules: ClassVar[list[type[Rule]]] = []
    title: ClassVar[str] = ""

    def __init_subclass__(cls, *, title: str) -> None:
        super().__init_subclass__()
        cls.title = title
        Rule.rules.append(cls)

    @abstractmethod
    def discount(self, cart: Snapshot, customer: Customer) -> Money:
        """What this rule takes off."""


class Loyalty(Rule, title="loyalty"):
    """A share for each tier."""

    SHARES = {Tier.GUEST: Decimal(0), Tier.MEMBER: Decimal("0.03"), Tier.PATRON: Decimal("0.08")}

    @override
    def discount(self, cart: Snapshot, customer: Customer) -> Money:
        return cart.goods * self.SHARES[customer.tier]


class ThirdBookFree(Rule, title="every third book is free"):
    """The cheapest of each three books costs nothing."""

    @override
    def discount(self, cart: Snapshot, customer: Customer) -> Money:
        prices = sorted(
            (line.product.price for line in cart.lines for _ in range(line.count) if line.product.category is Category.BOOK),
            reverse=True,
        )
        return total(prices[2::3])


class Bulk(Rule, title="a dozen is cheaper"):
    """One piece in twelve costs nothing."""

    @override
    def discount(self, cart: Snapshot, customer: Customer) -> Money:
        return total(line.product.price * (line.count // 12) for line in cart.lines)


ALL: tuple[Rule, ...] = tuple(rule() for rule in Rule.rules)

# Shipping by weight: the first row that the parcel fits in.
_SHIPPING = ((500, "3.20"), (2_000, "5.95"), (10_000, "9.50"))
SHIPPING = tuple((grams, Money.of(price)) for grams, price in _SHIPPING)


def shipping(cart: Snapshot) -> Money:
    """What sending the parcel costs."""
    if cart.goods >= Money.of(50):
        return FREE
    return next((price for grams, price in SHIPPING if cart.grams <= grams), SHIPPING[-1][1] * 2)


def discounts(cart: Snapshot, customer: Customer, rules: tuple[Rule, ...] = ALL) -> Iterator[Discount]:
    """The discounts that apply."""
    for rule in rules:
        if amount := rule.discount(cart, customer):
            yield Discount(rule.title, amount)


@dataclass(frozen=True)
class Quote:
    """A price with its parts."""

    goods: Money
    discounts: tuple[Discount, ...]
    shipping: Money

    @property
    def total(self) -> Money:
        """What the customer pays."""
        return self.goods - total(discount.amount for discount in self.discounts) + self.shipping


def quote(cart: Snapshot, customer: Customer, send: Callable[[Snapshot], Money] = shipping) -> Quote:
    """The price of a cart for a customer."""
    return Quote(cart.goods, tuple(discounts(cart, customer)), send(cart))
