"""Indexing, slicing and slice assignment of list."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


l = list(range(10))
show("l[0]", "l[-1]", "l[10]", "l[-11]", "l[2:5]", "l[::-2]", "l[8:2:-3]", "l[100:]", "l[-100:3]", "l[5:2]", "l[::0]", "l['a']", "l[1.5]", "l[None]", "l[10**30]", "l[:10**30]", "l[1, 2]", "l[True]")
def after(source):
    l = list(range(6))
    try:
        exec(source, {"l": l})
        print(source, "=>", l)
    except Exception as error:
        print(source, "->", type(error).__name__, error, l)
for source in ("l[1:3] = 'abc'", "l[1:1] = [9]", "l[:] = []", "l[::2] = [7, 7, 7]", "l[::2] = [7]", "l[4:1] = ['x']", "l[::-1] = range(6)", "l[1:3] = 5", "l[::2] = 5", "l[10:] = [1]", "l[-2:] = l", "l[1:4] = l[2:5]", "l[0] = l", "l[6] = 1", "l['a'] = 1", "l[1:2] = (x for x in 'xy')", "l[5:0:-2] = 'abc'", "l[::2] = l", "l[1:3] = {1: 2, 3: 4}"):
    after(source)
for source in ("del l[0]", "del l[-1]", "del l[6]", "del l[1:3]", "del l[::2]", "del l[::-2]", "del l[:]", "del l[4:1]", "del l['a']", "del l[1:5:3]", "del l[10:]", "l += l", "l += 'ab'", "l += 5", "l *= 2", "l *= 0", "l *= -1", "l *= 1.5", "l.insert(2, 'x')", "l.insert(-100, 'x')", "l.insert(100, 'x')", "l.insert(-1, 'x')", "l.insert('a', 1)", "l.extend(l)", "l.extend(None)", "l.pop()", "l.pop(0)", "l.pop(-7)", "l.pop('a')", "l.remove(3)", "l.remove(99)", "l.reverse()", "l.clear()", "l.append(1, 2)", "l.append()", "l[2:2] = l"):
    after(source)
