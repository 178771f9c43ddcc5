//! Functions that compiled code calls. Values are passed as words; zero is returned if an exception was raised.
//!
//! The caller has saved its position in its frame, which is the innermost, as the interpreter does.

use strict_bytecode::{Instruction, Opcode, flags};

use super::entry::run_innermost;
use crate::heap::{Array, Gc, Header, Kind};
use crate::interp;
use crate::object::{CodeObject, Function, List, Shape, Special, Type, TypeFlags};
use crate::protocol::{Operator, is_same};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// # Safety
/// `vm` is the VM, and the word that of a value that is alive.
unsafe fn value(bits: u64) -> Value {
    // SAFETY: as the caller says.
    unsafe { Value::from_bits(bits) }
}

/// Most arguments of [`call_function`].
pub const MOST_ARGUMENTS: usize = 6;

fn word(result: Outcome<Value>) -> u64 {
    result.map_or(0, Value::bits)
}

/// A binary operator, by the number of its opcode; in place if `in_place` is not zero.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn binary(vm: *mut Vm, left: u64, right: u64, opcode: u64, in_place: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, left, right) = unsafe { (&mut *vm, value(left), value(right)) };
    let operator = match Opcode::from_number(opcode as u8) {
        Some(Opcode::Add) => Operator::ADD,
        Some(Opcode::Subtract) => Operator::SUBTRACT,
        Some(Opcode::Multiply) => Operator::MULTIPLY,
        Some(Opcode::TrueDivide) => Operator::TRUE_DIVIDE,
        Some(Opcode::FloorDivide) => Operator::FLOOR_DIVIDE,
        Some(Opcode::Remainder) => Operator::REMAINDER,
        Some(Opcode::Power) => Operator::POWER,
        Some(Opcode::LeftShift) => Operator::LEFT_SHIFT,
        Some(Opcode::RightShift) => Operator::RIGHT_SHIFT,
        Some(Opcode::And) => Operator::AND,
        Some(Opcode::Or) => Operator::OR,
        _ => Operator::XOR,
    };
    word(interp::operate(vm, operator, left, right, in_place != 0))
}

/// A comparison, by the number of its special method.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn compare(vm: *mut Vm, left: u64, right: u64, which: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, left, right) = unsafe { (&mut *vm, value(left), value(right)) };
    let special = match which {
        0 => Special::Less,
        1 => Special::LessEqual,
        2 => Special::Equal,
        3 => Special::NotEqual,
        4 => Special::Greater,
        _ => Special::GreaterEqual,
    };
    word(vm.compare(special, left, right))
}

/// `bool(operand)`
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn truth(vm: *mut Vm, operand: u64) -> u64 {
    // SAFETY: compiled code passes its VM and a live value.
    let (vm, operand) = unsafe { (&mut *vm, value(operand)) };
    word(vm.is_true(operand).map(Value::bool))
}

/// `left is right`
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn same(_: *mut Vm, left: u64, right: u64) -> u64 {
    // SAFETY: compiled code passes live values.
    Value::bool(is_same(unsafe { value(left) }, unsafe { value(right) })).bits()
}

/// `item in container`
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn contains(vm: *mut Vm, item: u64, container: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, item, container) = unsafe { (&mut *vm, value(item), value(container)) };
    word(vm.contains(container, item).map(Value::bool))
}

/// Whether a comparison holds, by the number of its special method.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn holds(vm: *mut Vm, left: u64, right: u64, which: u64) -> u64 {
    // SAFETY: as the caller says.
    match unsafe { compare(vm, left, right, which) } {
        0 => 0,
        // SAFETY: a comparison gives a value, which is alive.
        result => unsafe { truth(vm, result) },
    }
}

/// `object[key]`
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn load_item(vm: *mut Vm, object: u64, key: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, object, key) = unsafe { (&mut *vm, value(object), value(key)) };
    word(match plain_method(vm, object, Special::GetItem, 2) {
        // SAFETY: it takes so many arguments.
        Some(method) => unsafe { run_function(vm, method, [object, key].as_ptr()) },
        None => interp::load_item(vm, object, key),
    })
}

