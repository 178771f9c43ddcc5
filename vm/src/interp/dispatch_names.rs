//! Instructions of the loop on names: variables, cells, globals, attributes, imports.

use strict_bytecode::{CommonConstant, Opcode, SpecialMethod, flags as instruction_flags};

use super::dispatch_step::Step;
use super::{attributes, globals, imports};
use crate::heap::{Gc, Header, flags};
use crate::lazy_imports::Statement;
use crate::object::{Cache, CacheAction, CellObject, Function};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

#[inline(always)]
pub(super) fn load_common_constant(vm: &mut Vm, step: Step) -> Outcome<()> {
    let class = match CommonConstant::from_number(step.instruction.c()) {
        Some(CommonConstant::NotImplementedError) => vm.exceptions.NotImplementedError,
        _ => vm.exceptions.AssertionError,
    };
    step.set(step.instruction.a(), class.value());
    Ok(())
}

#[inline(always)]
pub(super) fn make_cell(vm: &mut Vm, step: Step) -> Outcome<()> {
    let content = step.reg(step.instruction.a());
    let cell = vm.new_cell(content);
    step.set(step.instruction.a(), cell.value());
    Ok(())
}

#[inline(always)]
pub(super) fn copy_free_vars(_: &mut Vm, step: Step) -> Outcome<()> {
    // Damaged code may lack what it was compiled with: its variables are unbound then.
    let Some(closure) = step.function.closure.try_get() else { return Ok(()) };
    for (index, &cell) in closure.as_slice().iter().take(usize::from(step.instruction.c())).enumerate() {
        step.set(step.instruction.a() + index as u16, cell);
    }
    Ok(())
}

#[inline(always)]
pub(super) fn delete_cell(vm: &mut Vm, step: Step) -> Outcome<()> {
    let cell = step.reg(step.instruction.a()).cast::<CellObject>();
    match cell.filter(|cell| !cell.content.get().is_unbound()) {
        Some(cell) => cell.store(Value::UNBOUND),
        None => {
            globals::raise_unbound(vm, step.code, step.instruction.a());
            return Err(Raised);
        }
    }
    Ok(())
}

#[inline(always)]
pub(super) fn load_name(vm: &mut Vm, step: Step) -> Outcome<()> {
    let value = globals::load_name(vm, step.function, step.locals, step.instruction.wide())?;
    step.set(step.instruction.a(), value);
    Ok(())
}

#[inline(always)]
pub(super) fn store_name(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = step.code.site_name(step.instruction.wide());
    globals::store_name(vm, step.locals, name, step.reg(step.instruction.a()))?;
    Ok(())
}

#[inline(always)]
pub(super) fn delete_name(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = step.code.site_name(step.instruction.wide());
    globals::delete_name(vm, step.locals, name)?;
    Ok(())
}

#[inline(always)]
pub(super) fn delete_global(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = step.code.site_name(step.instruction.wide());
    globals::delete_name(vm, step.function.globals.get().value(), name)?;
    Ok(())
}

#[inline(always)]
pub(super) fn load_from_dict_or_globals(vm: &mut Vm, step: Step) -> Outcome<()> {
    let mapping = step.reg(step.instruction.b());
    let value = globals::load_name(vm, step.function, mapping, step.instruction.long())?;
    step.set(step.instruction.a(), value);
    Ok(())
}

#[inline(always)]
pub(super) fn load_from_dict_or_cell(vm: &mut Vm, step: Step) -> Outcome<()> {
    let mapping = step.reg(step.instruction.b());
    let value = globals::load_class_free(
        vm,
        step.code,
        mapping,
        step.reg(step.instruction.c()),
        step.instruction.c(),
    )?;
    step.set(step.instruction.a(), value);
    Ok(())
}

#[inline(always)]
pub(super) fn delete_attr(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = attributes::name_of(vm, step.code, step.instruction.long());
    vm.set_attribute(step.reg(step.instruction.a()), name, Value::UNBOUND)?;
    Ok(())
}

