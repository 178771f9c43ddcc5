"""`unittest.main`: a program of its own."""

from __stub__ import effect, overlay

overlay()


@overlay
class TestProgram:
    @effect("process", "runs tests, and ends the program")
    def __init__(
        self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=loader.defaultTestLoader,
        exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
        durations=None,
    ): ...
