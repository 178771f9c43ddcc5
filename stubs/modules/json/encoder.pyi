"""Encoding of JSON: strings are escaped without regular expressions."""

from __stub__ import overlay

overlay()

_ESCAPES = {i: "\\u{0:04x}".format(i) for i in range(0x20)} | {ord(key): text for key, text in ESCAPE_DCT.items()}
_ASCII_ESCAPES = _ESCAPES | {0x7F: "\\u007f"}


def py_encode_basestring(s):
    return '"' + s.translate(_ESCAPES) + '"'


def _escaped(character):
    code = ord(character)
    if code < 0x80:
        return character.translate(_ASCII_ESCAPES)
    if code < 0x10000:
        return "\\u{0:04x}".format(code)
    code -= 0x10000
    return "\\u{0:04x}\\u{1:04x}".format(0xD800 | code >> 10, 0xDC00 | code & 0x3FF)


def py_encode_basestring_ascii(s):
    if s.isascii():
        return '"' + s.translate(_ASCII_ESCAPES) + '"'
    return '"' + "".join([_escaped(character) for character in s]) + '"'


encode_basestring = py_encode_basestring
encode_basestring_ascii = py_encode_basestring_ascii