#[inline(always)]
pub(super) fn load_special(vm: &mut Vm, step: Step) -> Outcome<()> {
    let special = SpecialMethod::from_number(step.instruction.c()).unwrap_or(SpecialMethod::Enter);
    let object = step.reg(step.instruction.b());
    let (method, receiver) = attributes::load_special(vm, object, special)?;
    step.set(step.instruction.a(), method);
    step.set(step.instruction.a() + 1, receiver);
    Ok(())
}

#[inline(always)]
pub(super) fn load_super_attr(vm: &mut Vm, step: Step) -> Outcome<()> {
    let a = step.instruction.a();
    let window = [step.reg(a), step.reg(a + 1), step.reg(a + 2)];
    let explicit = step.instruction.b() != 0;
    let name = attributes::name_of(vm, step.code, step.instruction.long());
    let as_method = step.opcode == Opcode::LoadSuperMethod;
    let (value, receiver) = attributes::load_super(vm, window, explicit, name, as_method)?;
    step.set(a, value);
    if as_method {
        step.set(a + 1, receiver);
    }
    Ok(())
}

#[inline(always)]
pub(super) fn import_name(vm: &mut Vm, step: Step) -> Outcome<()> {
    let a = step.instruction.a();
    let (level, names) = (step.reg(a), step.reg(a + 1));
    let name = step.code.site_name(step.instruction.wide());
    let explicit = step.instruction.flags() & instruction_flags::IMPORT_LAZY != 0;
    if explicit || step.instruction.flags() & instruction_flags::IMPORT_DEFERRABLE != 0 {
        let statement = Statement { name, names, level, explicit };
        if let Some(stub) = vm.lazy_import(step.function, step.locals, statement)? {
            step.set(a, stub);
            return Ok(());
        }
    }
    let module = imports::import_name(vm, step.function, step.locals, name, names, level)?;
    step.set(a, module);
    Ok(())
}

#[inline(always)]
pub(super) fn import_from(vm: &mut Vm, step: Step) -> Outcome<()> {
    let name = attributes::name_of(vm, step.code, step.instruction.long());
    let module = step.reg(step.instruction.b());
    let value = match vm.as_stub(module) {
        Some(stub) => vm.lazy_attribute(stub, name),
        None => imports::import_from(vm, module, name)?,
    };
    step.set(step.instruction.a(), value);
    Ok(())
}

/// Stores an attribute as the cache says; whether it could.
#[inline(always)]
pub(super) fn store_cached(object: Value, value: Value, cache: Cache) -> bool {
    let mut done = false;
    if object.is_pointer() && shape_bits(object) == cache.key {
        match cache.action {
            CacheAction::Inline => {
                write_field(object, cache.place, value);
                done = true;
            }
            CacheAction::AddInline => {
                if let Some(shape) =
                    cache.value.and_then(super::super::value::Value::cast::<crate::object::Shape>)
                {
                    write_field(object, cache.place, value);
                    if let Some(header) = object.header() {
                        header.set_shape(shape);
                    }
                    done = true;
                }
            }
            CacheAction::Overflow => {
                object.set_slot(crate::object::Place::Overflow(cache.place), value);
                done = true;
            }
            _ => {}
        }
    }
    done
}

/// The attribute that the cache holds, or unbound; also if it is what a property's getter returns.
#[inline(always)]
pub(super) fn attribute_cached(vm: &mut Vm, object: Value, cache: Cache) -> Value {
    if !object.is_pointer() {
        return Value::UNBOUND;
    }
    if shape_bits(object) == cache.key {
        return match cache.action {
            CacheAction::Inline => read_field(object, cache.place),
            CacheAction::Value => cache.value.unwrap_or(Value::UNBOUND),
            CacheAction::Overflow => object.slot(crate::object::Place::Overflow(cache.place)),
            CacheAction::Method => match cache.value {
                Some(method) => vm.bind(method, object),
                None => Value::UNBOUND,
            },
            _ => Value::UNBOUND,
        };
    }
    if cache.key == object.bits() && cache.action == CacheAction::OnReceiver {
        return match cache.extra.and_then(cell_of) {
            Some(cell) => cell.content.get(),
            None => cache.value.unwrap_or(Value::UNBOUND),
        };
    }
    Value::UNBOUND
}

