import __strict__

first = second = third = fourth = fifth = 0
constant = 1


def by_function():
    global first
    first += 1
    return first


class Counter:
    def by_method(self):
        global second
        second += 1
        return second


def by_inner():
    def inner():
        global third
        third += 1
        return third

    return inner


def by_expression(count):
    global fourth
    return ((fourth := fourth + 1) for _ in range(count))


def drop():
    global fifth
    del fifth
