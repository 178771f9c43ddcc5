//! Frames: pushing, popping, and the objects that Python sees of them.

use crate::heap::Gc;
use crate::object::{FrameObject, Function, Generator};
use crate::value::Value;
use crate::vm::{Frame, FrameKind, Vm};

/// Begins a frame whose parameter registers are set. The caller has checked that there is room.
#[inline(always)]
pub(crate) fn push_frame(
    vm: &mut Vm,
    function: Gc<Function>,
    base: *mut Value,
    kind: FrameKind,
    destination: u16,
) {
    let code = function.code.get();
    let parameters = code.parameter_count.get() as usize;
    let variables = code.variable_count.get() as usize;
    for index in parameters..variables {
        // SAFETY: the caller checked that the frame's registers fit the stack.
        unsafe { base.add(index).write(Value::UNBOUND) };
    }
    let frame = Frame {
        base,
        top: base.wrapping_add(code.register_count.get() as usize),
        next: code.instructions.get(),
        function,
        locals: Value::UNBOUND,
        generator: None,
        instance: Value::UNBOUND,
        destination,
        kind,
        has_object: false,
        line: 0,
        native: std::ptr::null(),
    };
    // SAFETY: the caller checked that there is room for a frame.
    unsafe {
        vm.stacks.next_frame.write(frame);
        vm.stacks.next_frame = vm.stacks.next_frame.add(1);
    }
}

/// Begins the frame of a generator, whose registers are in its own object.
pub(super) fn push_generator_frame(vm: &mut Vm, generator: Gc<Generator>, kind: FrameKind, destination: u16) {
    let top = vm.stacks.top();
    let registers = generator.registers.get();
    let frame = Frame {
        base: registers.fields().as_ptr().cast_mut().cast::<Value>(),
        top,
        next: generator.next.get(),
        function: generator.function.get(),
        locals: Value::UNBOUND,
        generator: Some(generator),
        instance: vm.handled,
        destination,
        kind,
        has_object: false,
        line: 0,
        native: std::ptr::null(),
    };
    generator.state.set(crate::object::GeneratorState::Running);
    if let Some(handled) = generator.handled.get().bound() {
        vm.handled = handled;
    }
    // SAFETY: the caller checked that there is room for a frame.
    unsafe {
        vm.stacks.next_frame.write(frame);
        vm.stacks.next_frame = vm.stacks.next_frame.add(1);
    }
}

/// Sets the namespace of the innermost frame.
pub(crate) fn set_locals(vm: &mut Vm, locals: Value) {
    if let Some(frame) = vm.stacks.frames_mut().last_mut() {
        frame.locals = locals;
    }
}

/// Ends the innermost frame.
#[inline(always)]
pub(crate) fn pop_frame(vm: &mut Vm) -> Frame {
    // SAFETY: the interpreter pops only what it pushed.
    let frame = unsafe { *vm.stacks.next_frame.sub(1) };
    if frame.has_object {
        // As long as the frame is there: a collection clears registers of others.
        vm.release_frame_object(&frame);
    }
    // SAFETY: as above.
    vm.stacks.next_frame = unsafe { vm.stacks.next_frame.sub(1) };
    frame
}

impl Vm {
    /// The object of the running frame at a depth (the outermost is 0). Its callers' objects are made with it, so those
    /// that exist are always those of the outermost frames.
    pub fn frame_object(&mut self, depth: usize) -> Gc<FrameObject> {
        let mut made = self.stacks.frame_objects.get(depth).and_then(|object| object.cast());
        while made.is_none() {
            let next = self.stacks.frame_objects.len();
            let object: Gc<FrameObject> = self.heap.alloc(self.types.frame.root_shape.get());
            let frame = self.stacks.frames()[next];
            object.function.init(frame.function);
            object.code.init(frame.function.code.get());
            object.locals.init(frame.locals);
            object.depth.set(next as u32 + 1);
            if let Some(&back) = self.stacks.frame_objects.last() {
                object.back.set(object, back);
            }
            self.stacks.frames_mut()[next].has_object = true;
            self.stacks.frame_objects.push(object.value());
            made = (next == depth).then_some(object);
        }
        made.expect("the loop ends when it is made")
    }

    /// The instruction that a running frame is at.
    pub fn instruction_of(&self, depth: usize) -> u32 {
        let frame = &self.stacks.frames()[depth];
        instruction_index(frame)
    }

    /// Copies what the frame's object needs, for the frame is about to go.
    #[cold]
    #[inline(never)]
    fn release_frame_object(&mut self, frame: &Frame) {
        debug_assert_eq!(self.stacks.depth(), self.stacks.frame_objects.len());
        let object = self.stacks.frame_objects.pop().and_then(Value::cast::<FrameObject>);
        let Some(object) = object else { return };
        object.instruction.set(instruction_index(frame));
        object.depth.set(0);
        let count = frame.function.code.get().variable_count.get() as usize;
        if count > 0 {
            // SAFETY: the registers of variables are all set while the frame exists, and nothing runs meanwhile.
            let registers = unsafe { std::slice::from_raw_parts(frame.base, count) };
            let copy = self.tuple(registers);
            object.registers.set(object, copy.value());
        }
    }
}

/// The position of the instruction that a frame runs, whose successor is `next`.
pub(crate) fn instruction_index(frame: &Frame) -> u32 {
    let start = frame.function.code.get().instructions.get();
    ((frame.next as usize - start as usize) / size_of::<strict_bytecode::Instruction>()).saturating_sub(1)
        as u32
}
