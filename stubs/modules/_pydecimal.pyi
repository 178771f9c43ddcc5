"""Decimal arithmetic without regular expressions, and with one context that everybody may read."""

from __stub__ import benign, effect, overlay, settled

overlay()


class _Number:
    """The groups of a match."""

    def __init__(self, sign=None, int=None, frac=None, exp=None, signal=None, diag=None):
        self._groups = {"sign": sign, "int": int, "frac": frac, "exp": exp, "signal": signal, "diag": diag}

    def group(self, name):
        return self._groups[name]


def _parser(text):
    sign = text[:1] if text[:1] in ("+", "-") else None
    rest = (text[1:] if sign else text).lower()
    if rest in ("inf", "infinity"):
        return _Number(sign)
    signal = "s" if rest[:4] == "snan" else None
    if signal or rest[:3] == "nan":
        digits = rest[4 if signal else 3 :]
        return _Number(sign, signal=signal, diag=digits) if not digits or digits.isdecimal() else None
    mantissa, e, exp = rest.partition("e")
    whole, point, frac = mantissa.partition(".")
    if not (whole or frac) or whole and not whole.isdecimal() or frac and not frac.isdecimal():
        return None
    if e and not (exp[1:] if exp[:1] in ("+", "-") else exp).isdecimal():
        return None
    return _Number(sign, whole, frac if point else None, exp if e else None)


def _all_zeros(text, start=0):
    return not text[start:].strip("0")


def _exact_half(text, start=0):
    return text[start : start + 1] == "5" and not text[start + 1 :].strip("0")


@overlay
class Context:
    def clear_flags(self):
        # Unlike setting a flag, which computing does, this is meant to be seen: it changes the context.
        self.prec = self.prec
        for flag in self.flags:
            self.flags[flag] = 0


def getcontext():
    return _current_context


@effect("interpreter", "sets the decimal context of the thread")
def setcontext(context) -> None: ...


# The context that a thread starts with. Changing it is reported, since this module owns it.
_current_context = Context()
benign(_current_context.flags, "status flags, which every inexact computation sets")


settled(Context, "module levels compute in the context in which a program starts")
