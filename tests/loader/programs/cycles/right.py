import __strict__

VALUE = 1

import left


def value():
    return left.VALUE
