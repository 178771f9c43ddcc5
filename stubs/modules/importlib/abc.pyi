"""Abstract base classes of the import system."""

import abc
from importlib import machinery
from importlib._abc import Loader
from importlib._bootstrap_external import FileLoader as _FileLoader
from importlib._bootstrap_external import SourceLoader as _SourceLoader

__all__ = [
    "Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
    "SourceLoader",
]


class MetaPathFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class PathEntryFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname): ...

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    exec_module = _SourceLoader.exec_module
    load_module = _SourceLoader.load_module


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError


class FileLoader(_FileLoader, ResourceLoader, ExecutionLoader):
    pass


class SourceLoader(_SourceLoader, ResourceLoader, ExecutionLoader):
    pass


for _class in (machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder, machinery.WindowsRegistryFinder):
    MetaPathFinder.register(_class)
PathEntryFinder.register(machinery.FileFinder)
for _class in (machinery.BuiltinImporter, machinery.FrozenImporter, machinery.NamespaceLoader):
    InspectLoader.register(_class)
for _class in (machinery.ExtensionFileLoader, machinery.AppleFrameworkLoader):
    ExecutionLoader.register(_class)
for _class in (machinery.SourceFileLoader, machinery.SourcelessFileLoader):
    FileLoader.register(_class)
SourceLoader.register(machinery.SourceFileLoader)
del _class
