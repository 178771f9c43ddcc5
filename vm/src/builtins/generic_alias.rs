//! `types.GenericAlias`: `list[int]`.

use super::prelude::*;
use super::substitution::{parameters_of, substitute};
use crate::object::{Dict, List, Record};
use crate::protocol::Arguments;

/// The specification: origin, arguments, parameters (made on demand), whether it is starred.
pub static GENERIC_ALIAS: TypeSpec = TypeSpec {
    module: "types",
    flags: TypeFlags::BASE.and(TypeFlags::WEAKREF),
    methods: &[
        m("__new__", "($type, origin, args, /)", Pure, n(new), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
        m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
        m("__hash__", "($self, /)", Any, n(hash), "Return hash(self)."),
        m("__call__", "($self, /, *args, **kwargs)", Any, n(call), "Call self as a function."),
        m("__getitem__", "($self, key, /)", Any, n(getitem), "Return self[key]."),
        m("__getattribute__", "($self, name, /)", Any, n(getattribute), "Return getattr(self, name)."),
        m("__mro_entries__", "($self, bases, /)", Pure, n(mro_entries), ""),
        m("__instancecheck__", "($self, instance, /)", Any, n(instancecheck), ""),
        m("__subclasscheck__", "($self, subclass, /)", Any, n(subclasscheck), ""),
        m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
        m("__ror__", "($self, value, /)", Any, n(ror), "Return value|self."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
    ],
    attributes: &[
        ("__origin__", origin, None),
        ("__args__", args, None),
        ("__parameters__", parameters, None),
        ("__unpacked__", unpacked, None),
        ("__typing_unpacked_tuple_args__", unpacked_tuple_args, None),
    ],
    doc: "Represent a PEP 585 generic type",
    ..new_spec("GenericAlias", Kind::Record)
};

const ORIGIN: usize = 0;
const ARGS: usize = 1;
const PARAMETERS: usize = 2;
const STARRED: usize = 3;

fn new(vm: &mut Vm, class: Gc<Type>, origin: Value, args: Value) -> Outcome<Value> {
    make(vm, class, origin, args, false)
}

fn make(vm: &mut Vm, class: Gc<Type>, origin: Value, args: Value, starred: bool) -> Outcome<Value> {
    let args = if args.is::<Tuple>() { args } else { vm.tuple(&[args]).value() };
    Ok(vm.new_record(class, &[origin, args, Value::UNBOUND, Value::bool(starred)]).value())
}

/// `origin[key]` for a built-in generic class.
pub(crate) fn alias(vm: &mut Vm, origin: Value, key: Value) -> Outcome<Value> {
    let class = vm.types.generic_alias;
    make(vm, class, origin, key, false)
}

/// `__class_getitem__` of built-in generic classes.
pub(crate) fn class_getitem(vm: &mut Vm, class: Value, key: Value) -> Outcome<Value> {
    alias(vm, class, key)
}

/// The text of an argument: classes by qualified name.
pub(crate) fn argument_text(vm: &mut Vm, value: Value) -> Outcome<String> {
    if value == Value::ELLIPSIS {
        return Ok("...".to_owned());
    }
    if value.is::<Type>() {
        return Ok(match value.cast::<Type>() {
            Some(class) => vm.full_type_name(class),
            None => String::new(),
        });
    }
    if let Some(list) = value.cast::<List>() {
        let mut parts = Vec::new();
        for index in 0..list.len() {
            parts.push(argument_text(vm, list.get(index).unwrap_or(Value::NONE))?);
        }
        return Ok(format!("[{}]", parts.join(", ")));
    }
    Ok(vm.repr(value)?.to_lossy())
}

fn repr(vm: &mut Vm, this: Gc<Record>) -> Outcome<String> {
    let origin = argument_text(vm, this.get(ORIGIN))?;
    let mut parts = Vec::new();
    if let Some(args) = this.get(ARGS).cast::<Tuple>() {
        for &arg in args.as_slice() {
            parts.push(argument_text(vm, arg)?);
        }
    }
    let star = if this.get(STARRED) == Value::TRUE { "*" } else { "" };
    let inner = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
    Ok(format!("{star}{origin}[{inner}]"))
}

fn eq(vm: &mut Vm, this: Gc<Record>, other: Value) -> Outcome<Value> {
    if !vm.type_of(other).is_subtype_of(vm.types.generic_alias) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some(other) = other.cast::<Record>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = this.get(STARRED) == other.get(STARRED)
        && vm.equals(this.get(ORIGIN), other.get(ORIGIN))?
        && vm.equals(this.get(ARGS), other.get(ARGS))?;
    Ok(Value::bool(same))
}

fn hash(vm: &mut Vm, this: Gc<Record>) -> Outcome<i64> {
    Ok(vm.hash(this.get(ORIGIN))? ^ vm.hash(this.get(ARGS))?)
}

fn call(vm: &mut Vm, this: Gc<Record>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let (row, names) = vm.spread(arguments.as_slice(), keywords)?;
    let made = vm.call_with(this.get(ORIGIN), Arguments { values: row.as_slice(), names })?;
    let key = vm.intern("__orig_class__");
    if vm.set_attribute(made, key, this.value()).is_err() {
        vm.raised = Value::UNBOUND;
    }
    Ok(made)
}

fn parameters(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let Some(this) = this.cast::<Record>() else { return Ok(Value::NONE) };
    if this.get(PARAMETERS).is_unbound() {
        let args = this.get(ARGS).cast::<Tuple>().unwrap_or(vm.empty_tuple);
        let found = parameters_of(vm, args)?;
        this.set(PARAMETERS, found.value());
    }
    Ok(this.get(PARAMETERS))
}

fn getitem(vm: &mut Vm, this: Gc<Record>, key: Value) -> Outcome<Value> {
    let args = this.get(ARGS).cast::<Tuple>().unwrap_or(vm.empty_tuple);
    let parameters = parameters(vm, this.value())?.cast::<Tuple>().unwrap_or(vm.empty_tuple);
    let args = substitute(vm, this.value(), args, parameters, key)?;
    let class = vm.type_of(this.value());
    make(vm, class, this.get(ORIGIN), args.value(), this.get(STARRED) == Value::TRUE)
}

/// Names that the alias answers itself; all others are the origin's.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__parameters__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__unpacked__",
    "__typing_unpacked_tuple_args__",
    "__instancecheck__",
    "__subclasscheck__",
    "__call__",
    "__getitem__",
    "__eq__",
    "__hash__",
    "__repr__",
    "__or__",
    "__ror__",
    "__iter__",
];

fn getattribute(vm: &mut Vm, this: Gc<Record>, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    let text = name.to_lossy();
    if !OWN.contains(&text.as_str())
        && !text.starts_with("__orig")
        && let Some(value) = vm.find_attribute(this.get(ORIGIN), name)?
    {
        return Ok(value);
    }
    let class = vm.type_of(this.value());
    match vm.generic_find(this.value(), class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this.value(), name)),
    }
}

