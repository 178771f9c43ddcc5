//! Code objects, frames and tracebacks.

use strict_bytecode::VariableKind;

use super::prelude::*;
use super::{code_compare, code_replace};
use crate::object::{CodeObject, Dict, FrameObject, Traceback};

/// `code`
pub static CODE: TypeSpec = TypeSpec {
    flags: TypeFlags::WEAKREF,
    methods: &[
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m(
            "co_positions",
            "($self, /)",
            Pure,
            n(positions),
            "Return an iterator over the positions of instructions.",
        ),
        m("co_lines", "($self, /)", Pure, n(lines), "Return an iterator over line ranges."),
        m("__eq__", "($self, value, /)", Pure, n(code_compare::equals), "Return self==value."),
        m("__hash__", "($self, /)", Pure, n(code_compare::hash), "Return hash(self)."),
        m(
            "replace",
            "($self, /, **changes)",
            Pure,
            n(code_replace::replace),
            "Return a copy of the code object with new values for the specified fields.",
        ),
        m("__replace__", "($self, /, **changes)", Pure, n(code_replace::replace), "The same as replace()."),
        m(
            "_varname_from_oparg",
            "($self, /, oparg)",
            Pure,
            n(varname_from_oparg),
            "(internal-only) Return the local variable name for the given oparg.",
        ),
    ],
    attributes: &[
        ("co_name", co_name, None),
        ("co_qualname", co_qualname, None),
        ("co_filename", co_filename, None),
        ("co_firstlineno", co_firstlineno, None),
        ("co_flags", co_flags, None),
        ("co_argcount", co_argcount, None),
        ("co_posonlyargcount", co_posonlyargcount, None),
        ("co_kwonlyargcount", co_kwonlyargcount, None),
        ("co_nlocals", co_nlocals, None),
        ("co_stacksize", co_stacksize, None),
        ("co_varnames", co_varnames, None),
        ("co_cellvars", co_cellvars, None),
        ("co_freevars", co_freevars, None),
        ("co_names", co_names, None),
        ("co_consts", co_consts, None),
        ("co_code", co_code, None),
        ("_co_code_adaptive", co_code, None),
        ("co_linetable", co_linetable, None),
        ("co_exceptiontable", co_exceptiontable, None),
    ],
    ..new_spec("code", Kind::Code)
};

/// `frame`
pub static FRAME: TypeSpec = TypeSpec {
    methods: &[
        m("__repr__", "($self, /)", Pure, n(frame_repr), "Return repr(self)."),
        m("clear", "($self, /)", Pure, n(frame_clear), "Clear all references held by the frame."),
    ],
    attributes: &[
        ("f_code", f_code, None),
        ("f_globals", f_globals, None),
        ("f_builtins", f_builtins, None),
        ("f_locals", f_locals, None),
        ("f_back", f_back, None),
        ("f_lineno", f_lineno, None),
        ("f_lasti", f_lasti, None),
        ("f_trace", f_trace, Some(set_f_trace)),
        ("f_trace_lines", f_trace_lines, Some(set_f_trace_lines)),
        ("f_trace_opcodes", f_trace_opcodes, Some(set_f_trace_opcodes)),
    ],
    ..new_spec("frame", Kind::Frame)
};

/// `traceback`
pub static TRACEBACK: TypeSpec = TypeSpec {
    methods: &[
        m("__new__", "($type, tb_next, tb_frame, tb_lasti, tb_lineno)", Pure, n(new_traceback), ""),
        m("__dir__", "($self, /)", Pure, n(traceback_dir), "Default dir() implementation."),
    ],
    attributes: &[
        ("tb_next", tb_next, Some(set_tb_next)),
        ("tb_frame", tb_frame, None),
        ("tb_lineno", tb_lineno, None),
        ("tb_lasti", tb_lasti, None),
    ],
    ..new_spec("traceback", Kind::Traceback)
};

/// Bytes of an instruction in `co_code`, which `co_lines`, `f_lasti` and `tb_lasti` count. The library takes one entry of
/// `co_positions` for two bytes.
const UNIT: i64 = 8;

fn code(this: Value) -> Gc<CodeObject> {
    this.cast::<CodeObject>().expect("descriptors check their receiver")
}

fn repr(_: &mut Vm, this: Gc<CodeObject>) -> Outcome<String> {
    let code = this.code();
    Ok(format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        code.name,
        this.address(),
        code.filename,
        code.first_line
    ))
}

