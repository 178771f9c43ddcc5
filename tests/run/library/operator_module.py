# stress: 211
"""operator: functions, itemgetter, attrgetter, methodcaller."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


import operator as o
show("o.add(1, 2)", "o.add('a', 'b')", "o.sub(5, 3)", "o.mul(2, 'a')", "o.truediv(1, 2)", "o.floordiv(7, 2)", "o.mod(7, 3)", "o.pow(2, 3)", "o.neg(1)", "o.pos(-1)", "o.inv(5)", "o.not_(0)", "o.truth([])", "o.is_(None, None)", "o.is_not(1, None)", "o.lt(1, 2)", "o.eq(1, 1.0)", "o.contains([1], 1)", "o.countOf([1, 1], 1)", "o.indexOf([1, 2], 2)", "o.indexOf([1], 5)", "o.getitem([1, 2], 1)", "o.concat([1], [2])", "o.concat(1, 2)", "o.index(True)", "o.length_hint([1, 2])", "o.length_hint(iter([1]))", "o.length_hint(5, 7)", "o.itemgetter(1)([5, 6])", "o.itemgetter(0, -1)('abc')", "o.itemgetter('k')({'k': 1})", "o.itemgetter(slice(1, 3))('abcd')", "o.attrgetter('real')(5)", "o.attrgetter('real', 'imag')(5j)", "o.attrgetter('__class__.__name__')(5)", "o.attrgetter(5)", "o.methodcaller('upper')('a')", "o.methodcaller('split', ',', maxsplit=1)('a,b,c')", "o.methodcaller(5)", "o.iadd([1], [2])", "o.ior({1}, {2}) == {1, 2}", "o.matmul(1, 2)", "o.call(len, 'ab')", "o.abs(-1)", "o.and_(6, 3)", "o.xor(6, 3)", "o.lshift(1, 3)", "o.is_none(None)", "o.delitem([], 0)", "o.setitem([1], 0, 2)", "sorted([(2, 'b'), (1, 'c')], key=o.itemgetter(1))", "o.itemgetter(5)([1])", "o.attrgetter('nope')(1)", "repr(o.itemgetter(1, 2))", "repr(o.attrgetter('a.b'))", "repr(o.methodcaller('m', 1, k=2))")
