"""Depends on who starts the program."""

import __strict__

import os

DEBUG = os.environ.get("SHOP_DEBUG", "")  # STR121
