//! Functions and methods, Python's and native ones, and cells.

use strict_bytecode::CodeFlags;

use super::prelude::*;
use crate::object::{BoundMethod, CellObject, CodeObject, Dict, Function, NativeFunction};
use crate::protocol::Arguments;

/// `function`
pub static FUNCTION: TypeSpec = TypeSpec {
    flags: TypeFlags::ATTRIBUTES.and(TypeFlags::DICT).and(TypeFlags::WEAKREF),
    methods: &[
        m(
            "__new__",
            "($type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            Any,
            n(new),
            "",
        ),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m(
            "__get__",
            "($self, instance, owner=None, /)",
            Pure,
            n(get),
            "Return an attribute of instance, which is of type owner.",
        ),
        m("__call__", "($self, /, *args, **kwargs)", Any, n(call), "Call self as a function."),
    ],
    attributes: &[
        ("__code__", code, Some(set_code)),
        ("__globals__", globals, Some(crate::builtins::descriptors::readonly_member)),
        ("__builtins__", builtins, Some(crate::builtins::descriptors::readonly_member)),
        ("__closure__", closure, Some(crate::builtins::descriptors::readonly_member)),
        ("__defaults__", defaults, Some(set_defaults)),
        ("__kwdefaults__", kwdefaults, Some(set_kwdefaults)),
        ("__name__", name, Some(set_name)),
        ("__qualname__", qualname, Some(set_qualname)),
        ("__module__", module, Some(set_module)),
        ("__doc__", doc, Some(set_doc)),
        ("__annotations__", annotations, Some(set_annotations)),
        ("__annotate__", annotate, Some(set_annotate)),
        ("__type_params__", type_params, Some(set_type_params)),
        ("__dict__", super::type_type::instance_dict, Some(super::type_type::set_native_dict)),
    ],
    doc: "Create a function object.",
    ..new_spec("function", Kind::Function)
};

/// `builtin_function_or_method`
pub static BUILTIN_FUNCTION: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: NATIVE_METHODS,
    attributes: NATIVE_ATTRIBUTES,
    ..new_spec("builtin_function_or_method", Kind::Native)
};
/// `method_descriptor`
pub static METHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    methods: NATIVE_METHODS,
    attributes: DESCRIPTOR_ATTRIBUTES,
    ..new_spec("method_descriptor", Kind::Native)
};
/// `wrapper_descriptor`
pub static WRAPPER_DESCRIPTOR: TypeSpec = TypeSpec {
    methods: NATIVE_METHODS,
    attributes: DESCRIPTOR_ATTRIBUTES,
    ..new_spec("wrapper_descriptor", Kind::Native)
};
/// `method-wrapper`
pub static METHOD_WRAPPER: TypeSpec = TypeSpec {
    methods: NATIVE_METHODS,
    attributes: NATIVE_ATTRIBUTES,
    ..new_spec("method-wrapper", Kind::Native)
};
/// `classmethod_descriptor`
pub static CLASSMETHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    methods: NATIVE_METHODS,
    attributes: DESCRIPTOR_ATTRIBUTES,
    ..new_spec("classmethod_descriptor", Kind::Native)
};

const NATIVE_METHODS: &[crate::object::NativeSpec] = &[
    m("__repr__", "($self, /)", Pure, n(native_repr), "Return repr(self)."),
    m("__call__", "($self, /, *args, **kwargs)", Any, n(call), "Call self as a function."),
    m(
        "__get__",
        "($self, instance, owner=None, /)",
        Pure,
        n(native_get),
        "Return an attribute of instance, which is of type owner.",
    ),
    m("__eq__", "($self, value, /)", Pure, n(native_eq), "Return self==value."),
    m("__hash__", "($self, /)", Pure, n(native_hash), "Return hash(self)."),
    m("__reduce__", "($self, /)", Pure, n(native_reduce), ""),
];

const NATIVE_ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
    ("__name__", native_name, None),
    ("__qualname__", native_qualname, None),
    ("__doc__", native_doc, None),
    ("__self__", native_self, None),
    ("__module__", native_module, None),
    ("__text_signature__", native_signature, None),
];

const DESCRIPTOR_ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
    ("__name__", native_name, None),
    ("__qualname__", native_qualname, None),
    ("__doc__", native_doc, None),
    ("__objclass__", native_class, None),
    ("__text_signature__", native_signature, None),
];

