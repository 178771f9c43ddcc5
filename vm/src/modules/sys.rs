//! `sys`: what the core needs of it.

use std::os::unix::ffi::OsStrExt;

use super::native_module::{ModuleSpec, new_module};
use super::set;
use strict_semantics::DigitLimit;

use crate::builtins::prelude::*;
use crate::heap::Generation;
use crate::object::{Dict, List, Module, NativeSpec};

/// The module.
pub(super) static MODULE: ModuleSpec = ModuleSpec { fill, ..new_module("sys", FUNCTIONS) };

const FUNCTIONS: &[NativeSpec] = &[
    m("exit", "(status=None, /)", Any, n(exit), "Exit the interpreter by raising SystemExit(status)."),
    m(
        "getrecursionlimit",
        "()",
        Pure,
        n(getrecursionlimit),
        "Return the current value of the recursion limit.",
    ),
    m(
        "setrecursionlimit",
        "(limit, /)",
        Any,
        n(setrecursionlimit),
        "Set the maximum depth of the Python interpreter stack to n.",
    ),
    m(
        "get_coroutine_origin_tracking_depth",
        "()",
        Pure,
        n(get_coroutine_origin_tracking_depth),
        "Check status of origin tracking for coroutine objects in this thread.",
    ),
    m(
        "set_coroutine_origin_tracking_depth",
        "(depth)",
        Any,
        n(set_coroutine_origin_tracking_depth),
        "Enable or disable origin tracking for coroutine objects in this thread.",
    ),
    m(
        "get_int_max_str_digits",
        "()",
        Pure,
        n(get_int_max_str_digits),
        "Return the maximum string digits limit for non-binary int<->str conversions.",
    ),
    m(
        "set_int_max_str_digits",
        "(maxdigits)",
        Any,
        n(set_int_max_str_digits),
        "Set the maximum string digits limit for non-binary int<->str conversions.",
    ),
    m("intern", "(string, /)", Pure, n(intern), "``Intern'' the given string."),
    m("exception", "()", Any, n(exception), "Return the current exception."),
    m("exc_info", "()", Any, n(exc_info), "Return current exception information: (type, value, traceback)."),
    m("getrefcount", "(object, /)", Pure, n(getrefcount), "Return a number: objects are not counted."),
    m(
        "getsizeof",
        "(object, default=<unrepresentable>, /)",
        Any,
        n(getsizeof),
        "Return the size of object in bytes.",
    ),
    m("_getframe", "(depth=0, /)", Any, n(getframe), "Return a frame object from the call stack."),
    m(
        "displayhook",
        "(object, /)",
        Any,
        n(crate::builtins::console::display),
        "Print an object to sys.stdout and also save it in builtins._",
    ),
    m("_collect", "()", Any, n(collect), "Run a full garbage collection."),
    m("_gc_statistics", "()", Any, n(statistics), "Counts and times of collections."),
];

/// The value of an attribute of `sys`.
pub(crate) fn sys_attribute(vm: &mut Vm, name: Gc<Str>) -> Option<Value> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    let module = vm.dict_get_str(modules, key)?.cast::<Module>()?;
    vm.dict_get_str(module.dict.get(), name)
}

/// Sets an attribute of `sys`, if it's there.
pub(crate) fn set_sys_attribute(vm: &mut Vm, name: Gc<Str>, value: Value) {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    if let Some(module) = vm.dict_get_str(modules, key).and_then(Value::cast::<Module>) {
        // Without memory for it, the attribute is left as it was.
        let _ = vm.dict_set(module.dict.get(), name.value(), value);
    }
}

/// Completes the module with its part in Python.
///
/// # Errors
/// What that raises.
pub(crate) fn start(vm: &mut Vm) -> Outcome<()> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    let Some(module) = vm.dict_get_str(modules, key).and_then(Value::cast::<Module>) else { return Ok(()) };
    let dict = module.dict.get();
    super::add_functions(vm, dict, module.value(), "sys", super::sys_runtime::FUNCTIONS);
    super::add_functions(vm, dict, module.value(), "sys", super::monitoring::SYS_FUNCTIONS);
    super::add_functions(vm, dict, module.value(), "sys", crate::lazy_imports::SYS_FUNCTIONS);
    super::monitoring::add_to_sys(vm, dict)?;
    set_options(vm, dict)?;
    vm.run_python_part("sys", include_str!("python/sys.py"), dict)?;
    vm.run_python_part("sys_runtime", super::sys_runtime::PYTHON, dict)?;
    crate::modules::io::make_standard_streams(vm, dict)?;
    super::bootstrap(vm)?;
    vm.save_builtins()
}

/// Where the registry keeps the folder of the program, which is the first entry of `sys.path`.
pub(crate) const PATH_OF_PROGRAM: &str = "sys.path[0]";

