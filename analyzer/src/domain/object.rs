//! Tracked objects: identity, class, owner, attributes and contents.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use strict_semantics::int::Int;

use super::value::BYTES_PER_ELEMENT;
use super::{Class, Dict, Function, Generator, Iter, Namespace, Slot, Value};
use crate::builtins::Native;
use crate::diagnostics::Code as DiagnosticCode;
use crate::ir::Code;

/// A component of the import graph that was evaluated as one; 0 holds the built-ins.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(crate) struct UnitId(pub u32);

/// Identity of an object: the unit that made it and its index there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ObjectId {
    pub unit: UnitId,
    pub index: u32,
}

impl ObjectId {
    /// An object of the built-in unit.
    pub(crate) const fn builtin(index: u32) -> ObjectId {
        ObjectId { unit: UnitId(0), index }
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}.{}", self.unit.0, self.index)
    }
}

/// Elements of a list or tuple.
#[derive(Clone, Debug)]
pub(crate) enum Elements {
    Exact(Vec<Value>),
    /// Any number of elements, each like this one.
    Summary(Value),
}

/// Contents of a set: keys of a [`Dict`] whose values are `None`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    pub dict: Dict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DictViewKind {
    Keys,
    Values,
    Items,
}

/// What an object holds beside attributes.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    None,
    /// The plain value inside an instance of a subclass of `int`, `str`, `tuple`, ...; `Typed` when not known.
    Value(Value),
    List(Elements),
    /// A tuple of unknown length.
    Tuple(Value),
    /// `None`: contents unknown.
    ByteArray(Option<Vec<u8>>),
    Dict(Dict),
    Set(Set),
    FrozenSet(Set),
    Class(Box<Class>),
    /// Shared with the calls under way.
    Function(Arc<Function>),
    Native(&'static Native),
    BoundMethod {
        function: Value,
        receiver: Value,
    },
    Module(Box<ModuleData>),
    Property(Box<[Value; 4]>),
    ClassMethod(Value),
    StaticMethod(Value),
    Super {
        class: ObjectId,
        receiver: Value,
        start: ObjectId,
    },
    Cell(Option<Slot>),
    Generator(Box<Generator>),
    /// Called, never run.
    Coroutine,
    Iterator(Box<Iter>),
    Slice(Box<[Value; 3]>),
    Range(Box<[Int; 3]>),
    GenericAlias {
        origin: Value,
        arguments: Value,
        unpacked: bool,
    },
    Union(Vec<Value>),
    /// `args` lives in attributes of its own; the traceback is not modelled.
    Exception(Box<ExceptionData>),
    MappingProxy(Value),
    DictView {
        dict: ObjectId,
        kind: DictViewKind,
    },
    /// `__dict__` of a module, class or instance: a live view.
    NamespaceDict(ObjectId),
    Code(Arc<Code>),
    /// A slot descriptor of a class with `__slots__`.
    Member(crate::ir::Symbol),
    /// A template string: the tuples of its strings and of its interpolations.
    Template(Box<[Value; 2]>),
    /// Value, expression, conversion and format specification.
    Interpolation(Box<[Value; 4]>),
}

/// An exception's own fields.
#[derive(Clone, Debug)]
pub(crate) struct ExceptionData {
    pub args: Value,
    pub cause: Option<Value>,
    pub context: Option<Value>,
    /// What is reported when the exception leaves a module, if not that it does.
    pub finding: Option<DiagnosticCode>,
}

/// A module object's own fields; its globals are its attributes.
#[derive(Clone, Debug)]
pub(crate) struct ModuleData {
    pub name: Arc<str>,
}

/// What it means that a module other than the owner changes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnChange {
    /// It changes what it does not own.
    Check,
    /// It is harmless, as a stub vouches: a memo or a registry. Such changes are dropped.
    Benign,
    /// The owner checks it as usual, but nothing changes it after import, as a stub vouches.
    Settled,
    /// It is an effect that a stub names.
    Effect(DiagnosticCode),
}

/// A tracked object: its header, which can be used as if its fields were the object's, and its attributes.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub header: Header,
    pub attrs: Option<Box<Namespace>>,
}

/// Everything about an object but its attributes.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub class: ObjectId,
    /// Index, in the unit, of the module that was executing when the object was made.
    pub owner: u32,
    /// There may be attributes that are not listed, and nothing is known about them.
    pub open: bool,
    pub on_change: OnChange,
    pub payload: Payload,
}

impl Deref for Object {
    type Target = Header;

    fn deref(&self) -> &Header {
        &self.header
    }
}

impl DerefMut for Object {
    fn deref_mut(&mut self) -> &mut Header {
        &mut self.header
    }
}

impl Payload {
    /// How many elements it holds, of those that are held one by one.
    pub(crate) fn size(&self) -> usize {
        match self {
            Payload::List(Elements::Exact(items)) => items.len(),
            Payload::Dict(dict) => dict.len(),
            Payload::Set(set) | Payload::FrozenSet(set) => set.dict.len(),
            Payload::ByteArray(Some(bytes)) => bytes.len() / BYTES_PER_ELEMENT,
            Payload::Class(class) => class.mro.len(),
            _ => 0,
        }
    }
}

impl Object {
    pub(crate) fn new(class: ObjectId, payload: Payload) -> Object {
        let header = Header { class, owner: 0, open: false, on_change: OnChange::Check, payload };
        Object { header, attrs: None }
    }

    pub(crate) fn attr(&self, name: crate::ir::Symbol) -> Option<&Slot> {
        self.attrs.as_ref()?.get(name)
    }

    /// Attributes, made on first use.
    pub(crate) fn attrs_mut(&mut self) -> &mut Namespace {
        self.attrs.get_or_insert_default()
    }
}

impl Header {
    pub(crate) fn as_class(&self) -> Option<&Class> {
        match &self.payload {
            Payload::Class(class) => Some(class),
            _ => None,
        }
    }

    pub(crate) fn as_module(&self) -> Option<&ModuleData> {
        match &self.payload {
            Payload::Module(module) => Some(module),
            _ => None,
        }
    }
}
