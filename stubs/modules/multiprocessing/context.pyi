"""`multiprocessing.context`: how processes are started is a setting of the program."""

from __stub__ import effect, overlay

overlay()


@overlay
class DefaultContext(BaseContext):
    def get_context(self, method=None):
        return self._default_context if method is None else super().get_context(method)

    @effect("registry", "sets how the program starts processes")
    def set_start_method(self, method, force=False) -> None: ...
    def get_start_method(self, allow_none=False) -> str: ...
