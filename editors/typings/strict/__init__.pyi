from __strict__ import StrictModule as StrictModule

__all__ = ["StrictModule"]
