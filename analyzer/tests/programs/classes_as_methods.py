class M(type):
    __call__ = dict
class E(dict, metaclass=M): pass
e = E(title="x")
class P:
    __call__ = dict
    __getitem__ = list
p = P()(a=1)
q = P()[(1,2)]
