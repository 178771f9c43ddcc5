"""dict: construction, lookup, order, deletion."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


show("{}", "dict()", "dict(a=1, b=2)", "dict([('a', 1), ('b', 2)])", "dict({'a': 1}, b=2)", "dict(['ab', 'cd'])", "dict([1])", "dict(['abc'])", "dict(5)", "dict(1, 2)", "dict([('a', 1)], a=2)", "dict(zip('ab', range(2)))", "{'a': 1, 'a': 2}", "{1: 'a', 1.0: 'b', True: 'c'}", "{[]: 1}", "{(1, []): 1}", "{**{'a': 1}, 'b': 2, **{'a': 3}}", "{'a': 1}['b']", "{'a': 1}.get('b')", "{'a': 1}.get('b', 5)", "{}.get([])", "{1: 2}[1.0]", "{None: 1}[None]", "{(1, 2): 3}[1, 2]", "dict.fromkeys('ab')", "dict.fromkeys('ab', 0)", "dict.fromkeys(5)", "{'a': 1} == {'a': 1.0}", "{'a': 1} < {}", "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "{} == []", "'a' in {'a': 1}", "[] in {}", "len({'a': 1})", "list({'b': 1, 'a': 2})", "hash({})", "repr({1: {2: {}}})", "{'a': 1} | {'b': 2}", "{'a': 1} | [('b', 2)]", "{'a': 1} | None", "{}.pop('a')", "{}.pop('a', 1)", "{}.popitem()", "{}.setdefault('a')", "{'a': 1}.setdefault('a', 5)", "{}.setdefault([], 1)")
d = {}
for i in range(20): d[i] = i * i
for i in range(0, 20, 3): del d[i]
d[0] = "again"
print(d, len(d), list(reversed(d))[:3])
print(d.popitem(), d.pop(1), d.pop(99, None), d.setdefault(99, []), d.copy() == d)
d.update({1: "one"}, two=2)
d.update([(3, "three")])
d |= {"four": 4}
d |= [("five", 5)]
print(d)
d.clear()
print(d, bool(d))
a = {}
a["self"] = a
print(a)
