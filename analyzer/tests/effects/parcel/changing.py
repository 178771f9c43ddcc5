"""What functions change after the import, known to them by other names than to those who read it."""

given = []
kept = []
stored = []
walked = {"a": []}
nested = {"a": []}
pushed = []
grown = []
heap = []


def by_default(item, seen=[]):
    seen.append(item)


def by_keyword(item, *, seen=[]):
    seen.append(item)


def seen_by_default():
    return by_default.__defaults__[0]


def seen_by_keyword():
    return by_keyword.__kwdefaults__["seen"]


def add(target, item):
    target.append(item)


def by_argument(item):
    add(given, item)


def by_keyword_argument(item):
    add(item=item, target=kept)


def by_alias(item):
    target = stored
    target.append(item)


def by_growing(item):
    target = grown
    target += [item]


def by_loop(item):
    for key, each in walked.items():
        each.append(item)


def by_element(item):
    each = nested.get("a")
    each.append(item)


def by_class(item):
    Pusher(pushed).push(item)


class Pusher:
    def __init__(self, things):
        self.things = things

    def push(self, item):
        self.things.append(item)


def by_function(item):
    import heapq

    heapq.heappush(heap, item)


def make():
    count = 0
    items = []

    def change(item):
        nonlocal count
        count += 1
        items.append(item)

    def counted():
        return count

    def collected():
        return items

    return change, counted, collected


change, counted, collected = make()
