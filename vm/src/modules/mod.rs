//! Native modules and imports: `builtins`, `sys`, and modules found beside the program or in the embedded library.

pub mod abc;
pub mod accounts;
pub mod array;
pub mod ast;
pub(crate) mod asyncio;
pub mod binascii;
pub mod bisect;
pub mod cmath;
pub mod codecs;
pub mod collections;
mod collections_helpers;
pub mod compression;
pub mod contextvars;
pub mod csv;
pub mod datetime;
pub mod decimal;
pub mod errno;
pub mod expat;
pub(crate) mod faulthandler;
pub mod fcntl;
mod fork;
pub mod functools;
pub(crate) mod gc;
pub mod hashes;
pub mod heapq;
pub mod imp;
mod import;
pub mod io;
pub mod itertools;
mod jit;
pub mod json;
pub mod library;
pub mod library_importer;
pub mod locale;
pub mod marshal;
pub mod math;
pub mod mmap;
mod monitoring;
pub mod native_module;
mod opcode;
pub mod operator;
pub mod pickle;
pub mod posix;
pub mod queue;
pub mod random;
pub mod resource;
pub mod select;
pub mod semaphore;
pub mod shared_memory;
pub(crate) mod signal;
pub mod socket;
pub mod sre;
pub mod stat;
pub mod statistics;
pub mod string;
pub mod struct_module;
pub mod subprocess;
pub mod suggestions;
pub mod symtable;
mod sys;
mod sys_runtime;
pub mod syslog;
pub(crate) mod system;
pub mod termios;
pub(crate) mod thread;
pub mod time;
pub mod tokenize;
pub mod types;
pub mod unicodedata;
pub mod weakref;

pub(crate) use import::{
    bootstrap, builtins_of, hide_machinery, import, import_module, loaded, origin_of, spec_is_initializing,
    warn,
};
pub(crate) use sys::{PATH_OF_PROGRAM, set_sys_attribute, start, sys_attribute, sys_namespace};

use crate::heap::Gc;
use crate::object::{Dict, Module, NativeSpec};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Makes a native module, if there is one of that name.
pub(crate) fn make_native(vm: &mut Vm, name: &str) -> Outcome<Option<Gc<Module>>> {
    library::find(name).map(|spec| vm.new_native_module(spec)).transpose()
}

/// Adds native functions to a namespace.
pub(crate) fn add_functions(
    vm: &mut Vm,
    dict: Gc<Dict>,
    module: Value,
    module_name: &str,
    functions: &'static [NativeSpec],
) {
    let module_name = vm.intern(module_name).value();
    for spec in functions {
        let function = vm.new_native(spec, module, module_name);
        set(vm, dict, spec.name, function);
    }
}

/// Sets an entry of a namespace.
pub(crate) fn set(vm: &mut Vm, dict: Gc<Dict>, name: &str, value: Value) {
    let key = vm.intern(name);
    if vm.dict_set(dict, key.value(), value).is_err() {
        vm.raised = Value::UNBOUND;
    }
}

/// Makes the modules that every program has.
pub(crate) fn init(vm: &mut Vm) {
    let module = vm.new_module("builtins");
    let dict = module.dict.get();
    vm.builtins = dict;
    add_functions(vm, dict, module.value(), "builtins", crate::builtins::functions::FUNCTIONS);
    let streams = vm.intern("_io").value();
    let open = vm.new_native(&io::OPEN, module.value(), streams);
    set(vm, dict, "open", open);
    let types = vm.types.clone();
    let named = [
        types.object,
        types.type_,
        types.int,
        types.bool,
        types.float,
        types.complex,
        types.str,
        types.bytes,
        types.bytearray,
        types.tuple,
        types.list,
        types.dict,
        types.set,
        types.frozenset,
        types.range,
        types.slice,
        types.property,
        types.classmethod,
        types.staticmethod,
        types.super_,
        types.enumerate,
        types.zip,
        types.map,
        types.filter,
        types.reversed,
        types.memoryview,
    ];
    for class in named {
        let name = class.display_name();
        set(vm, dict, &name, class.value());
    }
    for (name, class) in vm.exceptions.all() {
        set(vm, dict, name, class.value());
    }
    let os_error = vm.exceptions.OSError.value();
    for alias in ["IOError", "EnvironmentError"] {
        set(vm, dict, alias, os_error);
    }
    for (name, value) in [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("__debug__", Value::bool(vm.options.optimize == 0)),
    ] {
        set(vm, dict, name, value);
    }
    let modules = vm.modules;
    set(vm, modules, "builtins", module.value());
    if let Ok(Some(sys)) = make_native(vm, "sys") {
        set(vm, modules, "sys", sys.value());
    }
}
