//! What the analyzer keeps about a class beside its dictionary.

use std::sync::Arc;

use super::{ObjectId, Value};
use crate::ir::{SelfStore, Symbol};

/// A class. Its dictionary is the attribute namespace of the object.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub name: Symbol,
    pub qualname: Arc<str>,
    /// Bases as written (after `__mro_entries__`); all are class objects.
    pub bases: Vec<ObjectId>,
    /// Method resolution order, beginning with the class itself.
    pub mro: Vec<ObjectId>,
    /// The built-in type that decides what instances hold: `object`, `int`, `dict`, `BaseException`, ...
    pub layout: Layout,
    /// A base about which nothing is known, if there is one anywhere above.
    pub unknown_base: Option<Value>,
    /// Instances have a `__dict__`, where slots are not computed.
    pub has_dict: bool,
    /// Made by code of a strict module, so that instances have the slots that are computed for it.
    pub gets_slots: bool,
    /// Methods use the `__dict__` of instances.
    pub needs_dict: bool,
    /// `__slots__` of this class itself.
    pub slots: Option<Vec<Symbol>>,
    /// Attributes that methods store on `self`.
    pub self_stores: Vec<SelfStore>,
    /// Made by a class statement or call in Python code; not built in, nor the model of a class written in C.
    pub user_defined: bool,
    /// A stub class whose attributes are not all listed.
    pub opaque: bool,
}

/// The built-in type whose payload instances of a class carry.
pub(crate) type Layout = ObjectId;
