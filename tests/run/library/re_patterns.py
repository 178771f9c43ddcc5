# stress: 211
"""re: matching, groups, substitution, flags, errors."""


def show(*sources):
    for source in sources:
        try:
            print(source, "=>", repr(eval(source, globals())))
        except Exception as error:
            print(source, "->", type(error).__name__, error)


import re
show("re.match('a(b)?', 'ac').groups()", "re.match('a', 'ba')", "re.search('(?P<y>\\\\d{4})-(?P<m>\\\\d+)', 'on 2024-05').groupdict()", "re.fullmatch('a+', 'aaa').span()", "re.findall('a(b)c', 'abcabc')", "re.findall('(a)(b)?', 'aab')", "re.findall('', 'ab')", "re.split('[,;]', 'a,b;c')", "re.split('(,)', 'a,b')", "re.split('x*', 'axb')", "re.sub('a', 'b', 'aaa', count=2)", "re.sub('(a)(b)', r'\\2\\1', 'abab')", "re.sub('(?P<n>a)', r'<\\g<n>>', 'ba')", "re.sub('a', lambda m: m.group().upper(), 'banana')", "re.subn('a', 'x', 'aba')", "re.sub('', '-', 'ab')", "re.sub('x*', '-', 'abxd')", "[m.span() for m in re.finditer('a|', 'ab')]", "re.compile('A', re.I).findall('aA')", "re.findall('^a', 'a\\na', re.M)", "re.findall('a.b', 'a\\nb', re.S)", "re.match('a b', 'ab', re.X).group()", "re.findall(r'\\bfoo\\b', 'foo food foo')", "re.findall(r'\\w+', 'é_1 x')", "re.findall(r'\\w+', 'é_1 x', re.A)", "re.match('(?i:A)b', 'ab')[0]", "re.findall('(?<=a)b', 'abcb')", "re.findall('(?<!a)b', 'abcb')", "re.findall('a(?=b)', 'abac')", "re.findall('a(?!b)', 'abac')", "re.match(r'(a)\\1', 'aa').group(0, 1)", "re.match('(a)?(?(1)b|c)', 'c')[0]", "re.match('a{2,3}?', 'aaaa')[0]", "re.match('a*+b', 'aab')[0]", "re.match('(?>a+)b', 'aab')[0]", "re.escape('a.b*c')", "re.match(b'a', b'ab')", "re.match('a', b'a')", "re.match(b'a', 'a')", "re.compile('(').pattern", "re.compile('[a')", "re.compile('*a')", "re.compile('a**')", "re.compile('(?P<a>x)(?P<a>y)')", "re.compile('(?<=a*)b')", "re.compile('\\\\')", "re.compile('(?z)')", "re.compile('a{2,1}')", "re.sub('a', r'\\1', 'a')", "re.sub('(a)', r'\\g<x>', 'a')", "re.match('(?P<x>a)', 'a').group('y')", "re.match('a', 'a').group(1)", "re.match('(a)(b)?', 'a').groups('d')", "re.match('(a)', 'a').expand(r'<\\1>')", "re.match('(a)b', 'ab').regs", "re.match('(a)b', 'xab'[1:]).start(1)", "re.compile('a(b)(?P<n>c)').groupindex['n']", "re.compile('a', re.I | re.M).flags & 10", "repr(re.compile('a', re.I))", "repr(re.match('a', 'ab'))", "re.purge()", "re.match('a', 'a') == re.match('a', 'a')", "re.compile('a') == re.compile('a')", "bool(re.match('', ''))", "re.search('b', 'abc').string", "re.compile('b').search('abcb', 2).start()", "re.compile('^b').match('ab', 1)", "re.findall('[^\\\\d\\\\s]+', 'ab 12 c')", "re.findall('[]a]', ']a')", "re.match('.*?(\\\\d+)', 'abc123').group(1)", "re.findall('(?s:.)', 'a\\n')", "re.sub('[aeiou]', '', 'education')", "re.template" if False else "len(re.findall('a|b|c', 'abcabc'))")
