# Text that ends too early, as an interactive interpreter tells it from text that is wrong.
import codeop

ALLOW_INCOMPLETE_INPUT = 0x4000
DONT_IMPLY_DEDENT = 0x200

for source in [
    "if x:",
    "if x:\n",
    "if x:\n  pass",
    "if x:\n  pass\n",
    "if x:\n  pass\nelse:",
    "(",
    "f(1,\n",
    "'''abc",
    "'abc",
    "x = ",
    "x = 1 +\n",
    "x y",
    "def f():",
    "def f()",
    "class A:\n  x = 1",
    "@decorator",
    "try:\n  x",
    "try:\n  x\n",
    "x \\",
    "x \\\n",
    "",
    "# comment",
    "\n\n",
    "a = 1",
    "a = 1\n",
    "]",
    "return",
    "match x:\n  case 1:",
    "lambda z: \\",
    "with a:\n  b\n c",
]:
    results = []
    for mode in ["single", "exec"]:
        for flags in [ALLOW_INCOMPLETE_INPUT, ALLOW_INCOMPLETE_INPUT | DONT_IMPLY_DEDENT, DONT_IMPLY_DEDENT]:
            try:
                compile(source, "<input>", mode, flags)
                results.append("complete")
            except SyntaxError as error:
                results.append(f"{type(error).__name__}: {error.msg}")
    print(repr(source))
    for result in results:
        print("   ", result)
    try:
        print("   ", "codeop:", codeop.compile_command(source) is not None)
    except SyntaxError as error:
        print("   ", "codeop:", type(error).__name__, error.msg)
