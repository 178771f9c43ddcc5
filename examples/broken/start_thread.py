"""Starts a thread while other modules are half imported."""

import __strict__

import threading


def poll():
    """Would run for ever."""


threading.Thread(target=poll).start()  # STR126
