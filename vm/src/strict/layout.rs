//! Fixed layouts: the attributes that instances of a strict module's classes can have, at places that never change.
//!
//! They are attributes like others, only that the shape of every new instance has places for all of them, and that none can
//! be added. So a class attribute of the same name is what an instance shows until its own is set, and several
//! bases with fixed layouts can be combined.

use smallvec::SmallVec;

use crate::heap::Gc;
use crate::object::{Dict, Shape, Str, Table, Type};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Names of attributes in the order of their places.
pub(crate) type Attributes = SmallVec<[Gc<Str>; 8]>;

impl Vm {
    /// The attributes that the facts about its module give a class that is being made; none if they say nothing of it.
    pub(crate) fn attributes_by_facts(
        &mut self,
        class: Gc<Type>,
        dict: Gc<Dict>,
    ) -> Outcome<Option<Attributes>> {
        if self.strict.executing == 0 {
            return Ok(None);
        }
        let key = self.names.module;
        let Some(module) = self.dict_get_str(dict, key).and_then(Value::cast::<Str>) else { return Ok(None) };
        let Some(qualified) = class.qualified_name.get().cast::<Str>() else { return Ok(None) };
        let Some(facts) = self.strict.facts.get(&module.to_lossy()) else { return Ok(None) };
        let Some(layout) = facts.layouts.get(&qualified.to_lossy()).cloned() else { return Ok(None) };
        let mut names: Attributes = layout.iter().map(|name| self.intern(name)).collect();
        // A cached property keeps its value under its own name.
        let mut at = 0;
        while let Some(found) = dict.next_entry(at) {
            at = found + 1;
            if let Some(name) = dict.key_at(found).cast::<Str>()
                && self.is_cached_property(dict.value_at(found))
            {
                let name = self.intern_str(name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Ok(Some(names))
    }

    fn is_cached_property(&mut self, value: Value) -> bool {
        let class = self.type_of(value);
        class.is_heap_type() && self.full_type_name(class) == "functools.cached_property"
    }

    /// The fixed attributes of the bases, those of the first base first, each once.
    pub(crate) fn inherited_attributes(&self, class: Gc<Type>) -> Attributes {
        let mut names = Attributes::new();
        for base in class.bases.get().iter().filter_map(Value::cast::<Type>) {
            for name in fixed_attributes(base) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// The attributes that every new instance of a class has a place for, beside those of `__slots__`.
pub(crate) fn fixed_attributes(class: Gc<Type>) -> Attributes {
    let shape: Gc<Shape> = class.root_shape.get();
    (class.slot_count.get()..shape.count.get()).filter_map(|place| shape.name_at(place)).collect()
}
