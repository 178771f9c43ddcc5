"""Comparing, hashing and multiplying str."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("'a' < 'b'", "'a' < 'B'", "'abc' < 'abcd'", "'' < 'a'", "'é' > 'z'", "'𝔘' > '\\uffff'", "'a' == 'a'", "'a' == b'a'", "'a' == 1", "'a' != 1", "'a' < 1", "'a' <= None", "'10' < '9'", "'a' * 3", "3 * 'ab'", "'a' * -1", "'a' * 0", "'a' * 1.0", "'a' * 'b'", "'a' + 1", "'a' + b'b'", "1 + 'a'", "'a' - 'b'", "'a' + None", "'a' * True", "'a' * 2**70", "-'a'", "hash('a') == hash('a')", "hash('é') == hash('e\\u0301')", "sorted(['b', 'A', 'a', 'é', 'Z', ''])")
class S(str):
    def __eq__(self, other): return "eq"
    __hash__ = str.__hash__
show("S('a') == 'b'", "'b' == S('a')", "S('a') != 'a'", "S('a') + 'b'", "type(S('a') + 'b')", "type(S('a') * 1)", "type(S('ab')[0:2])", "S('a') in {'a': 1}", "type(str(S('a')))", "S('a').upper()", "S('x') is S('x')")
