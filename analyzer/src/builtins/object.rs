//! `object`, `type`, `super`, and the built-in descriptors.

use super::arity::{expect_further, is_instance, nothing, one};
use super::{Native, function, method, pickling, types};
use crate::domain::{Elements, ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{CompareOp, Symbol, sym};

pub(super) const OBJECT: &[Native] = &[
    function("object.__new__", object_new).tolerant().variadic(),
    method("object.__init__", object_init).tolerant().variadic(),
    method("object.__repr__", object_repr),
    method("object.__str__", object_str),
    method("object.__format__", object_format),
    method("object.__eq__", object_eq).tolerant(),
    method("object.__ne__", object_ne).tolerant(),
    method("object.__hash__", object_hash),
    method("object.__lt__", not_implemented).tolerant(),
    method("object.__le__", not_implemented).tolerant(),
    method("object.__gt__", not_implemented).tolerant(),
    method("object.__ge__", not_implemented).tolerant(),
    method("object.__getattribute__", object_getattribute),
    method("object.__setattr__", object_setattr).tolerant(),
    method("object.__delattr__", object_delattr),
    method("object.__dir__", object_dir),
    method("object.__sizeof__", object_sizeof),
    method("object.__reduce__", pickling::object_reduce),
    method("object.__reduce_ex__", pickling::object_reduce_ex),
    method("object.__getstate__", pickling::object_getstate),
    method("object.__init_subclass__", init_subclass).tolerant(),
    method("object.__subclasshook__", subclass_hook).tolerant(),
];

pub(super) const TYPE: &[Native] = &[
    function("type.__new__", type_new).tolerant(),
    method("type.__init__", type_init).tolerant().variadic(),
    method("type.__call__", type_call).tolerant().variadic(),
    method("type.__repr__", object_repr),
    method("type.__instancecheck__", type_instancecheck).tolerant(),
    method("type.__subclasscheck__", type_subclasscheck).tolerant(),
    method("type.mro", type_mro),
    method("type.__subclasses__", type_subclasses),
    method("type.__or__", type_or).tolerant(),
    method("type.__ror__", type_ror).tolerant(),
    method("type.__prepare__", type_prepare).tolerant(),
    method("type.__dir__", object_dir),
];

pub(super) const SUPER: &[Native] = &[function("super.__new__", super_new)];

pub(super) const PROPERTY: &[Native] = &[
    function("property.__new__", property_new).tolerant(),
    method("property.getter", property_getter).tolerant(),
    method("property.setter", property_setter).tolerant(),
    method("property.deleter", property_deleter).tolerant(),
    method("property.__set_name__", property_set_name).tolerant(),
    method("property.__get__", descriptor_get),
    method("property.__set__", property_set).tolerant(),
    method("property.__delete__", property_delete),
];

pub(super) const CLASSMETHOD: &[Native] = &[
    function("classmethod.__new__", classmethod_new).tolerant(),
    method("classmethod.__get__", descriptor_get),
];

pub(super) const STATICMETHOD: &[Native] = &[
    function("staticmethod.__new__", staticmethod_new).tolerant(),
    method("staticmethod.__get__", descriptor_get),
];

pub(super) const FUNCTION: &[Native] = &[
    method("function.__get__", descriptor_get).tolerant(),
    method("function.__call__", call_receiver).tolerant().variadic(),
    function("function.__new__", function_new).tolerant(),
];

pub(super) const METHOD: &[Native] = &[
    function("method.__new__", method_new).tolerant(),
    method("method.__call__", call_receiver).tolerant().variadic(),
    method("method.__get__", descriptor_get).tolerant(),
    method("method.__eq__", method_eq).tolerant(),
    method("method.__hash__", typed_int),
];

pub(super) const BUILTIN_FUNCTION: &[Native] =
    &[method("builtin.__call__", call_receiver).tolerant().variadic()];

pub(super) const METHOD_DESCRIPTOR: &[Native] = &[
    method("method_descriptor.__get__", descriptor_get).tolerant(),
    method("method_descriptor.__call__", call_receiver).tolerant().variadic(),
];

pub(super) const MEMBER_DESCRIPTOR: &[Native] = &[
    method("member_descriptor.__get__", descriptor_get).tolerant(),
    method("member_descriptor.__set__", property_set).tolerant(),
    method("member_descriptor.__delete__", property_delete),
];

pub(super) const GETSET_DESCRIPTOR: &[Native] = &[
    method("getset_descriptor.__get__", descriptor_get).tolerant(),
    method("getset_descriptor.__set__", property_set).tolerant(),
];

pub(super) const MODULE: &[Native] = &[
    function("module.__new__", module_new).tolerant().variadic(),
    method("module.__init__", module_init).tolerant(),
    method("module.__repr__", object_repr),
    method("module.__dir__", module_dir),
];

pub(super) const CELL: &[Native] = &[function("cell.__new__", cell_new).tolerant()];

pub(super) fn receiver(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<Value> {
    match arguments.get(0) {
        Some(value) => Ok(value.clone()),
        None => interp.type_error("descriptor method needs an argument"),
    }
}

fn class_argument(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<ObjectId> {
    match arguments.get(0) {
        Some(Value::Object(id)) if interp.heap.get(*id).as_class().is_some() => Ok(*id),
        _ => interp.type_error("object.__new__(X): X is not a type object"),
    }
}

fn object_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let extra = arguments.len() > 1 || !arguments.keywords.is_empty();
    if extra {
        let overrides_new = !is_object_s(interp, class, sym::new);
        let overrides_init = !is_object_s(interp, class, sym::init);
        if overrides_new {
            return interp
                .type_error("object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if !overrides_init {
            let name = interp.class_name(class);
            return interp.type_error(&format!("{name}() takes no arguments"));
        }
    }
    interp.new_instance(class)
}

fn is_object_s(interp: &mut Interp<'_>, class: ObjectId, name: Symbol) -> bool {
    match interp.lookup(class, name) {
        crate::interp::LookedUp::Value(_, place) => place == types::OBJECT,
        _ => true,
    }
}

fn object_init(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::None)
}

fn object_repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    Ok(interp.plain_repr(&value)?.map_or(Value::Typed(types::STR), |text| Value::str(&text)))
}

fn object_str(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    nothing(interp, arguments, "object.__str__")?;
    interp.repr_of(&value)
}

fn object_format(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let spec = one(interp, arguments, "object.__format__")?;
    match &spec {
        Value::Str(spec) if !spec.is_empty() => {
            let name = interp.type_name(&value);
            interp.type_error(&format!("unsupported format string passed to {name}.__format__"))
        }
        Value::Str(_) | Value::Typed(_) | Value::Union(_) | Value::Unknown(_) => interp.str_of(&value),
        other if is_instance(interp, other, types::STR) => interp.str_of(&value),
        other => {
            let name = if matches!(other, Value::None) { "None".to_owned() } else { interp.type_name(other) };
            interp.type_error(&format!("__format__() argument must be str, not {name}"))
        }
    }
}

fn object_eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(a), Some(b)) = (arguments.get(0).cloned(), arguments.get(1).cloned()) else {
        return interp.type_error("expected 1 argument, got 0");
    };
    Ok(match interp.identical(&a, &b) {
        Truth::True => Value::Bool(true),
        _ => Value::NotImplemented,
    })
}

