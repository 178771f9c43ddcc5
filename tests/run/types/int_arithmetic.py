"""Arithmetic of int: signs, division, powers, huge numbers."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for a in (7, -7, 2**64 + 3, -(2**64) - 3):
    for b in (2, -2, 2**32, -(2**70)):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b))
show("1 // 0", "1 % 0", "divmod(1, 0)", "1 / 0", "0 ** -1", "2 ** -2", "(-2) ** 3", "(-8) ** 0", "0 ** 0")
show("pow(3, 200, 13)", "pow(3, -1, 7)", "pow(2, -1, 4)", "pow(2, 3, 0)", "pow(2, 3, -5)", "pow(-2, 3, 5)", "pow(2.0, 3, 5)")
show("10 ** 30 / 10 ** 29", "10 ** 400 / 10 ** 399", "10 ** 400 / 3", "float(10 ** 400)", "1 / 10 ** 400", "-(10 ** 30) // 7")
show("2 ** 62", "2 ** 63 - 1", "-(2 ** 63)", "(2 ** 62) * 2 - 1", "(2**31) * (2**31)", "(2**32) * (2**32)")
show("True + True", "True * 3", "-True", "+False", "True / 2", "True // True", "True ** 2", "5 - True")
