from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence, Set

Point = namedtuple("Point", "x y", defaults=[0])
point = Point(1)
assert point == (1, 0) and point._replace(y=5).y == 5 and point._asdict() == {"x": 1, "y": 0}
assert Point.__module__ == __name__ and repr(point) == "Point(x=1, y=0)"

groups = defaultdict(list)
groups["a"].append(1)
assert groups == {"a": [1]}

ordered = OrderedDict([("a", 1), ("b", 2)])
ordered.move_to_end("a")
assert list(ordered) == ["b", "a"]

counter = Counter("hello")
assert counter["l"] == 2 and counter.most_common(1) == [("l", 2)]
assert ChainMap({"a": 1}, {"b": 2})["b"] == 2

queue = deque([1, 2], maxlen=3)
queue.append(3)
queue.appendleft(0)
assert list(queue) == [0, 1, 2] and isinstance(queue, MutableSequence)


class Lookup(Mapping):
    def __getitem__(self, key):
        return {"a": 1}[key]

    def __iter__(self):
        return iter(["a"])

    def __len__(self):
        return 1


lookup = Lookup()
assert lookup.get("a") == 1 and lookup.get("b", 2) == 2 and "a" in lookup and dict(lookup) == {"a": 1}
assert isinstance(lookup, Mapping) and not isinstance(lookup, MutableMapping)
assert isinstance({}, MutableMapping) and isinstance([], Sequence) and isinstance(frozenset(), Set)


@Sequence.register
class Registered:
    pass


assert issubclass(Registered, Sequence)


class Settings(UserDict):
    pass


settings = Settings(a=1)
settings["b"] = 2
assert settings.data == {"a": 1, "b": 2}
