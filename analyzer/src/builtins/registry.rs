//! Unit 0: the built-in types, exceptions and functions as objects.

use std::sync::{Arc, LazyLock};

use super::exceptions::{self, BASE_EXCEPTION, EXCEPTIONS};
use super::modules::{NATIVE_MODULES, NativeModule, STRUCT_METHODS};
use super::types::{self, TYPES};
use super::{Native, functions};
use crate::domain::{Class, ModuleData, Object, ObjectId, Payload, UnitId, Value};
use crate::heap::{FrozenModule, FrozenUnit, Heap};
use crate::ir::{Symbol, sym};

/// Tables of methods: the type that has them, and the methods.
const METHODS: &[(ObjectId, &[Native])] = &[
    (types::OBJECT, super::object::OBJECT),
    (types::TYPE, super::object::TYPE),
    (types::SUPER, super::object::SUPER),
    (types::PROPERTY, super::object::PROPERTY),
    (types::CLASSMETHOD, super::object::CLASSMETHOD),
    (types::STATICMETHOD, super::object::STATICMETHOD),
    (types::FUNCTION, super::object::FUNCTION),
    (types::METHOD, super::object::METHOD),
    (types::BUILTIN_FUNCTION, super::object::BUILTIN_FUNCTION),
    (types::METHOD_DESCRIPTOR, super::object::METHOD_DESCRIPTOR),
    (types::WRAPPER_DESCRIPTOR, super::object::METHOD_DESCRIPTOR),
    (types::MEMBER_DESCRIPTOR, super::object::MEMBER_DESCRIPTOR),
    (types::GETSET_DESCRIPTOR, super::object::GETSET_DESCRIPTOR),
    (types::MODULE, super::object::MODULE),
    (types::CELL, super::object::CELL),
    (types::GENERIC_ALIAS, super::generics::GENERIC_ALIAS),
    (types::UNION, super::generics::UNION),
    (types::NONE_TYPE, super::generics::NONE_TYPE),
    (types::INT, super::int::SHARED),
    (types::INT, super::int::METHODS),
    (types::BOOL, super::bool::METHODS),
    (types::FLOAT, super::float::SHARED),
    (types::FLOAT, super::float::METHODS),
    (types::COMPLEX, super::complex::SHARED),
    (types::COMPLEX, super::complex::METHODS),
    (types::STRUCT, STRUCT_METHODS),
    (exceptions::BASE_EXCEPTION, super::exception_methods::BASE_EXCEPTION),
    (exceptions::KEY_ERROR, super::exception_methods::KEY_ERROR),
    (exceptions::IMPORT_ERROR, super::exception_methods::IMPORT_ERROR),
    (exceptions::ATTRIBUTE_ERROR, super::exception_methods::ATTRIBUTE_ERROR),
    (exceptions::NAME_ERROR, super::exception_methods::NAME_ERROR),
    (exceptions::BASE_EXCEPTION_GROUP, super::exception_methods::BASE_EXCEPTION_GROUP),
    (types::STR, super::str::METHODS),
    (types::BYTES, super::bytes::METHODS),
    (types::BYTES, super::bytes::SHARED),
    (types::BYTEARRAY, super::bytearray::METHODS),
    (types::BYTEARRAY, super::bytes::SHARED_WITH_BYTEARRAY),
    (types::MEMORYVIEW, super::memoryview::METHODS),
    (types::LIST, super::list::METHODS),
    (types::TUPLE, super::tuple::METHODS),
    (types::DICT, super::dict::METHODS),
    (types::SET, super::set::SET_METHODS),
    (types::FROZENSET, super::set::FROZENSET_METHODS),
    (types::RANGE, super::range::METHODS),
    (types::SLICE, super::slice::METHODS),
    (types::TEMPLATE, super::template::TEMPLATE_METHODS),
    (types::INTERPOLATION, super::template::INTERPOLATION_METHODS),
    (types::DICT_KEYS, super::views::KEYS_METHODS),
    (types::DICT_VALUES, super::views::VALUES_METHODS),
    (types::DICT_ITEMS, super::views::ITEMS_METHODS),
    (types::MAPPING_PROXY, super::views::PROXY_METHODS),
    (types::ITERATOR, super::iterators::ITERATOR_METHODS),
    (types::ENUMERATE, super::iterators::ENUMERATE_METHODS),
    (types::ZIP, super::iterators::ZIP_METHODS),
    (types::MAP, super::iterators::MAP_METHODS),
    (types::FILTER, super::iterators::FILTER_METHODS),
    (types::REVERSED, super::iterators::REVERSED_METHODS),
    (types::GENERATOR, super::iterators::GENERATOR_METHODS),
    (types::COROUTINE, super::iterators::COROUTINE_METHODS),
    (types::ASYNC_GENERATOR, super::iterators::ASYNC_GENERATOR_METHODS),
];

