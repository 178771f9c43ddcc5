import __strict__


def run(values):
    return len(values)
