"""Equality across types, identity, and hashes that agree."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("1 == 1.0 == True == 1+0j", "hash(1) == hash(1.0) == hash(True) == hash(1+0j)", "0 == False == 0.0 == -0.0 == 0j", "'1' == 1", "b'a' == 'a'", "(1, 2) == [1, 2]", "{1} == {1: 1}", "None == False", "0 is False", "10**20 == 1e20", "10**25 == 1e25", "2**53 + 1 == 2.0**53", "float('inf') == 10**1000", "[] == ()", "'' == b''", "range(0) == []", "1 != 1.0", "not 1 != 1.0", "hash(2**61) == hash(2.0**61)", "hash(10**400) == hash(10**400)", "1 < 1.5 < 2", "1 < 3 > 2", "1 == 1 in [1]", "(1 == 1) in [1]", "1 in [1] == True", "3 > 2 == True", "None is None is not False", "1 < 2 < 3 < 4 > 0", "'a' < 'b' < 'c'", "[1] is [1]", "() == ()")
class E:
    def __eq__(self, other): return NotImplemented
class A:
    def __eq__(self, other): return True
    def __ne__(self, other): return "ne"
class B(A):
    def __eq__(self, other): return "B"
show("E() == 1", "E() == E()", "E() != E()", "1 == A()", "A() != 1", "A() == B()", "B() == A()", "1 in [A()]", "[A()] == [1]", "A() in {}", "[1, 2].index(A())", "{1: 2} == {1: A()}", "(1, A()) == (1, 2)", "A.__hash__", "object() == object()", "object.__eq__(1, 2)", "(1).__eq__('a')", "object().__ne__(1)")
class Lt:
    def __lt__(self, other): return f"lt {type(other).__name__}"
    def __ge__(self, other): return f"ge {type(other).__name__}"
show("Lt() < 1", "1 > Lt()", "Lt() > 1", "1 < Lt()", "1 <= Lt()", "Lt() >= Lt()", "Lt() <= Lt()", "Lt() < Lt()", "sorted([Lt(), Lt()])[0] is not None", "max(Lt(), Lt()) is not None")
