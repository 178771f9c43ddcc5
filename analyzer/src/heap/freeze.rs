//! A finished unit: the objects that its modules reach, immutable and shared.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use super::{Heap, matching};
use crate::domain::{Object, ObjectId, Payload, UnitId};
use crate::fingerprint::{Feed, Fingerprint, Shape};
use crate::ir::{Code, Symbol};

/// A module of a finished unit.
#[derive(Clone, Debug)]
pub(crate) struct FrozenModule {
    pub name: Arc<str>,
    pub object: ObjectId,
}

/// Fingerprints of what importers can look at, each by itself.
#[derive(Debug, Default)]
struct Parts {
    /// Header and attributes of each object.
    objects: Vec<(Fingerprint, Fingerprint)>,
    /// Each name of each module.
    names: FxHashMap<(u32, Symbol), Fingerprint>,
}

/// The objects of a finished unit.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrozenUnit {
    pub id: UnitId,
    objects: Arc<Vec<Object>>,
    /// Stand for `objects` that hold code, since that has moved in its source.
    moved: FxHashMap<u32, Object>,
    /// For each index that importers know, which of `objects` that is.
    places: Arc<Vec<u32>>,
    parts: Arc<Parts>,
    pub modules: Vec<FrozenModule>,
    /// Names of the modules that own its objects, by the number that the objects have.
    pub owners: Vec<Arc<str>>,
    /// Names of all modules that importing this unit loads, its own included.
    pub loaded: FxHashSet<Arc<str>>,
    pub loaded_fingerprint: Fingerprint,
    /// Other units whose objects this one refers to.
    pub links: Vec<UnitId>,
    /// Sources of the code that its objects hold.
    pub sources: Vec<Arc<SourceFile>>,
}

/// What an index stands for that no object has.
const NOTHING: u32 = u32::MAX;

impl FrozenUnit {
    pub(crate) fn module(&self, name: &str) -> Option<ObjectId> {
        self.modules.iter().find(|module| &*module.name == name).map(|module| module.object)
    }

    /// The unit of a component of which nothing is known.
    pub(crate) fn empty(id: UnitId) -> FrozenUnit {
        FrozenUnit { id, ..FrozenUnit::default() }
    }

    /// Indices are below this.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// An object that the unit's modules reach.
    #[inline]
    pub(crate) fn object(&self, index: u32) -> &Object {
        self.at(self.places[index as usize])
    }

    #[inline]
    fn at(&self, place: u32) -> &Object {
        let object = &self.objects[place as usize];
        if self.moved.is_empty() { object } else { self.moved.get(&place).unwrap_or(object) }
    }

    /// The object of an index, if there is one.
    pub(super) fn find(&self, index: u32) -> Option<&Object> {
        let place = *self.places.get(index as usize)?;
        (place != NOTHING).then(|| self.at(place))
    }

    /// How many objects there are.
    pub(super) fn count(&self) -> usize {
        self.objects.len()
    }

    fn part(&self, index: u32) -> Option<&(Fingerprint, Fingerprint)> {
        self.parts.objects.get(*self.places.get(index as usize)? as usize)
    }

    pub(super) fn header_fingerprint(&self, index: u32) -> Option<Fingerprint> {
        self.part(index).map(|part| part.0)
    }

    pub(super) fn attrs_fingerprint(&self, index: u32) -> Option<Fingerprint> {
        self.part(index).map(|part| part.1)
    }

    pub(super) fn name_fingerprint(&self, index: u32, name: Symbol) -> Option<Fingerprint> {
        self.parts.names.get(&(index, name)).copied()
    }

    /// This unit with code that is elsewhere in its source, or that differs in ways that nobody has looked at. `counterpart`
    /// tells what stands for code now; `None` if nothing does for some.
    pub(crate) fn moved(
        &self,
        code_now: &dyn Fn(&Arc<Code>) -> Option<Arc<Code>>,
        source_now: &dyn Fn(&Arc<SourceFile>) -> Arc<SourceFile>,
    ) -> Option<FrozenUnit> {
        let mut moved = FxHashMap::default();
        for place in 0..self.objects.len() as u32 {
            let object = self.at(place);
            let code = match &object.payload {
                Payload::Function(function) => &function.code,
                Payload::Code(code) => code,
                _ => continue,
            };
            let now = code_now(code)?;
            if Arc::ptr_eq(&now, code) {
                if let Some(earlier) = self.moved.get(&place) {
                    moved.insert(place, earlier.clone());
                }
                continue;
            }
            let mut object = object.clone();
            match &mut object.payload {
                Payload::Function(function) => Arc::make_mut(function).code = now,
                Payload::Code(code) => *code = now,
                _ => {}
            }
            moved.insert(place, object);
        }
        let sources = self.sources.iter().map(source_now).collect();
        Some(FrozenUnit { moved, sources, ..self.clone() })
    }

