"""Writes tests/data/str.txt and bytes.txt: calls of str and bytes methods, and what Python makes of them.

    python3.14 semantics/scripts/method_cases.py semantics/tests/data

A line is a method, the receiver, the arguments and the result.
"""

import pathlib
import random
import sys

from case_notation import line, outcome, write

CASES_PER_METHOD = 130
random.seed(314)


WORDS = [
    "", "a", "b", "ab", "ba", "aa", "aaa", "abab", "abc", "ABC", "Abc", "aBc", "hello world", "Hello World", "HELLO",
    "they're Bill's", "x y  z", "  pad  ", "\t tab\ttab", "a\nb\r\nc\rd", "\n\n", "\r\n", "x\x0by\x0cz\x1c\x1d\x1e",
    "+12", "-7", "0042", "1234567890", "3.14", "_name", "9lives", "class", "a,b,,c,", ",", ",,", "aXbXc", "Mississippi",
    "\0nul", "q'uote", 'dq"uote', "bo'th\"", "back\\slash", "\x7f\x80\x85\x9f\xa0\xad", "é", "Éa", "straße", "ÿ",
    "µ", "ß", "İ", "ŉ", "ǰ", "ΐ", "ﬁ", "ﬃx", "Ǆ", "ǅ", "ǆ", "ǅungla ǆungla", "ΑΣ", "ΟΔΟΣ ΣΑΣ", "Σ", "aΣ", "aΣb",
    "a\u0301Σ", "aΣ\u0301", "aΣ\u0301b", "Σ.Σ", "'Σ", "x\u2028y\u2029z\x85w", "\u3000wide\u3000", "١٢٣", "²³", "½", "Ⅷ",
    "一二三", "ਖ਼", "\ud800", "a\udfffb", "\ud83d\ude00", "😀", "a😀b😀", "𝒳𝒴", "𝟗", "𐐀𐐨", "\U0010ffff", "\ufeffbom", "ᾳᾼ",
    "ŉa İb", "name\u0301", "℘x", "·", "a·", "٠", "ªº", "ʰ", "ⓐⒶ", "ꟲ", "\u0345", "\u200b", "e\u0301", "한국어", "\u1e9e",
    "aé", "aéΣ", "éΣ", "Σ😀", "abcabcabc" * 3, "ab" * 40, "a" * 70 + "b", "\u0101\u0102" * 9, "\u0101" * 9 + "\u0102",
]
PARTS = ["", " ", "a", "b", "ab", "aa", ",", "\n", "X", "é", "Σ", "😀", "\ud800", "abc", "l", "o", "ss", "\xa0", "\u3000",
         "s", "\u0101\u0102", "\u0101", "😀b", "a" * 20 + "b"]
SMALL = [-1000, -5, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 1000]
INDEX = [None, *SMALL, 2**63 - 1, -2**63]
LIMIT = [-1, -1, -7, 0, 1, 2, 3, 100]
WIDTH = [-3, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 20]

PLAIN = ["lower", "upper", "title", "capitalize", "swapcase", "isalnum", "isalpha", "isascii", "isdigit", "islower",
         "isspace", "istitle", "isupper"]
PLAIN_STR = ["casefold", "isdecimal", "isnumeric", "isidentifier", "isprintable"]
SHAPES = {
    **{name: ["part", "index", "index"] for name in ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]},
    **{name: ["part"] for name in ["removeprefix", "removesuffix", "partition", "rpartition"]},
    **{name: ["part?"] for name in ["strip", "lstrip", "rstrip"]},
    **{name: ["part?", "limit"] for name in ["split", "rsplit"]},
    **{name: ["width", "fill"] for name in ["center", "ljust", "rjust"]},
    "zfill": ["width"],
    "expandtabs": ["width"],
    "splitlines": ["bool"],
    "join": ["items"],
    "replace": ["part", "part", "limit"],
    "__mul__": ["width"],
    "__add__": ["word"],
    "__contains__": ["part"],
    "__lt__": ["word"],
    "__eq__": ["word"],
}


