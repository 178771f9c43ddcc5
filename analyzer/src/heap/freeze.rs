//! A finished unit: the objects that its modules reach, immutable and shared.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use strict_syntax::SourceFile;

use super::Heap;
use crate::domain::{Object, ObjectId, Payload, UnitId};
use crate::fingerprint::{Feed, Fingerprint, Shape};

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
    /// What importers can see of it, without places in sources.
    pub fingerprint: Fingerprint,
    objects: Vec<Object>,
    /// For each index that evaluation gave out, which of `objects` that is.
    places: Vec<u32>,
    pub modules: Vec<FrozenModule>,
    /// Names of the modules that own its objects, by the number that the objects have.
    pub owners: Vec<Arc<str>>,
    /// Names of all modules that importing this unit loads, its own included.
    pub loaded: FxHashSet<Arc<str>>,
    /// Other units whose objects this one refers to.
    pub links: Vec<UnitId>,
    /// Sources of the code that its objects hold.
    pub sources: Vec<Arc<SourceFile>>,
}

impl FrozenUnit {
    pub(crate) fn module(&self, name: &str) -> Option<ObjectId> {
        self.modules.iter().find(|module| &*module.name == name).map(|module| module.object)
    }

    /// The unit of a component of which nothing is known.
    pub(crate) fn empty(id: UnitId) -> FrozenUnit {
        FrozenUnit { id, ..FrozenUnit::default() }
    }

    /// An object that the unit's modules reach.
    #[inline]
    pub(crate) fn object(&self, index: u32) -> &Object {
        &self.objects[self.places[index as usize] as usize]
    }

    /// This unit with the code of another evaluation, which differs in places only. The objects stay, and with them the
    /// identity of what importers have copied.
    pub(crate) fn with_code_of(&self, other: FrozenUnit) -> FrozenUnit {
        debug_assert_eq!(self.fingerprint, other.fingerprint);
        let pairs = self.objects.iter().zip(other.objects);
        let objects = pairs.map(|(old, new)| {
            let mut object = old.clone();
            match (&mut object.payload, new.payload) {
                (Payload::Function(old), Payload::Function(new)) => {
                    Arc::make_mut(old).code = Arc::clone(&new.code);
                }
                (Payload::Code(old), Payload::Code(new)) => *old = new,
                (Payload::Class(old), Payload::Class(new)) => old.self_stores = new.self_stores,
                _ => {}
            }
            object
        });
        FrozenUnit {
            id: self.id,
            fingerprint: self.fingerprint,
            objects: objects.collect(),
            places: other.places,
            modules: other.modules,
            owners: other.owners,
            loaded: other.loaded,
            links: other.links,
            sources: other.sources,
        }
    }
}

impl Heap {
    /// Ends the evaluation: what the modules reach becomes immutable, and the rest goes. `fingerprint_of` knows the units
    /// that are attached.
    pub(crate) fn freeze(
        self,
        modules: Vec<FrozenModule>,
        owners: Vec<Arc<str>>,
        loaded: FxHashSet<Arc<str>>,
        fingerprint_of: &dyn Fn(UnitId) -> Fingerprint,
    ) -> FrozenUnit {
        let mut shape = Shape::new(self.unit, fingerprint_of);
        for module in &modules {
            module.name.feed(&mut shape);
            module.object.feed(&mut shape);
        }
        owners.feed(&mut shape);
        let mut names: Vec<&Arc<str>> = loaded.iter().collect();
        names.sort_unstable();
        for name in names {
            name.feed(&mut shape);
        }
        while let Some(index) = shape.next() {
            self.objects[index as usize].feed(&mut shape);
        }
        let mut places = Vec::with_capacity(self.objects.len());
        let mut objects = Vec::new();
        for (index, object) in (0..).zip(self.objects) {
            if shape.has_seen(index) {
                places.push(objects.len() as u32);
                objects.push(object);
            } else {
                places.push(u32::MAX);
            }
        }
        objects.shrink_to_fit();
        let shape = shape.finish();
        FrozenUnit {
            id: self.unit,
            fingerprint: shape.fingerprint,
            objects,
            places,
            modules,
            owners,
            loaded,
            links: shape.links,
            sources: shape.sources,
        }
    }

    /// Makes all objects the unit of the built-ins.
    pub(crate) fn freeze_builtins(self, modules: Vec<FrozenModule>) -> FrozenUnit {
        FrozenUnit {
            places: (0..self.objects.len() as u32).collect(),
            objects: self.objects,
            modules,
            loaded: std::iter::once(Arc::from("builtins")).collect(),
            ..FrozenUnit::default()
        }
    }
}
