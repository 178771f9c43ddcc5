//! Giving the objects of a unit other indices.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::domain::{Dict, Namespace, ObjectId, UnitId, Value};

/// The indices that objects of a unit get, and what becomes of tuples.
pub(crate) struct Renaming {
    unit: UnitId,
    /// By the index that an object has.
    indices: Vec<u32>,
    /// Tuples of an earlier evaluation that correspond to those of this one, by the address of the latter.
    counterparts: FxHashMap<*const Value, Arc<[Value]>>,
    /// Tuples that were met, by address.
    done: FxHashMap<*const Value, Done>,
}

/// A tuple, and what has become of it.
struct Done {
    /// Held so that its address does not come to mean another.
    _before: Arc<[Value]>,
    after: Arc<[Value]>,
}

impl Renaming {
    pub(crate) fn new(
        unit: UnitId,
        indices: Vec<u32>,
        counterparts: FxHashMap<*const Value, Arc<[Value]>>,
    ) -> Renaming {
        Renaming { unit, indices, counterparts, done: FxHashMap::default() }
    }

    /// Whether the value refers to objects that may get another index.
    pub(crate) fn concerns(unit: UnitId, value: &Value) -> bool {
        match value {
            Value::Object(id) | Value::Typed(id) => id.unit == unit,
            Value::Tuple(items) | Value::Union(items) => {
                items.iter().any(|item| Renaming::concerns(unit, item))
            }
            _ => false,
        }
    }

    /// One that says the same as its counterpart becomes that one: importers may have copied it, and `is` compares addresses.
    fn tuple(&mut self, items: &mut Arc<[Value]>) {
        let address = items.as_ptr();
        if let Some(known) = self.done.get(&address) {
            *items = Arc::clone(&known.after);
            return;
        }
        let mut renamed = items.to_vec();
        renamed.rename(self);
        let all_identical = |other: &[Value]| {
            other.len() == renamed.len() && other.iter().zip(&renamed).all(|(a, b)| identical(a, b))
        };
        let result = match self.counterparts.get(&address) {
            Some(counterpart) if all_identical(counterpart) => Arc::clone(counterpart),
            _ if all_identical(items) => Arc::clone(items),
            _ => Arc::from(renamed),
        };
        let before = std::mem::replace(items, Arc::clone(&result));
        self.done.insert(address, Done { _before: before, after: result });
    }
}

/// Whether no code can tell the two apart.
fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => Arc::ptr_eq(a, b),
        (Value::Union(a), Value::Union(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| identical(a, b))
        }
        _ => a.same(b),
    }
}

/// What refers to objects.
pub(crate) trait Rename {
    fn rename(&mut self, renaming: &mut Renaming);
}

impl Rename for ObjectId {
    fn rename(&mut self, renaming: &mut Renaming) {
        if self.unit == renaming.unit {
            self.index = renaming.indices[self.index as usize];
        }
    }
}

impl Rename for Value {
    fn rename(&mut self, renaming: &mut Renaming) {
        match self {
            Value::Object(id) | Value::Typed(id) => id.rename(renaming),
            Value::Tuple(items) => renaming.tuple(items),
            Value::Union(items) => items.rename(renaming),
            Value::None
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Complex(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Unknown(_) => {}
        }
    }
}

impl Rename for Namespace {
    fn rename(&mut self, renaming: &mut Renaming) {
        self.values_mut().for_each(|slot| slot.rename(renaming));
    }
}

impl Rename for Dict {
    fn rename(&mut self, renaming: &mut Renaming) {
        self.update(|key, value| {
            key.rename(renaming);
            value.rename(renaming);
        });
        self.rest.rename(renaming);
    }
}

macro_rules! rename_nothing {
    ($($type:ty),* $(,)?) => {
        $(impl Rename for $type {
            fn rename(&mut self, _renaming: &mut Renaming) {}
        })*
    };
}

rename_nothing!(
    bool,
    u8,
    u32,
    usize,
    Arc<str>,
    strict_semantics::int::Int,
    strict_semantics::text::Text,
    crate::ir::Symbol,
    crate::diagnostics::Code,
    crate::domain::OnChange,
    &'static crate::builtins::Native,
    Arc<crate::ir::Code>,
    crate::ir::SelfStore,
);

impl<T: Rename> Rename for Box<T> {
    fn rename(&mut self, renaming: &mut Renaming) {
        (**self).rename(renaming);
    }
}

impl<T: Rename> Rename for Option<T> {
    fn rename(&mut self, renaming: &mut Renaming) {
        if let Some(value) = self {
            value.rename(renaming);
        }
    }
}

impl<T: Rename> Rename for Vec<T> {
    fn rename(&mut self, renaming: &mut Renaming) {
        self.iter_mut().for_each(|item| item.rename(renaming));
    }
}

impl<T: Rename, const N: usize> Rename for [T; N] {
    fn rename(&mut self, renaming: &mut Renaming) {
        self.iter_mut().for_each(|item| item.rename(renaming));
    }
}

impl<A: Rename, B: Rename> Rename for (A, B) {
    fn rename(&mut self, renaming: &mut Renaming) {
        self.0.rename(renaming);
        self.1.rename(renaming);
    }
}

/// What is shared is copied.
impl<T: Rename + Clone> Rename for Arc<[T]> {
    fn rename(&mut self, renaming: &mut Renaming) {
        let mut items = self.to_vec();
        items.rename(renaming);
        *self = Arc::from(items);
    }
}

impl Rename for Arc<crate::domain::Function> {
    fn rename(&mut self, renaming: &mut Renaming) {
        Arc::make_mut(self).rename(renaming);
    }
}
