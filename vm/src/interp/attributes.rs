//! Attribute access when the inline cache of a site does not help: the general way, and filling the cache.
//!
//! A cache for a shape holds while the shape's class (or a base) does not change the attribute of that name: the site is
//! put on the class's watch list.

use strict_bytecode::SpecialMethod;

use crate::heap::{Gc, Kind, flags};
use crate::object::{
    BoundMethod, Cache, CacheAction, CodeObject, Function, Module, Place, Property, Shape, Special, Str,
    Table, Type, TypeFlags, attributes_offset,
};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The interned name of a site.
pub(super) fn name_of(vm: &Vm, code: Gc<CodeObject>, site: u32) -> Gc<Str> {
    code.site_name(site).cast::<Str>().unwrap_or(vm.names.empty)
}

/// Whether the layout of an object lets a cache hold an offset into it.
fn has_fixed_offset(object: Value) -> bool {
    !matches!(object.kind(), None | Some(Kind::Int | Kind::Str | Kind::Bytes | Kind::Tuple | Kind::Record))
}

/// The byte offset of an inline slot.
fn offset_of(object: Value, slot: u32) -> u32 {
    object.header().map_or(0, |header| attributes_offset(header) as u32 + 8 + 8 * slot)
}

fn shape_key(shape: Gc<Shape>) -> u64 {
    shape.address() as u64
}

/// The key of an object in the caches: its shape, or nothing if it has none.
fn key_of(object: Value) -> Option<u64> {
    object.header().map(crate::heap::Header::shape_bits)
}

/// What a cache beyond the first knows of a load: a value, and its receiver if it is a method.
fn probe(code: Gc<CodeObject>, site: u32, object: Value) -> Option<(Value, Value)> {
    let key = key_of(object)?;
    let cache = code.site_caches(site)[1..].iter().map(std::cell::Cell::get).find(|cache| {
        cache.key == key || cache.key == object.bits() && cache.action == CacheAction::OnReceiver
    })?;
    let found = match cache.action {
        CacheAction::Inline => (object.slot(Place::Inline(cache.slot(object))), Value::UNBOUND),
        CacheAction::Overflow => (object.slot(Place::Overflow(cache.place)), Value::UNBOUND),
        CacheAction::Value => (cache.value?, Value::UNBOUND),
        CacheAction::Method => (cache.value?, object),
        CacheAction::OnReceiver => {
            match cache.extra.and_then(super::super::value::Value::cast::<crate::object::CellObject>) {
                Some(cell) => (cell.content.get(), Value::UNBOUND),
                None => (cache.value?, Value::UNBOUND),
            }
        }
        _ => return None,
    };
    if found.0.is_unbound() { None } else { Some(found) }
}

/// Stores as a cache beyond the first says; false if none does.
fn probe_store(code: Gc<CodeObject>, site: u32, object: Value, value: Value) -> bool {
    let Some(key) = key_of(object) else { return false };
    let ways = &code.site_caches(site)[1..];
    let Some(cache) = ways.iter().map(std::cell::Cell::get).find(|cache| cache.key == key) else {
        return false;
    };
    match cache.action {
        CacheAction::Inline => object.set_slot(Place::Inline(cache.slot(object)), value),
        CacheAction::Overflow => object.set_slot(Place::Overflow(cache.place), value),
        CacheAction::AddInline => {
            let (Some(shape), Some(header)) =
                (cache.value.and_then(super::super::value::Value::cast::<Shape>), object.header())
            else {
                return false;
            };
            object.set_slot(Place::Inline(cache.slot(object)), value);
            header.set_shape(shape);
        }
        _ => return false,
    }
    true
}

/// `object.name`
#[inline(never)]
pub(super) fn load(vm: &mut Vm, code: Gc<CodeObject>, site: u32, object: Value) -> Outcome<Value> {
    if let Some((value, receiver)) = probe(code, site, object) {
        return Ok(if receiver.is_unbound() { value } else { vm.bind(value, receiver) });
    }
    let name = name_of(vm, code, site);
    if code.has_free_cache(site) {
        fill_load(vm, code, site, object, name, false);
    }
    vm.get_attribute(object, name)
}

