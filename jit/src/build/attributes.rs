//! Attributes and methods, by the shapes that inline caches hold.
//!
//! What a class says about a name is watched: a change empties the cache and invalidates the code. So only the shape of the object
//! is checked.

use strict_bytecode::Instruction;
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::object::{Cache, CacheAction, CellObject};

use super::builder::{Builder, Built};
use crate::hir::{Op, Representation, Type, ValueId};

impl Builder<'_> {
    /// The inline cache of a site, if it has met one shape only.
    fn only_cache(&self, site: u32) -> Option<Cache> {
        let caches = self.subject.code.site_caches(site);
        let (first, second) = (caches[0].get(), caches[1].get());
        (first.key != 0 && second.key == 0 && !self.is_cautious()).then_some(first)
    }

    /// `a = b.name`
    pub(super) fn load_attr(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let Some(cache) = self.only_cache(instruction.long()) else { return self.step() };
        match self.cached(object, cache)? {
            Some((value, false)) => {
                self.set(instruction.a(), value);
                Ok(())
            }
            _ => self.step(),
        }
    }

    /// `a, a + 1 =` the method `b.name` and its receiver.
    pub(super) fn load_method(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let Some(cache) = self.only_cache(instruction.long()) else { return self.step() };
        match self.cached(object, cache)? {
            Some((value, is_method)) => {
                let receiver = if is_method { object } else { self.constant(Value::UNBOUND) };
                self.set(instruction.a(), value);
                self.set(instruction.a() + 1, receiver);
                Ok(())
            }
            None => self.step(),
        }
    }

    /// What a cache knows of an attribute, and whether it is a method of the object; none if it is too special.
    fn cached(&mut self, object: ValueId, cache: Cache) -> Built<Option<(ValueId, bool)>> {
        if self.function.value(object).representation != Representation::Tagged {
            return Ok(None);
        }
        Ok(match cache.action {
            CacheAction::Inline => {
                self.guard_shape(object, cache.key)?;
                let field = self.emit(Op::LoadField(cache.place), &[object]);
                Some((self.emit_typed(Op::GuardBound, &[field], Type::OBJECT), false))
            }
            CacheAction::Value | CacheAction::Method => {
                let Some(value) = cache.value else { return Ok(None) };
                self.guard_shape(object, cache.key)?;
                Some((self.constant(value), cache.action == CacheAction::Method))
            }
            CacheAction::OnReceiver => {
                self.guard_word(object, cache.key)?;
                match (cache.extra.and_then(Value::cast::<CellObject>), cache.value) {
                    (Some(cell), _) => {
                        let place = (cell.address() + layout::CELL_CONTENT) as u64;
                        Some((self.global_value(place, cell.content.get()), false))
                    }
                    (None, Some(value)) => Some((self.constant(value), false)),
                    (None, None) => None,
                }
            }
            _ => None,
        })
    }

    /// `a.name = b`
    pub(super) fn store_attr(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.a());
        let Some(cache) = self.only_cache(instruction.long()) else { return self.step() };
        if self.function.value(object).representation != Representation::Tagged {
            return self.step();
        }
        let shape = cache.value.map(Value::bits);
        if !matches!(cache.action, CacheAction::Inline)
            && (cache.action != CacheAction::AddInline || shape.is_none())
        {
            return self.step();
        }
        let value = self.register(instruction.b());
        let value = self.tagged(value);
        self.guard_shape(object, cache.key)?;
        self.emit(Op::StoreField(cache.place), &[object, value]);
        if let (CacheAction::AddInline, Some(shape)) = (cache.action, shape) {
            self.emit(Op::SetShape(shape), &[object]);
            // Any other value may be the same object.
            self.shapes.clear();
            self.shapes.push((object, shape));
        }
        Ok(())
    }

    /// Checks that an object has a shape, unless that is known.
    fn guard_shape(&mut self, object: ValueId, shape: u64) -> Built<()> {
        if self.type_of(object).is(Type::FIXNUM | Type::FLOAT | Type::CONSTANT) {
            return Err(self.leave("another shape"));
        }
        match self.shapes.iter().find(|(known, _)| *known == object) {
            Some(&(_, known)) if known == shape => {}
            Some(_) => return Err(self.leave("another shape")),
            None => {
                self.emit(Op::GuardShape(shape), &[object]);
                self.shapes.push((object, shape));
            }
        }
        Ok(())
    }

    /// Checks that a value is an object.
    fn guard_word(&mut self, value: ValueId, word: u64) -> Built<()> {
        match self.function.constant(value) {
            Some(known) if known == word => Ok(()),
            Some(_) => Err(self.leave("another value")),
            None => {
                self.emit(Op::GuardWord(word), &[value]);
                Ok(())
            }
        }
    }
}
