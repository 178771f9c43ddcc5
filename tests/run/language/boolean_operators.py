"""and, or, not and conditional expressions: what is evaluated."""
def t(x):
    print("t", x, end=" ")
    return x
print(t(0) and t(1), t(1) and t(2), t(0) or t(2), t(1) or t(2), not t(0))
print(t(0) or t("") or t([]), t(1) and t("a") and t(None))
print(t(1) if t(0) else t(2), t(1) if t(5) else t(2))
print(t(1) < t(2) < t(3), t(3) < t(2) < t(9), t(1) == t(1) != t(2))
print(not 1 == 2, not (1 and 0), 1 and not 0, (not 1) or 2)
class B:
    def __bool__(self):
        print("bool", end=" ")
        return False
class L:
    def __len__(self): return 3
class BadBool:
    def __bool__(self): return 1
class NegLen:
    def __len__(self): return -1
b = B()
print((b and 1) is b, (b or 5), not b, 1 if b else 2, bool(L()), not L())
for v in (BadBool(), NegLen()):
    try: print(bool(v))
    except Exception as e: print(type(e).__name__, e)
while b or False: pass
print([x for x in (1, 0, 2) if x], [1 if x else "no" for x in (1, 0)], all([1, B()]), any([0, B()]))
print(1 if True else 1 / 0, 0 and 1 / 0, 1 or 1 / 0, (lambda: 1 or 1 / 0)())
