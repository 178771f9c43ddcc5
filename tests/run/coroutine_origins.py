# Where a coroutine was made.
import sys


async def work():
    pass


def make():
    return work()


for depth in 0, 1, 2, 5:
    sys.set_coroutine_origin_tracking_depth(depth)
    made = make()
    print(sys.get_coroutine_origin_tracking_depth(), made.cr_origin and [(line, name) for _, line, name in made.cr_origin])
    made.close()
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as error:
    print(error)
try:
    raise ValueError
except ValueError as error:
    trace = error.__traceback__
    try:
        trace.tb_next = trace
    except ValueError as loop:
        print(loop)
