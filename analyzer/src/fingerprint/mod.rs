//! Fingerprints: hashes of everything about a finished unit that its importers can see, but for places in sources.
//!
//! Two units with one fingerprint cannot be told apart by evaluating what imports them, so a result that was computed
//! against one holds for the other. Whatever is added to the domain or to the tree must be fed here; the matches are
//! exhaustive, so the compiler asks for it.

mod domain;
mod tree;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use crate::domain::{ObjectId, UnitId};
use crate::ir::Code;

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

/// Collects what is visible of a unit.
pub(crate) struct Shape<'a> {
    /// The unit whose shape it is.
    unit: UnitId,
    /// Fingerprint of another unit that it refers to.
    fingerprint_of: &'a dyn Fn(UnitId) -> Fingerprint,
    bytes: Vec<u8>,
    /// Objects of the unit that were met.
    seen: FxHashSet<u32>,
    /// Those whose contents have not been fed.
    pending: Vec<u32>,
    /// Other units that objects were met of.
    links: FxHashSet<UnitId>,
    /// Code that was met: its fingerprint is computed once.
    codes: FxHashMap<*const Code, Fingerprint>,
    sources: FxHashMap<*const SourceFile, Arc<SourceFile>>,
}

/// The shape of a unit, complete.
#[derive(Debug)]
pub(crate) struct Finished {
    pub fingerprint: Fingerprint,
    /// Other units that its objects refer to.
    pub links: Vec<UnitId>,
    /// Sources of the code that its objects hold.
    pub sources: Vec<Arc<SourceFile>>,
}

impl<'a> Shape<'a> {
    pub(crate) fn new(unit: UnitId, fingerprint_of: &'a dyn Fn(UnitId) -> Fingerprint) -> Self {
        Shape {
            unit,
            fingerprint_of,
            bytes: Vec::new(),
            seen: FxHashSet::default(),
            pending: Vec::new(),
            links: FxHashSet::default(),
            codes: FxHashMap::default(),
            sources: FxHashMap::default(),
        }
    }

    /// The next object of the unit that was met and whose contents are to be fed.
    pub(crate) fn next(&mut self) -> Option<u32> {
        self.pending.pop()
    }

    /// Whether the object was met.
    pub(crate) fn has_seen(&self, index: u32) -> bool {
        self.seen.contains(&index)
    }

    pub(crate) fn finish(self) -> Finished {
        let mut links: Vec<UnitId> = self.links.into_iter().collect();
        links.sort_unstable();
        Finished {
            fingerprint: Fingerprint::of(&self.bytes),
            links,
            sources: self.sources.into_values().collect(),
        }
    }

    fn object(&mut self, id: ObjectId) {
        if id.unit == self.unit {
            self.write_u8(0);
            if self.seen.insert(id.index) {
                self.pending.push(id.index);
            }
        } else if id.unit == UnitId(0) {
            self.write_u8(1);
        } else {
            self.links.insert(id.unit);
            let fingerprint = (self.fingerprint_of)(id.unit);
            self.write_u8(2);
            self.write(&fingerprint.0);
        }
        self.write_u32(id.index);
    }

    fn code(&mut self, code: &Arc<Code>) {
        let source = &code.source;
        self.sources.entry(Arc::as_ptr(source)).or_insert_with(|| Arc::clone(source));
        let fingerprint = match self.codes.get(&Arc::as_ptr(code)) {
            Some(fingerprint) => *fingerprint,
            None => {
                // Code holds constants, but no objects: its bytes can be taken off again.
                let start = self.bytes.len();
                tree::feed_code(code, self);
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

use {feed_enum, feed_struct};
