//! The native modules of the library, by name.

use super::native_module::{ModuleSpec, new_module};
use super::{
    abc, ast, codecs, collections, errno, gc, imp, io, itertools, library_importer, math, posix, random,
    signal, sre, string, struct_module, sys, thread, time, weakref,
};

/// A module that is written in Python.
const fn in_python(name: &'static str, text: &'static str) -> ModuleSpec {
    ModuleSpec { python: text, ..new_module(name, &[]) }
}

static ATEXIT: ModuleSpec = in_python("atexit", include_str!("python/atexit.py"));
static CONTEXTVARS: ModuleSpec = in_python("_contextvars", include_str!("python/_contextvars.py"));
static MARSHAL: ModuleSpec = in_python("marshal", include_str!("python/marshal.py"));
static OPCODE: ModuleSpec = in_python("_opcode", include_str!("python/_opcode.py"));
static CONFIGURATION: ModuleSpec =
    in_python("_sysconfigdata__linux_x86_64-linux-gnu", include_str!("python/_sysconfigdata.py"));
static REPL: ModuleSpec = in_python("_strict_repl", include_str!("python/_strict_repl.py"));
static TEMPLATES: ModuleSpec = in_python("_templatelib", include_str!("python/_templatelib.py"));
static TYPING: ModuleSpec = in_python("_typing", include_str!("python/_typing.py"));
static TOKENIZE: ModuleSpec = in_python("_tokenize", include_str!("python/_tokenize.py"));
static WARNINGS: ModuleSpec = in_python("_warnings", include_str!("python/_warnings.py"));

static MODULES: &[&ModuleSpec] = &[
    &abc::MODULE,
    &ATEXIT,
    &CONTEXTVARS,
    &imp::MODULE,
    &MARSHAL,
    &OPCODE,
    &CONFIGURATION,
    &REPL,
    &TEMPLATES,
    &TOKENIZE,
    &TYPING,
    &WARNINGS,
    &ast::MODULE,
    &codecs::MODULE,
    &collections::MODULE,
    &errno::MODULE,
    &gc::MODULE,
    &io::MODULE,
    &itertools::MODULE,
    &math::MODULE,
    &posix::MODULE,
    &random::MODULE,
    &signal::MODULE,
    &sre::MODULE,
    &string::MODULE,
    &struct_module::MODULE,
    &library_importer::MODULE,
    &sys::MODULE,
    &thread::MODULE,
    &time::MODULE,
    &weakref::MODULE,
];

/// The native module of this name.
pub fn find(name: &str) -> Option<&'static ModuleSpec> {
    MODULES.iter().copied().find(|module| module.name == name)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.name)
}
