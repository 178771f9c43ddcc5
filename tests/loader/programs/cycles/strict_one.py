import __strict__

NAME = "one"

import changer


def read():
    return NAME
