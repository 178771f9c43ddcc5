"""Padding, stripping, tabs, zfill, translate."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("'ab'.center(7)", "'ab'.center(6)", "'abc'.center(6, '*')", "'ab'.ljust(5, '.')", "'ab'.rjust(5, '.')", "'ab'.center(1)", "'ab'.ljust(5, '')", "'ab'.ljust(5, 'xy')", "'ab'.ljust('x')", "'ab'.center(5, 'é')", "'42'.zfill(5)", "'-42'.zfill(5)", "'+'.zfill(3)", "''.zfill(2)", "'é'.zfill(3)", "'ab'.rjust(5, 1)", "'ab'.ljust(5.0)")
show("'  a '.strip()", "'xxaxx'.strip('x')", "'xyaxy'.strip('yx')", "'  a '.lstrip()", "'  a '.rstrip()", "'abc'.strip('')", "'abc'.strip(None)", "'abc'.strip(1)", "'\\u2003a\\x85'.strip()", "'aaa'.strip('a')", "''.strip()", "'éaé'.strip('é')", "'a\\x00'.strip()")
show("'a\\tb'.expandtabs()", "'a\\tb'.expandtabs(4)", "'\\t'.expandtabs(0)", "'a\\n\\tb'.expandtabs(3)", "'abc\\td'.expandtabs(tabsize=2)", "'a\\tb'.expandtabs(-1)", "'a\\rb\\tc'.expandtabs(4)")
show("'abc'.translate({97: 'X', 98: None, 99: 120})", "'abc'.translate({})", "'abc'.translate({97: 'long'})", "str.maketrans('ab', 'xy')", "str.maketrans('ab', 'xy', 'c')", "str.maketrans({'a': 1, 98: 'x'})", "str.maketrans({'ab': 1})", "str.maketrans('a', 'xy')", "str.maketrans(1)", "'abc'.translate(str.maketrans('ab', 'xy', 'c'))", "'abc'.translate({97: 1114112})", "'abc'.translate({97: 1.0})", "'a'.translate('b' * 98)")
