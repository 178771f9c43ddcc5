//! The abstract domain: what the analyzer knows about a value, and the objects it tracks.

mod class;
mod dict;
mod function;
mod iterator;
mod namespace;
mod object;
mod value;

pub(crate) use class::Class;
pub(crate) use dict::{Dict, DictEntry, KeyMatch, hash_key, match_keys};
pub(crate) use function::{Function, Generator, GeneratorStatus, Pending, Resume};
pub(crate) use iterator::Iter;
pub(crate) use namespace::{Namespace, Slot};
pub(crate) use object::{
    DictViewKind, Elements, ExceptionData, Header, ModuleData, Object, ObjectId, OnChange, Payload, Set,
    UnitId,
};
pub(crate) use value::{Origin, Value};