fn mro_entries(vm: &mut Vm, this: Gc<Record>, _bases: Value) -> Outcome<Value> {
    Ok(vm.tuple(&[this.get(ORIGIN)]).value())
}

fn instancecheck(vm: &mut Vm, _this: Value, _instance: Value) -> Outcome<Value> {
    Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
}

fn subclasscheck(vm: &mut Vm, _this: Value, _subclass: Value) -> Outcome<Value> {
    Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
}

fn or(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    super::union::make(vm, this, other)
}

fn ror(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    super::union::make(vm, other, this)
}

fn iter(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let class = vm.types.generic_alias;
    let starred = make(vm, class, this.get(ORIGIN), this.get(ARGS), true)?;
    let list = vm.list_of(&[starred])?;
    vm.iter(list.value())
}

fn reduce(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    let arguments = vm.pair(this.get(ORIGIN), this.get(ARGS));
    let class = vm.types.generic_alias.value();
    Ok(vm.pair(class, arguments))
}

fn part(this: Value, index: usize) -> Outcome<Value> {
    Ok(this.cast::<Record>().map_or(Value::NONE, |record| record.get(index)))
}

fn origin(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, ORIGIN)
}

fn args(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, ARGS)
}

fn unpacked(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, STARRED)
}

/// The arguments of a starred `tuple`, which stand for themselves among those of another alias.
fn unpacked_tuple_args(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let starred_tuple = part(this, STARRED)? == Value::TRUE && part(this, ORIGIN)? == vm.types.tuple.value();
    if starred_tuple { part(this, ARGS) } else { Ok(Value::NONE) }
}
