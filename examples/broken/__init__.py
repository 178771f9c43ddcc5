"""The shop's twin: each module shows one thing that keeps a module from being strict.

A comment names the code that is expected on its line; `expected.json` says the same to programs.
"""

import __strict__
