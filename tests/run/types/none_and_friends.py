"""None, NotImplemented, Ellipsis."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("None", "type(None)()", "type(None)(1)", "None == None", "None is None", "None < None", "None + 1", "None()", "None[0]", "None.x", "len(None)", "iter(None)", "bool(None)", "hash(None) == hash(None)", "repr(None)", "None.__class__", "...", "type(...)", "type(...)()", "bool(...)", "Ellipsis is ...", "NotImplemented", "type(NotImplemented)() is NotImplemented", "NotImplemented == 1", "bool(NotImplemented)", "not NotImplemented", "type(None).__name__", "None.__doc__", "f'{None}'", "f'{None:>5}'", "None in [None]", "{None: 1}", "-None", "None[1:2]", "None.foo", "abs(None)", "None & 1", "[1, 2][None]", "copy.copy(None)" if False else "None or 5", "isinstance(None, type(None))", "type('N', (type(None),), {})", "None.__bool__()", "(...).__reduce__()")
try:
    None.x = 1
except AttributeError as e: print(e)
try:
    None[0] = 1
except TypeError as e: print(e)
try:
    for x in None: pass
except TypeError as e: print(e)
try:
    a, b = None
except TypeError as e: print(e)
try:
    with None: pass
except TypeError as e: print(e)