fn object_ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(a), Some(b)) = (arguments.get(0).cloned(), arguments.get(1).cloned()) else {
        return interp.type_error("expected 1 argument, got 0");
    };
    let Some(eq) = interp.special(&a, sym::eq)? else { return Ok(Value::NotImplemented) };
    let result = interp.call(&eq, vec![b])?;
    if matches!(result, Value::NotImplemented) {
        return Ok(result);
    }
    Ok(match interp.truth(&result)? {
        Truth::True => Value::Bool(false),
        Truth::False => Value::Bool(true),
        Truth::Either => Value::Typed(types::BOOL),
    })
}

/// A comparison that the class does not define.
fn not_implemented(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_further(interp, arguments, "object.__lt__", 1, 1)?;
    Ok(Value::NotImplemented)
}

fn object_hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments)?;
    Ok(Value::Typed(types::INT))
}

fn typed_int(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Typed(types::INT))
}

fn attribute_name(interp: &mut Interp<'_>, arguments: &Arguments) -> Eval<Option<Symbol>> {
    match arguments.get(1) {
        Some(name) => match interp.symbol_of(name) {
            Some(name) => Ok(Some(name)),
            None if matches!(interp.heap.unwrap(name), Value::Typed(types::STR)) => Ok(None),
            None => {
                let type_name = interp.type_name(&name.clone());
                interp.type_error(&format!("attribute name must be string, not '{type_name}'"))
            }
        },
        None => interp.type_error("expected 1 argument, got 0"),
    }
}