/// The method `object.name`: function and receiver, or any callable and unbound.
#[inline(never)]
pub(super) fn load_method(
    vm: &mut Vm,
    code: Gc<CodeObject>,
    site: u32,
    object: Value,
) -> Outcome<(Value, Value)> {
    if let Some(found) = probe(code, site, object) {
        return Ok(found);
    }
    let name = name_of(vm, code, site);
    if code.has_free_cache(site) {
        fill_load(vm, code, site, object, name, true);
    }
    let (callee, receiver) = vm.load_method(object, name)?;
    Ok((callee, receiver.unwrap_or(Value::UNBOUND)))
}

/// Fills the cache of a load if the object is of a kind that caches serve.
fn fill_load(vm: &mut Vm, code: Gc<CodeObject>, site: u32, object: Value, name: Gc<Str>, as_method: bool) {
    let Some(header) = object.header() else { return };
    let class = vm.type_of(object);
    if let Some(subject) = object.cast::<Type>() {
        return fill_class_load(vm, code, site, subject, name);
    }
    if let Some(module) = object.cast::<Module>() {
        return fill_module_load(vm, code, site, module, name);
    }
    if !class.has(TypeFlags::PLAIN_GETATTR) {
        return;
    }
    let shape = header.shape();
    let attribute = vm.lookup(class, name);
    let mut cache = Cache { key: shape_key(shape), ..Cache::EMPTY };
    match attribute {
        Some(attribute) if vm.is_data_descriptor(attribute) => {
            let Some(property) = attribute.cast::<Property>() else {
                if let Some(member) = attribute.cast::<crate::object::Member>()
                    && class.is_subtype_of(member.owner.get())
                    && let Place::Inline(slot) = shape.place(member.place.get())
                    && has_fixed_offset(object)
                {
                    cache.action = CacheAction::Inline;
                    cache.place = offset_of(object, slot);
                    install(vm, code, site, class, name, cache);
                }
                return;
            };
            let getter = property.getter.get();
            if !getter.is::<Function>() || as_method || class.has(TypeFlags::IMMUTABLE) {
                return;
            }
            if attribute.header().is_some_and(|header| header.has(flags::SUBCLASS)) {
                return;
            }
            cache.action = CacheAction::Property;
            cache.value = Some(getter);
        }
        _ if shape.is_dictionary.get() => return,
        attribute => match shape.find(name) {
            Some(index) if header.has(flags::ATTRIBUTES) => match shape.place(index) {
                Place::Inline(slot) if has_fixed_offset(object) => {
                    cache.action = CacheAction::Inline;
                    cache.place = offset_of(object, slot);
                }
                Place::Overflow(place) if !as_method => {
                    cache.action = CacheAction::Overflow;
                    cache.place = place;
                }
                _ => return,
            },
            _ => match attribute {
                Some(function) if function.is::<Function>() => {
                    cache.action = CacheAction::Method;
                    cache.value = Some(function);
                }
                Some(function) if vm.is_method_descriptor(function) && as_method => {
                    cache.action = CacheAction::Method;
                    cache.value = Some(function);
                }
                Some(value) if !value.is_pointer() || is_plain_value(vm, value) => {
                    cache.action = CacheAction::Value;
                    cache.value = Some(value);
                }
                _ => return,
            },
        },
    }
    if let Some(value) = attribute {
        watch_value(vm, code, site, value);
    }
    install(vm, code, site, class, name, cache);
}

/// Whether an attribute of a class is its own value: no descriptor of any kind.
fn is_plain_value(vm: &Vm, value: Value) -> bool {
    !matches!(value.kind(), Some(Kind::Function | Kind::Native))
        && !vm.type_of(value).has_special(Special::Get)
}

/// Has the cache cleared when the class of an attribute that a class has becomes one of descriptors.
fn watch_value(vm: &mut Vm, code: Gc<CodeObject>, site: u32, value: Value) {
    let class = vm.type_of(value);
    if class.is_heap_type() {
        vm.watch(class, vm.names.special(Special::Get), code, site);
    }
}