/// `object[key] = stored`
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn store_item(vm: *mut Vm, object: u64, key: u64, stored: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, object, key, stored) = unsafe { (&mut *vm, value(object), value(key), value(stored)) };
    let result = match plain_method(vm, object, Special::SetItem, 3) {
        // SAFETY: it takes so many arguments.
        Some(method) => unsafe { run_function(vm, method, [object, key, stored].as_ptr()) }.map(drop),
        None => interp::store_item(vm, object, key, stored),
    };
    u64::from(result.is_ok())
}

/// Adds a value to a list that a comprehension makes.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn append(vm: *mut Vm, list: u64, added: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, list, added) = unsafe { (&mut *vm, value(list), value(added)) };
    let result = list.cast::<List>().map_or(Ok(()), |list| vm.append(list, added));
    u64::from(result.is_ok())
}

/// The next item of an iterator, unbound at its end.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn next(vm: *mut Vm, iterator: u64) -> u64 {
    // SAFETY: compiled code passes its VM and a live value.
    let (vm, iterator) = unsafe { (&mut *vm, value(iterator)) };
    word(interp::next_of(vm, iterator).map(|item| item.unwrap_or(Value::UNBOUND)))
}

/// Notes that the generator of the innermost frame waits after its instruction, whose position was saved: what it yields.
///
/// # Safety
/// Called by compiled code, which has put what it holds into the frame's registers, and ends the frame next.
pub unsafe extern "sysv64" fn suspend(vm: *mut Vm, yielded: u64, is_async: u64) -> u64 {
    // SAFETY: compiled code passes its VM and a live value.
    let (vm, yielded) = unsafe { (&mut *vm, value(yielded)) };
    interp::suspend_compiled(vm, yielded, is_async != 0).bits()
}

/// Notes that the generator of the innermost frame is done, and gives the value back that it returns.
///
/// # Safety
/// Called by compiled code, whose frame has no object, and which ends it next.
pub unsafe extern "sysv64" fn finish_generator(vm: *mut Vm, result: u64) -> u64 {
    // SAFETY: compiled code passes its VM.
    interp::finish_generator(unsafe { &mut *vm });
    result
}

/// Sends a value to an iterator: what it returns. If it yields, the frame is gone, and what it yields comes back.
///
/// # Safety
/// Called by compiled code, which has put what it holds into the frame's registers.
pub unsafe extern "sysv64" fn delegate(vm: *mut Vm, sent: u64, iterator: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, sent, iterator) = unsafe { (&mut *vm, value(sent), value(iterator)) };
    word(interp::delegate_compiled(vm, iterator, sent))
}

/// A float with the number that has these bits, and that no flonum has.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn box_float(vm: *mut Vm, bits: u64) -> u64 {
    // SAFETY: compiled code passes its VM.
    let vm = unsafe { &mut *vm };
    vm.new_float(f64::from_bits(bits)).bits()
}

/// A new instance of the class of a shape, without attributes. Which shape instances begin with changes as the class learns how
/// many attributes they have; those with an earlier one are as good.
///
/// # Safety
/// Called by compiled code with a shape whose class is one for which [`Vm::plain_init`] holds.
pub unsafe extern "sysv64" fn new_instance(vm: *mut Vm, shape: u64) -> u64 {
    // SAFETY: compiled code passes its VM and a live shape.
    let (vm, shape) = unsafe { (&mut *vm, value(shape)) };
    shape.cast::<Shape>().map_or(0, |shape| vm.alloc_instance_with(shape).bits())
}

/// Raises the `TypeError` for an `__init__` that returned something.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn init_error(vm: *mut Vm, result: u64) {
    // SAFETY: compiled code passes its VM and a live value.
    let (vm, result) = unsafe { (&mut *vm, value(result)) };
    vm.init_result_error(result);
}

