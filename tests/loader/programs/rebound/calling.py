import __strict__
from textwrap import dedent

TEXT = dedent("  text")
