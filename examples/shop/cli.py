"""The shop on the command line: `python -m shop.cli list`, `... search tea`, `... buy --as ada B-001 T-001=12`."""

import __strict__

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence

from . import __version__, receipts, sample
from .cart import Cart
from .checkout import CarefulBank, Checkout
from .customers import CustomerId
from .errors import ShopError
from .events import Event, describe
from .money import Money
from .orders import State

type Command = Callable[[argparse.Namespace], int]

COMMANDS: dict[str, Command] = {}


def command(function: Command) -> Command:
    """Makes a function a command; its name begins with `run_`."""
    COMMANDS[function.__name__.removeprefix("run_")] = function
    return function


@command
def run_list(arguments: argparse.Namespace) -> int:
    """prints the catalogue"""
    for category, products in sample.CATALOGUE.shelves():
        print(category.upper())
        for product in products:
            print(f"  {product.sku}  {product.title:<28}{product.price!s:>8}")
    return 0


@command
def run_search(arguments: argparse.Namespace) -> int:
    """finds products"""
    found = list(sample.CATALOGUE.search(*arguments.words))
    for product in found:
        print(product.sku, product.title)
    return 0 if found else 1


@command
def run_buy(arguments: argparse.Namespace) -> int:
    """buys products, and prints the receipt"""
    customer = sample.CUSTOMERS.find(CustomerId(arguments.customer))
    if customer is None:
        print(f"nobody is called {arguments.customer!r}", file=sys.stderr)
        return 2
    cart = Cart(sample.CATALOGUE)
    for item in arguments.words:
        sku, _, count = item.partition("=")
        cart.add(sku, int(count or 1))
    checkout = Checkout(sample.stock(), CarefulBank(limit=Money.of(200)))

    @checkout.bus.on(Event)
    async def log(event: Event) -> None:
        print(describe(event))

    order = asyncio.run(checkout.buy(customer, cart))
    print(receipts.text(order))
    return 0 if order.state is State.PAID else 1


def parser() -> argparse.ArgumentParser:
    """The definition of the command line."""
    result = argparse.ArgumentParser(prog="shop", description=__doc__)
    result.add_argument("--version", action="version", version=__version__)
    commands = result.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        sub = commands.add_parser(name, help=function.__doc__)
        sub.set_defaults(run=function)
        sub.add_argument("words", nargs="*")
        sub.add_argument("--as", dest="customer", default="bob")
    return result


def main(words: Sequence[str] | None = None) -> int:
    """Runs a command, and returns the exit status."""
    arguments = parser().parse_args(words)
    try:
        return arguments.run(arguments)
    except ShopError as error:
        print(f"shop: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
