//! What instances of a class are made of: the built-in layout they carry and the slots they declare
//! (CPython's `best_base` and `type_new_slots`).

use super::{Eval, Interp};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Elements, Namespace, ObjectId, Payload, Slot, Value};
use crate::ir::{Symbol, sym};

/// Built-in types whose instances vary in size and therefore cannot have slots.
const VARIABLE_SIZED: &[ObjectId] = &[types::INT, types::TUPLE, types::BYTES, types::TYPE];

/// Built-in types, not final, whose instances can be referred to weakly.
const WEAKLY_REFERABLE: &[ObjectId] = &[types::SET, types::FROZENSET];

/// Exceptions that hold more than `BaseException` does.
const EXCEPTIONS_WITH_FIELDS: &[ObjectId] = &[
    exc::BASE_EXCEPTION_GROUP,
    exc::SYSTEM_EXIT,
    exc::ATTRIBUTE_ERROR,
    exc::IMPORT_ERROR,
    exc::NAME_ERROR,
    exc::OS_ERROR,
    exc::STOP_ITERATION,
    exc::SYNTAX_ERROR,
    exc::UNICODE_DECODE_ERROR,
    exc::UNICODE_ENCODE_ERROR,
    exc::UNICODE_TRANSLATE_ERROR,
];

impl Interp<'_> {
    /// The built-in type whose contents instances of a class with these bases carry.
    pub(super) fn layout_of(&mut self, bases: &[ObjectId]) -> Eval<ObjectId> {
        let mut solid = types::OBJECT;
        for base in bases {
            let candidate = self.solid_base(*base);
            if self.is_subclass_of(solid, candidate) {
                continue;
            }
            if !self.is_subclass_of(candidate, solid) {
                return self.bad_slots(exc::TYPE_ERROR, "multiple bases have instance lay-out conflict");
            }
            solid = candidate;
        }
        let layout = self.heap.get(solid).as_class().map_or(types::OBJECT, |class| class.layout);
        if crate::builtins::is_final(layout) {
            let name = self.class_name(layout);
            return self.type_error(&format!("type '{name}' is not an acceptable base type"));
        }
        Ok(layout)
    }

    /// The nearest class, at or above this one, that adds something to its instances beside `__dict__` and
    /// `__weakref__`. Those above a class are in one line, since it could not be made otherwise, and the resolution order
    /// begins with the most derived one.
    fn solid_base(&self, id: ObjectId) -> ObjectId {
        let mro = self.heap.get(id).as_class().map(|class| class.mro.as_slice()).unwrap_or_default();
        let solid = mro.iter().find_map(|id| {
            let class = self.heap.get(*id).as_class()?;
            let adds_slots =
                class.slots.as_ref().is_some_and(|slots| slots.iter().any(|slot| !is_special(*slot)));
            if adds_slots {
                return Some(*id);
            }
            if id.unit.0 != 0 {
                return None;
            }
            let with_fields = class.mro.iter().find(|id| EXCEPTIONS_WITH_FIELDS.contains(id));
            let layout = with_fields.copied().unwrap_or(class.layout);
            (layout != types::OBJECT).then_some(layout)
        });
        solid.unwrap_or(types::OBJECT)
    }

    /// The slots, their private names mangled, that the namespace of a new class declares, for which descriptors are put
    /// there; `None` when it declares none, or they are not known.
    pub(super) fn declare_slots(
        &mut self,
        class: Symbol,
        bases: &[ObjectId],
        layout: ObjectId,
        attrs: &mut Namespace,
    ) -> Eval<Option<Vec<Symbol>>> {
        let Some(slots) = attrs.get(sym::slots).map(|slot| slot.value.clone()) else { return Ok(None) };
        let items = match &slots {
            Value::Str(_) => vec![slots.clone()],
            other => match self.collect(other)? {
                Elements::Exact(items) => items,
                Elements::Summary(_) => return Ok(None),
            },
        };
        if !items.is_empty() && VARIABLE_SIZED.contains(&layout) {
            let base = bases.first().map(|base| self.class_name(*base)).unwrap_or_default();
            let message = format!("nonempty __slots__ not supported for subtype of '{base}'");
            return self.bad_slots(exc::TYPE_ERROR, &message);
        }
        let mut names = Vec::with_capacity(items.len());
        for item in items {
            let Some(name) = self.symbol_of(&item) else {
                if matches!(item, Value::Typed(types::STR)) {
                    return Ok(None);
                }
                let type_name = self.type_name(&item);
                let message = format!("__slots__ items must be strings, not '{type_name}'");
                return self.bad_slots(exc::TYPE_ERROR, &message);
            };
            if !matches!(self.heap.unwrap(&item), Value::Str(text) if text.view().is_identifier()) {
                return self.bad_slots(exc::TYPE_ERROR, "__slots__ must be identifiers");
            }
            let inherited = name == sym::dict && self.any_base_has_dict(bases)
                || name == sym::weakref && self.any_base_has_weakrefs(bases);
            if inherited || is_special(name) && names.contains(&name) {
                let message = format!("{name} slot disallowed: we already got one");
                return self.bad_slots(exc::TYPE_ERROR, &message);
            }
            names.push(Symbol::new(&strict_syntax::mangle(Some(class.as_str()), name.as_str())));
        }
        let mut members: Vec<Symbol> = names.iter().copied().filter(|slot| !is_special(*slot)).collect();
        members.sort_by_key(|slot| slot.as_str());
        for slot in &members {
            if let Some(Slot { value, maybe_unbound }) = attrs.get(*slot)
                && !matches!(value, Value::Object(id) if matches!(self.heap.get(*id).payload, Payload::Member(_)))
            {
                if *maybe_unbound {
                    self.maybe_raise_class(exc::VALUE_ERROR);
                    continue;
                }
                let message = format!("'{slot}' in __slots__ conflicts with class variable");
                return self.bad_slots(exc::VALUE_ERROR, &message);
            }
            let member = self.alloc(types::MEMBER_DESCRIPTOR, Payload::Member(*slot));
            attrs.bind(*slot, member);
        }
        Ok(Some(names))
    }

    pub(super) fn any_base_has_dict(&self, bases: &[ObjectId]) -> bool {
        bases.iter().any(|base| self.heap.get(*base).as_class().is_some_and(|class| class.has_dict))
    }

    /// Whether instances of the class can be referred to weakly, and those of its bases cannot.
    pub(super) fn gets_weakrefs(&self, class: &crate::domain::Class) -> bool {
        !VARIABLE_SIZED.contains(&class.layout)
            && !WEAKLY_REFERABLE.contains(&class.layout)
            && !self.any_base_has_weakrefs(&class.bases)
    }

    fn any_base_has_weakrefs(&self, bases: &[ObjectId]) -> bool {
        let has = |id: &ObjectId| {
            self.heap.get(*id).as_class().is_some_and(|class| {
                class.user_defined && class.slots.as_ref().is_none_or(|slots| slots.contains(&sym::weakref))
            })
        };
        bases
            .iter()
            .any(|base| self.heap.get(*base).as_class().is_some_and(|class| class.mro.iter().any(has)))
    }

    /// Raises an exception that is a finding of its own when it leaves the module.
    #[cold]
    fn bad_slots<T>(&mut self, class: ObjectId, message: &str) -> Eval<T> {
        let exception = self.exception(class, message);
        if let Value::Object(id) = &exception
            && let Payload::Exception(data) = &mut self.heap.modify(*id).payload
        {
            data.finding = Some(DiagnosticCode::BadSlots);
        }
        Err(super::Stop::Raise(exception))
    }
}

/// Whether a slot holds the attributes or the weak references of an instance.
fn is_special(slot: Symbol) -> bool {
    slot == sym::dict || slot == sym::weakref
}