/// `method`
pub static METHOD: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: &[
        m("__new__", "($type, function, instance, /)", Any, n(new_method), ""),
        m("__repr__", "($self, /)", Any, n(method_repr), "Return repr(self)."),
        m("__call__", "($self, /, *args, **kwargs)", Any, n(call), "Call self as a function."),
        m("__eq__", "($self, value, /)", Any, n(method_eq), "Return self==value."),
        m("__hash__", "($self, /)", Any, n(method_hash), "Return hash(self)."),
        m("__getattribute__", "($self, name, /)", Any, n(method_getattribute), "Return getattr(self, name)."),
        m("__get__", "($self, instance, owner=None, /)", Pure, n(method_get), ""),
        m("__reduce__", "($self, /)", Any, n(method_reduce), ""),
    ],
    attributes: &[
        ("__func__", method_function, None),
        ("__self__", method_self, None),
        ("__doc__", method_doc, None),
    ],
    doc: "Create a bound instance method object.",
    ..new_spec("method", Kind::BoundMethod)
};

/// `cell`
pub static CELL: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, contents=<unrepresentable>, /)", Pure, n(new_cell), ""),
        m("__repr__", "($self, /)", Pure, n(cell_repr), "Return repr(self)."),
        m("__eq__", "($self, value, /)", Any, n(cell_eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Any, n(cell_ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Any, n(cell_lt), "Return self<value."),
        m("__le__", "($self, value, /)", Any, n(cell_le), "Return self<=value."),
        m("__gt__", "($self, value, /)", Any, n(cell_gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Any, n(cell_ge), "Return self>=value."),
    ],
    attributes: &[("cell_contents", cell_contents, Some(set_cell_contents))],
    doc: "Create a new cell object.",
    ..new_spec("cell", Kind::Cell)
};

#[expect(clippy::too_many_arguments, reason = "the parameters of the Python function")]
fn new(
    vm: &mut Vm,
    _class: Value,
    code: Gc<CodeObject>,
    globals: Gc<Dict>,
    name: Option<Value>,
    defaults: Option<Value>,
    closure: Option<Value>,
    keyword_defaults: Option<Value>,
) -> Outcome<Gc<Function>> {
    let name: Option<Gc<Str>> = argument(vm, name, "arg 3 (name) must be None or string")?;
    let defaults: Option<Gc<Tuple>> = argument(vm, defaults, "arg 4 (defaults) must be None or tuple")?;
    let closure: Option<Gc<Tuple>> = argument(vm, closure, "arg 5 (closure) must be None or tuple")?;
    let keyword_defaults: Option<Gc<Dict>> =
        argument(vm, keyword_defaults, "arg 6 (kwdefaults) must be None or dict")?;
    if let Some(other) = closure.and_then(|cells| cells.iter().find(|cell| !cell.is::<CellObject>())) {
        let given = vm.type_name(other);
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {given}")));
    }
    let free = code.code().free_count();
    let given = closure.map_or(0, |closure| closure.len());
    if free != given {
        let name = &code.code().name;
        if closure.is_none() {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        return Err(vm.value_error(format!("{name} requires closure of length {free}, not {given}")));
    }
    let function = vm.new_function(code, globals);
    if let Some(name) = name {
        function.name.set(function, name.value());
    }
    if let Some(defaults) = defaults {
        function.defaults.set(function, defaults);
    }
    if let Some(closure) = closure {
        function.closure.set(function, closure);
    }
    if let Some(defaults) = keyword_defaults {
        function.keyword_defaults.set(function, defaults);
    }
    Ok(function)
}

/// An argument that may be absent or `None`.
fn argument<T: crate::heap::Layout>(
    vm: &mut Vm,
    value: Option<Value>,
    message: &str,
) -> Outcome<Option<Gc<T>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    match value.cast::<T>() {
        Some(value) => Ok(Some(value)),
        None => Err(vm.type_error(message)),
    }
}

fn repr(vm: &mut Vm, this: Gc<Function>) -> Outcome<String> {
    let name = vm.function_name(this);
    Ok(format!("<function {name} at {:#x}>", this.address()))
}

fn get(vm: &mut Vm, this: Value, instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    Ok(if instance.is_none() { this } else { vm.bind(this, instance) })
}

/// `callee(*arguments, **keywords)`
pub(crate) fn call(vm: &mut Vm, this: Value, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let (row, names) = vm.spread(arguments.as_slice(), keywords)?;
    vm.call_with(this, Arguments { values: row.as_slice(), names })
}

fn function(_vm: &Vm, this: Value) -> Gc<Function> {
    this.cast::<Function>().expect("descriptors check their receiver")
}

fn code(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).code.get().value())
}