/// The method and the receiver that the cache holds, or unbound.
#[inline(always)]
pub(super) fn method_cached(object: Value, cache: Cache) -> (Value, Value) {
    let mut method = Value::UNBOUND;
    let mut receiver = Value::UNBOUND;
    if object.is_pointer() {
        if shape_bits(object) == cache.key {
            match cache.action {
                CacheAction::Method => {
                    method = cache.value.unwrap_or(Value::UNBOUND);
                    receiver = object;
                }
                CacheAction::Inline => method = read_field(object, cache.place),
                CacheAction::Value => method = cache.value.unwrap_or(Value::UNBOUND),
                _ => {}
            }
        } else if cache.key == object.bits() && cache.action == CacheAction::OnReceiver {
            method = match cache.extra.and_then(cell_of) {
                Some(cell) => cell.content.get(),
                None => cache.value.unwrap_or(Value::UNBOUND),
            };
        }
    }
    (method, receiver)
}

/// The global or built-in name that the cache holds, or unbound.
#[inline(always)]
pub(super) fn global_cached(function: Gc<Function>, cache: Cache) -> Value {
    let mut found = Value::UNBOUND;
    if cache.key == function.globals.get().address() as u64 {
        if let Some(cell) = cache.value.and_then(cell_of) {
            found = cell.content.get();
        }
        if found.is_unbound()
            && let Some(cell) = cache.extra.and_then(cell_of)
        {
            found = cell.content.get();
        }
    }
    found
}

/// What a name of a frozen module was bound to, or unbound if the code runs with other globals.
#[inline(always)]
pub(super) fn frozen_cached(function: Gc<Function>, cache: Cache) -> Value {
    debug_assert!(cache.action == CacheAction::Frozen, "nothing else replaces the cache of a bound name");
    let is_for_globals = cache.key == function.globals.get().address() as u64;
    cache.extra.filter(|_| is_for_globals).unwrap_or(Value::UNBOUND)
}

/// Stores a global where the cache says; whether it could.
#[inline(always)]
pub(super) fn store_global_cached(function: Gc<Function>, value: Value, cache: Cache) -> bool {
    match cache.value.and_then(cell_of) {
        Some(cell)
            if cache.key == function.globals.get().address() as u64 && !cell.content.get().is_unbound() =>
        {
            cell.store(value);
            true
        }
        _ => false,
    }
}

/// The getter of the property that the cache holds, if its frame can begin at an address.
#[inline(always)]
pub(super) fn getter_cached(vm: &Vm, cache: Cache, top: *mut Value) -> Option<Gc<Function>> {
    let getter = cache.value.and_then(Value::cast::<Function>)?;
    let code = getter.code.get();
    let fits = code.is_simple.get()
        && code.argument_count.get() == 1
        && vm.stacks.has_room(top.wrapping_add(code.register_count.get() as usize))
        && vm.stacks.has_frame_room();
    fits.then_some(getter)
}

#[inline(always)]
pub(super) fn cell_of(value: Value) -> Option<Gc<CellObject>> {
    value.cast::<CellObject>()
}

#[inline(always)]
pub(super) fn shape_bits(object: Value) -> u64 {
    // SAFETY: the caller checked that this is a pointer, so a header is there.
    unsafe { &*(object.bits() as *const Header) }.shape_bits()
}

/// Reads the field at an offset that a cache holds for the object's shape.
#[inline(always)]
pub(super) fn read_field(object: Value, offset: u32) -> Value {
    // SAFETY: the cache holds offsets of inline slots of objects with the shape that was just compared.
    unsafe { &*((object.bits() as usize + offset as usize) as *const crate::heap::Field) }.get()
}

/// Writes it.
#[inline(always)]
pub(super) fn write_field(object: Value, offset: u32, value: Value) {
    // SAFETY: as for reading.
    unsafe {
        let header = &*(object.bits() as *const Header);
        if header.has(flags::OLD) {
            crate::heap::barrier(header);
        }
        (*((object.bits() as usize + offset as usize) as *const crate::heap::Field)).init(value);
    }
}
