//! The types of `None`, `NotImplemented` and `Ellipsis`.

use super::prelude::*;
use crate::object::Dict;

/// `NoneType`
pub static NONE_TYPE: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_none), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__bool__", "($self, /)", Pure, n(falsy), "True if self else False"),
        m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
    ],
    doc: "The type of the None singleton.",
    ..new_spec("NoneType", Kind::Free)
};

/// `NotImplementedType`
pub static NOT_IMPLEMENTED_TYPE: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_not_implemented), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__bool__", "($self, /)", Pure, n(no_truth), "True if self else False"),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
    ],
    doc: "The type of the NotImplemented singleton.",
    ..new_spec("NotImplementedType", Kind::Free)
};

/// `ellipsis`
pub static ELLIPSIS_TYPE: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new_ellipsis), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
    ],
    doc: "The type of the Ellipsis singleton.",
    ..new_spec("ellipsis", Kind::Free)
};

/// The only instance, if there are no arguments.
fn only(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>, it: Value) -> Outcome<Value> {
    if arguments.is_empty() && keywords.is_empty() {
        return Ok(it);
    }
    let name = class.display_name();
    Err(vm.type_error(format!("{name} takes no arguments")))
}

fn new_none(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    only(vm, class, arguments, keywords, Value::NONE)
}

fn new_not_implemented(
    vm: &mut Vm,
    class: Gc<Type>,
    arguments: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<Value> {
    only(vm, class, arguments, keywords, Value::NOT_IMPLEMENTED)
}

fn new_ellipsis(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    only(vm, class, arguments, keywords, Value::ELLIPSIS)
}

fn name(value: Value) -> &'static str {
    match value {
        Value::NONE => "None",
        Value::ELLIPSIS => "Ellipsis",
        _ => "NotImplemented",
    }
}

fn repr(_: &mut Vm, this: Value) -> Outcome<&'static str> {
    Ok(name(this))
}

fn reduce(_: &mut Vm, this: Value) -> Outcome<&'static str> {
    Ok(name(this))
}

fn falsy(_: &mut Vm, _this: Value) -> Outcome<bool> {
    Ok(false)
}

fn no_truth(vm: &mut Vm, _this: Value) -> Outcome<bool> {
    Err(vm.type_error("NotImplemented should not be used in a boolean context"))
}

fn hash(_: &mut Vm, _this: Value) -> Outcome<i64> {
    Ok(strict_semantics::hash::NONE)
}
