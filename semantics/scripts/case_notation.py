"""How case files in tests/data look: a call a line, its name, arguments and result separated by tabs."""


def escaped(text):
    """Text in printable ASCII without tabs, commas or brackets, which separate."""
    return "".join(
        char if " " <= char <= "~" and char not in "\\,[]" else f"\\{{{ord(char):x}}}" for char in text)


def show(value):
    match value:
        case None | True | False:
            return str(value)
        case int():
            return f"i{value}"
        case str():
            return f"s{escaped(value)}"
        case bytes() | bytearray():
            return f"b{value.hex()}"
        case list() | tuple():
            return f"[{','.join(map(show, value))}]"
        case BaseException():
            return f"!{type(value).__name__}: {escaped(str(value))}"
    raise TypeError(value)


def outcome(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as error:
        return error


def line(name, arguments, result):
    return "\t".join([name, *map(show, arguments), show(result)])


def write(folder, name, lines):
    folder.joinpath(f"{name}.txt").write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="ascii")
