"""Imports one module in a fresh interpreter, and reports what its own top-level code did to the rest of the world.

    child.py REPORT learn MODULE PATH SEARCH_PATH
    child.py REPORT judge MODULE PATH SEARCH_PATH IMPORT_FIRST

`learn` imports the module and reports what else was loaded, in the order of completion, and who asked for it. `judge`
first imports what is named in IMPORT_FIRST, separated by commas, then the module. Only the module's own body is watched:
while it waits for an import that executes another module, the watch is suspended, and everything is compared
before and after such a wait. So it does not matter in which order modules need each other.

The report is a Python literal: a dictionary. It is written as such because the modules that would write anything better
are themselves to be judged, and should not be loaded before.
"""

import sys

sys.path.insert(0, __file__.rpartition("/")[0])
import posix

import _frozen_importlib
import _frozen_importlib_external

import recorders
import watch

real_open, real_write, real_exit = posix.open, posix.write, posix._exit
REPORT, PHASE, MODULE, PATH = sys.argv[1:5]
SEARCH_PATH = [it for it in sys.argv[5].split(":") if it]
FALLBACK_PATH = [it for it in sys.argv[6].split(":") if it]
IMPORT_FIRST = [it for it in sys.argv[7].split(",") if it] if PHASE == "judge" else []

# A lazy import is one of whoever uses the name first, which may be the watch.
if hasattr(sys, "set_lazy_imports_filter"):
    sys.set_lazy_imports_filter(lambda *_: False)


def finish(report):
    fd = real_open(REPORT, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC)
    data = repr(report).encode("utf-8", "surrogateescape")
    while data:
        data = data[real_write(fd, data) :]
    real_exit(0)


def failure(error, in_body):
    """Describes an exception that ended the import."""
    trace, where = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        if not code.co_filename.startswith("<frozen importlib") and "/oracle/" not in code.co_filename:
            where.append(f"{code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    try:
        message = str(error)[:300]
    except Exception:
        message = "?"
    kinds = [it.__name__ for it in type(error).__mro__]
    return {"kinds": kinds, "message": message, "where": where[-3:], "in_body": in_body}


class Learner:
    """Notes which modules get loaded, and who needs them."""

    def __init__(self):
        self.loaded, self.edges, self.stack = [], set(), []
        self.load = _frozen_importlib._find_and_load_unlocked
        self.import_ = __builtins__.__import__
        _frozen_importlib._find_and_load_unlocked = self.find_and_load
        __builtins__.__import__ = self.import_statement

    def find_and_load(self, name, import_):
        if self.stack:
            self.edges.add((self.stack[-1], name))
        self.stack.append(name)
        try:
            module = self.load(name, import_)
            self.loaded.append(name)
            return module
        finally:
            self.stack.pop()

    def import_statement(self, name, globals=None, locals=None, fromlist=(), level=0):
        importer = (globals or {}).get("__name__")
        target = name
        if level > 0 and globals:
            package = globals.get("__package__") or importer or ""
            base = package.rsplit(".", level - 1)[0]
            target = f"{base}.{name}" if name else base
        self.edges.add((importer, target))
        self.edges.update((importer, f"{target}.{item}") for item in fromlist or () if item != "*")
        return self.import_(name, globals, locals, fromlist, level)


def learn():
    learner = Learner()
    report = {"error": None}
    try:
        learner.import_(MODULE, None, None, ["*"])
    except BaseException as error:
        report["error"] = failure(error, in_body=False)
    known = {MODULE, *learner.loaded}
    report["loaded"] = learner.loaded
    report["edges"] = sorted((a, b) for a, b in learner.edges if a in known and b in known)
    finish(report)


def import_module(name):
    return __import__(name, None, None, ["__name__"])


def judge():
    report = {"error": None, "executed_again": False, "location": None}
    for name in IMPORT_FIRST:
        try:
            import_module(name)
        except BaseException:
            pass  # it will be imported in its turn, and fail there
    # Warnings tell a developer something, and change no program: they are issued, and not shown.
    recorders.rebind(import_module("warnings"), "_showwarnmsg_impl", lambda message: None)
    watcher = watch.Watcher(MODULE)
    execute_module = _frozen_importlib_external._LoaderBasics.exec_module

    def exec_module(loader, module):
        if watcher.done or module.__spec__.name != MODULE:
            return execute_module(loader, module)
        code = loader.get_code(MODULE)
        report["location"] = getattr(module, "__file__", None)
        watcher.execute(code, module)

    _frozen_importlib_external._LoaderBasics.exec_module = exec_module
    if "strict.loader" in sys.modules:
        strict_loader = sys.modules["strict.loader"].StrictSourceFileLoader
        execute_strict = strict_loader.exec_module

        def exec_strict_module(loader, module):
            if type(module).__name__ != "StrictModule" or watcher.done or module.__spec__.name != MODULE:
                return execute_strict(loader, module)
            report["location"] = module.__file__
            watcher.execute(loader.get_code(MODULE), module)
            report["frozen"] = sys.modules["_strict"].is_frozen(module)

        strict_loader.exec_module = exec_strict_module
    load = _frozen_importlib._find_and_load_unlocked
    _frozen_importlib._find_and_load_unlocked = lambda name, import_: watcher.wait(load, name, import_)

    try:
        if MODULE not in sys.modules:
            import_module(MODULE)
        if not watcher.done:
            report["executed_again"] = True
            execute_again()
    except BaseException as error:
        report["error"] = failure(error, watcher.failed_in_body)
    if not watcher.done and report["error"] is None:
        report["error"] = {"kinds": ["NotExecuted"], "message": "no Python source", "where": [], "in_body": False}
    report["effects"] = watcher.effects
    report["inputs"] = watcher.inputs
    report["pauses"] = watcher.pauses
    finish(report)


def is_file(path, stat=posix.stat):
    try:
        stat(path)
    except OSError:
        return False
    return True


def execute_again():
    """Executes a module that start-up has loaded, or frozen into the interpreter, once more, under its own name."""
    path = PATH
    if not path.startswith("/"):
        relative = path.removeprefix("<stdlib>/") or MODULE.replace(".", "/") + ".py"
        path = next(filter(is_file, (f"{folder}/{relative}" for folder in [sys._stdlib_dir, *FALLBACK_PATH])), relative)
    locations = [path.rpartition("/")[0]] if path.endswith("/__init__.py") else None
    external = _frozen_importlib_external
    spec = external.spec_from_file_location(MODULE, path, submodule_search_locations=locations)
    module = _frozen_importlib.module_from_spec(spec)
    old = sys.modules.get(MODULE)
    sys.modules[MODULE] = module
    try:
        spec.loader.exec_module(module)
    finally:
        if old is not None:
            sys.modules[MODULE] = old


if __name__ == "__main__":
    sys.path[:1] = SEARCH_PATH
    sys.path += FALLBACK_PATH
    if PHASE == "learn":
        learn()
    judge()
