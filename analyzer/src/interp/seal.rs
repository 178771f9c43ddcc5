//! What later importers may rely on: a module's proof covers its import, and its functions may run afterwards.
//!
//! Names that functions rebind are forgotten, and so are attributes and contents that functions of the module, or
//! methods of an object's class, change. `__init__` and its like run before an object is known to others.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Interp;
use crate::domain::{Dict, Elements, ObjectId, OnChange, Payload, Set, Slot, Value};
use crate::ir::{Code, Symbol, sym};

/// What the methods of a class change.
#[derive(Debug, Default)]
struct Changes {
    /// Attributes that methods store on instances.
    instance_stores: FxHashSet<Symbol>,
    /// Attributes of instances whose value methods change in place.
    instance_mutations: FxHashSet<Symbol>,
    /// Attributes that class methods store on the class.
    class_stores: FxHashSet<Symbol>,
    /// Attributes of the class or its instances whose value methods change in place.
    class_mutations: FxHashSet<Symbol>,
}

/// What is forgotten about the attributes of an object.
enum Forgotten {
    Value(Symbol, String),
    Contents(ObjectId, String),
}

impl Interp<'_> {
    /// Forgets what may change after import.
    pub(crate) fn seal(&mut self) {
        let mut classes: FxHashMap<ObjectId, Arc<Changes>> = FxHashMap::default();
        for index in 0..self.modules.len() {
            self.forget_globals(index);
        }
        let mutated: Vec<(u32, Arc<str>, FxHashSet<Symbol>)> = self
            .modules
            .iter()
            .map(|module| {
                let names = module.loaded.module.mutated_names.iter().copied().collect();
                (self.heap.get(module.object).owner, Arc::clone(&module.name), names)
            })
            .collect();
        for index in 0..self.heap.len() {
            let id = ObjectId { unit: self.heap.unit, index: index as u32 };
            let holder = self.heap.get(id);
            let is_value = self.heap.get(holder.class).on_change == OnChange::Settled;
            self.forget_state_of_function(id, &mutated);
            let holder = self.heap.get(id);
            if self.heap.attrs(id).is_none() || is_value || holder.on_change != OnChange::Check {
                continue;
            }
            for forgotten in self.forgotten_of(id, &mutated, &mut classes) {
                match forgotten {
                    Forgotten::Value(name, what) => {
                        self.heap.modify(id).attrs_mut().bind(name, Value::unknown(what));
                    }
                    Forgotten::Contents(target, what) => self.forget_contents(target, &what),
                }
            }
        }
    }

    /// What a function keeps from call to call: default values and variables of the functions around it.
    fn forget_state_of_function(&mut self, id: ObjectId, mutated: &[(u32, Arc<str>, FxHashSet<Symbol>)]) {
        let holder = self.heap.get(id);
        let Payload::Function(function) = &holder.payload else { return };
        let function = Arc::clone(function);
        let Some((index, (_, module, names))) =
            mutated.iter().enumerate().find(|(_, (owner, ..))| *owner == holder.owner)
        else {
            return;
        };
        let lowered = Arc::clone(&self.modules[index].loaded.module);
        let parameters = &function.code.parameters.positional;
        let defaulted = &parameters[parameters.len().saturating_sub(function.defaults.len())..];
        let positional = defaulted.iter().copied().zip(&function.defaults);
        let keyword = function.keyword_defaults.iter().map(|(name, value)| (*name, value));
        for (name, value) in positional.chain(keyword) {
            if let Value::Object(target) = value
                && names.contains(&name)
            {
                self.forget_contents(
                    *target,
                    &format!("`{name}`, whose contents functions of `{module}` change"),
                );
            }
        }
        for (name, cell) in function.code.free.iter().zip(&*function.closure) {
            let Payload::Cell(Some(slot)) = &self.heap.get(*cell).payload else { continue };
            let value = slot.value.clone();
            if !self.heap.is_local(*cell) {
                continue;
            }
            if lowered.rebound_cells.contains(name) {
                let what = format!("`{name}`, which functions of `{module}` rebind");
                self.heap.modify(*cell).payload =
                    Payload::Cell(Some(Slot { value: Value::unknown(what), maybe_unbound: false }));
            } else if let Value::Object(target) = value
                && names.contains(name)
            {
                self.forget_contents(
                    target,
                    &format!("`{name}`, whose contents functions of `{module}` change"),
                );
            }
        }
    }

    /// Names that functions of a module rebind, and attributes that they store on the values of its names.
    fn forget_globals(&mut self, index: usize) {
        let module = &self.modules[index];
        let (object, name) = (module.object, Arc::clone(&module.name));
        let lowered = Arc::clone(&module.loaded.module);
        for &(global, attribute) in &lowered.stored_attributes {
            let Some(Value::Object(target)) = self.heap.attr(object, global).map(|slot| slot.value.clone())
            else {
                continue;
            };
            if self.heap.is_local(target)
                && self.heap.get(target).on_change == OnChange::Check
                && self.heap.attr(target, attribute).is_some()
            {
                let what =
                    format!("attribute `{attribute}` of `{global}`, which functions of `{name}` store");
                self.heap.modify(target).attrs_mut().bind(attribute, Value::unknown(what));
            }
        }
        for &global in &lowered.rebound_globals {
            if let Some(slot) =
                self.heap.modify(object).attrs.as_mut().and_then(|attrs| attrs.get_mut(global))
            {
                slot.value =
                    Value::unknown(format!("`{name}.{global}`, which functions of the module rebind"));
            }
        }
    }

    /// What is forgotten about an object's attributes.
    fn forgotten_of(
        &self,
        id: ObjectId,
        mutated: &[(u32, Arc<str>, FxHashSet<Symbol>)],
        classes: &mut FxHashMap<ObjectId, Arc<Changes>>,
    ) -> Vec<Forgotten> {
        let holder = self.heap.get(id);
        let of_module = mutated.iter().find(|(owner, ..)| *owner == holder.owner);
        let of_class = self.changes(holder.class, classes);
        let of_itself = holder.as_class().is_some().then(|| self.changes(id, classes));
        let mut forgotten = Vec::new();
        for (name, slot) in self.heap.attrs(id).into_iter().flat_map(crate::domain::Namespace::iter) {
            let is_stored = of_class.instance_stores.contains(&name)
                || of_itself.as_ref().is_some_and(|changes| changes.class_stores.contains(&name));
            if is_stored {
                let class = self.class_name(if of_itself.is_some() { id } else { holder.class });
                let what = format!("attribute `{name}`, which methods of `{class}` store");
                forgotten.push(Forgotten::Value(name, what));
                continue;
            }
            let Value::Object(target) = &slot.value else { continue };
            if let Some((_, module, names)) = of_module
                && names.contains(&name)
            {
                let what = format!("`{name}`, whose contents functions of `{module}` change");
                forgotten.push(Forgotten::Contents(*target, what));
            } else if of_class.instance_mutations.contains(&name)
                || of_itself.as_ref().is_some_and(|changes| changes.class_mutations.contains(&name))
            {
                let class = self.class_name(if of_itself.is_some() { id } else { holder.class });
                let what = format!("`{name}`, whose contents methods of `{class}` change");
                forgotten.push(Forgotten::Contents(*target, what));
            }
        }
        forgotten
    }

    /// What methods of a class, its bases' included, change.
    fn changes(&self, class: ObjectId, known: &mut FxHashMap<ObjectId, Arc<Changes>>) -> Arc<Changes> {
        if let Some(changes) = known.get(&class) {
            return Arc::clone(changes);
        }
        let mut changes = Changes::default();
        let mro = self.heap.get(class).as_class().map(|class| class.mro.as_slice()).unwrap_or_default();
        for (name, slot) in
            mro.iter().filter_map(|base| self.heap.attrs(*base)).flat_map(crate::domain::Namespace::iter)
        {
            let Value::Object(member) = &slot.value else { continue };
            match &self.heap.get(*member).payload {
                Payload::ClassMethod(inner) => {
                    let Some(code) = self.code_of(inner) else { continue };
                    changes.class_mutations.extend(code.self_mutations.iter().copied());
                    if name != sym::init_subclass {
                        let stores = code.self_stores.iter().filter(|store| !store.on_new);
                        changes.class_stores.extend(stores.map(|store| store.name));
                    }
                }
                Payload::Property(parts) => {
                    for code in parts.iter().filter_map(|part| self.code_of(part)) {
                        changes.of_method(code, false);
                    }
                }
                _ => {
                    if let Some(code) = self.code_of(&slot.value) {
                        changes.of_method(code, runs_before_use(name));
                    }
                }
            }
        }
        let changes = Arc::new(changes);
        known.insert(class, Arc::clone(&changes));
        changes
    }

    pub(super) fn code_of(&self, function: &Value) -> Option<&Code> {
        match &self.heap.get(function.as_object()?).payload {
            Payload::Function(function) => Some(&function.code),
            _ => None,
        }
    }

    /// Forgets the contents of a container, and of containers in it.
    fn forget_contents(&mut self, id: ObjectId, what: &str) {
        if !self.heap.is_local(id) || self.heap.get(id).on_change != OnChange::Check {
            return;
        }
        let unknown = || Value::unknown(format!("contents of {what}"));
        let summary = |set: bool| {
            let mut dict = Dict::default();
            dict.rest = Some(Box::new((unknown(), if set { Value::None } else { unknown() })));
            dict
        };
        let payload = match &self.heap.get(id).payload {
            Payload::List(_) => Payload::List(Elements::Summary(unknown())),
            Payload::Dict(_) => Payload::Dict(summary(false)),
            Payload::Set(_) => Payload::Set(Set { dict: summary(true) }),
            Payload::ByteArray(_) => Payload::ByteArray(None),
            Payload::None => {
                // Containers that an instance holds are changed by its methods.
                let held: Vec<ObjectId> = self
                    .heap
                    .attrs(id)
                    .into_iter()
                    .flat_map(crate::domain::Namespace::iter)
                    .filter_map(|(_, slot)| slot.value.as_object())
                    .collect();
                for inner in held {
                    if !matches!(self.heap.get(inner).payload, Payload::None) {
                        self.forget_contents(inner, what);
                    }
                }
                return;
            }
            _ => return,
        };
        self.heap.modify(id).payload = payload;
    }
}

impl Changes {
    fn of_method(&mut self, code: &Code, runs_before_use: bool) {
        self.class_mutations.extend(code.self_mutations.iter().copied());
        if !runs_before_use {
            self.instance_mutations.extend(code.self_mutations.iter().copied());
            // Nobody else has an object that the method has just made.
            let stores = code.self_stores.iter().filter(|store| !store.on_new);
            self.instance_stores.extend(stores.map(|store| store.name));
        }
    }
}

/// Whether a method makes an object ready before others can have it.
fn runs_before_use(name: Symbol) -> bool {
    [sym::new, sym::init, sym::set_name, sym::init_subclass].contains(&name)
        || ["__post_init__", "__setstate__"].contains(&name.as_str())
}
