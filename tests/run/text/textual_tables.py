# stress: 499
"""Text laid out by formatting, padding, joining and templates."""
rows = [("name", "qty", "price"), ("apple", 3, 1.25), ("kiwi ☃", 12, 0.5), ("a very long name", 1, 1234.5)]
for r in rows: print("|".join(f"{c:<8.8}" if isinstance(c, str) else f"{c:>8}" for c in r))
w = [max(len(str(r[i])) for r in rows) for i in range(3)]; print(w)
for r in rows: print(" ".join(str(c).ljust(n) if isinstance(c, str) else str(c).rjust(n) for c, n in zip(r, w)).rstrip())
print("%-10s|%5d|%8.2f" % rows[1], "{:*^20}".format("mid"), "{0:>{1}}{0:<{1}}|".format("x", 4), f"{'=' * 10:^20}", "\n".join("%3d %s" % (i, "#" * i) for i in range(4)), sep="\n")
print("a\tb".expandtabs(4), "x".center(5, "-"), "12".zfill(5), "-12".zfill(5), "abc".rjust(2), "é".ljust(3, "."), ", ".join(f"{k}={v!r}" for k, v in {"a": 1, "b": "x"}.items()), "{!r:>6}|{!s:6}|".format("q", "q"), f"{1234567.891:,.2f} {0.1234:.1%} {255:#06x} {5:03d} {-5:+d} {3.0:g} {1e10:g}", "line one\nline two".splitlines(), "-".join("abc"), "%s" % ("t",), "%5s%%" % 50, "{{}} {}".format(1), str.maketrans("ab", "xy")[97], "tic-tac".partition("-"), "a,b;c".replace(";", ",").split(","))
