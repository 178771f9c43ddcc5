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
        from _colorize import get_theme

        self._theme = get_theme(force_no_color=True).argparse
        self._decolor = str


@effect("environment", "reads the command line")
def _read_command_line() -> list[str]: ...


@overlay
class ArgumentParser(_AttributeHolder, _ActionsContainer):
    def format_usage(self) -> str: ...
    def format_help(self) -> str: ...

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


_make_formatter = HelpFormatter.__init__


# A formatter asks the terminal for its size, which only the texts depend on that it makes.
def _make_formatter_of_any_width(self, prog, indent_increment=2, max_help_position=24, width=None, *rest):
    _make_formatter(self, prog, indent_increment, max_help_position, 80 if width is None else width, *rest)


HelpFormatter.__init__ = _make_formatter_of_any_width
