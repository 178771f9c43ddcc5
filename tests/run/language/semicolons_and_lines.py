# stress: 499
"""Several statements in a line, continued lines, blank lines in blocks, comments in odd places, tabs and form feeds."""
x = 1; y = 2; print(x, y);
if x: print("one"); print("two")
else: print("no")
for i in range(2): print(i, end=" "); print()
z = x + \
    y; w = (x +
   # a comment
   y
); print(z, w)
def f(a, # first
      b=2, # second
      ): return a, b; print("never")
class C: a = 1; b = 2; c = a + b

if True:

    # comment

    print("after blanks")

print(f(1), C.c, [1,
   2, ], {"a": 1,
}, "a" # joined
   "b" if 0 else "c", """t
""", 'x\
y')
exec("if 1:\n\tx = 5\n\ty = 6\nprint(x, y)"); exec("\f\nq = 1\n\f\nprint(q)"); exec("if 1:\r\n  r = 2\r\nprint(r)\r\n"); exec("s = 3 # no newline"); exec("\n\n# only comments\n"); exec(""); exec("while 0: pass\nelse: print('e')"); exec("try: print('t')\nfinally: print('f')"); exec("with open('/dev/null') as a, \\\n open('/dev/null') as b: print(a.closed)"); exec("if 1:\n    pass\n  # odd comment\n    x = 1"); print(eval("(\n1\n+\n2)\n")); print(eval(" 1\t+ 2 # c"))
