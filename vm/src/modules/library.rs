//! The native modules of the library, by name.

use super::native_module::{ModuleSpec, new_module};
use crate::builtins::prelude::*;

fn identity(_: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(value)
}

/// A module that is written in Python.
const fn in_python(name: &'static str, text: &'static str) -> ModuleSpec {
    ModuleSpec { python: text, ..new_module(name, &[]) }
}

static ATEXIT: ModuleSpec = in_python("atexit", include_str!("python/atexit.py"));
static CONFIGURATION: ModuleSpec =
    in_python("_sysconfigdata__linux_x86_64-linux-gnu", include_str!("python/_sysconfigdata.py"));
static REPL: ModuleSpec = in_python("_strict_repl", include_str!("python/_strict_repl.py"));
static RESOURCES: ModuleSpec = in_python("_strict_resources", include_str!("python/_strict_resources.py"));
static TEMPLATES: ModuleSpec = in_python("_templatelib", include_str!("python/_templatelib.py"));
static TYPING: ModuleSpec = ModuleSpec {
    python: include_str!("python/_typing.py"),
    // A native function, since as an attribute of a class it must not become a method.
    ..new_module("_typing", &[m("_idfunc", "(x, /)", Pure, n(identity), "")])
};
static TRACEMALLOC: ModuleSpec = in_python("_tracemalloc", include_str!("python/_tracemalloc.py"));
static WARNINGS: ModuleSpec = in_python("_warnings", include_str!("python/_warnings.py"));

/// The module, other than `builtins`, that declares a function.
pub fn module_of(function: &'static crate::object::NativeSpec) -> Option<&'static str> {
    let declares = |module: &&&ModuleSpec| module.functions.iter().any(|it| std::ptr::eq(it, function));
    MODULES.iter().find(declares).map(|module| module.name)
}

static MODULES: &[&ModuleSpec] = &[
    &super::abc::MODULE,
    &ATEXIT,
    &super::imp::MODULE,
    &CONFIGURATION,
    &REPL,
    &RESOURCES,
    &TEMPLATES,
    &TRACEMALLOC,
    &TYPING,
    &WARNINGS,
    &super::accounts::GRP,
    &super::accounts::PWD,
    &super::array::MODULE,
    &super::ast::MODULE,
    &super::asyncio::MODULE,
    &super::binascii::MODULE,
    &super::bisect::MODULE,
    &super::cmath::MODULE,
    &super::codecs::MODULE,
    &super::collections::MODULE,
    &super::contextvars::MODULE,
    &super::compression::BZ2,
    &super::compression::LZMA,
    &super::compression::ZLIB,
    &super::csv::MODULE,
    &super::datetime::MODULE,
    &super::decimal::MODULE,
    &super::errno::MODULE,
    &super::expat::MODULE,
    &super::faulthandler::MODULE,
    &super::fcntl::MODULE,
    &super::functools::MODULE,
    &super::gc::MODULE,
    &super::hashes::BLAKE2,
    &super::hashes::MD5_MODULE,
    &super::hashes::SHA1,
    &super::hashes::SHA2,
    &super::hashes::SHA3,
    &super::heapq::MODULE,
    &super::io::MODULE,
    &super::itertools::MODULE,
    &super::jit::MODULE,
    &super::jit::CINDERJIT,
    &super::jit::CINDERX,
    &super::jit::CINDERX_JIT,
    &super::json::MODULE,
    &super::library_importer::MODULE,
    &super::locale::MODULE,
    &super::marshal::MODULE,
    &super::math::MODULE,
    &super::mmap::MODULE,
    &super::opcode::MODULE,
    &super::operator::MODULE,
    &super::pickle::MODULE,
    &super::posix::MODULE,
    &super::queue::MODULE,
    &super::random::MODULE,
    &super::resource::MODULE,
    &super::select::MODULE,
    &super::semaphore::MODULE,
    &super::shared_memory::MODULE,
    &super::signal::MODULE,
    &super::socket::MODULE,
    &super::sre::MODULE,
    &super::stat::MODULE,
    &super::statistics::MODULE,
    &super::string::MODULE,
    &super::struct_module::MODULE,
    &super::subprocess::MODULE,
    &super::suggestions::MODULE,
    &super::symtable::MODULE,
    &super::sys::MODULE,
    &super::syslog::MODULE,
    &super::termios::MODULE,
    &super::thread::MODULE,
    &super::time::MODULE,
    &super::tokenize::MODULE,
    &super::types::MODULE,
    &super::unicodedata::MODULE,
    &super::weakref::MODULE,
    &crate::strict::MODULE,
    &crate::lazy_imports::MODULE,
];

/// The native module of this name.
pub fn find(name: &str) -> Option<&'static ModuleSpec> {
    MODULES.iter().copied().find(|module| module.name == name)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.name)
}
