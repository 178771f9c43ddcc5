//! What is known of the shapes of objects: for each the few that it may have.

use super::builder::{Builder, Built};
use crate::hir::{Op, Representation, Type, ValueId};

/// The shapes that values may have, each sorted by address.
pub(super) type Shapes = Vec<(ValueId, Vec<u64>)>;

/// What is known where several ways come together.
pub(super) fn join<'a>(mut ways: impl Iterator<Item = &'a Shapes> + Clone) -> Shapes {
    let rest = ways.clone().skip(1);
    let Some(first) = ways.next() else { return Shapes::new() };
    let mut joined = Shapes::new();
    for (value, shapes) in first {
        let mut all = shapes.clone();
        let is_everywhere = rest.clone().all(|way| match way.iter().find(|(other, _)| other == value) {
            Some((_, shapes)) => {
                all.extend(shapes);
                true
            }
            None => false,
        });
        if is_everywhere {
            all.sort_unstable();
            all.dedup();
            joined.push((*value, all));
        }
    }
    joined
}

impl Builder<'_> {
    /// The shapes that an object may have, if they are known.
    pub(super) fn shapes_of(&self, object: ValueId) -> Option<&[u64]> {
        let object = self.function.unchecked(object);
        self.shapes.iter().find(|(known, _)| *known == object).map(|(_, shapes)| &shapes[..])
    }

    /// Takes note of the shapes that an object may have.
    pub(super) fn know_shapes(&mut self, object: ValueId, mut shapes: Vec<u64>) {
        let object = self.function.unchecked(object);
        shapes.sort_unstable();
        self.shapes.retain(|(known, _)| *known != object);
        self.shapes.push((object, shapes));
    }

    /// Whether a value may be an object with a shape at all.
    pub(super) fn may_have_shape(&self, object: ValueId) -> bool {
        self.function.value(object).representation == Representation::Tagged
            && !self.type_of(object).is(Type::FIXNUM | Type::FLOAT | Type::CONSTANT)
    }

    /// Checks that an object has one of the shapes, unless that is known; leaves if it has not.
    pub(super) fn guard_shapes(&mut self, object: ValueId, wanted: &[u64]) -> Built<()> {
        if !self.may_have_shape(object) {
            return Err(self.leave("another shape"));
        }
        let mut possible = wanted.to_vec();
        if let Some(known) = self.shapes_of(object) {
            if known.iter().all(|shape| wanted.contains(shape)) {
                return Ok(());
            }
            possible.retain(|shape| known.contains(shape));
        }
        match possible[..] {
            [] => return Err(self.leave("another shape")),
            [shape] => {
                self.emit(Op::GuardShape(shape), &[object]);
            }
            _ => {
                let shape = self.emit(Op::LoadShape, &[object]);
                self.guard_words(shape, &possible)?;
            }
        }
        self.know_shapes(object, possible);
        Ok(())
    }
}
