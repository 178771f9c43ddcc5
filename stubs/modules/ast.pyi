"""What `ast` adds to the class of tuples is part of the class's model."""

from __stub__ import overlay, raises, same, skip

overlay()
skip("dims")


def _is_plain(text):
    """Whether a text has nothing in it, not even in strings, that may be more than a literal."""
    if any([character in text for character in "*/%@<>=|&^~!#`"]):
        return False
    if any([word in text for word in (" if ", " for ", "lambda", " in ", " is ", " or ", " and ", "not ", "await", "yield")]):
        return False
    previous = ""
    for character in text:
        if character in "([" and previous and (previous.isalnum() or previous in "_)]}'\""):
            return False
        if character in "'\"" and previous and previous in "fFtT":
            return False
        if previous == "." and (character.isalpha() or character == "_"):
            return False
        if character in "+-" and previous and previous not in "([{,:eE":
            return False
        if not character.isspace():
            previous = character
    return True


def literal_eval(node_or_string):
    if isinstance(node_or_string, str) and same(node_or_string, node_or_string) and _is_plain(node_or_string):
        try:
            return eval(node_or_string.lstrip(" \t"), {"__builtins__": {}})
        except NameError:
            raise ValueError(f"malformed node or string: {node_or_string!r}") from None
    return _evaluate(node_or_string)


@raises(ValueError, SyntaxError)
def _evaluate(node_or_string): ...
