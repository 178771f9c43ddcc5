//! Fingerprints: hashes of what importers can see of a finished unit, but for places in sources.
//!
//! Each part of an object that can be looked at by itself has one: its header, its attributes, and each name of a module.
//! A part says which objects it refers to, and nothing about them. Objects keep their indices from one evaluation of a unit
//! to the next (see [`rename`] and [`matching`](crate::heap)), so a result that was computed from some parts of a unit holds
//! as long as these parts have the same fingerprints. Whatever is added to the domain or to the tree must be fed here; the
//! matches are exhaustive, so the compiler asks for it.

mod domain;
mod rename;
mod tree;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use crate::domain::{Object, ObjectId, UnitId, Value};
use crate::ir::Code;

pub(crate) use rename::{Rename, Renaming};

/// A cryptographic hash, so that different contents do not meet by chance or by intent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// The fingerprint of bytes.
    pub(crate) fn of(bytes: &[u8]) -> Fingerprint {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Fingerprint(short)
    }
}

/// Feeds what is visible of a value to a [`Shape`].
pub(crate) trait Feed {
    fn feed(&self, shape: &mut Shape<'_>);
}

/// An object or a tuple that is referred to.
#[derive(Clone, Debug)]
pub(crate) enum Reference {
    Object(ObjectId),
    Tuple(Arc<[Value]>),
}

/// Collects what is visible of a unit.
pub(crate) struct Shape<'a> {
    /// The unit whose shape it is.
    unit: UnitId,
    /// Names of the modules that own its objects.
    owners: &'a [Arc<str>],
    bytes: Vec<u8>,
    /// Objects of the unit that were met.
    seen: FxHashSet<u32>,
    /// Those whose contents have not been fed.
    pending: Vec<u32>,
    /// Other units that objects were met of.
    links: FxHashSet<UnitId>,
    /// What was referred to, if that is asked for.
    references: Option<Vec<Reference>>,
    /// What was met in code, if that is asked for.
    inside: Option<Inside>,
    /// Code that was met: the fingerprint of its signature is computed once.
    codes: FxHashMap<*const Code, Fingerprint>,
    sources: FxHashMap<*const SourceFile, Arc<SourceFile>>,
}

/// What a piece of code holds that is not part of its fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Inside {
    /// Code that it makes functions and classes of.
    pub codes: Vec<Arc<Code>>,
    /// Places of everything in it, in order.
    pub places: Vec<TextRange>,
}

/// What is reached in a unit.
#[derive(Debug)]
pub(crate) struct Reached {
    pub objects: FxHashSet<u32>,
    /// Other units that its objects refer to.
    pub links: Vec<UnitId>,
    /// Sources of the code that its objects hold.
    pub sources: Vec<Arc<SourceFile>>,
}

impl<'a> Shape<'a> {
    pub(crate) fn new(unit: UnitId, owners: &'a [Arc<str>]) -> Self {
        Shape {
            unit,
            owners,
            bytes: Vec::new(),
            seen: FxHashSet::default(),
            pending: Vec::new(),
            links: FxHashSet::default(),
            references: None,
            inside: None,
            codes: FxHashMap::default(),
            sources: FxHashMap::default(),
        }
    }

    /// The next object of the unit that was met and whose contents are to be fed.
    pub(crate) fn next(&mut self) -> Option<u32> {
        self.pending.pop()
    }

    /// Meets all that an object refers to.
    pub(crate) fn meet(&mut self, object: &Object) {
        object.feed(self);
        self.bytes.clear();
    }

    /// What is referred to, in order.
    pub(crate) fn references(&mut self, of: &(impl Feed + ?Sized)) -> Vec<Reference> {
        self.references = Some(Vec::new());
        of.feed(self);
        self.bytes.clear();
        self.references.take().unwrap_or_default()
    }

    /// The fingerprint of what is visible of something by itself.
    pub(crate) fn fingerprint(&mut self, of: &(impl Feed + ?Sized)) -> Fingerprint {
        self.bytes.clear();
        of.feed(self);
        Fingerprint::of(&self.bytes)
    }

    /// The fingerprints of a piece of code, of its signature and of its body; and what is inside.
    pub(crate) fn code_fingerprints(&mut self, code: &Arc<Code>) -> ((Fingerprint, Fingerprint), Inside) {
        self.inside = Some(Inside::default());
        self.bytes.clear();
        tree::feed_signature(code, self);
        let signature = Fingerprint::of(&self.bytes);
        self.bytes.clear();
        tree::feed_body(code, self);
        let body = Fingerprint::of(&self.bytes);
        ((signature, body), self.inside.take().unwrap_or_default())
    }

    pub(crate) fn finish(self) -> Reached {
        let mut links: Vec<UnitId> = self.links.into_iter().collect();
        links.sort_unstable();
        Reached { objects: self.seen, links, sources: self.sources.into_values().collect() }
    }

    fn object(&mut self, id: ObjectId) {
        if let Some(references) = &mut self.references {
            references.push(Reference::Object(id));
        }
        if id.unit == self.unit {
            if self.seen.insert(id.index) {
                self.pending.push(id.index);
            }
        } else if id.unit != UnitId(0) {
            self.links.insert(id.unit);
        }
        self.write_u32(id.unit.0);
        self.write_u32(id.index);
    }