fn positions(vm: &mut Vm, this: Gc<CodeObject>) -> Outcome<Value> {
    let list = vm.new_list();
    let code = this.code();
    for index in 0..code.instructions.len() * (UNIT / 2) as usize {
        let place = code.position((index / (UNIT / 2) as usize) as u32);
        let parts = [place.line, place.end_line, place.column, place.end_column];
        let parts =
            parts.map(|part| if place.line == 0 { Value::NONE } else { Value::fixnum(i64::from(part)) });
        let entry = vm.tuple(&parts);
        vm.append(list, entry.value())?;
    }
    vm.iter(list.value())
}

fn lines(vm: &mut Vm, this: Gc<CodeObject>) -> Outcome<Value> {
    let list = vm.new_list();
    let code = this.code();
    let runs = code.positions.runs();
    for (index, &(start, place)) in runs.iter().enumerate() {
        let end = runs.get(index + 1).map_or(code.instructions.len() as u32, |next| next.0);
        let line = if place.line == 0 { Value::NONE } else { Value::fixnum(i64::from(place.line)) };
        let entry =
            vm.tuple(&[Value::fixnum(i64::from(start) * UNIT), Value::fixnum(i64::from(end) * UNIT), line]);
        vm.append(list, entry.value())?;
    }
    vm.iter(list.value())
}

fn co_name(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(code(this).name.get())
}

fn co_qualname(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(code(this).qualified_name.get())
}

fn co_filename(vm: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(vm.intern(&code(this).code().filename).value())
}

macro_rules! numbers {
    ($($name:ident |$code:ident| $value:expr;)*) => {$(
        fn $name(_: &mut Vm, this: Value) -> Outcome<Value> {
            let $code = code(this).code();
            Ok(Value::fixnum($value as i64))
        }
    )*};
}

numbers! {
    co_firstlineno |code| code.first_line;
    co_flags |code| code.flags.shown().bits();
    co_argcount |code| code.argument_count;
    co_posonlyargcount |code| code.positional_only_count;
    co_kwonlyargcount |code| code.keyword_only_count;
    co_nlocals |code| code.local_variables().count();
    co_stacksize |code| code.register_count - code.temporaries();
}

fn names<'a>(vm: &mut Vm, names: impl std::iter::Iterator<Item = &'a std::sync::Arc<str>>) -> Outcome<Value> {
    let list = vm.new_list();
    for name in names {
        let name = vm.intern(name);
        vm.append(list, name.value())?;
    }
    Ok(vm.tuple_of_list(list)?.value())
}

fn co_varnames(vm: &mut Vm, this: Value) -> Outcome<Value> {
    names(vm, code(this).code().local_variables())
}

fn co_cellvars(vm: &mut Vm, this: Value) -> Outcome<Value> {
    names(vm, code(this).code().cell_variables())
}

fn co_freevars(vm: &mut Vm, this: Value) -> Outcome<Value> {
    names(vm, code(this).code().free_variables())
}

fn co_names(vm: &mut Vm, this: Value) -> Outcome<Value> {
    names(vm, code(this).code().names.iter())
}

fn co_consts(vm: &mut Vm, this: Value) -> Outcome<Value> {
    vm.open_code(code(this))?;
    let constants = code(this).constants.get();
    let list = vm.new_list();
    for index in 0..constants.capacity() {
        vm.append(list, constants.get(index))?;
    }
    Ok(vm.tuple_of_list(list)?.value())
}

fn co_code(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let data: Vec<u8> = code(this).code().instructions.iter().flat_map(|it| it.0.to_le_bytes()).collect();
    vm.new_bytes(&data)
}

