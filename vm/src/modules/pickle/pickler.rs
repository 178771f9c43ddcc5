//! `Pickler`, `dump` and `dumps`.

use rustc_hash::FxHashMap;

use super::memo::{self, Memo};
use super::opcodes::{DEFAULT_PROTOCOL, HIGHEST_PROTOCOL};
use super::output::Output;
use super::save::Saver;
use super::{error, imported};
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::{List, NativeFunction, NativeSpec, Record};

// The fields.
/// `write` of the file, unbound before `__init__`.
const WRITE: usize = 0;
const PROTOCOL: usize = 1;
const FIX_IMPORTS: usize = 2;
const BUFFER_CALLBACK: usize = 3;
/// The objects saved so far, a list.
pub(super) const SAVED: usize = 4;
/// What finds their places among foreign memory.
pub(super) const MEMO: usize = 5;
const FAST: usize = 6;
/// `dispatch_table`, if it was set.
const DISPATCH_TABLE: usize = 7;
/// `persistent_id`, if it was set.
const PERSISTENT_ID: usize = 8;
/// Whether it is saving something.
const BUSY: usize = 9;
/// Whether the protocol is not that of text.
const BINARY: usize = 10;

fn record(it: Value) -> Option<Gc<Record>> {
    it.cast::<Record>()
}

/// An attribute that is a number and means whether something is so.
macro_rules! flag {
    ($name:literal, $field:ident) => {
        (
            $name,
            |_, it| Ok(Value::fixnum(record(it).is_some_and(|it| it.get($field) == Value::TRUE).into())),
            Some(|vm, it, value| {
                if value.is_unbound() {
                    return Err(vm.type_error("can't delete numeric/char attribute"));
                }
                let number = vm.index_i64(value)?;
                record(it).into_iter().for_each(|it| it.set($field, Value::bool(number != 0)));
                Ok(())
            }),
        )
    };
}

/// What `persistent_id` does unless it is overridden.
static NO_PERSISTENT_ID: NativeSpec =
    m("persistent_id", "(obj, /)", Pure, n(|_: &mut Vm, _: Value| Ok(Value::NONE)), "");

/// `Pickler`
pub(super) static PICKLER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        ("memo", |vm, it| memo::pickler_proxy(vm, it), Some(memo::set_pickler_memo)),
        flag!("bin", BINARY),
        flag!("fast", FAST),
        (
            "dispatch_table",
            |vm, it| match record(it).and_then(|it| it.get(DISPATCH_TABLE).bound()) {
                Some(table) => Ok(table),
                None => {
                    let name = vm.intern("dispatch_table");
                    Err(vm.no_attribute(it, name))
                }
            },
            Some(|_, it, value| {
                record(it).into_iter().for_each(|it| it.set(DISPATCH_TABLE, value));
                Ok(())
            }),
        ),
        (
            "persistent_id",
            |vm, it| match record(it).and_then(|it| it.get(PERSISTENT_ID).bound()) {
                Some(function) => Ok(function),
                None => Ok(vm.new_native(&NO_PERSISTENT_ID, Value::NONE, Value::NONE)),
            },
            Some(|_, it, value| {
                record(it).into_iter().for_each(|it| it.set(PERSISTENT_ID, value));
                Ok(())
            }),
        ),
    ],
    ..record_type(
        "Pickler",
        "_pickle",
        &[
            m("__new__", "($type, *args, **kwargs)", Pure, n(new), ""),
            m(
                "__init__",
                "($self, file, protocol=None, fix_imports=True, buffer_callback=None)",
                Any,
                n(init),
                "This takes a binary file for writing a pickle data stream.",
            ),
            m(
                "dump",
                "($self, obj, /)",
                Any,
                n(dump),
                "Write a pickled representation of the given object to the open file.",
            ),
            m("clear_memo", "($self, /)", MutatesReceiver, n(clear_memo), "Clears the pickler's \"memo\"."),
        ],
        "This takes a binary file for writing a pickle data stream.",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, _: Value, _: Value) -> Outcome<Gc<Record>> {
    let saved = vm.new_list().value();
    let none = Value::UNBOUND;
    let it = vm.new_record(
        class,
        &[
            none,
            Value::ZERO,
            Value::TRUE,
            Value::NONE,
            saved,
            Value::ZERO,
            Value::FALSE,
            none,
            none,
            Value::FALSE,
            Value::FALSE,
        ],
    );
    let handle = vm.heap.adopt(it, Memo::default());
    it.set(MEMO, handle);
    Ok(it)
}

/// The protocol that an argument asks for.
fn protocol_of(vm: &mut Vm, protocol: Option<Value>, callback: Value) -> Outcome<i64> {
    let protocol = match protocol.filter(|protocol| !protocol.is_none()) {
        None => DEFAULT_PROTOCOL,
        Some(protocol) => match vm.index_i64(protocol)? {
            ..0 => HIGHEST_PROTOCOL,
            number @ 0..=HIGHEST_PROTOCOL => number,
            _ => return Err(vm.value_error(format!("pickle protocol must be <= {HIGHEST_PROTOCOL}"))),
        },
    };
    if !callback.is_none() && protocol < 5 {
        return Err(vm.value_error("buffer_callback needs protocol >= 5"));
    }
    Ok(protocol)
}

fn write_of(vm: &mut Vm, file: Value) -> Outcome<Value> {
    let name = vm.intern("write");
    match vm.find_attribute(file, name)? {
        Some(write) => Ok(write),
        None => Err(vm.type_error("file must have a 'write' attribute")),
    }
}

