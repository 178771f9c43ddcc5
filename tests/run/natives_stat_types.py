# Modes of files, names of types, and variables of contexts.
import _stat
import contextvars
import stat
import types

for mode in (0o100755, 0o40700, 0o120777, 0o60660, 0o20620, 0o10644, 0o140777, 0, 0o7777, 0o104755, 0o102755, 0o101777, 0o104644, 0o102644, 0o101666, 2**32 - 1):
    print(oct(mode), stat.filemode(mode), oct(stat.S_IMODE(mode)), oct(stat.S_IFMT(mode)), [name for name in dir(_stat) if name.startswith("S_IS") and callable(getattr(_stat, name)) and getattr(_stat, name)(mode)])
for mode in (-1, 2**32, 2**64, "x", 1.5, None):
    for function in (stat.S_IMODE, stat.S_ISREG, stat.filemode):
        try:
            print(function(mode))
        except (OverflowError, TypeError) as error:
            print(type(error).__name__, error)
print({name: value for name, value in sorted(vars(_stat).items()) if isinstance(value, int)})
print(sorted(name for name in types.__all__))
try:
    types.CapsuleType()
except TypeError as error:
    print(error)

variable = contextvars.ContextVar("variable")
other = contextvars.ContextVar("other", default="default")
for call in (variable.get, contextvars.ContextVar, lambda: contextvars.ContextVar(5), contextvars.Token, lambda: contextvars.Context(1), contextvars.Context().run):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
print(variable.get(1), other.get(), other.get("given"), variable.name)
token = variable.set("first")
second = variable.set("second")
print(variable.get(), token.old_value is contextvars.Token.MISSING, second.old_value, token.var is variable, contextvars.Token.MISSING)
context = contextvars.copy_context()
variable.reset(second)
print(variable.get(), context[variable], variable in context, other in context, len(context), list(context.values()), context.get(other), context.get(other, 5))
for call in (lambda: variable.reset(second), lambda: other.reset(token), lambda: variable.reset(5), lambda: context[other], lambda: context["x"], lambda: context.run(variable.reset, token)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
print(context.run(lambda *args, **kwargs: (variable.set("inside").old_value, args, kwargs), 1, key=2), context[variable], variable.get())
try:
    context.run(context.run, print)
except RuntimeError as error:
    print("already entered" in str(error))
with variable.set("managed"):
    print(variable.get())
print(variable.get(), contextvars.copy_context() == contextvars.copy_context(), context == contextvars.copy_context())
keys = iter(contextvars.copy_context())
variable.set("changed")
print([key.name for key in keys], repr(variable).split(" at ")[0], repr(token).split(" at ")[0])
for bad in (lambda: type("X", (contextvars.Context,), {}),):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


def generator():
    variable.set("generator")
    yield variable.get()
    yield variable.get()


steps = generator()
print(contextvars.Context().run(next, steps), variable.get(), next(steps))