fn set_code(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    vm.check_function_changeable(function, "__code__")?;
    match value.cast::<CodeObject>() {
        Some(code) => {
            let free = code.code().free_count();
            let closure = function.closure.try_get().map_or(0, |closure| closure.len());
            if free != closure {
                let name = vm.function_name(function);
                return Err(vm.value_error(format!(
                    "{name}() requires a code object with {closure} free vars, not {free}"
                )));
            }
            function.code.set(function, code);
            vm.invalidate_compiled(None);
            Ok(())
        }
        None => Err(vm.type_error("__code__ must be set to a code object")),
    }
}

fn globals(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).globals.get().value())
}

fn builtins(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).builtins.get().value())
}

fn closure(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).closure.try_get().map_or(Value::NONE, Gc::value))
}

fn defaults(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).defaults.try_get().map_or(Value::NONE, Gc::value))
}

fn set_defaults(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    vm.check_function_changeable(function, "__defaults__")?;
    if value.is_unbound() || value.is_none() {
        function.defaults.clear();
        return Ok(());
    }
    match value.cast::<Tuple>() {
        Some(defaults) => {
            function.defaults.set(function, defaults);
            Ok(())
        }
        None => Err(vm.type_error("__defaults__ must be set to a tuple object")),
    }
}

fn kwdefaults(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let function = function(vm, this);
    let Some(defaults) = function.keyword_defaults.try_get() else { return Ok(Value::NONE) };
    if function.is_frozen() {
        defaults.freeze();
    }
    Ok(defaults.value())
}

fn set_kwdefaults(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    vm.check_function_changeable(function, "__kwdefaults__")?;
    if value.is_unbound() || value.is_none() {
        function.keyword_defaults.clear();
        return Ok(());
    }
    match value.cast::<Dict>() {
        Some(defaults) => {
            function.keyword_defaults.set(function, defaults);
            Ok(())
        }
        None => Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
    }
}

fn name(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).name.get())
}

fn set_name(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if !value.is::<Str>() {
        return Err(vm.type_error("__name__ must be set to a string object"));
    }
    let function = function(vm, this);
    function.name.set(function, value);
    Ok(())
}

fn qualname(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).qualified_name.get())
}

fn set_qualname(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if !value.is::<Str>() {
        return Err(vm.type_error("__qualname__ must be set to a string object"));
    }
    let function = function(vm, this);
    function.qualified_name.set(function, value);
    Ok(())
}

fn module(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).module.get().bound().unwrap_or(Value::NONE))
}

fn set_module(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    function.module.set(function, value);
    Ok(())
}

fn doc(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let function = function(vm, this);
    if let Some(known) = function.doc.get().bound() {
        return Ok(known);
    }
    let code = function.code.get();
    if !code.flags().contains(CodeFlags::HAS_DOCSTRING) {
        return Ok(Value::NONE);
    }
    vm.open_code(code)?;
    let constants = code.constants.get();
    Ok(if constants.capacity() == 0 { Value::NONE } else { constants.get(0) })
}

fn set_doc(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    function.doc.set(function, value.bound().unwrap_or(Value::NONE));
    Ok(())
}

fn annotations(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let function = function(vm, this);
    if let Some(known) = function.annotations.get().bound() {
        return Ok(known);
    }
    let made = match function.annotate.get().bound().filter(|annotate| !annotate.is_none()) {
        Some(annotate) => vm.call(annotate, &[Value::ONE])?,
        None => vm.new_dict().value(),
    };
    if !made.is::<Dict>() {
        let name = vm.type_name(made);
        return Err(vm.type_error(format!("__annotate__ returned non-dict of type '{name}'")));
    }
    function.annotations.set(function, made);
    Ok(made)
}

fn set_annotations(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let function = function(vm, this);
    if !value.is_unbound() && !value.is_none() && !value.is::<Dict>() {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    let value = if value.is_none() { Value::UNBOUND } else { value };
    function.annotations.set(function, value);
    function.annotate.set(function, Value::UNBOUND);
    Ok(())
}

fn annotate(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).annotate.get().bound().unwrap_or(Value::NONE))
}

fn set_annotate(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    }
    if !value.is_none() && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let function = function(vm, this);
    function.annotate.set(function, value);
    if !value.is_none() {
        function.annotations.set(function, Value::UNBOUND);
    }
    Ok(())
}

fn type_params(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(function(vm, this).type_parameters.get().bound().unwrap_or(vm.empty_tuple.value()))
}

fn set_type_params(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if !value.is::<Tuple>() {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    }
    let function = function(vm, this);
    function.type_parameters.set(function, value);
    Ok(())
}

fn native(this: Value) -> Gc<NativeFunction> {
    this.cast::<NativeFunction>().expect("descriptors check their receiver")
}

