"""unicodedata: facts, names, normal forms."""

import unicodedata


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for line in r'''
unicodedata.category('ab')
unicodedata.category(1)
unicodedata.name('\n')
unicodedata.name('\n', 3)
unicodedata.decimal('a')
unicodedata.digit('a')
unicodedata.numeric('a')
unicodedata.numeric('ab')
unicodedata.lookup('foo')
unicodedata.lookup('latin small letter a')
unicodedata.lookup('é')
unicodedata.lookup('x'*300)
unicodedata.normalize('X','a')
unicodedata.is_normalized('X','a')
unicodedata.ucd_3_2_0.name('a')
unicodedata.name('\U00017000')
unicodedata.name('\u3400')
unicodedata.name('\uac00')
unicodedata.name('\uf900')
unicodedata.name('\U0001b170')
unicodedata.name('\U00018b00')
[unicodedata.normalize(form, 'e\u0350\u0301\u0323\ufb01\uac01') for form in ('NFC', 'NFD', 'NFKC', 'NFKD')]
unicodedata.lookup('KATAKANA LETTER AINU P')
unicodedata.numeric('\u2189', None)
[(unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.east_asian_width(c)) for c in 'a\u05d0\u4e00\x00(']
unicodedata.mirrored('(')
unicodedata.decomposition('\xbd')
unicodedata.ucd_3_2_0.category('\u1c89')
unicodedata.ucd_3_2_0.unidata_version
'''.strip().splitlines():
    show(line)
