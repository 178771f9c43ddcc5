"""`copyreg`: how classes are pickled and copied that have no methods for it."""

from __stub__ import overlay, settled

overlay()

settled(dispatch_table, "a class is registered by the module that defines it, which is reported there")
