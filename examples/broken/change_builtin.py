"""Replaces a built-in function for everybody."""

import __strict__

import builtins

builtins.len = lambda value: 0  # STR132
