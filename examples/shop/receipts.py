"""Receipts, as text and as HTML."""

import __strict__

import html
from collections.abc import Iterator
from string.templatelib import Interpolation, Template
from textwrap import shorten

from .money import Money
from .orders import Order, advice

WIDTH = 44
_RULE = "-" * WIDTH


def _row(label: str, amount: Money | str) -> str:
    price = f"{amount:>10}" if isinstance(amount, str) else f"{amount!s:>10}"
    return f"{shorten(label, WIDTH - 11, placeholder='...'):<{WIDTH - 10}}{price}"


def lines(order: Order) -> Iterator[str]:
    """The lines of a printed receipt."""
    yield f"Order {order.id} for {order.customer.name}"
    yield _RULE
    for line in order.cart.lines:
        yield _row(f"{line.count} x {line.product.title}", line.price)
    for discount in order.quote.discounts:
        yield _row(discount.reason, f"-{discount.amount}")
    yield _row("shipping", order.quote.shipping)
    yield _RULE
    yield _row("to pay", order.quote.total)
    yield advice(order.state)


def text(order: Order) -> str:
    """A printed receipt."""
    return "\n".join(lines(order))


def render(template: Template) -> str:
    """Puts a template together, with everything that was filled in escaped."""
    parts = []
    for part in template:
        match part:
            case str():
                parts.append(part)
            case Interpolation(value=Template() as nested):
                parts.append(render(nested))
            case Interpolation(value=[*items]):
                parts.extend(render(item) for item in items)
            case Interpolation(value=value):
                parts.append(html.escape(str(value)))
    return "".join(parts)


def page(order: Order) -> str:
    """A receipt as HTML."""
    rows = [t"<tr><td>{line.product.title}</td><td>{line.count}</td><td>{line.price}</td></tr>" for line in order.cart.lines]
    return render(t"<h1>Order {order.id}</h1><table>{rows}</table><p>{order.quote.total}</p>")
