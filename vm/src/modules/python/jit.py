__all__ = [
    "auto", "disable", "disassemble", "enable", "force_compile", "get_compilation_time", "get_compiled_functions",
    "get_compiled_size", "get_deopt_stats", "get_figures", "is_enabled", "is_jit_compiled", "jit_suppress", "jit_unsuppress",
]


def enable():
    """Compile hot functions from now on."""
    if not _enable(True):
        raise RuntimeError("there is no compiler: it is off without -X jit=auto, or not for this machine")


auto = enable


def disable():
    """Compile nothing more by itself. What is compiled stays so."""
    _enable(False)


def get_compilation_time():
    """Milliseconds that were spent on compiling."""
    return get_figures().get("compile_ms", 0.0)


def get_deopt_stats():
    """How often compiled code was left to the interpreter, the most frequent exits first."""
    names = ("function", "line", "reason", "count")
    rows = [dict(zip(names, row)) for row in _exits()]
    return sorted(rows, key=lambda row: -row["count"])


def disassemble(function):
    """The machine code of a function: by objdump if there is one, else as bytes."""
    found = _machine_code(function)
    if found is None:
        raise ValueError(f"{function!r} is not compiled")
    address, code = found
    import shutil
    if shutil.which("objdump") is None:
        return "\n".join(f"{address + at:x}: {code[at:at + 16].hex(' ')}" for at in range(0, len(code), 16))
    import os
    import subprocess
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "code")
        with open(path, "wb") as file:
            file.write(code)
        words = ["objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", f"--adjust-vma={address:#x}", path]
        text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return "\n".join(line.rstrip() for line in text.splitlines() if line.startswith(" "))
