"""Methods of bytes."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


b = b"hello world"
show("b.find(b'o')", "b.find(111)", "b.find(b'o', 5)", "b.rfind(b'o')", "b.index(b'z')", "b.count(b'l')", "b.count(108)", "b.find('o')", "b.find(300)", "b.replace(b'l', b'L')", "b.replace(b'l', b'', 2)", "b.replace('l', b'')", "b.split()", "b.split(b'o')", "b.split(b'o', 1)", "b.rsplit(b'o', 1)", "b.split(b'')", "b.split('o')", "b'a\\nb\\r\\nc'.splitlines()", "b'a\\nb'.splitlines(True)", "b.partition(b' ')", "b.rpartition(b'x')", "b.startswith(b'he')", "b.startswith((b'x', b'h'))", "b.startswith('he')", "b.endswith(b'd')", "b.startswith((b'x', 'h'))", "b'  a '.strip()", "b'xax'.strip(b'x')", "b'xax'.lstrip(b'x')", "b'a'.strip('a')", "b.removeprefix(b'he')", "b.removesuffix(b'ld')", "b.upper()", "b.title()", "b.capitalize()", "b.swapcase()", "b.lower()", "b.center(15, b'*')", "b.ljust(13, b'.')", "b.rjust(13)", "b'5'.zfill(3)", "b'-5'.zfill(4)", "b.center(15, b'ab')", "b.center(15, '*')", "b'a\\tb'.expandtabs(4)", "b.isalpha()", "b'abc'.isalpha()", "b'12'.isdigit()", "b'a1'.isalnum()", "b' '.isspace()", "b'A'.isupper()", "b'a'.islower()", "b'Ab'.istitle()", "b''.isascii()", "b'\\xff'.isascii()", "b','.join([b'a', b'b'])", "b','.join([b'a', 'b'])", "b','.join([1])", "b''.join(5)", "b''.join([bytearray(b'x'), memoryview(b'y')])", "b.translate(b'x')", "b.hex(1)", "b.index(b'h', 1)", "b.removeprefix('h')", "b.splitlines(keepends=1)", "b.find()", "b.join()", "b.upper(1)")
