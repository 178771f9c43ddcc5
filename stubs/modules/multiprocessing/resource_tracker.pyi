"""`multiprocessing.resource_tracker`"""

from __stub__ import effect, overlay, skip

overlay()
skip("register_at_fork")


@overlay
class ResourceTracker(object):
    @effect("process", "starts a process that keeps track of resources")
    def ensure_running(self) -> None: ...
