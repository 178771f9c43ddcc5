//! `_contextvars`: variables whose values belong to a context, which callbacks and tasks have of their own.
//!
//! A context holds a dictionary that copies of it share. Whoever sets a variable copies the dictionary first, unless
//! nobody else has seen it.

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, generic_alias, new_module, record_type};
use crate::object::{Dict, Record};
use crate::vm::set_entry;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Context Variables",
    types: &[&CONTEXT, &VARIABLE, &TOKEN],
    fill,
    ..new_module("_contextvars", &[m("copy_context", "()", Any, n(copy_current), "")])
};

// The fields of a context: the dictionary, whether nobody else has it, and whether the context is entered.
const VALUES: usize = 0;
const IS_OWN: usize = 1;
const ENTERED: usize = 2;

static CONTEXT: TypeSpec = TypeSpec {
    flags: TypeFlags::MAPPING.and(TypeFlags::WEAKREF),
    ..record_type(
        "Context",
        "_contextvars",
        &[
            m("__new__", "($type, *args, **kwargs)", Pure, n(new_context), ""),
            m("run", "($self, /, *args, **kwargs)", Any, n(run), ""),
            m("copy", "($self, /)", Pure, n(copy), "Return a shallow copy of the context object."),
            m(
                "get",
                "($self, key, default=None, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>, key: Value, default: Option<Value>| {
                    Ok(find(vm, it, key)?.unwrap_or(default.unwrap_or(Value::NONE)))
                }),
                "Return the value for `key` if `key` has the value in the context object.",
            ),
            m(
                "keys",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| view(vm, it, "keys")),
                "Return a list of all variables in the context object.",
            ),
            m(
                "values",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| view(vm, it, "values")),
                "Return a list of all variables' values in the context object.",
            ),
            m(
                "items",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| view(vm, it, "items")),
                "Return all variables and their values in the context object.",
            ),
            m("__getitem__", "($self, key, /)", Pure, n(get_item), "Return self[key]."),
            m(
                "__contains__",
                "($self, key, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>, key: Value| Ok(find(vm, it, key)?.is_some())),
                "Return bool(key in self).",
            ),
            m(
                "__iter__",
                "($self, /)",
                Pure,
                n(|vm: &mut Vm, it: Gc<Record>| {
                    let keys = view(vm, it, "keys")?;
                    vm.iter(keys)
                }),
                "Implement iter(self).",
            ),
            m(
                "__len__",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Gc<Record>| Ok(values(it).len())),
                "Return len(self).",
            ),
            m("__eq__", "($self, value, /)", Any, n(equal), "Return self==value."),
        ],
        "",
    )
};

// The fields of a variable.
const NAME: usize = 0;
/// Unbound without one.
const DEFAULT: usize = 1;

static VARIABLE: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    attributes: &[("name", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(NAME))), None)],
    ..record_type(
        "ContextVar",
        "_contextvars",
        &[
            m("__new__", "($type, name, /, *, default=<unrepresentable>)", Pure, n(new_variable), ""),
            m(
                "get",
                "($self, default=<unrepresentable>, /)",
                Pure,
                n(get),
                "Return a value for the context variable for the current context.",
            ),
            m(
                "set",
                "($self, value, /)",
                Any,
                n(set),
                "Call to set a new value for the context variable in the current context.",
            ),
            m("reset", "($self, token, /)", Any, n(reset), "Reset the context variable."),
            m("__repr__", "($self, /)", Any, n(variable_repr), "Return repr(self)."),
            m("__class_getitem__", "($type, object, /)", Pure, n(generic_alias), "See PEP 585"),
        ],
        "",
    )
};

// The fields of a token: the context and the variable that were set, the value before, and whether it was used.
const TOKEN_CONTEXT: usize = 0;
const TOKEN_VARIABLE: usize = 1;
const OLD_VALUE: usize = 2;
const USED: usize = 3;

static TOKEN: TypeSpec = TypeSpec {
    flags: TypeFlags(0),
    attributes: &[
        ("var", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(TOKEN_VARIABLE))), None),
        (
            "old_value",
            |vm, it| match it.cast::<Record>().and_then(|it| it.get(OLD_VALUE).bound()) {
                Some(value) => Ok(value),
                None => Ok(missing(vm)),
            },
            None,
        ),
    ],
    ..record_type(
        "Token",
        "_contextvars",
        &[
            m(
                "__new__",
                "($type, *args, **kwargs)",
                Pure,
                n(|vm: &mut Vm, _: Value, _: Value, _: Value| {
                    Err::<Value, _>(
                        vm.error(vm.exceptions.RuntimeError, "Tokens can only be created by ContextVars"),
                    )
                }),
                "",
            ),
            m(
                "__enter__",
                "($self, /)",
                Pure,
                n(|_: &mut Vm, it: Value| Ok(it)),
                "Enter into Token context manager.",
            ),
            m(
                "__exit__",
                "($self, type, value, traceback, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>, _: Value, _: Value, _: Value| {
                    match it.get(TOKEN_VARIABLE).cast() {
                        Some(variable) => reset(vm, variable, it.value()),
                        None => Ok(()),
                    }
                }),
                "Exit from Token context manager, restore the linked ContextVar.",
            ),
            m("__repr__", "($self, /)", Any, n(token_repr), "Return repr(self)."),
            m("__class_getitem__", "($type, object, /)", Pure, n(generic_alias), "See PEP 585"),
        ],
        "",
    )
};

