# Which methods of subclasses the built-in types call.
class E(set):
    def __len__(self): print('len'); return 2
    def __iter__(self): print('iter'); return iter([7])
print(repr(E([1,2])))
class F(frozenset):
    def __len__(self): print('len'); return 2
print(repr(F([1,2])), str(F()))
class F(frozenset):
    def __len__(self): print('len'); return 0
print(repr(F([1,2])), str(F()))
class S(str): pass
print(type(iter(S('a'))), type(iter('é')), type(iter('a')), type(iter('')))
class L(list):
    def __len__(self): print('len'); return 2
    def __iter__(self): print('iter'); return iter([7])
print(repr(L([1])), list(L([1])), tuple(L([1])), set(L([1])), [*L([1])], sorted(L([1])))
class D(dict):
    def __len__(self): print('len'); return 2
    def __iter__(self): print('iter'); return iter([7])
    def keys(self): print('keys'); return ['a']
    def __getitem__(self, k): return 5
print(repr(D(a=1)), list(D(a=1)), dict(D(a=1)), {**D(a=1)}, set(D(a=1)))
print(''.join(L('a')) if 0 else 1)
t = [1,2,3,4]
for v in (5, None, 1.5):
    for s in (slice(None), slice(None,None,2), slice(0,1)):
        try: t[s] = v
        except Exception as e: print(e)
