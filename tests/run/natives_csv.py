"""_csv: dialects, reading, writing."""

import csv
import io
import _csv


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for line in r'''
csv.get_dialect('x')
_csv.Dialect(delimiter='é').delimiter
[getattr(_csv.Dialect(),n) for n in 'delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict'.split()]
next(csv.reader([1]))
next(csv.reader([b'a']))
next(csv.reader(['a"b']))
next(csv.reader(['a\0b']))
next(csv.reader(['"a"b'], strict=True))
next(csv.reader(['"a'], strict=True))
next(csv.reader(['"a']))
next(csv.reader(['a\nb']))
next(csv.reader(['a\rb']))
next(csv.reader(['a\r\n']))
next(csv.reader(['']))
next(csv.reader(['a,b\\'],escapechar='\\'))
next(csv.reader(['1,a'], quoting=csv.QUOTE_NONNUMERIC))
next(csv.reader(['1,"a", 2'], quoting=csv.QUOTE_NONNUMERIC))
next(csv.reader(['1,,"",x'], quoting=csv.QUOTE_STRINGS))
next(csv.reader(['1,,""'], quoting=csv.QUOTE_NOTNULL))
next(csv.reader(['x'*140000]))
csv.reader(1)
csv.reader()
csv.field_size_limit('a')
csv.field_size_limit()
csv.reader([]).line_num
type(csv.reader([]))
_csv.__version__
next(csv.reader(['a'], dialect=3))
_csv.Error.__module__
list(csv.reader(['a,"b', 'c",d']))
list(csv.reader(['a;b'], delimiter=';'))
'''.strip().splitlines():
    show(line)
