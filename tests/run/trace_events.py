import sys
log = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    log.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, event, arg if event == 'return' else (arg and arg[0].__name__)))
    return tracer
def f(a):
    for i in range(a):
        x = i
    while x:
        x -= 1
    try:
        g(
          1
        )
    except ValueError as e:
        pass
    else:
        1
    finally:
        x = 3
    if x:
        return 5
def g(x):
    raise ValueError
def gen():
    yield 1
    x = yield 2
    return 3
def use():
    for x in gen(): pass
    t = [y for y in gen()]
    with open('/dev/null') as p:
        z = 1
    return (lambda: 3)()
class C:
    @property
    def p(self): return 1
    def __init__(self):
        self.x = 1
    def __add__(self, o):
        return 4
def cc():
    c = C()
    c.p
    c + 1
    a = [1,
         2 if c else 3,
         c.x]
    import os
    global zz
    zz = 3
    def h(): return a
    if c.x and \
       c.x:
        h()
    else:
        pass
    for q in a:
        break
    assert q
async def co():
    return await co2()
async def co2():
    return 1
def run():
    try: co().send(None)
    except StopIteration: pass
for fn in (lambda: f(2), use, cc, run):
    log.clear()
    sys.settrace(tracer)
    fn()
    sys.settrace(None)
    for e in log: print(*e)
    print('--')
