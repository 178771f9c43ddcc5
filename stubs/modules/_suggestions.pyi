"""Suggestions for misspelt names."""


def _generate_suggestions(candidates, item, /) -> str | None: ...
