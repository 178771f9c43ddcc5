"""`string`: the pattern of a template is made anew instead of being remembered on the class."""

from __stub__ import overlay

overlay()


@overlay
class Template:
    @classmethod
    def _compile_pattern(cls):
        import re

        pattern = cls.__dict__.get("pattern", _TemplatePattern)
        if isinstance(pattern, re.Pattern):
            return pattern
        if pattern is _TemplatePattern:
            pattern = cls.delimiter + cls.idpattern + (cls.braceidpattern or "")
        return re.compile(pattern, (re.IGNORECASE if cls.flags is None else cls.flags) | re.VERBOSE)
