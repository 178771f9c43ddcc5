//! Attributes and methods, by the shapes that inline caches hold.
//!
//! What a class says about a name is watched: a change empties the cache and invalidates the code. So only the shape of the object
//! is checked. A site that has met several shapes parts by them; where a check has failed before, what it has not met is done
//! in the way of the interpreter.

use strict_bytecode::Instruction;
use strict_vm::Value;
use strict_vm::abi::layout;
use strict_vm::heap::Gc;
use strict_vm::object::{Cache, CacheAction, CellObject, Function as PythonFunction};

use super::builder::{Builder, Built};
use crate::hir::{Op, Type, ValueId};

/// How an attribute is read or written, of objects with some shapes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// In the word at the offset.
    Field(u32),
    /// In the word at the offset, and then the object has the shape.
    NewField(u32, u64),
    /// It is the value.
    Value(Value),
    /// It is the function, to be called with the object.
    Method(Value),
    /// It is what the function returns for the object.
    Getter(Gc<PythonFunction>),
    /// In the cell; of one object, which is itself the key.
    Cell(Gc<CellObject>),
    /// It is the value; of one object, which is itself the key.
    Own(Value),
}

impl Way {
    /// Whether objects are told apart by what they are, not by shape.
    fn is_of_object(self) -> bool {
        matches!(self, Way::Cell(_) | Way::Own(_))
    }
}

/// What is wanted of an attribute.
#[derive(Clone, Copy, PartialEq)]
enum Access {
    Load,
    LoadMethod,
    Store,
}

/// What a site has met: ways, and the shapes or objects of each.
struct Met {
    ways: Vec<(Way, Vec<u64>)>,
    /// Whether it has met something else too.
    is_partial: bool,
}