/// Has the collector look at an object again that is old and about to be stored into.
///
/// # Safety
/// Called by compiled code with the address of a live object.
pub unsafe extern "sysv64" fn remember(object: *const Header) {
    // SAFETY: as the caller says.
    crate::heap::barrier(unsafe { &*object });
}

/// The same for a store into an array at an index.
///
/// # Safety
/// Called by compiled code with the address of a live array that has such an index.
pub unsafe extern "sysv64" fn remember_item(array: usize, index: usize) {
    // SAFETY: as the caller says.
    let array: Gc<Array> = unsafe { Gc::from_address(array) };
    array.dirty(index, 1);
}

/// Goes on with the innermost frame, which compiled code has left, up to its end.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn resume(vm: *mut Vm) -> u64 {
    // SAFETY: compiled code passes its VM.
    let vm = unsafe { &mut *vm };
    if vm.tiering.has_failed.replace(false) {
        return 0;
    }
    let is_raising = vm.tiering.has_raised.replace(false);
    if is_raising {
        return word(interp::run_raising(vm));
    }
    // A frame that was left before it began counts as called, and may find other compiled code; unless it is that of an inlined
    // function, whose caller is to be gone on with too.
    let is_entry = vm.stacks.frames().last().is_some_and(|frame| frame.kind == FrameKind::Entry);
    let is_at_start = is_entry && vm.position_of_next() == Some(0);
    word(if is_at_start { run_innermost(vm) } else { interp::run(vm) })
}

/// Raises `RecursionError` where compiled code has no room for a frame.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn no_room(vm: *mut Vm) -> u64 {
    // SAFETY: compiled code passes its VM.
    let vm = unsafe { &mut *vm };
    vm.recursion_error();
    vm.tiering.has_failed.set(true);
    0
}

/// Calls a function that takes just as many arguments as lie at an address, at most [`MOST_ARGUMENTS`]. They are overwritten, so
/// that they do not live longer than the function wants them.
///
/// # Safety
/// Called by compiled code, with the bits of a live function that is called without binding.
pub unsafe extern "sysv64" fn call_function(
    vm: *mut Vm,
    function: u64,
    given: *mut [u64; MOST_ARGUMENTS],
) -> u64 {
    // SAFETY: as the caller says.
    let (vm, function) = unsafe { (&mut *vm, value(function)) };
    let result = match function.cast::<Function>() {
        // The interpreter runs it where there is no room for more native frames, and needs but one for all calls.
        // SAFETY: as the caller says; the words are the caller's.
        Some(function) => unsafe { push_function(vm, function, given.cast()) }.and_then(|()| {
            // SAFETY: so many words are the caller's.
            unsafe { given.write([0; MOST_ARGUMENTS]) };
            run_innermost(vm)
        }),
        None => Err(Raised),
    };
    vm.tiering.has_failed.set(result.is_err());
    word(result)
}

/// The special method of an object, if it is a function that takes just so many arguments.
fn plain_method(vm: &Vm, object: Value, special: Special, count: u32) -> Option<Gc<Function>> {
    let class = vm.type_of(object);
    if !class.is_heap_type() {
        return None;
    }
    let function = class.special(special).cast::<Function>()?;
    let code = function.code.get();
    (code.is_simple.get() && code.argument_count.get() == count).then_some(function)
}

/// # Safety
/// As many arguments as the function takes lie at the address.
unsafe fn run_function(vm: &mut Vm, function: Gc<Function>, arguments: *const Value) -> Outcome<Value> {
    vm.check_native_stack()?;
    // SAFETY: as the caller says.
    unsafe { push_function(vm, function, arguments) }?;
    run_innermost(vm)
}

