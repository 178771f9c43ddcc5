//! `sys`: what the core needs of it.

use super::{ModuleSpec, set};
use crate::builtins::prelude::*;
use crate::heap::Generation;
use crate::object::{List, Module};

/// The module.
pub(super) const SPEC: ModuleSpec = ModuleSpec {
    name: "sys",
    functions: &[
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
        m("intern", "(string, /)", Pure, n(intern), "``Intern'' the given string."),
        m("exception", "()", Any, n(exception), "Return the current exception."),
        m(
            "exc_info",
            "()",
            Any,
            n(exc_info),
            "Return current exception information: (type, value, traceback).",
        ),
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
            n(displayhook),
            "Print an object to sys.stdout and also save it in builtins._",
        ),
        m("_write", "(fd, text, /)", Any, n(write), "Writes text to a standard stream."),
        m("_collect", "()", Any, n(collect), "Run a full garbage collection."),
        m("_gc_statistics", "()", Any, n(statistics), "Counts and times of collections."),
    ],
    fill,
};

/// The value of an attribute of `sys`.
pub(crate) fn sys_attribute(vm: &mut Vm, name: Gc<Str>) -> Option<Value> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    let module = vm.dict_get_str(modules, key)?.cast::<Module>()?;
    vm.dict_get_str(module.dict.get(), name)
}

/// Whether a value is the stream that stands for standard output before the `io` module is there.
pub(crate) fn is_plain_stdout(vm: &mut Vm, file: Value) -> bool {
    let key = vm.interned_name(PLAIN_STDOUT);
    let registry = vm.registry;
    file == Value::ELLIPSIS || vm.dict_get_str(registry, key) == Some(file)
}

/// Where the registry keeps the stream that `print` writes to without asking it.
const PLAIN_STDOUT: &str = "sys.stdout";

/// Completes the module with its part in Python.
///
/// # Errors
/// What that raises.
pub(crate) fn start(vm: &mut Vm) -> Outcome<()> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    let Some(module) = vm.dict_get_str(modules, key).and_then(Value::cast::<Module>) else { return Ok(()) };
    let dict = module.dict.get();
    vm.run_python_part("sys", include_str!("python/sys.py"), dict)?;
    let key = vm.names.stdout;
    if let Some(stream) = vm.dict_get_str(dict, key) {
        let registry = vm.registry;
        vm.set_global(registry, PLAIN_STDOUT, stream)?;
    }
    super::bootstrap(vm)
}

/// Writes text to a standard stream, or flushes it if there is none.
fn write(vm: &mut Vm, fd: i64, text: Option<Gc<Str>>) -> Outcome<()> {
    match (fd, text) {
        (1, Some(text)) => vm.output.write(text.view()),
        (_, Some(text)) => crate::run::write_stderr(&text.to_lossy()),
        (_, None) => vm.output.flush(),
    }
    Ok(())
}

/// Where the registry keeps the folder of the program, which is the first entry of `sys.path`.
pub(super) const PATH_OF_PROGRAM: &str = "sys.path[0]";

/// Sets `sys.argv`, `sys.path` and the prefixes, and imports `site`, which adds the folders of installed packages.
///
/// # Errors
/// What `site` raises.
pub(crate) fn set_arguments(vm: &mut Vm, arguments: &[String], folder: Option<&str>) -> Outcome<()> {
    let key = vm.interned_name("sys");
    let modules = vm.modules;
    let Some(module) = vm.dict_get_str(modules, key).and_then(Value::cast::<Module>) else { return Ok(()) };
    let list = vm.new_list();
    for argument in arguments {
        let argument = vm.new_str(argument).value();
        vm.append(list, argument)?;
    }
    set(vm, module.dict.get(), "argv", list.value());
    let first = match folder {
        Some(folder) => {
            let folder = vm.new_str(folder).value();
            let registry = vm.registry;
            vm.set_global(registry, PATH_OF_PROGRAM, folder)?;
            folder
        }
        None => Value::NONE,
    };
    let executable = std::env::current_exe().map_or_else(|_| String::new(), |it| it.to_string_lossy().into_owned());
    let executable = vm.new_str(&executable).value();
    let library = super::import_module(vm, "_strict_library")?;
    let name = vm.intern("set_path");
    vm.call_method(library, name, &[first, executable])?;
    super::import_module(vm, "site")?;
    Ok(())
}

fn fill(vm: &mut Vm, module: Gc<Module>) {
    let dict = module.dict.get();
    let modules = vm.modules.value();
    set(vm, dict, "modules", modules);
    let path = vm.new_list().value();
    set(vm, dict, "path", path);
    let largest = vm.new_int(i64::MAX);
    set(vm, dict, "maxsize", largest);
    set(vm, dict, "maxunicode", Value::fixnum(0x10_ffff));
    let order = vm.intern("little").value();
    set(vm, dict, "byteorder", order);
    let platform = vm.intern(if cfg!(target_os = "macos") { "darwin" } else { "linux" }).value();
    set(vm, dict, "platform", platform);
    let version = vm.new_str("3.14.0 (strict)").value();
    set(vm, dict, "version", version);
    let level = vm.intern("final").value();
    let info = vm.tuple(&[Value::fixnum(3), Value::fixnum(14), Value::fixnum(0), level, Value::ZERO]).value();
    set(vm, dict, "version_info", info);
    set(vm, dict, "hexversion", Value::fixnum(0x030e_00f0));
    for stream in ["stdout", "__stdout__"] {
        set(vm, dict, stream, Value::ELLIPSIS);
    }
    let implementation = vm.new_record_namespace(&[("name", "strict"), ("cache_tag", "strict-314")]);
    set(vm, dict, "implementation", implementation);
    let names = vm.new_list();
    for name in super::library::names().chain(["builtins", "sys"]) {
        let name = vm.intern(name).value();
        if vm.append(names, name).is_err() {
            vm.raised = Value::UNBOUND;
        }
    }
    if let Ok(names) = vm.tuple_of_list(names) {
        set(vm, dict, "builtin_module_names", names.value());
    }
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

fn getsizeof(_: &mut Vm, object: Value, _default: Option<Value>) -> Outcome<usize> {
    Ok(object.header().map_or(8, crate::heap::layout_size))
}

fn getframe(vm: &mut Vm, depth: Option<i64>) -> Outcome<Value> {
    let running = vm.stacks.depth();
    let wanted = usize::try_from(depth.unwrap_or(0)).unwrap_or(0);
    match running.checked_sub(wanted + 1) {
        Some(depth) => Ok(vm.frame_object(depth).value()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn displayhook(vm: &mut Vm, object: Value) -> Outcome<()> {
    if object.is_none() {
        return Ok(());
    }
    let text = vm.repr(object)?;
    vm.output.write(text.view());
    vm.output.write(strict_semantics::TextRef::Latin1(b"\n"));
    let builtins = vm.builtins;
    set(vm, builtins, "_", object);
    Ok(())
}

fn collect(vm: &mut Vm) -> Outcome<()> {
    vm.heap.collect(Generation::Old);
    vm.run_due();
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
