"""Strict modules: `strict.loader` loads them."""

from _strict import StrictModule

__all__ = ["StrictModule"]
