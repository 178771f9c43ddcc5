"""How Python was built."""


def config_vars() -> dict[str, object]: ...
