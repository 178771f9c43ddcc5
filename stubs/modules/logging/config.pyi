"""`logging.config`: configuring logging concerns the whole program."""

from __stub__ import effect, overlay

overlay()

_configures = effect("registry", "configures logging for the whole program")


@_configures
def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None) -> None: ...
@_configures
def dictConfig(config) -> None: ...
@effect("threads", "makes a thread that waits for configurations")
def listen(port=0, verify=None): ...
@_configures
def stopListening() -> None: ...
