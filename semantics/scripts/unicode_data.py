"""Writes src/text/unicode/data.bin: what `unicodedata` knows of each code point. `data.rs` beside it describes the form.

Run it with the Python version whose behaviour is wanted; every fact is asked of that interpreter's `unicodedata`. The
standard input is a list of names of sequences, one a line, as in Unicode's NamedSequences.txt.

    cut -d';' -f1 NamedSequences.txt | python3.14 semantics/scripts/unicode_data.py > semantics/src/text/unicode/data.bin
"""

import struct
import sys
import unicodedata
from unicodedata import ucd_3_2_0

CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
DIRECTIONS = ["", *"L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split()]
WIDTHS = "F H W Na A N".split()
BLOCK_BITS = 7
CODE_POINTS = range(0x110000)

numbers = [None]


def number_index(number):
    if number not in numbers:
        numbers.append(number)
    return numbers.index(number)


def facts(data, char):
    """What one version of the database says, as 9 bytes."""
    decimal = data.decimal(char, 255)
    digit = data.digit(char, 255)
    return struct.pack(
        "<7BH",
        CATEGORIES.index(data.category(char)),
        DIRECTIONS.index(data.bidirectional(char)),
        data.combining(char),
        WIDTHS.index(data.east_asian_width(char)),
        data.mirrored(char),
        decimal,
        digit,
        number_index(data.numeric(char, None)),
    )


def main():
    records, of_code_point = {}, []
    for code in CODE_POINTS:
        record = facts(unicodedata, chr(code)) + facts(ucd_3_2_0, chr(code))
        of_code_point.append(records.setdefault(record, len(records)))
    blocks, index = {}, []
    for start in range(0, len(of_code_point), 1 << BLOCK_BITS):
        block = struct.pack(f"<{1 << BLOCK_BITS}H", *of_code_point[start:start + (1 << BLOCK_BITS)])
        index.append(blocks.setdefault(block, len(blocks)))

    decomposed = [(code, text) for code in CODE_POINTS if (text := unicodedata.decomposition(chr(code)))]
    pool = b"".join(text.encode() for _, text in decomposed)
    places, at = b"", 0
    for code, text in decomposed:
        places += struct.pack("<II", code, at)
        at += len(text)
    places += struct.pack("<II", 0x110000, at)

    pairs = []
    for code, text in decomposed:
        parts = text.split()
        if len(parts) == 2 and not text.startswith("<"):
            first, second = (int(part, 16) for part in parts)
            if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(code):
                pairs.append((first, second, code))
    pairs.sort()

    corrected = []
    for code, text in decomposed:
        if ucd_3_2_0.category(chr(code)) != "Cn" and not text.startswith("<"):
            old = ucd_3_2_0.normalize("NFD", chr(code))
            if old != unicodedata.normalize("NFD", chr(code)):
                assert len(old) == 1
                corrected.append((code, ord(old)))

    sequences = []
    for name in sys.stdin.read().split("\n"):
        try:
            text = unicodedata.lookup(name)
        except KeyError:
            continue
        if len(text) > 1:
            sequences.append((name, text))
    sequences.sort()
    named = "".join(f"{name};{text}\n" for name, text in sequences).encode()

    sections = [
        struct.pack(f"<{len(index)}H", *index),
        b"".join(blocks),
        b"".join(records),
        b"".join(struct.pack("<d", -1 if number is None else number) for number in numbers),
        places,
        pool,
        b"".join(struct.pack("<III", *pair) for pair in pairs),
        b"".join(struct.pack("<II", *pair) for pair in corrected),
        named,
    ]
    sys.stdout.buffer.write(struct.pack("<9I", *map(len, sections)) + b"".join(sections))


main()
