//! What an edit leaves as it was: which code of a module has the same signature and body as before, and where it went.
//!
//! Pieces of code correspond when they have the same qualified name, counted from the top. An evaluation that looked only at
//! bodies which have not changed would go the same way again, whatever became of the others; what it found is then where the
//! code is now.

use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::SourceFile;

use super::load::Loaded;
use crate::diagnostics::{Diagnostic, Location};
use crate::domain::UnitId;
use crate::fingerprint::{Fingerprint, Inside, Shape};
use crate::ir::{self, Code};

/// A piece of code.
#[derive(Debug)]
struct Piece {
    code: Arc<Code>,
    signature: Fingerprint,
    body: Fingerprint,
    places: Vec<TextRange>,
}

/// The address of a piece of code, which is compared and never followed.
fn address(code: &Arc<Code>) -> usize {
    Arc::as_ptr(code).addr()
}

/// All code of a lowered module, by qualified name and number among those of that name.
#[derive(Debug)]
pub(super) struct Outline(FxHashMap<(Arc<str>, u32), Piece>);

impl Outline {
    pub(super) fn of(module: &ir::Module) -> Outline {
        // Nothing that code says depends on who asks.
        let mut shape = Shape::new(UnitId::default(), &[]);
        let mut pieces = FxHashMap::default();
        let mut numbers: FxHashMap<Arc<str>, u32> = FxHashMap::default();
        let mut pending = vec![Arc::clone(&module.code)];
        while let Some(code) = pending.pop() {
            let ((signature, body), Inside { codes, places }) = shape.code_fingerprints(&code);
            pending.extend(codes.into_iter().rev());
            let number = numbers.entry(Arc::clone(&code.qualname)).or_default();
            let name = (Arc::clone(&code.qualname), *number);
            *number += 1;
            pieces.insert(name, Piece { code, signature, body, places });
        }
        Outline(pieces)
    }
}

/// What has become of a module's code.
#[derive(Debug)]
pub(super) struct Shift {
    old: Arc<SourceFile>,
    new: Arc<SourceFile>,
    /// By the address of the old code: new code with the same signature.
    codes: FxHashMap<usize, Arc<Code>>,
    /// Addresses of old code whose body is the same.
    same_bodies: FxHashSet<usize>,
    /// By the old place; `None` when places have not merely moved.
    places: Option<FxHashMap<TextRange, TextRange>>,
    /// Everything about the module but bodies is the same.
    pub(super) is_same_module: bool,
}

impl Shift {
    /// `None` when either could not be read, parsed or lowered.
    pub(super) fn between(old: &Loaded, new: &Loaded) -> Option<Shift> {
        let (before, after) = (old.module.as_ref()?, new.module.as_ref()?);
        let (old_outline, new_outline) = (old.outline()?, new.outline()?);
        let mut codes = FxHashMap::default();
        let mut same_bodies = FxHashSet::default();
        let mut places: Vec<(TextRange, TextRange)> = Vec::new();
        for (name, piece) in &old_outline.0 {
            let Some(counterpart) = new_outline.0.get(name) else { continue };
            if counterpart.signature != piece.signature {
                continue;
            }
            codes.insert(address(&piece.code), Arc::clone(&counterpart.code));
            places.push((piece.code.range, counterpart.code.range));
            if counterpart.body == piece.body {
                same_bodies.insert(address(&piece.code));
                places.extend(piece.places.iter().copied().zip(counterpart.places.iter().copied()));
            }
        }
        let imports =
            |it: &Loaded| -> Vec<TextRange> { it.imports.iter().map(|import| import.range).collect() };
        let is_same_module = old.is_like(new);
        if is_same_module {
            places.extend(imports(old).into_iter().zip(imports(new)));
        }
        Some(Shift {
            old: Arc::clone(&before.source),
            new: Arc::clone(&after.source),
            codes,
            same_bodies,
            places: moved(places),
            is_same_module,
        })
    }

    pub(super) fn has_same_body(&self, code: &Arc<Code>) -> bool {
        self.same_bodies.contains(&address(code))
    }
}

/// A map from old to new places, if these have kept their order.
fn moved(mut places: Vec<(TextRange, TextRange)>) -> Option<FxHashMap<TextRange, TextRange>> {
    let key = |range: TextRange| (range.start(), range.end());
    places.sort_unstable_by_key(|(old, new)| (key(*old), key(*new)));
    places.dedup();
    let keep_order = places.windows(2).all(|pair| {
        let ((old, new), (old_next, new_next)) = (pair[0], pair[1]);
        old != old_next
            && (old.start() == old_next.start()) == (new.start() == new_next.start())
            && key(new) < key(new_next)
    });
    // What is about the whole file.
    let whole = (TextRange::default(), TextRange::default());
    keep_order.then(|| places.into_iter().chain(std::iter::once(whole)).collect())
}

/// What has become of several modules.
#[derive(Debug, Default)]
pub(super) struct Shifts(pub(super) Vec<Arc<Shift>>);

impl Shifts {
    fn of(&self, source: &Arc<SourceFile>) -> Option<&Shift> {
        self.0.iter().find(|shift| Arc::ptr_eq(&shift.old, source)).map(|shift| &**shift)
    }

    /// The code that stands for an old piece now: itself if its module is not among these. `None`: there is none.
    pub(super) fn code(&self, code: &Arc<Code>) -> Option<Arc<Code>> {
        match self.of(&code.source) {
            Some(shift) => shift.codes.get(&address(code)).cloned(),
            None => Some(Arc::clone(code)),
        }
    }

    pub(super) fn source(&self, source: &Arc<SourceFile>) -> Arc<SourceFile> {
        self.of(source).map_or_else(|| Arc::clone(source), |shift| Arc::clone(&shift.new))
    }

    /// Whether a finding has places in one of these modules.
    pub(super) fn concern(&self, diagnostic: &Diagnostic) -> bool {
        let places = diagnostic.trace.iter().map(|frame| &frame.location);
        places.chain(std::iter::once(&diagnostic.primary)).any(|place| self.of(&place.source).is_some())
    }

    /// Puts the places of a finding where they are now; `false` if that is not known.
    pub(super) fn relocate(&self, diagnostic: &mut Diagnostic) -> bool {
        let places = diagnostic.trace.iter_mut().map(|frame| &mut frame.location);
        places.chain(std::iter::once(&mut diagnostic.primary)).all(|place| self.relocate_place(place))
    }

    fn relocate_place(&self, place: &mut Location) -> bool {
        let Some(shift) = self.of(&place.source) else { return true };
        let Some(range) = shift.places.as_ref().and_then(|places| places.get(&place.range)) else {
            return false;
        };
        *place = Location { source: Arc::clone(&shift.new), range: *range };
        true
    }
}
