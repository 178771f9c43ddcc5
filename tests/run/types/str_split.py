"""split, rsplit, splitlines, join."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("' a  b c '.split()", "' a  b c '.split(' ')", "'a,b,,c'.split(',')", "'a,b,c'.split(',', 1)", "'a,b,c'.rsplit(',', 1)", "' a b c '.split(None, 1)", "' a b c '.rsplit(None, 1)", "''.split()", "''.split(',')", "'abc'.split('')", "'abc'.split(1)", "'a b'.split(maxsplit=0)", "' a b '.split(maxsplit=0)", "'a  b'.split(' ', -1)", "'aXbxc'.split('x')", "'a--b--c'.split('--')", "'a\\u2003b\\x1cc'.split()", "'aaa'.split('aa')", "'aaa'.rsplit('aa')")
show("'a\\nb\\r\\nc\\rd'.splitlines()", "'a\\nb\\r\\nc\\rd'.splitlines(True)", "'a\\n'.splitlines()", "''.splitlines()", "'\\n\\n'.splitlines()", "'a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f'.splitlines()", "'a\\nb'.splitlines(keepends=True)", "'\\r\\n'.splitlines(True)")
show("','.join(['a', 'b'])", "','.join('abc')", "','.join([])", "','.join(['a'])", "','.join(x for x in 'ab')", "','.join({'k': 1})", "','.join([1])", "','.join(['a', 2])", "','.join(5)", "','.join(['a', None])", "'é'.join(['a', '𝔘'])", "''.join(['x'] * 3)", "','.join(['a', b'b'])")
class S(str): pass
print(type(S(",").join(["a"])), type(",".join([S("a")])), type(S("a b").split()[0]), type(S("a").strip()))
