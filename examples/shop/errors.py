"""What can go wrong in the shop."""

import __strict__

from typing import override


class ShopError(Exception):
    """The base of everything that the shop raises on purpose."""

    exit_code: int = 1


class UnknownProduct(ShopError):
    """No product has this number."""

    def __init__(self, sku: str) -> None:
        super().__init__(sku)
        self.sku = sku

    @override
    def __str__(self) -> str:
        return f"there is no product {self.sku!r}"


class OutOfStock(ShopError):
    """Fewer pieces are left than were asked for."""

    exit_code = 3

    def __init__(self, sku: str, wanted: int, left: int) -> None:
        super().__init__(sku, wanted, left)
        self.sku = sku
        self.wanted = wanted
        self.left = left

    @override
    def __str__(self) -> str:
        return f"{self.wanted} of {self.sku!r} wanted, {self.left} left"


class PaymentRefused(ShopError):
    """The bank said no."""

    exit_code = 4


class WrongState(ShopError):
    """An order cannot do this now."""
