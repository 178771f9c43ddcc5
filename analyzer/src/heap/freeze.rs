//! A finished unit: the objects that its modules reach, renumbered, immutable and shared.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Heap;
use crate::domain::{Object, ObjectId, UnitId};

/// A module of a finished unit.
#[derive(Clone, Debug)]
pub(crate) struct FrozenModule {
    pub name: Arc<str>,
    pub object: ObjectId,
}

/// The objects of a finished unit.
#[derive(Debug, Default)]
pub(crate) struct FrozenUnit {
    pub id: UnitId,
    pub objects: Vec<Object>,
    pub modules: Vec<FrozenModule>,
    /// Names of all modules that importing this unit loads, its own included.
    pub loaded: FxHashSet<Arc<str>>,
    /// Finished units whose objects this one refers to.
    pub links: Vec<Arc<FrozenUnit>>,
}

impl FrozenUnit {
    pub(crate) fn module(&self, name: &str) -> Option<ObjectId> {
        self.modules.iter().find(|module| &*module.name == name).map(|module| module.object)
    }
}

impl Heap {
    /// Ends the evaluation: what was made becomes immutable.
    pub(crate) fn freeze(self, modules: Vec<FrozenModule>, loaded: FxHashSet<Arc<str>>) -> FrozenUnit {
        let links = self.finished.into_iter().flatten().collect();
        FrozenUnit { id: self.unit, objects: self.objects, modules, loaded, links }
    }
}
