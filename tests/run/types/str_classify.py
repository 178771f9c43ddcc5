"""What kind of characters a str has."""
for s in ("", "abc", "123", "abc123", "٣", "²", "½", " ", "\t\n", "_x", "1x", "é", "中", "Ⅷ", "a b", "\x7f", "𝔘", "class", "x²"):
    print(ascii(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isidentifier(), s.isprintable(), s.isascii())