/// Tables of built-in functions.
const FUNCTIONS: &[&[Native]] =
    &[functions::FUNCTIONS, super::numbers::FUNCTIONS, super::sequences::FUNCTIONS];

/// Attributes that a type computes from its instances, as code finds them in the type's `__dict__`.
const GETSETS: &[(ObjectId, &[&str])] = &[
    (
        types::TYPE,
        &[
            "__annotations__",
            "__annotate__",
            "__base__",
            "__bases__",
            "__dict__",
            "__mro__",
            "__type_params__",
        ],
    ),
    (
        types::FUNCTION,
        &["__annotations__", "__annotate__", "__code__", "__defaults__", "__dict__", "__kwdefaults__"],
    ),
    (types::MODULE, &["__annotations__", "__annotate__"]),
];

/// Classes that other modules than `builtins` define.
const CLASS_MODULES: &[(ObjectId, &str)] = &[
    (types::STRUCT, "_struct"),
    (exceptions::STRUCT_ERROR, "struct"),
    (types::UNION, "typing"),
    (types::TEMPLATE, super::template::MODULE),
    (types::INTERPOLATION, super::template::MODULE),
];

/// The built-in unit, made once.
pub(crate) fn builtin_unit() -> Arc<FrozenUnit> {
    static UNIT: LazyLock<Arc<FrozenUnit>> = LazyLock::new(|| Arc::new(build()));
    Arc::clone(&UNIT)
}

/// The descriptor of an attribute that instances of a class compute.
pub(crate) fn getset_descriptor(class: ObjectId, name: Symbol) -> Object {
    let mut descriptor = Object::new(types::GETSET_DESCRIPTOR, Payload::Member(name));
    descriptor.attrs_mut().bind(sym::name, Value::str(name.as_str()));
    descriptor.attrs_mut().bind(sym::objclass, Value::Object(class));
    descriptor
}

/// Whether the built-in type cannot be subclassed.
pub(crate) fn is_final(class: ObjectId) -> bool {
    class.unit == UnitId(0) && TYPES.get(class.index as usize).is_some_and(|spec| spec.is_final)
}

fn class_object(
    name: &str,
    bases: Vec<ObjectId>,
    mro: Vec<ObjectId>,
    layout: ObjectId,
    has_dict: bool,
) -> Object {
    let class = Class {
        name: Symbol::new(name),
        qualname: Arc::from(name),
        bases,
        mro,
        layout,
        unknown_base: None,
        has_dict,
        gets_slots: false,
        needs_dict: false,
        slots: None,
        self_stores: Vec::new(),
        user_defined: false,
        opaque: false,
    };
    let mut object = Object::new(types::TYPE, Payload::Class(Box::new(class)));
    object.attrs = Some(Box::default());
    object
}

