//! The loop: fetches an instruction, does it, goes on.
//!
//! What is kept in locals of the loop: the next instruction, the first register, and the constants and inline caches of
//! the code. Before anything that may raise or run Python code, the next instruction is saved in the frame.

use std::cell::Cell;

use strict_bytecode::{
    CommonConstant, Instruction, Intrinsic, Opcode, SpecialMethod, flags as instruction_flags,
};

use super::arithmetic::{self, divide_fixnums, floor_divide_fixnums, general, remainder_fixnums};
use super::frame::{pop_frame, push_frame, push_generator_frame};
use super::{attributes, calls, construct, generators, globals, imports, patterns, unwind};
use crate::heap::{Gc, Header, Kind, flags};
use crate::object::{
    CACHE_WAYS, Cache, CacheAction, CellObject, Dict, Function, Generator, GeneratorState, Iterator,
    IteratorKind, List, Special, Str, Table, Tuple,
};
use crate::protocol::{Operator, is_same};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// Runs the innermost frame until it returns, and those that it calls.
///
/// # Errors
/// The exception that leaves the frame.
pub fn run(vm: &mut Vm) -> Outcome<Value> {
    run_from(vm, false)
}

/// The same; if `raising`, an exception has been raised at the frame's current instruction.
#[inline(never)]
pub(super) fn run_from(vm: &mut Vm, raising: bool) -> Outcome<Value> {
    let mut raising = raising;
    let mut is_reraise = false;
    'frames: loop {
        if std::mem::replace(&mut raising, false) {
            match unwind::unwind(vm, std::mem::replace(&mut is_reraise, false)) {
                Ok(()) => {}
                Err(raised) => return Err(raised),
            }
        }
        // SAFETY: a frame is running; it stays where it is until it is popped.
        let frame = unsafe { &mut *vm.stacks.next_frame.sub(1) };
        let base: *mut Value = frame.base;
        let mut pc: *const Instruction = frame.next;
        let function = frame.function;
        let code = function.code.get();
        let constants = code.constants.get().fields().as_ptr();
        let caches: *const Cell<Cache> = code.caches().as_ptr();

        // The register with a number.
        macro_rules! reg {
            ($index:expr) => {
                // SAFETY: verified code uses only registers of its frame, and reads what was written.
                unsafe { *base.add(usize::from($index)) }
            };
        }
        macro_rules! set {
            ($index:expr, $value:expr) => {{
                let value: Value = $value;
                // SAFETY: as for reading.
                unsafe { *base.add(usize::from($index)) = value };
            }};
        }
        // Saves the position, for what may raise or look at the frame.
        macro_rules! save {
            () => {
                frame.next = pc
            };
        }
        macro_rules! raise {
            () => {{
                raising = true;
                continue 'frames;
            }};
        }
        macro_rules! check {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(Raised) => raise!(),
                }
            };
        }
        macro_rules! jump {
            ($target:expr) => {
                // SAFETY: verified code jumps only to its own instructions.
                pc = unsafe { code.instructions.get().add($target as usize) }
            };
        }
        macro_rules! cache {
            ($site:expr) => {
                // SAFETY: verified code names only its own sites.
                unsafe { &*caches.add($site as usize * CACHE_WAYS) }.get()
            };
        }
        macro_rules! evaluation_point {
            () => {
                if vm.heap.has_due() {
                    save!();
                    vm.run_due();
                }
            };
        }
        // A binary operator: fixnums, flonums, then out of line.
        macro_rules! arithmetic {
            ($instruction:expr, |$x:ident, $y:ident| $integers:expr, |$a:ident, $b:ident| $floats:expr, $slow:expr) => {{
                let (left, right) = (reg!($instruction.b()), reg!($instruction.c()));
                let result = if left.bits() & right.bits() & 1 != 0 {
                    let ($x, $y) = (left.bits() as i64, right.bits() as i64);
                    $integers
                } else if let (Some($a), Some($b)) = (left.as_flonum(), right.as_flonum()) {
                    $floats
                } else {
                    None
                };
                match result {
                    Some(value) => set!($instruction.a(), value),
                    None => {
                        save!();
                        let in_place = $instruction.flags() & instruction_flags::IN_PLACE != 0;
                        set!($instruction.a(), check!($slow(vm, left, right, in_place)));
                    }
                }
            }};
        }
        macro_rules! arithmetic_int {
            ($instruction:expr, |$x:ident, $y:ident| $integers:expr, |$a:ident, $b:ident| $floats:expr, $slow:expr) => {{
                let left = reg!($instruction.b());
                let number = i64::from($instruction.c() as i16);
                let result = if left.is_fixnum() {
                    let ($x, $y) = (left.bits() as i64, number << 1 | 1);
                    $integers
                } else if let Some($a) = left.as_flonum() {
                    let $b = number as f64;
                    $floats
                } else {
                    None
                };
                match result {
                    Some(value) => set!($instruction.a(), value),
                    None => {
                        save!();
                        let in_place = $instruction.flags() & instruction_flags::IN_PLACE != 0;
                        set!($instruction.a(), check!($slow(vm, left, Value::fixnum(number), in_place)));
                    }
                }
            }};
        }
        macro_rules! word {
            ($bits:expr) => {
                // SAFETY: the result of arithmetic on two fixnums with the tag bit set is a fixnum.
                unsafe { Value::from_bits($bits as u64) }
            };
        }
        // Operators only on integers, out of line for everything else.
        macro_rules! by_operator {
            ($operator:ident) => {
                |vm: &mut Vm, left: Value, right: Value, in_place: bool| {
                    general(vm, Operator::$operator, left, right, in_place)
                }
            };
        }
        macro_rules! comparison {
            ($left:expr, $right:expr, $operator:tt, $special:ident) => {{
                let (left, right): (Value, Value) = ($left, $right);
                if left.bits() & right.bits() & 1 != 0 {
                    Value::bool((left.bits() as i64) $operator (right.bits() as i64))
                } else if let (Some(a), Some(b)) = (left.as_flonum(), right.as_flonum()) {
                    Value::bool(a $operator b)
                } else {
                    save!();
                    check!(vm.compare(Special::$special, left, right))
                }
            }};
        }
        macro_rules! truth {
            ($value:expr) => {{
                let value: Value = $value;
                match value {
                    Value::TRUE => true,
                    Value::FALSE => false,
                    _ => {
                        save!();
                        check!(vm.is_true(value))
                    }
                }
            }};
        }
        macro_rules! jump_compare {
            ($instruction:expr, $operator:tt, $special:ident, $wanted:expr) => {{
                let (left, right) = (reg!($instruction.a()), reg!($instruction.b()));
                let holds = if left.bits() & right.bits() & 1 != 0 {
                    (left.bits() as i64) $operator (right.bits() as i64)
                } else if let (Some(a), Some(b)) = (left.as_flonum(), right.as_flonum()) {
                    a $operator b
                } else {
                    save!();
                    let result = check!(vm.compare(Special::$special, left, right));
                    truth!(result)
                };
                if holds == $wanted {
                    jump!($instruction.long());
                }
            }};
        }
        macro_rules! jump_compare_int {
            ($instruction:expr, $operator:tt, $special:ident, $wanted:expr) => {{
                let left = reg!($instruction.a());
                let number = i64::from($instruction.b() as i16);
                let holds = if left.is_fixnum() {
                    (left.bits() as i64) $operator (number << 1 | 1)
                } else {
                    save!();
                    let result = check!(vm.compare(Special::$special, left, Value::fixnum(number)));
                    truth!(result)
                };
                if holds == $wanted {
                    jump!($instruction.long());
                }
            }};
        }

        loop {
            // SAFETY: verified code ends with an instruction that leaves it.
            let instruction = unsafe { *pc };
            // SAFETY: as above.
            pc = unsafe { pc.add(1) };
            // SAFETY: verified code has only known opcodes.
            let opcode: Opcode = unsafe { std::mem::transmute(instruction.opcode_number()) };
            match opcode {
                Opcode::Nop => {}
                Opcode::Move => set!(instruction.a(), reg!(instruction.b())),
                Opcode::LoadConst => {
                    // SAFETY: verified code names only its own constants.
                    let value = unsafe { (*constants.add(instruction.wide() as usize)).get() };
                    set!(instruction.a(), value);
                }
                Opcode::LoadCommonConstant => {
                    let class = match CommonConstant::from_number(instruction.c()) {
                        Some(CommonConstant::NotImplementedError) => vm.exceptions.NotImplementedError,
                        _ => vm.exceptions.AssertionError,
                    };
                    set!(instruction.a(), class.value());
                }
                Opcode::CheckBound => {
                    if reg!(instruction.a()).is_unbound() {
                        save!();
                        globals::raise_unbound(vm, code, instruction.a());
                        raise!();
                    }
                }
                Opcode::Unbind => set!(instruction.a(), Value::UNBOUND),

                Opcode::MakeCell => {
                    let content = reg!(instruction.a());
                    let cell = vm.new_cell(content);
                    set!(instruction.a(), cell.value());
                }
                Opcode::CopyFreeVars => {
                    let closure = function.closure.get();
                    for (index, &cell) in
                        closure.as_slice().iter().take(usize::from(instruction.c())).enumerate()
                    {
                        set!(instruction.a() + index as u16, cell);
                    }
                }
                Opcode::LoadCell => {
                    let content = match reg!(instruction.b()).cast::<CellObject>() {
                        Some(cell) => cell.content.get(),
                        None => Value::UNBOUND,
                    };
                    if content.is_unbound() {
                        save!();
                        globals::raise_unbound(vm, code, instruction.b());
                        raise!();
                    }
                    set!(instruction.a(), content);
                }
                Opcode::StoreCell => {
                    if let Some(cell) = reg!(instruction.a()).cast::<CellObject>() {
                        cell.store(reg!(instruction.b()));
                    }
                }
                Opcode::DeleteCell => {
                    save!();
                    let cell = reg!(instruction.a()).cast::<CellObject>();
                    match cell.filter(|cell| !cell.content.get().is_unbound()) {
                        Some(cell) => cell.store(Value::UNBOUND),
                        None => {
                            globals::raise_unbound(vm, code, instruction.a());
                            raise!();
                        }
                    }
                }

                Opcode::LoadLocals => set!(instruction.a(), frame.locals),
                Opcode::LoadName => {
                    save!();
                    let value = check!(globals::load_name(vm, function, frame.locals, instruction.wide()));
                    set!(instruction.a(), value);
                }
                Opcode::StoreName => {
                    save!();
                    let name = code.site_name(instruction.wide());
                    check!(globals::store_name(vm, frame.locals, name, reg!(instruction.a())));
                }
                Opcode::DeleteName => {
                    save!();
                    let name = code.site_name(instruction.wide());
                    check!(globals::delete_name(vm, frame.locals, name));
                }
                Opcode::LoadGlobal => {
                    let cache = cache!(instruction.wide());
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
                    if found.is_unbound() {
                        save!();
                        found = check!(globals::load_global(vm, function, instruction.wide()));
                    }
                    set!(instruction.a(), found);
                }
                Opcode::StoreGlobal => {
                    let cache = cache!(instruction.wide());
                    match cache.value.and_then(cell_of) {
                        Some(cell)
                            if cache.key == function.globals.get().address() as u64
                                && !cell.content.get().is_unbound() =>
                        {
                            cell.store(reg!(instruction.a()));
                        }
                        _ => {
                            save!();
                            let value = reg!(instruction.a());
                            check!(globals::store_global(vm, function, instruction.wide(), value));
                        }
                    }
                }
                Opcode::DeleteGlobal => {
                    save!();
                    let name = code.site_name(instruction.wide());
                    check!(globals::delete_name(vm, function.globals.get().value(), name));
                }
                Opcode::LoadFromDictOrGlobals => {
                    save!();
                    let mapping = reg!(instruction.b());
                    let value = check!(globals::load_name(vm, function, mapping, instruction.long()));
                    set!(instruction.a(), value);
                }
                Opcode::LoadFromDictOrCell => {
                    save!();
                    let mapping = reg!(instruction.b());
                    let value = check!(globals::load_class_free(
                        vm,
                        code,
                        mapping,
                        reg!(instruction.c()),
                        instruction.c()
                    ));
                    set!(instruction.a(), value);
                }

                Opcode::LoadAttr => {
                    let object = reg!(instruction.b());
                    let cache = cache!(instruction.long());
                    let mut found = Value::UNBOUND;
                    if object.is_pointer() {
                        if shape_bits(object) == cache.key {
                            match cache.action {
                                CacheAction::Inline => found = read_field(object, cache.place),
                                CacheAction::Value => found = cache.value.unwrap_or(Value::UNBOUND),
                                CacheAction::Overflow => {
                                    found = object.slot(crate::object::Place::Overflow(cache.place));
                                }
                                CacheAction::Method => {
                                    if let Some(method) = cache.value {
                                        found = vm.bind(method, object);
                                    }
                                }
                                CacheAction::Property => {
                                    if let Some(getter) =
                                        cache.value.and_then(super::super::value::Value::cast::<Function>)
                                        && getter.code.get().is_simple.get()
                                        && getter.code.get().argument_count.get() == 1
                                    {
                                        let top = frame.top;
                                        let registers = getter.code.get().register_count.get() as usize;
                                        if vm.stacks.has_room(top.wrapping_add(registers))
                                            && vm.stacks.has_frame_room()
                                        {
                                            save!();
                                            // SAFETY: there is room above the frame.
                                            unsafe { top.write(object) };
                                            push_frame(vm, getter, top, FrameKind::Call, instruction.a());
                                            continue 'frames;
                                        }
                                    }
                                }
                                _ => {}
                            }
                        } else if cache.key == object.bits() && cache.action == CacheAction::OnReceiver {
                            found = match cache.extra.and_then(cell_of) {
                                Some(cell) => cell.content.get(),
                                None => cache.value.unwrap_or(Value::UNBOUND),
                            };
                        }
                    }
                    if found.is_unbound() {
                        save!();
                        found = check!(attributes::load(vm, code, instruction.long(), object));
                    }
                    set!(instruction.a(), found);
                }
                Opcode::StoreAttr => {
                    let object = reg!(instruction.a());
                    let value = reg!(instruction.b());
                    let cache = cache!(instruction.long());
                    let mut done = false;
                    if object.is_pointer() && shape_bits(object) == cache.key {
                        match cache.action {
                            CacheAction::Inline => {
                                write_field(object, cache.place, value);
                                done = true;
                            }
                            CacheAction::AddInline => {
                                if let Some(shape) = cache
                                    .value
                                    .and_then(super::super::value::Value::cast::<crate::object::Shape>)
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
                    if !done {
                        save!();
                        check!(attributes::store(vm, code, instruction.long(), object, value));
                    }
                }
                Opcode::DeleteAttr => {
                    save!();
                    let name = attributes::name_of(vm, code, instruction.long());
                    check!(vm.set_attribute(reg!(instruction.a()), name, Value::UNBOUND));
                }
                Opcode::LoadMethod => {
                    let object = reg!(instruction.b());
                    let cache = cache!(instruction.long());
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
                    if method.is_unbound() {
                        save!();
                        (method, receiver) =
                            check!(attributes::load_method(vm, code, instruction.long(), object));
                    }
                    set!(instruction.a(), method);
                    set!(instruction.a() + 1, receiver);
                }
                Opcode::LoadSpecial => {
                    save!();
                    let special = SpecialMethod::from_number(instruction.c()).unwrap_or(SpecialMethod::Enter);
                    let object = reg!(instruction.b());
                    let (method, receiver) = check!(attributes::load_special(vm, object, special));
                    set!(instruction.a(), method);
                    set!(instruction.a() + 1, receiver);
                }
                Opcode::LoadSuperAttr | Opcode::LoadSuperMethod => {
                    save!();
                    let a = instruction.a();
                    let window = [reg!(a), reg!(a + 1), reg!(a + 2)];
                    let explicit = instruction.b() != 0;
                    let name = attributes::name_of(vm, code, instruction.long());
                    let as_method = opcode == Opcode::LoadSuperMethod;
                    let (value, receiver) =
                        check!(attributes::load_super(vm, window, explicit, name, as_method));
                    set!(a, value);
                    if as_method {
                        set!(a + 1, receiver);
                    }
                }
                Opcode::LoadSubscript => {
                    let (object, key) = (reg!(instruction.b()), reg!(instruction.c()));
                    let mut found = None;
                    if let Some(index) = key.as_fixnum() {
                        if let Some(list) = vm.cast_exact::<List>(object) {
                            found = Vm::normalize(index, list.len()).map(|index| list.items.get().get(index));
                        } else if let Some(tuple) = vm.cast_exact::<Tuple>(object) {
                            found = Vm::normalize(index, tuple.len()).map(|index| tuple.get(index));
                        }
                    } else if let (Some(dict), Some(name)) = (object.cast::<Dict>(), key.cast::<Str>())
                        && !dict.is_empty()
                        && vm.cast_exact::<Dict>(object).is_some()
                    {
                        let hash = vm.hash_str(name);
                        found = dict.find_str(name, hash).map(|entry| dict.value_at(entry));
                    }
                    match found {
                        Some(value) => set!(instruction.a(), value),
                        None => {
                            save!();
                            set!(instruction.a(), check!(vm.get_item(object, key)));
                        }
                    }
                }
                Opcode::LoadSubscriptInt => {
                    let object = reg!(instruction.b());
                    let index = i64::from(instruction.c() as i16);
                    let mut found = None;
                    if let Some(list) = vm.cast_exact::<List>(object) {
                        found = Vm::normalize(index, list.len()).map(|index| list.items.get().get(index));
                    } else if let Some(tuple) = vm.cast_exact::<Tuple>(object) {
                        found = Vm::normalize(index, tuple.len()).map(|index| tuple.get(index));
                    }
                    match found {
                        Some(value) => set!(instruction.a(), value),
                        None => {
                            save!();
                            set!(instruction.a(), check!(vm.get_item(object, Value::fixnum(index))));
                        }
                    }
                }
                Opcode::StoreSubscript => {
                    let (object, key, value) =
                        (reg!(instruction.a()), reg!(instruction.b()), reg!(instruction.c()));
                    let mut done = false;
                    if let (Some(index), Some(list)) = (key.as_fixnum(), vm.cast_exact::<List>(object))
                        && let Some(index) = Vm::normalize(index, list.len())
                    {
                        list.items.get().set(index, value);
                        done = true;
                    }
                    if !done {
                        save!();
                        check!(vm.set_item(object, key, value));
                    }
                }
                Opcode::DeleteSubscript => {
                    save!();
                    check!(vm.delete_item(reg!(instruction.a()), reg!(instruction.b())));
                }

                Opcode::Add => {
                    arithmetic!(
                        instruction,
                        |x, y| x.checked_add(y - 1).map(|it| word!(it)),
                        |a, b| Value::try_flonum(a + b),
                        arithmetic::add
                    );
                }
                Opcode::Subtract => {
                    arithmetic!(
                        instruction,
                        |x, y| x.checked_sub(y - 1).map(|it| word!(it)),
                        |a, b| Value::try_flonum(a - b),
                        arithmetic::subtract
                    );
                }
                Opcode::Multiply => {
                    arithmetic!(
                        instruction,
                        |x, y| (x - 1).checked_mul(y >> 1).map(|it| word!(it | 1)),
                        |a, b| Value::try_flonum(a * b),
                        arithmetic::multiply
                    );
                }
                Opcode::TrueDivide => {
                    arithmetic!(
                        instruction,
                        |x, y| divide_fixnums(x >> 1, y >> 1).and_then(Value::try_flonum),
                        |a, b| if b == 0.0 { None } else { Value::try_flonum(a / b) },
                        arithmetic::true_divide
                    );
                }
                Opcode::FloorDivide => {
                    arithmetic!(
                        instruction,
                        |x, y| floor_divide_fixnums(x >> 1, y >> 1).and_then(Value::try_fixnum),
                        |_a, _b| None,
                        arithmetic::floor_divide
                    );
                }
                Opcode::Remainder => {
                    arithmetic!(
                        instruction,
                        |x, y| remainder_fixnums(x >> 1, y >> 1).map(Value::fixnum),
                        |_a, _b| None,
                        arithmetic::remainder
                    );
                }
                Opcode::Power => {
                    arithmetic!(
                        instruction,
                        |_x, _y| None,
                        |a, b| if b == 2.0 { Value::try_flonum(a * a) } else { None },
                        arithmetic::power
                    );
                }
                Opcode::MatrixMultiply => {
                    arithmetic!(instruction, |_x, _y| None, |_a, _b| None, by_operator!(MATRIX_MULTIPLY));
                }
                Opcode::LeftShift => {
                    arithmetic!(
                        instruction,
                        |x, y| shift_left(x >> 1, y >> 1),
                        |_a, _b| None,
                        by_operator!(LEFT_SHIFT)
                    );
                }
                Opcode::RightShift => {
                    arithmetic!(
                        instruction,
                        |x, y| shift_right(x >> 1, y >> 1),
                        |_a, _b| None,
                        by_operator!(RIGHT_SHIFT)
                    );
                }
                Opcode::And => {
                    arithmetic!(instruction, |x, y| Some(word!(x & y)), |_a, _b| None, by_operator!(AND));
                }
                Opcode::Or => {
                    arithmetic!(instruction, |x, y| Some(word!(x | y)), |_a, _b| None, by_operator!(OR));
                }
                Opcode::Xor => {
                    arithmetic!(instruction, |x, y| Some(word!(x ^ y | 1)), |_a, _b| None, by_operator!(XOR));
                }
                Opcode::AddInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| x.checked_add(y - 1).map(|it| word!(it)),
                        |a, b| Value::try_flonum(a + b),
                        arithmetic::add
                    );
                }
                Opcode::SubtractInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| x.checked_sub(y - 1).map(|it| word!(it)),
                        |a, b| Value::try_flonum(a - b),
                        arithmetic::subtract
                    );
                }
                Opcode::MultiplyInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| (x - 1).checked_mul(y >> 1).map(|it| word!(it | 1)),
                        |a, b| Value::try_flonum(a * b),
                        arithmetic::multiply
                    );
                }
                Opcode::TrueDivideInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| divide_fixnums(x >> 1, y >> 1).and_then(Value::try_flonum),
                        |a, b| if b == 0.0 { None } else { Value::try_flonum(a / b) },
                        arithmetic::true_divide
                    );
                }
                Opcode::FloorDivideInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| floor_divide_fixnums(x >> 1, y >> 1).and_then(Value::try_fixnum),
                        |_a, _b| None,
                        arithmetic::floor_divide
                    );
                }
                Opcode::RemainderInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| remainder_fixnums(x >> 1, y >> 1).map(Value::fixnum),
                        |_a, _b| None,
                        arithmetic::remainder
                    );
                }
                Opcode::PowerInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| if y >> 1 == 2 {
                            (x - 1).checked_mul(x >> 1).map(|it| word!(it | 1))
                        } else {
                            None
                        },
                        |a, b| if b == 2.0 { Value::try_flonum(a * a) } else { None },
                        arithmetic::power
                    );
                }
                Opcode::LeftShiftInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| shift_left(x >> 1, y >> 1),
                        |_a, _b| None,
                        by_operator!(LEFT_SHIFT)
                    );
                }
                Opcode::RightShiftInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| shift_right(x >> 1, y >> 1),
                        |_a, _b| None,
                        by_operator!(RIGHT_SHIFT)
                    );
                }
                Opcode::AndInt => {
                    arithmetic_int!(instruction, |x, y| Some(word!(x & y)), |_a, _b| None, by_operator!(AND));
                }
                Opcode::OrInt => {
                    arithmetic_int!(instruction, |x, y| Some(word!(x | y)), |_a, _b| None, by_operator!(OR));
                }
                Opcode::XorInt => {
                    arithmetic_int!(
                        instruction,
                        |x, y| Some(word!(x ^ y | 1)),
                        |_a, _b| None,
                        by_operator!(XOR)
                    );
                }
                Opcode::Negative => {
                    let value = reg!(instruction.b());
                    let result = match (value.as_fixnum(), value.as_flonum()) {
                        (Some(number), _) => number.checked_neg().and_then(Value::try_fixnum),
                        (_, Some(number)) => Value::try_flonum(-number),
                        _ => None,
                    };
                    match result {
                        Some(result) => set!(instruction.a(), result),
                        None => {
                            save!();
                            set!(instruction.a(), check!(vm.unary(Special::Negative, value)));
                        }
                    }
                }
                Opcode::Positive => {
                    save!();
                    set!(instruction.a(), check!(vm.unary(Special::Positive, reg!(instruction.b()))));
                }
                Opcode::Invert => {
                    save!();
                    set!(instruction.a(), check!(vm.unary(Special::Invert, reg!(instruction.b()))));
                }
                Opcode::Not => {
                    let truth = truth!(reg!(instruction.b()));
                    set!(instruction.a(), Value::bool(!truth));
                }
                Opcode::ToBool => {
                    let truth = truth!(reg!(instruction.b()));
                    set!(instruction.a(), Value::bool(truth));
                }

                Opcode::Less => {
                    set!(instruction.a(), comparison!(reg!(instruction.b()), reg!(instruction.c()), <, Less));
                }
                Opcode::LessEqual => {
                    set!(
                        instruction.a(),
                        comparison!(reg!(instruction.b()), reg!(instruction.c()), <=, LessEqual)
                    );
                }
                Opcode::Equal => {
                    set!(
                        instruction.a(),
                        comparison!(reg!(instruction.b()), reg!(instruction.c()), ==, Equal)
                    );
                }
                Opcode::NotEqual => {
                    set!(
                        instruction.a(),
                        comparison!(reg!(instruction.b()), reg!(instruction.c()), !=, NotEqual)
                    );
                }
                Opcode::Greater => {
                    set!(
                        instruction.a(),
                        comparison!(reg!(instruction.b()), reg!(instruction.c()), >, Greater)
                    );
                }
                Opcode::GreaterEqual => {
                    set!(
                        instruction.a(),
                        comparison!(reg!(instruction.b()), reg!(instruction.c()), >=, GreaterEqual)
                    );
                }
                Opcode::Is => {
                    set!(instruction.a(), Value::bool(is_same(reg!(instruction.b()), reg!(instruction.c()))));
                }
                Opcode::IsNot => {
                    set!(
                        instruction.a(),
                        Value::bool(!is_same(reg!(instruction.b()), reg!(instruction.c())))
                    );
                }
                Opcode::Contains | Opcode::NotContains => {
                    save!();
                    let found = check!(vm.contains(reg!(instruction.c()), reg!(instruction.b())));
                    set!(instruction.a(), Value::bool(found == (opcode == Opcode::Contains)));
                }

                Opcode::Jump => jump!(instruction.wide()),
                Opcode::JumpBack => {
                    jump!(instruction.wide());
                    evaluation_point!();
                }
                Opcode::JumpIfTrue => {
                    if truth!(reg!(instruction.a())) {
                        jump!(instruction.wide());
                    }
                }
                Opcode::JumpIfFalse => {
                    if !truth!(reg!(instruction.a())) {
                        jump!(instruction.wide());
                    }
                }
                Opcode::JumpIfNone => {
                    if reg!(instruction.a()).is_none() {
                        jump!(instruction.wide());
                    }
                }
                Opcode::JumpIfNotNone => {
                    if !reg!(instruction.a()).is_none() {
                        jump!(instruction.wide());
                    }
                }
                Opcode::JumpIfIs => {
                    if is_same(reg!(instruction.a()), reg!(instruction.b())) {
                        jump!(instruction.long());
                    }
                }
                Opcode::JumpIfIsNot => {
                    if !is_same(reg!(instruction.a()), reg!(instruction.b())) {
                        jump!(instruction.long());
                    }
                }
                Opcode::JumpIfIn | Opcode::JumpIfNotIn => {
                    save!();
                    let found = check!(vm.contains(reg!(instruction.b()), reg!(instruction.a())));
                    if found == (opcode == Opcode::JumpIfIn) {
                        jump!(instruction.long());
                    }
                }
                Opcode::JumpIfLess => jump_compare!(instruction, <, Less, true),
                Opcode::JumpIfLessEqual => jump_compare!(instruction, <=, LessEqual, true),
                Opcode::JumpIfEqual => jump_compare!(instruction, ==, Equal, true),
                Opcode::JumpIfNotEqual => jump_compare!(instruction, !=, NotEqual, true),
                Opcode::JumpIfGreater => jump_compare!(instruction, >, Greater, true),
                Opcode::JumpIfGreaterEqual => jump_compare!(instruction, >=, GreaterEqual, true),
                Opcode::JumpUnlessLess => jump_compare!(instruction, <, Less, false),
                Opcode::JumpUnlessLessEqual => jump_compare!(instruction, <=, LessEqual, false),
                Opcode::JumpUnlessEqual => jump_compare!(instruction, ==, Equal, false),
                Opcode::JumpUnlessNotEqual => jump_compare!(instruction, !=, NotEqual, false),
                Opcode::JumpUnlessGreater => jump_compare!(instruction, >, Greater, false),
                Opcode::JumpUnlessGreaterEqual => jump_compare!(instruction, >=, GreaterEqual, false),
                Opcode::JumpIfLessInt => jump_compare_int!(instruction, <, Less, true),
                Opcode::JumpIfLessEqualInt => jump_compare_int!(instruction, <=, LessEqual, true),
                Opcode::JumpIfEqualInt => jump_compare_int!(instruction, ==, Equal, true),
                Opcode::JumpIfNotEqualInt => jump_compare_int!(instruction, !=, NotEqual, true),
                Opcode::JumpIfGreaterInt => jump_compare_int!(instruction, >, Greater, true),
                Opcode::JumpIfGreaterEqualInt => jump_compare_int!(instruction, >=, GreaterEqual, true),
                Opcode::JumpUnlessLessInt => jump_compare_int!(instruction, <, Less, false),
                Opcode::JumpUnlessLessEqualInt => jump_compare_int!(instruction, <=, LessEqual, false),
                Opcode::JumpUnlessEqualInt => jump_compare_int!(instruction, ==, Equal, false),
                Opcode::JumpUnlessNotEqualInt => jump_compare_int!(instruction, !=, NotEqual, false),
                Opcode::JumpUnlessGreaterInt => jump_compare_int!(instruction, >, Greater, false),
                Opcode::JumpUnlessGreaterEqualInt => jump_compare_int!(instruction, >=, GreaterEqual, false),

                Opcode::GetIter => {
                    save!();
                    set!(instruction.a(), check!(vm.iter(reg!(instruction.b()))));
                }
                Opcode::ForLoop => {
                    evaluation_point!();
                    let iterator = reg!(instruction.b());
                    let mut item = None;
                    let mut decided = false;
                    if let Some(builtin) = vm.cast_exact::<Iterator>(iterator) {
                        match builtin.of.get() {
                            IteratorKind::Range => {
                                decided = true;
                                let left = builtin.remaining.get();
                                if left > 0 {
                                    let number = builtin.position.get();
                                    builtin.remaining.set(left - 1);
                                    builtin.position.set(number.wrapping_add(builtin.step.get()));
                                    item = Value::try_fixnum(number);
                                    if item.is_none() {
                                        item = Some(vm.new_int(number));
                                    }
                                }
                            }
                            IteratorKind::List => {
                                let position = builtin.position.get();
                                let list = builtin.source.get().cast::<List>();
                                item = list.and_then(|list| list.get(position as usize));
                                if item.is_some() {
                                    builtin.position.set(position + 1);
                                    decided = true;
                                }
                            }
                            _ => {}
                        }
                    } else if let Some(generator) = iterator.cast::<Generator>()
                        && matches!(
                            generator.state.get(),
                            GeneratorState::Created | GeneratorState::Suspended
                        )
                        && vm.type_of(iterator) == vm.types.generator
                        && vm.stacks.has_frame_room()
                    {
                        save!();
                        generators::give_none(generator);
                        push_generator_frame(vm, generator, FrameKind::ForLoop, 0);
                        continue 'frames;
                    }
                    if !decided {
                        save!();
                        item = check!(vm.next(iterator));
                    }
                    if let Some(item) = item {
                        set!(instruction.a(), item);
                        jump!(instruction.long());
                    }
                }
                Opcode::UnpackSequence => {
                    let (source, first, count) =
                        (reg!(instruction.a()), instruction.b(), usize::from(instruction.c()));
                    match vm.cast_exact::<Tuple>(source) {
                        Some(tuple) if tuple.len() == count => {
                            for (index, &value) in tuple.as_slice().iter().enumerate() {
                                set!(first + index as u16, value);
                            }
                        }
                        _ => {
                            save!();
                            let list = check!(vm.unpack(source, count));
                            for index in 0..count {
                                set!(first + index as u16, list.items.get().get(index));
                            }
                        }
                    }
                }
                Opcode::UnpackExtended => {
                    save!();
                    let (before, after) = (usize::from(instruction.flags()), usize::from(instruction.c()));
                    let source = reg!(instruction.a());
                    let list = check!(vm.unpack_extended(source, before, after));
                    let items = list.items.try_get();
                    let get = |index: usize| items.map_or(Value::NONE, |items| items.get(index));
                    let length = list.len();
                    for index in 0..before {
                        set!(instruction.b() + index as u16, get(index));
                    }
                    let middle = vm.new_list();
                    for index in before..length - after {
                        check!(vm.append(middle, get(index)));
                    }
                    set!(instruction.b() + before as u16, middle.value());
                    for index in 0..after {
                        let place = instruction.b() + (before + 1 + index) as u16;
                        set!(place, get(length - after + index));
                    }
                }

                Opcode::BuildTuple => {
                    // SAFETY: the instruction names registers of the frame, which nothing writes meanwhile.
                    let values = unsafe {
                        std::slice::from_raw_parts(
                            base.add(usize::from(instruction.b())),
                            usize::from(instruction.c()),
                        )
                    };
                    save!();
                    set!(instruction.a(), check!(vm.new_tuple(values)).value());
                }
                Opcode::BuildList => {
                    // SAFETY: as above.
                    let values = unsafe {
                        std::slice::from_raw_parts(
                            base.add(usize::from(instruction.b())),
                            usize::from(instruction.c()),
                        )
                    };
                    save!();
                    set!(instruction.a(), check!(vm.list_of(values)).value());
                }
                Opcode::BuildSet => {
                    save!();
                    let set = vm.new_set();
                    for index in 0..instruction.c() {
                        check!(vm.set_add(set, reg!(instruction.b() + index)));
                    }
                    set!(instruction.a(), set.value());
                }
                Opcode::BuildDict => {
                    save!();
                    let dict = vm.new_dict();
                    for index in 0..instruction.c() {
                        let key = reg!(instruction.b() + 2 * index);
                        check!(vm.dict_set(dict, key, reg!(instruction.b() + 2 * index + 1)));
                    }
                    set!(instruction.a(), dict.value());
                }
                Opcode::BuildSlice => {
                    let b = instruction.b();
                    let step = if instruction.c() == 3 { reg!(b + 2) } else { Value::NONE };
                    set!(instruction.a(), vm.new_slice(reg!(b), reg!(b + 1), step));
                }
                Opcode::BuildString => {
                    // SAFETY: as for tuples.
                    let values = unsafe {
                        std::slice::from_raw_parts(
                            base.add(usize::from(instruction.b())),
                            usize::from(instruction.c()),
                        )
                    };
                    save!();
                    set!(instruction.a(), check!(construct::build_string(vm, values)));
                }
                Opcode::ListAppend => {
                    if let Some(list) = reg!(instruction.a()).cast::<List>() {
                        save!();
                        check!(vm.append(list, reg!(instruction.b())));
                    }
                }
                Opcode::ListExtend => {
                    save!();
                    check!(construct::list_extend(vm, reg!(instruction.a()), reg!(instruction.b())));
                }
                Opcode::ListToTuple => {
                    save!();
                    let tuple = check!(vm.tuple_from(reg!(instruction.b())));
                    set!(instruction.a(), tuple.value());
                }
                Opcode::SetAdd => {
                    save!();
                    if let Some(set) = reg!(instruction.a()).cast::<crate::object::Set>() {
                        check!(vm.set_add(set, reg!(instruction.b())));
                    }
                }
                Opcode::SetUpdate => {
                    save!();
                    if let Some(set) = reg!(instruction.a()).cast::<crate::object::Set>() {
                        check!(vm.set_update(set, reg!(instruction.b())));
                    }
                }
                Opcode::DictInsert => {
                    save!();
                    if let Some(dict) = reg!(instruction.a()).cast::<Dict>() {
                        check!(vm.dict_set(dict, reg!(instruction.b()), reg!(instruction.c())));
                    }
                }
                Opcode::DictUpdate => {
                    save!();
                    check!(construct::dict_update(vm, reg!(instruction.a()), reg!(instruction.b())));
                }
                Opcode::DictMerge => {
                    save!();
                    let (dict, other, callee) =
                        (reg!(instruction.a()), reg!(instruction.b()), reg!(instruction.c()));
                    check!(construct::dict_merge(vm, dict, other, callee));
                }
                Opcode::Format => {
                    save!();
                    let (value, specification) = (reg!(instruction.b()), instruction.c());
                    let specification = if instruction.flags() & instruction_flags::FORMAT_SPEC != 0 {
                        Some(reg!(specification))
                    } else {
                        None
                    };
                    let text = check!(construct::format(vm, value, instruction.flags(), specification));
                    set!(instruction.a(), text);
                }
                Opcode::BuildInterpolation => {
                    save!();
                    let b = instruction.b();
                    let specification = if instruction.flags() & instruction_flags::FORMAT_SPEC != 0 {
                        reg!(b + 2)
                    } else {
                        vm.names.empty.value()
                    };
                    let made = check!(construct::interpolation(
                        vm,
                        reg!(b),
                        reg!(b + 1),
                        instruction.flags(),
                        specification
                    ));
                    set!(instruction.a(), made);
                }
                Opcode::BuildTemplate => {
                    save!();
                    let made = check!(construct::template(vm, reg!(instruction.b()), reg!(instruction.c())));
                    set!(instruction.a(), made);
                }
                Opcode::MakeFunction => {
                    save!();
                    // SAFETY: verified code names only its own constants.
                    let code = unsafe { (*constants.add(instruction.wide() as usize)).get() };
                    let count = instruction.flags().count_ones() as usize;
                    // SAFETY: the instruction names registers of the frame.
                    let parts =
                        unsafe { std::slice::from_raw_parts(base.add(usize::from(instruction.a())), count) };
                    let made = construct::make_function(vm, function, code, instruction.flags(), parts);
                    set!(instruction.a(), made);
                }
                Opcode::LoadBuildClass => {
                    save!();
                    let name = vm.names.build_class;
                    let builtins = function.builtins.get();
                    match vm.dict_get_str(builtins, name) {
                        Some(value) => set!(instruction.a(), value),
                        None => {
                            vm.error(vm.exceptions.NameError, "__build_class__ not found");
                            raise!();
                        }
                    }
                }

                Opcode::Call | Opcode::CallMethod => {
                    let mut window = instruction.b();
                    let mut count = u32::from(instruction.c());
                    let callee = reg!(window);
                    if opcode == Opcode::CallMethod {
                        window += 1;
                        if reg!(window).is_unbound() {
                            // The callee's window begins after the unused receiver.
                            set!(window, callee);
                        } else {
                            window -= 1;
                            count += 1;
                        }
                    }
                    if instruction.flags() & instruction_flags::CALL_KEYWORDS == 0 {
                        if callee.is_kind(Kind::Function) {
                            // SAFETY: the kind was checked.
                            let target: Gc<Function> = unsafe { Gc::from_address(callee.bits() as usize) };
                            let target_code = target.code.get();
                            if target_code.is_simple.get() && target_code.argument_count.get() == count {
                                let mut start = base.wrapping_add(usize::from(window) + 1);
                                let arguments = start;
                                if frame.generator.is_some() {
                                    start = frame.top;
                                }
                                let end = start.wrapping_add(target_code.register_count.get() as usize);
                                if vm.stacks.has_room(end) && vm.stacks.has_frame_room() {
                                    save!();
                                    if frame.generator.is_some() {
                                        // SAFETY: there is room for the callee's registers.
                                        unsafe {
                                            std::ptr::copy_nonoverlapping(arguments, start, count as usize);
                                        };
                                    }
                                    push_frame(vm, target, start, FrameKind::Call, instruction.a());
                                    continue 'frames;
                                }
                            }
                        } else if callee.is_kind(Kind::Native) {
                            save!();
                            // SAFETY: the arguments are registers of the frame, which stay as they are during the call.
                            let arguments = unsafe {
                                std::slice::from_raw_parts(base.add(usize::from(window) + 1), count as usize)
                            };
                            set!(instruction.a(), check!(calls::call_native(vm, callee, arguments)));
                            continue;
                        }
                    }
                    save!();
                    match check!(calls::call(vm, callee, window, count, instruction)) {
                        Some(result) => set!(instruction.a(), result),
                        None => continue 'frames,
                    }
                }
                Opcode::CallSpread => {
                    save!();
                    match check!(calls::call_spread(vm, instruction)) {
                        Some(result) => set!(instruction.a(), result),
                        None => continue 'frames,
                    }
                }
                Opcode::CallIntrinsic => {
                    save!();
                    let intrinsic =
                        Intrinsic::from_number(instruction.c()).unwrap_or(Intrinsic::PrintExpression);
                    // SAFETY: the instruction names registers of the frame.
                    let arguments = unsafe {
                        std::slice::from_raw_parts(
                            base.add(usize::from(instruction.b())),
                            usize::from(intrinsic.arity()),
                        )
                    };
                    let result = check!(construct::intrinsic(vm, intrinsic, arguments, frame.locals));
                    set!(instruction.a(), result);
                }
                Opcode::Return | Opcode::ReturnConst => {
                    let result = if opcode == Opcode::Return {
                        reg!(instruction.a())
                    } else {
                        // SAFETY: verified code names only its own constants.
                        unsafe { (*constants.add(instruction.wide() as usize)).get() }
                    };
                    let kind = frame.kind;
                    if frame.has_object {
                        save!();
                    }
                    if frame.generator.is_some() {
                        generators::finish(vm);
                    }
                    let finished = pop_frame(vm);
                    match kind {
                        FrameKind::Call => {
                            // SAFETY: a frame called by another has that one below it.
                            unsafe {
                                let caller = &*vm.stacks.next_frame.sub(1);
                                *caller.base.add(usize::from(finished.destination)) = result;
                            }
                            continue 'frames;
                        }
                        FrameKind::Init => {
                            if !result.is_none() {
                                vm.init_result_error(result);
                                raise!();
                            }
                            // SAFETY: as above.
                            unsafe {
                                let caller = &*vm.stacks.next_frame.sub(1);
                                *caller.base.add(usize::from(finished.destination)) = finished.instance;
                            }
                            continue 'frames;
                        }
                        FrameKind::Entry => return Ok(result),
                        FrameKind::ForLoop => continue 'frames,
                        FrameKind::YieldFrom => {
                            generators::deliver_result(vm, result);
                            continue 'frames;
                        }
                    }
                }

                Opcode::ImportName => {
                    save!();
                    let a = instruction.a();
                    let (level, names) = (reg!(a), reg!(a + 1));
                    let name = code.site_name(instruction.wide());
                    let module = check!(imports::import_name(vm, function, frame.locals, name, names, level));
                    set!(a, module);
                }
                Opcode::ImportFrom => {
                    save!();
                    let name = attributes::name_of(vm, code, instruction.long());
                    let value = check!(imports::import_from(vm, reg!(instruction.b()), name));
                    set!(instruction.a(), value);
                }

                Opcode::Raise => {
                    save!();
                    let exception = check!(vm.exception_from(reg!(instruction.a())));
                    vm.raised = exception;
                    vm.link_context();
                    raise!();
                }
                Opcode::RaiseFrom => {
                    save!();
                    check!(unwind::raise_from(vm, reg!(instruction.a()), reg!(instruction.b())));
                    raise!();
                }
                Opcode::RaiseCurrent => {
                    save!();
                    match vm.handled.bound() {
                        Some(handled) if !handled.is_none() => {
                            vm.raised = handled;
                            is_reraise = false;
                        }
                        _ => {
                            vm.error(vm.exceptions.RuntimeError, "No active exception to reraise");
                        }
                    }
                    raise!();
                }
                Opcode::Reraise => {
                    save!();
                    vm.raised = reg!(instruction.a());
                    is_reraise = true;
                    raise!();
                }
                Opcode::PushHandled => {
                    let saved = vm.handled;
                    vm.handled = reg!(instruction.b());
                    set!(instruction.a(), saved);
                }
                Opcode::PopHandled => vm.handled = reg!(instruction.a()),
                Opcode::MatchException => {
                    save!();
                    let matches = check!(vm.exception_matches(reg!(instruction.b()), reg!(instruction.c())));
                    set!(instruction.a(), Value::bool(matches));
                }
                Opcode::MatchExceptionGroup => {
                    save!();
                    let (rest, matched) =
                        check!(unwind::match_group(vm, reg!(instruction.b()), reg!(instruction.c())));
                    set!(instruction.a(), rest);
                    set!(instruction.a() + 1, matched);
                }
                Opcode::LoadExceptionInfo => {
                    let exception = reg!(instruction.b());
                    let class = vm.type_of(exception);
                    let traceback = exception
                        .cast::<crate::object::Exception>()
                        .and_then(|exception| exception.traceback.get().bound());
                    let a = instruction.a();
                    set!(a, class.value());
                    set!(a + 1, exception);
                    set!(a + 2, traceback.unwrap_or(Value::NONE));
                }

                Opcode::Yield => {
                    save!();
                    let mut value = reg!(instruction.b());
                    if instruction.flags() & instruction_flags::YIELD_ASYNC != 0 {
                        value = generators::wrap_async(vm, value);
                    }
                    match generators::suspend(vm, value, false) {
                        Some(value) => return Ok(value),
                        None => continue 'frames,
                    }
                }
                Opcode::YieldFrom => {
                    save!();
                    let (value, iterator) = (reg!(instruction.a()), reg!(instruction.b()));
                    if let Some(generator) = generators::runs_inline(vm, iterator)
                        && vm.stacks.has_frame_room()
                    {
                        match generators::give(vm, generator, value) {
                            Ok(()) => {}
                            Err(Raised) => raise!(),
                        }
                        push_generator_frame(vm, generator, FrameKind::YieldFrom, 0);
                        continue 'frames;
                    }
                    match check!(generators::send(vm, iterator, value)) {
                        generators::Resumption::Returned(result) => set!(instruction.a(), result),
                        generators::Resumption::Yielded(value) => {
                            match generators::suspend(vm, value, true) {
                                Some(value) => return Ok(value),
                                None => continue 'frames,
                            }
                        }
                    }
                }
                Opcode::GetYieldFromIter => {
                    save!();
                    let iterator = check!(generators::yield_from_iter(vm, code, reg!(instruction.b())));
                    set!(instruction.a(), iterator);
                }
                Opcode::GetAwaitable => {
                    save!();
                    let object = reg!(instruction.b());
                    let iterator = check!(generators::awaitable(vm, object, instruction.flags()));
                    set!(instruction.a(), iterator);
                }
                Opcode::GetAsyncIter => {
                    save!();
                    let iterator = check!(generators::async_iter(vm, reg!(instruction.b())));
                    set!(instruction.a(), iterator);
                }
                Opcode::GetAsyncNext => {
                    save!();
                    let awaitable = check!(generators::async_next(vm, reg!(instruction.b())));
                    set!(instruction.a(), awaitable);
                }
                Opcode::EndAsyncFor => {
                    save!();
                    let exception = reg!(instruction.a());
                    if !vm.type_of(exception).is_subtype_of(vm.exceptions.StopAsyncIteration) {
                        vm.raised = exception;
                        is_reraise = true;
                        raise!();
                    }
                }

                Opcode::MatchSequence => {
                    set!(instruction.a(), Value::bool(patterns::is_sequence(vm, reg!(instruction.b()))));
                }
                Opcode::MatchMapping => {
                    set!(instruction.a(), Value::bool(patterns::is_mapping(vm, reg!(instruction.b()))));
                }
                Opcode::MatchKeys => {
                    save!();
                    let found =
                        check!(patterns::match_keys(vm, reg!(instruction.b()), reg!(instruction.c())));
                    set!(instruction.a(), found);
                }
                Opcode::MatchClass => {
                    save!();
                    let b = instruction.b();
                    let window = [reg!(b), reg!(b + 1), reg!(b + 2)];
                    let found = check!(patterns::match_class(vm, window, usize::from(instruction.c())));
                    set!(instruction.a(), found);
                }
                Opcode::MatchRest => {
                    save!();
                    let rest = check!(patterns::match_rest(vm, reg!(instruction.b()), reg!(instruction.c())));
                    set!(instruction.a(), rest);
                }
                Opcode::GetLength => {
                    save!();
                    let length = check!(vm.length(reg!(instruction.b())));
                    set!(instruction.a(), Value::index(length));
                }
            }
        }
    }
}

