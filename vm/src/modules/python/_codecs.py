"""The registry of codecs and error handlers, and the codecs under the `encodings` package."""

_search_functions = []
_cache = {}
_built_in_handlers = frozenset(
    ("strict", "ignore", "replace", "surrogateescape", "backslashreplace", "surrogatepass", "xmlcharrefreplace",
     "namereplace"))


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_functions.append(search_function)


def unregister(search_function, /):
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _cache.clear()


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    name = _normalize(encoding)
    try:
        return _cache[name]
    except KeyError:
        pass
    if not _search_functions:
        import encodings
    for search in _search_functions:
        found = search(name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            _cache[name] = found
            return found
    raise LookupError(f"unknown encoding: {encoding}")


def _normalize(encoding):
    return encoding.lower().replace(" ", "-")


def _text_codec(encoding, function):
    codec = lookup(encoding)
    if not getattr(codec, "_is_text_encoding", True):
        raise LookupError(f"{encoding!r} is not a text encoding; use {function} to handle arbitrary codecs")
    return codec


def _encode_text(text, encoding, errors):
    """What `str.encode` does with a codec or handler that is not built in."""
    result = _text_codec(encoding, "codecs.encode()")[0](text, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    if not isinstance(result[0], bytes):
        raise TypeError(f"{encoding!r} encoder returned {type(result[0]).__name__!r} instead of 'bytes'; "
                        "use codecs.encode() to encode to arbitrary types")
    return result[0]


def _decode_text(data, encoding, errors):
    """What `bytes.decode` does with a codec or handler that is not built in."""
    result = _text_codec(encoding, "codecs.decode()")[1](data, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    if not isinstance(result[0], str):
        raise TypeError(f"{encoding!r} decoder returned {type(result[0]).__name__!r} instead of 'str'; "
                        "use codecs.decode() to decode to arbitrary types")
    return result[0]


def encode(obj, encoding="utf-8", errors="strict"):
    result = lookup(encoding)[0](obj, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("encoder must return a tuple (object, integer)")
    return result[0]


def decode(obj, encoding="utf-8", errors="strict"):
    result = lookup(encoding)[1](obj, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError("decoder must return a tuple (object,integer)")
    return result[0]


# Error handlers.


def _escape(code):
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _strict(error):
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def _unhandled(error):
    return TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def _ignore(error):
    if isinstance(error, UnicodeError):
        return "", error.end
    raise _unhandled(error)


def _replace(error):
    if isinstance(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", error.end
    if isinstance(error, UnicodeTranslateError):
        return "\ufffd" * (error.end - error.start), error.end
    raise _unhandled(error)


def _backslashreplace(error):
    if isinstance(error, UnicodeDecodeError):
        return "".join(f"\\x{byte:02x}" for byte in error.object[error.start:error.end]), error.end
    if isinstance(error, (UnicodeEncodeError, UnicodeTranslateError)):
        return "".join(_escape(ord(char)) for char in error.object[error.start:error.end]), error.end
    raise _unhandled(error)


def _xmlcharrefreplace(error):
    if isinstance(error, UnicodeEncodeError):
        return "".join(f"&#{ord(char)};" for char in error.object[error.start:error.end]), error.end
    raise _unhandled(error)


def _namereplace(error):
    if isinstance(error, UnicodeEncodeError):
        import unicodedata
        pieces = []
        for char in error.object[error.start:error.end]:
            name = unicodedata.name(char, None)
            pieces.append(_escape(ord(char)) if name is None else f"\\N{{{name}}}")
        return "".join(pieces), error.end
    raise _unhandled(error)


def _surrogateescape(error):
    if isinstance(error, UnicodeEncodeError):
        codes = [ord(char) for char in error.object[error.start:error.end]]
        if all(0xdc80 <= code <= 0xdcff for code in codes):
            return bytes(code - 0xdc00 for code in codes), error.end
        raise error
    if isinstance(error, UnicodeDecodeError):
        pieces = []
        for byte in error.object[error.start:error.end][:4]:
            if byte < 128:
                break
            pieces.append(chr(0xdc00 + byte))
        if not pieces:
            raise error
        return "".join(pieces), error.start + len(pieces)
    raise _unhandled(error)


def _surrogatepass(error):
    if isinstance(error, UnicodeEncodeError):
        part = error.object[error.start:error.end]
        return _encode(error.encoding, part, "surrogatepass", None), error.end
    if isinstance(error, UnicodeDecodeError):
        raise error
    raise _unhandled(error)


_handlers = {
    "strict": _strict, "ignore": _ignore, "replace": _replace, "backslashreplace": _backslashreplace,
    "xmlcharrefreplace": _xmlcharrefreplace, "namereplace": _namereplace, "surrogateescape": _surrogateescape,
    "surrogatepass": _surrogatepass,
}


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def _unregister_error(errors, /):
    if errors in _built_in_handlers:
        raise ValueError(f"cannot un-register built-in error handler '{errors}'")
    return _handlers.pop(errors, None) is not None


def lookup_error(errors, /):
    try:
        return _handlers[errors]
    except KeyError:
        raise LookupError(f"unknown error handler name '{errors}'") from None


def _function(errors):
    # Looked up only when there is something to handle.
    return None if errors in _built_in_handlers else lambda error: lookup_error(errors)(error)


# Codecs. They are static: classes hold them as attributes.


def _text_encoder(codec):
    def encoder(str, errors=None, /):
        errors = "strict" if errors is None else errors
        return _encode(codec, str, errors, _function(errors)), len(str)
    return staticmethod(encoder)


def _text_decoder(codec):
    def decoder(data, errors=None, final=False, /):
        errors = "strict" if errors is None else errors
        return _decode(codec, data, errors, _function(errors), final)
    return staticmethod(decoder)


def _whole_decoder(codec):
    def decoder(data, errors=None, /):
        errors = "strict" if errors is None else errors
        return _decode(codec, data, errors, _function(errors), True)
    return staticmethod(decoder)


utf_8_encode = _text_encoder("utf-8")
utf_8_decode = _text_decoder("utf-8")
ascii_encode = _text_encoder("ascii")
ascii_decode = _whole_decoder("ascii")
latin_1_encode = _text_encoder("latin-1")
latin_1_decode = _whole_decoder("latin-1")
utf_16_le_encode = _text_encoder("utf-16-le")
utf_16_le_decode = _text_decoder("utf-16-le")
utf_16_be_encode = _text_encoder("utf-16-be")
utf_16_be_decode = _text_decoder("utf-16-be")
utf_16_decode = _text_decoder("utf-16")
utf_32_le_encode = _text_encoder("utf-32-le")
utf_32_le_decode = _text_decoder("utf-32-le")
utf_32_be_encode = _text_encoder("utf-32-be")
utf_32_be_decode = _text_decoder("utf-32-be")
utf_32_decode = _text_decoder("utf-32")
unicode_escape_encode = _text_encoder("unicode_escape")


def _wide_encoder(codec, little, big):
    def encoder(str, errors=None, byteorder=0, /):
        chosen = codec if byteorder == 0 else little if byteorder < 0 else big
        return chosen(str, errors)
    return staticmethod(encoder)


utf_16_encode = _wide_encoder(_text_encoder("utf-16"), utf_16_le_encode, utf_16_be_encode)
utf_32_encode = _wide_encoder(_text_encoder("utf-32"), utf_32_le_encode, utf_32_be_encode)


def _marked_decoder(marks, decoders, unit):
    def decoder(data, errors=None, byteorder=0, final=False, /):
        data = bytes(data)
        skipped = 0
        if byteorder == 0:
            if len(data) < unit and not final:
                return "", 0, 0
            byteorder = -1
            order = marks.get(data[:unit])
            if order is not None:
                byteorder, skipped = order, unit
            elif not data:
                return "", 0, 0
        text, consumed = decoders[byteorder](data[skipped:], errors, final)
        return text, consumed + skipped, byteorder
    return staticmethod(decoder)


utf_16_ex_decode = _marked_decoder({b"\xff\xfe": -1, b"\xfe\xff": 1}, {-1: utf_16_le_decode, 1: utf_16_be_decode}, 2)
utf_32_ex_decode = _marked_decoder(
    {b"\xff\xfe\0\0": -1, b"\0\0\xfe\xff": 1}, {-1: utf_32_le_decode, 1: utf_32_be_decode}, 4)


@staticmethod
def unicode_escape_decode(data, errors=None, final=True, /):
    if isinstance(data, str):
        data = data.encode("utf-8")
    errors = "strict" if errors is None else errors
    return _decode("unicode_escape", data, errors, _function(errors), final)


@staticmethod
def raw_unicode_escape_encode(str, errors=None, /):
    pieces = [char if ord(char) < 0x100 else _escape(ord(char)) for char in str]
    return "".join(pieces).encode("latin-1"), len(str)


@staticmethod
def raw_unicode_escape_decode(data, errors=None, final=True, /):
    if isinstance(data, str):
        data = data.encode("utf-8")
    data = bytes(data)
    errors = "strict" if errors is None else errors
    pieces, at, slashes = [], 0, 0
    while at < len(data):
        byte = data[at]
        if byte != 0x5c:
            slashes = 0
            pieces.append(chr(byte))
            at += 1
            continue
        slashes += 1
        length = {0x75: 4, 0x55: 8}.get(data[at + 1] if at + 1 < len(data) else 0)
        if slashes % 2 == 0 or length is None:
            if at + 1 == len(data) and not final:
                break
            pieces.append("\\")
            at += 1
            continue
        digits = data[at + 2:at + 2 + length]
        if len(digits) < length and not final and all(digit in b"0123456789abcdefABCDEF" for digit in digits):
            break
        try:
            code = int(digits, 16) if len(digits) == length and digits.isalnum() else -1
        except ValueError:
            code = -1
        if 0 <= code < 0x110000:
            pieces.append(chr(code))
            at += 2 + length
        else:
            end = at + 2
            while end < min(at + 2 + length, len(data)) and data[end] in b"0123456789abcdefABCDEF":
                end += 1
            reason = "\\Uxxxxxxxx out of range" if code >= 0x110000 else (
                "truncated \\uXXXX escape" if length == 4 else "truncated \\UXXXXXXXX escape")
            error = UnicodeDecodeError("rawunicodeescape", data, at, end, reason)
            text, at = lookup_error(errors)(error)
            pieces.append(text)
        slashes = 0
    return "".join(pieces), at


@staticmethod
def escape_encode(data, errors=None, /):
    return repr(data)[2:-1].replace('"', '"').encode("ascii"), len(data)


_simple_escapes = {
    "\n": b"", "\\": b"\\", "'": b"'", '"': b'"', "b": b"\b", "f": b"\f", "t": b"\t", "n": b"\n", "r": b"\r",
    "v": b"\v", "a": b"\a",
}


@staticmethod
def escape_decode(data, errors=None, /):
    if isinstance(data, str):
        data = data.encode("utf-8")
    data = bytes(data)
    out, at = bytearray(), 0
    while at < len(data):
        if data[at] != 0x5c:
            out.append(data[at])
            at += 1
            continue
        at += 1
        if at == len(data):
            raise ValueError("Trailing \\ in string")
        char = chr(data[at])
        at += 1
        if char in _simple_escapes:
            out += _simple_escapes[char]
        elif char in "01234567":
            end = at
            while end < at + 2 and end < len(data) and 0x30 <= data[end] <= 0x37:
                end += 1
            out.append(int(data[at - 1:end], 8) & 0xff)
            at = end
        elif char == "x":
            digits = data[at:at + 2]
            if len(digits) == 2 and all(digit in b"0123456789abcdefABCDEF" for digit in digits):
                out.append(int(digits, 16))
                at += 2
            elif errors in (None, "strict"):
                raise ValueError(f"invalid \\x escape at position {at - 2}")
            elif errors == "replace":
                out += b"?"
            elif errors != "ignore":
                raise ValueError(f"decoding error; unknown error handling code: {errors}")
        else:
            out += b"\\" + char.encode("latin-1")
    return bytes(out), len(data)


@staticmethod
def readbuffer_encode(data, errors=None, /):
    data = data.encode("utf-8") if isinstance(data, str) else bytes(data)
    return data, len(data)


def charmap_build(map, /):
    return {ord(char): code for code, char in enumerate(map) if char != "\ufffe"}


@staticmethod
def charmap_encode(str, errors=None, mapping=None, /):
    if mapping is None:
        return latin_1_encode(str, errors)
    errors = "strict" if errors is None else errors
    out, at = bytearray(), 0

    def find(char):
        try:
            found = mapping[ord(char)]
        except LookupError:
            return None
        if isinstance(found, int):
            if not 0 <= found < 256:
                raise TypeError("character mapping must be in range(256)")
            return bytes((found,))
        if found is None or isinstance(found, bytes):
            return found
        raise TypeError(f"character mapping must return integer, bytes or None, not {type(found).__name__}")

    while at < len(str):
        found = find(str[at])
        if found is not None:
            out += found
            at += 1
            continue
        end = at + 1
        while end < len(str) and find(str[end]) is None:
            end += 1
        error = UnicodeEncodeError("charmap", str, at, end, "character maps to <undefined>")
        replacement, at = lookup_error(errors)(error)
        if isinstance(replacement, bytes):
            out += replacement
            continue
        for char in replacement:
            found = find(char)
            if found is None:
                raise error
            out += found
    return bytes(out), len(str)


@staticmethod
def charmap_decode(data, errors=None, mapping=None, /):
    if mapping is None:
        return latin_1_decode(data, errors)
    data = bytes(data)
    errors = "strict" if errors is None else errors
    pieces, at = [], 0
    while at < len(data):
        try:
            found = mapping[data[at]]
        except LookupError:
            found = None
        if isinstance(found, int):
            if not 0 <= found < 0x110000:
                raise TypeError("character mapping must be in range(0x110000)")
            found = None if found == 0xfffe else chr(found)
        if found is None or found == "\ufffe":
            error = UnicodeDecodeError("charmap", data, at, at + 1, "character maps to <undefined>")
            found, at = lookup_error(errors)(error)
        else:
            at += 1
        pieces.append(found)
    return "".join(pieces), len(data)


# UTF-7 (RFC 2152).

_base64_digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_base64_values = {code: value for value, code in enumerate(_base64_digits)}
_utf_7_direct = frozenset(map(chr, (9, 10, 13, *range(32, 127)))) - frozenset("+\\~")


@staticmethod
def utf_7_encode(str, errors=None, /):
    out, in_shift, bits, count = bytearray(), False, 0, 0
    for char in str:
        if char in _utf_7_direct or char == "+" and not in_shift:
            if in_shift:
                if count:
                    out.append(_base64_digits[bits << (6 - count) & 63])
                in_shift, bits, count = False, 0, 0
                if ord(char) in _base64_values or char == "-":
                    out.append(0x2d)
            out += b"+-" if char == "+" else char.encode("ascii")
            continue
        if not in_shift:
            out.append(0x2b)
            in_shift = True
        code = ord(char)
        units = (code,) if code < 0x10000 else (0xd7c0 + (code >> 10), 0xdc00 | code & 0x3ff)
        for unit in units:
            bits, count = bits << 16 | unit, count + 16
            while count >= 6:
                count -= 6
                out.append(_base64_digits[bits >> count & 63])
            bits &= (1 << count) - 1
    if in_shift:
        if count:
            out.append(_base64_digits[bits << (6 - count) & 63])
        out.append(0x2d)
    return bytes(out), len(str)


@staticmethod
def utf_7_decode(data, errors=None, final=False, /):
    data = bytes(data)
    errors = "strict" if errors is None else errors
    out, at, start, kept = [], 0, 0, 0
    in_shift, bits, count, surrogate = False, 0, 0, 0
    while True:
        reason = None
        if at == len(data):
            if not (in_shift and final and (surrogate or count >= 6 or bits)):
                break
            reason = "unterminated shift sequence"
        elif in_shift:
            value = _base64_values.get(data[at])
            if value is not None:
                bits, count, at = bits << 6 | value, count + 6, at + 1
                if count >= 16:
                    count -= 16
                    unit, bits = bits >> count, bits & (1 << count) - 1
                    if surrogate and 0xdc00 <= unit < 0xe000:
                        out.append(chr(0x10000 + ((surrogate & 0x3ff) << 10 | unit & 0x3ff)))
                        surrogate = 0
                        continue
                    if surrogate:
                        out.append(chr(surrogate))
                        surrogate = 0
                    if 0xd800 <= unit < 0xdc00:
                        surrogate = unit
                    else:
                        out.append(chr(unit))
                continue
            in_shift = False
            if count >= 6:
                reason = "partial character in shift sequence"
                at += 1
            elif bits:
                reason = "non-zero padding bits in shift sequence"
                at += 1
            else:
                if surrogate and data[at] < 128 and data[at] != 0x2b:
                    out.append(chr(surrogate))
                surrogate = 0
                if data[at] == 0x2d:
                    at += 1
                continue
        elif data[at] == 0x2b:
            start, kept = at, len(out)
            at += 1
            if data[at:at + 1] == b"-":
                out.append("+")
                at += 1
            elif at < len(data) and data[at] not in _base64_values:
                at += 1
                reason = "ill-formed sequence"
            else:
                in_shift, bits, count, surrogate = True, 0, 0, 0
        elif data[at] < 128:
            out.append(chr(data[at]))
            at += 1
        else:
            start = at
            at += 1
            reason = "unexpected special character"
        if reason is not None:
            in_shift, bits, count, surrogate = False, 0, 0, 0
            error = UnicodeDecodeError("utf7", data, start, at, reason)
            text, at = lookup_error(errors)(error)
            out.append(text)
    if in_shift and not final:
        return "".join(out[:kept]), start
    return "".join(out), at