fn object_getattribute(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    let Some(name) = attribute_name(interp, arguments)? else {
        return Ok(super::unknown_names::get(interp, &object));
    };
    let Some(class) = interp.heap.class_of(&object) else { return Ok(Value::None) };
    match interp.generic_get_attr(&object, class, name)? {
        Some(value) => Ok(value),
        None => {
            let type_name = interp.type_name(&object);
            interp.attribute_error(&format!("'{type_name}' object has no attribute '{name}'"))
        }
    }
}

fn object_setattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    let Some(value) = arguments.get(2).cloned() else {
        return interp.type_error("expected 2 arguments, got 1");
    };
    let name = attribute_name(interp, arguments)?;
    match (name, interp.heap.class_of(&object)) {
        (Some(name), Some(class)) => interp.generic_set_attr(&object, class, name, value)?,
        (None, _) => super::unknown_names::set(interp, &object, &value)?,
        (_, None) => interp.set_attr(&object, name.unwrap_or(sym::underscore), value)?,
    }
    Ok(Value::None)
}

fn object_delattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    match (attribute_name(interp, arguments)?, interp.heap.class_of(&object)) {
        (Some(name), Some(class)) => interp.generic_del_attr(&object, class, name)?,
        (None, _) => super::unknown_names::delete(interp, &object)?,
        (Some(_), None) => {}
    }
    Ok(Value::None)
}

/// What `dir(object)` lists.
const NAMES_OF_OBJECT: &[&str] = &[
    "__class__",
    "__delattr__",
    "__dir__",
    "__doc__",
    "__eq__",
    "__format__",
    "__ge__",
    "__getattribute__",
    "__getstate__",
    "__gt__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__le__",
    "__lt__",
    "__ne__",
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__sizeof__",
    "__str__",
    "__subclasshook__",
];

fn object_dir(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let object = receiver(interp, arguments)?;
    let mut names: Vec<String> = Vec::new();
    let mut places: Vec<ObjectId> = Vec::new();
    if let Value::Object(id) = &object {
        places.push(*id);
        if let Some(class) = interp.heap.get(*id).as_class() {
            places.extend(class.mro.iter().copied());
        }
    }
    let is_class = matches!(&object, Value::Object(id) if interp.heap.get(*id).as_class().is_some());
    if !is_class && let Some(class) = interp.heap.class_of(&object) {
        places.extend(interp.heap.get(class).as_class().map(|class| class.mro.clone()).unwrap_or_default());
    }
    let mut known = true;
    for place in places {
        if place == types::OBJECT {
            names.extend(NAMES_OF_OBJECT.iter().map(|name| (*name).to_owned()));
            continue;
        }
        known &= !interp.heap.get(place).open;
        // The names that built-in types list are those of CPython, not all of which are modelled.
        known &= place.unit.0 != 0;
        for entry in interp.namespace_contents(place).iter() {
            known &= entry.definite;
            if entry.definite {
                names.extend(interp.symbol_of(&entry.key).map(|name| name.to_string()));
            }
        }
    }
    Ok(names_listed(interp, names, known))
}

/// The names of a module, and no others.
fn module_dir(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let module = receiver(interp, arguments)?;
    let Value::Object(id) = module else { return Ok(names_listed(interp, Vec::new(), false)) };
    let contents = interp.namespace_contents(id);
    // The model of a module need not have all of its names, and has some of its own.
    let known = contents.has_exact_keys() && !interp.is_stub_module(id);
    let names = contents.iter().filter_map(|entry| interp.symbol_of(&entry.key)).map(|name| name.to_string());
    let names = names.collect();
    Ok(names_listed(interp, names, known))
}

/// A list of names, as `dir` gives them.
fn names_listed(interp: &mut Interp<'_>, mut names: Vec<String>, known: bool) -> Value {
    if !known {
        return interp.list_of(Elements::Summary(Value::Typed(types::STR)));
    }
    names.sort();
    names.dedup();
    let items = names.iter().map(|name| Value::str(name)).collect();
    interp.new_list(items)
}

