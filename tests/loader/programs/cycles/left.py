import __strict__

from right import VALUE


def function():
    import right
    return VALUE + right.value()