static MISSING: TypeSpec = record_type(
    "Token.MISSING",
    "_contextvars",
    &[m(
        "__repr__",
        "($self, /)",
        Pure,
        n(|_: &mut Vm, _: Value| Ok("<Token.MISSING>")),
        "Return repr(self).",
    )],
    "",
);

fn fill(vm: &mut Vm, _: Gc<Dict>) -> Outcome<()> {
    let hash = vm.names.special(Special::Hash);
    let missing = missing(vm);
    let token = vm.native_type(&TOKEN);
    set_entry(vm, token, hash, Value::NONE);
    vm.update_specials(token);
    let key = vm.intern("MISSING");
    set_entry(vm, token, key, missing);
    Ok(())
}

/// `Token.MISSING`
fn missing(vm: &mut Vm) -> Value {
    let (registry, key) = (vm.registry, vm.intern("contextvars.Token.MISSING"));
    if let Some(found) = vm.dict_get_str(registry, key) {
        return found;
    }
    let class = vm.native_type(&MISSING);
    let made = vm.new_record(class, &[]).value();
    // If there is no memory for the entry, another one is made next time.
    let _ = vm.dict_set(registry, key.value(), made);
    made
}

fn values(it: Gc<Record>) -> Gc<Dict> {
    match it.get(VALUES).cast() {
        Some(values) => values,
        None => unreachable!("a context is made with its dictionary"),
    }
}

fn make_context(vm: &mut Vm, values: Gc<Dict>, is_own: bool, entered: bool) -> Gc<Record> {
    let class = vm.native_type(&CONTEXT);
    vm.new_record(class, &[values.value(), Value::bool(is_own), Value::bool(entered)])
}