/// Begins the frame of a function.
///
/// # Safety
/// As many arguments as the function takes lie at the address.
unsafe fn push_function(vm: &mut Vm, function: Gc<Function>, arguments: *const Value) -> Outcome<()> {
    let code = function.code.get();
    let base = vm.stacks.top();
    let end = base.wrapping_add(code.register_count.get() as usize);
    if !vm.stacks.has_room(end) || !vm.stacks.has_frame_room() {
        return Err(vm.recursion_error());
    }
    // SAFETY: the caller says so, and there is room for the callee's registers.
    unsafe { std::ptr::copy_nonoverlapping(arguments, base, code.argument_count.get() as usize) };
    interp::push_frame(vm, function, base, FrameKind::Entry, 0);
    Ok(())
}

/// Functions that call a native function with so many arguments, which come before it.
macro_rules! native_calls {
    ($($name:ident: $($argument:ident)*;)*) => {$(
        /// Calls a native function with its arguments before it.
        ///
        /// # Safety
        /// Called by compiled code, with the bits of live values.
        pub unsafe extern "sysv64" fn $name(vm: *mut Vm, $($argument: u64,)* callee: u64) -> u64 {
            // SAFETY: as the caller says.
            let (vm, arguments) = unsafe { (&mut *vm, [$(value($argument)),*]) };
            // SAFETY: as the caller says.
            word(interp::call_native(vm, unsafe { value(callee) }, &arguments))
        }
    )*};
}

/// Functions that make a generator or coroutine of a function with so many arguments, which come before it.
macro_rules! new_generators {
    ($($name:ident: $($argument:ident)*;)*) => {$(
        /// A new generator or coroutine of a function with the arguments before it.
        ///
        /// # Safety
        /// Called by compiled code, with the bits of live values; the function takes just these.
        pub unsafe extern "sysv64" fn $name(vm: *mut Vm, $($argument: u64,)* function: u64) -> u64 {
            // SAFETY: as the caller says.
            let (vm, arguments) = unsafe { (&mut *vm, [$(value($argument)),*]) };
            // SAFETY: as the caller says.
            let function: Gc<Function> = unsafe { Gc::from_address(function as usize) };
            word(vm.begin_generator(function, &arguments).map(|made| made.value()))
        }
    )*};
}

new_generators! {
    new_generator_0: ;
    new_generator_1: a;
    new_generator_2: a b;
    new_generator_3: a b c;
}

native_calls! {
    call_native_0: ;
    call_native_1: a;
    call_native_2: a b;
    call_native_3: a b c;
}

/// `object.name`, for a site of the innermost frame's code.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn load_attribute(vm: *mut Vm, object: u64, site: u64) -> u64 {
    // SAFETY: compiled code passes its VM and a live value.
    let (vm, object) = unsafe { (&mut *vm, value(object)) };
    // SAFETY: a frame is running.
    let code = unsafe { (*vm.stacks.next_frame.sub(1)).function }.code.get();
    word(interp::load_attribute(vm, code, site as u32, object))
}

/// `object.name = value`, for a site of the innermost frame's code.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn store_attribute(vm: *mut Vm, object: u64, stored: u64, site: u64) -> u64 {
    // SAFETY: compiled code passes its VM and live values.
    let (vm, object, stored) = unsafe { (&mut *vm, value(object), value(stored)) };
    // SAFETY: a frame is running.
    let code = unsafe { (*vm.stacks.next_frame.sub(1)).function }.code.get();
    u64::from(interp::store_attribute(vm, code, site as u32, object, stored).is_ok())
}

/// Whether registers up to `end` fit. Called if they are beyond the soft end.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn extend(vm: *mut Vm, end: *mut Value) -> u64 {
    // SAFETY: compiled code passes its VM.
    let vm = unsafe { &mut *vm };
    u64::from(vm.stacks.has_room(end))
}

/// Does an instruction on the registers of the innermost frame.
///
/// # Safety
/// Called by compiled code, with the [`stepper`] of the instruction, for which [`can_step`] holds.
pub unsafe extern "sysv64" fn step(vm: *mut Vm, instruction: u64, stepper: usize) -> u64 {
    // SAFETY: compiled code passes its VM, and what else is needed as said above.
    u64::from(unsafe { interp::step(&mut *vm, Instruction(instruction), stepper) }.is_ok())
}

