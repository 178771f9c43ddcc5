"""set and frozenset: construction, operators, comparisons."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


s = {1, 2, 3}
show("set()", "sorted(set('hello'))", "set(5)", "set([[]])", "set(1, 2)", "set(x=1)", "frozenset()", "frozenset([1])", "{1, 1.0, True}", "{1} == frozenset([1])", "{1} == [1]", "hash(frozenset([1, 2])) == hash(frozenset([2, 1]))", "hash(set())", "{frozenset([1]): 'x'}[frozenset([1])]", "s & {2, 9}", "s | {9}", "s - {1}", "s ^ {3, 4}", "s & [1]", "s | 'a'", "s - None", "s < {1, 2, 3, 4}", "s <= s", "s > {1}", "s < 5", "s >= [1]", "s.union([4], 'a') == {1, 2, 3, 4, 'a'}", "s.intersection([1, 2], [2])", "s.intersection()", "s.difference([1], [2])", "s.symmetric_difference([1, 9]) == {2, 3, 9}", "s.issubset(range(5))", "s.issuperset([1])", "s.isdisjoint([7])", "s.isdisjoint(5)", "1 in s", "[] in s", "{1} in {frozenset([1])}", "s.copy() == s", "s.copy() is s", "frozenset(frozenset([1])) == {1}", "s[0]", "s + s", "len(s)", "{1, 2} == {2, 1}", "type({1} | frozenset())", "type(frozenset() | {1})", "repr(frozenset())", "repr({1})", "repr(set())", "frozenset([1]).add", "bool(set())", "{*[1, 2], *(2, 3)} == {1, 2, 3}", "set.fromkeys", "hash(frozenset())", "hash(frozenset([1]))", "hash(frozenset(range(5)))")
def after(source):
    s = {1, 2, 3}
    try:
        exec(source, {"s": s})
        print(source, "=>", sorted(s, key=str))
    except Exception as error:
        print(source, "->", type(error).__name__, error, sorted(s, key=str))
for source in ("s.add(4)", "s.add([])", "s.remove(1)", "s.remove(9)", "s.remove({9})", "s.discard(9)", "s.discard([])", "s.clear()", "s.update([4], (5,))", "s.update(5)", "s |= {4}", "s |= [4]", "s &= {1}", "s -= {1}", "s ^= {1, 9}", "s -= s", "s ^= s", "s &= s", "s.intersection_update([1], [1, 2])", "s.difference_update([1])", "s.symmetric_difference_update([1, 9])", "s.add(1, 2)", "set().pop()", "s.difference_update(s)"):
    after(source)
class S(set): pass
class F(frozenset):
    def __new__(cls, items, tag=None): return super().__new__(cls, items)
print(type(S() | {1}), type(S().copy()), type(S() & S()), F([1], tag=2), type(F([1]) | F([2])), S([1]) == {1}, S([1]), F([]))
