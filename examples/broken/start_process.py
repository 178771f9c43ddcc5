"""Runs another program."""

import __strict__

import subprocess

REVISION = subprocess.run(["git", "rev-parse", "HEAD"])  # STR127