fn object_sizeof(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Typed(types::INT))
}

fn init_subclass(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    if !arguments.keywords.is_empty() {
        let class = class_argument(interp, arguments)?;
        let name = interp.class_name(class);
        return interp.type_error(&format!("{name}.__init_subclass__() takes no keyword arguments"));
    }
    Ok(Value::None)
}

fn subclass_hook(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::NotImplemented)
}

fn type_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let metaclass = class_argument(interp, arguments)?;
    if arguments.len() == 2 && arguments.keywords.is_empty() && metaclass == types::TYPE {
        let value = arguments.positional[1].clone();
        return Ok(interp.type_of(&value));
    }
    let (Some(name), Some(bases), Some(namespace)) =
        (arguments.get(1).cloned(), arguments.get(2).cloned(), arguments.get(3).cloned())
    else {
        return interp.type_error("type.__new__() takes exactly 3 arguments");
    };
    let bases = match interp.collect(&bases)? {
        Elements::Exact(items) => items,
        Elements::Summary(item) => vec![item],
    };
    let (bases, unknown) = interp.class_bases(&bases)?;
    if let Some(origin) = &unknown {
        interp.unknown_use(
            crate::diagnostics::Code::UnknownBase,
            origin,
            "a class is created that derives from",
        );
    }
    let Some(name) = interp.symbol_of(&name) else {
        if matches!(name, Value::Typed(types::STR)) {
            return Ok(Value::unknown("a class whose name is not known"));
        }
        return interp.type_error("type.__new__() argument 1 must be str");
    };
    if let Some(class) = interp.new_of_derived_metaclass(metaclass, &bases, arguments)? {
        return Ok(class);
    }
    let keywords = std::mem::take(&mut arguments.keywords);
    let class = interp.type_new(metaclass, name, bases, &namespace, keywords)?;
    if let (Some(origin), Value::Object(id)) = (unknown, &class)
        && let Payload::Class(class) = &mut interp.heap.modify(*id).payload
    {
        class.unknown_base = Some(origin);
    }
    Ok(class)
}

fn type_init(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::None)
}

fn type_call(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let mut rest = std::mem::take(arguments);
    rest.positional.remove(0);
    interp.instantiate(class, rest)
}

fn type_instancecheck(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let Some(value) = arguments.get(1).cloned() else {
        return interp.type_error("expected 1 argument, got 0");
    };
    let mut verdicts = Vec::new();
    for member in value.alternatives() {
        verdicts.push(interp.plain_is_instance(member, class)?);
    }
    Ok(truth_value(verdicts))
}

/// One value for several verdicts.
pub(super) fn truth_value(verdicts: Vec<Truth>) -> Value {
    match verdicts.first() {
        Some(first) if verdicts.iter().all(|verdict| verdict == first) => match first {
            Truth::True => Value::Bool(true),
            Truth::False => Value::Bool(false),
            Truth::Either => Value::Typed(types::BOOL),
        },
        _ => Value::Typed(types::BOOL),
    }
}

fn type_subclasscheck(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    match arguments.get(1).cloned() {
        Some(Value::Object(other)) if interp.heap.get(other).as_class().is_some() => {
            let uncertain = interp.heap.get(other).as_class().is_some_and(|info| info.unknown_base.is_some());
            let result = interp.is_subclass_of(other, class);
            Ok(if uncertain && !result { Value::Typed(types::BOOL) } else { Value::Bool(result) })
        }
        Some(Value::Unknown(_) | Value::Union(_) | Value::Typed(_)) => Ok(Value::Typed(types::BOOL)),
        _ => interp.type_error("issubclass() arg 1 must be a class"),
    }
}

fn type_mro(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let mro = interp.heap.get(class).as_class().map(|info| info.mro.clone()).unwrap_or_default();
    Ok(interp.new_list(mro.into_iter().map(Value::Object).collect()))
}

fn type_subclasses(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    // Which subclasses exist depends on what has been imported.
    Ok(interp.list_of(Elements::Summary(Value::unknown(
        "a subclass: which there are depends on what was imported",
    ))))
}

fn type_or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (a, b) = (receiver(interp, arguments)?, arguments.get(1).cloned().unwrap_or(Value::None));
    super::generics::union(interp, &a, &b)
}