def argument(kind, receiver, words, parts, fills):
    """A random argument, as likely a part of the receiver as not."""
    match kind:
        case "word":
            return random.choice(words)
        case "part" if receiver and random.random() < 0.5:
            start = random.randrange(len(receiver))
            return receiver[start:start + random.randint(1, 3)]
        case "part":
            return random.choice(parts)
        case "part?":
            return None if random.random() < 0.4 else argument("part", receiver, words, parts, fills)
        case "items":
            return random.sample(words, random.randint(0, 4))
        case "fill":
            return random.choice(fills)
        case "bool":
            return random.random() < 0.5
        case _:
            return random.choice({"index": INDEX, "limit": LIMIT, "width": WIDTH}[kind])


def calls(kind, plain, words, parts, fills):
    for name in plain:
        for word in words:
            yield line(name, [word], getattr(kind, name)(word))
    for name, shape in SHAPES.items():
        for _ in range(CASES_PER_METHOD):
            receiver = random.choice(words)
            arguments = [argument(part, receiver, words, parts, fills) for part in shape]
            yield line(name, [receiver, *arguments], outcome(getattr(kind, name), receiver, *arguments))


def str_lines():
    yield from calls(str, PLAIN + PLAIN_STR, WORDS, PARTS, [" ", "*", "é", "Σ", "😀", "", "ab"])
    for word in WORDS:
        yield line("repr", [word], repr(word))
        yield line("ascii", [word], ascii(word))
    for word in WORDS + PARTS:
        indices = [random.choice([None, *range(-6, 7), 100, -100]) for _ in range(2)]
        step = random.choice([-3, -2, -1, 1, 2, 3, 7])
        bounds = slice(*indices, step).indices(len(word))
        chosen = range(*bounds)
        yield line("slice", [word, *((chosen.start, chosen.step, len(chosen)) if chosen else (0, 1, 0))],
                   word[slice(*indices, step)])
    for _ in range(CASES_PER_METHOD):
        word, source, target, deleted = (random.choice(WORDS) for _ in range(4))
        source, target = source[:4], target[:4]
        table = outcome(str.maketrans, source, target, deleted)
        result = table if isinstance(table, Exception) else word.translate(table)
        yield line("translate", [word, source, target, deleted], result)


def bytes_lines():
    encoded = [word.encode("utf-8", "surrogatepass") for word in WORDS]
    yield from calls(bytes, PLAIN, encoded, [part.encode("utf-8", "surrogatepass") for part in PARTS], [b" ", b"*", b"\xff"])
    for word in encoded:
        yield line("repr", [word], repr(word))
        yield line("bytearray_repr", [word], repr(bytearray(word)))
        separator, group = random.choice([":", "-", "", "é", "ab"]), random.choice([-5, -3, -2, -1, 0, 1, 2, 3, 4, 9])
        yield line("hex", [word], word.hex())
        yield line("hex", [word, separator, group], outcome(word.hex, separator, group))
    for digits in ["", "00", "ff", "FfaB", " 0a\t0b\n", "0", "0 a", "xy", "0g", "é0", "00é", "12 3", "12 3z", "\x1c00", "00 \x0b\x0c", "0\ud800", "😀"]:
        yield line("fromhex", [digits], outcome(bytes.fromhex, digits))
    for _ in range(CASES_PER_METHOD):
        word, source, target, deleted = (random.choice(encoded) for _ in range(4))
        source, target = source[:4], target[:4]
        table = outcome(bytes.maketrans, source, target)
        result = table if isinstance(table, Exception) else word.translate(table, deleted)
        yield line("translate", [word, source, target, deleted], result)
        yield line("delete", [word, deleted], word.translate(None, deleted))
    yield line("translate_by", [b"ab", b"short"], outcome(b"ab".translate, b"short"))


def main():
    folder = pathlib.Path(sys.argv[1])
    write(folder, "str", str_lines())
    write(folder, "bytes", bytes_lines())


main()