fn native_repr(vm: &mut Vm, this: Gc<NativeFunction>) -> Outcome<String> {
    let name = this.spec().name;
    let class = vm.type_of(this.value());
    let owner = this.owner.try_get().map(|owner| owner.display_name());
    let types = &vm.types;
    Ok(match owner {
        Some(owner) if class == types.method_descriptor || class == types.classmethod_descriptor => {
            format!("<method '{name}' of '{owner}' objects>")
        }
        Some(owner) if class == types.wrapper_descriptor => {
            format!("<slot wrapper '{name}' of '{owner}' objects>")
        }
        _ if class == types.method_wrapper => {
            let receiver = this.receiver.get();
            let kind = vm.type_name(receiver);
            format!("<method-wrapper '{name}' of {kind} object at {:#x}>", receiver.bits())
        }
        _ if this.receiver.get().is_unbound() || this.receiver.get().is::<crate::object::Module>() => {
            format!("<built-in function {name}>")
        }
        _ => {
            let receiver = this.receiver.get();
            let kind = vm.type_name(receiver);
            format!("<built-in method {name} of {kind} object at {:#x}>", receiver.bits())
        }
    })
}

fn native_get(vm: &mut Vm, this: Value, instance: Value, owner: Option<Value>) -> Outcome<Value> {
    let class = match owner.and_then(super::super::value::Value::cast::<Type>) {
        Some(class) => class,
        None => vm.type_of(instance),
    };
    match this.cast::<NativeFunction>() {
        Some(_) if instance.is_none() && !vm.is_exact(this, vm.types.classmethod_descriptor) => Ok(this),
        Some(_) => vm.descriptor_get(this, instance, class),
        None => Ok(this),
    }
}

