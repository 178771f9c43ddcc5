"""Loads strict modules in importlib's terms: proves them, executes them once, freezes them.

`install()` puts a finder in front of the one for source files, and one in the place of that for archives. Files without a marker, and those that no pattern makes
strict, are loaded as ever.
"""

import sys
import _strict
from _strict import StrictModule
from importlib import _bootstrap_external
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from zipimport import zipimporter

__all__ = [
    "StrictModule",
    "StrictModuleError",
    "StrictModuleTestingPatchProxy",
    "StrictSourceFileLoader",
    "disassemble",
    "install",
    "is_installed",
    "refused_modules",
    "strict_module_patch",
    "strict_module_patch_delete",
    "strict_module_patch_enabled",
]

_imposed = ()
_refused = {}
# Names of modules that a pattern made strict.
_unmarked = set()
# Archives whose sources the analyzer has.
_archives = set()
_hook = None


class StrictModuleError(ImportError):
    """A module asks to be strict, and executing it has an effect outside of it, or may have one.

    `filename`, `lineno` and `col` (from 1) tell where, `findings` holds all of it as text.
    """

    def __init__(self, msg, filename=None, lineno=0, col=0, metadata="", *, name=None, findings=()):
        super().__init__(msg, name=name, path=filename)
        self.filename = filename
        self.lineno = lineno
        self.col = col
        self.metadata = metadata
        self.findings = findings


def _refusal(name, found):
    message, filename, lineno, col, _ = found[0]
    count = f"{len(found)} findings" if len(found) > 1 else "one finding"
    text = "".join(entry[4] for entry in found).rstrip()
    return StrictModuleError(
        f"module {name!r} is not strict: {count}\n\n{text}", filename, lineno, col, message,
        name=name, findings=tuple(entry[4] for entry in found),
    )


def _matches(pattern, name):
    first, star, rest = pattern.partition("*")
    if not star:
        return name == pattern
    if not name.startswith(first):
        return False
    name = name[len(first):]
    return any(_matches(rest, name[at:]) for at in range(len(name) + 1))


def _is_imposed(name):
    # The last pattern that matches decides; one with `!` in front leaves modules as they are.
    for pattern in reversed(_imposed):
        if _matches(pattern.removeprefix("!"), name):
            return not pattern.startswith("!")
    return False


def _prove(name, path, text, imposed, runs_as=None):
    """How a module is to be treated; raises StrictModuleError if it is not what it claims to be."""
    patterns = [pattern for pattern in _imposed if not pattern.startswith("!")]
    found = _strict.analyze(name, path, text, sys.path, patterns, runs_as or name)
    if isinstance(found, str):
        if found != "plain" and (rebound := _strict.rebound(runs_as or name)):
            found = _rests_on(name, path, rebound)
        else:
            return found
    if imposed:
        _refused[name] = tuple(entry[0] for entry in found)
        return "plain"
    raise _refusal(name, found)


def _rests_on(name, path, rebound):
    """The finding about a proof that no longer says what is the case."""
    names = ", ".join(f"'{it}'" for it in rebound)
    message = f"the proof of module {name!r} rests on what another module has rebound since: {names}"
    return [(message, path, 1, 1, f"{path}: {message}\n")]


class _StrictLoading:
    """Loads what `_source` finds: a file that is marked strict as a frozen module, any other as ever."""

    def create_module(self, spec):
        """A StrictModule if the file is a strict one that was proved, else None."""
        path, text = self._source(spec.name)
        imposed = not _strict.is_marked(text)
        if imposed and not _is_imposed(spec.name):
            return None
        self._show_sources()
        if _prove(spec.name, path, text, imposed) == "plain":
            return None
        if imposed:
            _unmarked.add(spec.name)
        if type(self) is StrictSourceFileLoader:
            self._text = text
        return StrictModule(spec.name)

    def exec_module(self, module):
        """Executes a module; a strict one is frozen afterwards."""
        if not isinstance(module, StrictModule):
            return super().exec_module(module)
        name = module.__name__
        if _strict.is_frozen(module):
            raise ImportError(
                f"strict module {name!r} is frozen and cannot be loaded again; "
                "'-X strict-patching' leaves strict modules open to tests",
                name=name, path=module.__file__,
            )
        if type(self) is StrictSourceFileLoader:
            # What was proved, whatever has become of the file.
            code = _strict.code(self.path, self.__dict__.pop("_text", None) or self.get_data(self.path))
        else:
            code = self.get_code(name)
        if code is None:
            raise ImportError(f"cannot load module {name!r} when get_code() returns None")
        if rebound := _execute(_strict.execute, module, code):
            found = _rests_on(name, module.__file__, rebound)
            if name not in _unmarked:
                raise _refusal(name, found)
            # It has been executed, and stays open.
            _refused[name] = tuple(entry[0] for entry in found)

    def _show_sources(self):
        """Lets the analyzer see files that are not on the disk."""


