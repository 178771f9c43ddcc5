"""`argparse`: a parser is an object until it parses.

The texts of a parser are in the user's language: they are not known, which harms nobody.
"""

from __stub__ import effect, overlay, typed

overlay()


def _translated(message) -> str: ...
def _translated_plural(singular, plural, n) -> str: ...


_, ngettext = _translated, _translated_plural


def _prog_name(prog=None):
    return typed(str) if prog is None else prog


@overlay
class HelpFormatter(object):
    def _set_color(self, color):
        pass


@effect("environment", "reads the command line")
def _read_command_line() -> list[str]: ...


@overlay
class ArgumentParser(_AttributeHolder, _ActionsContainer):
    # Making a formatter asks the terminal for its size; here it only checks what it was given.
    def _get_validation_formatter(self):
        return self.formatter_class(prog=self.prog, width=80) if self.formatter_class is HelpFormatter else self._get_formatter()

    def parse_args(self, args=None, namespace=None):
        if args is None:
            _read_command_line()
        return _parsed() if namespace is None else namespace

    def parse_known_args(self, args=None, namespace=None):
        return self.parse_args(args, namespace), _rest()

    def parse_intermixed_args(self, args=None, namespace=None):
        return self.parse_args(args, namespace)

    def parse_known_intermixed_args(self, args=None, namespace=None):
        return self.parse_known_args(args, namespace)


def _parsed() -> Namespace: ...
def _rest() -> list[str]: ...
