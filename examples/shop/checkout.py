"""The checkout: reserves, asks the bank, and tells everybody, all asynchronously."""

import __strict__

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Protocol, runtime_checkable

from .cart import Cart
from .customers import Customer
from .errors import PaymentRefused, ShopError
from .events import Bus, Event, Failed, Paid, Placed
from .money import Money
from .orders import Numbers, Order
from .pricing import quote
from .stock import Stock

PATIENCE = timedelta(seconds=2)


@runtime_checkable
class Bank(Protocol):
    """Anything that takes payments."""

    async def charge(self, customer: Customer, amount: Money) -> str: ...


class CarefulBank:
    """A bank that refuses large amounts, and takes its time."""

    def __init__(self, limit: Money, delay: timedelta = timedelta(0)) -> None:
        self.limit = limit
        self.delay = delay

    async def charge(self, customer: Customer, amount: Money) -> str:
        """Charges the customer, and returns the bank's reference."""
        await asyncio.sleep(self.delay.total_seconds())
        if amount > self.limit:
            raise PaymentRefused(f"{amount} is more than {self.limit}")
        return f"{customer.id}-{amount.amount}"


def now() -> datetime:
    """The time, for events."""
    return datetime.now(timezone.utc)


@dataclass
class Checkout:
    """Everything that a checkout needs."""

    stock: Stock
    bank: Bank
    bus: Bus = field(default_factory=Bus)
    numbers: Numbers = field(default_factory=Numbers)
    clock: Callable[[], datetime] = now
    patience: timedelta = PATIENCE

    async def _record(self, order: Order, event: Event) -> None:
        order.apply(event)
        await self.bus.publish(event)

    @asynccontextmanager
    async def _recording(self, order: Order) -> AsyncIterator[None]:
        """Ends a block that fails, and records the failure in the order."""
        try:
            yield
        except (ShopError, TimeoutError) as error:
            await self._record(order, Failed(order.id, self.clock(), str(error) or type(error).__name__))

    async def buy(self, customer: Customer, cart: Cart) -> Order:
        """Turns a cart into an order; whatever goes wrong ends up in its history."""
        goods = cart.snapshot()
        order = Order(id=self.numbers.take(), customer=customer, cart=goods, quote=quote(goods, customer))
        async with self._recording(order):
            with self.stock.reservation(order.id, goods.wanted):
                await self._record(order, Placed(order.id, self.clock(), sum(goods.wanted.values())))
                async with asyncio.timeout(self.patience.total_seconds()):
                    await self.bank.charge(customer, order.quote.total)
                await self._record(order, Paid(order.id, self.clock(), order.quote.total))
        return order

    async def buy_all(self, carts: Iterable[tuple[Customer, Cart]]) -> list[Order]:
        """Serves several customers at the same time."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.buy(customer, cart)) for customer, cart in carts]
        return [task.result() for task in tasks]
