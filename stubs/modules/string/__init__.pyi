"""`string`: the pattern of a template of a class of another module is made anew instead of being remembered."""

from __stub__ import overlay, owned, settled, typed

overlay()


@overlay
class Template:
    @classmethod
    def _compile_pattern(cls):
        import re

        pattern = cls.__dict__.get("pattern", _TemplatePattern)
        if isinstance(pattern, re.Pattern):
            return pattern
        flags = re.IGNORECASE if cls.flags is None else cls.flags
        compiled = re.compile(typed(str) if pattern is _TemplatePattern else pattern, flags | re.VERBOSE)
        if owned(cls):
            cls.flags = flags
            cls.pattern = compiled
        return compiled


settled(Template, "what is remembered is what would be made again")
