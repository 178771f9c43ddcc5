//! Calls from bytecode that the loop does not do itself: binding, classes, bound methods, spread arguments.

use strict_bytecode::{Instruction, Opcode, flags as instruction_flags};

use super::SUSPENDABLE;
use super::frame::push_frame;
use crate::heap::{Gc, Kind};
use crate::object::{
    BoundMethod, Dict, Function, NativeFunction, Special, Str, Table, Tuple, Type, TypeFlags,
};
use crate::protocol::Arguments;
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Vm};

/// Calls a native function with arguments in registers.
#[inline]
pub(crate) fn call_native(vm: &mut Vm, callee: Value, arguments: &[Value]) -> Outcome<Value> {
    // SAFETY: the caller checked the kind.
    let native: Gc<NativeFunction> = unsafe { Gc::from_address(callee.bits() as usize) };
    let spec = native.spec();
    if !native.passes_receiver.get() && spec.arity.has_receiver {
        // A method descriptor: its receiver is the first argument, mostly of the exact type.
        let owner = native.owner.get();
        let fits = arguments.first().is_some_and(|&receiver| vm.type_of(receiver) == owner);
        if fits {
            return vm.call_native(spec, arguments, None);
        }
    } else if !native.passes_receiver.get() {
        return vm.call_native(spec, arguments, None);
    }
    vm.call_native_function(native, Arguments::positional(arguments))
}

/// The arguments of the call: `count` registers from `start` on, and the names of the last ones.
fn arguments_at<'a>(base: *mut Value, start: u16, count: u32, has_names: bool) -> Arguments<'a> {
    // SAFETY: the instruction names registers of the frame, which stay as they are until the call is done.
    let values = unsafe { std::slice::from_raw_parts(base.add(usize::from(start)), count as usize) };
    let names = if has_names {
        // SAFETY: the register after the last argument holds the names.
        unsafe { *base.add(usize::from(start) + count as usize) }.cast::<Tuple>()
    } else {
        None
    };
    Arguments { values, names }
}

/// Calls anything: the result, or nothing if a frame was pushed instead.
#[inline(never)]
pub(crate) fn call(
    vm: &mut Vm,
    callee: Value,
    window: u16,
    count: u32,
    instruction: Instruction,
) -> Outcome<Option<Value>> {
    // SAFETY: a frame is running.
    let frame = unsafe { &*vm.stacks.next_frame.sub(1) };
    let base = frame.base;
    let has_names = instruction.flags() & instruction_flags::CALL_KEYWORDS != 0;
    let arguments = arguments_at(base, window + 1, count, has_names);
    match callee.kind() {
        Some(Kind::Function) => {
            let function: Gc<Function> = callee.cast().expect("the kind was checked");
            enter(vm, function, base.wrapping_add(usize::from(window) + 1), arguments, instruction.a())
        }
        Some(Kind::BoundMethod) => {
            let method: Gc<BoundMethod> = callee.cast().expect("the kind was checked");
            // The receiver takes the place of the callee, just before the arguments.
            // SAFETY: the window is part of the frame.
            unsafe { base.add(usize::from(window)).write(method.receiver.get()) };
            let target = method.function.get();
            let arguments = arguments_at(base, window, count + 1, has_names);
            match target.cast::<Function>() {
                Some(function) => {
                    enter(vm, function, base.wrapping_add(usize::from(window)), arguments, instruction.a())
                }
                None => vm.call_with(target, arguments).map(Some),
            }
        }
        Some(Kind::Type) => {
            let class: Gc<Type> = callee.cast().expect("the kind was checked");
            call_class(vm, class, base, window, arguments, instruction)
        }
        Some(Kind::Instance) => {
            match vm.special(callee, Special::Call).and_then(super::super::value::Value::cast::<Function>) {
                Some(function) => {
                    // As for a bound method: the object itself is in the place before the arguments.
                    let arguments = arguments_at(base, window, count + 1, has_names);
                    enter(vm, function, base.wrapping_add(usize::from(window)), arguments, instruction.a())
                }
                None => vm.call_with(callee, arguments).map(Some),
            }
        }
        _ => vm.call_with(callee, arguments).map(Some),
    }
}

