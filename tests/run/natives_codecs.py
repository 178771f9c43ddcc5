"""Codecs and error handlers that go through the registry, and UTF-7."""

import codecs


def show(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except Exception as error:
        print(type(error).__name__, error)


show("x€".encode, "cp1252")
show(b"x\x80".decode, "cp1252")
show("naïve".encode, "raw_unicode_escape")
show(b"\\u20ac".decode, "raw-unicode-escape")
show("x".encode, "hex")
show(b"00".decode, "hex")
show("abc".encode, "rot13")
show(bytes, "é", "cp037")
show(str, b"Q", "cp037")
show("x".encode, "nothing")
show("é".encode, "ascii", "mine")
show("e".encode, "ascii", "mine")
codecs.register_error("mine", lambda error: (f"<{error.start}>", error.end))
show("é".encode, "ascii", "mine")
show(b"a\xffb".decode, "utf-8", "mine")
show("€".encode, "latin-1", "mine")
show("\u0100".encode, "cp1252", "mine")
for text in ["plain", "a+b", "naïve", "é", "😀!", "a é-b", "~\\", "\u2262\u0391."]:
    packed = text.encode("utf-7")
    print(packed, packed.decode("utf-7") == text)
for data in [b"+", b"+-", b"+AGE", b"+AGE-", b"+A", b"+AA-", b"+AGF-", b"a+!b", b"\xff", b"+2AA-x", b"+2D3eAA-"]:
    show(data.decode, "utf-7")
    show(data.decode, "utf-7", "replace")
decoder = codecs.getincrementaldecoder("utf-7")()
print([decoder.decode(bytes([byte])) for byte in b"a+AOk-b"], decoder.decode(b"", True))
