"""A catalogue, a warehouse and two customers to play with."""

import __strict__

from .catalogue import Catalogue, Category, Handling, Product
from .customers import Address, Customer, CustomerBook, CustomerId
from .money import Money
from .stock import Stock

_ROWS = """
B-001 | The Left Hand of Darkness | 9.90  | book | 310
B-002 | Gödel, Escher, Bach       | 24.00 | book | 1200
B-003 | Flatland                  | 6.50  | book | 140
B-004 | The Dispossessed          | 9.90  | book | 330
T-001 | Sencha                    | 7.40  | tea  | 100
T-002 | Keemun                    | 6.80  | tea  | 100
Y-001 | Spinning top              | 3.75  | toy  | 60
Y-002 | Glass marbles             | 4.20  | toy  | 250
"""


def _product(row: str) -> Product:
    sku, title, price, category, grams = (cell.strip() for cell in row.split("|"))
    handling = Handling.FRAGILE if "Glass" in title else Handling.NONE
    return Product(
        sku=sku, title=title, price=Money.of(price), category=Category(category), handling=handling, grams=int(grams)
    )


PRODUCTS = tuple(_product(row) for row in _ROWS.strip().splitlines())
CATALOGUE = Catalogue(PRODUCTS)
PIECES = {product.sku: 24 if product.category is Category.TEA else 5 for product in PRODUCTS}

ADA = Customer(CustomerId("ada"), "Ada", "ada@example.org", Address("Singel 1", "Amsterdam"), points=1_500)
BOB = Customer(CustomerId("bob"), "Bob", "bob@example.org", Address("Rue Haute 2", "Bruxelles", "BE"))
CUSTOMERS = CustomerBook(ADA, BOB)


def stock() -> Stock:
    """A full warehouse."""
    return Stock(PIECES)
