"""repr, ascii and escapes of str."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for s in ("", "a'b", 'a"b', "a'\"b", "\\", "\n\r\t", "\x00\x1f\x7f", "\x80\x9f\xa0\xad", "é", "\u200b", "\u2028", "\ud800", "𝔘", "\U000e0001", "\uffff"):
    print(ascii(repr(s)), ascii(s), len(repr(s)))
show("'\\N{BULLET}'", "'\\x41\\101\\u0041\\U00000041'", "'a' 'b'", "r'\\n'", "'\\\n'", "u'x'", "str(b'x')", "str(b'caf\\xc3\\xa9', 'utf-8')", "str(b'\\xff', 'utf-8')", "str(b'\\xff', 'ascii', 'replace')", "str(5, 'utf-8')", "str('a', 'utf-8')", "str(object=5)", "str(encoding='ascii')", "str(b'a', errors='strict')")
class R:
    def __repr__(self): return "R!"
class B:
    def __repr__(self): return 5
class T:
    def __str__(self): return None
show("str(R())", "f'{R()}'", "'%s %r' % (R(), R())", "repr(B())", "str(B())", "str(T())", "'%s' % T()", "repr([R(), (R(),), {R(): R()}])", "repr([B()])")
