//! What runs when objects die: `__del__`, and the rest of suspended generators.
//!
//! When an object dies is not followed. Those that a module has made, and does not hold by a name when its execution
//! ends, are taken to be dead by then: what their finalizers do is reported, and then forgotten.

use rustc_hash::{FxHashMap, FxHashSet};

use super::attributes::Found;
use super::{Eval, Interp, Stop};
use crate::builtins::exceptions as exc;
use crate::diagnostics::Code;
use crate::domain::{GeneratorStatus, ObjectId, Payload, Value};
use crate::ir::sym;

/// How deep finalizers of objects that finalizers make are followed.
const MAX_NESTING: usize = 4;

/// A finalizer that may run.
enum Finalizer {
    /// `__del__`, with the object.
    Method(Value, Value),
    /// A suspended generator is closed.
    Close(ObjectId),
}

impl Interp<'_> {
    /// Runs the finalizers of what the executing module has made since `first`, each from the present state.
    pub(super) fn finalize(&mut self, module: ObjectId, first: usize) -> Eval<()> {
        self.finalize_all(module, first, MAX_NESTING)
    }

    /// Runs finalizers, and those of what they make in turn.
    fn finalize_all(&mut self, module: ObjectId, first: usize, nesting: usize) -> Eval<()> {
        let held: FxHashSet<ObjectId> = self
            .heap
            .attrs(module)
            .into_iter()
            .flat_map(crate::domain::Namespace::iter)
            .filter(|(_, slot)| !slot.maybe_unbound)
            .filter_map(|(_, slot)| slot.value.as_object())
            .collect();
        let mut methods: FxHashMap<ObjectId, Option<Value>> = FxHashMap::default();
        let mut finalizers = Vec::new();
        for index in first..self.heap.len() {
            let id = ObjectId { unit: self.heap.unit, index: index as u32 };
            if !self.heap.is_owned(id) || held.contains(&id) {
                continue;
            }
            let object = self.heap.get(id);
            if let Payload::Generator(generator) = &object.payload
                && generator.status == GeneratorStatus::Suspended
            {
                finalizers.push(Finalizer::Close(id));
            }
            let class = object.class;
            if class.unit.0 == 0 {
                continue;
            }
            let method = methods.entry(class).or_insert_with(|| match self.lookup(class, sym::del) {
                Found::Value(method, place) if place.unit.0 != 0 => Some(method),
                _ => None,
            });
            finalizers.extend(method.clone().map(|method| Finalizer::Method(method, Value::Object(id))));
        }
        for finalizer in finalizers {
            self.heap.begin();
            let born = self.heap.len();
            let mut result = match finalizer {
                Finalizer::Method(method, object) => self.call(&method, vec![object]).map(drop),
                Finalizer::Close(id) => {
                    let exit = self.exception(exc::GENERATOR_EXIT, "");
                    self.resume(id, Value::None, Some(exit)).map(drop)
                }
            };
            if !matches!(result, Err(Stop::Abort(_))) && self.heap.len() > born {
                result = match nesting.checked_sub(1) {
                    Some(nesting) => self.finalize_all(module, born, nesting),
                    None => self.exhaust(
                        Code::DepthExhausted,
                        "finalizers make objects with finalizers, to a depth that is not known".to_owned(),
                    ),
                };
            }
            self.heap.undo();
            // Exceptions of finalizers are ignored.
            if let Err(Stop::Abort(abort)) = result {
                return Err(Stop::Abort(abort));
            }
        }
        Ok(())
    }
}
