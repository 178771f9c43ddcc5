import __strict__

LIMIT = 3
count = 0


def helper(value):
    return value + LIMIT


def run(values):
    return helper(len(values))


def variable():
    global count
    count += 1
    return count


def ran_before(values):
    return sorted(values)[:LIMIT]


FIRST = ran_before([3, 1, 2])


def missing():
    return nowhere


def comprehension(values):
    return [helper(value) for value in values]


class Box:
    def size(self, values):
        return len(values) + LIMIT
