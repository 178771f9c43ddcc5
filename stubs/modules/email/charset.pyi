"""What programs may add to the tables of character sets stays within the types of what is there."""

from __stub__ import overlay, typed

overlay()

CHARSETS = typed(dict[str, tuple[int, int, str]])
ALIASES = typed(dict[str, str])
CODEC_MAP = typed(dict[str, str])