/// The namespace of the module.
pub(crate) fn sys_namespace(vm: &mut Vm) -> Gc<Dict> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    match vm.dict_get_str(modules, key).and_then(Value::cast::<Module>) {
        Some(module) => module.dict.get(),
        // A program may have removed the module; nobody can look at what is set then.
        None => vm.new_dict(),
    }
}

/// What the command line says, as `sys` shows it: `flags`, `warnoptions`, `_xoptions` and paths.
fn set_options(vm: &mut Vm, dict: Gc<Dict>) -> Outcome<()> {
    let options = vm.options.clone();
    let number = |value: u8| Value::fixnum(i64::from(value));
    let flag = |value: bool| Value::fixnum(i64::from(value));
    let utf8_mode = options.utf8_mode;
    let flags = [
        number(options.debug),
        number(options.inspect),
        number(options.interactive),
        number(options.optimize),
        flag(options.dont_write_bytecode),
        flag(options.no_user_site),
        flag(options.no_site),
        flag(options.ignore_environment),
        number(options.verbose),
        number(options.bytes_warning),
        number(options.quiet),
        flag(options.hash_seed != Some(0)),
        flag(options.isolated),
        Value::bool(options.dev_mode),
        flag(utf8_mode),
        flag(options.warn_default_encoding),
        Value::bool(options.safe_path),
        Value::fixnum(i64::from(options.int_max_str_digits.unwrap_or(4300))),
    ];
    let flags = vm.tuple(&flags);
    vm.set_global(dict, "_flags", flags.value())?;
    vm.set_global(dict, "dont_write_bytecode", Value::bool(options.dont_write_bytecode))?;
    let warnings = vm.new_list();
    for warning in &options.warnings {
        let warning = vm.fs_decode(warning.as_bytes());
        vm.append(warnings, warning)?;
    }
    vm.set_global(dict, "warnoptions", warnings.value())?;
    let given = vm.new_dict();
    for (name, value) in &options.x_options {
        let value = match value {
            Some(value) => vm.new_str(value).value(),
            None => Value::TRUE,
        };
        vm.set_global(given, name, value)?;
    }
    vm.set_global(dict, "_xoptions", given.value())?;
    let original = vm.new_list();
    for word in &options.original_arguments {
        let word = vm.fs_decode(word.as_bytes());
        vm.append(original, word)?;
    }
    vm.set_global(dict, "orig_argv", original.value())?;
    let path = vm.new_list();
    for folder in options.module_path.iter().flat_map(std::env::split_paths) {
        let folder = vm.fs_decode(folder.as_os_str().as_bytes());
        vm.append(path, folder)?;
    }
    vm.set_global(dict, "path", path.value())?;
    for name in ["executable", "_base_executable"] {
        let executable = vm.fs_decode(options.executable.as_deref().unwrap_or_default().as_bytes());
        vm.set_global(dict, name, executable)?;
    }
    Ok(())
}

fn fill(vm: &mut Vm, dict: Gc<Dict>) -> Outcome<()> {
    let modules = vm.modules.value();
    set(vm, dict, "modules", modules);
    let largest = vm.new_int(i64::MAX);
    set(vm, dict, "maxsize", largest);
    set(vm, dict, "maxunicode", Value::fixnum(0x10_ffff));
    let order = vm.intern("little").value();
    set(vm, dict, "byteorder", order);
    let platform = vm.intern(if cfg!(target_os = "macos") { "darwin" } else { "linux" }).value();
    set(vm, dict, "platform", platform);
    let version = vm.new_str("3.14.0 (strict) [Rust]").value();
    set(vm, dict, "version", version);
    let level = vm.intern("final").value();
    let info = vm.tuple(&[Value::fixnum(3), Value::fixnum(14), Value::fixnum(0), level, Value::ZERO]).value();
    set(vm, dict, "version_info", info);
    set(vm, dict, "hexversion", Value::fixnum(0x030e_00f0));
    let implementation = vm.new_record_namespace(&[("name", "strict"), ("cache_tag", "strict-314")]);
    set(vm, dict, "implementation", implementation);
    let names = vm.new_list();
    for name in super::library::names().chain(["builtins"]) {
        let name = vm.intern(name).value();
        vm.append(names, name)?;
    }
    let names = vm.tuple_of_list(names)?;
    vm.set_global(dict, "builtin_module_names", names.value())
}

impl Vm {
    /// A `SimpleNamespace` of strings.
    fn new_record_namespace(&mut self, entries: &[(&str, &str)]) -> Value {
        let class = self.types.simple_namespace;
        let Ok(made) = self.call(class.value(), &[]) else { return Value::NONE };
        for &(name, value) in entries {
            let (name, value) = (self.intern(name), self.new_str(value));
            if self.set_attribute(made, name, value.value()).is_err() {
                self.raised = Value::UNBOUND;
            }
        }
        made
    }
}

