//! `_csv`: reading and writing tables of comma-separated values.

mod dialect;
mod reader;
mod writer;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, NativeSpec, Record, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

static FUNCTIONS: &[NativeSpec] = &[
    method(
        "reader",
        "(*args, **kwargs)",
        Effect::Any,
        native(new_reader),
        "Return a reader object that will process lines from the given iterable.",
    ),
    method(
        "writer",
        "(*args, **kwargs)",
        Effect::Any,
        native(new_writer),
        "Return a writer object that will write user data on the given file object.",
    ),
    method(
        "list_dialects",
        "()",
        Effect::Any,
        native(list_dialects),
        "Return a list of all known dialect names.",
    ),
    method(
        "register_dialect",
        "(name, /, dialect='excel', **fmtparams)",
        Effect::Any,
        native(register),
        "Create a mapping from a string name to a CVS dialect.",
    ),
    method(
        "unregister_dialect",
        "(name)",
        Effect::Any,
        native(unregister),
        "Delete the name/dialect mapping associated with a string name.",
    ),
    method(
        "get_dialect",
        "(name)",
        Effect::Any,
        native(get_dialect),
        "Return the dialect instance associated with name.",
    ),
    method(
        "field_size_limit",
        "(new_limit=<unrepresentable>)",
        Effect::Any,
        native(field_size_limit),
        "Sets an upper limit on parsed fields.",
    ),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "CSV parsing and writing.\n",
    fill,
    types: &[&dialect::DIALECT],
    ..new_module("_csv", FUNCTIONS)
};

// What the module keeps, by name in the registry.
const DIALECTS: &str = "_csv._dialects";
const LIMIT: &str = "_csv.field_size_limit";
/// The longest field unless told otherwise.
const DEFAULT_LIMIT: i64 = 128 * 1024;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "_csv", "Error", base)?;
    for (number, (name, _)) in dialect::QUOTINGS.iter().enumerate() {
        vm.set_global(namespace, name, Value::index(number))?;
    }
    for (name, class) in [("Reader", &reader::READER), ("Writer", &writer::WRITER)] {
        let class = vm.native_type(class).value();
        vm.set_global(namespace, name, class)?;
    }
    let dialects = vm.new_dict().value();
    vm.set_global(namespace, "_dialects", dialects)?;
    let registry = vm.registry;
    vm.set_global(registry, DIALECTS, dialects)?;
    vm.set_global(registry, LIMIT, Value::fixnum(DEFAULT_LIMIT))
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    vm.module_error("_csv.Error", message)
}

/// The plain data that a record owns in its first field.
fn content<T: 'static>(vm: &mut Vm, record: Gc<Record>) -> &mut T {
    match vm.heap.foreign(record.get(0)) {
        Some(content) => content,
        None => unreachable!("the record was made with its content"),
    }
}

fn kept(vm: &mut Vm, name: &str) -> Value {
    let key = vm.intern(name);
    let registry = vm.registry;
    vm.dict_get_str(registry, key).unwrap_or(Value::NONE)
}

fn dialects(vm: &mut Vm) -> Gc<Dict> {
    match kept(vm, DIALECTS).cast() {
        Some(dialects) => dialects,
        None => vm.new_dict(),
    }
}

fn field_limit(vm: &mut Vm) -> usize {
    kept(vm, LIMIT).as_fixnum().map_or(usize::MAX, |limit| limit.max(0) as usize)
}

fn new_reader(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<Record>> {
    let (lines, dialect) = dialect::split_arguments(vm, "reader", arguments, keywords)?;
    reader::new(vm, lines, dialect)
}

fn new_writer(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<Record>> {
    let (file, dialect) = dialect::split_arguments(vm, "writer", arguments, keywords)?;
    writer::new(vm, file, dialect)
}

fn list_dialects(vm: &mut Vm) -> Outcome<Value> {
    let dialects = dialects(vm);
    Ok(vm.list_from(dialects.value())?.value())
}

fn register(vm: &mut Vm, name: Value, base: Option<Value>, options: Gc<Dict>) -> Outcome<()> {
    if !name.is::<Str>() {
        return Err(vm.type_error("dialect name must be a string"));
    }
    let dialect = dialect::from_keywords(vm, base, Some(options))?;
    let dialects = dialects(vm);
    vm.dict_set(dialects, name, dialect)
}

fn unregister(vm: &mut Vm, name: Value) -> Outcome<()> {
    let dialects = dialects(vm);
    match vm.dict_remove(dialects, name)? {
        Some(_) => Ok(()),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn get_dialect(vm: &mut Vm, name: Value) -> Outcome<Value> {
    let dialects = dialects(vm);
    dialect::registered(vm, dialects, name)
}

fn field_size_limit(vm: &mut Vm, limit: Option<Value>) -> Outcome<Value> {
    let old = kept(vm, LIMIT);
    if let Some(limit) = limit {
        let Some(number) = vm.as_int(limit).filter(|_| vm.is_exact(limit, vm.types.int)) else {
            return Err(vm.type_error("limit must be an integer"));
        };
        let Some(number) = number.to_i64().and_then(Value::try_fixnum) else {
            let message = "Python int too large to convert to C ssize_t";
            return Err(vm.error(vm.exceptions.OverflowError, message));
        };
        let registry = vm.registry;
        vm.set_global(registry, LIMIT, number)?;
    }
    Ok(old)
}