fn type_ror(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (a, b) = (receiver(interp, arguments)?, arguments.get(1).cloned().unwrap_or(Value::None));
    super::generics::union(interp, &b, &a)
}

fn type_prepare(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(interp.new_dict(crate::domain::Dict::default()))
}

fn super_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (class, receiver) = match (arguments.get(1).cloned(), arguments.get(2).cloned()) {
        (None, _) => interp.implicit_super()?,
        (Some(Value::Object(class)), Some(receiver)) => (class, receiver),
        (Some(_), None) => return Ok(Value::unknown("an unbound `super`")),
        _ => return interp.type_error("super() argument 1 must be a type"),
    };
    let start = match &receiver {
        Value::Object(id)
            if interp.heap.get(*id).as_class().is_some() && interp.is_subclass_of(*id, class) =>
        {
            *id
        }
        other => match interp.heap.class_of(other) {
            Some(start) => start,
            None => return Ok(interp.after_error()),
        },
    };
    if !interp.is_subclass_of(start, class) {
        return interp.type_error("super(type, obj): obj must be an instance or subtype of type");
    }
    Ok(interp.alloc(types::SUPER, Payload::Super { class, receiver, start }))
}

fn property_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let names = ["fget", "fset", "fdel", "doc"];
    let mut parts = [Value::None, Value::None, Value::None, Value::None];
    for (i, (part, name)) in parts.iter_mut().zip(names).enumerate() {
        if let Some(value) = arguments.take(i + 1, name) {
            *part = value;
        }
    }
    Ok(interp.alloc(class, Payload::Property(Box::new(parts))))
}

fn property_with(interp: &mut Interp<'_>, arguments: &Arguments, index: usize) -> Eval<Value> {
    let value = receiver(interp, arguments)?;
    let replacement = arguments.get(1).cloned().unwrap_or(Value::None);
    match &value {
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Property(parts) => {
                let mut parts = parts.clone();
                parts[index] = replacement;
                let class = interp.heap.get(*id).class;
                Ok(interp.alloc(class, Payload::Property(parts)))
            }
            _ => interp.type_error("descriptor requires a 'property' object"),
        },
        _ => interp.type_error("descriptor requires a 'property' object"),
    }
}

/// The name shows in messages only.
#[expect(clippy::unnecessary_wraps, reason = "the signature of native functions")]
fn property_set_name(_: &mut Interp<'_>, _: &mut Arguments) -> Eval<Value> {
    Ok(Value::None)
}

fn property_getter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    property_with(interp, arguments, 0)
}

fn property_setter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    property_with(interp, arguments, 1)
}

fn property_deleter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    property_with(interp, arguments, 2)
}

fn descriptor_get(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let descriptor = receiver(interp, arguments)?;
    let instance = arguments.get(1).cloned().unwrap_or(Value::None);
    let owner = arguments.get(2).cloned().unwrap_or(Value::None);
    match (&instance, &owner) {
        (Value::None, Value::Object(class)) if interp.heap.get(*class).as_class().is_some() => {
            interp.bind_class_attr(&descriptor, *class)
        }
        _ => match interp.heap.class_of(&instance) {
            Some(class) => interp.bind_descriptor(&descriptor, &instance, class),
            None => Ok(interp.bound_method(descriptor, instance)),
        },
    }
}

fn property_set(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let descriptor = receiver(interp, arguments)?;
    let (Some(instance), Some(value)) = (arguments.get(1).cloned(), arguments.get(2).cloned()) else {
        return interp.type_error("__set__ expected 2 arguments");
    };
    let Value::Object(id) = &descriptor else { return Ok(Value::None) };
    match interp.heap.get(*id).payload.clone() {
        Payload::Property(parts) if !matches!(parts[1], Value::None) => {
            interp.call(&parts[1], vec![instance, value])?;
        }
        Payload::Property(_) => return interp.attribute_error("property has no setter"),
        Payload::Member(name) => {
            if let Value::Object(target) = &instance
                && interp.may_change(*target, &format!("attribute `{name}`"))?
            {
                interp.heap.modify(*target).attrs_mut().bind(name, value);
            }
        }
        _ => {}
    }
    Ok(Value::None)
}

