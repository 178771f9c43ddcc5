"""Metadata of installed distributions: all of it is read from files."""

from importlib.abc import MetaPathFinder

from __stub__ import effect, opaque, raises

__all__ = [
    "Distribution", "DistributionFinder", "PackageMetadata", "PackageNotFoundError", "SimplePath", "distribution",
    "distributions", "entry_points", "files", "metadata", "packages_distributions", "requires", "version",
]


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f"No package metadata was found for {self.name}"

    @property
    def name(self):
        (name,) = self.args
        return name


_may_be_missing = raises(PackageNotFoundError)


@opaque
class PackageMetadata: ...


@opaque
class SimplePath: ...


class EntryPoint:
    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group, dist=None)

    @effect("import", "imports what an installed distribution names")
    def load(self): ...


@opaque
class EntryPoints(tuple): ...


@opaque
class PackagePath: ...


@opaque
class FileHash: ...


@opaque
class Distribution:
    @classmethod
    @_may_be_missing
    @effect("io", "reads the metadata of an installed distribution")
    def from_name(cls, name) -> "Self": ...
    @classmethod
    @effect("io", "reads the metadata of installed distributions")
    def discover(cls, *, context=None, **kwargs): ...

    @staticmethod
    def at(path):
        return PathDistribution(path)


class PathDistribution(Distribution):
    def __init__(self, path):
        self._path = path


class DistributionFinder(MetaPathFinder):
    class Context:
        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)


@opaque
class MetadataPathFinder(DistributionFinder): ...


@_may_be_missing
@effect("io", "reads the metadata of an installed distribution")
def distribution(distribution_name) -> Distribution: ...


@effect("io", "reads the metadata of installed distributions")
def distributions(**kwargs): ...


@_may_be_missing
@effect("io", "reads the metadata of an installed distribution")
def metadata(distribution_name) -> PackageMetadata: ...


@_may_be_missing
@effect("io", "reads the metadata of an installed distribution")
def version(distribution_name) -> str: ...


@effect("io", "reads the metadata of installed distributions")
def entry_points(**params) -> EntryPoints: ...


@_may_be_missing
@effect("io", "reads the metadata of an installed distribution")
def files(distribution_name) -> list[PackagePath] | None: ...


@_may_be_missing
@effect("io", "reads the metadata of an installed distribution")
def requires(distribution_name) -> list[str] | None: ...


@effect("io", "reads the metadata of installed distributions")
def packages_distributions() -> dict[str, list[str]]: ...
