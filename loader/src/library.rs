//! The Python modules of the loader: the import protocol's side of it, and what strict modules import.

use strict_vm::strict::LibraryModule;

/// All of them.
pub(crate) static MODULES: &[LibraryModule] = &[
    module("__static__", include_str!("../python/__static__.py")),
    module("__strict__", include_str!("../python/__strict__.py")),
    package("compiler", include_str!("../python/compiler/__init__.py")),
    package("compiler.strict", include_str!("../python/compiler/strict/__init__.py")),
    module("compiler.strict.loader", include_str!("../python/compiler/strict/loader.py")),
    package("strict", include_str!("../python/strict/__init__.py")),
    module("strict.loader", include_str!("../python/strict/loader.py")),
];

const fn module(name: &'static str, text: &'static str) -> LibraryModule {
    LibraryModule { name, is_package: false, text }
}

const fn package(name: &'static str, text: &'static str) -> LibraryModule {
    LibraryModule { name, is_package: true, text }
}