fn build() -> FrozenUnit {
    let mut heap = Heap::bare();
    for (i, spec) in TYPES.iter().enumerate() {
        let own = ObjectId::builtin(i as u32);
        let mut mro = vec![own];
        let mut base = own;
        while base != types::OBJECT {
            base = TYPES[base.index as usize].base;
            mro.push(base);
        }
        let bases = if own == types::OBJECT { Vec::new() } else { vec![spec.base] };
        let layout = if own == types::BOOL { types::BOOL } else { own };
        let has_dict = matches!(own, types::FUNCTION | types::MODULE | types::TYPE | types::MODULE_SPEC);
        heap.alloc(class_object(spec.name, bases, mro, layout, has_dict));
    }
    let first = TYPES.len();
    let base_of = |id: ObjectId| EXCEPTIONS.get(id.index as usize - first).map(|spec| spec.base);
    for (i, spec) in EXCEPTIONS.iter().enumerate() {
        let own = ObjectId::builtin((first + i) as u32);
        let mut mro = vec![own];
        let mut base = spec.base;
        if let Some(second) = spec.second_base {
            mro.extend([base, second]);
            base = BASE_EXCEPTION;
        }
        while base != types::OBJECT {
            mro.push(base);
            base = base_of(base).unwrap_or(types::OBJECT);
        }
        mro.push(types::OBJECT);
        let bases = std::iter::once(spec.base).chain(spec.second_base).collect();
        heap.alloc(class_object(spec.name, bases, mro, BASE_EXCEPTION, true));
    }
    for (class, natives) in METHODS {
        for native in *natives {
            let name = Symbol::new(native.name.rsplit('.').next().unwrap_or(native.name));
            let type_ = if !native.is_method {
                types::BUILTIN_FUNCTION
            } else if name.is_dunder() {
                types::WRAPPER_DESCRIPTOR
            } else {
                types::METHOD_DESCRIPTOR
            };
            let mut value = Value::Object(heap.alloc(Object::new(type_, Payload::Native(native))));
            if is_class_method(native.name) {
                value = Value::Object(
                    heap.alloc(Object::new(types::CLASSMETHOD_DESCRIPTOR, Payload::ClassMethod(value))),
                );
            }
            heap.modify(*class).attrs_mut().bind(name, value);
        }
    }
    for class in [types::LIST, types::DICT, types::SET, types::BYTEARRAY] {
        heap.modify(class).attrs_mut().bind(sym::hash, Value::None);
    }
    for (class, module) in CLASS_MODULES {
        heap.modify(*class).attrs_mut().bind(sym::module, Value::str(module));
    }
    for (class, names) in GETSETS {
        for name in *names {
            let name = Symbol::new(name);
            let getset = heap.alloc(getset_descriptor(*class, name));
            heap.modify(*class).attrs_mut().bind(name, Value::Object(getset));
        }
    }
    let fields = super::template::INTERPOLATION_FIELDS.map(Value::str).to_vec();
    heap.modify(types::INTERPOLATION).attrs_mut().bind(sym::match_args, Value::tuple(fields));
    let mut modules = vec![FrozenModule { name: Arc::from("builtins"), object: builtins_module(&mut heap) }];
    modules.extend(NATIVE_MODULES.iter().map(|module| native_module(&mut heap, module)));
    heap.freeze_builtins(modules)
}

/// The module that a type of unit 0 belongs to, if not `builtins`.
pub(crate) fn module_of_type(class: ObjectId) -> Option<&'static str> {
    let is_exception = class.index as usize >= TYPES.len();
    let module = CLASS_MODULES.iter().find(|(id, _)| *id == class).map(|(_, module)| *module);
    module.filter(|_| !is_exception)
}

/// Types that no module exports; `__stub__` has them for the stub that does.
fn unexported_types() -> impl Iterator<Item = (usize, &'static str)> {
    TYPES.iter().enumerate().filter(|(_, spec)| spec.module.is_empty()).map(|(i, spec)| (i, spec.name))
}

/// Whether the module `__stub__` has the name.
pub(crate) fn has_stub_name(name: &str) -> bool {
    super::stub_module::STUB.iter().any(|native| native.name == name)
        || unexported_types().any(|(_, unexported)| unexported == name)
}

