# stress: 50
import bdb, io, pdb, trace, sys, profile, pstats  # These work on a small program.

def work(n):
    total = 0
    for i in range(n):
        total += double(i)
    return total

def double(x):
    return 2 * x

class Steps(bdb.Bdb):
    def user_line(self, frame):
        if frame.f_code.co_name in ("work", "double"):
            print("line", frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
        self.set_step()
    def user_return(self, frame, value):
        if frame.f_code.co_name in ("work", "double"):
            print("return", frame.f_code.co_name, value)
        self.set_step()

print(Steps().runcall(work, 2))

counter = trace.Trace(count=1, trace=0)
counter.runfunc(work, 3)
base = work.__code__.co_firstlineno
counts = sorted((line - base, n) for (name, line), n in counter.results().counts.items() if name == __file__)
print([pair for pair in counts if pair[0] > 0])

out = io.StringIO()
debugger = pdb.Pdb(stdin=io.StringIO("b 11\nc\np x\nup\np total\nc\np x\nclear 1\nc\n"), stdout=out, nosigint=True, readrc=False)
debugger.use_rawinput = False
try:
    print(debugger.runcall(work, 2))
except bdb.BdbQuit:
    print("quit")
print([line for line in out.getvalue().splitlines() if line.removeprefix("(Pdb) ").isdigit()])

profiler = profile.Profile()
print(profiler.runcall(work, 4))
stats = pstats.Stats(profiler, stream=io.StringIO())
print({key[2]: value[1] for key, value in stats.stats.items() if key[2] in ("work", "double")})