class StrictSourceFileLoader(_StrictLoading, SourceFileLoader):
    """Loads a source file: one that is marked strict as a frozen module, any other as ever."""

    def _source(self, name):
        text = _strict.read(self.path) if type(self) is StrictSourceFileLoader else None
        # This one says what is wrong.
        return self.path, self.get_data(self.path) if text is None else text


class StrictFileFinder(FileFinder):
    """Finds what FileFinder finds, and the common case in fewer steps: a source file in a folder that is as it was seen."""

    def find_spec(self, fullname, target=None):
        """The spec of a module in this folder, or None."""
        name = fullname.rpartition(".")[2]
        file = name + ".py"
        # A folder of that name would come first.
        if file in self._path_cache and name not in self._path_cache and self.path != "/":
            path = f"{self.path}/{file}"
            if _strict.is_current_file(self.path, self._path_mtime, path):
                spec = ModuleSpec(fullname, StrictSourceFileLoader(fullname, path), origin=path)
                spec.has_location = True
                if _cached_suffix is not None and sys.pycache_prefix is None:
                    spec.cached = f"{self.path}/__pycache__/{name}{_cached_suffix}"
                return spec
        return super().find_spec(fullname, target)


def _suffix_of_cached():
    """What `importlib.util.cache_from_source` makes of `.py`."""
    try:
        return _bootstrap_external.cache_from_source("m.py").rpartition("m")[2]
    except NotImplementedError:
        return None


_cached_suffix = _suffix_of_cached()


class StrictArchiveImporter(_StrictLoading, zipimporter):
    """Imports from an archive as from a folder."""

    def _source(self, name):
        path = self.get_filename(name)
        return path, self.get_data(path) if path.endswith(".py") else b""

    def _show_sources(self):
        if self.archive not in _archives:
            _archives.add(self.archive)
            paths = (f"{self.archive}/{name}" for name in self._get_files() if name.endswith(".py"))
            _strict.add_texts([(path, self.get_data(path)) for path in paths])


def _execute(function, *arguments):
    # The traceback of what code of a program raises does not show who called it: it begins behind this function.
    return function(*arguments)


def is_installed():
    """Whether imports recognise strict modules."""
    return _hook is not None


def disassemble(function):
    """The instructions of a function as text: `load_frozen` loads what a name was bound to when its module was frozen."""
    return _strict.disassemble(function)


def refused_modules():
    """Modules that a pattern asked to be strict and that were loaded as plain ones, each with its findings."""
    return dict(_refused)


def install(enable_patching=False, *, strict_modules=()):
    """Has imports recognise strict modules from now on.

    `enable_patching` leaves them open to tests. `strict_modules` are patterns (`package.*`) for names of modules that are
    treated as strict although they have no marker; those that cannot be proved are loaded as plain ones. A pattern
    with `!` in front takes modules out again.
    """
    global _hook, _imposed
    if enable_patching:
        _strict.set_patching(True)
    _imposed = (*_imposed, *strict_modules)
    if _hook is not None:
        return
    _hook = StrictFileFinder.path_hook(
        (StrictSourceFileLoader, _bootstrap_external.SOURCE_SUFFIXES),
        (_bootstrap_external.SourcelessFileLoader, _bootstrap_external.BYTECODE_SUFFIXES),
        (_bootstrap_external.ExtensionFileLoader, _bootstrap_external._imp.extension_suffixes()),
    )
    sys.path_hooks[:] = [StrictArchiveImporter if it is zipimporter else it for it in sys.path_hooks]
    # Behind the finders of the library and of archives, before that of files.
    sys.path_hooks.insert(max(len(sys.path_hooks) - 1, 0), _hook)
    sys.path_importer_cache.clear()


