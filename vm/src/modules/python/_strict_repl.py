"""The conversation of `python` at a terminal, and its plain form, which is used where there is no terminal."""

import sys


def run():
    """Hold the conversation that suits the standard input."""
    import os

    if os.environ.get("PYTHON_BASIC_REPL") or not sys.stdin.isatty():
        plain()
        return
    from _pyrepl.main import interactive_console

    interactive_console(mainmodule=sys.modules["__main__"], quiet=True, pythonstartup=not sys.flags.ignore_environment)


def _run_startup_file(namespace):
    import os

    path = None if sys.flags.ignore_environment else os.environ.get("PYTHONSTARTUP")
    if not path:
        return
    import tokenize

    try:
        with tokenize.open(path) as file:
            exec(compile(file.read(), path, "exec"), namespace)
    except Exception:
        sys.excepthook(*sys.exc_info())


def plain():
    """Read lines with prompts but without editing; exceptions are shown, and the conversation goes on."""
    from codeop import CommandCompiler

    namespace = sys.modules["__main__"].__dict__
    if sys.flags.interactive or sys.stdin.isatty():
        _run_startup_file(namespace)
    for name, prompt in ("ps1", ">>> "), ("ps2", "... "):
        if not hasattr(sys, name):
            setattr(sys, name, prompt)
    compiler = CommandCompiler()
    pending = []
    while True:
        try:
            try:
                line = _read(sys.ps2 if pending else sys.ps1)
            except EOFError:
                sys.stderr.write("\n")
                if not pending:
                    return
                line = ""
            pending.append(line)
            code = compiler("\n".join(pending), "<stdin>", "single")
            if code is None:
                continue
            pending = []
            exec(code, namespace)
        except SystemExit:
            raise
        except KeyboardInterrupt:
            pending = []
            sys.stderr.write("\nKeyboardInterrupt\n")
        except BaseException as error:
            pending = []
            sys.last_exc = error
            sys.excepthook(type(error), error, error.__traceback__ and error.__traceback__.tb_next)


def _read(prompt):
    """A line of the standard input without its end; the prompt goes to the standard error, as CPython's does."""
    sys.stdout.flush()
    sys.stderr.write(str(prompt))
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")


sys._baserepl = plain
