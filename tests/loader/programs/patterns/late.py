from base import make

MADE = make()