def _run_script(path, text, **attributes):
    """Runs a strict file as the program, up to its last `if __name__ == "__main__":`, which runs when the module is frozen.

    `attributes` are those of the module that the old `__main__` does not have. Returns whether the file is strict.
    """
    body, main = _strict.split_script(text)
    spec = attributes.get("__spec__")
    if spec is not None and "__main__" in body:
        # The proof is about the module under its own name.
        raise StrictModuleError(
            f"strict module {spec.name!r} can be run by '-m' only if nothing but its last statement, "
            """'if __name__ == "__main__":', looks for '__main__'""", path, name=spec.name,
        )
    if _prove(spec.name if spec else "__main__", path, body, False, "__main__") == "plain":
        return False
    module = StrictModule("__main__")
    for name, value in {**vars(sys.modules["__main__"]), **attributes}.items():
        setattr(module, name, value)
    sys.modules["__main__"] = module
    code = compile(body, path, "exec", dont_inherit=True)
    rest = None
    if main is not None:
        rest = compile(main, path, "exec", flags=code.co_flags & _FUTURE, dont_inherit=True)
    if rebound := _execute(_strict.execute, module, code, rest):
        raise _refusal("__main__", _rests_on("__main__", path, rebound))
    if rest is not None:
        _execute(_strict.run_main, module, rest)
    return True


def _run_module(name, alter_arguments):
    """What `python -m` does; a strict module is run as a strict script is."""
    import runpy
    try:
        full_name, spec, _ = runpy._get_module_details(name, runpy._Error)
    except runpy._Error:
        # It says what is wrong, and ends the program.
        return runpy._run_module_as_main(name, alter_arguments)
    loader = spec.loader
    if isinstance(loader, _StrictLoading):
        path, text = loader._source(spec.name)
        if _strict.is_marked(text):
            if alter_arguments:
                sys.argv[0] = path
            attributes = dict(
                __spec__=spec, __file__=path, __loader__=loader, __package__=spec.parent, __cached__=spec.cached
            )
            loader._show_sources()
            if _run_script(path, text, **attributes):
                return
    runpy._run_module_as_main(name, alter_arguments)


# What `from __future__` imports say about code.
_FUTURE = 0x1ff_0000


def strict_module_patch_enabled(module):
    """Whether a strict module is open to tests."""
    return module.__patch_enabled__


def strict_module_patch(module, name, value):
    """Sets an attribute of a strict module, for tests."""
    module.patch(name, value)


def strict_module_patch_delete(module, name):
    """Deletes an attribute of a strict module, for tests."""
    module.patch_delete(name)


class StrictModuleTestingPatchProxy:
    """Stands for a strict module in a test: what is set or deleted through it is put back at the end of the `with`."""

    def __init__(self, module):
        if not module.__patch_enabled__:
            raise ValueError(f"strict module {module.__name__!r} cannot be patched: start with '-X strict-patching'")
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_originals", {})

    def __getattribute__(self, name):
        if name in ("cleanup", "__class__", "__enter__", "__exit__", "__setattr__", "__delattr__"):
            return object.__getattribute__(self, name)
        return getattr(object.__getattribute__(self, "_module"), name)

    def __setattr__(self, name, value):
        _remember(self, name)
        object.__getattribute__(self, "_module").patch(name, value)
        originals = object.__getattribute__(self, "_originals")
        if originals[name] is value:
            del originals[name]

    def __delattr__(self, name):
        _remember(self, name)
        object.__getattribute__(self, "_module").patch_delete(name)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.cleanup()

    def cleanup(self, ignore=()):
        """Puts back what was changed, except for the names to ignore."""
        module = object.__getattribute__(self, "_module")
        originals = object.__getattribute__(self, "_originals")
        while originals:
            name, value = originals.popitem()
            if name in ignore:
                continue
            if value is _MISSING:
                if name in module.__dict__:
                    module.patch_delete(name)
            else:
                module.patch(name, value)


_MISSING = object()


def _remember(proxy, name):
    originals = object.__getattribute__(proxy, "_originals")
    if name not in originals:
        module = object.__getattribute__(proxy, "_module")
        originals[name] = module.__dict__.get(name, _MISSING)
