"""binascii: encodings, strictness, checksums."""

import binascii


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for line in r'''
binascii.a2b_base64('a')
binascii.a2b_base64('ab')
binascii.a2b_base64('abc')
binascii.a2b_base64('abcde')
binascii.a2b_base64('é')
binascii.a2b_base64(1)
binascii.a2b_base64('=', strict_mode=True)
binascii.a2b_base64('ab=', strict_mode=True)
binascii.a2b_base64('ab==a', strict_mode=True)
binascii.a2b_base64('ab=a=', strict_mode=True)
binascii.a2b_base64('a b==', strict_mode=True)
binascii.a2b_base64('abcd=', strict_mode=True)
binascii.a2b_base64('abcd===', strict_mode=True)
binascii.a2b_base64('ab===', strict_mode=True)
binascii.a2b_base64('a===', strict_mode=True)
binascii.a2b_base64('abc', strict_mode=True)
binascii.a2b_base64('ab==\n', strict_mode=True)
binascii.a2b_base64('\nab==', strict_mode=True)
binascii.a2b_base64('ab=\n=', strict_mode=True)
binascii.a2b_hex('abc')
binascii.a2b_hex('zz')
binascii.a2b_hex(1)
binascii.hexlify(b'abcd', 'é')
binascii.hexlify(b'abcd', ':', 0)
binascii.hexlify(b'abcd', '::')
binascii.hexlify(b'abcde', ':', 2)
binascii.hexlify(b'abcde', b':', -2)
binascii.hexlify(b'abcde', 1)
binascii.hexlify('a')
binascii.a2b_uu(b'$a')
binascii.a2b_uu(b'$aaaaaaa')
binascii.a2b_uu(b'')
binascii.a2b_uu(b'\x7f')
binascii.a2b_uu(b'!  ')
binascii.a2b_uu(b'!')
binascii.b2a_uu(b'x'*46)
binascii.b2a_uu(b'')
binascii.b2a_uu(b'\x00abc', backtick=True)
binascii.a2b_qp(b'=\n a=41=4')
binascii.crc32(b'abc', 5)
binascii.crc_hqx(b'abc', 5)
binascii.crc32('a')
binascii.a2b_base64(b'ab==c=')
binascii.a2b_base64(b'abc=d')
binascii.b2a_base64(bytes(range(20)), newline=False)
binascii.b2a_qp(b'a=b \t\nlong ' * 12)
binascii.b2a_qp(b'a_b c', header=True)
binascii.hexlify(memoryview(b'abc'))
'''.strip().splitlines():
    show(line)
