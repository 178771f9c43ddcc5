"""Orders and the states that they go through."""

import __strict__

from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count
from typing import assert_never

from .cart import Snapshot
from .customers import Customer
from .errors import WrongState
from .events import Event, Failed, Paid, Placed
from .pricing import Quote


class State(Enum):
    """Where an order stands."""

    NEW = auto()
    PLACED = auto()
    PAID = auto()
    FAILED = auto()

    def may_become(self, other: State) -> bool:
        """Whether an order may go from this state to the other."""
        return other in _NEXT[self]


_NEXT: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.PLACED, State.FAILED}),
    State.PLACED: frozenset({State.PAID, State.FAILED}),
    State.PAID: frozenset(),
    State.FAILED: frozenset(),
}


@dataclass(kw_only=True)
class Order:
    """A cart that is on its way to a customer."""

    id: str
    customer: Customer
    cart: Snapshot
    quote: Quote
    state: State = State.NEW
    history: list[Event] = field(default_factory=list)

    def apply(self, event: Event) -> None:
        """Moves the order to the state that the event brings."""
        match event:
            case Placed(pieces=pieces) if pieces > 0:
                state = State.PLACED
            case Paid(amount=amount) if amount == self.quote.total:
                state = State.PAID
            case Paid(amount=amount):
                raise WrongState(f"order {self.id} costs {self.quote.total}, not {amount}")
            case Failed():
                state = State.FAILED
            case _:
                raise WrongState(f"order {self.id} cannot handle {event}")
        if not self.state.may_become(state):
            raise WrongState(f"order {self.id} is {self.state.name}, and cannot become {state.name}")
        self.state = state
        self.history.append(event)


class Numbers:
    """Gives out order numbers."""

    def __init__(self, prefix: str = "A") -> None:
        self._prefix = prefix
        self._next = count(1)

    def take(self) -> str:
        """The next number."""
        return f"{self._prefix}{next(self._next):04}"


def advice(state: State) -> str:
    """What the customer should know."""
    match state:
        case State.NEW | State.PLACED:
            return "We are working on it."
        case State.PAID:
            return "Your parcel is on its way."
        case State.FAILED:
            return "Nothing was charged."
        case _:
            assert_never(state)
