//! What Python's built-in types do, on plain data: pure functions that the VM and the analyzer share.
