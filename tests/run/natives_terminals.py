# Attributes of terminals, on a pseudo-terminal.
import os
import pty
import termios
import tty

main, other = pty.openpty()
mode = termios.tcgetattr(other)
print(len(mode), [type(part).__name__ for part in mode], len(mode[6]))
print(mode[6][termios.VINTR], mode[6][termios.VMIN], mode[3] & termios.ICANON != 0)
tty.setraw(other)
raw = termios.tcgetattr(other)
print(raw[3] & termios.ICANON, raw[3] & termios.ECHO, raw[6][termios.VMIN], raw[6][termios.VTIME])
termios.tcsetattr(other, termios.TCSANOW, mode)
print(termios.tcgetattr(other) == mode)
termios.tcsetwinsize(other, (24, 80))
print(termios.tcgetwinsize(main))
os.write(main, b"text\n")
print(os.read(other, 100))
termios.tcflush(other, termios.TCIOFLUSH)
termios.tcdrain(main)
termios.tcflow(other, termios.TCOON)
for call in (
    lambda: termios.tcgetattr(-1),
    lambda: termios.tcgetattr("x"),
    lambda: termios.tcsetattr(other, 0, []),
    lambda: termios.tcsetattr(other, 0, mode[:6] + [[]]),
    lambda: termios.tcsetattr(other, 0, mode[:6] + [[b"ab"] * len(mode[6])]),
    lambda: termios.tcsetattr(other, 99, mode),
    lambda: termios.tcsetwinsize(other, (1, 2, 3)),
    lambda: termios.tcsetwinsize(other, 5),
    lambda: termios.tcsetwinsize(other, (2**20, 1)),
):
    try:
        call()
        print("no error")
    except (termios.error, TypeError, ValueError, OverflowError) as error:
        print(type(error).__module__, type(error).__name__, error)
with open(os.devnull) as file:
    try:
        termios.tcgetattr(file)
    except termios.error as error:
        print(error.args)
