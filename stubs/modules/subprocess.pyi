"""`subprocess`: making a process is an effect."""

from __stub__ import effect, overlay

overlay()

_runs_process = effect("process", "runs a process")


@_runs_process
def call(*popenargs, timeout=None, **kwargs) -> int: ...
@_runs_process
def check_call(*popenargs, **kwargs) -> int: ...
@_runs_process
def check_output(*popenargs, timeout=None, **kwargs) -> str | bytes: ...
@_runs_process
def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs) -> CompletedProcess: ...
@_runs_process
def getstatusoutput(cmd, *, encoding=None, errors=None) -> tuple[int, str]: ...
@_runs_process
def getoutput(cmd, *, encoding=None, errors=None) -> str: ...


def _use_posix_spawn() -> bool: ...


@overlay
class Popen:
    @_runs_process
    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
        shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
        start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
        text=None, umask=-1, pipesize=-1, process_group=None,
    ) -> None: ...
    @_runs_process
    def communicate(self, input=None, timeout=None): ...
    @_runs_process
    def poll(self) -> int | None: ...
    @_runs_process
    def wait(self, timeout=None) -> int: ...
    @_runs_process
    def send_signal(self, sig) -> None: ...
    @_runs_process
    def terminate(self) -> None: ...
    @_runs_process
    def kill(self) -> None: ...
