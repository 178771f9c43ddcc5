//! Single instructions on the registers of the innermost frame, for compiled code that leaves them to the VM.

use strict_bytecode::{Instruction, Opcode};

use super::dispatch_step::Step;
use super::{
    attributes, dispatch_calls as calls, dispatch_containers as containers, dispatch_names as names,
    dispatch_numbers as numbers, generators, globals,
};
use crate::heap::Gc;
use crate::object::{CellObject, CodeObject, Iterator};
use crate::protocol::is_same;
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

type Handler = fn(&mut Vm, Step) -> Outcome<()>;

/// What does an instruction, if it stays in the frame and goes on with the next one.
fn handler(opcode: Opcode) -> Option<Handler> {
    Some(match opcode {
        Opcode::LoadCommonConstant => names::load_common_constant,
        Opcode::MakeCell => names::make_cell,
        Opcode::CopyFreeVars => names::copy_free_vars,
        Opcode::LoadCell => load_cell,
        Opcode::StoreCell => store_cell,
        Opcode::DeleteCell => names::delete_cell,
        Opcode::LoadLocals => load_locals,
        Opcode::LoadName => names::load_name,
        Opcode::StoreName => names::store_name,
        Opcode::DeleteName => names::delete_name,
        Opcode::LoadGlobal => load_global,
        Opcode::StoreGlobal => store_global,
        Opcode::DeleteGlobal => names::delete_global,
        Opcode::LoadFromDictOrGlobals => names::load_from_dict_or_globals,
        Opcode::LoadFromDictOrCell => names::load_from_dict_or_cell,
        Opcode::LoadAttr => load_attr,
        Opcode::StoreAttr => store_attr,
        Opcode::DeleteAttr => names::delete_attr,
        Opcode::LoadMethod => load_method,
        Opcode::LoadSpecial => names::load_special,
        Opcode::LoadSuperAttr | Opcode::LoadSuperMethod => names::load_super_attr,
        Opcode::LoadSubscript | Opcode::LoadSubscriptInt => load_subscript,
        Opcode::StoreSubscript => store_subscript,
        Opcode::DeleteSubscript => containers::delete_subscript,
        Opcode::Negative => negative,
        Opcode::Positive => numbers::positive,
        Opcode::Invert => numbers::invert,
        Opcode::MatrixMultiply => matrix_multiply,
        Opcode::Is | Opcode::IsNot => identity,
        Opcode::Contains | Opcode::NotContains => containers::contains,
        Opcode::GetIter => containers::get_iter,
        Opcode::UnpackSequence => containers::unpack_sequence,
        Opcode::UnpackExtended => containers::unpack_extended,
        Opcode::BuildTuple => containers::build_tuple,
        Opcode::BuildList => containers::build_list,
        Opcode::BuildSet => containers::build_set,
        Opcode::BuildDict => containers::build_dict,
        Opcode::BuildSlice => containers::build_slice,
        Opcode::BuildString => containers::build_string,
        Opcode::ListAppend => containers::list_append,
        Opcode::ListExtend => containers::list_extend,
        Opcode::ListToTuple => containers::list_to_tuple,
        Opcode::SetAdd => containers::set_add,
        Opcode::SetUpdate => containers::set_update,
        Opcode::DictInsert => containers::dict_insert,
        Opcode::DictUpdate => containers::dict_update,
        Opcode::DictMerge => containers::dict_merge,
        Opcode::Format => containers::format_value,
        Opcode::MakeFunction => calls::make_function,
        Opcode::LoadBuildClass => calls::load_build_class,
        Opcode::CallIntrinsic => calls::call_intrinsic,
        Opcode::ImportName => names::import_name,
        Opcode::ImportFrom => names::import_from,
        Opcode::PushHandled => push_handled,
        Opcode::PopHandled => pop_handled,
        Opcode::MatchException => calls::match_exception,
        Opcode::LoadExceptionInfo => calls::load_exception_info,
        Opcode::MatchSequence => containers::match_sequence,
        Opcode::MatchMapping => containers::match_mapping,
        Opcode::MatchKeys => containers::match_keys,
        Opcode::MatchClass => containers::match_class,
        Opcode::MatchRest => containers::match_rest,
        Opcode::GetLength => containers::get_length,
        Opcode::GetYieldFromIter => calls::get_yield_from_iter,
        Opcode::GetAwaitable => calls::get_awaitable,
        Opcode::GetAsyncIter => calls::get_async_iter,
        Opcode::GetAsyncNext => calls::get_async_next,
        _ => return None,
    })
}

