import sys

namespace = sys.modules["strict_two"].__dict__
attempts = [
    lambda: namespace.update(NAME="changed"),
    lambda: namespace.setdefault("OTHER", 1),
    lambda: namespace.pop("NAME"),
    lambda: namespace.clear(),
]
for attempt in attempts:
    try:
        attempt()
    except TypeError as error:
        print(error)
namespace["NAME"] = "changed"
