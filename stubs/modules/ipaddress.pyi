"""`ipaddress`: tables that remember masks are memos."""

from __stub__ import benign, overlay

overlay()

benign(_BaseV4._netmask_cache, "masks by their text, which would be computed again")
benign(_BaseV6._netmask_cache, "masks by their text, which would be computed again")
