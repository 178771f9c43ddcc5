//! The loop: fetches an instruction, does it, goes on.
//!
//! What is kept in locals of the loop: the next instruction, the first register, and the constants and inline caches of
//! the code. Before anything that may raise or run Python code, the next instruction is saved in the frame.

use std::cell::Cell;

use strict_bytecode::{Instruction, Opcode, flags as instruction_flags};

use super::dispatch_names::shape_bits;
use super::dispatch_step::Step;
use super::enter::{self, After};
use super::frame::{pop_frame, push_frame, push_generator_frame};
use super::{
    arithmetic as slow, attributes, calls, dispatch_calls, dispatch_containers as containers,
    dispatch_names as names, dispatch_numbers as fast, generators, globals, run, unwind,
};
use crate::heap::{Gc, Kind};
use crate::object::{CACHE_WAYS, Cache, CacheAction, CellObject, Function, Iterator, Special};
use crate::protocol::{Operator, is_same};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// Runs the innermost frame until it returns, and those that it calls. If `raising`, an exception has been raised at
/// the frame's current instruction.
#[inline(never)]
pub(super) fn run_loop<const WATCHED: bool>(vm: &mut Vm, raising: bool) -> Outcome<Value> {
    let mut raising = raising;
    let mut is_reraise = false;
    'frames: loop {
        if std::mem::replace(&mut raising, false) {
            unwind::unwind(vm, std::mem::replace(&mut is_reraise, false))?;
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
                if vm.attention.load(std::sync::atomic::Ordering::Relaxed) != 0 {
                    save!();
                    check!(vm.evaluate());
                }
            };
        }
        // A global: what the site's cache says, else looked up.
        macro_rules! global {
            ($instruction:expr, $cached:path) => {{
                let mut found = $cached(function, cache!($instruction.wide()));
                if found.is_unbound() {
                    save!();
                    found = check!(globals::load_global(vm, function, $instruction.wide()));
                }
                set!($instruction.a(), found);
            }};
        }
        // Goes on as compiled code wants it that has been entered, if it has.
        macro_rules! entered {
            ($after:expr) => {
                match $after {
                    After::Not => {}
                    After::Frames => continue 'frames,
                    After::Raising => raise!(),
                    After::Ended(value) => return Ok(value),
                }
            };
        }
        // Goes on with the innermost frame, in compiled code if it is hot.
        macro_rules! go_on {
            ($is_hot:ident, $enter:path) => {{
                if !WATCHED && vm.$is_hot() {
                    entered!($enter(vm));
                }
                continue 'frames;
            }};
        }
        // At a loop's header: the instruction at `$pc`.
        macro_rules! loop_header {
            ($pc:expr) => {
                match code.heat.get() {
                    0 if !WATCHED => {
                        frame.next = $pc;
                        entered!(enter::at_loop(vm));
                    }
                    heat => code.heat.set(heat.wrapping_sub(1)),
                }
            };
        }
        // A binary operator: in place on small numbers, then out of line.
        macro_rules! record {
            ($met:expr) => {
                slow::record(pc, $met)
            };
        }
        macro_rules! load_item {
            ($instruction:expr, $found:expr, $object:expr, $key:expr) => {{
                let (value, met) = match $found {
                    Some(found) => found,
                    None => {
                        save!();
                        (check!(vm.get_item($object, $key)), containers::met(vm, $object, $key))
                    }
                };
                record!(met);
                set!($instruction.a(), value);
            }};
        }
        macro_rules! arithmetic {
            ($instruction:expr, $fast:path, $slow:expr) => {
                arithmetic!(@ $instruction, $fast, $slow, reg!($instruction.c()), |right| right)
            };
            (@ $instruction:expr, $fast:path, $slow:expr, $right:expr, |$given:ident| $value:expr) => {{
                let (left, $given) = (reg!($instruction.b()), $right);
                match $fast(left, $given) {
                    Some(value) => {
                        if !left.is_fixnum() {
                            record!(instruction_flags::MET_FLOAT);
                        }
                        set!($instruction.a(), value);
                    }
                    None => {
                        save!();
                        record!(slow::met(left, $value));
                        let in_place = $instruction.flags() & instruction_flags::IN_PLACE != 0;
                        set!($instruction.a(), check!($slow(vm, left, $value, in_place)));
                    }
                }
            }};
        }
        macro_rules! arithmetic_int {
            ($instruction:expr, $fast:path, $slow:expr) => {{
                let number = i64::from($instruction.c() as i16);
                arithmetic!(@ $instruction, $fast, $slow, number, |number| Value::fixnum(number))
            }};
        }
        // An instruction whose handler is in another file.
        macro_rules! step {
            ($handler:path, $instruction:ident, $opcode:ident) => {{
                save!();
                let (instruction, opcode) = ($instruction, $opcode);
                let locals = frame.locals;
                let step = Step { instruction, opcode, base, constants, function, code, locals };
                check!($handler(vm, step))
            }};
        }
        // Operators only on integers, out of line for everything else.
        macro_rules! general {
            ($operator:ident) => {
                |vm: &mut Vm, left: Value, right: Value, in_place: bool| {
                    slow::general(vm, Operator::$operator, left, right, in_place)
                }
            };
        }
        macro_rules! comparison {
            ($instruction:expr, $operator:tt, $special:ident) => {{
                let (left, right) = (reg!($instruction.b()), reg!($instruction.c()));
                let result = if left.bits() & right.bits() & 1 != 0 {
                    Value::bool((left.bits() as i64) $operator (right.bits() as i64))
                } else if let (Some(a), Some(b)) = (left.as_flonum(), right.as_flonum()) {
                    code.record_comparison(pc, instruction_flags::MET_FLOAT);
                    Value::bool(a $operator b)
                } else {
                    save!();
                    code.record_comparison(pc, slow::met_in_comparison(vm, left, right));
                    check!(vm.compare(Special::$special, left, right))
                };
                set!($instruction.a(), result);
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
                    code.record_comparison(pc, instruction_flags::MET_FLOAT);
                    a $operator b
                } else {
                    save!();
                    code.record_comparison(pc, slow::met_in_comparison(vm, left, right));
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
                    code.record_comparison(pc, slow::met_in_comparison(vm, left, Value::fixnum(number)));
                    let result = check!(vm.compare(Special::$special, left, Value::fixnum(number)));
                    truth!(result)
                };
                if holds == $wanted {
                    jump!($instruction.long());
                }
            }};
        }

        'next: loop {
            // SAFETY: verified code ends with an instruction that leaves it.
            let instruction = unsafe { *pc };
            // SAFETY: as above.
            pc = unsafe { pc.add(1) };
            // SAFETY: verified code has only known opcodes.
            let mut opcode: Opcode = unsafe { std::mem::transmute(instruction.opcode_number()) };
            'instruction: loop {
                match opcode {
                    Opcode::Nop => {}
                    Opcode::Prepare => {
                        check!(vm.prepare_function(function));
                        frame.next = code.instructions.get();
                        continue 'frames;
                    }
                    Opcode::Instrumented => {
                        if !WATCHED {
                            // SAFETY: as above; it is the instruction just fetched.
                            frame.next = unsafe { pc.sub(1) };
                            return run::run_watched(vm);
                        }
                        save!();
                        match check!(vm.watch_instruction()) {
                            Some(original) => {
                                opcode = original;
                                continue 'instruction;
                            }
                            None => continue 'frames,
                        }
                    }
                    Opcode::Move => set!(instruction.a(), reg!(instruction.b())),
                    Opcode::LoadConst => {
                        // SAFETY: verified code names only its own constants.
                        let value = unsafe { (*constants.add(instruction.wide() as usize)).get() };
                        set!(instruction.a(), value);
                    }
                    Opcode::LoadCommonConstant => step!(names::load_common_constant, instruction, opcode),
                    Opcode::CheckBound => {
                        if reg!(instruction.a()).is_unbound() {
                            save!();
                            globals::raise_unbound(vm, code, instruction.a());
                            raise!();
                        }
                    }
                    Opcode::Unbind => set!(instruction.a(), Value::UNBOUND),
                    Opcode::MakeCell => step!(names::make_cell, instruction, opcode),
                    Opcode::CopyFreeVars => step!(names::copy_free_vars, instruction, opcode),
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
                    Opcode::DeleteCell => step!(names::delete_cell, instruction, opcode),
                    Opcode::LoadLocals => set!(instruction.a(), frame.locals),
                    Opcode::LoadName => step!(names::load_name, instruction, opcode),
                    Opcode::StoreName => step!(names::store_name, instruction, opcode),
                    Opcode::DeleteName => step!(names::delete_name, instruction, opcode),
                    Opcode::LoadGlobal => global!(instruction, names::global_cached),
                    Opcode::LoadFrozen => global!(instruction, names::frozen_cached),
                    Opcode::StoreGlobal => {
                        let value = reg!(instruction.a());
                        if !names::store_global_cached(function, value, cache!(instruction.wide())) {
                            save!();
                            check!(globals::store_global(vm, function, instruction.wide(), value));
                        }
                    }
                    Opcode::DeleteGlobal => step!(names::delete_global, instruction, opcode),
                    Opcode::LoadFromDictOrGlobals => {
                        step!(names::load_from_dict_or_globals, instruction, opcode);
                    }
                    Opcode::LoadFromDictOrCell => step!(names::load_from_dict_or_cell, instruction, opcode),
                    Opcode::LoadAttr => {
                        let object = reg!(instruction.b());
                        let cache = cache!(instruction.long());
                        let mut found = names::attribute_cached(vm, object, cache);
                        if cache.action == CacheAction::Property
                            && object.is_pointer()
                            && shape_bits(object) == cache.key
                            && let Some(getter) = names::getter_cached(vm, cache, frame.top)
                        {
                            save!();
                            // SAFETY: there is room above the frame.
                            unsafe { frame.top.write(object) };
                            push_frame(vm, getter, frame.top, FrameKind::Call, instruction.a());
                            go_on!(is_innermost_hot, enter::at_call);
                        }
                        if found.is_unbound() {
                            save!();
                            found = check!(attributes::load(vm, code, instruction.long(), object));
                        }
                        set!(instruction.a(), found);
                    }
                    Opcode::StoreAttr => {
                        let (object, value) = (reg!(instruction.a()), reg!(instruction.b()));
                        if !names::store_cached(object, value, cache!(instruction.long())) {
                            save!();
                            check!(attributes::store(vm, code, instruction.long(), object, value));
                        }
                    }
                    Opcode::DeleteAttr => step!(names::delete_attr, instruction, opcode),
                    Opcode::LoadMethod => {
                        let object = reg!(instruction.b());
                        let (mut method, mut receiver) =
                            names::method_cached(object, cache!(instruction.long()));
                        if method.is_unbound() {
                            save!();
                            (method, receiver) =
                                check!(attributes::load_method(vm, code, instruction.long(), object));
                        }
                        set!(instruction.a(), method);
                        set!(instruction.a() + 1, receiver);
                    }
                    Opcode::LoadSpecial => step!(names::load_special, instruction, opcode),
                    Opcode::LoadSuperAttr | Opcode::LoadSuperMethod => {
                        step!(names::load_super_attr, instruction, opcode);
                    }
                    Opcode::LoadSubscript => {
                        let (object, key) = (reg!(instruction.b()), reg!(instruction.c()));
                        load_item!(instruction, containers::item(vm, object, key), object, key);
                    }
                    Opcode::LoadSubscriptInt => {
                        let (object, index) = (reg!(instruction.b()), i64::from(instruction.c() as i16));
                        load_item!(
                            instruction,
                            containers::item_at(vm, object, index),
                            object,
                            Value::fixnum(index)
                        );
                    }
                    Opcode::StoreSubscript => {
                        let (object, key) = (reg!(instruction.a()), reg!(instruction.b()));
                        if containers::store_in_list(vm, object, key, reg!(instruction.c())) {
                            record!(instruction_flags::MET_LIST_ITEM);
                        } else {
                            save!();
                            record!(containers::met(vm, object, key));
                            check!(vm.set_item(object, key, reg!(instruction.c())));
                        }
                    }
                    Opcode::DeleteSubscript => step!(containers::delete_subscript, instruction, opcode),
                    Opcode::Add => arithmetic!(instruction, fast::add, slow::add),
                    Opcode::Subtract => arithmetic!(instruction, fast::subtract, slow::subtract),
                    Opcode::Multiply => arithmetic!(instruction, fast::multiply, slow::multiply),
                    Opcode::TrueDivide => {
                        arithmetic!(instruction, fast::true_divide, slow::true_divide);
                    }
                    Opcode::FloorDivide => {
                        arithmetic!(instruction, fast::floor_divide, slow::floor_divide);
                    }
                    Opcode::Remainder => arithmetic!(instruction, fast::remainder, slow::remainder),
                    Opcode::Power => arithmetic!(instruction, fast::power, slow::power),
                    Opcode::MatrixMultiply => {
                        arithmetic!(instruction, fast::matrix_multiply, general!(MATRIX_MULTIPLY));
                    }
                    Opcode::LeftShift => {
                        arithmetic!(instruction, fast::left_shift, general!(LEFT_SHIFT));
                    }
                    Opcode::RightShift => {
                        arithmetic!(instruction, fast::right_shift, general!(RIGHT_SHIFT));
                    }
                    Opcode::And => arithmetic!(instruction, fast::and, general!(AND)),
                    Opcode::Or => arithmetic!(instruction, fast::or, general!(OR)),
                    Opcode::Xor => arithmetic!(instruction, fast::xor, general!(XOR)),
                    Opcode::AddInt => arithmetic_int!(instruction, fast::add_int, slow::add),
                    Opcode::SubtractInt => {
                        arithmetic_int!(instruction, fast::subtract_int, slow::subtract);
                    }
                    Opcode::MultiplyInt => {
                        arithmetic_int!(instruction, fast::multiply_int, slow::multiply);
                    }
                    Opcode::TrueDivideInt => {
                        arithmetic_int!(instruction, fast::true_divide_int, slow::true_divide);
                    }
                    Opcode::FloorDivideInt => {
                        arithmetic_int!(instruction, fast::floor_divide_int, slow::floor_divide);
                    }
                    Opcode::RemainderInt => {
                        arithmetic_int!(instruction, fast::remainder_int, slow::remainder);
                    }
                    Opcode::PowerInt => arithmetic_int!(instruction, fast::power_int, slow::power),
                    Opcode::LeftShiftInt => {
                        arithmetic_int!(instruction, fast::left_shift_int, general!(LEFT_SHIFT));
                    }
                    Opcode::RightShiftInt => {
                        arithmetic_int!(instruction, fast::right_shift_int, general!(RIGHT_SHIFT));
                    }
                    Opcode::AndInt => arithmetic_int!(instruction, fast::and_int, general!(AND)),
                    Opcode::OrInt => arithmetic_int!(instruction, fast::or_int, general!(OR)),
                    Opcode::XorInt => arithmetic_int!(instruction, fast::xor_int, general!(XOR)),
                    Opcode::Negative => {
                        let value = reg!(instruction.b());
                        match fast::negative(value) {
                            Some(result) => set!(instruction.a(), result),
                            None => {
                                save!();
                                set!(instruction.a(), check!(vm.unary(Special::Negative, value)));
                            }
                        }
                    }
                    Opcode::Positive => step!(fast::positive, instruction, opcode),
                    Opcode::Invert => step!(fast::invert, instruction, opcode),
                    Opcode::Not => {
                        let truth = truth!(reg!(instruction.b()));
                        set!(instruction.a(), Value::bool(!truth));
                    }
                    Opcode::ToBool => {
                        let truth = truth!(reg!(instruction.b()));
                        set!(instruction.a(), Value::bool(truth));
                    }
                    Opcode::Less => comparison!(instruction, <, Less),
                    Opcode::LessEqual => comparison!(instruction, <=, LessEqual),
                    Opcode::Equal => comparison!(instruction, ==, Equal),
                    Opcode::NotEqual => comparison!(instruction, !=, NotEqual),
                    Opcode::Greater => comparison!(instruction, >, Greater),
                    Opcode::GreaterEqual => comparison!(instruction, >=, GreaterEqual),
                    Opcode::Is => {
                        set!(
                            instruction.a(),
                            Value::bool(is_same(reg!(instruction.b()), reg!(instruction.c())))
                        );
                    }
                    Opcode::IsNot => {
                        set!(
                            instruction.a(),
                            Value::bool(!is_same(reg!(instruction.b()), reg!(instruction.c())))
                        );
                    }
                    Opcode::Contains | Opcode::NotContains => {
                        step!(containers::contains, instruction, opcode);
                    }
                    Opcode::Jump => jump!(instruction.wide()),
                    Opcode::JumpBack => {
                        evaluation_point!();
                        jump!(instruction.wide());
                        loop_header!(pc);
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
                    Opcode::JumpUnlessGreaterEqualInt => {
                        jump_compare_int!(instruction, >=, GreaterEqual, false);
                    }
                    Opcode::GetIter => step!(containers::get_iter, instruction, opcode),
                    Opcode::ForLoop => {
                        evaluation_point!();
                        loop_header!(pc.wrapping_sub(1));
                        let iterator = reg!(instruction.b());
                        let mut item = None;
                        let mut decided = false;
                        if let Some(builtin) = vm.cast_exact::<Iterator>(iterator) {
                            (item, decided) = containers::next_item(vm, builtin);
                        } else if let Some(generator) = generators::runs_in_loop(vm, iterator) {
                            save!();
                            generators::give_none(generator);
                            push_generator_frame(vm, generator, FrameKind::ForLoop, 0);
                            go_on!(is_resumed_hot, enter::at_resumption);
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
                    Opcode::UnpackSequence => step!(containers::unpack_sequence, instruction, opcode),
                    Opcode::UnpackExtended => step!(containers::unpack_extended, instruction, opcode),

                    Opcode::BuildTuple => step!(containers::build_tuple, instruction, opcode),
                    Opcode::BuildList => step!(containers::build_list, instruction, opcode),
                    Opcode::BuildSet => step!(containers::build_set, instruction, opcode),
                    Opcode::BuildDict => step!(containers::build_dict, instruction, opcode),
                    Opcode::BuildSlice => step!(containers::build_slice, instruction, opcode),
                    Opcode::BuildString => step!(containers::build_string, instruction, opcode),
                    Opcode::ListAppend => step!(containers::list_append, instruction, opcode),
                    Opcode::ListExtend => step!(containers::list_extend, instruction, opcode),
                    Opcode::ListToTuple => step!(containers::list_to_tuple, instruction, opcode),
                    Opcode::SetAdd => step!(containers::set_add, instruction, opcode),
                    Opcode::SetUpdate => step!(containers::set_update, instruction, opcode),
                    Opcode::DictInsert => step!(containers::dict_insert, instruction, opcode),
                    Opcode::DictUpdate => step!(containers::dict_update, instruction, opcode),
                    Opcode::DictMerge => step!(containers::dict_merge, instruction, opcode),
                    Opcode::Format => step!(containers::format_value, instruction, opcode),
                    Opcode::BuildInterpolation => step!(containers::build_interpolation, instruction, opcode),
                    Opcode::BuildTemplate => step!(containers::build_template, instruction, opcode),
                    Opcode::MakeFunction => step!(dispatch_calls::make_function, instruction, opcode),
                    Opcode::LoadBuildClass => step!(dispatch_calls::load_build_class, instruction, opcode),

                    Opcode::Call | Opcode::CallMethod => {
                        evaluation_point!();
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
                                let target: Gc<Function> =
                                    unsafe { Gc::from_address(callee.bits() as usize) };
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
                                                std::ptr::copy_nonoverlapping(
                                                    arguments,
                                                    start,
                                                    count as usize,
                                                );
                                            };
                                        }
                                        push_frame(vm, target, start, FrameKind::Call, instruction.a());
                                        go_on!(is_innermost_hot, enter::at_call);
                                    }
                                }
                            } else if callee.is_kind(Kind::Native) {
                                save!();
                                // SAFETY: the arguments are registers of the frame, which stay as they are during the call.
                                let arguments = unsafe {
                                    std::slice::from_raw_parts(
                                        base.add(usize::from(window) + 1),
                                        count as usize,
                                    )
                                };
                                set!(instruction.a(), check!(calls::call_native(vm, callee, arguments)));
                                continue 'next;
                            }
                        }
                        save!();
                        match check!(calls::call(vm, callee, window, count, instruction)) {
                            Some(result) => set!(instruction.a(), result),
                            None => go_on!(is_innermost_hot, enter::at_call),
                        }
                    }
                    Opcode::CallSpread => {
                        save!();
                        match check!(calls::call_spread(vm, instruction)) {
                            Some(result) => set!(instruction.a(), result),
                            None => go_on!(is_innermost_hot, enter::at_call),
                        }
                    }
                    Opcode::CallIntrinsic => step!(dispatch_calls::call_intrinsic, instruction, opcode),
                    Opcode::Return | Opcode::ReturnConst => {
                        let result = if opcode == Opcode::Return {
                            reg!(instruction.a())
                        } else {
                            // SAFETY: verified code names only its own constants.
                            unsafe { (*constants.add(instruction.wide() as usize)).get() }
                        };
                        if frame.has_object {
                            save!();
                        }
                        if frame.generator.is_some() {
                            generators::finish(vm);
                        }
                        let (kind, destination, instance) = (frame.kind, frame.destination, frame.instance);
                        pop_frame(vm);
                        match check!(dispatch_calls::deliver(vm, kind, destination, instance, result)) {
                            Some(result) => return Ok(result),
                            None if kind == FrameKind::YieldFrom => {
                                go_on!(is_resumed_hot, enter::at_resumption)
                            }
                            None => continue 'frames,
                        }
                    }

                    Opcode::ImportName => step!(names::import_name, instruction, opcode),
                    Opcode::ImportFrom => step!(names::import_from, instruction, opcode),

                    Opcode::Raise => step!(dispatch_calls::raise, instruction, opcode),
                    Opcode::RaiseFrom => step!(dispatch_calls::raise_from, instruction, opcode),
                    Opcode::RaiseCurrent => {
                        save!();
                        is_reraise = dispatch_calls::raise_current(vm);
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
                    Opcode::MatchException => step!(dispatch_calls::match_exception, instruction, opcode),
                    Opcode::MatchExceptionGroup => {
                        step!(dispatch_calls::match_exception_group, instruction, opcode);
                    }
                    Opcode::LoadExceptionInfo => {
                        step!(dispatch_calls::load_exception_info, instruction, opcode);
                    }

                    Opcode::Yield => {
                        save!();
                        let is_async = instruction.flags() & instruction_flags::YIELD_ASYNC != 0;
                        match check!(generators::yield_value(vm, reg!(instruction.b()), is_async)) {
                            Some(value) => return Ok(value),
                            None => continue 'frames,
                        }
                    }
                    Opcode::YieldFrom => {
                        save!();
                        match check!(generators::yield_from(vm, reg!(instruction.a()), reg!(instruction.b())))
                        {
                            generators::Delegated::Returned(result) => set!(instruction.a(), result),
                            generators::Delegated::Resumed => {}
                            generators::Delegated::Frames => continue 'frames,
                            generators::Delegated::Ended(value) => return Ok(value),
                        }
                        go_on!(is_resumed_hot, enter::at_resumption);
                    }
                    Opcode::GetYieldFromIter => {
                        step!(dispatch_calls::get_yield_from_iter, instruction, opcode);
                    }
                    Opcode::GetAwaitable => step!(dispatch_calls::get_awaitable, instruction, opcode),
                    Opcode::GetAsyncIter => step!(dispatch_calls::get_async_iter, instruction, opcode),
                    Opcode::GetAsyncNext => step!(dispatch_calls::get_async_next, instruction, opcode),
                    Opcode::EndAsyncFor => {
                        save!();
                        let exception = reg!(instruction.a());
                        if !vm.type_of(exception).is_subtype_of(vm.exceptions.StopAsyncIteration) {
                            vm.raised = exception;
                            is_reraise = true;
                            raise!();
                        }
                    }

                    Opcode::MatchSequence => step!(containers::match_sequence, instruction, opcode),
                    Opcode::MatchMapping => step!(containers::match_mapping, instruction, opcode),
                    Opcode::MatchKeys => step!(containers::match_keys, instruction, opcode),
                    Opcode::MatchClass => step!(containers::match_class, instruction, opcode),
                    Opcode::MatchRest => step!(containers::match_rest, instruction, opcode),
                    Opcode::GetLength => step!(containers::get_length, instruction, opcode),
                }
                continue 'next;
            }
        }
    }
}