    /// Whether the two say the same to whoever looks at them, but for places in sources.
    pub(crate) fn is_like(&self, other: &FrozenUnit) -> bool {
        if Arc::ptr_eq(&self.parts, &other.parts) {
            return true;
        }
        let modules = |unit: &FrozenUnit| -> Vec<(Arc<str>, ObjectId)> {
            unit.modules.iter().map(|module| (Arc::clone(&module.name), module.object)).collect()
        };
        self.loaded_fingerprint == other.loaded_fingerprint
            && modules(self) == modules(other)
            && self.places == other.places
            && self.parts.objects == other.parts.objects
    }
}

impl Heap {
    /// Ends the evaluation: what the modules reach becomes immutable, and the rest goes. `last`: the unit as an earlier
    /// evaluation left it, if there is any use for knowing what is the same.
    pub(crate) fn freeze(
        self,
        modules: Vec<FrozenModule>,
        owners: Vec<Arc<str>>,
        loaded: FxHashSet<Arc<str>>,
        last: Option<&FrozenUnit>,
    ) -> FrozenUnit {
        let is_noted = self.is_noted;
        let unit = self.unit;
        let mut shape = Shape::new(unit, &owners);
        for module in &modules {
            module.object.feed(&mut shape);
        }
        while let Some(index) = shape.next() {
            shape.meet(&self.objects[index as usize]);
        }
        let reached = shape.finish();
        let mut modules = modules;
        let len = self.objects.len();
        let mut objects: Vec<(u32, Object)> = (0..)
            .zip(self.objects)
            .filter(|(index, _)| reached.objects.contains(index))
            .map(|(index, object)| (index, Rc::unwrap_or_clone(object)))
            .collect();
        let mut frozen = FrozenUnit {
            id: unit,
            modules: Vec::new(),
            links: reached.links,
            sources: reached.sources,
            loaded,
            ..FrozenUnit::default()
        };
        let mut indices = len;
        if let Some(last) = last {
            indices = matching::rename(unit, &mut modules, &mut objects, len, last);
        }
        let mut places = vec![NOTHING; indices];
        for (place, (index, _)) in (0..).zip(&objects) {
            places[*index as usize] = place;
        }
        if is_noted {
            let mut names: Vec<Arc<str>> = frozen.loaded.iter().cloned().collect();
            names.sort_unstable();
            let mut shape = Shape::new(unit, &owners);
            frozen.loaded_fingerprint = shape.fingerprint(&names);
            let mut parts = Parts::default();
            for (index, object) in &objects {
                let header = shape.fingerprint(&object.header);
                let attrs = shape.fingerprint(&object.attrs);
                parts.objects.push((header, attrs));
                if matches!(object.payload, Payload::Module(_)) {
                    for (name, slot) in object.attrs.iter().flat_map(|attrs| attrs.iter()) {
                        parts.names.insert((*index, name), shape.fingerprint(slot));
                    }
                }
            }
            frozen.parts = Arc::new(parts);
        }
        let mut objects: Vec<Object> = objects.into_iter().map(|(_, object)| object).collect();
        objects.shrink_to_fit();
        frozen.objects = Arc::new(objects);
        frozen.places = Arc::new(places);
        frozen.modules = modules;
        frozen.owners = owners;
        frozen
    }

    /// Makes all objects the unit of the built-ins.
    pub(crate) fn freeze_builtins(self, modules: Vec<FrozenModule>) -> FrozenUnit {
        FrozenUnit {
            places: Arc::new((0..self.objects.len() as u32).collect()),
            objects: Arc::new(self.objects.into_iter().map(Rc::unwrap_or_clone).collect()),
            modules,
            loaded: std::iter::once(Arc::from("builtins")).collect(),
            ..FrozenUnit::default()
        }
    }
}
