//! The layouts of heap objects: what each kind of object is made of, and operations that need no Python semantics.
#![allow(unsafe_code, reason = "defines layouts with variable parts")]

mod bytes;
mod code;
mod containers;
mod descriptors;
mod dict;
mod exception;
mod function;
mod generator;
mod iterator;
mod module;
mod number;
mod shape;
mod special;
mod str;
mod streams;
mod table;
mod type_object;

pub use bytes::{ByteArray, Bytes, MemoryView, Raw};
pub use code::{CACHE_WAYS, Cache, CacheAction, CodeObject};
pub use containers::{List, RangeObject, Record, Slice, Tuple};
pub use descriptors::{
    BoundMethod, ClassMethod, GetSet, Getter, Member, Property, Setter, StaticMethod, Super,
};
pub use dict::{Dict, DictView, Set, ViewOf};
pub use exception::{Exception, FrameObject, Traceback};
pub use function::{CellObject, Effect, Function, NativeFn, NativeFunction, NativeSpec};
pub use generator::{Generator, GeneratorState};
pub use iterator::{Iterator, IteratorKind};
pub use module::Module;
pub use number::{BigInteger, ComplexObject, Float};
pub use shape::{Instance, Place, Shape, attributes_offset};
pub use special::Special;
pub use str::Str;
pub use streams::{
    BufferedObject, BufferedPair, BytesStream, FileObject, Mapping, NewlineDecoder, StringStream, TextObject,
};
pub use table::{Probe, Table, TableState, hash_word};
pub use type_object::{Type, TypeFlags};