    /// Code sees by `is` whether two tuples are one.
    fn tuple(&mut self, items: &Arc<[Value]>) {
        if let Some(references) = &mut self.references {
            references.push(Reference::Tuple(Arc::clone(items)));
        }
        self.write_usize(items.as_ptr().addr());
    }

    /// Importers see the name of the owner, and not its number.
    fn owner(&mut self, number: u32) {
        self.owners.get(number as usize).cloned().feed(self);
    }

    fn place(&mut self, range: TextRange) {
        if let Some(inside) = &mut self.inside {
            inside.places.push(range);
        }
    }

    fn code(&mut self, code: &Arc<Code>) {
        // What is inside of it is looked at when it is asked for itself.
        let mut inside = self.inside.take();
        self.signature(code);
        if let Some(inside) = &mut inside {
            inside.codes.push(Arc::clone(code));
        }
        self.inside = inside;
    }

    fn signature(&mut self, code: &Arc<Code>) {
        if self.references.is_some() {
            // Code refers to no objects.
            return;
        }
        let source = &code.source;
        self.sources.entry(Arc::as_ptr(source)).or_insert_with(|| Arc::clone(source));
        let fingerprint = match self.codes.get(&Arc::as_ptr(code)) {
            Some(fingerprint) => *fingerprint,
            None => {
                // Code holds constants, but no objects: its bytes can be taken off again.
                let start = self.bytes.len();
                tree::feed_signature(code, self);
                let fingerprint = Fingerprint::of(&self.bytes[start..]);
                self.bytes.truncate(start);
                self.codes.insert(Arc::as_ptr(code), fingerprint);
                fingerprint
            }
        };
        self.write(&fingerprint.0);
    }
}

/// What implements [`Hash`] without addresses or places is fed through it.
impl Hasher for Shape<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

macro_rules! feed_by_hash {
    ($($type:ty),* $(,)?) => {
        $(impl Feed for $type {
            fn feed(&self, shape: &mut Shape<'_>) {
                self.hash(shape);
            }
        })*
    };
}

feed_by_hash!(
    bool,
    u32,
    u64,
    usize,
    char,
    str,
    String,
    strict_semantics::int::Int,
    strict_semantics::text::Text,
    crate::ir::BinaryOp,
    crate::ir::CompareOp,
);

impl Feed for crate::ir::Symbol {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.as_str().hash(shape);
    }
}

impl Feed for ObjectId {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.object(*self);
    }
}

impl Feed for Arc<Code> {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.code(self);
    }
}

impl Feed for Arc<str> {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.hash(shape);
    }
}

impl<T: Feed> Feed for Box<T> {
    fn feed(&self, shape: &mut Shape<'_>) {
        (**self).feed(shape);
    }
}

impl<T: Feed> Feed for Option<T> {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.is_some().feed(shape);
        if let Some(value) = self {
            value.feed(shape);
        }
    }
}

impl<T: Feed> Feed for [T] {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.len().feed(shape);
        for item in self {
            item.feed(shape);
        }
    }
}

impl<T: Feed> Feed for Vec<T> {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.as_slice().feed(shape);
    }
}

impl<T: Feed, const N: usize> Feed for [T; N] {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.as_slice().feed(shape);
    }
}

impl<A: Feed, B: Feed> Feed for (A, B) {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.0.feed(shape);
        self.1.feed(shape);
    }
}

/// Feeds the fields of a structure; those behind the semicolon are left out.
macro_rules! feed_struct {
    ($type:ty { $($field:ident),* $(; $($skipped:ident),*)? }) => {
        impl Feed for $type {
            fn feed(&self, shape: &mut Shape<'_>) {
                let Self { $($field,)* $($($skipped: _,)*)? } = self;
                $($field.feed(shape);)*
            }
        }
    };
}

/// Feeds which variant an enumeration has, and what is in it.
macro_rules! feed_enum {
    ($type:ty { $($variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl Feed for $type {
            fn feed(&self, shape: &mut Shape<'_>) {
                std::hash::Hash::hash(&std::mem::discriminant(self), shape);
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        $($($item.feed(shape);)*)?
                        $($($field.feed(shape);)*)?
                    })*
                }
            }
        }
    };
}

/// Renames in the fields of a structure; those behind the semicolon refer to nothing.
macro_rules! rename_struct {
    ($type:ty { $($field:ident),* $(; $($skipped:ident),*)? }) => {
        impl Rename for $type {
            fn rename(&mut self, renaming: &mut Renaming) {
                let Self { $($field,)* $($($skipped: _,)*)? } = self;
                $($field.rename(renaming);)*
            }
        }
    };
}

/// A structure of the domain: fed and renamed field by field.
macro_rules! visible_struct {
    ($type:ty { $($field:ident),* $(,)? }) => {
        feed_struct!($type { $($field),* });
        rename_struct!($type { $($field),* });
    };
}

/// An enumeration of the domain.
macro_rules! visible_enum {
    ($type:ty { $($variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)? }) => {
        feed_enum!($type { $($variant $(($($item),*))? $({ $($field),* })?),* });

        impl Rename for $type {
            fn rename(&mut self, _renaming: &mut Renaming) {
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        $($($item.rename(_renaming);)*)?
                        $($($field.rename(_renaming);)*)?
                    })*
                }
            }
        }
    };
}

use {feed_enum, feed_struct, rename_struct, visible_enum, visible_struct};
