//! Fixed layouts: the attributes that instances of a strict module's classes can have, at places that never change.
//!
//! They are attributes like others, only that the shape of every new instance has places for all of them, and that none can
//! be added. So a class attribute of the same name is what an instance shows until its own is set, and several
//! bases with fixed layouts can be combined.

use smallvec::SmallVec;
use strict_bytecode::Constant;

use crate::heap::Gc;
use crate::object::{Dict, Function, Shape, Str, Tuple, Type};
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
        if self.strict.executing.is_empty() {
            return Ok(None);
        }
        let key = self.names.module;
        let Some(module) = self.dict_get_str(dict, key).and_then(Value::cast::<Str>) else { return Ok(None) };
        let Some(qualified) = class.qualified_name.get().cast::<Str>() else { return Ok(None) };
        let Some(facts) = self.strict.facts.get(&module.to_lossy()) else { return Ok(None) };
        let Some(layout) = facts.layouts.get(&qualified.to_lossy()).cloned() else { return Ok(None) };
        Ok(Some(layout.iter().map(|name| self.intern(name)).collect()))
    }

    /// Warns of an attribute that an instance of a class with `@loose_slots` gets, unless the class or a base shows it.
    ///
    /// # Errors
    /// The warning, if a filter makes it an exception.
    #[cold]
    pub(crate) fn warn_of_loose_attribute(&mut self, class: Gc<Type>, name: Gc<Str>) -> Outcome<()> {
        let shows = |base: Gc<Type>, vm: &mut Vm| {
            let namespace = base.dict.get();
            let key = vm.names.static_attributes;
            let stored = vm.dict_get_str(namespace, key).and_then(Value::cast::<Tuple>);
            if stored.is_some_and(|names| names.as_slice().contains(&name.value())) {
                return true;
            }
            let key = vm.names.annotations;
            let annotated = vm.dict_get_str(namespace, key).and_then(Value::cast::<Dict>);
            if annotated.is_some_and(|names| vm.dict_get_str(names, name).is_some()) {
                return true;
            }
            // What makes the annotations has their names as constants.
            let key = vm.names.annotate_func;
            let function = vm.dict_get_str(namespace, key).and_then(Value::cast::<Function>);
            function.is_some_and(|function| {
                let text = name.to_lossy();
                let mut constants = function.code.get().code().constants.iter();
                constants
                    .any(|it| matches!(it, Constant::Str(constant) if constant.to_string_lossy() == text))
            })
        };
        let bases = class.mro.get();
        for base in bases.as_slice().iter().filter_map(|base| base.cast::<Type>()) {
            if shows(base, self) {
                return Ok(());
            }
        }
        let message = format!(
            "'{}' object gets attribute '{}', which its class does not show (it is decorated with '@loose_slots')",
            self.class_name(class),
            name.to_lossy()
        );
        self.warn(self.exceptions.RuntimeWarning, &message, 1)
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