fn native_eq(_: &mut Vm, this: Gc<NativeFunction>, other: Value) -> Outcome<Value> {
    Ok(match other.cast::<NativeFunction>() {
        Some(other) => Value::bool(
            std::ptr::eq(this.spec(), other.spec())
                && this.receiver.get() == other.receiver.get()
                && this.passes_receiver.get() == other.passes_receiver.get(),
        ),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn native_hash(_: &mut Vm, this: Gc<NativeFunction>) -> Outcome<i64> {
    let spec = std::ptr::from_ref(this.spec()) as i64;
    Ok((spec.rotate_right(4) ^ Vm::identity_hash(this.receiver.get())) >> 1)
}

fn native_reduce(vm: &mut Vm, this: Gc<NativeFunction>) -> Outcome<Value> {
    let name = vm.new_str(this.spec().name).value();
    // A method of a type is looked up on it, a bound one on its object; a function is found by its name.
    let receiver = match (this.receiver.get().bound(), this.owner.try_get()) {
        (Some(receiver), _) if !receiver.is::<crate::object::Module>() => receiver,
        (None, Some(owner)) => owner.value(),
        _ => return Ok(name),
    };
    let key = vm.intern("getattr");
    let builtins = vm.builtins;
    let getattr = vm.dict_get_str(builtins, key).unwrap_or(Value::NONE);
    let arguments = vm.pair(receiver, name);
    Ok(vm.pair(getattr, arguments))
}

fn native_name(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.intern(native(this).spec().name).value())
}

fn native_qualname(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let native = native(this);
    let name = native.spec().name;
    let owner = match native.owner.try_get() {
        Some(owner) => Some(owner.display_name()),
        None => {
            let receiver = native.receiver.get();
            if receiver.is_unbound() || receiver.is::<crate::object::Module>() {
                None
            } else {
                Some(vm.type_name(receiver))
            }
        }
    };
    let text = owner.map_or_else(|| name.to_owned(), |owner| format!("{owner}.{name}"));
    Ok(vm.new_str(&text).value())
}

fn native_doc(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let doc = native(this).spec().doc;
    Ok(if doc.is_empty() { Value::NONE } else { vm.new_str(doc).value() })
}

fn native_self(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let receiver = native(this).receiver.get();
    if receiver.is_unbound() {
        let key = vm.names.builtins;
        let modules = vm.modules;
        return Ok(vm.dict_get_str(modules, key).unwrap_or(Value::NONE));
    }
    Ok(receiver)
}

fn native_module(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let native = native(this);
    match native.module.get().bound() {
        Some(module) => Ok(module),
        None if native.owner.try_get().is_some() => Ok(Value::NONE),
        None => Ok(vm.names.builtins.value()),
    }
}

fn native_class(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(native(this).owner.try_get().map_or(Value::NONE, Gc::value))
}

fn native_signature(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let signature = native(this).spec().signature;
    if signature.contains("<unrepresentable>") {
        return Ok(Value::NONE);
    }
    Ok(vm.new_str(signature).value())
}

fn new_method(vm: &mut Vm, _class: Value, function: Value, instance: Value) -> Outcome<Value> {
    if !vm.is_callable(function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if instance.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.bind(function, instance))
}

fn method_repr(vm: &mut Vm, this: Gc<BoundMethod>) -> Outcome<String> {
    let (key, plain) = (vm.names.qualname, vm.names.dunder_name);
    let mut name = vm.find_attribute(this.function.get(), key)?;
    if name.is_none() {
        name = vm.find_attribute(this.function.get(), plain)?;
    }
    let name = name.and_then(Value::cast::<Str>);
    let name = name.map_or_else(|| "?".to_owned(), |name| name.to_lossy());
    let receiver = vm.repr(this.receiver.get())?.to_lossy();
    Ok(format!("<bound method {name} of {receiver}>"))
}

fn method_eq(vm: &mut Vm, this: Gc<BoundMethod>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<BoundMethod>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = this.receiver.get() == other.receiver.get();
    Ok(Value::bool(same && vm.equals(this.function.get(), other.function.get())?))
}

fn method_hash(vm: &mut Vm, this: Gc<BoundMethod>) -> Outcome<i64> {
    let function = vm.hash(this.function.get())?;
    Ok(Vm::identity_hash(this.receiver.get()) ^ function)
}

fn method_getattribute(vm: &mut Vm, this: Gc<BoundMethod>, name: Gc<Str>) -> Outcome<Value> {
    let name = vm.intern_str(name);
    let class = vm.types.method;
    if let Some(attribute) = vm.lookup(class, name) {
        return vm.descriptor_get(attribute, this.value(), class);
    }
    vm.get_attribute(this.function.get(), name)
}

fn method_get(_: &mut Vm, this: Value, _instance: Value, _owner: Option<Value>) -> Outcome<Value> {
    Ok(this)
}

fn method_reduce(vm: &mut Vm, this: Gc<BoundMethod>) -> Outcome<Value> {
    let key = vm.intern("getattr");
    let builtins = vm.builtins;
    let getattr = vm.dict_get_str(builtins, key).unwrap_or(Value::NONE);
    let name = vm.names.dunder_name;
    let name = vm.get_attribute(this.function.get(), name)?;
    let arguments = vm.pair(this.receiver.get(), name);
    Ok(vm.pair(getattr, arguments))
}

fn bound(this: Value) -> Gc<BoundMethod> {
    this.cast::<BoundMethod>().expect("descriptors check their receiver")
}

fn method_function(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(bound(this).function.get())
}

fn method_self(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(bound(this).receiver.get())
}

fn method_doc(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let key = vm.names.doc;
    vm.get_attribute(bound(this).function.get(), key)
}

fn new_cell(vm: &mut Vm, _class: Value, contents: Value) -> Outcome<Gc<CellObject>> {
    Ok(vm.new_cell(contents))
}

fn cell_repr(vm: &mut Vm, this: Gc<CellObject>) -> Outcome<String> {
    let content = this.content.get();
    Ok(if content.is_unbound() {
        format!("<cell at {:#x}: empty>", this.address())
    } else {
        let name = vm.type_name(content);
        format!("<cell at {:#x}: {name} object at {:#x}>", this.address(), content.bits())
    })
}

fn cell_contents(vm: &mut Vm, this: Value) -> Outcome<Value> {
    match this.cast::<CellObject>().and_then(|cell| cell.content.get().bound()) {
        Some(content) => Ok(content),
        None => Err(vm.value_error("Cell is empty")),
    }
}

fn set_cell_contents(_: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if let Some(cell) = this.cast::<CellObject>() {
        cell.store(value);
    }
    Ok(())
}

/// Compares what two cells hold; an empty one comes before all others.
fn compare_cells(vm: &mut Vm, comparison: Special, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    let Some(other) = other.cast::<CellObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    match (this.content.get().bound(), other.content.get().bound()) {
        (Some(left), Some(right)) => vm.compare(comparison, left, right),
        (left, right) => {
            let full = |content: Option<Value>| Value::fixnum(i64::from(content.is_some()));
            vm.compare(comparison, full(left), full(right))
        }
    }
}

fn cell_eq(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::Equal, this, other)
}

fn cell_ne(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::NotEqual, this, other)
}

fn cell_lt(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::Less, this, other)
}

fn cell_le(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::LessEqual, this, other)
}

fn cell_gt(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::Greater, this, other)
}

fn cell_ge(vm: &mut Vm, this: Gc<CellObject>, other: Value) -> Outcome<Value> {
    compare_cells(vm, Special::GreaterEqual, this, other)
}