fn install(vm: &mut Vm, code: Gc<CodeObject>, site: u32, class: Gc<Type>, name: Gc<Str>, cache: Cache) {
    vm.watch(class, name, code, site);
    code.add_cache(site, cache);
}

fn fill_class_load(vm: &mut Vm, code: Gc<CodeObject>, site: u32, subject: Gc<Type>, name: Gc<Str>) {
    let meta = vm.type_of(subject.value());
    let plain = meta.special(Special::GetAttribute) == vm.types.type_.special(Special::GetAttribute);
    if !plain || vm.lookup(meta, name).is_some_and(|it| vm.is_data_descriptor(it)) {
        return;
    }
    let Some(attribute) = vm.lookup(subject, name) else { return };
    let value = match attribute.kind() {
        Some(Kind::Function) | None => attribute,
        Some(Kind::StaticMethod) => Vm::unwrap_static(attribute),
        _ if is_plain_value(vm, attribute) => attribute,
        _ => return,
    };
    let cache = Cache {
        key: subject.value().bits(),
        action: CacheAction::OnReceiver,
        value: Some(value),
        ..Cache::EMPTY
    };
    vm.watch(meta, name, code, site);
    watch_value(vm, code, site, attribute);
    install(vm, code, site, subject, name, cache);
}

fn fill_module_load(vm: &mut Vm, code: Gc<CodeObject>, site: u32, module: Gc<Module>, name: Gc<Str>) {
    let class = vm.type_of(module.value());
    let is_plain = class == vm.types.module || class == vm.types.strict_module;
    if !is_plain || vm.lookup(class, name).is_some() {
        return;
    }
    let dict = module.dict.get();
    let hash = vm.hash_str(name);
    if dict.is_empty() || !dict.has_cells() {
        return;
    }
    if let Some(cell) = dict.find_str(name, hash).and_then(|entry| dict.cell_at(entry))
        && vm.as_stub(cell.content.get()).is_none()
    {
        let cache = Cache {
            key: module.value().bits(),
            action: CacheAction::OnReceiver,
            extra: Some(cell.value()),
            ..Cache::EMPTY
        };
        code.add_cache(site, cache);
    }
}

/// `object.name = value`
#[inline(never)]
pub(super) fn store(
    vm: &mut Vm,
    code: Gc<CodeObject>,
    site: u32,
    object: Value,
    value: Value,
) -> Outcome<()> {
    if probe_store(code, site, object, value) {
        return Ok(());
    }
    let name = name_of(vm, code, site);
    let class = vm.type_of(object);
    let cacheable = class.has(TypeFlags::PLAIN_SETATTR)
        && code.has_free_cache(site)
        && has_fixed_offset(object)
        && object.header().is_some_and(|header| header.has(flags::ATTRIBUTES));
    if !cacheable {
        return vm.set_attribute(object, name, value);
    }
    let before = vm.shape_of(object);
    let attribute = vm.lookup(class, name);
    let mut cache = Cache { key: shape_key(before), ..Cache::EMPTY };
    let known = match attribute {
        Some(attribute) if vm.is_data_descriptor(attribute) => attribute
            .cast::<crate::object::Member>()
            .filter(|member| class.is_subtype_of(member.owner.get()))
            .map(|member| member.place.get()),
        _ if before.is_dictionary.get() => None,
        _ => before.find(name),
    };
    let descriptor = attribute.is_some_and(|attribute| vm.is_data_descriptor(attribute));
    vm.set_attribute(object, name, value)?;
    match known {
        Some(index) => match before.place(index) {
            Place::Inline(slot) => {
                cache.action = CacheAction::Inline;
                cache.place = offset_of(object, slot);
            }
            Place::Overflow(place) => {
                if descriptor {
                    return Ok(());
                }
                cache.action = CacheAction::Overflow;
                cache.place = place;
            }
        },
        None => {
            let after = vm.shape_of(object);
            let added = after != before
                && !after.is_dictionary.get()
                && after.count.get() == before.count.get() + 1
                && !descriptor;
            let Place::Inline(slot) = after.place(before.count.get()) else { return Ok(()) };
            if !added {
                return Ok(());
            }
            cache.action = CacheAction::AddInline;
            cache.place = offset_of(object, slot);
            cache.value = Some(after.value());
        }
    }
    install(vm, code, site, class, name, cache);
    Ok(())
}