/// Whether [`step`] can do an instruction.
pub(crate) fn can_step(instruction: Instruction) -> bool {
    instruction.opcode().and_then(handler).is_some()
}

/// The address of what does an instruction; zero if [`can_step`] does not hold for it.
pub(crate) fn stepper(instruction: Instruction) -> usize {
    instruction.opcode().and_then(handler).map_or(0, |handler| handler as usize)
}

/// Does an instruction of the innermost frame, which has saved its position.
///
/// # Safety
/// The stepper is that of the instruction, and not zero.
#[inline(always)]
pub(crate) unsafe fn step(vm: &mut Vm, instruction: Instruction, stepper: usize) -> Outcome<()> {
    // SAFETY: as the caller says.
    let handler = unsafe { std::mem::transmute::<usize, Handler>(stepper) };
    // SAFETY: an instruction with a stepper has a known opcode.
    let opcode: Opcode = unsafe { std::mem::transmute(instruction.opcode_number()) };
    // SAFETY: a frame is running.
    let frame = unsafe { &*vm.stacks.next_frame.sub(1) };
    let code = frame.function.code.get();
    let step = Step {
        instruction,
        opcode,
        base: frame.base,
        constants: code.constants.get().fields().as_ptr(),
        function: frame.function,
        code,
        locals: frame.locals,
    };
    handler(vm, step)
}

fn load_cell(vm: &mut Vm, step: Step) -> Outcome<()> {
    let cell = step.reg(step.instruction.b()).cast::<CellObject>();
    match cell.and_then(|cell| cell.content.get().bound()) {
        Some(content) => {
            step.set(step.instruction.a(), content);
            Ok(())
        }
        None => {
            globals::raise_unbound(vm, step.code, step.instruction.b());
            Err(Raised)
        }
    }
}

fn store_cell(_: &mut Vm, step: Step) -> Outcome<()> {
    if let Some(cell) = step.reg(step.instruction.a()).cast::<CellObject>() {
        cell.store(step.reg(step.instruction.b()));
    }
    Ok(())
}

fn push_handled(vm: &mut Vm, step: Step) -> Outcome<()> {
    let saved = std::mem::replace(&mut vm.handled, step.reg(step.instruction.b()));
    step.set(step.instruction.a(), saved);
    Ok(())
}

fn pop_handled(vm: &mut Vm, step: Step) -> Outcome<()> {
    vm.handled = step.reg(step.instruction.a());
    Ok(())
}

fn load_locals(_: &mut Vm, step: Step) -> Outcome<()> {
    step.set(step.instruction.a(), step.locals);
    Ok(())
}

fn load_global(vm: &mut Vm, step: Step) -> Outcome<()> {
    let site = step.instruction.wide();
    let mut found = names::global_cached(step.function, step.code.site_caches(site)[0].get());
    if found.is_unbound() {
        found = globals::load_global(vm, step.function, site)?;
    }
    step.set(step.instruction.a(), found);
    Ok(())
}

fn store_global(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (site, value) = (step.instruction.wide(), step.reg(step.instruction.a()));
    if names::store_global_cached(step.function, value, step.code.site_caches(site)[0].get()) {
        return Ok(());
    }
    globals::store_global(vm, step.function, site, value)
}

fn load_attr(vm: &mut Vm, step: Step) -> Outcome<()> {
    let object = step.reg(step.instruction.b());
    let value = load_attribute(vm, step.code, step.instruction.long(), object)?;
    step.set(step.instruction.a(), value);
    Ok(())
}

/// `object.name`, for a site of the innermost frame's code.
pub(crate) fn load_attribute(vm: &mut Vm, code: Gc<CodeObject>, site: u32, object: Value) -> Outcome<Value> {
    let found = names::attribute_cached(vm, object, code.site_caches(site)[0].get());
    if found.is_unbound() { attributes::load(vm, code, site, object) } else { Ok(found) }
}

fn store_attr(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (object, value) = (step.reg(step.instruction.a()), step.reg(step.instruction.b()));
    store_attribute(vm, step.code, step.instruction.long(), object, value)
}

/// `object.name = value`, for a site of the innermost frame's code.
pub(crate) fn store_attribute(
    vm: &mut Vm,
    code: Gc<CodeObject>,
    site: u32,
    object: Value,
    value: Value,
) -> Outcome<()> {
    if names::store_cached(object, value, code.site_caches(site)[0].get()) {
        return Ok(());
    }
    attributes::store(vm, code, site, object, value)
}

