"""What pyperformance's programs import as `pyperf`: runs the benchmark in this process, and prints one line of JSON.

Each program registers functions with a `Runner`; the one that `BENCH_NAME` names is called again and again, `BENCH_LOOPS`
inner loops each, for `BENCH_SECONDS`. Times are of the process's CPU, since these machines are shared: `first` iteration, `steady`
state (the best of the last third), `median`.
"""

import argparse
import json
import os
import sys
from time import perf_counter, process_time

NAME = os.environ["BENCH_NAME"]
LOOPS = int(os.environ.get("BENCH_LOOPS", "1"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
FEWEST, MOST = 5, 2000


def python_implementation():
    return sys.implementation.name


class Runner:
    def __init__(self, add_cmdline_args=None, **unused):
        self.argparser = argparse.ArgumentParser()
        self.metadata = {}
        self.args = None

    def parse_args(self, arguments=None):
        if self.args is None:
            self.args = self.argparser.parse_args(arguments)
        return self.args

    def bench_time_func(self, name, function, *arguments, **unused):
        """`function(loops, *arguments)` gives the seconds that it took."""
        self._measure(name, lambda: function(LOOPS, *arguments))

    def bench_func(self, name, function, *arguments, inner_loops=None, **unused):
        def loop():
            for _ in range(LOOPS):
                function(*arguments)

        self._measure(name, loop)

    def bench_async_func(self, name, function, *arguments, loop_factory=None, **unused):
        import asyncio

        async def loop():
            for _ in range(LOOPS):
                await function(*arguments)

        def run():
            if loop_factory is None:
                asyncio.run(loop())
            else:
                with asyncio.Runner(loop_factory=loop_factory) as runner:
                    runner.run(loop())

        self._measure(name, run)

    def _measure(self, name, run):
        if name != NAME:
            return
        self.parse_args()
        times = []
        end = perf_counter() + SECONDS
        while len(times) < MOST and (len(times) < FEWEST or perf_counter() < end):
            start = process_time()
            run()
            times.append(process_time() - start)
            if perf_counter() > end + 20 * SECONDS:
                break
        last = sorted(times[-max(1, len(times) // 3):])
        print(json.dumps({
            "first": times[0], "steady": last[0], "median": sorted(times)[len(times) // 2], "iterations": len(times),
        }))