#[inline(always)]
fn cell_of(value: Value) -> Option<Gc<CellObject>> {
    value.cast::<CellObject>()
}

#[inline(always)]
fn shape_bits(object: Value) -> u64 {
    // SAFETY: the caller checked that this is a pointer, so a header is there.
    unsafe { &*(object.bits() as *const Header) }.shape_bits()
}

/// Reads the field at an offset that a cache holds for the object's shape.
#[inline(always)]
fn read_field(object: Value, offset: u32) -> Value {
    // SAFETY: the cache holds offsets of inline slots of objects with the shape that was just compared.
    unsafe { &*((object.bits() as usize + offset as usize) as *const crate::heap::Field) }.get()
}

/// Writes it.
#[inline(always)]
fn write_field(object: Value, offset: u32, value: Value) {
    // SAFETY: as for reading.
    unsafe {
        let header = &*(object.bits() as *const Header);
        if header.has(flags::OLD) {
            crate::heap::barrier(header);
        }
        (*((object.bits() as usize + offset as usize) as *const crate::heap::Field)).init(value);
    }
}

/// `left << right` if the result is a fixnum.
#[inline(always)]
fn shift_left(left: i64, right: i64) -> Option<Value> {
    if !(0..62).contains(&right) {
        return None;
    }
    let result = left << right;
    if result >> right == left { Value::try_fixnum(result) } else { None }
}

/// `left >> right` if the count is not negative.
#[inline(always)]
fn shift_right(left: i64, right: i64) -> Option<Value> {
    if right < 0 { None } else { Some(Value::fixnum(left >> right.min(63))) }
}
