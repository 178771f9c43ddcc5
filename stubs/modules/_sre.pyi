"""The matching engine. `re` is modelled as a whole; this is what its parser and compiler ask for."""

from __stub__ import typed

class Pattern: ...


class Match: ...

def compile(pattern, flags, code, groups, groupindex, indexgroup): ...
def template(pattern, template, /): ...
def getcodesize(): return 4


def ascii_iscased(character, /):
    return 0 <= character < 128 and chr(character).isalpha()


def ascii_tolower(character, /):
    return ord(chr(character).lower()) if 0 <= character < 128 else character


def unicode_iscased(character, /):
    text = chr(character)
    return text.lower() != text or text.upper() != text


def unicode_tolower(character, /):
    lowered = chr(character).lower()
    return ord(lowered) if len(lowered) == 1 else typed(int)

CODESIZE = 4
MAGIC = 20230612
MAXGROUPS = 1073741823
MAXREPEAT = 4294967295
copyright = typed(str)
