"""`optparse`: texts are in the user's language, so that they are not known."""

from __stub__ import effect, overlay

overlay()


def _translated(message) -> str: ...
def _translated_plural(singular, plural, n) -> str: ...


_, ngettext = _translated, _translated_plural

_builtin_cvt = {
    "int": (_parse_int, _("integer")),
    "long": (_parse_int, _("integer")),
    "float": (float, _("floating-point")),
    "complex": (complex, _("complex")),
}


@effect("environment", "reads the command line")
def _read_command_line() -> list[str]: ...


@overlay
class OptionParser(OptionContainer):
    def _get_args(self, args):
        return _read_command_line() if args is None else args[:]

    def get_prog_name(self):
        return _translated("") if self.prog is None else self.prog
