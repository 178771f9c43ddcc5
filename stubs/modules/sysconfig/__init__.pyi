"""How and where Python was built and installed: none of it is known."""

from __stub__ import effect

__all__ = [
    "get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path", "get_path_names",
    "get_paths", "get_platform", "get_python_version", "get_scheme_names", "parse_config_h",
]


def get_config_h_filename() -> str: ...
def get_config_var(name) -> str | int | None: ...


def get_config_vars(*args):
    return [get_config_var(name) for name in args] if args else _variables()


def _variables() -> dict[str, str | int]: ...
def get_makefile_filename() -> str: ...
def get_path(name, scheme=None, vars=None, expand=True) -> str: ...
def get_paths(scheme=None, vars=None, expand=True) -> dict[str, str]: ...


def get_path_names():
    return ("stdlib", "platstdlib", "purelib", "platlib", "include", "platinclude", "scripts", "data")


def get_platform() -> str: ...


def get_python_version():
    return f"{__python_version__[0]}.{__python_version__[1]}"


def get_scheme_names() -> tuple[str, ...]: ...
def get_default_scheme() -> str: ...
def get_preferred_scheme(key) -> str: ...
def is_python_build(check_home=None) -> bool: ...
def expand_makefile_vars(s, vars) -> str: ...


@effect("io", "reads a file")
def parse_config_h(fp, vars=None) -> dict[str, str | int]: ...
