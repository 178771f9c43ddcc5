"""Makes a program that fails smaller while it still fails, by lines and their indented blocks."""

import itertools


def block_end(lines, at):
    """Where the statement of a line ends, with the block that is indented below it."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return end


def candidates(lines):
    """Smaller texts, the much smaller ones first."""
    size = len(lines) // 2
    while size > 1:
        for start in range(0, len(lines), size):
            yield lines[:start] + lines[start + size :]
        size //= 2
    for at in range(len(lines)):
        end = block_end(lines, at)
        yield lines[:at] + lines[end:]
        if end > at + 1:
            indent = len(lines[at]) - len(lines[at].lstrip())
            inner = len(lines[at + 1]) - len(lines[at + 1].lstrip()) - indent
            yield lines[:at] + [line[inner:] for line in lines[at + 1 : end]] + lines[end:]


def is_python(text):
    try:
        compile(text, "<program>", "exec")
        return True
    except (SyntaxError, ValueError):
        return False


def shrink(source, failing, rounds=12, batch=40):
    """The smallest text found that is still a program and fails; `failing` tells of several texts which ones fail."""
    lines = source.splitlines()
    for _ in range(rounds):
        tried = ("\n".join(smaller) + "\n" for smaller in candidates(lines))
        tried = (text for text in tried if is_python(text))
        while texts := list(itertools.islice(tried, batch)):
            found = [text for text, fails in zip(texts, failing(texts)) if fails]
            if found:
                lines = min(found, key=len).splitlines()
                break
        else:
            break
    return "\n".join(lines) + "\n"
