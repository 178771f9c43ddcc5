"""Starting processes."""

from __stub__ import effect

_starts_process = effect("process", "starts a process")

@_starts_process
def fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /) -> int: ...