fn property_delete(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let descriptor = receiver(interp, arguments)?;
    let Some(instance) = arguments.get(1).cloned() else {
        return interp.type_error("__delete__ expected 1 argument");
    };
    if let Value::Object(id) = &descriptor
        && let Payload::Property(parts) = &interp.heap.get(*id).payload
    {
        let deleter = parts[2].clone();
        if matches!(deleter, Value::None) {
            return interp.attribute_error("property has no deleter");
        }
        interp.call(&deleter, vec![instance])?;
    }
    Ok(Value::None)
}

fn classmethod_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let inner = arguments.get(1).cloned().unwrap_or(Value::None);
    Ok(interp.alloc(class, Payload::ClassMethod(inner)))
}

fn staticmethod_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let inner = arguments.get(1).cloned().unwrap_or(Value::None);
    Ok(interp.alloc(class, Payload::StaticMethod(inner)))
}

fn call_receiver(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let function = receiver(interp, arguments)?;
    let mut rest = std::mem::take(arguments);
    rest.positional.remove(0);
    interp.call_with(&function, rest)
}

fn function_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(Value::Object(code)), Some(Value::Object(globals))) =
        (arguments.take(1, "code"), arguments.take(2, "globals"))
    else {
        return Ok(Value::unknown("a function made of code that is not known"));
    };
    let Payload::Code(code) = &interp.heap.get(code).payload else {
        return interp.type_error("function() argument 'code' must be code");
    };
    let code = std::sync::Arc::clone(code);
    let globals = match &interp.heap.get(globals).payload {
        Payload::NamespaceDict(target) => *target,
        _ => globals,
    };
    let closure: Vec<ObjectId> = match arguments.take(5, "closure") {
        Some(Value::Tuple(cells)) => cells.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    };
    let defaults = match arguments.take(4, "argdefs") {
        Some(Value::Tuple(values)) => values.to_vec(),
        _ => Vec::new(),
    };
    let function = crate::domain::Function {
        code,
        globals,
        closure: closure.into(),
        defaults,
        keyword_defaults: Vec::new(),
        annotate: None,
        class_namespace: None,
        is_stub: false,
    };
    let result = interp.alloc(types::FUNCTION, Payload::Function(std::sync::Arc::new(function)));
    if let (Some(name @ Value::Str(_)), Value::Object(id)) = (arguments.take(3, "name"), &result) {
        interp.heap.modify(*id).attrs_mut().bind(sym::name, name);
    }
    Ok(result)
}

fn method_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match (arguments.get(1).cloned(), arguments.get(2).cloned()) {
        (Some(function), Some(receiver)) => Ok(interp.bound_method(function, receiver)),
        _ => interp.type_error("method expected 2 arguments"),
    }
}

fn method_eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let parts = |interp: &Interp<'_>, value: Option<&Value>| match value {
        Some(Value::Object(id)) => match &interp.heap.get(*id).payload {
            Payload::BoundMethod { function, receiver } => Some((function.clone(), receiver.clone())),
            _ => None,
        },
        _ => None,
    };
    match (parts(interp, arguments.get(0)), parts(interp, arguments.get(1))) {
        (Some((f, a)), Some((g, b))) => {
            let receivers = interp.compare(CompareOp::Is, &a, &b)?;
            Ok(if f.same(&g) { receivers } else { Value::Bool(false) })
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn module_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = class_argument(interp, arguments)?;
    let data = crate::domain::ModuleData { name: std::sync::Arc::from("?") };
    let result = interp.alloc(class, Payload::Module(Box::new(data)));
    if let Value::Object(id) = &result {
        let attrs = interp.heap.modify(*id).attrs_mut();
        for name in [sym::doc, sym::package, sym::loader, sym::spec] {
            attrs.bind(name, Value::None);
        }
    }
    Ok(result)
}

fn module_init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let module = receiver(interp, arguments)?;
    let name = arguments.take(1, "name").unwrap_or(Value::None);
    let doc = arguments.take(2, "doc").unwrap_or(Value::None);
    if let Value::Object(id) = &module
        && interp.may_change(*id, "a module")?
    {
        let attrs = interp.heap.modify(*id).attrs_mut();
        attrs.bind(sym::name, name);
        attrs.bind(sym::doc, doc);
    }
    Ok(Value::None)
}

fn cell_new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let contents = arguments.get(1).cloned().map(crate::domain::Slot::bound);
    Ok(interp.alloc(types::CELL, Payload::Cell(contents)))
}
