"""slice objects and objects that are sliced."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("slice(5)", "slice(1, 2)", "slice(1, 2, 3)", "slice()", "slice(1, 2, 3, 4)", "slice(None)", "slice('a', [])", "slice(1, 2) == slice(1, 2)", "slice(1, 2) < slice(1, 3)", "slice(1) == 1", "hash(slice(1, 2)) == hash(slice(1, 2))", "{slice(1): 2}[slice(1)]", "hash(slice([]))", "slice(1, 10, 2).indices(5)", "slice(None, None, -1).indices(5)", "slice(-3, None).indices(5)", "slice(10, -10, -2).indices(5)", "slice(None).indices(-1)", "slice(1, 2, 0).indices(5)", "slice(1.5).indices(5)", "slice(1, 2, 3).start", "slice(1, 2, 3).step", "slice(5).start", "slice(10**20).indices(5)", "slice(None).indices(10**20)", "[1, 2, 3][slice(None, None, -1)]", "'abc'[slice(1)]")
class G:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
g = G()
print(g[1], g[1:2], g[1:2:3], g[:], g[::], g[1, 2], g[1:2, 3], g[...], g[..., 1:], g[()], g[(1,)], g["a":"b"], g[None:1.5])
g[1:2] = 5
g[1, :] = 6
del g[1:]
del g[1, 2]
g[0] += (1,) if False else 1
try: type("S", (slice,), {})
except TypeError as e: print(e)
s = slice(1, 2)
try: s.start = 5
except AttributeError as e: print(e)
a, b = [1, 2, 3], slice(0, 2)
a[b] = "xyz"
print(a, a[slice(-1, None)], g[*[1, 2]], g[1, *[2, 3]])
