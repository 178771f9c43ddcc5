"""Indexing and slicing of str."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


s = "abcdéfgh𝔘"
show("s[0]", "s[-1]", "s[8]", "s[9]", "s[-10]", "s[1:3]", "s[:-1]", "s[::-1]", "s[::2]", "s[7:2:-2]", "s[100:]", "s[-100:2]", "s[:]", "s[2:1]", "s[::0]", "s['a']", "s[1.0]", "s[None]", "s[True]", "s[1:'x']", "s[None:None:None]", "s[10**30:]", "s[:10**30]", "s[-10**30:3]", "s[::10**30]")
show("len(s)", "'d' in s", "'dé' in s", "'' in s", "1 in s", "None in s", "s[4] == 'é'", "list('añ𝔘')", "ord(s[8])", "[ord(c) for c in 'aé€𝔘']", "s[0] is s[0]", "s[:] is s", "''[:]", "'x'[0][0][0]")
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
class I:
    def __index__(self): return 2
show("s[I()]", "s[I():]", "s[:I()]", "'%s' % s[I()]", "slice(1, 5).indices(len(s))", "s[slice(1, 5)]", "s[slice(None)]", "max(s)", "min(s)", "sorted('hello')", "''.join(reversed('abc'))")
