# coding: klingon  # STR002
"""The file declares an encoding that does not exist."""

import __strict__