fn new_context(vm: &mut Vm, _: Value, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Gc<Record>> {
    if !arguments.is_empty() || !keywords.is_empty() {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    let values = vm.new_dict();
    Ok(make_context(vm, values, true, false))
}

/// The context of the current thread.
fn current(vm: &mut Vm) -> Gc<Record> {
    if let Some(context) = vm.context.cast() {
        return context;
    }
    let values = vm.new_dict();
    let context = make_context(vm, values, true, true);
    vm.context = context.value();
    context
}

fn copy(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    it.set(IS_OWN, Value::FALSE);
    Ok(make_context(vm, values(it), false, false))
}

fn copy_current(vm: &mut Vm) -> Outcome<Gc<Record>> {
    let context = current(vm);
    copy(vm, context)
}

/// `contextvars.copy_context()`
///
/// # Errors
/// None so far.
pub(crate) fn copied_context(vm: &mut Vm) -> Outcome<Value> {
    copy_current(vm).map(Gc::value)
}

fn run(vm: &mut Vm, it: Gc<Record>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let Some((&function, _)) = arguments.as_slice().split_first() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    if it.get(ENTERED) == Value::TRUE {
        let shown = vm.repr_lossy(it.value());
        let message = format!("cannot enter context: {shown} is already entered");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    it.set(ENTERED, Value::TRUE);
    let before = std::mem::replace(&mut vm.context, it.value());
    let result = if keywords.is_empty() {
        vm.call(function, &arguments.as_slice()[1..])
    } else {
        match vm.new_tuple(&arguments.as_slice()[1..]) {
            Ok(rest) => vm.call_spread_values(function, rest, keywords),
            Err(raised) => Err(raised),
        }
    };
    std::hint::black_box(arguments);
    vm.context = before;
    it.set(ENTERED, Value::FALSE);
    result
}

/// The value of a variable in a context.
fn find(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<Option<Value>> {
    let is_variable = vm.type_of(key).spec.get() == std::ptr::from_ref(&VARIABLE) as usize;
    if !is_variable {
        let shown = vm.repr_lossy(key);
        return Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")));
    }
    vm.dict_get(values(it), key)
}

fn get_item(vm: &mut Vm, it: Gc<Record>, key: Value) -> Outcome<Value> {
    find(vm, it, key)?.ok_or_else(|| vm.key_error(key))
}

/// A view of the dictionary, which does not change from now on.
fn view(vm: &mut Vm, it: Gc<Record>, method: &str) -> Outcome<Value> {
    it.set(IS_OWN, Value::FALSE);
    let name = vm.intern(method);
    vm.call_method(values(it).value(), name, &[])
}

fn equal(vm: &mut Vm, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let is_context = vm.type_of(other).spec.get() == std::ptr::from_ref(&CONTEXT) as usize;
    match other.cast::<Record>().filter(|_| is_context) {
        Some(other) => vm.compare(Special::Equal, values(it).value(), values(other).value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The dictionary of a context, to be changed.
fn own_values(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Dict>> {
    if it.get(IS_OWN) == Value::TRUE {
        return Ok(values(it));
    }
    let copy = vm.new_dict();
    vm.dict_update(copy, values(it).value())?;
    it.set(VALUES, copy.value());
    it.set(IS_OWN, Value::TRUE);
    Ok(copy)
}

fn new_variable(vm: &mut Vm, class: Gc<Type>, name: Value, default: Option<Value>) -> Outcome<Gc<Record>> {
    if !name.is::<Str>() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    vm.hash(name)?;
    Ok(vm.new_record(class, &[name, default.unwrap_or(Value::UNBOUND)]))
}

fn get(vm: &mut Vm, it: Gc<Record>, default: Option<Value>) -> Outcome<Value> {
    if let Some(context) = vm.context.cast::<Record>()
        && let Some(value) = vm.dict_get(values(context), it.value())?
    {
        return Ok(value);
    }
    match default.or_else(|| it.get(DEFAULT).bound()) {
        Some(value) => Ok(value),
        None => Err(vm.raise_with(vm.exceptions.LookupError, &[it.value()])),
    }
}

fn set(vm: &mut Vm, it: Gc<Record>, value: Value) -> Outcome<Gc<Record>> {
    let context = current(vm);
    let old = vm.dict_get(values(context), it.value())?.unwrap_or(Value::UNBOUND);
    let values = own_values(vm, context)?;
    vm.dict_set(values, it.value(), value)?;
    let class = vm.native_type(&TOKEN);
    Ok(vm.new_record(class, &[context.value(), it.value(), old, Value::FALSE]))
}

fn reset(vm: &mut Vm, it: Gc<Record>, token: Value) -> Outcome<()> {
    let is_token = vm.type_of(token).spec.get() == std::ptr::from_ref(&TOKEN) as usize;
    let Some(token) = token.cast::<Record>().filter(|_| is_token) else {
        let shown = vm.repr_lossy(token);
        return Err(vm.type_error(format!("expected an instance of Token, got {shown}")));
    };
    let context = current(vm);
    let shown = vm.repr_lossy(token.value());
    if token.get(USED) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, format!("{shown} has already been used once")));
    }
    if token.get(TOKEN_VARIABLE) != it.value() {
        return Err(vm.value_error(format!("{shown} was created by a different ContextVar")));
    }
    if token.get(TOKEN_CONTEXT) != context.value() {
        return Err(vm.value_error(format!("{shown} was created in a different Context")));
    }
    token.set(USED, Value::TRUE);
    let values = own_values(vm, context)?;
    match token.get(OLD_VALUE).bound() {
        Some(old) => vm.dict_set(values, it.value(), old),
        None => vm.dict_remove(values, it.value()).map(|_| ()),
    }
}

/// Makes a variable without a default.
///
/// # Errors
/// None so far.
pub(crate) fn variable(vm: &mut Vm, name: &str) -> Outcome<Gc<Record>> {
    let name = vm.intern(name).value();
    let class = vm.native_type(&VARIABLE);
    new_variable(vm, class, name, None)
}

/// The value of a variable in the current context.
///
/// # Errors
/// None for a variable that [`variable`] made.
pub(crate) fn value_of(vm: &mut Vm, variable: Value) -> Outcome<Option<Value>> {
    match vm.context.cast::<Record>() {
        Some(context) => vm.dict_get(values(context), variable),
        None => Ok(None),
    }
}

/// Sets a variable in the current context.
///
/// # Errors
/// `MemoryError`
pub(crate) fn set_value(vm: &mut Vm, variable: Value, value: Value) -> Outcome<()> {
    if let Some(variable) = variable.cast() {
        set(vm, variable, value)?;
    }
    Ok(())
}

fn variable_repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let name = vm.repr(it.get(NAME))?.to_lossy();
    let default = match it.get(DEFAULT).bound() {
        Some(default) => format!(" default={}", vm.repr(default)?.to_lossy()),
        None => String::new(),
    };
    Ok(format!("<ContextVar name={name}{default} at {:#x}>", it.address()))
}

fn token_repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let used = if it.get(USED) == Value::TRUE { " used" } else { "" };
    let variable = vm.repr(it.get(TOKEN_VARIABLE))?.to_lossy();
    Ok(format!("<Token{used} var={variable} at {:#x}>", it.address()))
}