/// Makes an instance of a class; runs a Python `__init__` in the same loop.
fn call_class(
    vm: &mut Vm,
    class: Gc<Type>,
    base: *mut Value,
    window: u16,
    arguments: Arguments<'_>,
    instruction: Instruction,
) -> Outcome<Option<Value>> {
    let meta = vm.type_of(class.value());
    let plain = class.has(TypeFlags::PLAIN_NEW)
        && (meta == vm.types.type_ || meta.special(Special::Call) == vm.types.type_.special(Special::Call));
    let init = class.special(Special::Init).cast::<Function>();
    let (true, Some(init)) = (plain, init) else {
        return vm.call_class(class, arguments).map(Some);
    };
    if init.code.get().flags().intersects(SUSPENDABLE) {
        return vm.call_class(class, arguments).map(Some);
    }
    let instance = vm.new_plain_instance(class, arguments.values.len())?;
    // SAFETY: the window is part of the frame; the instance takes the place of the class before the arguments.
    unsafe { base.add(usize::from(window)).write(instance) };
    let start = base.wrapping_add(usize::from(window));
    let all = arguments_at(base, window, arguments.values.len() as u32 + 1, arguments.names.is_some());
    let entered = enter(vm, init, start, all, instruction.a())?;
    debug_assert!(entered.is_none(), "no generator is made");
    if let Some(frame) = vm.stacks.frames_mut().last_mut() {
        frame.kind = FrameKind::Init;
        frame.instance = instance;
    }
    Ok(None)
}

/// Pushes the frame of a Python function whose arguments lie at `start`; or makes a generator.
fn enter(
    vm: &mut Vm,
    function: Gc<Function>,
    start: *mut Value,
    arguments: Arguments<'_>,
    destination: u16,
) -> Outcome<Option<Value>> {
    let code = function.code.get();
    // SAFETY: a frame is running.
    let frame = unsafe { &*vm.stacks.next_frame.sub(1) };
    let start = if frame.generator.is_some() { frame.top } else { start };
    let end = start.wrapping_add(code.register_count.get() as usize);
    if !vm.stacks.has_room(end) || !vm.stacks.has_frame_room() {
        return Err(vm.recursion_error());
    }
    let simple = code.is_simple.get()
        && arguments.names.is_none()
        && arguments.values.len() == code.argument_count.get() as usize;
    if simple {
        if arguments.values.as_ptr() != start.cast_const() {
            // SAFETY: there is room for the callee's registers.
            unsafe { std::ptr::copy(arguments.values.as_ptr(), start, arguments.values.len()) };
        }
    } else if arguments.names.is_none() && code.takes_in_order(arguments.values.len()) {
        return Ok(Some(vm.begin_generator(function, arguments.values)?.value()));
    } else {
        let bound = vm.bind_arguments(function, arguments)?;
        if code.flags().intersects(SUSPENDABLE) {
            return Ok(Some(vm.new_generator(function, bound)?.value()));
        }
        let count = code.parameter_count.get() as usize;
        for (index, value) in bound.values(count).enumerate() {
            // SAFETY: as above.
            unsafe { start.add(index).write(value) };
        }
    }
    push_frame(vm, function, start, FrameKind::Call, destination);
    Ok(None)
}