fn load_method(vm: &mut Vm, step: Step) -> Outcome<()> {
    let object = step.reg(step.instruction.b());
    let site = step.instruction.long();
    let (mut method, mut receiver) = names::method_cached(object, step.code.site_caches(site)[0].get());
    if method.is_unbound() {
        (method, receiver) = attributes::load_method(vm, step.code, site, object)?;
    }
    step.set(step.instruction.a(), method);
    step.set(step.instruction.a() + 1, receiver);
    Ok(())
}

fn load_subscript(vm: &mut Vm, step: Step) -> Outcome<()> {
    let object = step.reg(step.instruction.b());
    let key = match step.opcode {
        Opcode::LoadSubscriptInt => Value::fixnum(i64::from(step.instruction.c() as i16)),
        _ => step.reg(step.instruction.c()),
    };
    let value = load_item(vm, object, key)?;
    step.set(step.instruction.a(), value);
    Ok(())
}

/// `object[key]`
pub(crate) fn load_item(vm: &mut Vm, object: Value, key: Value) -> Outcome<Value> {
    match containers::item(vm, object, key) {
        Some((value, _)) => Ok(value),
        None => vm.get_item(object, key),
    }
}

fn store_subscript(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (object, key, value) =
        (step.reg(step.instruction.a()), step.reg(step.instruction.b()), step.reg(step.instruction.c()));
    store_item(vm, object, key, value)
}

/// `object[key] = value`
pub(crate) fn store_item(vm: &mut Vm, object: Value, key: Value, value: Value) -> Outcome<()> {
    if containers::store_in_list(vm, object, key, value) {
        return Ok(());
    }
    vm.set_item(object, key, value)
}

fn negative(vm: &mut Vm, step: Step) -> Outcome<()> {
    let value = step.reg(step.instruction.b());
    let result = match numbers::negative(value) {
        Some(result) => result,
        None => vm.unary(crate::object::Special::Negative, value)?,
    };
    step.set(step.instruction.a(), result);
    Ok(())
}

fn matrix_multiply(vm: &mut Vm, step: Step) -> Outcome<()> {
    let (left, right) = (step.reg(step.instruction.b()), step.reg(step.instruction.c()));
    let in_place = step.instruction.flags() & strict_bytecode::flags::IN_PLACE != 0;
    let operator = crate::protocol::Operator::MATRIX_MULTIPLY;
    let result = super::arithmetic::general(vm, operator, left, right, in_place)?;
    step.set(step.instruction.a(), result);
    Ok(())
}

fn identity(_: &mut Vm, step: Step) -> Outcome<()> {
    let same = is_same(step.reg(step.instruction.b()), step.reg(step.instruction.c()));
    step.set(step.instruction.a(), Value::bool(same == (step.opcode == Opcode::Is)));
    Ok(())
}

/// A binary operator on any values.
pub(crate) fn operate(
    vm: &mut Vm,
    operator: crate::protocol::Operator,
    left: Value,
    right: Value,
    in_place: bool,
) -> Outcome<Value> {
    use super::arithmetic as slow;
    use crate::protocol::Operator as O;
    let quick = match operator {
        O::ADD => numbers::add(left, right),
        O::SUBTRACT => numbers::subtract(left, right),
        O::MULTIPLY => numbers::multiply(left, right),
        _ => None,
    };
    if let Some(result) = quick {
        return Ok(result);
    }
    match operator {
        O::ADD => slow::add(vm, left, right, in_place),
        O::SUBTRACT => slow::subtract(vm, left, right, in_place),
        O::MULTIPLY => slow::multiply(vm, left, right, in_place),
        O::TRUE_DIVIDE => slow::true_divide(vm, left, right, in_place),
        O::FLOOR_DIVIDE => slow::floor_divide(vm, left, right, in_place),
        O::REMAINDER => slow::remainder(vm, left, right, in_place),
        O::POWER => slow::power(vm, left, right, in_place),
        _ => slow::general(vm, operator, left, right, in_place),
    }
}

/// The next item of an iterator; none at its end.
pub(crate) fn next_of(vm: &mut Vm, iterator: Value) -> Outcome<Option<Value>> {
    if let Some(builtin) = vm.cast_exact::<Iterator>(iterator) {
        let (item, is_decided) = containers::next_item(vm, builtin);
        if is_decided {
            return Ok(item);
        }
    } else if let Some(generator) = generators::runs_in_loop(vm, iterator) {
        return vm.generator_next(generator);
    }
    vm.next(iterator)
}
