"""Decoding of JSON, exactly where the text is known."""

from __stub__ import known, overlay, raises, typed

overlay()

_SPACE = " \t\n\r"


def _skip(s, i):
    while i < len(s) and s[i] in _SPACE:
        i += 1
    return i


def _scan_string(s, start, strict):
    chunks = []
    i = start
    while True:
        quote = s.find('"', i)
        if quote < 0:
            raise JSONDecodeError("Unterminated string starting at", s, start - 1)
        escape = s.find("\\", i, quote)
        chunk = s[i : quote if escape < 0 else escape]
        if strict and not chunk.isprintable():
            for offset, character in enumerate(chunk):
                if character < " ":
                    raise JSONDecodeError("Invalid control character at", s, i + offset)
        chunks.append(chunk)
        if escape < 0:
            return "".join(chunks), quote + 1
        kind = s[escape + 1 : escape + 2]
        if not kind:
            raise JSONDecodeError("Unterminated string starting at", s, start - 1)
        i = escape + 2
        if kind != "u":
            if kind not in BACKSLASH:
                raise JSONDecodeError("Invalid \\escape", s, escape)
            chunks.append(BACKSLASH[kind])
            continue
        code = _decode_uXXXX(s, i - 1)
        i += 4
        if 0xD800 <= code <= 0xDBFF and s[i : i + 2] == "\\u":
            low = _decode_uXXXX(s, i + 1)
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + (((code - 0xD800) << 10) | (low - 0xDC00))
                i += 6
        chunks.append(chr(code))


def _decode_uXXXX(s, pos, _m=None):
    digits = s[pos + 1 : pos + 5]
    if len(digits) == 4 and digits.isalnum():
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def py_scanstring(s, end, strict=True, _b=None, _m=None):
    return _scan_string(s, end, strict)


scanstring = py_scanstring


def _scan_number(decoder, s, i):
    start = i
    if s[i : i + 1] == "-":
        i += 1
    digits = i
    while s[i : i + 1] in _DIGITS:
        i += 1
    if i == digits or s[digits] == "0" and i > digits + 1:
        i = digits + 1 if i > digits else start
        if i == start:
            raise StopIteration(start)
    end = i
    is_float = False
    if s[i : i + 1] == "." and s[i + 1 : i + 2] in _DIGITS:
        is_float = True
        i += 1
        while s[i : i + 1] in _DIGITS:
            i += 1
        end = i
    if s[i : i + 1] in ("e", "E"):
        i += 1
        if s[i : i + 1] in ("+", "-"):
            i += 1
        if s[i : i + 1] in _DIGITS:
            is_float = True
            while s[i : i + 1] in _DIGITS:
                i += 1
            end = i
    text = s[start:end]
    return (decoder.parse_float if is_float else decoder.parse_int)(text), end


_DIGITS = frozenset("0123456789")
_WORDS = {"null": None, "true": True, "false": False}


def _scan(decoder, s, i):
    first = s[i : i + 1]
    if first == '"':
        return _scan_string(s, i + 1, decoder.strict)
    if first == "{":
        return _scan_object(decoder, s, i + 1)
    if first == "[":
        return _scan_array(decoder, s, i + 1)
    for word, value in _WORDS.items():
        if s.startswith(word, i):
            return value, i + len(word)
    for word in _CONSTANTS:
        if s.startswith(word, i):
            return decoder.parse_constant(word), i + len(word)
    return _scan_number(decoder, s, i)


def _scan_object(decoder, s, i):
    pairs = []
    i = _skip(s, i)
    if s[i : i + 1] == "}":
        i += 1
    else:
        while True:
            if s[i : i + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
            key, i = _scan_string(s, i + 1, decoder.strict)
            i = _skip(s, i)
            if s[i : i + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, i)
            value, i = _scan_value(decoder, s, _skip(s, i + 1))
            pairs.append((key, value))
            i = _skip(s, i)
            if s[i : i + 1] == "}":
                i += 1
                break
            if s[i : i + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = _skip(s, i + 1)
            if s[i : i + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
    if decoder.object_pairs_hook is not None:
        return decoder.object_pairs_hook(pairs), i
    result = dict(pairs)
    if decoder.object_hook is not None:
        result = decoder.object_hook(result)
    return result, i


def _scan_array(decoder, s, i):
    values = []
    i = _skip(s, i)
    if s[i : i + 1] == "]":
        return values, i + 1
    while True:
        value, i = _scan_value(decoder, s, i)
        values.append(value)
        i = _skip(s, i)
        if s[i : i + 1] == "]":
            return values, i + 1
        if s[i : i + 1] != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, i)
        comma = i
        i = _skip(s, i + 1)
        if s[i : i + 1] == "]":
            raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)


def _scan_value(decoder, s, i):
    try:
        return _scan(decoder, s, i)
    except StopIteration as error:
        raise JSONDecodeError("Expecting value", s, error.value) from None


@raises(JSONDecodeError)
def _decoded(text): ...


def _decode(decoder, text):
    """Decodes a text of which nothing is known: any of the decoder's functions may be called."""
    if typed(bool) and decoder.object_hook is not None:
        decoder.object_hook(typed(dict[str, object]))
    if typed(bool) and decoder.object_pairs_hook is not None:
        decoder.object_pairs_hook(typed(list[tuple[str, object]]))
    for parse in decoder.parse_float, decoder.parse_int, decoder.parse_constant:
        if typed(bool):
            parse(typed(str))
    return _decoded(text)


@overlay
class JSONDecoder(object):
    def decode(self, s, _w=None):
        if not known(s):
            return _decode(self, s)
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        if not known(s):
            return _decode(self, s)
        return _scan_value(self, s, idx)
