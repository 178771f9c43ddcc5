# What `dis` says of code: not which instructions, but what can be relied on by those who read them.
import dis
import inspect
import io
import sys


def example(items, limit=10):
    total = 0
    for item in items:
        if item > limit:
            print("large", item, sep="")
    try:
        return items.attribute + helper(total)
    except ValueError as error:
        raise KeyError("wrapped") from error


def helper(x):
    return x


instructions = list(dis.get_instructions(example))
first = instructions[0]
print(type(first).__name__, first._fields)
print([i.offset for i in instructions] == sorted({i.offset for i in instructions}))
print(all(dis.opname[i.opcode] == i.opname and dis.opmap[i.opname] == i.opcode for i in instructions))
print(len(example.__code__.co_code) > instructions[-1].offset)

# Names and constants are resolved.
globals_used = {i.argval for i in instructions if i.opname == "LOAD_GLOBAL"}
print(sorted(globals_used))
print({i.argval for i in instructions if i.opname == "LOAD_ATTR"})
constants = {i.argval for i in instructions if i.opname == "LOAD_CONST"}
print("large" in constants)

# Jumps lead to instructions that are labelled.
by_offset = {i.offset: i for i in instructions}
jumps = [i for i in instructions if i.jump_target is not None]
print(bool(jumps), all(by_offset[i.jump_target].is_jump_target for i in jumps))
print(set(dis.findlabels(example.__code__.co_code)) == {i.jump_target for i in jumps})

# Lines and columns are those of the source.
start = example.__code__.co_firstlineno
lines = {i.line_number - start for i in instructions if i.line_number is not None}
print({2, 3, 4, 6, 7, 8} <= lines)
print(all(i.positions.lineno == i.line_number for i in instructions if i.line_number and i.positions.lineno))
print({1, 2, 3} <= {line - start for _, line in dis.findlinestarts(example.__code__) if line})
print(next(dis.get_instructions(example, first_line=1000)).line_number - start < 1000)

text = io.StringIO()
dis.dis(example, file=text, show_offsets=True)
text = text.getvalue()
print(all(word in text for word in ("LOAD_GLOBAL", "helper", "'large'", "L1", "ExceptionTable:")))
dis.dis(dis, file=io.StringIO(), depth=0)
dis.dis("class A:\n    def f(self): return super().f()", file=(nested := io.StringIO()))
print("Disassembly of <code object f" in nested.getvalue())
print(dis.Bytecode(example).codeobj is example.__code__, "LOAD_GLOBAL" in dis.Bytecode(example).dis())
print([i.opname for i in dis.Bytecode(example)] == [i.opname for i in instructions])
print(dis.code_info(helper).splitlines()[0])

# What is read off instructions by others.
print(sorted(inspect.getclosurevars(example).globals), sorted(inspect.getclosurevars(example).builtins))
module = compile("import a.b, c\nfrom d import e\nx = 1", "", "exec")
print(list(dis._find_imports(module)), sorted(dis._find_store_names(module)))

try:
    helper(1) / 0
except ZeroDivisionError as error:
    sys.last_exc = error
    dis.distb(file=(text := io.StringIO()))
    marked = [line for line in text.getvalue().splitlines() if "-->" in line]
    print(len(marked))
    print(dis.Bytecode.from_traceback(error.__traceback__).current_offset == error.__traceback__.tb_lasti)

for wrong in (1, None.__class__, [].append):
    try:
        dis.dis(wrong, file=io.StringIO())
    except TypeError as error:
        print(error)
try:
    list(dis.get_instructions(3))
except TypeError as error:
    print(error)
