"""Arithmetic of float at its edges."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


inf, nan = float("inf"), float("nan")
for a in (7.5, -7.5, 0.0, -0.0, inf):
    for b in (2.0, -2.0, 0.1, inf):
        print(a, b, a + b, a - b, a * b, a / b, end=" ")
        try: print(a // b, a % b, divmod(a, b))
        except Exception as e: print(type(e).__name__, e)
show("1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1.0, 0)", "0.0 ** -1", "(-1.0) ** 0.5", "2.0 ** 1024", "1e308 * 10", "-1e308 * 10", "5e-324 / 2", "inf - inf", "inf * 0", "nan == nan", "nan != nan", "nan < 1", "inf > 10**400", "-inf < -10**400")
show("1.5 + True", "1.5 + 10**20", "1.5 + 10**400", "1.5 < 10**400", "1.0 == 10**400", "2**53 == float(2**53)", "2**53 + 1 == float(2**53 + 1)", "float(2**53 + 1)", "0.1 + 0.2 == 0.3", "3 * 0.1", "1.5 & 1", "1.5 << 1", "~1.5", "-0.0", "+-0.0", "abs(-0.0)", "0.0 == -0.0")
show("(-2.0) ** 2", "(-2.0) ** -3", "0.0 ** 0", "nan ** 0", "1.0 ** nan", "inf ** -1", "(-inf) ** 3", "(-inf) ** 0.5", "2 ** 0.5", "(-8) ** (1/3)", "4 ** -0.5", "10.0 ** 308", "pow(2.0, 3)", "pow(2.0, 3.0, 2)")
