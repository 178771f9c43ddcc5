"""While a strict module is executed, its classes and functions are nobody else's either."""
import making
from _strict import is_frozen

print(is_frozen(making), making.RESULT, making.Open.tag)
