//! Making classes: `type(name, bases, namespace)`, the method resolution order, layouts, slots.

use smallvec::SmallVec;

use crate::heap::{Gc, Kind};
use crate::object::{
    ClassMethod, Dict, Function, Member, Special, StaticMethod, Str, Table, Tuple, Type, TypeFlags,
};
use crate::protocol::Arguments;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Inline slots of a class's instances before anything is known of them.
const FIRST_SLOTS: u32 = 2;
/// Inline slots are at most so many at first.
const MOST_SLOTS: u32 = 30;

impl Vm {
    /// The most derived metaclass of `meta` and those of the bases.
    pub fn winning_metaclass(&mut self, meta: Gc<Type>, bases: Gc<Tuple>) -> Outcome<Gc<Type>> {
        let mut winner = meta;
        for base in bases.iter() {
            let other = self.type_of(base);
            if winner.is_subtype_of(other) {
                continue;
            }
            if !other.is_subtype_of(winner) {
                return Err(self.type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of \
                     the metaclasses of all its bases",
                ));
            }
            winner = other;
        }
        Ok(winner)
    }

    /// `type.__new__(meta, name, bases, namespace, **keywords)`
    pub fn new_class(
        &mut self,
        meta: Gc<Type>,
        name: Gc<Str>,
        bases: Gc<Tuple>,
        namespace: Gc<Dict>,
        keywords: Arguments<'_>,
    ) -> Outcome<Gc<Type>> {
        let bases = if bases.is_empty() {
            let object = self.types.object.value();
            self.tuple(&[object])
        } else {
            bases
        };
        let base = self.best_base(bases)?;
        let class: Gc<Type> = self.heap.alloc_with_attributes(meta.root_shape.get(), size_of::<Type>());
        let dict = self.new_dict();
        self.dict_update(dict, namespace.value())?;
        self.warn_of_odd_keys(dict, name)?;
        class.dict.set(class, dict);
        class.name.set(class, name.value());
        class.bases.set(class, bases);
        class.base.set(class, base);
        class.instance_kind.set(base.instance_kind.get());
        let mut flags = TypeFlags::HEAP.and(TypeFlags::BASE);
        for inherited in [
            TypeFlags::SEQUENCE,
            TypeFlags::MAPPING,
            TypeFlags::EXCEPTION,
            TypeFlags::METACLASS,
            TypeFlags::DICT,
            TypeFlags::WEAKREF,
        ] {
            if bases.iter().any(|base| base.cast::<Type>().is_some_and(|base| base.has(inherited))) {
                flags = flags.and(inherited);
            }
        }
        class.flags.set(flags);
        let specials = self.heap.array(Special::COUNT);
        class.specials.set(class, specials);
        self.take_class_entries(class, dict, name)?;
        self.fill_class_cells(class, dict)?;
        self.add_slots(class, base, dict)?;
        self.add_class_entries(dict)?;
        // A metaclass's own `mro` may look at the class that has no order yet.
        class.mro.set(class, self.empty_tuple);
        let order = self.resolution_order(class, meta)?;
        class.mro.set(class, order);
        self.last_version += 1;
        class.version.set(self.last_version);
        self.update_specials(class);
        for base in bases.iter() {
            if let Some(base) = base.cast::<Type>() {
                self.register_subclass(base, class);
            }
        }
        self.finish_class(class, dict, keywords)?;
        self.note_class(class);
        Ok(class)
    }

    /// Warns if a class would have attributes whose names are no strings.
    fn warn_of_odd_keys(&mut self, dict: Gc<Dict>, name: Gc<Str>) -> Outcome<()> {
        let mut at = 0;
        while let Some(found) = dict.next_entry(at) {
            at = found + 1;
            if !dict.key_at(found).is::<Str>() {
                let message = format!("non-string key in the __dict__ of class {}", name.to_lossy());
                return crate::modules::warn(self, self.exceptions.RuntimeWarning, &message);
            }
        }
        Ok(())
    }

    /// The base that decides the layout.
    pub(crate) fn best_base(&mut self, bases: Gc<Tuple>) -> Outcome<Gc<Type>> {
        let mut best: Option<Gc<Type>> = None;
        for base in bases.iter() {
            let Some(base) = base.cast::<Type>() else {
                return Err(self.type_error("bases must be types"));
            };
            if !base.has(TypeFlags::BASE) {
                let name = self.class_name(base);
                return Err(self.type_error(format!("type '{name}' is not an acceptable base type")));
            }
            best = match best {
                None => Some(base),
                Some(known) => {
                    let (a, b) = (self.solid_base(known), self.solid_base(base));
                    if a.is_subtype_of(b) {
                        Some(known)
                    } else if b.is_subtype_of(a) {
                        Some(base)
                    } else {
                        return Err(self.type_error("multiple bases have instance lay-out conflict"));
                    }
                }
            };
        }
        match best {
            Some(best) => Ok(best),
            None => Ok(self.types.object),
        }
    }

    /// The nearest class along the bases that adds something to the layout.
    fn solid_base(&self, class: Gc<Type>) -> Gc<Type> {
        let mut class = class;
        while let Some(base) = class.base.try_get() {
            // Built-in exceptions add to the layout if they have more fields, which their specification counts.
            let is_plain_exception = class.has(TypeFlags::EXCEPTION) && class.spec.get() == base.spec.get();
            if base.instance_kind.get() != class.instance_kind.get()
                || base.slot_count.get() != class.slot_count.get()
                || !(class.is_heap_type() || is_plain_exception || class.makes(Kind::Instance))
            {
                return class;
            }
            class = base;
        }
        class
    }

    /// Moves what the namespace says about the class itself into the class.
    fn take_class_entries(&mut self, class: Gc<Type>, dict: Gc<Dict>, name: Gc<Str>) -> Outcome<()> {
        let names = (self.names.qualname, self.names.module);
        match self.dict_remove(dict, names.0.value())? {
            Some(qualified) if qualified.is::<Str>() => class.qualified_name.set(class, qualified),
            Some(other) => {
                let given = self.type_name(other);
                return Err(self.type_error(format!("type __qualname__ must be a str, not {given}")));
            }
            None => class.qualified_name.set(class, name.value()),
        }
        if !self.dict_contains(dict, names.1.value())?
            && let Some(module) = self.current_module_name()
        {
            self.dict_set(dict, names.1.value(), module)?;
        }
        // These are static or class methods even if they are not declared so.
        let new = self.names.special(Special::New);
        if let Some(function) = self.dict_get(dict, new.value())?
            && function.is::<Function>()
        {
            let method = self.new_staticmethod(function);
            self.dict_set(dict, new.value(), method)?;
        }
        for special in [Special::InitSubclass, Special::ClassGetItem] {
            let key = self.names.special(special);
            if let Some(function) = self.dict_get(dict, key.value())?
                && function.is::<Function>()
            {
                let method = self.new_classmethod(function);
                self.dict_set(dict, key.value(), method)?;
            }
        }
        Ok(())
    }

    /// Adds what every class has, behind its own entries: a docstring, and no hash where equality is its own.
    fn add_class_entries(&mut self, dict: Gc<Dict>) -> Outcome<()> {
        let doc = self.names.doc;
        if !self.dict_contains(dict, doc.value())? {
            self.dict_set(dict, doc.value(), Value::NONE)?;
        }
        let (equal, hash) = (self.names.special(Special::Equal), self.names.special(Special::Hash));
        if self.dict_contains(dict, equal.value())? && !self.dict_contains(dict, hash.value())? {
            self.dict_set(dict, hash.value(), Value::NONE)?;
        }
        Ok(())
    }

    /// A `classmethod`.
    pub fn new_classmethod(&mut self, function: Value) -> Value {
        let shape = self.types.classmethod.root_shape.get();
        let method: Gc<ClassMethod> = self.heap.alloc_with_attributes(shape, size_of::<ClassMethod>());
        method.function.init(function);
        method.value()
    }

    /// Decides the places of attributes: `__slots__`, and how many inline slots instances get.
    fn add_slots(&mut self, class: Gc<Type>, base: Gc<Type>, dict: Gc<Dict>) -> Outcome<()> {
        let mut places = base.slot_count.get();
        // What the class adds is what the base that its layout comes from does not have; slots may not name it twice, either.
        let inherited = (base.has(TypeFlags::DICT), base.has(TypeFlags::WEAKREF));
        let key = self.names.slots;
        let mut members: SmallVec<[(Gc<Str>, u32); 8]> = SmallVec::new();
        let mut fixed = self.inherited_attributes(class);
        // Instances that vary in size have no end at which there could be places, says CPython.
        let mut variable = [Kind::Int, Kind::Tuple, Kind::Bytes, Kind::Type].into_iter();
        let has_no_end = variable.any(|kind| class.makes(kind));
        match self.dict_get(dict, key.value())? {
            None => {
                class.add(TypeFlags::ATTRIBUTES);
                if !has_no_end {
                    class.add(TypeFlags::WEAKREF);
                }
                let layout = if class.has(TypeFlags::DICT) || !class.makes(Kind::Instance) {
                    None
                } else {
                    self.attributes_by_facts(class, dict)?
                };
                match layout {
                    Some(own) => {
                        let own = own.into_iter().filter(|name| !fixed.contains(name));
                        let own: SmallVec<[Gc<Str>; 8]> = own.collect();
                        fixed.extend(own);
                    }
                    None => class.add(TypeFlags::DICT),
                }
            }
            Some(slots) => {
                if class.has(TypeFlags::DICT) {
                    class.add(TypeFlags::ATTRIBUTES);
                }
                let (mut taken_dict, mut taken_weakref) = inherited;
                let names = if slots.is::<Str>() { self.list_of(&[slots])? } else { self.list_from(slots)? };
                if !names.is_empty() && has_no_end {
                    let base = base.display_name();
                    let message = format!("nonempty __slots__ not supported for subtype of '{base}'");
                    return Err(self.type_error(message));
                }
                for index in 0..names.len() {
                    let slot = names.get(index).unwrap_or(Value::NONE);
                    let Some(slot) = slot.cast::<Str>() else {
                        let given = self.type_name(slot);
                        return Err(
                            self.type_error(format!("__slots__ items must be strings, not '{given}'"))
                        );
                    };
                    let slot = self.intern_str(slot);
                    if !slot.view().is_identifier() {
                        return Err(self.type_error("__slots__ must be identifiers"));
                    }
                    let taken = if slot == self.names.dict {
                        std::mem::replace(&mut taken_dict, true)
                    } else {
                        slot == self.names.weakref && std::mem::replace(&mut taken_weakref, true)
                    };
                    if taken {
                        let slot = slot.to_lossy();
                        return Err(self.type_error(format!("{slot} slot disallowed: we already got one")));
                    }
                    if slot == self.names.dict {
                        class.add(TypeFlags::DICT.and(TypeFlags::ATTRIBUTES));
                        continue;
                    }
                    if slot == self.names.weakref {
                        class.add(TypeFlags::WEAKREF);
                        continue;
                    }
                    let slot = self.mangled(class, slot);
                    if self.dict_contains(dict, slot.value())? {
                        let text = slot.to_lossy();
                        return Err(
                            self.value_error(format!("'{text}' in __slots__ conflicts with class variable"))
                        );
                    }
                    members.push((slot, 0));
                }
                // Classes with the same names have the same places, however they list them.
                members.sort_by_key(|(slot, _)| slot.to_lossy());
                for (_, place) in &mut members {
                    *place = places;
                    places += 1;
                }
                if places > 0 || !fixed.is_empty() {
                    class.add(TypeFlags::ATTRIBUTES);
                }
            }
        }
        for &(name, place) in &members {
            let member: Gc<Member> = self.heap.alloc(self.types.member_descriptor.root_shape.get());
            member.owner.init(class);
            member.name.init(name.value());
            member.place.set(place);
            self.dict_set(dict, name.value(), member.value())?;
        }
        if class.has(TypeFlags::DICT) && !inherited.0 {
            self.add_dict_attribute(class, dict)?;
        }
        if class.has(TypeFlags::WEAKREF) && !inherited.1 {
            self.add_weakref_attribute(class, dict)?;
        }
        class.slot_count.set(places);
        let mut inline = places + fixed.len() as u32;
        if class.has(TypeFlags::DICT) {
            let key = self.names.static_attributes;
            let told =
                self.dict_get(dict, key.value())?.and_then(Value::cast::<Tuple>).map_or(0, |it| it.len());
            let inherited = base.inline_slots.get().saturating_sub(base.slot_count.get());
            inline += (told as u32 + inherited).clamp(FIRST_SLOTS, MOST_SLOTS);
        }
        class.inline_slots.set(inline);
        let shape = self.heap.new_root_shape_with(class, inline, places, &fixed);
        shape.is_closed.set(!class.has(TypeFlags::DICT));
        class.root_shape.set(class, shape);
        let dictionary = self.heap.new_root_shape(class, inline, places);
        dictionary.is_dictionary.set(true);
        class.dict_shape.set(class, dictionary);
        Ok(())
    }

    /// Gives a class the attribute `__dict__`.
    fn add_dict_attribute(&mut self, class: Gc<Type>, dict: Gc<Dict>) -> Outcome<()> {
        use crate::builtins::type_type::{instance_dict, set_instance_dict};
        let key = self.names.dict;
        self.add_computed_attribute(class, dict, key, instance_dict, Some(set_instance_dict))
    }

    /// Gives a class the attribute `__weakref__`.
    fn add_weakref_attribute(&mut self, class: Gc<Type>, dict: Gc<Dict>) -> Outcome<()> {
        let key = self.names.weakref;
        self.add_computed_attribute(class, dict, key, crate::builtins::weakref::first_reference, None)
    }

    fn add_computed_attribute(
        &mut self,
        class: Gc<Type>,
        dict: Gc<Dict>,
        key: Gc<Str>,
        getter: crate::object::Getter,
        setter: Option<crate::object::Setter>,
    ) -> Outcome<()> {
        if class.instance_kind.get() == Kind::Type as u8 || self.dict_contains(dict, key.value())? {
            return Ok(());
        }
        let descriptor: Gc<crate::object::GetSet> =
            self.heap.alloc(self.types.getset_descriptor.root_shape.get());
        descriptor.owner.init(class);
        descriptor.name.init(key.value());
        descriptor.getter.set(Some(getter));
        descriptor.setter.set(setter);
        self.dict_set(dict, key.value(), descriptor.value())
    }

    /// A private name of a class, mangled.
    fn mangled(&mut self, class: Gc<Type>, name: Gc<Str>) -> Gc<Str> {
        let text = name.to_lossy();
        if !text.starts_with("__") || text.ends_with("__") {
            return name;
        }
        let class_name = class.display_name();
        let class_name = class_name.trim_start_matches('_');
        if class_name.is_empty() { name } else { self.intern(&format!("_{class_name}{text}")) }
    }

    /// The `__mro__` of a new class: what the metaclass's `mro` says, mostly the C3 linearisation.
    pub fn resolution_order(&mut self, class: Gc<Type>, meta: Gc<Type>) -> Outcome<Gc<Tuple>> {
        let name = self.names.mro;
        let custom = self.lookup(meta, name);
        if custom.is_some() && custom != self.own_attribute(self.types.type_, name) {
            let order = self.call_method_value(custom.unwrap_or(Value::NONE), class.value(), &[])?;
            let order = self.tuple_from(order)?;
            let solid = self.solid_base(class);
            for &entry in order.as_slice() {
                let Some(entry_class) = entry.cast::<Type>() else {
                    let given = self.type_name(entry);
                    return Err(self.type_error(format!("mro() returned a non-class ('{given}')")));
                };
                let other = self.solid_base(entry_class);
                if solid != other && !solid.is_subtype_of(other) {
                    let given = entry_class.display_name();
                    let message = format!("mro() returned base with unsuitable layout ('{given}')");
                    return Err(self.type_error(message));
                }
            }
            return Ok(order);
        }
        self.linearize(class)
    }

    /// The C3 linearisation of a class and its bases.
    pub fn linearize(&mut self, class: Gc<Type>) -> Outcome<Gc<Tuple>> {
        let bases = class.bases.get();
        for (index, base) in bases.iter().enumerate() {
            if bases.iter().skip(index + 1).any(|other| other == base) {
                let name = base.cast::<Type>().map_or_else(String::new, |base| base.display_name());
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        let mut result: SmallVec<[Value; 16]> = SmallVec::new();
        result.push(class.value());
        if let &[only] = bases.as_slice() {
            if let Some(base) = only.cast::<Type>() {
                result.extend(base.mro.get().iter());
            }
            return self.new_tuple(&result);
        }
        // Sequences to merge: the bases' orders and the bases, each with how far it has been taken.
        let mut sequences: Vec<(Gc<Tuple>, usize)> =
            bases.iter().filter_map(|base| Some((base.cast::<Type>()?.mro.get(), 0))).collect();
        sequences.push((bases, 0));
        loop {
            sequences.retain(|&(sequence, at)| at < sequence.len());
            if sequences.is_empty() {
                return self.new_tuple(&result);
            }
            let candidate = sequences.iter().map(|&(sequence, at)| sequence.get(at)).find(|&head| {
                !sequences.iter().any(|&(sequence, at)| sequence.iter().skip(at + 1).any(|it| it == head))
            });
            let Some(next) = candidate else {
                let names: Vec<String> = sequences
                    .iter()
                    .filter_map(|&(sequence, at)| sequence.get(at).cast::<Type>())
                    .map(|class| class.display_name())
                    .fold(Vec::new(), |mut names, name| {
                        if !names.contains(&name) {
                            names.push(name);
                        }
                        names
                    });
                return Err(self.type_error(format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            result.push(next);
            for (sequence, at) in &mut sequences {
                if *at < sequence.len() && sequence.get(*at) == next {
                    *at += 1;
                }
            }
        }
    }

    /// Puts a new class into the cells that its body's functions know it by.
    fn fill_class_cells(&mut self, class: Gc<Type>, dict: Gc<Dict>) -> Outcome<()> {
        let entries = [
            (self.names.classcell, class.value(), "__classcell__"),
            (self.names.classdictcell, dict.value(), "__classdictcell__"),
        ];
        for (key, content, name) in entries {
            let Some(value) = self.dict_remove(dict, key.value())? else { continue };
            let Some(cell) = value.cast::<crate::object::CellObject>() else {
                let given = self.type_of(value).value();
                let given = self.repr(given)?.to_lossy();
                return Err(self.type_error(format!("{name} must be a nonlocal cell, not {given}")));
            };
            cell.store(content);
        }
        Ok(())
    }

    /// Calls `__set_name__` and `__init_subclass__`.
    fn finish_class(&mut self, class: Gc<Type>, dict: Gc<Dict>, keywords: Arguments<'_>) -> Outcome<()> {
        let mut entry = 0;
        let snapshot = self.new_list();
        while let Some(found) = dict.next_entry(entry) {
            let value = dict.value_at(found);
            if value.is_pointer() && self.type_of(value).has_special(Special::SetName) {
                self.append(snapshot, dict.key_at(found))?;
                self.append(snapshot, value)?;
            }
            entry = found + 1;
        }
        for index in (0..snapshot.len()).step_by(2) {
            if let (Some(key), Some(value)) = (snapshot.get(index), snapshot.get(index + 1))
                && let Err(raised) = self.call_special(value, Special::SetName, &[class.value(), key])
            {
                let key = self.repr_of_raised_safe(key);
                let (what, name) = (self.type_name(value), class.display_name());
                let note = format!("Error calling __set_name__ on '{what}' instance {key} in '{name}'");
                self.add_note_to_raised(&note);
                return Err(raised);
            }
        }
        let super_object = self.new_super(class.value(), class.value(), class.value());
        let name = self.names.special(Special::InitSubclass);
        let method = self.get_attribute(super_object, name)?;
        self.call_with(method, keywords)?;
        Ok(())
    }

    /// The `repr` of a value while an exception is being raised.
    fn repr_of_raised_safe(&mut self, value: Value) -> String {
        self.with_saved_exception(|vm| vm.repr_lossy(value))
    }

    /// Adds a note to the exception raised.
    pub fn add_note_to_raised(&mut self, note: &str) {
        let exception = self.raised;
        self.with_saved_exception(|vm| {
            let note = vm.new_str(note);
            let name = vm.names.add_note;
            if vm.call_method(exception, name, &[note.value()]).is_err() {
                vm.raised = Value::UNBOUND;
            }
        });
    }

    /// A `super` object.
    pub fn new_super(&mut self, class: Value, object: Value, object_class: Value) -> Value {
        let proxy: Gc<crate::object::Super> = self.heap.alloc(self.types.super_.root_shape.get());
        proxy.class.init(class);
        proxy.object.init(object);
        proxy.object_class.init(object_class);
        proxy.value()
    }

    /// The `__name__` of the module whose code is running.
    pub fn current_module_name(&mut self) -> Option<Value> {
        let frame = self.stacks.frames().last()?;
        let globals = frame.function.globals.get();
        let key = self.names.dunder_name;
        self.dict_get_str(globals, key)
    }

    /// `__build_class__(function, name, *bases, **keywords)`
    pub fn build_class(&mut self, arguments: Arguments<'_>) -> Outcome<Value> {
        let positional = &arguments.values[..arguments.positional_count()];
        let [function, name, original @ ..] = positional else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        let Some(function) = function.cast::<Function>() else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let original_bases = self.new_tuple(original)?;
        let bases = self.resolve_bases(original_bases)?;
        let mut meta: Option<Value> = None;
        let keywords = self.new_dict();
        if let Some(names) = arguments.names {
            for (index, &value) in arguments.values[positional.len()..].iter().enumerate() {
                if names.get(index) == self.names.metaclass.value() {
                    meta = Some(value);
                } else {
                    self.dict_set(keywords, names.get(index), value)?;
                }
            }
        }
        let meta = match meta {
            None => {
                let first = match bases.as_slice() {
                    [] => self.types.type_,
                    [first, ..] => self.type_of(*first),
                };
                self.winning_metaclass(first, bases)?.value()
            }
            Some(told) => match told.cast::<Type>() {
                Some(told) => self.winning_metaclass(told, bases)?.value(),
                None => told,
            },
        };
        let (row, names) = self.spread(&[*name, bases.value()], keywords)?;
        let prepare = self.names.special(Special::Prepare);
        let namespace = if meta == self.types.type_.value() {
            self.new_dict().value()
        } else {
            match self.find_attribute(meta, prepare)? {
                Some(method) => self.call_with(method, Arguments { values: row.as_slice(), names })?,
                None => self.new_dict().value(),
            }
        };
        if !namespace.is::<Dict>() && !self.type_of(namespace).has_special(Special::GetItem) {
            let meta =
                meta.cast::<Type>().map_or_else(|| "<metaclass>".to_owned(), |meta| meta.display_name());
            let given = self.type_name(namespace);
            return Err(self.type_error(format!("{meta}.__prepare__() must return a mapping, not {given}")));
        }
        let class_cell = self.run_body(function, namespace)?;
        if bases != original_bases {
            let key = self.names.orig_bases;
            self.set_item(namespace, key.value(), original_bases.value())?;
        }
        let (row, names) = self.spread(&[*name, bases.value(), namespace], keywords)?;
        let class = self.call_with(meta, Arguments { values: row.as_slice(), names })?;
        if let Some(cell) = class_cell.cast::<crate::object::CellObject>()
            && class.is::<Type>()
            && cell.content.get() != class
        {
            let content = cell.content.get();
            let (name, made) = (self.repr(*name)?.to_lossy(), self.repr(class)?.to_lossy());
            if content.is_unbound() {
                return Err(self.error(
                    self.exceptions.RuntimeError,
                    format!(
                        "__class__ not set defining {name} as {made}. Was __classcell__ propagated to type.__new__?"
                    ),
                ));
            }
            let content = self.repr(content)?.to_lossy();
            return Err(self.type_error(format!("__class__ set to {content} defining {name} as {made}")));
        }
        Ok(class)
    }

    /// Positional values followed by a dictionary's values, and the tuple of its keys.
    pub fn spread(
        &mut self,
        positional: &[Value],
        keywords: Gc<Dict>,
    ) -> Outcome<(Gc<Tuple>, Option<Gc<Tuple>>)> {
        let row = self.list_of(positional)?;
        let names = self.new_list();
        let mut entry = 0;
        while let Some(found) = keywords.next_entry(entry) {
            self.append(row, keywords.value_at(found))?;
            self.append(names, keywords.key_at(found))?;
            entry = found + 1;
        }
        let row = self.tuple_of_list(row)?;
        let names = if names.is_empty() { None } else { Some(self.tuple_of_list(names)?) };
        Ok((row, names))
    }

    /// Replaces bases that are no classes by what their `__mro_entries__` says.
    pub fn resolve_bases(&mut self, bases: Gc<Tuple>) -> Outcome<Gc<Tuple>> {
        if bases.iter().all(super::super::value::Value::is::<Type>) {
            return Ok(bases);
        }
        let result = self.new_list();
        for base in bases.iter() {
            if base.is::<Type>() {
                self.append(result, base)?;
                continue;
            }
            let name = self.names.special(Special::MroEntries);
            match self.find_attribute(base, name)? {
                Some(method) => {
                    let entries = self.call(method, &[bases.value()])?;
                    if !entries.is::<Tuple>() {
                        return Err(self.type_error("__mro_entries__ must return a tuple"));
                    }
                    self.list_extend(result, entries)?;
                }
                None => self.append(result, base)?,
            }
        }
        self.tuple_of_list(result)
    }

    /// Whether a value is a function or method object that class creation treats specially.
    pub fn is_callable(&self, value: Value) -> bool {
        matches!(
            value.kind(),
            Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Type | Kind::StaticMethod)
        ) || self.type_of(value).has_special(Special::Call)
    }

    /// The function that a static method wraps, or the value itself.
    pub fn unwrap_static(value: Value) -> Value {
        value.cast::<StaticMethod>().map_or(value, |method| method.function.get())
    }
}
