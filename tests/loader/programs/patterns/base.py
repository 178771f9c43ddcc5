REGISTERED = []


class Base:
    def __init_subclass__(cls):
        cls.names = [cls.__name__]

    def hello(self):
        return f"hello from {self.names}"


def make():
    return [1]
