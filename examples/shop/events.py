"""What happened in the shop, and who wants to know."""

import __strict__

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from .money import Money


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an order."""

    order: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Placed(Event):
    """A customer placed the order."""

    pieces: int


@dataclass(frozen=True, slots=True)
class Paid(Event):
    """The bank accepted the payment."""

    amount: Money


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """The order came to nothing."""

    reason: str


@singledispatch
def describe(event: Event) -> str:
    """One line about an event."""
    raise NotImplementedError(type(event).__name__)


@describe.register
def _(event: Placed) -> str:
    return f"{event.order}: placed, {event.pieces} pieces"


@describe.register
def _(event: Paid) -> str:
    return f"{event.order}: paid {event.amount}"


@describe.register
def _(event: Failed) -> str:
    return f"{event.order}: failed, {event.reason}"


type Handler[E: Event] = Callable[[E], Awaitable[None]]


class Bus:
    """Passes events on to those who subscribed to their type or one of its bases."""

    def __init__(self) -> None:
        self._handlers: defaultdict[type[Event], list[Handler]] = defaultdict(list)

    def on[E: Event](self, kind: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """A decorator that subscribes a coroutine function."""

        def subscribe(handler: Handler[E]) -> Handler[E]:
            self._handlers[kind].append(handler)
            return handler

        return subscribe

    async def publish(self, event: Event) -> None:
        """Tells all subscribers, one after the other."""
        for kind in type(event).__mro__:
            for handler in self._handlers.get(kind, ()):
                await handler(event)