fn init(
    vm: &mut Vm,
    it: Gc<Record>,
    file: Value,
    protocol: Option<Value>,
    fix_imports: Option<Value>,
    callback: Option<Value>,
) -> Outcome<()> {
    if it.get(BUSY) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "Pickler object is already used"));
    }
    let callback = callback.unwrap_or(Value::NONE);
    let protocol = protocol_of(vm, protocol, callback)?;
    let fix_imports = fix_imports.map_or(Ok(true), |it| vm.is_true(it))?;
    let write = write_of(vm, file)?;
    it.set(WRITE, write);
    it.set(PROTOCOL, Value::fixnum(protocol));
    it.set(BINARY, Value::bool(protocol > 0));
    it.set(FIX_IMPORTS, Value::bool(fix_imports));
    it.set(BUFFER_CALLBACK, callback);
    clear_memo(vm, it)
}

fn clear_memo(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let saved = vm.new_list();
    it.set(SAVED, saved.value());
    if let Some(memo) = vm.heap.foreign::<Memo>(it.get(MEMO)) {
        memo.places.clear();
    }
    Ok(())
}

/// What saves an object with the given settings and remembers nothing yet.
fn saver(
    vm: &mut Vm,
    write: Value,
    protocol: i64,
    fix_imports: bool,
    buffer_callback: Value,
) -> Outcome<Saver> {
    let reducers = imported(vm, "copyreg", "dispatch_table")?;
    let extensions = imported(vm, "copyreg", "_extension_registry")?;
    let saved = vm.new_list();
    Ok(Saver {
        out: Output::new(write),
        protocol,
        binary: protocol >= 1,
        fast: false,
        fix_imports: fix_imports && protocol < 3,
        persistent_id: Value::NONE,
        reducer_override: Value::UNBOUND,
        dispatch_table: Value::UNBOUND,
        buffer_callback,
        memo: FxHashMap::default(),
        saved,
        plain_classes: FxHashMap::default(),
        reducers,
        extensions,
    })
}

fn dump(vm: &mut Vm, it: Gc<Record>, object: Value) -> Outcome<()> {
    let Some(write) = it.get(WRITE).bound() else {
        let class = vm.type_of(it.value());
        let name = class.display_name();
        let message = format!("Pickler.__init__() was not called by {name}.__init__()");
        return Err(error(vm, "PicklingError", &message));
    };
    if it.get(BUSY) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "Pickler object is already used"));
    }
    let protocol = it.get(PROTOCOL).as_fixnum().unwrap_or(DEFAULT_PROTOCOL);
    let fix_imports = it.get(FIX_IMPORTS) == Value::TRUE;
    let mut saver = saver(vm, write, protocol, fix_imports, it.get(BUFFER_CALLBACK))?;
    saver.fast = it.get(FAST) == Value::TRUE;
    saver.binary = it.get(BINARY) == Value::TRUE;
    saver.persistent_id = override_of(vm, it, "persistent_id", PERSISTENT_ID)?;
    for (name, place) in
        [("reducer_override", &mut saver.reducer_override), ("dispatch_table", &mut saver.dispatch_table)]
    {
        let name = vm.intern(name);
        if let Some(found) = vm.find_attribute(it.value(), name)? {
            *place = found;
        }
    }
    if let Some(saved) = it.get(SAVED).cast::<List>() {
        saver.saved = saved;
    }
    if let Some(memo) = vm.heap.foreign::<Memo>(it.get(MEMO)) {
        saver.memo = std::mem::take(&mut memo.places);
    }
    it.set(BUSY, Value::TRUE);
    let result = saver.dump(vm, object);
    it.set(BUSY, Value::FALSE);
    // Unless the memo was cleared meanwhile.
    if it.get(SAVED) == saver.saved.value()
        && let Some(memo) = vm.heap.foreign::<Memo>(it.get(MEMO))
    {
        memo.places = std::mem::take(&mut saver.memo);
    }
    result
}

/// A method that a subclass or an assignment gave, `None` if there is only the native one.
fn override_of(vm: &mut Vm, it: Gc<Record>, name: &str, field: usize) -> Outcome<Value> {
    if let Some(function) = it.get(field).bound() {
        return Ok(function);
    }
    let name = vm.intern(name);
    match vm.find_attribute(it.value(), name)? {
        Some(found)
            if found.cast::<NativeFunction>().is_some_and(|it| it.spec.get().is_some_and(is_default)) =>
        {
            Ok(Value::NONE)
        }
        found => Ok(found.unwrap_or(Value::NONE)),
    }
}

fn is_default(spec: &'static NativeSpec) -> bool {
    std::ptr::eq(spec, &raw const NO_PERSISTENT_ID)
}

pub(super) fn dump_to_file(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let &[object, file, protocol, fix_imports, callback] = arguments else {
        unreachable!("the signature says how many arguments there are");
    };
    let callback = callback.bound().unwrap_or(Value::NONE);
    let protocol = protocol_of(vm, protocol.bound(), callback)?;
    let fix_imports = fix_imports.bound().map_or(Ok(true), |it| vm.is_true(it))?;
    let write = write_of(vm, file)?;
    let mut saver = saver(vm, write, protocol, fix_imports, callback)?;
    saver.dump(vm, object)?;
    Ok(Value::NONE)
}

pub(super) fn dump_to_bytes(
    vm: &mut Vm,
    object: Value,
    protocol: Option<Value>,
    fix_imports: Option<Value>,
    callback: Option<Value>,
) -> Outcome<Value> {
    let callback = callback.unwrap_or(Value::NONE);
    let protocol = protocol_of(vm, protocol, callback)?;
    let fix_imports = fix_imports.map_or(Ok(true), |it| vm.is_true(it))?;
    let mut saver = saver(vm, Value::NONE, protocol, fix_imports, callback)?;
    saver.dump(vm, object)?;
    vm.new_bytes(saver.out.bytes())
}
