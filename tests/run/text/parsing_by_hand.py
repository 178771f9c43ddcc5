# stress: 499
"""A tokenizer, a calculator and a small reader of records, written with strings' methods alone."""
def tokens(s):
    i = 0
    while i < len(s):
        if s[i].isspace(): i += 1
        elif s[i].isdigit():
            j = i
            while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
            yield float(s[i:j]) if "." in s[i:j] else int(s[i:j]); i = j
        elif s[i:i + 2] == "**": yield "**"; i += 2
        elif s[i] in "+-*/()": yield s[i]; i += 1
        else: raise ValueError(f"bad {s[i]!r} at {i}")
def evaluate(s):
    ts = list(tokens(s)) + [None]
    def atom():
        t = ts.pop(0)
        if t == "(": v = expr(0); assert ts.pop(0) == ")", "expected )"; return v
        if t == "-": return -expr(3)
        if not isinstance(t, (int, float)): raise ValueError(f"unexpected {t}")
        return t
    table = {"+": (1, lambda a, b: a + b), "-": (1, lambda a, b: a - b), "*": (2, lambda a, b: a * b), "/": (2, lambda a, b: a / b), "**": (4, lambda a, b: a ** b)}
    def expr(least):
        v = atom()
        while ts[0] in table and table[ts[0]][0] >= least:
            p, f = table[ts.pop(0)]; v = f(v, expr(p + (p != 4)))
        return v
    v = expr(0); assert ts == [None], f"left {ts[:-1]}"; return v
for s in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "10 / 4 - 1", "1.5 * 2", "((7))", "1 +", "1 $ 2", "(1", "1 2", ")", "", "1 / 0", "2 * (3 + (4 - 5)) ** 2"):
    try: print(s, "=", evaluate(s))
    except Exception as e: print(s, "!", type(e).__name__, e)
def records(text):
    for line in text.strip().splitlines():
        key, sep, value = line.partition(":")
        if sep: yield key.strip().lower(), value.strip()
print(dict(records(" Name : A B \nempty:\nno colon\nX:1:2\n")))
