# What a generator has evaluated whenever it is suspended: operands, targets and arguments that stand before a `yield`.

log = []


def note(value):
    log.append(value)
    return value


class Box:
    def __init__(self):
        self.items = {"a": 1}
        self.count = 10
        self.rest = None

    def __getitem__(self, key):
        note(("get", key))
        return self.items.get(key, 0)

    def __setitem__(self, key, value):
        note(("set", key, value))
        self.items[key] = value

    def __delitem__(self, key):
        note(("del", key))

    def __format__(self, spec):
        note(("format", spec))
        return f"box{spec}"

    def __lt__(self, other):
        note("lt")
        return other != 0


def course(function, *sent):
    """What is in the log at each stop of a generator."""
    log.clear()
    generator = function()
    stops = []
    value = None
    for value in (None, *sent):
        try:
            stops.append((generator.send(value), tuple(log)))
        except StopIteration as stop:
            stops.append(("returned", stop.value, tuple(log)))
            break
        except Exception as error:
            stops.append((type(error).__name__, str(error), tuple(log)))
            break
    return stops


def displays():
    first = [note(1), (yield "list"), note(2)]
    second = {note("k"): (yield "dict"), note("l"): note("v")}
    third = (note(3), *note([4]), (yield "tuple"))
    fourth = {note(5), (yield "set")}
    return first, second, third, sorted(fourth)


in_displays = course(displays, "a", "b", "c", 6)


def spread():
    items = [1]
    table = {"x": 1}
    first = [*items, (yield items)]
    second = {**table, "y": (yield table)}
    third = dict(**table, z=(yield table))
    return first, second, third


def spreading():
    generator = spread()
    next(generator).append(2)
    generator.send("a")["x"] = 2
    generator.send("b")["x"] = 3
    try:
        generator.send("c")
    except StopIteration as stop:
        return stop.value


in_spread = spreading()


def operators():
    first = note(1) + note(2) + (yield "sum") + note(3)
    second = note(1) < note(2) < (yield "chain") < note(4)
    third = note(3) < note(2) < (yield "never")
    fourth = -(yield "negated")
    fifth = note(0) or (yield "or") or note("rest")
    sixth = (yield "test") if note(0) else (yield "other")
    seventh = Box() < (yield "box")
    return first, second, third, fourth, fifth, sixth, seventh


in_operators = course(operators, 10, 3, 5, 0, "s", 0)


def calls():
    function = note
    first = function((yield "argument"))
    second = "-".join((note("x"), (yield "method")))
    third = dict(a=note(1), b=(yield "keyword"), c=note(2))
    fourth = note(Box())[(yield "index")]
    fifth = note("abcdef")[note(1):(yield "slice")]
    sixth = note(Box()).count + (yield "attribute")
    return first, second, third, fourth, fifth, sixth


in_calls = course(calls, 1, "y", 2, "a", 4, 1)
in_calls = [stop[:1] for stop in in_calls[:-1]] + [in_calls[-1][:2]]


def rebinding():
    x = 1
    first = x + (x := (yield x))
    second = [x, (x := (yield x)), x]
    return first, second


in_rebinding = course(rebinding, 10, 20)


def texts():
    box = Box()
    return f"{note(1)!r:>3}|{box:a}{(yield 'text')}{note(2)}|{box:{note('b')}{(yield 'spec')}}"


in_texts = course(texts, "x", "y")


def targets():
    box = Box()
    box[(yield "single")] = note("value")
    box[(yield "first")] = box[(yield "second")] = note("both")
    box[note(1)], box[(yield "pair")], *box.rest = note((1, 2, 3, 4))
    return box.rest, box.items


in_targets = course(targets, "a", "b", "c", "d")


def loops():
    box = Box()
    for box[(yield "loop")] in note((7, 8)):
        note("body")
    return box.items


in_loops = course(loops, "a", "b")


def deletions():
    box = Box()
    del box[note(2)], box[(yield "deleted")]


in_deletions = course(deletions, "g")

total = 1


def augmented():
    global total
    box = Box()
    x = 5
    x += (yield "name")
    total += (yield "global")
    box.count += (yield "attribute")
    box[note("a")] += (yield "item")
    box[(yield "key")] += note(1)
    return x, total, box.count, box.items


def augmenting():
    global total
    generator = augmented()
    stops = [next(generator), generator.send(1)]
    total = 100
    stops.append(generator.send(2))
    for value in (3, 4, "k", None):
        try:
            stops.append(generator.send(value))
        except StopIteration as stop:
            stops.append(stop.value)
            break
    return stops


in_augmented = augmenting()


def statements():
    try:
        assert note(1), (yield "not asked for")
        assert note(0), (yield "message")
    except AssertionError as error:
        note(str(error))
    try:
        raise note(ValueError) from (yield "cause")
    except ValueError as error:
        note(str(error.__cause__))
    with manager() as log2[(yield "with")]:
        note("inside")
    return None


log2 = {}


class manager:
    def __enter__(self):
        return note("entered")

    def __exit__(self, *_):
        note("left")


def stops_of(stops):
    return [stop[:-1] + (tuple(str(entry) for entry in stop[-1]),) for stop in stops]


in_statements = stops_of(course(statements, "why", KeyError("k"), "key"))
in_log2 = dict(log2)


def matching(subject):
    def generator():
        match note(subject):
            case 1 if note("plain"):
                return "one"
            case int(x) if (yield ("guard", x)):
                return "guarded"
            case int(x) if x > 5:
                return "large"
            case [x] if (yield ("second", x)):
                return "sequence"
            case _:
                return "rest"

    return generator


in_matches = [
    course(matching(1)),
    course(matching(2), True),
    course(matching(2), False),
    course(matching(7), False),
    course(matching([3]), 1),
    course(matching([3]), 0),
    course(matching("text")),
]


def definitions():
    function = lambda x=note("before"), y=(yield "default"): (x, y)

    @(yield "decorator")
    def decorated(a=note("a"), *, b=(yield "keyword default")):
        return a, b

    class Made(note(object), metaclass=(yield "metaclass")):
        pass

    items = [x * 2 for x in (yield "iterable")]
    lazy = (x * 3 for x in (yield "lazy iterable"))
    return function(), decorated, Made.__name__, items, list(lazy)


in_definitions = course(definitions, 1, lambda function: function(), 2, type, (1, 2), (3,))
in_definitions = [stop[:1] for stop in in_definitions[:-1]] + [in_definitions[-1][:2]]


def delegating():
    first = note(1) + (yield from (10, 20)) if note(0) else [note(2), (yield from inner())]
    return first


def inner():
    got = yield "inner"
    return got


in_delegation = course(delegating, "result")
log.clear()
