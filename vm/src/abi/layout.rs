//! Offsets of what machine code reads and writes itself.

use std::mem::offset_of;

use crate::heap::Gc;
use crate::object::{ByteArray, CellObject, Float, Function, Iterator, List, Raw};
use crate::vm::{Frame, Stacks, Vm};

/// Of the end of the frames, in the VM.
pub const VM_NEXT_FRAME: usize = offset_of!(Vm, stacks) + offset_of!(Stacks, next_frame);
/// Of the place where the recursion limit lies, in the VM.
pub const VM_FRAME_LIMIT: usize = offset_of!(Vm, stacks) + Stacks::FRAME_LIMIT;
/// Of the end of the registers that may be used without asking, in the VM.
pub const VM_SOFT_END: usize = offset_of!(Vm, stacks) + Stacks::SOFT_END;
/// Of the address of the attention word, in the VM.
pub const VM_ATTENTION: usize = offset_of!(Vm, attention);
/// Of the lowest address that the native stack may reach, in the VM.
pub const VM_STACK_LIMIT: usize = Vm::STACK_LIMIT_OFFSET;

/// Of a frame.
pub const FRAME_SIZE: usize = size_of::<Frame>();
/// Of the first register, in a frame.
pub const FRAME_BASE: usize = offset_of!(Frame, base);
/// Of the end of the registers, in a frame.
pub const FRAME_TOP: usize = offset_of!(Frame, top);
/// Of the next instruction, in a frame.
pub const FRAME_NEXT: usize = offset_of!(Frame, next);
/// Of the function, in a frame.
pub const FRAME_FUNCTION: usize = offset_of!(Frame, function);
/// Of the namespace, in a frame.
pub const FRAME_LOCALS: usize = offset_of!(Frame, locals);
/// Of the generator, in a frame.
pub const FRAME_GENERATOR: usize = offset_of!(Frame, generator);
/// Of the instance, in a frame.
pub const FRAME_INSTANCE: usize = offset_of!(Frame, instance);
/// Of the destination and the small fields after it, one word, in a frame.
pub const FRAME_DESTINATION: usize = offset_of!(Frame, destination);
/// Of the byte that says whether the frame has an object, in a frame.
pub const FRAME_HAS_OBJECT: usize = offset_of!(Frame, has_object);
/// Of the native frame, in a frame.
pub const FRAME_NATIVE: usize = offset_of!(Frame, native);
/// The word at [`FRAME_DESTINATION`] of a frame that compiled code has called.
pub const ENTRY_WORD: u64 = (crate::vm::FrameKind::Entry as u64) << 16;

const _: () = {
    assert!(offset_of!(Frame, kind) == FRAME_DESTINATION + 2);
    assert!(FRAME_HAS_OBJECT == FRAME_DESTINATION + 3);
    assert!(offset_of!(Frame, line) == FRAME_DESTINATION + 4);
};

/// Of the content, in a cell.
pub const CELL_CONTENT: usize = offset_of!(CellObject, content);
/// Of the number, in a float.
pub const FLOAT_NUMBER: usize = offset_of!(Float, number);
/// Of the kind, one byte, in an iterator.
pub const ITERATOR_KIND: usize = offset_of!(Iterator, of);
/// Of what it goes over, in an iterator.
pub const ITERATOR_SOURCE: usize = offset_of!(Iterator, source);
/// Of the position, in an iterator.
pub const ITERATOR_POSITION: usize = offset_of!(Iterator, position);
/// Of how many are left, in an iterator.
pub const ITERATOR_REMAINING: usize = offset_of!(Iterator, remaining);
/// Of the distance between positions, in an iterator.
pub const ITERATOR_STEP: usize = offset_of!(Iterator, step);
/// Of the storage, in a list.
pub const LIST_ITEMS: usize = offset_of!(List, items);
/// Of the number of items, in a list.
pub const LIST_LENGTH: usize = offset_of!(List, length);
/// Of the number of values, in a tuple; the values follow it, as they follow the capacity of an array.
pub const TUPLE_LENGTH: usize = 8;
/// Of the first value, in a tuple or array.
pub const VALUES: usize = 16;
/// Of the storage, in an array.
pub const ARRAY_STORAGE: usize = offset_of!(ByteArray, storage);
/// Of the type code, in an array.
pub const ARRAY_FORMAT: usize = offset_of!(ByteArray, format);
/// Of the number of bytes, in an array.
pub const ARRAY_LENGTH: usize = offset_of!(ByteArray, length);
/// Of the bytes, in an array's storage.
pub const RAW_BYTES: usize = size_of::<Raw>();
/// The byte of a header in which [`OLD_BIT`] is, and the offset of that byte.
pub const HEADER_FLAGS: usize = 7;
/// What the write barrier looks at.
pub const OLD_BIT: u8 = (crate::heap::flags::OLD >> 56) as u8;

/// Of the code, in a function.
pub const FUNCTION_CODE: usize = offset_of!(Function, code);
/// Of the defaults, in a function.
pub const FUNCTION_DEFAULTS: usize = offset_of!(Function, defaults);
/// How far the kind is shifted in a header.
pub const HEADER_KIND_SHIFT: u32 = 48;

/// The word that a cell holds, which is zero if nothing was ever stored.
pub fn raw_content(cell: Gc<CellObject>) -> u64 {
    // SAFETY: a field is one word.
    unsafe { *((cell.address() + CELL_CONTENT) as *const u64) }
}