/// The address of what [`step`] does an instruction by.
pub fn stepper(instruction: Instruction) -> usize {
    interp::stepper(instruction)
}

/// Whether [`step`] can do an instruction.
pub fn can_step(instruction: Instruction) -> bool {
    interp::can_step(instruction)
}

/// Makes a call whose window is in the registers of the innermost frame.
///
/// # Safety
/// Called by compiled code.
pub unsafe extern "sysv64" fn call(vm: *mut Vm, instruction: u64) -> u64 {
    // SAFETY: compiled code passes its VM.
    let vm = unsafe { &mut *vm };
    word(call_window(vm, Instruction(instruction)))
}

impl Vm {
    /// The string that is the type code of an array.
    pub fn type_code(&self, code: u8) -> Option<Value> {
        self.characters.get(usize::from(code))
    }

    /// The `__init__` of a class whose instances are made by nothing else: its `__new__` is that of `object`, and its class
    /// `type`.
    pub fn plain_init(&self, class: Gc<Type>) -> Option<Gc<Function>> {
        let is_plain = class.has(TypeFlags::PLAIN_NEW)
            && !class.has(TypeFlags::ABSTRACT)
            && self.type_of(class.value()) == self.types.type_;
        let init = class.special(Special::Init).cast::<Function>()?;
        (is_plain && !init.code.get().flags().intersects(interp::SUSPENDABLE)).then_some(init)
    }

    /// Has compiled code of a code object be invalidated if it changes how instances of a class are made.
    pub fn watch_construction(&mut self, class: Gc<Type>, code: Gc<CodeObject>, site: u32) {
        for special in [Special::Init, Special::New] {
            let name = self.names.special(special);
            self.watch(class, name, code, site);
        }
    }
}

/// Native functions look for room on the native stack where they call others; a frame is run by the interpreter if there is none.
fn call_window(vm: &mut Vm, instruction: Instruction) -> Outcome<Value> {
    if instruction.opcode() == Some(Opcode::CallSpread) {
        return match interp::call_spread(vm, instruction)? {
            Some(result) => Ok(result),
            None => run_pushed(vm),
        };
    }
    let (window, count) = interp::window_of(vm, instruction);
    // SAFETY: a frame is running, and the instruction names its registers.
    let place = unsafe { (*vm.stacks.next_frame.sub(1)).base.add(usize::from(window)) };
    // SAFETY: as above.
    let callee = unsafe { *place };
    let has_keywords = instruction.flags() & flags::CALL_KEYWORDS != 0;
    if callee.is_kind(Kind::Native) && !has_keywords {
        // SAFETY: the arguments are registers of the frame, which stay as they are during the call.
        let arguments = unsafe { std::slice::from_raw_parts(place.add(1), count as usize) };
        return interp::call_native(vm, callee, arguments);
    }
    if !has_keywords && let Some(function) = callee.cast::<Function>() {
        let code = function.code.get();
        if code.is_simple.get() && code.argument_count.get() == count {
            // SAFETY: so many arguments lie there.
            unsafe { push_function(vm, function, place.add(1)) }?;
            return run_innermost(vm);
        }
    }
    match interp::call(vm, callee, window, count, instruction)? {
        Some(result) => Ok(result),
        None => run_pushed(vm),
    }
}

/// Runs the frame that a call has pushed, up to its end.
fn run_pushed(vm: &mut Vm) -> Outcome<Value> {
    let (mut kind, mut instance) = (FrameKind::Call, Value::UNBOUND);
    if let Some(frame) = vm.stacks.frames_mut().last_mut() {
        (kind, instance) = (frame.kind, frame.instance);
        frame.kind = FrameKind::Entry;
    }
    let result = run_innermost(vm)?;
    if kind != FrameKind::Init {
        return Ok(result);
    }
    if result.is_none() { Ok(instance) } else { Err(vm.init_result_error(result)) }
}
