# Starting programs.
import _posixsubprocess
import os


def run(program, *arguments, executables=None, cwd=None, env=None, stdin=-1, close_fds=True, keep=()):
    error_reader, error_writer = os.pipe()
    reader, writer = os.pipe()
    pid = _posixsubprocess.fork_exec(
        [program, *arguments], executables or [program.encode()], close_fds, tuple(sorted({*keep, error_writer})), cwd, env,
        stdin, -1, reader, writer, -1, -1, error_reader, error_writer, True, False, -1, None, None, None, -1, None)
    os.close(error_writer)
    os.close(writer)
    failure = os.read(error_reader, 1000)
    os.close(error_reader)
    output = os.read(reader, 1000)
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    print(output, failure, os.waitstatus_to_exitcode(status))


run("/bin/echo", "one", "two")
run("/bin/sh", "-c", "exit 3")
run("/bin/sh", "-c", "kill -9 $$")
run("/bin/pwd", cwd="/usr")
run("/bin/sh", "-c", "echo $NAME", env=[b"NAME=value"])
run("/none", executables=[b"/none/echo", b"/bin/echo"])
run("/none")
run("/etc/passwd")
run("/bin/pwd", cwd="/none")
reader, writer = os.pipe()
os.write(writer, b"input")
os.close(writer)
run("/bin/cat", stdin=reader)
os.close(reader)
reader, writer = os.pipe()
os.set_inheritable(writer, True)
script = f"(echo kept >&{writer}) 2>/dev/null || echo closed"
run("/bin/sh", "-c", script)
run("/bin/sh", "-c", script, keep=[writer])
print(os.read(reader, 10))
try:
    run("/bin/echo\0")
except ValueError as error:
    print(error)