/// Whether a built-in type or exception is called so, and the name is there in every module.
pub(crate) fn is_builtin_name(name: &str) -> bool {
    TYPES.iter().any(|spec| spec.name == name && spec.module == "builtins")
        || EXCEPTIONS.iter().any(|spec| spec.name == name)
}

/// Whether a built-in type or exception is called so.
pub(crate) fn is_type_name(name: &str) -> bool {
    TYPES.iter().any(|spec| spec.name == name) || EXCEPTIONS.iter().any(|spec| spec.name == name)
}

/// Methods that receive the class.
fn is_class_method(name: &str) -> bool {
    matches!(
        name.rsplit('.').next(),
        Some(
            "__class_getitem__"
                | "__init_subclass__"
                | "__subclasshook__"
                | "fromkeys"
                | "fromhex"
                | "from_bytes"
                | "from_number"
                | "__prepare__"
        )
    )
}

fn native_module(heap: &mut Heap, module: &'static NativeModule) -> FrozenModule {
    let data = ModuleData { name: Arc::from(module.name) };
    let object = heap.alloc(Object::new(types::MODULE, Payload::Module(Box::new(data))));
    let mut names = vec![(sym::name, Value::str(module.name)), (sym::doc, Value::None)];
    for native in module.functions {
        let function = heap.alloc(Object::new(types::BUILTIN_FUNCTION, Payload::Native(native)));
        let name = native.name.rsplit('.').next().unwrap_or(native.name);
        names.push((Symbol::new(name), Value::Object(function)));
    }
    if module.name == "__stub__" {
        names.extend(
            unexported_types()
                .map(|(i, name)| (Symbol::new(name), Value::Object(ObjectId::builtin(i as u32)))),
        );
    }
    names.extend(module.constants.iter().map(|(name, constant)| (Symbol::new(name), constant.value())));
    let attrs = heap.modify(object).attrs_mut();
    for (name, value) in names {
        attrs.bind(name, value);
    }
    FrozenModule { name: Arc::from(module.name), object }
}

fn builtins_module(heap: &mut Heap) -> ObjectId {
    let data = ModuleData { name: Arc::from("builtins") };
    let module = heap.alloc(Object::new(types::MODULE, Payload::Module(Box::new(data))));
    let mut names: Vec<(Symbol, Value)> = vec![
        (sym::name, Value::str("builtins")),
        (sym::debug, Value::Bool(true)),
        (Symbol::new("None"), Value::None),
        (Symbol::new("True"), Value::Bool(true)),
        (Symbol::new("False"), Value::Bool(false)),
        (Symbol::new("Ellipsis"), Value::Ellipsis),
        (Symbol::new("NotImplemented"), Value::NotImplemented),
    ];
    for (i, spec) in TYPES.iter().enumerate() {
        if spec.module == "builtins" {
            names.push((Symbol::new(spec.name), Value::Object(ObjectId::builtin(i as u32))));
        }
    }
    for (i, spec) in EXCEPTIONS.iter().enumerate() {
        let id = ObjectId::builtin((TYPES.len() + i) as u32);
        if CLASS_MODULES.iter().any(|(class, _)| *class == id) {
            continue;
        }
        names.push((Symbol::new(spec.name), Value::Object(id)));
        if spec.name == "OSError" {
            names.push((Symbol::new("IOError"), Value::Object(id)));
            names.push((Symbol::new("EnvironmentError"), Value::Object(id)));
        }
    }
    for native in FUNCTIONS.iter().copied().flatten() {
        let function = heap.alloc(Object::new(types::BUILTIN_FUNCTION, Payload::Native(native)));
        names.push((Symbol::new(native.name), Value::Object(function)));
    }
    let attrs = heap.modify(module).attrs_mut();
    for (name, value) in names {
        attrs.bind(name, value);
    }
    module
}

/// Whether the module is part of unit 0.
pub(crate) fn is_native_module(name: &str) -> bool {
    name == "builtins" || NATIVE_MODULES.iter().any(|module| module.name == name)
}