/// `callee(*arguments, **keywords)`
#[inline(never)]
pub(crate) fn call_spread(vm: &mut Vm, instruction: Instruction) -> Outcome<Option<Value>> {
    // SAFETY: a frame is running, and the instruction names its registers.
    let (callee, positional, keywords) = unsafe {
        let frame = &*vm.stacks.next_frame.sub(1);
        let window = frame.base.add(usize::from(instruction.b()));
        let has_keywords = instruction.flags() & instruction_flags::CALL_KEYWORDS != 0;
        (*window, *window.add(1), if has_keywords { (*window.add(2)).cast::<Dict>() } else { None })
    };
    let class = vm.type_of(positional);
    if !class.has_special(Special::Iter) && !class.has_special(Special::GetItem) {
        let name = class.display_name();
        let callee = super::construct::callee_name(vm, callee);
        return Err(vm.type_error(format!("{callee}argument after * must be an iterable, not {name}")));
    }
    let positional = vm.tuple_from(positional)?;
    let (row, names) = match keywords.filter(|keywords| !keywords.is_empty()) {
        Some(keywords) => vm.spread(positional.as_slice(), keywords)?,
        None => (positional, None),
    };
    if let Some(names) = names {
        for name in names.iter() {
            if !name.is::<Str>() {
                return Err(vm.type_error("keywords must be strings"));
            }
        }
    }
    let arguments = Arguments { values: row.as_slice(), names };
    match callee.cast::<Function>() {
        Some(function) => {
            // SAFETY: as above.
            let start = unsafe {
                let frame = &*vm.stacks.next_frame.sub(1);
                frame.base.add(usize::from(instruction.b()) + 1)
            };
            let entered = enter(vm, function, start, arguments, instruction.a());
            std::hint::black_box(row);
            entered
        }
        None => vm.call_with(callee, arguments).map(Some),
    }
}

/// What a call instruction calls, as monitoring tells it.
pub(crate) struct CallShape {
    /// What is called.
    pub(crate) callee: Value,
    /// The first argument, if there is one.
    pub(crate) first: Option<Value>,
}

/// The window of a call and the number of its arguments, once the receiver of a method is one of them.
pub(crate) fn window_of(vm: &mut Vm, instruction: Instruction) -> (u16, u32) {
    let (window, count) = (instruction.b(), u32::from(instruction.c()));
    if instruction.opcode() != Some(Opcode::CallMethod) {
        return (window, count);
    }
    // SAFETY: a frame is running, and the instruction names its registers.
    unsafe {
        let place = (*vm.stacks.next_frame.sub(1)).base.add(usize::from(window));
        if (*place.add(1)).is_unbound() {
            place.add(1).write(*place);
            (window + 1, count)
        } else {
            (window, count + 1)
        }
    }
}

/// What the call instruction that the innermost frame is at will call.
pub(crate) fn call_shape(vm: &mut Vm, instruction: Instruction) -> CallShape {
    // SAFETY: a frame is running, and the instruction names its registers.
    let place = unsafe { (*vm.stacks.next_frame.sub(1)).base.add(usize::from(instruction.b())) };
    // SAFETY: as above.
    let (callee, second) = unsafe { (*place, *place.add(1)) };
    let first = match instruction.opcode() {
        Some(Opcode::CallSpread) => second.cast::<Tuple>().and_then(|row| row.iter().next()),
        Some(Opcode::CallMethod) if second.is_unbound() => {
            // SAFETY: as above; the argument is there if the count says so.
            (instruction.c() > 0).then(|| unsafe { *place.add(2) })
        }
        Some(Opcode::CallMethod) => Some(second),
        _ => (instruction.c() > 0).then_some(second),
    };
    CallShape { callee, first }
}

/// Makes the call that the innermost frame is at: whether it is done, its result in its register; if not, the frame of
/// the callee has been pushed.
///
/// # Errors
/// What it raises.
pub(crate) fn make_call(vm: &mut Vm, instruction: Instruction) -> Outcome<bool> {
    let result = if instruction.opcode() == Some(Opcode::CallSpread) {
        call_spread(vm, instruction)?
    } else {
        let (window, count) = window_of(vm, instruction);
        // SAFETY: a frame is running, and the instruction names its registers.
        let callee = unsafe { *(*vm.stacks.next_frame.sub(1)).base.add(usize::from(window)) };
        call(vm, callee, window, count, instruction)?
    };
    if let Some(result) = result {
        // SAFETY: as above; the frame is the innermost again.
        unsafe { (*vm.stacks.next_frame.sub(1)).base.add(usize::from(instruction.a())).write(result) };
    }
    Ok(result.is_some())
}
