"""The symbol tables of the compiler."""


class symtable_entry:
    __slots__ = ("type", "name", "lineno", "nested", "symbols", "children", "id", "__weakref__")

    def __init__(self, row):
        self.type, self.name, self.lineno, nested, self.symbols, children = row
        self.nested = int(nested)
        self.children = [symtable_entry(child) for child in children]
        self.id = id(self)

    @property
    def varnames(self):
        return [name for name, flags in self.symbols.items() if flags & DEF_PARAM]

    def __repr__(self):
        return f"<symtable entry {self.name}({self.id}), line {self.lineno}>"


def symtable(source, filename, startstr, /):
    """Return symbol and scope dictionaries used internally by compiler."""
    return symtable_entry(_scopes(source, filename, startstr))
