"""Never finishes."""

import __strict__

COUNT = 0
while True: COUNT += 1  # STR160
