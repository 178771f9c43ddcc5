"""Methods and attributes of int and bool."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("(6).real", "(6).imag", "(6).numerator", "(6).denominator", "(6).conjugate()", "(6).as_integer_ratio()", "(6).is_integer()", "True.real", "True.numerator", "False.conjugate()", "True.as_integer_ratio()")
show("(17).__round__(-1)", "round(15, -1)", "round(25, -1)", "round(-15, -1)", "round(12345, -2)", "round(5, 2)", "round(5, None)", "round(5, 1.0)", "(5).__ceil__()", "(5).__floor__()", "(5).__trunc__()", "(5).__index__()", "abs(-5)", "(-5).__abs__()")
show("(5).__add__(1.0)", "(5).__radd__(2)", "(5).__rsub__(2)", "(5).__eq__('x')", "(5).__lt__(2.0)", "(5).__bool__()", "(5).__pow__(2, 3)", "(5).__rpow__(2)", "(5).__divmod__(2)", "(5).__float__()", "(5).__hash__()", "(5).__getnewargs__()")
show("bool()", "bool([])", "bool('x')", "bool(1, 2)", "bool(x=1)", "repr(True)", "str(False)", "True is (1 == 1)", "int(True)", "True == 1", "True is 1", "hash(True)", "{1: 'a', True: 'b'}", "[False, 0, 0.0].index(0.0)", "isinstance(True, int)", "bool.__mro__")
show("hash(2**61 - 1)", "hash(2**61)", "hash(-1)", "hash(-2)", "hash(2**64)", "hash(2**61 - 2)", "hash(-(2**61))", "hash(1.0) == hash(1)", "hash(2.5)", "hash(float('inf'))", "hash(-float('inf'))", "hash(1j)", "hash(1e300)")
