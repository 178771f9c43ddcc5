"""_functools, _operator, _heapq and _bisect."""

import bisect
import heapq
import operator
from functools import Placeholder as P, cmp_to_key, lru_cache, partial, reduce


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!", type(error).__name__, error)


for line in r'''
partial(1)
partial(int, P)
partial(print, P, 1)()
partial(print, P, 1)
partial(print, 1, a=2)
partial(print, 1, a=2).__reduce__()
partial(print).__setstate__(1)
partial(print).__setstate__((1,2,3,4))
partial(print, a=P)
partial(partial(print, P, 1), 5)
P
type(P)()
cmp_to_key()
cmp_to_key(lambda a,b:a-b)(1)<1
cmp_to_key(lambda a,b:a-b)(1)<cmp_to_key(lambda a,b:a-b)(2)
reduce(lambda a,b:a+b, [])
reduce(lambda a,b:a+b, 1)
reduce(lambda a,b:a+b, [], initial=5)
partial(divmod, P, 3)(10)
partial(partial(divmod, P, 3), 11)()
sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))
operator.itemgetter(1)('abc')
operator.itemgetter(1, 0)('abc')
operator.itemgetter(slice(1, None))('abc')
operator.attrgetter('real', 'imag.real')(3)
operator.methodcaller('split', ',', maxsplit=1)('a,b,c')
operator.itemgetter(1, 'a')
operator.attrgetter('a.b')
operator.methodcaller('f', 1, x=2)
operator.itemgetter()
operator.attrgetter(1)
operator.length_hint(iter([1, 2]))
operator.indexOf('abc', 'c')
operator.countOf([1, 2, 1], 1)
operator.concat(1, 2)
operator._compare_digest('é', 'a')
operator._compare_digest(b'a', 'a')
(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(5)]))([5, 3, 4, 1, 2])
(lambda h: (heapq.heapify_max(h), [heapq.heappop_max(h) for _ in range(5)]))([5, 3, 4, 1, 2])
heapq.heappushpop([2, 3], 1)
heapq.heapreplace([2, 3], 9)
heapq.heappop([])
heapq.heappush(1, 2)
bisect.bisect_left([1, 2, 2, 3], 2)
bisect.bisect_right([1, 2, 2, 3], 2, lo=1, hi=3)
bisect.bisect([3, 2, 1], -2, key=lambda x: -x)
bisect.bisect([1], 1, -1)
'''.strip().splitlines():
    show(line)


@lru_cache(maxsize=2)
def square(x, *, y=0):
    print("computing", x)
    return x * x + y


print(square(1), square(2), square(1), square(3), square(2), square(2, y=1))
print(square.cache_info(), square.__name__, square.__wrapped__(5))
square.cache_clear()
print(square.cache_info())


class C:
    @lru_cache(maxsize=None, typed=True)
    def method(self, x):
        return type(x).__name__


c = C()
print(c.method(1), c.method(1.0), c.method(1), C.method.cache_info())
