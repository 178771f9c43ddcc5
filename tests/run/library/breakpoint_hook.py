# `breakpoint` calls what `sys.breakpointhook` is at the time, or what the environment names.
import os
import sys
import warnings

sys.breakpointhook = lambda *args, **kwargs: (args, kwargs)
print(breakpoint(), breakpoint(1, a=2))
sys.breakpointhook = sys.__breakpointhook__
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "int"
print(breakpoint("7"))
os.environ["PYTHONBREAKPOINT"] = "os.path.join"
print(breakpoint("a", "b"))
os.environ["PYTHONBREAKPOINT"] = "nowhere.hook"
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(breakpoint(), [str(warning.message) for warning in caught])
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
