"""Watches one module's body: what it asks the system for, and what it changes.

The body is executed in stretches. A stretch ends where the body waits for an import that executes another module, and
the next begins when that is over. Before and after a stretch the world is compared; during it, audit events and
recorded calls are noted. What happens between stretches is the other modules' doing.
"""

import gc
import posix
import sys

import events
import exempt
import heap
import probes
import recorders

ModuleType = type(sys)
getframe, collect = sys._getframe, gc.collect
hidden = {it for it in sys.modules if it in ("events", "exempt", "heap", "names", "probes", "recorders", "watch")}

# The kind of an effect on an object, by how its path begins.
KIND_OF_PATH = {
    "builtins": "builtins",
    "_codecs": "codecs",
    "codecs": "codecs",
    "gc": "gc",
    "copyreg": "copyreg",
    "decimal": "decimal",
    "_decimal": "decimal",
    "logging": "logging",
    "mimetypes": "mimetypes",
    "os.environ": "environment",
    "posix.environ": "environment",
    "random": "random",
    "sys": "interpreter",
    "_warnings": "warnings",
    "_py_warnings": "warnings",
    "warnings": "warnings",
    "signal": "signal",
    "atexit": "atexit",
}
# How many effects, and how many inputs, are reported.
LIMIT = 200


def kind_of_path(path):
    """The kind of an effect on the object at `path`."""
    for prefix, kind in KIND_OF_PATH.items():
        if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in ("", ".", "["):
            return kind
    return "object"


def fatal(method, exit=posix._exit, excepthook=sys.excepthook):
    """Makes a failure of the watch end the process: the code under test must not catch it."""

    def call(self):
        try:
            method(self)
        except BaseException as error:
            excepthook(type(error), error, error.__traceback__)
            exit(70)

    return call


class Watcher:
    """The effects of the body of the module called `name`."""

    def __init__(self, name):
        self.name = name
        self.effects, self.inputs = [], []
        self.pauses = 0
        self.done = False
        self.failed_in_body = False
        self._active = False
        self._waiting = 0
        self._import_error = None
        self._module = None
        self._seen = set()
        self._own = {}
        self._harness = [sys.modules.pop(it) for it in hidden]
        self._skip = {id(it) for module in self._harness for it in (module, module.__dict__)}
        self._skip |= {id(self), id(self.__dict__), id(sys.modules["__main__"]), id(sys.modules["__main__"].__dict__)}
        recorders.install(self._recorded)
        if name != "os":
            __import__("os")
            recorders.install_environment(self._recorded)
        sys.addaudithook(self._audited)

    def execute(self, code, module):
        """Executes the module's body under watch."""
        self._module = module
        self._namespace = module.__dict__
        self.done = True
        self._begin()
        try:
            if type(module) is ModuleType:
                exec(code, module.__dict__)
            else:
                sys.modules["_strict"].execute(module, code)
        except BaseException as error:
            # An import that failed may have been what ended the body.
            self.failed_in_body = error is not self._import_error
            raise
        finally:
            self._end()

    def wait(self, load, *args):
        """Calls `load`, which executes another module; its effects are not the body's."""
        if not self._active and not self._waiting:
            return load(*args)
        if not self._waiting:
            self._end()
            self.pauses += 1
        self._waiting += 1
        try:
            return load(*args)
        except BaseException as error:
            self._import_error = error
            raise
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._begin()

    @fatal
    def _begin(self):
        # Else what dies while the body is executed may not be the body's doing.
        collect()
        # The probes flush the standard streams and make the decimal context, so they come before the heap is copied.
        self._states = probes.read()
        roots = [it for name, it in list(sys.modules.items()) if it is not self._module]
        skip = self._skip | self._own.keys() | {id(self._module), id(self._namespace)} | exempt.benign_objects()
        self._heap = heap.Heap(roots, skip)
        self._active = True

    @fatal
    def _end(self):
        self._active = False
        for kind, name, change in probes.changes(self._states, probes.read()):
            if kind == "modules" and all(it.startswith(f"+{self.name}.") for it in change.split()):
                continue  # a module that makes its own submodules, as `collections` does
            self._note(kind, f"{name}: {change}", line=None)
        for path, changes in self._heap.changes():
            self._note(kind_of_path(path), f"{path}: {' '.join(changes)}", line=None)
        # What can be reached from the body's own names, and was not there before, is its own.
        created = heap.Heap([self._namespace], self._skip | self._heap.objects.keys())
        self._own.update(created.objects)

    def _audited(self, event, args):
        if self._active:
            found = events.classify(event, args)
            if found:
                self._active = False
                self._note(*found[:2], line=self._line(), is_input=found[2])
                self._active = True

    def _recorded(self, kind, text, is_input):
        if self._active:
            self._active = False
            self._note(kind, text, line=self._line(), is_input=is_input)
            self._active = True

    def _line(self):
        """The line of the body that is being executed."""
        frame = getframe()
        while frame is not None:
            if frame.f_globals is self._namespace and frame.f_code.co_name == "<module>":
                return frame.f_lineno
            frame = frame.f_back
        return None

    def _note(self, kind, text, line, is_input=False):
        effect = f"{kind}: {text}"
        if any(module == self.name and effect.startswith(start) for module, start in exempt.OWN_EFFECTS):
            return
        notes = self.inputs if is_input else self.effects
        if (kind, text) not in self._seen and len(notes) < LIMIT:
            self._seen.add((kind, text))
            notes.append({"kind": kind, "what": text, "line": line})
