"""`ast`: literals are evaluated where their text is known."""

from __stub__ import overlay, same, skip, unknown

overlay()
skip("dims")


def literal_eval(node_or_string):
    if isinstance(node_or_string, str) and same(node_or_string, node_or_string):
        try:
            return eval(node_or_string.lstrip(" \t"), {"__builtins__": {"set": set}})
        except NameError:
            raise ValueError(f"malformed node or string: {node_or_string!r}") from None
    return unknown("the result of `ast.literal_eval`")
