"""`asyncio.selector_events`"""

from __stub__ import overlay, typed

overlay()

SC_IOV_MAX = typed(int)
