"""What an import raises is raised where its name is used, and says where the import is."""

import sys

lazy import absent_module
lazy from absent_package.part import thing
lazy from json import nothing_like_this
lazy import broken
lazy import looped


def use():
    return absent_module.attribute


for number in range(2):
    try:
        use()
    except ImportError as error:
        print(type(error).__name__, error, error.__notes__)
for name in ("thing", "nothing_like_this", "broken"):
    try:
        eval(name)
    except Exception as error:
        print(type(error).__name__, error, error.__notes__)
print("broken" in sys.modules)
try:
    looped.THING
except ImportError as error:
    print(error)
use()