/// The special method that a `with` statement calls.
pub(super) fn load_special(vm: &mut Vm, object: Value, special: SpecialMethod) -> Outcome<(Value, Value)> {
    let (method, protocol) = match special {
        SpecialMethod::Enter => (Special::Enter, "context manager"),
        SpecialMethod::Exit => (Special::Exit, "context manager"),
        SpecialMethod::AsyncEnter => (Special::AsyncEnter, "asynchronous context manager"),
        SpecialMethod::AsyncExit => (Special::AsyncExit, "asynchronous context manager"),
    };
    let class = vm.type_of(object);
    let Some(found) = class.special(method).bound() else {
        let name = vm.full_type_name(class);
        let name = name.strip_prefix("__main__.").unwrap_or(&name);
        let hint = match special {
            SpecialMethod::Enter | SpecialMethod::Exit
                if class.has_special(Special::AsyncEnter) && class.has_special(Special::AsyncExit) =>
            {
                " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
            }
            SpecialMethod::AsyncEnter | SpecialMethod::AsyncExit
                if class.has_special(Special::Enter) && class.has_special(Special::Exit) =>
            {
                " but it supports the context manager protocol. Did you mean to use 'with'?"
            }
            _ => "",
        };
        let missed = method.name();
        let hint = if hint.is_empty() {
            format!(" (missed {missed} method)")
        } else {
            format!(" (missed {missed} method){hint}")
        };
        return Err(vm.type_error(format!("'{name}' object does not support the {protocol} protocol{hint}")));
    };
    if found.is::<Function>() || vm.is_method_descriptor(found) {
        return Ok((found, object));
    }
    let bound = vm.descriptor_get(found, object, class)?;
    Ok((bound, Value::UNBOUND))
}

/// `super().name` or `super(class, object).name`
pub(super) fn load_super(
    vm: &mut Vm,
    window: [Value; 3],
    explicit: bool,
    name: Gc<Str>,
    as_method: bool,
) -> Outcome<(Value, Value)> {
    let [callee, class, object] = window;
    if callee != vm.types.super_.value() {
        let made = if explicit { vm.call(callee, &[class, object])? } else { vm.call(callee, &[])? };
        return Ok((vm.get_attribute(made, name)?, Value::UNBOUND));
    }
    let Some(class) = class.cast::<Type>() else {
        let arguments: &[Value] = if explicit { &[class, object] } else { &[] };
        let made = vm.call(callee, arguments)?;
        return Ok((vm.get_attribute(made, name)?, Value::UNBOUND));
    };
    if object.is_none() {
        // As if there were no second argument: the object is bound to nothing.
        let made = vm.call(callee, &[class.value()])?;
        return Ok((vm.get_attribute(made, name)?, Value::UNBOUND));
    }
    let start = crate::builtins::super_type::check(vm, class, object)?;
    if name == vm.names.class {
        let made = vm.new_super(class.value(), object, start.value());
        return Ok((vm.get_attribute(made, name)?, Value::UNBOUND));
    }
    let Some(attribute) = crate::builtins::super_type::find(vm, start, class, name) else {
        let made = vm.new_super(class.value(), object, start.value());
        return Ok((vm.get_attribute(made, name)?, Value::UNBOUND));
    };
    if as_method
        && (attribute.is::<Function>() || vm.is_method_descriptor(attribute))
        && object != start.value()
    {
        return Ok((attribute, object));
    }
    let value = crate::builtins::super_type::bind(vm, attribute, object, start)?;
    if as_method && let Some(method) = value.cast::<BoundMethod>() {
        return Ok((method.function.get(), method.receiver.get()));
    }
    Ok((value, Value::UNBOUND))
}
