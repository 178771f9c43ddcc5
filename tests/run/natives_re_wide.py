"""Patterns on text of each width: positions, classes, lookbehind, case, groups."""

import re

for word in ("naive cafe", "naïve café", "наивное кафе — мир", "naïve 😀 café 😀😀"):
    print([m.span() for m in re.finditer(r"\w+", word)], re.split(r"\s", word), re.sub(r"(\w)(\w)", r"\2\1", word))
    print(re.search(r"(?<=\s)\S+$", word), re.fullmatch(r".*", word).end(), re.findall(r"(?i)[A-Яa-é]", word))
    print(re.search(r"(?i)КАФЕ|CAFÉ|cafe", word), re.findall(r"(.)\1", word), re.compile(r"\b").sub("|", word))
    print(re.match(r"(?P<first>\S+)\s+(?P<rest>.*)", word).groupdict(), re.search(r"x*$", word).span())
print(re.findall(r"[^\x00-\uffff]+", "a😀b😀😀"), re.search("😀$", "b😀").span(), re.sub("😀", "ж", "a😀"))
print(re.findall(rb"\w+", bytearray(b"some bytes")), re.search(rb"b", memoryview(b"abc")).span())
