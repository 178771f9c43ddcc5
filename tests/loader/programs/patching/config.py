import __strict__

LIMIT = 3


def limit():
    return LIMIT


class Client:
    def fetch(self):
        return "network"
