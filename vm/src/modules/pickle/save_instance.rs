//! Saving instances of ordinary classes, which say nothing about how they are pickled: without asking them, and without
//! making the dictionaries that their attributes would be in.

use super::opcodes::*;
use super::save::Saver;
use super::{note, shown_type};
use crate::builtins::prelude::*;
use crate::object::{Dict, GetSet, Shape};

/// What a class must not define, or only as `object` does.
const OWN_WAYS: &[&str] = &[
    "__reduce_ex__",
    "__reduce__",
    "__getstate__",
    "__getnewargs_ex__",
    "__getnewargs__",
    "__class__",
    "__dict__",
];

impl Saver {
    /// Saves an object if that needs none of its methods: whether it did.
    pub(super) fn save_plain(&mut self, vm: &mut Vm, object: Value) -> Outcome<bool> {
        let class = vm.type_of(object);
        if self.protocol < 2 || !self.is_plain(vm, class) || !object.is_kind(Kind::Instance) {
            return Ok(false);
        }
        // A reducer may be registered for the class.
        if let Some(table) = self.reducers.cast::<Dict>()
            && vm.dict_get(table, class.value())?.is_some()
        {
            return Ok(false);
        }
        let shape = vm.shape_of(object);
        // Attributes of the object itself can be its ways, too.
        let has_own = (0..shape.count.get()).any(|place| {
            shape.name_at(place).is_none_or(|name| name.as_ascii().is_none_or(|name| name.starts_with("__")))
        });
        if has_own || shape.is_dictionary.get() && object.attribute_dict().is_none() {
            return Ok(false);
        }
        let saved = self.save_parts_of(vm, object, class, shape);
        note(vm, saved, |vm| format!("when serializing {} object", shown_type(vm, object)))?;
        Ok(true)
    }

    /// Whether instances of a class are saved by `copyreg.__newobj__` and their attributes.
    fn is_plain(&mut self, vm: &mut Vm, class: Gc<Type>) -> bool {
        let key = (class.address(), class.version.get());
        if let Some(&known) = self.plain_classes.get(&key) {
            return known;
        }
        let object = vm.types.object;
        let is_plain = class.is_heap_type()
            && class.makes(Kind::Instance)
            && class.has(TypeFlags::PLAIN_GETATTR)
            && class.has(TypeFlags::DICT)
            && class.slot_count.get() == 0
            && vm.type_of(class.value()) == vm.types.type_
            && OWN_WAYS.iter().all(|name| {
                let name = vm.intern(name);
                let found = vm.lookup(class, name);
                found == vm.own_attribute(object, name)
                    || name.as_ascii() == Some("__dict__") && found.is_some_and(Value::is::<GetSet>)
            });
        self.plain_classes.insert(key, is_plain);
        is_plain
    }

    fn save_parts_of(
        &mut self,
        vm: &mut Vm,
        object: Value,
        class: Gc<Type>,
        shape: Gc<Shape>,
    ) -> Outcome<()> {
        let saved = self.save(vm, class.value(), true);
        note(vm, saved, |vm| format!("when serializing {} class", shown_type(vm, object)))?;
        let nothing = vm.empty_tuple.value();
        self.save(vm, nothing, true)?;
        self.out.op(NEWOBJ);
        match self.place_of(object) {
            Some(place) => {
                self.out.op(POP);
                self.get(place);
            }
            None => self.memoize(vm, object)?,
        }
        let saved = if shape.is_dictionary.get() {
            match object.attribute_dict() {
                Some(dict) if !dict.is_empty() => self.save(vm, dict.value(), true).map(|()| true),
                _ => Ok(false),
            }
        } else {
            self.save_attributes(vm, object, shape)
        };
        if note(vm, saved, |vm| format!("when serializing {} state", shown_type(vm, object)))? {
            self.out.op(BUILD);
        }
        Ok(())
    }

    /// Saves attributes as the dictionary that they would be in: whether there are any.
    fn save_attributes(&mut self, vm: &mut Vm, object: Value, shape: Gc<Shape>) -> Outcome<bool> {
        // A tuple of names and values, since saving one may change the others.
        let count = shape.count.get();
        let Some(pairs) = vm.heap.new_tuple(vm.types.tuple.root_shape.get(), 2 * count as usize) else {
            return Err(vm.memory_error());
        };
        let mut length = 0;
        for place in 0..count {
            let name = shape.name_at(place).map_or(Value::NONE, Gc::value);
            let value = object.slot(shape.place(place));
            length += usize::from(!value.is_unbound());
            pairs.init(2 * place as usize, name);
            pairs.init(2 * place as usize + 1, value);
        }
        if length == 0 {
            return Ok(false);
        }
        self.out.op(EMPTY_DICT);
        // The dictionary takes a place, at which nothing else is ever found.
        self.memoize_unseen(vm)?;
        if length > 1 {
            self.out.op(MARK);
        }
        for pair in pairs.as_slice().chunks_exact(2) {
            if pair[1].is_unbound() {
                continue;
            }
            self.save(vm, pair[0], true)?;
            let saved = self.save(vm, pair[1], true);
            note(vm, saved, |vm| format!("when serializing dict item {}", vm.repr_lossy(pair[0])))?;
        }
        self.out.op(if length > 1 { SETITEMS } else { SETITEM });
        Ok(true)
    }
}