fn varname_from_oparg(vm: &mut Vm, this: Gc<CodeObject>, register: i64) -> Outcome<Value> {
    match usize::try_from(register).ok().and_then(|it| this.code().variables.get(it)) {
        Some(variable) => Ok(vm.intern(&variable.name).value()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

/// Our positions, run by run: the first instruction, lines and columns, as numbers of four bytes.
fn co_linetable(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let mut data = Vec::new();
    for (first, place) in code(this).code().positions.runs() {
        for number in [*first, place.line, place.end_line, place.column, place.end_column] {
            data.extend(number.to_le_bytes());
        }
    }
    vm.new_bytes(&data)
}

/// Our handlers: start, end and target in instructions and the register, as numbers of four bytes.
fn co_exceptiontable(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let mut data = Vec::new();
    for handler in &code(this).code().handlers {
        for number in [handler.start, handler.end, handler.target, u32::from(handler.register)] {
            data.extend(number.to_le_bytes());
        }
    }
    vm.new_bytes(&data)
}

fn frame(this: Value) -> Gc<FrameObject> {
    this.cast::<FrameObject>().expect("descriptors check their receiver")
}

/// The line that a frame is at.
pub(crate) fn frame_line(vm: &Vm, frame: Gc<FrameObject>) -> u32 {
    use crate::monitoring::{BEGINNING, RESUMING};
    let code = frame.code.get().code();
    let Some(depth) = (frame.depth.get() as usize).checked_sub(1) else {
        return code.position(frame.instruction.get()).line;
    };
    let instruction = vm.instruction_of(depth);
    match (vm.stacks.frames()[depth].line, code.position(instruction).line) {
        (BEGINNING, _) => code.first_line,
        (RESUMING, _) => code.position(instruction.saturating_sub(1)).line,
        // An instruction without a line belongs to that which was told of last.
        (told @ 1..RESUMING, 0) => told,
        (_, line) => line,
    }
}

fn frame_repr(vm: &mut Vm, this: Gc<FrameObject>) -> Outcome<String> {
    let code = this.code.get().code();
    let line = frame_line(vm, this);
    Ok(format!("<frame at {:#x}, file '{}', line {line}, code {}>", this.address(), code.filename, code.name))
}

fn frame_clear(_: &mut Vm, this: Gc<FrameObject>) -> Outcome<()> {
    if this.depth.get() == 0 {
        this.registers.set(this, Value::UNBOUND);
    }
    Ok(())
}

fn f_code(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(frame(this).code.get().value())
}

fn f_globals(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(frame(this).function.get().globals.get().value())
}

fn f_builtins(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(frame(this).function.get().builtins.get().value())
}

fn f_locals(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let frame = frame(this);
    match frame.locals.get().bound() {
        Some(locals) => with_comprehension(vm, frame, locals),
        None => locals_of(vm, frame).map(Gc::value),
    }
}

/// Whether code has comprehensions in place.
pub(crate) fn has_comprehension(code: Gc<CodeObject>) -> bool {
    code.code().variables.iter().any(|variable| variable.kind.is_of_comprehension())
}

/// The namespace of a module or class; within a comprehension, a copy with the variables of that.
pub(crate) fn with_comprehension(vm: &mut Vm, frame: Gc<FrameObject>, locals: Value) -> Outcome<Value> {
    if !has_comprehension(frame.code.get()) {
        return Ok(locals);
    }
    let hidden = variables_of(vm, frame, VariableKind::is_of_comprehension)?;
    if hidden.is_empty() {
        return Ok(locals);
    }
    let all = vm.new_dict();
    vm.dict_update(all, locals)?;
    vm.dict_update(all, hidden.value())?;
    Ok(all.value())
}

/// The variables of a function's frame.
pub(crate) fn locals_of(vm: &mut Vm, frame: Gc<FrameObject>) -> Outcome<Gc<Dict>> {
    variables_of(vm, frame, |_| true)
}

/// The bound variables of a frame whose kind is wanted.
#[allow(unsafe_code, reason = "reads registers of a running frame")]
fn variables_of(
    vm: &mut Vm,
    frame: Gc<FrameObject>,
    is_wanted: impl Fn(VariableKind) -> bool,
) -> Outcome<Gc<Dict>> {
    if let Some(depth) = (frame.depth.get() as usize).checked_sub(1) {
        vm.materialize(depth);
    }
    let dict = vm.new_dict();
    let code = frame.code.get().code();
    let kept = frame.registers.get().cast::<Tuple>();
    for (index, variable) in code.variables.iter().enumerate().filter(|(_, it)| is_wanted(it.kind)) {
        let mut value = match (frame.depth.get(), kept) {
            (0, Some(kept)) if index < kept.len() => kept.get(index),
            (0, _) => Value::UNBOUND,
            (depth, _) => {
                let running = vm.stacks.frames()[depth as usize - 1];
                // SAFETY: the registers of variables are set while the frame runs.
                unsafe { *running.base.add(index) }
            }
        };
        if let (true, Some(cell)) = (variable.kind.is_cell(), value.cast::<crate::object::CellObject>()) {
            value = cell.content.get();
        }
        if !value.is_unbound() && !variable.name.starts_with('.') {
            let name = vm.intern(&variable.name);
            vm.dict_set(dict, name.value(), value)?;
        }
    }
    Ok(dict)
}

fn f_back(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(frame(this).back.get().bound().unwrap_or(Value::NONE))
}

fn f_lineno(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let line = frame_line(vm, frame(this));
    Ok(if line == 0 { Value::NONE } else { Value::fixnum(i64::from(line)) })
}

fn f_lasti(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let frame = frame(this);
    let instruction = match frame.depth.get() {
        0 => frame.instruction.get(),
        depth => vm.instruction_of(depth as usize - 1),
    };
    Ok(Value::fixnum(i64::from(instruction) * UNIT))
}

fn f_trace(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(frame(this).trace.get().bound().unwrap_or(Value::NONE))
}

fn set_f_trace(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = frame(this);
    this.trace.set(this, if value.is_none() { Value::UNBOUND } else { value });
    // The line that it is at is not told of again.
    if let Some(depth) = (this.depth.get() as usize).checked_sub(1)
        && let Some(frame) = vm.stacks.frames_mut().get_mut(depth)
    {
        let code = this.code.get().code();
        frame.line = code.position(crate::interp::instruction_index(frame)).line.max(1);
    }
    Ok(())
}

fn f_trace_lines(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(!frame(this).skips_lines.get()))
}

/// What is assigned to an attribute that only `True` and `False` may be.
fn assigned_bool(vm: &mut Vm, value: Value) -> Outcome<bool> {
    match value {
        Value::TRUE | Value::FALSE => Ok(value == Value::TRUE),
        _ => Err(vm.type_error("attribute value type must be bool")),
    }
}

fn set_f_trace_lines(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    frame(this).skips_lines.set(!assigned_bool(vm, value)?);
    Ok(())
}

fn f_trace_opcodes(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(frame(this).traces_opcodes.get()))
}

fn set_f_trace_opcodes(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let is_wanted = assigned_bool(vm, value)?;
    frame(this).traces_opcodes.set(is_wanted);
    if is_wanted {
        vm.trace_opcodes();
    }
    Ok(())
}

fn new_traceback(
    vm: &mut Vm,
    _class: Value,
    next: Value,
    frame: Gc<FrameObject>,
    last: i64,
    line: i64,
) -> Outcome<Value> {
    let entry: Gc<Traceback> = vm.heap.alloc(vm.types.traceback.root_shape.get());
    if !next.is_none() {
        entry.next.init(next);
    }
    entry.frame.init(frame);
    entry.instruction.set(if last < 0 { Traceback::BEFORE_FIRST } else { (last / UNIT) as u32 });
    entry.line.set(line as u32);
    Ok(entry.value())
}

fn traceback_dir(vm: &mut Vm, _this: Gc<Traceback>) -> Outcome<Value> {
    let names = TRACEBACK.attributes.iter().map(|attribute| attribute.0);
    let list = vm.new_list();
    for name in ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"] {
        debug_assert!(names.clone().any(|it| it == name));
        let name = vm.intern(name);
        vm.append(list, name.value())?;
    }
    Ok(list.value())
}

fn traceback(this: Value) -> Gc<Traceback> {
    this.cast::<Traceback>().expect("descriptors check their receiver")
}

fn tb_next(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(traceback(this).next.get().bound().unwrap_or(Value::NONE))
}

fn set_tb_next(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let this = traceback(this);
    if !value.is_none() && !value.is::<Traceback>() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("expected traceback object, got '{name}'")));
    }
    let mut later = value.cast::<Traceback>();
    while let Some(entry) = later {
        if entry == this {
            return Err(vm.value_error("traceback loop detected"));
        }
        later = entry.next.get().cast();
    }
    this.next.set(this, if value.is_none() { Value::UNBOUND } else { value });
    Ok(())
}

fn tb_frame(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(traceback(this).frame.get().value())
}

fn tb_lineno(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::fixnum(i64::from(traceback(this).line.get())))
}

fn tb_lasti(_: &mut Vm, this: Value) -> Outcome<Value> {
    let instruction = traceback(this).instruction.get();
    Ok(if instruction == Traceback::BEFORE_FIRST {
        Value::fixnum(-1)
    } else {
        Value::fixnum(i64::from(instruction) * UNIT)
    })
}
