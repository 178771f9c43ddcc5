"""`webbrowser`: what is installed is looked for when a browser is first asked for."""

from __stub__ import effect, overlay

overlay()


@effect("registry", "registers a browser for the whole program")
def register(name, klass, instance=None, *, preferred=False) -> None: ...


@effect("environment", "looks for the browsers that are installed")
def register_standard_browsers() -> None: ...


@effect("environment", "looks for a browser")
def get(using=None) -> BaseBrowser: ...


@effect("process", "starts a browser")
def open(url, new=0, autoraise=True) -> bool: ...
