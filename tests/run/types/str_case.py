"""Case of letters, also beyond ASCII."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


for s in ("Hello World", "ß", "ǅ", "İ", "ŉ", "ΑΣ", "ΑΣ Σ", "ﬃ", "они", "they're bill's", "x1y2", "ÿ", "ſ"):
    print(s, s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), s.isupper(), s.islower(), s.istitle())
show("'ß'.casefold() == 'SS'.casefold()", "'İ'.lower().encode()", "''.title()", "'a'.upper(1)", "'123'.isupper()", "''.isupper()", "'A1'.isupper()", "'Ab Cd'.istitle()", "'AB'.istitle()")
