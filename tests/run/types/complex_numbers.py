"""complex: construction, arithmetic, text."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("complex()", "complex(1)", "complex(1, 2)", "complex('1+2j')", "complex('  j ')", "complex('(1-0j)')", "complex('1 + 2j')", "complex('x')", "complex('')", "complex('inf-nanj')", "complex(1.5, -0.0)", "complex(-0.0, 1)", "complex('1', 2)", "complex(1, '2')", "complex(None)", "complex([])", "complex(1, 2, 3)", "complex(real=1, imag=2)", "complex(x=1)")
show("1j * 1j", "(1+2j) + 1", "(1+2j) - 1.5", "2 * (1+2j)", "(1+2j) / (3-4j)", "1 / (1+1j)", "(1+2j) / 2", "1j / 0", "(1+2j) ** 2", "1j ** 2", "(1+1j) ** 0.5", "0j ** 0", "0j ** -1", "0j ** 1j", "(1+2j) ** -1", "1j // 1", "1j % 1", "divmod(1j, 1)", "-1j", "+(1-2j)", "abs(3+4j)", "~1j", "bool(0j)", "bool(1j)")
show("1j < 2", "1j == 1j", "1j == 1", "(1+0j) == 1", "1 == 1+0j", "1.0 == 1+0j", "hash(1+0j) == hash(1)", "(1+2j).real", "(1+2j).imag", "(1+2j).conjugate()", "int(1j)", "float(1j)", "round(1j)", "complex(2**70)", "complex(10**400)")
for z in (1+2j, -0j, 1e20+1e-20j, complex(0, -0.0), complex("nan"), complex("inf"), 1.5j, -1.5-0j, complex(-0.0, -0.0)):
    print(repr(z), str(z), f"{z:.2f}", f"{z:e}", f"{z:>20}", z == z)
show("format(1+2j, '+.1f')", "format(1j, '08')", "format(1j, '=')", "format(1j, 'd')", "format(1j, ',')", "'%s' % 1j", "'%f' % 1j")
class C:
    def __complex__(self): return 3+4j
class F:
    def __float__(self): return 2.5
show("complex(C())", "complex(F())", "complex(F(), F())", "abs(C().__complex__())", "complex.from_number(C())", "complex.from_number('1')")
