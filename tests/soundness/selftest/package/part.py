"""Is changed by the package."""

items = []
