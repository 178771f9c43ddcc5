//! [`Kind`]: which Rust layout a heap object has, and how to trace each.

use super::{Header, Layout, Tracer};
use crate::object as layouts;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $layout:ty;)*) => {
        /// The layout of a heap object.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind {
            /// No object: what a zeroed header says.
            Free = 0,
            $($(#[$doc])* $kind,)*
        }

        $(const _: () = assert!(<$layout as Layout>::KIND as u8 == Kind::$kind as u8);)*

        /// Visits what an object refers to, but for its shape and attributes.
        #[inline(always)]
        pub(super) fn trace_object(header: &Header, tracer: &mut Tracer<'_>) {
            match header.kind() {
                Kind::Free => {}
                // SAFETY: the kind says which layout the object has.
                $(Kind::$kind => unsafe { &*std::ptr::from_ref(header).cast::<$layout>() }.trace(tracer),)*
            }
        }

        /// How many bytes the layout of an object takes, without its attribute area.
        pub(crate) fn layout_size(header: &Header) -> usize {
            match header.kind() {
                Kind::Free => 0,
                // SAFETY: the kind says which layout the object has.
                $(Kind::$kind => unsafe { &*std::ptr::from_ref(header).cast::<$layout>() }.byte_size(),)*
            }
        }
    };
}

kinds! {
    /// Storage for values.
    Array: super::Array;
    /// Storage for bytes.
    Raw: layouts::Raw;
    /// A shape.
    Shape: layouts::Shape;
    /// A class.
    Type: layouts::Type;
    /// An instance of a class without a layout of its own.
    Instance: layouts::Instance;
    /// An integer beyond 63 bits.
    Int: layouts::BigInteger;
    /// A double that is not immediate, or of a subclass.
    Float: layouts::Float;
    /// A complex number.
    Complex: layouts::ComplexObject;
    /// A string.
    Str: layouts::Str;
    /// `bytes`
    Bytes: layouts::Bytes;
    /// `bytearray`
    ByteArray: layouts::ByteArray;
    /// `memoryview`
    MemoryView: layouts::MemoryView;
    /// A tuple.
    Tuple: layouts::Tuple;
    /// A list.
    List: layouts::List;
    /// A dictionary.
    Dict: layouts::Dict;
    /// A set or frozen set.
    Set: layouts::Set;
    /// A view of a dictionary's keys, values or items.
    DictView: layouts::DictView;
    /// `range`
    Range: layouts::RangeObject;
    /// `slice`
    Slice: layouts::Slice;
    /// A variable shared by functions, or a global.
    Cell: layouts::CellObject;
    /// Compiled code.
    Code: layouts::CodeObject;
    /// A Python function.
    Function: layouts::Function;
    /// A function or method written in Rust.
    Native: layouts::NativeFunction;
    /// A method bound to its receiver.
    BoundMethod: layouts::BoundMethod;
    /// An attribute of a built-in type that Rust functions compute.
    GetSet: layouts::GetSet;
    /// The descriptor of a slot.
    Member: layouts::Member;
    /// `property`
    Property: layouts::Property;
    /// `classmethod`
    ClassMethod: layouts::ClassMethod;
    /// `staticmethod`
    StaticMethod: layouts::StaticMethod;
    /// `super`
    Super: layouts::Super;
    /// A module.
    Module: layouts::Module;
    /// An iterator over something with a length, or made of other iterators.
    Iterator: layouts::Iterator;
    /// A generator, coroutine or asynchronous generator.
    Generator: layouts::Generator;
    /// An exception.
    Exception: layouts::Exception;
    /// One entry of a traceback.
    Traceback: layouts::Traceback;
    /// A frame as Python sees it.
    Frame: layouts::FrameObject;
    /// `weakref.ref`
    WeakReference: super::WeakReference;
    /// `_io.FileIO`
    File: layouts::FileObject;
    /// `_io.BufferedReader` and its kin.
    Buffered: layouts::BufferedObject;
    /// `_io.BufferedRWPair`
    BufferedPair: layouts::BufferedPair;
    /// `_io.BytesIO`
    BytesStream: layouts::BytesStream;
    /// `_io.StringIO`
    StringStream: layouts::StringStream;
    /// `_io.IncrementalNewlineDecoder`
    NewlineDecoder: layouts::NewlineDecoder;
    /// `_io.TextIOWrapper`
    Text: layouts::TextObject;
    /// `mmap.mmap`
    Mapping: layouts::Mapping;
    /// An object made of a fixed number of values, of some rarer built-in type.
    Record: layouts::Record;
}
