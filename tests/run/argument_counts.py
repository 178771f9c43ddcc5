# What is said of calls of built-in functions with wrong arguments, one by one.
import itertools, functools, struct, math, operator, bisect, heapq, types, collections
def t(s):
    try:
        print(s, '=>', eval(s))
    except Exception as e:
        print(s, '->', type(e).__name__, e)
for s in """itertools.compress(1,2,3)|functools.cmp_to_key(1,2)|functools.cmp_to_key()|operator.call()|operator.attrgetter()|itertools.pairwise(1,2)|itertools.pairwise(x=1)
math.dist(1)|math.isclose(1)|math.isclose(1,2,3)|math.isclose()|sorted()|sorted(1,2)|[].sort(1)|math.nextafter(1)|math.nextafter(1,2,3)|itertools.batched([1])|itertools.batched([1],2,3)
complex(1,2,3)|complex(x=1)|float(x=1)|str(x=1)|bool(x=1)|int(y=1)|list(x=1)|tuple(x=1)|dict.fromkeys()|dict.fromkeys(1,2,3)|dict().get()|dict().get(1,2,3)|dict().pop()|"".join()|"".join(1,2)|"".encode(1,2,3)|"".encode(1)|"".encode("a",1)
b"".decode(1)|b"".decode("utf-8",1)|b"".decode("utf-8",None)|"".encode(None)|bytearray().decode(1)|open(1,2)|open(1,"r",1,3)|open("x",encoding=1)|open("x",newline=1)|open("x",errors=1)|str(b"",1)|str(b"","a",1)|bytes("",1)|bytes("","a",1)|bytearray("",1)
int.__add__(1)|int.__getitem__|[].__getitem__()|[].__getitem__(1,2)|().__getitem__()|().__getitem__(1,2)|"".__getitem__()|"".__getitem__(1,2)|{}.__getitem__()|{}.__getitem__(1,2)|range(1).__getitem__(1,2)|b"".__getitem__(1,2)|bytearray().__getitem__(1,2)|memoryview(b"").__getitem__(1,2)
[].__setitem__(1)|{}.__setitem__(1)|bytearray().__setitem__(1)|bytearray().__delitem__()|[].__delitem__()|[].__delitem__(1,2)|{}.__delitem__(1,2)|bytearray().__delitem__(1,2)|{}.__contains__(1,2)|set().__contains__(1,2)|[].__contains__(1,2)|collections.deque().__getitem__(1,2)|collections.deque().__setitem__(1)
(1).__pow__()|(1).__pow__(1,2,3)|(1.5).__pow__()|1j.__pow__()|1j.__pow__(1,2,3)|1j.__rpow__()|(1).__rpow__()|(1).__divmod__()|(1).__format__()|(1).__format__(1,2)|(1).__format__(1)|1.5.__format__(1)|1j.__format__(None)|"".__format__(None)|object().__format__(None)|().__format__(3)
str.maketrans()|str.maketrans(1)|str.maketrans(1,2)|str.maketrans("a",1)|str.maketrans("a","b",3)|str.maketrans("a","bc")|str.maketrans(1,"a")|str.maketrans(1,"a",2)|str.maketrans("a",None)|str.maketrans(1,2,3,4)
operator.countOf(1,2)|operator.indexOf(1,2)|operator.index()|operator.index(1.5)|operator.contains(1,2)|operator.length_hint()|operator.length_hint(1,1.5)|operator.itemgetter()|operator.concat(1)|operator.concat(1,2)
types.SimpleNamespace(1)|types.SimpleNamespace(1,2)|types.SimpleNamespace([1])|types.SimpleNamespace({1:2})|types.SimpleNamespace([(1,2)])|types.SimpleNamespace([(1,)])|types.SimpleNamespace(None)|types.SimpleNamespace({"a":1})
heapq.heapify(None)|heapq.heapify(())|heapq.heappush(1)|heapq.heappush(1,2)|heapq.heappop(None)|struct.pack(bytearray(b"a"),1)|struct.pack({})|struct.pack(1)|struct.unpack(1)|struct.unpack(1,2)|struct.unpack(None,b"")|struct.Struct(bytearray(b"a"))|struct.calcsize([])
float.fromhex(1)|float.fromhex(b"a")|float.fromhex("\\ud800")|float.fromhex(None)|float.hex()|int(1,1)|int("1",1)|int((),1)|int((),3)|int("1",99999999999999999999)|int((),99999999999999999999)|int(base=1)|int(base=10)
itertools.permutations([1],10**20)|itertools.permutations([1],1.5)|itertools.combinations([1],1.5)|itertools.combinations([1],10**20)|itertools.permutations([1],-1)|itertools.islice(1)|itertools.islice([1],1,2,3,4)
set().update(x=1)|set().union(x=1)|frozenset().union(x=1)|set().intersection(x=1)|set().add(x=1)|set().add()|{}.update(1,2)|{}.update(x=1)|print(x=1)|max()|max(1)|min(1,x=2)|zip(x=1)|map(x=1)|filter()|filter(1,2,3)|reversed()|reversed(1)|reversed(x=1)
collections.Counter(1)|collections.deque(1)|collections.deque([],-1)|collections.deque([],1.5)
bisect.bisect({},1)|bisect.bisect({1:2},1)|bisect.bisect({1},1)|bisect.bisect(1,1)|bisect.bisect(None,1)|bisect.bisect()|bisect.insort(1,2)|bisect.bisect(map(str,[]),1)|bisect.bisect("abc",1)|bisect.bisect(frozenset([1]),1)
math.frexp(1,2)|math.comb(1,x=2)|math.comb(1)|math.gcd(x=1)|math.gcd(1.5)|math.log()|math.log(1,2,3)|math.hypot(x=1)|math.prod()|math.prod(1,2)|math.prod([1],x=2)|math.perm()|math.isqrt(1.5)|math.ldexp(1)|math.ldexp(1,1.5)|math.factorial()|math.fsum()|math.fsum(1)|math.pow(1)
abs()|abs(1,2)|len()|repr(x=1)|iter()|iter(1,2)|iter(1,2,3)|next()|next(1)|isinstance(1)|getattr(1)|getattr(1,2)|hasattr(1,2)|setattr(1,2)|format()|format(1,2)|hash()|ord()|ord(1)|ord("ab")|chr("a")|chr(-1)|pow(1)|round()|round(1,2,3)|round(1,"a")|divmod(1)|sum()|sum(1)|sum([],"")|sum([],x=1)|all()|any(1)|callable()|dir(1,2)|vars(1)|bin()|hex(1.5)|eval()|exec()|compile()|globals(1)|super()|type()|type(1,2)|type(1,2,3)|slice()|range()|range(1.5)|range(1,2,0)|property(x=1)|staticmethod()|classmethod(1,2)|object(1)|memoryview()|memoryview(1)|frozenset(1,2)|frozenset(x=1)|set(x=1)""".replace("\n","|").split("|"): t(s)
