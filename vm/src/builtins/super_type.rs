//! `super`

use strict_bytecode::VariableKind;

use super::prelude::*;
use crate::heap::Kind as HeapKind;
use crate::object::{CellObject, Super};

/// The specification.
pub static SUPER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
        m(
            "__init__",
            "($self, type=<unrepresentable>, object_or_type=None, /)",
            Any,
            n(init),
            "Initialize self.",
        ),
        m("__getattribute__", "($self, name, /)", Any, n(getattribute), "Return getattr(self, name)."),
        m("__get__", "($self, instance, owner=None, /)", Any, n(get), ""),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    ],
    attributes: &[
        ("__thisclass__", this_class, None),
        ("__self__", this_self, None),
        ("__self_class__", self_class, None),
    ],
    doc: "super() -> same as super(__class__, <first argument>)",
    ..new_spec("super", HeapKind::Super)
};

fn new(vm: &mut Vm, class: Gc<Type>, _arguments: Value, _keywords: Value) -> Outcome<Gc<Super>> {
    Ok(vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Super>()))
}

fn init(vm: &mut Vm, this: Gc<Super>, class: Option<Value>, object: Option<Value>) -> Outcome<()> {
    let (class, object) = match class {
        Some(class) => (class, object),
        None => {
            let (class, object) = implicit(vm)?;
            (class, Some(object))
        }
    };
    let Some(class) = class.cast::<Type>() else {
        let name = vm.type_name(class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {name}")));
    };
    this.class.set(this, class.value());
    if let Some(object) = object.filter(|object| !object.is_none()) {
        let start = check(vm, class, object)?;
        this.object.set(this, object);
        this.object_class.set(this, start.value());
    }
    Ok(())
}

/// The class and first argument of the running method.
#[allow(unsafe_code, reason = "reads registers of the running frame")]
fn implicit(vm: &mut Vm) -> Outcome<(Value, Value)> {
    vm.materialize(vm.stacks.depth().saturating_sub(1));
    let Some(frame) = vm.stacks.frames().last().copied() else {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): no current frame"));
    };
    let code = frame.function.code.get().code();
    if code.argument_count == 0 {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): no arguments"));
    }
    // SAFETY: the registers of variables are set while the frame runs.
    let register = |index: usize| unsafe { *frame.base.add(index) };
    let mut object = register(0);
    if code.variables.first().is_some_and(|it| it.kind == VariableKind::CellParameter)
        && let Some(cell) = object.cast::<CellObject>()
    {
        object = cell.content.get();
    }
    if object.is_unbound() {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): arg[0] deleted"));
    }
    let is_class = |it: &strict_bytecode::Variable| it.kind == VariableKind::Free && &*it.name == "__class__";
    let Some(place) = code.variables.iter().position(is_class) else {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): __class__ cell not found"));
    };
    let Some(cell) = register(place).cast::<CellObject>() else {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): bad __class__ cell"));
    };
    let class = cell.content.get();
    if class.is_unbound() {
        return Err(vm.error(vm.exceptions.RuntimeError, "super(): empty __class__ cell"));
    }
    if !class.is::<Type>() {
        let given = vm.type_name(class);
        let message = format!("super(): __class__ is not a type ({given})");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    Ok((class, object))
}

/// The class whose method resolution order a `super` follows, for an instance or subclass `object`.
pub(crate) fn check(vm: &mut Vm, class: Gc<Type>, object: Value) -> Outcome<Gc<Type>> {
    if let Some(subject) = object.cast::<Type>()
        && subject.is_subtype_of(class)
    {
        return Ok(subject);
    }
    let own = vm.type_of(object);
    if own.is_subtype_of(class) {
        return Ok(own);
    }
    let key = vm.names.class;
    if let Some(told) = vm.find_attribute(object, key)?.and_then(Value::cast::<Type>)
        && told.is_subtype_of(class)
    {
        return Ok(told);
    }
    let class = class.display_name();
    let given = match object.cast::<Type>() {
        Some(subject) => format!("type {}", subject.display_name()),
        None => format!("instance of {}", own.display_name()),
    };
    Err(vm.type_error(format!(
        "super(type, obj): obj ({given}) is not an instance or subtype of type ({class})."
    )))
}

/// The attribute in the classes that follow `class` in the order of `start`.
pub(crate) fn find(vm: &mut Vm, start: Gc<Type>, class: Gc<Type>, name: Gc<Str>) -> Option<Value> {
    let order = start.mro.get();
    let position = order.iter().position(|entry| entry == class.value())?;
    order
        .iter()
        .skip(position + 1)
        .find_map(|entry| entry.cast::<Type>().and_then(|class| vm.own_attribute(class, name)))
}

/// The attribute found, bound to the object.
pub(crate) fn bind(vm: &mut Vm, attribute: Value, object: Value, start: Gc<Type>) -> Outcome<Value> {
    if object == start.value() {
        return vm.descriptor_get_on_class(attribute, start);
    }
    vm.descriptor_get(attribute, object, start)
}

fn getattribute(vm: &mut Vm, this: Gc<Super>, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    if let (Some(class), Some(start)) =
        (this.class.get().cast::<Type>(), this.object_class.get().cast::<Type>())
        && name != vm.names.class
        && let Some(attribute) = find(vm, start, class, name)
    {
        return bind(vm, attribute, this.object.get(), start);
    }
    let class = vm.type_of(this.value());
    match vm.generic_find(this.value(), class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(this.value(), name)),
    }
}

fn get(vm: &mut Vm, this: Gc<Super>, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    if instance.is_none() || !this.object.get().is_unbound() {
        return Ok(this.value());
    }
    let own = vm.type_of(this.value());
    if own != vm.types.super_ {
        // A subclass decides itself what binding makes.
        return vm.call(own.value(), &[this.class.get(), instance]);
    }
    let class = this.class.get().cast::<Type>().unwrap_or(vm.types.object);
    let start = check(vm, class, instance)?;
    Ok(vm.new_super(class.value(), instance, start.value()))
}

fn repr(_: &mut Vm, this: Gc<Super>) -> Outcome<String> {
    let name =
        |value: Value| value.cast::<Type>().map_or_else(|| "NULL".to_owned(), |class| class.display_name());
    Ok(if this.object_class.get().is_unbound() {
        format!("<super: <class '{}'>, NULL>", name(this.class.get()))
    } else {
        format!("<super: <class '{}'>, <{} object>>", name(this.class.get()), name(this.object_class.get()))
    })
}

fn part(this: Value, which: fn(&Super) -> Value) -> Outcome<Value> {
    Ok(this.cast::<Super>().and_then(|object| which(&object).bound()).unwrap_or(Value::NONE))
}

fn this_class(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, |object| object.class.get())
}

fn this_self(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, |object| object.object.get())
}

fn self_class(_: &mut Vm, this: Value) -> Outcome<Value> {
    part(this, |object| object.object_class.get())
}