fn exit(vm: &mut Vm, status: Option<Value>) -> Outcome<()> {
    let arguments: &[Value] = match &status {
        Some(status) if !status.is_none() => std::slice::from_ref(status),
        _ => &[],
    };
    Err(vm.raise_with(vm.exceptions.SystemExit, arguments))
}

fn getrecursionlimit(vm: &mut Vm) -> Outcome<usize> {
    Ok(vm.recursion_limit)
}

fn setrecursionlimit(vm: &mut Vm, limit: i64) -> Outcome<()> {
    match usize::try_from(limit).ok().filter(|&limit| limit >= 1) {
        Some(limit) => {
            vm.recursion_limit = limit;
            vm.stacks.set_limit(limit);
            Ok(())
        }
        None => Err(vm.value_error("recursion limit must be greater or equal than 1")),
    }
}

fn get_int_max_str_digits(vm: &mut Vm) -> Outcome<Value> {
    let limit = vm.digit_limit;
    Ok(if limit == DigitLimit::NONE { Value::ZERO } else { Value::index(limit.0) })
}

fn set_int_max_str_digits(vm: &mut Vm, digits: i64) -> Outcome<()> {
    match u32::try_from(digits).ok().filter(|&digits| digits == 0 || digits >= 640) {
        Some(digits) => {
            vm.digit_limit = crate::vm::digit_limit(Some(digits));
            Ok(())
        }
        None => Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited")),
    }
}

fn get_coroutine_origin_tracking_depth(vm: &mut Vm) -> Outcome<usize> {
    Ok(vm.origin_depth)
}

fn set_coroutine_origin_tracking_depth(vm: &mut Vm, depth: i64) -> Outcome<()> {
    let Ok(depth) = usize::try_from(depth) else { return Err(vm.value_error("depth must be >= 0")) };
    vm.origin_depth = depth;
    Ok(())
}

fn intern(vm: &mut Vm, text: Gc<Str>) -> Outcome<Gc<Str>> {
    Ok(vm.intern_str(text))
}

fn exception(vm: &mut Vm) -> Outcome<Value> {
    Ok(vm.handled.bound().unwrap_or(Value::NONE))
}

fn exc_info(vm: &mut Vm) -> Outcome<Value> {
    let Some(exception) =
        vm.handled.bound().and_then(super::super::value::Value::cast::<crate::object::Exception>)
    else {
        return Ok(vm.tuple(&[Value::NONE; 3]).value());
    };
    let class = vm.type_of(exception.value()).value();
    let traceback = exception.traceback.get().bound().unwrap_or(Value::NONE);
    Ok(vm.tuple(&[class, exception.value(), traceback]).value())
}

fn getrefcount(_: &mut Vm, _object: Value) -> Outcome<i64> {
    Ok(1)
}

fn getsizeof(vm: &mut Vm, object: Value, default: Option<Value>) -> Outcome<Value> {
    let class = vm.type_of(object);
    let name = vm.intern("__sizeof__");
    let Some(method) = vm.lookup(class, name).filter(|_| class.is_heap_type()) else {
        return Ok(Value::index(object.header().map_or(8, crate::heap::layout_size)));
    };
    let size = vm.call_method_value(method, object, &[]).and_then(|size| vm.index_i64(size));
    match (size, default) {
        (Ok(size), _) if size >= 0 => Ok(vm.new_int(size)),
        (Ok(_), _) => Err(vm.value_error("__sizeof__() should return >= 0")),
        (Err(_), Some(default)) if vm.catch(vm.exceptions.TypeError) => Ok(default),
        (Err(raised), _) => Err(raised),
    }
}

fn getframe(vm: &mut Vm, depth: Option<i64>) -> Outcome<Value> {
    let running = vm.stacks.depth();
    let wanted = usize::try_from(depth.unwrap_or(0)).unwrap_or(0);
    match running.checked_sub(wanted + 1) {
        Some(depth) => Ok(vm.frame_object(depth).value()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// How often a collection is repeated for what its finalisers let go.
const MOST_ROUNDS: usize = 16;

fn collect(vm: &mut Vm) -> Outcome<()> {
    // What finalised objects referred to is finalised by later rounds.
    for _ in 0..MOST_ROUNDS {
        vm.heap.collect(Generation::Old);
        if !vm.heap.has_due() {
            break;
        }
        vm.run_due();
    }
    Ok(())
}

fn statistics(vm: &mut Vm) -> Outcome<Gc<List>> {
    let statistics = vm.heap.statistics().clone();
    let time = vm.new_float(statistics.time.as_secs_f64());
    let longest = vm.new_float(statistics.longest.as_secs_f64());
    let parts = [
        Value::index(statistics.minor),
        Value::index(statistics.full),
        time,
        longest,
        Value::index(statistics.live),
    ];
    vm.list_of(&parts)
}
