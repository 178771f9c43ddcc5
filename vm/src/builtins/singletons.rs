//! The types of `None`, `NotImplemented` and `Ellipsis`.

use super::prelude::*;

/// `NoneType`
pub static NONE_TYPE: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, /)", Pure, n(new_none), ""),
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
        m("__new__", "($type, /)", Pure, n(new_not_implemented), ""),
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
        m("__new__", "($type, /)", Pure, n(new_ellipsis), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__reduce__", "($self, /)", Pure, n(reduce), ""),
    ],
    doc: "The type of the Ellipsis singleton.",
    ..new_spec("ellipsis", Kind::Free)
};

fn new_none(_: &mut Vm, _class: Value) -> Outcome<Value> {
    Ok(Value::NONE)
}

fn new_not_implemented(_: &mut Vm, _class: Value) -> Outcome<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}

fn new_ellipsis(_: &mut Vm, _class: Value) -> Outcome<Value> {
    Ok(Value::ELLIPSIS)
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
