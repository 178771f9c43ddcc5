//! Slots of strict classes, and names that are both class attribute and instance slot.

use super::Interp;
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::{Code, Diagnostic, Location};
use crate::domain::{ObjectId, Payload, Value};
use crate::ir::{ExprKind, NameRef, StmtKind, Symbol, sym};

/// Attribute by which `loose_slots` and `mutable` mark a class.
pub(crate) const LOOSE: &str = ".loose";
/// Attribute that holds the names given to `extra_slot`.
pub(crate) const EXTRA: &str = ".extra_slots";

impl Interp<'_> {
    /// The slots that instances of a class get on their own, without inherited ones; `None`: they keep a dictionary.
    pub(crate) fn slots_of(&self, id: ObjectId) -> Option<Vec<String>> {
        let class = self.heap.get(id).as_class()?;
        if let Some(slots) = &class.slots {
            return Some(slots.iter().map(ToString::to_string).collect());
        }
        if self.keeps_dict(id) {
            return None;
        }
        let inherited =
            |name: Symbol| class.mro.iter().skip(1).any(|base| self.own_slots(*base).contains(&name));
        Some(
            self.own_slots(id)
                .into_iter()
                .filter(|name| !inherited(*name))
                .map(|name| name.to_string())
                .collect(),
        )
    }

    /// Whether a class that declares no slots gives its instances a dictionary.
    fn keeps_dict(&self, id: ObjectId) -> bool {
        let Some(class) = self.heap.get(id).as_class() else { return true };
        let fixed_layout = class.layout == types::OBJECT || class.layout == exc::BASE_EXCEPTION;
        !class.gets_slots
            || class.needs_dict
            || class.unknown_base.is_some()
            || !fixed_layout
            || self.heap.attr(id, Symbol::new(LOOSE)).is_some()
            || self.is_enum(id)
    }

    /// Whether instances of a class keep a dictionary, its own or a base's.
    pub(crate) fn instances_have_dict(&self, id: ObjectId) -> bool {
        let Some(class) = self.heap.get(id).as_class() else { return false };
        class.has_dict && class.mro.iter().any(|base| self.brings_dict(*base))
    }

    /// Whether a class, of itself, gives its instances a dictionary.
    fn brings_dict(&self, id: ObjectId) -> bool {
        let Some(class) = self.heap.get(id).as_class() else { return true };
        match &class.slots {
            Some(slots) => slots.contains(&sym::dict),
            None if class.gets_slots => self.keeps_dict(id),
            None => class.has_dict,
        }
    }

    /// Whether a slot of that name is computed for a class or one of its bases.
    pub(crate) fn has_computed_slot(&self, id: ObjectId, name: Symbol) -> bool {
        let Some(class) = self.heap.get(id).as_class() else { return false };
        class.mro.iter().any(|base| {
            self.heap.get(*base).as_class().is_some_and(|base| base.gets_slots)
                && self.own_slots(*base).contains(&name)
        })
    }

    /// Whether instances of a class have no dictionary because slots are computed for it or one of its bases.
    pub(crate) fn lacks_slot(&self, id: ObjectId) -> bool {
        let Some(class) = self.heap.get(id).as_class() else { return false };
        class.has_dict && class.mro.iter().any(|base| self.slots_are_computed(*base))
    }

    fn slots_are_computed(&self, id: ObjectId) -> bool {
        self.heap.get(id).as_class().is_some_and(|class| class.gets_slots && class.slots.is_none())
    }

    /// Names that a class itself gives a slot: annotated without `ClassVar`, stored on `self`, or named by
    /// `extra_slot`.
    fn own_slots(&self, id: ObjectId) -> Vec<Symbol> {
        let Some(class) = self.heap.get(id).as_class() else { return Vec::new() };
        if !class.user_defined {
            return Vec::new();
        }
        if let Some(slots) = &class.slots {
            return slots.clone();
        }
        let mut names: Vec<Symbol> = Vec::new();
        let mut add = |name: Symbol| {
            if !names.contains(&name) {
                names.push(name);
            }
        };
        for (name, annotation) in self.recorded_annotations(id) {
            if let Some(name) = self.symbol_of(&name)
                && !self.is_class_variable(&annotation)
            {
                add(name);
            }
        }
        for store in &class.self_stores {
            let found = class.mro.iter().find_map(|base| self.heap.attr(*base, store.name));
            let is_property = found.is_some_and(|slot| self.is_property(&slot.value));
            let is_method = found.is_some_and(|slot| self.is_method(&slot.value));
            if !is_property && !is_method && store.name != sym::class && store.name != sym::dict {
                add(store.name);
            }
        }
        if let Some(Value::Tuple(extra)) = self.heap.attr(id, Symbol::new(EXTRA)).map(|slot| &slot.value) {
            extra.iter().filter_map(|name| self.symbol_of(name)).for_each(&mut add);
        }
        names
    }

    fn is_enum(&self, id: ObjectId) -> bool {
        let metaclass = self.heap.get(id).class;
        self.heap.get(metaclass).as_class().is_some_and(|class| {
            class.mro.iter().any(|base| matches!(self.class_name(*base).as_str(), "EnumType" | "EnumMeta"))
        })
    }

    /// Whether an annotation's text or code names `ClassVar`.
    fn is_class_variable(&self, annotation: &Value) -> bool {
        match annotation {
            Value::Str(text) => {
                let text = text.to_string_lossy();
                let head = text.split('[').next().unwrap_or_default().trim();
                head.rsplit('.').next() == Some("ClassVar")
            }
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::Function(function) => {
                    match self.heap.body(&function.code).first().map(|stmt| &stmt.kind) {
                        Some(StmtKind::Return(Some(value))) => {
                            let mut kind = &value.kind;
                            if let ExprKind::Subscript(inner, _) = kind {
                                kind = &inner.kind;
                            }
                            let name = match kind {
                                ExprKind::Attribute(_, name) => Some(*name),
                                ExprKind::Name(
                                    NameRef::Global(name)
                                    | NameRef::Namespace(name)
                                    | NameRef::NamespaceOrFree(name, _),
                                ) => Some(*name),
                                _ => None,
                            };
                            name.is_some_and(|name| name.as_str() == "ClassVar")
                        }
                        _ => false,
                    }
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_property(&self, value: &Value) -> bool {
        match value {
            Value::Object(id) => {
                let object = self.heap.get(*id);
                matches!(object.payload, Payload::Property(_) | Payload::Member(_))
                    || (object.class.unit.0 != 0
                        && self.heap.get(object.class).as_class().is_some_and(|class| {
                            class.mro.iter().any(|base| {
                                self.heap.attr(*base, sym::set).is_some()
                                    || self.heap.attr(*base, sym::get).is_some()
                            })
                        }))
            }
            _ => false,
        }
    }

    fn is_method(&self, value: &Value) -> bool {
        matches!(value, Value::Object(id) if matches!(
            self.heap.get(*id).payload,
            Payload::Function(_) | Payload::ClassMethod(_) | Payload::StaticMethod(_)
        ))
    }

    /// Methods that instances would hide: frozen classes keep methods read-only on instances.
    pub(crate) fn class_conflicts(&self, index: usize) -> Vec<Diagnostic> {
        let module = &self.modules[index];
        let mut found = Vec::new();
        for id in &module.classes {
            let Some(class) = self.heap.get(*id).as_class() else { continue };
            if self.keeps_dict(*id) {
                continue;
            }
            for store in &class.self_stores {
                let method = class.mro.iter().take_while(|base| base.unit.0 != 0).find_map(|base| {
                    self.heap.attr(*base, store.name).filter(|slot| self.is_method(&slot.value))
                });
                if method.is_none()
                    || !self.heap.attr(*id, store.name).is_some_and(|slot| self.is_method(&slot.value))
                {
                    continue;
                }
                found.push(Diagnostic {
                    code: Code::ClassInstanceConflict,
                    message: format!(
                        "`{}` is a method of class `{}` and is also assigned on its instances",
                        store.name, class.qualname
                    ),
                    primary: Location {
                        source: std::sync::Arc::clone(&module.loaded.source),
                        range: store.range,
                    },
                    label: None,
                    trace: Vec::new(),
                    notes: Vec::new(),
                    help: Some(
                        "rename the attribute or the method, or decorate the class with `loose_slots`"
                            .to_owned(),
                    ),
                });
            }
        }
        found
    }
}
