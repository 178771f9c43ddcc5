"""find, index, count, replace, partition and the like."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


s = "abracadabra"
show("s.find('bra')", "s.find('bra', 2)", "s.find('bra', 2, 10)", "s.find('')", "s.find('', 20)", "s.find('', 11)", "s.find('x')", "s.rfind('bra')", "s.rfind('')", "s.rfind('a', 0, -1)", "s.index('c')", "s.index('x')", "s.rindex('x')", "s.rindex('a')", "s.count('a')", "s.count('')", "s.count('aa')", "s.count('a', 3, 8)", "'aaaa'.count('aa')", "s.find(1)", "s.count(None)", "s.find('a', None, None)", "s.find('a', 'x')")
show("s.replace('a', 'A')", "s.replace('a', 'A', 2)", "s.replace('', '-')", "s.replace('', '-', 3)", "''.replace('', 'x')", "s.replace('x', 'y')", "s.replace('a', '', count=1)", "s.replace('abra', 'é€')", "s.replace('a')", "s.replace(1, 2)", "s.replace('a', 'b', 0)", "s.replace('a', 'b', -5)")
show("s.partition('ca')", "s.partition('x')", "s.rpartition('a')", "s.rpartition('x')", "s.partition('')", "s.partition(1)", "s.startswith('ab')", "s.startswith(('x', 'ab'))", "s.startswith('ra', 2)", "s.startswith('')", "s.startswith('', 20)", "s.endswith('bra')", "s.endswith(('x', 'ra'))", "s.endswith('a', 0, 1)", "s.startswith(1)", "s.startswith(('a', 1))", "s.startswith((1, 'a'))", "s.endswith(['a'])", "s.startswith(())")
show("s.removeprefix('abra')", "s.removesuffix('abra')", "s.removeprefix('x')", "s.removeprefix('')", "s.removesuffix(s)", "s.removeprefix(1)", "'x'.removesuffix('')")
