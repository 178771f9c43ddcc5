import mod_h


def use():
    return mod_h.VALUE
