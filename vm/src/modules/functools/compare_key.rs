//! `cmp_to_key`: objects that compare by calling a function of two arguments.

use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, Record, Special, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

// The fields: the function, and the object, which the result of `cmp_to_key` itself has not.
const COMPARE: usize = 0;
const OBJECT: usize = 1;

macro_rules! comparison {
    ($name:literal, $special:ident) => {
        method(
            $name,
            "($self, value, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Gc<Record>, b: Value| compare(vm, Special::$special, a, b)),
            "",
        )
    };
}

static KEY: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: &[(
        "obj",
        |vm, it| match it.cast::<Record>().and_then(|it| it.get(OBJECT).bound()) {
            Some(object) => Ok(object),
            None => {
                let name = vm.intern("obj");
                Err(vm.attribute_error("object", it, name))
            }
        },
        Some(|_, it, value| {
            if let Some(it) = it.cast::<Record>() {
                it.set(OBJECT, value);
            }
            Ok(())
        }),
    )],
    ..record_type(
        "KeyWrapper",
        "functools",
        &[
            method("__call__", "($self, /, obj)", Effect::Pure, native(make), "Call self as a function."),
            comparison!("__lt__", Less),
            comparison!("__le__", LessEqual),
            comparison!("__eq__", Equal),
            comparison!("__ne__", NotEqual),
            comparison!("__gt__", Greater),
            comparison!("__ge__", GreaterEqual),
        ],
        "",
    )
};

/// `cmp_to_key(mycmp)`
pub(super) fn cmp_to_key(vm: &mut Vm, compare: Value) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&KEY);
    let key = vm.names.special(Special::Hash);
    crate::vm::set_entry(vm, class, key, Value::NONE);
    vm.update_specials(class);
    Ok(vm.new_record(class, &[compare, Value::UNBOUND]))
}

fn make(vm: &mut Vm, it: Gc<Record>, object: Value) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&KEY);
    Ok(vm.new_record(class, &[it.get(COMPARE), object]))
}

fn compare(vm: &mut Vm, special: Special, it: Gc<Record>, other: Value) -> Outcome<Value> {
    let class = vm.native_type(&KEY);
    let Some(other) = other.cast::<Record>().filter(|_| vm.type_of(other) == class) else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (Some(left), Some(right)) = (it.get(OBJECT).bound(), other.get(OBJECT).bound()) else {
        let name = vm.intern("obj");
        return Err(vm.attribute_error("object", it.value(), name));
    };
    let result = vm.call(it.get(COMPARE), &[left, right])?;
    vm.compare(special, result, Value::ZERO)
}
