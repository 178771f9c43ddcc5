//! Attributes that methods read of their instances, that no instance has, and that nearly have the name of one that it has.
//!
//! Methods that importing does not run are looked at too. An attribute that only a subclass adds is nothing to report, so it is
//! one that lacks a name, and has a neighbour, that is taken for a mistake.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Interp, LOOSE};
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::domain::{Namespace, ObjectId, Payload, Value};
use crate::ir::{SelfLoad, Symbol, sym};

/// Modules with more classes are made by programs, which do not misspell.
const MAX_CLASSES: usize = 1000;

impl Interp<'_> {
    /// What methods of a module's classes read by a wrong name.
    pub(crate) fn misspelt_attributes(&self, index: usize) -> Vec<Diagnostic> {
        let module = &self.modules[index];
        let mut found = Vec::new();
        if module.classes.len() > MAX_CLASSES {
            return found;
        }
        for id in &module.classes {
            let mut loads = self.loads_of_methods(*id, &module.loaded.source);
            if loads.is_empty() {
                continue;
            }
            let Some(own) = self.instance_names(*id) else { continue };
            loads.retain(|load| !own.contains(&load.name));
            if loads.is_empty() {
                continue;
            }
            // What a subclass of the same module adds may be meant.
            let is_heir = |heir: &&ObjectId| {
                self.heap.get(**heir).as_class().is_some_and(|class| class.mro.contains(id))
            };
            let heirs = module.classes.iter().filter(is_heir);
            let names: Option<Vec<FxHashSet<Symbol>>> =
                heirs.map(|heir| self.instance_names(*heir)).collect();
            let Some(names) = names else { continue };
            let known: FxHashSet<Symbol> = names.into_iter().flatten().collect();
            for load in loads {
                if known.contains(&load.name) {
                    continue;
                }
                let Some(meant) = nearest(load.name, &known) else { continue };
                let class = self.class_name(*id);
                found.push(Diagnostic {
                    code: Code::MisspeltAttribute,
                    message: format!("'{class}' object has no attribute '{}', which is read here", load.name),
                    primary: Location { source: Arc::clone(&module.loaded.source), range: load.range },
                    label: None,
                    trace: Vec::new(),
                    notes: Vec::new(),
                    help: Some(format!("did you mean `{meant}`?")),
                });
            }
        }
        found
    }

    /// Names of all attributes that instances of a class have; `None` if they may have others.
    fn instance_names(&self, id: ObjectId) -> Option<FxHashSet<Symbol>> {
        let mut names = FxHashSet::default();
        self.slots_of(id)?;
        let class = self.heap.get(id).as_class()?;
        for base in &class.mro {
            let header = self.heap.get(*base);
            let class = header.as_class()?;
            let is_loose = self.heap.attr(*base, Symbol::new(LOOSE)).is_some();
            if header.open || class.opaque || class.unknown_base.is_some() || is_loose {
                return None;
            }
            names.extend(self.heap.attrs(*base).into_iter().flat_map(Namespace::iter).map(|(name, _)| name));
            names.extend(class.self_stores.iter().map(|store| store.name));
            names.extend(self.slots_of(*base).into_iter().flatten().map(|name| Symbol::new(&name)));
            let computes = [sym::getattr, sym::getattribute].iter().any(|name| names.contains(name));
            if class.user_defined && computes {
                return None;
            }
        }
        Some(names)
    }

    /// Attributes that the methods of a class, which are in the source, read of their first parameter.
    fn loads_of_methods(&self, id: ObjectId, source: &Arc<strict_syntax::SourceFile>) -> Vec<SelfLoad> {
        let mut loads = Vec::new();
        for (_, slot) in self.heap.attrs(id).into_iter().flat_map(Namespace::iter) {
            let Value::Object(member) = &slot.value else { continue };
            let parts = match &self.heap.get(*member).payload {
                Payload::Function(_) => vec![slot.value.clone()],
                Payload::Property(parts) => parts[..3].to_vec(),
                _ => continue,
            };
            for id in parts.iter().filter_map(Value::as_object) {
                if let Payload::Function(function) = &self.heap.get(id).payload
                    && Arc::ptr_eq(&function.code.source, source)
                {
                    loads.extend(function.code.self_loads.iter().cloned());
                }
            }
        }
        loads
    }
}

/// The known name that differs in one letter, or in the order of two.
fn nearest(name: Symbol, known: &FxHashSet<Symbol>) -> Option<Symbol> {
    let text = name.as_str();
    if text.len() < 4 || name.is_dunder() {
        return None;
    }
    let near = known.iter().copied().filter(|other| !other.is_dunder() && is_near(text, other.as_str()));
    near.min_by_key(|other| other.as_str())
}

/// Whether one edit makes one text of the other: a letter more, less or another, or two neighbours exchanged.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    match (a, b) {
        ([first, second, rest @ ..], [other, another, others @ ..])
            if first == another && second == other && rest == others =>
        {
            true
        }
        ([_, rest @ ..], [_, others @ ..]) if rest == others => true,
        // A plural is another word.
        ([_, rest @ ..], others) if rest == others => !rest.is_empty(),
        (rest, [_, others @ ..]) if rest == others => !rest.is_empty(),
        _ => false,
    }
}
