"""`urllib.request`: opening resources by URL."""

from __stub__ import effect, overlay

overlay()

_opens = effect("io", "opens a URL")
_asks = effect("environment", "asks for the proxies of the system")


@_opens
def urlopen(url, data=None, timeout=None, *, context=None): ...
@effect("registry", "sets how the program opens URLs")
def install_opener(opener) -> None: ...
@_opens
def urlretrieve(url, filename=None, reporthook=None, data=None): ...
@effect("io", "removes temporary files")
def urlcleanup() -> None: ...
@_asks
def getproxies_environment() -> dict[str, str]: ...
@_asks
def proxy_bypass_environment(host, proxies=None) -> bool: ...
