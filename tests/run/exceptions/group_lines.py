# Where groups come from that `except*` makes, and what is shown of those that are raised again.
import sys
def f8():
    try:
        try: 1+''
        except* ValueError:
            v3 = 3
        except* TypeError:
            v2 = (lambda: 1/0)(
            )
            v3 = 3
        except* OSError:
            v4 = 3
    except* ValueError:
        pass
def f9():
    try:
        raise ExceptionGroup('', [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError as e:
        raise OSError
    except* OSError:
        v4 = 3
def f10():
    try:
        raise ExceptionGroup('', [ValueError(1), TypeError(2)])
    except* ValueError:
        pass
    else:
        z = 1
def f11():
    try:
        raise ExceptionGroup('', [ValueError(1), TypeError(2)])
    except* (
       ValueError):
       1/0
    else:
        z = 1
    x = 3
def f12():
    try:
        raise ValueError
    except* (
       ValueError) as e:
       1/0
       x = 1
    finally:
        z = 1
    x = 3
def f13():
    try:
        raise ValueError
    except* (
       ValueError) as e:
       1/0
       x = 1
    x = 3
def f14():
    try:
        raise ValueError
    except* TypeError:
       x = 1
    except* (
       ValueError) as e:
       1/0
       x = 1
    except* OSError:
       x = 1
    x = 3
def show(e, d=0):
    t = e.__traceback__
    while t:
        if t.tb_frame.f_code.co_name != '<module>':
            print(' '*d, type(e).__name__, t.tb_frame.f_code.co_name, t.tb_lineno)
        t = t.tb_next
    for x in getattr(e, 'exceptions', ()): show(x, d+1)
for f in f8,f9,f10,f11,f12,f13,f14:
    try: f()
    except BaseException as e: show(e)
g = ExceptionGroup('g', [ExceptionGroup('i', [TypeError('a'), KeyError()]), OSError()])
try:
    try:
        raise g from ValueError('cause')
    except* TypeError as e:
        E = e
        X = e.exceptions[0]
        raise e.exceptions[0]
except BaseException as t:
    def d(n, x):
        print(n, repr(x), 'cause', repr(x.__cause__), 'ctx', repr(x.__context__), x.__suppress_context__)
    d('top', t); d('e', E); d('X', X)
    for y in t.exceptions: d('sub', y); print(y is X, y is E)
