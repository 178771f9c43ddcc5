"""How many pieces of each product are left, and who has reserved them."""

import __strict__

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from .catalogue import Sku
from .errors import OutOfStock


class Stock:
    """Pieces on the shelves; a reservation takes them off until it is kept or given back."""

    __slots__ = ("_pieces", "_reserved")

    def __init__(self, pieces: Mapping[Sku, int] | None = None) -> None:
        self._pieces = Counter(pieces or {})
        self._reserved: defaultdict[str, Counter[Sku]] = defaultdict(Counter)

    def left(self, sku: Sku) -> int:
        """Pieces that nobody has reserved."""
        return self._pieces[sku]

    def reserve(self, holder: str, wanted: Mapping[Sku, int]) -> None:
        """Reserves everything, or nothing."""
        for sku, count in wanted.items():
            if self._pieces[sku] < count:
                raise OutOfStock(sku, count, self._pieces[sku])
        self._pieces.subtract(wanted)
        self._reserved[holder].update(wanted)

    def give_back(self, holder: str) -> None:
        """Puts back what the holder has reserved."""
        self._pieces.update(self._reserved.pop(holder, Counter()))

    def hand_out(self, holder: str) -> Counter[Sku]:
        """Ends a reservation: the pieces leave the shop."""
        return self._reserved.pop(holder, Counter())

    @contextmanager
    def reservation(self, holder: str, wanted: Mapping[Sku, int]) -> Iterator[None]:
        """Reserves for the length of a block, and gives back if the block fails."""
        self.reserve(holder, wanted)
        try:
            yield
        except BaseException:
            self.give_back(holder)
            raise
        else:
            self.hand_out(holder)
