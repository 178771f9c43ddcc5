"""Who buys, and what they are entitled to."""

import __strict__

import re
from dataclasses import dataclass, field
from enum import IntEnum, auto
from typing import NewType, Protocol

CustomerId = NewType("CustomerId", str)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


class Tier(IntEnum):
    """How loyal a customer is; tiers compare."""

    GUEST = auto()
    MEMBER = auto()
    PATRON = auto()


POINTS_FOR = {Tier.MEMBER: 100, Tier.PATRON: 1_000}
assert list(POINTS_FOR.values()) == sorted(POINTS_FOR.values()), "each tier needs more points than the one before"


@dataclass(frozen=True)
class Address:
    """Where parcels go."""

    street: str
    city: str
    country: str = "NL"


@dataclass
class Customer:
    """A customer with the points that past orders brought."""

    id: CustomerId
    name: str
    email: str
    address: Address
    points: int = 0
    tags: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if _EMAIL.fullmatch(self.email) is None:
            raise ValueError(f"not an e-mail address: {self.email!r}")

    @property
    def tier(self) -> Tier:
        """The highest tier that the points reach."""
        return max((tier for tier, needed in POINTS_FOR.items() if self.points >= needed), default=Tier.GUEST)


class CustomerSource(Protocol):
    """Anything that finds customers."""

    def find(self, customer: CustomerId) -> Customer | None: ...


class CustomerBook:
    """Customers kept in memory."""

    def __init__(self, *customers: Customer) -> None:
        self._by_id = {customer.id: customer for customer in customers}

    def find(self, customer: CustomerId) -> Customer | None:
        """The customer with this number, if there is one."""
        return self._by_id.get(customer)
