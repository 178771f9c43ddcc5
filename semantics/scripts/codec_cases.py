"""Writes tests/data/codecs.txt: encoding and decoding with every built-in codec and error handler.

    python3.14 semantics/scripts/codec_cases.py semantics/tests/data
"""

import codecs
import encodings.aliases
import pathlib
import random
import sys
import warnings

from case_notation import line, outcome, write

random.seed(314)
warnings.simplefilter("ignore")

CODECS = ["utf-8", "utf-8-sig", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
          "unicode_escape"]
HANDLERS = ["strict", "ignore", "replace", "surrogateescape", "backslashreplace", "surrogatepass", "xmlcharrefreplace",
            "namereplace"]

TEXTS = ["", "a", "plain", "é", "ÿĀ", "Σ", "aé€😀z", "\ud800", "a\ud800\udc00b", "\udc80", "\udcffx\udc7f", "x\udcff\udc80y",
         "\udc80\ud800", "€\udc80€", "\ufeff", "\ufeffa", "\U0010ffff", "😀😀", "\x00\x7f\x80", "\n\t\\'\"\x0b", "가", "一",
         "\ufffd\ufffe", "\x85", "é\udcff", "ab\udcfe\udcffĀcd"]

BYTES = [b"", b"a", b"plain", b"\x80", b"\xc3\xa9", b"\xc3", b"\xc3a", b"\xe2\x82\xac", b"\xe2\x82", b"\xe2\x82a", b"\xe2a",
         b"\xe0\x80\x80", b"\xe0\xa0", b"\xed\xa0\x80", b"\xed\xa0", b"\xed\xb2\x80", b"\xed\xbf\xbf\xed", b"\xf0\x9f\x98\x80",
         b"\xf0\x9f\x98", b"\xf0\x9f", b"\xf0", b"\xf0\x80", b"\xf0\x9fa", b"\xf0\x9f\x98a", b"\xf4\x8f\xbf\xbf",
         b"\xf4\x90\x80\x80", b"\xf5", b"\xff", b"\xc0\x80", b"\xc1", b"\xef\xbb\xbf", b"\xef\xbb\xbfa\xff", b"\xef\xbb",
         b"ok\xff\xfeok", b"\xff\xfe", b"\xfe\xff", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\x00\xd8", b"\x00\xd8\x00\xdc",
         b"\x00\xd8a\x00", b"\x00\xdc", b"\xd8\x00\xdc\x00", b"\xd8\x00\x00a", b"\xd8\x00", b"\x00\xd8a", b"abc", b"\xff\xfe\x00\x00",
         b"\x00\x00\xfe\xff\x00\x00\x00a", b"\x00\xd8\x00\x00", b"\x00\x00\xd8\x00", b"\xff\xff\xff\xff", b"a\x00\x00\x00\xff",
         b"\\", b"a\\x", b"\\x1", b"\\x1g", b"\\xgg", b"\\u12", b"\\u12zz", b"\\U0011", b"\\U00110000", b"\\N", b"\\N{", b"\\N{}",
         b"\\Nx", b"\\N{LF}", b"\\N{line feed}", b"\\N{LATIN SMALL LETTER A", b"\\N{nope}", b"\\q", b"\\777", b"\\400z", b"\\08",
         b"\\1", b"\\\n", b"\xff\\xe9", b"\\ud800\\udc00", b"\\'\\\"\\\\\\a\\b\\f\\n\\r\\t\\v", b"\\N{HANGUL SYLLABLE GA}", b"\\N{\xff}",
         b"\\N{CJK UNIFIED IDEOGRAPH-4E00}x", b"\\x41\\u0041\\U00000041\\101"]
PARTS = [b"a", b"\x80", b"\xbf", b"\xc3", b"\xe2", b"\x82", b"\xac", b"\xed", b"\xa0", b"\xf0", b"\x9f", b"\x98", b"\xff", b"\x00",
         b"\xd8", b"\xdc", b"\xe0", b"\xf4", b"\x8f"]
CHARACTERS = ["a", "é", "Ā", "\udc80", "\udcff", "\ud800", "😀", "\udc00", "\x7f"]

NAMES = ["UTF-8", "utf8", "U8", "utf 8", "Utf--8", "_utf_8_", "utf-8-sig", "utf8_sig", "UTF-8-SIG", "ascii", "US-ASCII", "646",
         "ANSI_X3.4-1968", "ansi.x3.4.1968", "latin1", "Latin-1", "ISO-8859-1", "iso8859-1", "ISO_8859-1:1987", "l1", "8859", "cp819",
         "utf16", "UTF-16LE", "utf-16-be", "utf_32", "UTF-32BE", "u32", "unicode_escape", "unicode-escape", "", " ", "utf", "ut\u00e9f8",
         "ISO_646.irv:1991", "iso.ir.6", "utf.8", "u.8", "latin.1", "utf\u00e98"]


def canonical(name):
    """The name in CODECS of the codec that a name finds, or None if that is another."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    found = {"iso8859-1": "latin-1", "unicode-escape": "unicode_escape"}.get(found, found)
    return found if found in CODECS else None


def lines():
    sequences = BYTES + [b"".join(random.choices(PARTS, k=random.randint(1, 9))) for _ in range(90)]
    texts = TEXTS + ["".join(random.choices(CHARACTERS, k=random.randint(1, 7))) for _ in range(50)]
    for codec in CODECS:
        for handler in HANDLERS:
            for sequence in random.sample(sequences, 35):
                yield line("decode", [sequence, codec, handler], outcome(sequence.decode, codec, handler))
            for text in random.sample(texts, 25):
                yield line("encode", [text, codec, handler], outcome(text.encode, codec, handler))
    for codec in ["utf-8", "ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "unicode_escape"]:
        decode = getattr(codecs, codec.replace("-", "_") + "_decode")
        final = [] if codec == "ascii" else [False]
        for sequence in sequences:
            handler = random.choice(HANDLERS)
            yield line("decode_part", [sequence, codec, handler], outcome(decode, sequence, handler, *final))
    aliases = [alias for alias, codec in encodings.aliases.aliases.items() if codec.replace("_", "-") in CODECS]
    for name in NAMES + aliases + ["cp1252", "rot13", "utf-7", "idna", "hex", "mbcs", "raw_unicode_escape"]:
        yield line("named", [name], canonical(name))


write(pathlib.Path(sys.argv[1]), "codecs", lines())
