# stress: 499
"""Prefixes of strings in every case and order, and what their literals hold."""
for t in ("'a'", "r'\\n'", "R'\\n'", "u'a'", "U'a'", "b'a'", "B'a'", "rb'\\n'", "Rb'\\n'", "bR'\\n'", "f'{1}'", "F'{1}'", "fr'\\n{1}'", "rF'{1}\\n'", "ur'a'", "bu'a'", "fb'a'", "uf'a'", "rr'a'", "bb'a'", "fu'a'", "br\"a\"", "f\"\"\"{1}\"\"\"", "b'\\x41'", "'\\x41'", "'\\u0041'", "b'\\u0041'", "'\\N{BULLET}'", "'\\101'", "b'\\101'", "'\\0'", "'\\\n'"):
    import warnings; warnings.simplefilter("ignore")
    try: print(t, ascii(eval(t)))
    except SyntaxError as e: print(t, e.msg)