impl Builder<'_> {
    fn met(&self, site: u32, access: Access) -> Met {
        let mut met = Met { ways: Vec::new(), is_partial: false };
        let caches = self.subject.code.site_caches(site).iter().map(std::cell::Cell::get);
        for cache in caches.filter(|cache| cache.key != 0) {
            let Some(way) = self.way(&cache, access) else {
                met.is_partial = true;
                continue;
            };
            match met.ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, keys)) => keys.push(cache.key),
                None => met.ways.push((way, vec![cache.key])),
            }
        }
        met
    }

    fn way(&self, cache: &Cache, access: Access) -> Option<Way> {
        let is_load = access != Access::Store;
        match cache.action {
            CacheAction::Inline => Some(Way::Field(cache.place)),
            CacheAction::AddInline if !is_load => {
                cache.value.map(|shape| Way::NewField(cache.place, shape.bits()))
            }
            CacheAction::Value if is_load => cache.value.map(Way::Value),
            CacheAction::Method if access == Access::LoadMethod => cache.value.map(Way::Method),
            CacheAction::Property if access == Access::Load => {
                let getter = cache.value.and_then(Value::cast::<PythonFunction>)?;
                self.takes_directly(getter, 1).then_some(Way::Getter(getter))
            }
            CacheAction::OnReceiver if is_load => {
                match (cache.extra.and_then(Value::cast::<CellObject>), cache.value) {
                    (Some(cell), _) => Some(Way::Cell(cell)),
                    (None, value) => value.map(Way::Own),
                }
            }
            _ => None,
        }
    }

    /// `a = b.name`
    pub(super) fn load_attr(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let results = self.access(instruction, object, Access::Load)?;
        self.set(instruction.a(), results[0]);
        Ok(())
    }

    /// `a, a + 1 =` the method `b.name` and its receiver.
    pub(super) fn load_method(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.b());
        let results = self.access(instruction, object, Access::LoadMethod)?;
        self.set(instruction.a(), results[0]);
        self.set(instruction.a() + 1, results[1]);
        Ok(())
    }

    /// `a.name = b`
    pub(super) fn store_attr(&mut self, instruction: Instruction) -> Built<()> {
        let object = self.register(instruction.a());
        self.access(instruction, object, Access::Store)?;
        Ok(())
    }

    fn access(&mut self, instruction: Instruction, object: ValueId, access: Access) -> Built<Vec<ValueId>> {
        let mut met = self.met(instruction.long(), access);
        if !self.may_have_shape(object) || self.caution() >= 2 {
            return self.access_generally(instruction, object, access);
        }
        let mut is_all = false;
        if let Some(known) = self.shapes_of(object).map(<[u64]>::to_vec) {
            for (way, keys) in &mut met.ways {
                keys.retain(|key| way.is_of_object() || known.contains(key));
            }
            met.ways.retain(|(_, keys)| !keys.is_empty());
            let covered =
                |shape| met.ways.iter().any(|(way, keys)| !way.is_of_object() && keys.contains(shape));
            is_all = known.iter().all(covered);
        }
        if met.ways.is_empty() {
            return self.access_generally(instruction, object, access);
        }
        if is_all {
            met.ways.retain(|(way, _)| !way.is_of_object());
        }
        let falls_back = !is_all && (met.is_partial || self.is_cautious());
        if let ([(way, keys)], false) = (&met.ways[..], falls_back) {
            if way.is_of_object() {
                self.guard_object(object, keys)?;
            } else {
                self.guard_shapes(object, keys)?;
            }
            return self.do_access(instruction, object, *way, access);
        }
        let mut all = self.begin_alternatives();
        let by_shape = met.ways.iter().any(|(way, _)| !way.is_of_object());
        let shape = by_shape.then(|| self.emit(Op::LoadShape, &[object]));
        let count = met.ways.len();
        let mut callees = Some(Vec::new());
        for (place, (way, keys)) in met.ways.into_iter().enumerate() {
            let key = shape.filter(|_| !way.is_of_object()).unwrap_or(object);
            let mut miss = None;
            if place + 1 < count || falls_back {
                miss = Some(self.part_by_words(key, &keys));
            } else if !is_all {
                self.guard_words(key, &keys)?;
            }
            if !way.is_of_object() {
                self.know_shapes(object, keys);
            }
            let result = self.do_access(instruction, object, way, access);
            match (way, &mut callees) {
                (Way::Method(function), Some(callees)) => callees.push(function.bits()),
                _ => callees = None,
            }
            self.end_alternative(&mut all, result);
            if let Some(miss) = miss {
                self.block = miss;
            }
        }
        if falls_back {
            let result = self.access_generally(instruction, object, access);
            self.end_alternative(&mut all, result);
        }
        let results = self.join_alternatives(all)?;
        if let (Access::LoadMethod, Some(callees)) = (access, callees) {
            self.callees.insert(results[0], (callees, !falls_back));
        }
        Ok(results)
    }

    /// The access to an object of which it is known that it is of those that the way is for.
    fn do_access(
        &mut self,
        instruction: Instruction,
        object: ValueId,
        way: Way,
        access: Access,
    ) -> Built<Vec<ValueId>> {
        let unbound = |this: &mut Self| this.constant(Value::UNBOUND);
        let value = match way {
            Way::Field(offset) if access == Access::Store => {
                let value = self.register(instruction.b());
                let value = self.tagged(value);
                self.emit(Op::StoreField(offset), &[object, value]);
                return Ok(Vec::new());
            }
            Way::NewField(offset, shape) => {
                let value = self.register(instruction.b());
                let value = self.tagged(value);
                self.emit(Op::StoreField(offset), &[object, value]);
                self.emit(Op::SetShape(shape), &[object]);
                // Any other value may be the same object.
                self.shapes.clear();
                self.know_shapes(object, vec![shape]);
                return Ok(Vec::new());
            }
            Way::Field(offset) => {
                let field = self.emit(Op::LoadField(offset), &[object]);
                self.emit_typed(Op::GuardBound, &[field], Type::OBJECT)
            }
            Way::Value(value) | Way::Own(value) => self.constant(value),
            Way::Method(function) => {
                let known = self.type_of(object).difference(Type::FIXNUM | Type::FLOAT | Type::CONSTANT);
                let receiver = self.emit(Op::Known(known), &[object]);
                return Ok(vec![self.constant(function), receiver]);
            }
            Way::Getter(getter) => {
                let getter = self.constant(getter.value());
                match self.call_function(getter, &[object], instruction.a())? {
                    Some(result) => result,
                    None => return Err(self.leave("a property")),
                }
            }
            Way::Cell(cell) => {
                let place = (cell.address() + layout::CELL_CONTENT) as u64;
                self.global_value(place, cell.content.get())
            }
        };
        match access {
            Access::LoadMethod => Ok(vec![value, unbound(self)]),
            _ => Ok(vec![value]),
        }
    }

    /// The access in the way of the interpreter.
    fn access_generally(
        &mut self,
        instruction: Instruction,
        object: ValueId,
        access: Access,
    ) -> Built<Vec<ValueId>> {
        let site = instruction.long();
        match access {
            Access::Load => {
                let object = self.tagged(object);
                Ok(vec![self.emit(Op::LoadAttribute(site), &[object])])
            }
            Access::Store => {
                let (object, value) = (self.tagged(object), self.register(instruction.b()));
                let value = self.tagged(value);
                self.emit(Op::StoreAttribute(site), &[object, value]);
                Ok(Vec::new())
            }
            Access::LoadMethod => {
                self.step()?;
                Ok(vec![self.register(instruction.a()), self.register(instruction.a() + 1)])
            }
        }
    }

    /// Checks that a value is one of some objects.
    fn guard_object(&mut self, value: ValueId, objects: &[u64]) -> Built<()> {
        match self.function.constant(value) {
            Some(known) if objects.contains(&known) => Ok(()),
            Some(_) => Err(self.leave("another value")),
            None => self.guard_words(value, objects),
        }
    }
}
