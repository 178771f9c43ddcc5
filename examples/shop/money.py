"""Amounts of money: exact, and never mixed between currencies."""

import __strict__

import functools
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from typing import Self


class Currency(Enum):
    """Currencies, with the number of digits after the point."""

    EUR = ("€", 2)
    USD = ("$", 2)
    JPY = ("¥", 0)

    def __init__(self, symbol: str, digits: int) -> None:
        self.symbol = symbol
        self.digits = digits

    @property
    def unit(self) -> Decimal:
        """The smallest coin."""
        return Decimal(1).scaleb(-self.digits)


class CurrencyMismatch(TypeError):
    """Two currencies met in one calculation."""


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency, rounded to its smallest coin."""

    amount: Decimal
    currency: Currency = Currency.EUR

    @classmethod
    def of(cls, text: str | int, currency: Currency = Currency.EUR) -> Self:
        """Reads an amount such as `"12.50"`."""
        return cls(Decimal(text).quantize(currency.unit, ROUND_HALF_EVEN), currency)

    def _same(self, other: Money) -> None:
        if self.currency is not other.currency:
            raise CurrencyMismatch(f"{self.currency.name} and {other.currency.name}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        return Money((self.amount * factor).quantize(self.currency.unit, ROUND_HALF_EVEN), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{self.currency.symbol}{self.amount:,.{self.currency.digits}f}"


def total(amounts, currency: Currency = Currency.EUR) -> Money:
    """The sum of amounts, all in one currency."""
    return functools.reduce(Money.__add__, amounts, Money.of(0, currency))


FREE = Money.of(0)
