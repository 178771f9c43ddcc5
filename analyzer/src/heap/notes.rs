//! States noted in the middle of a course that goes on: those in which an exception may be raised.
//!
//! A [`Delta`] tells what was written to objects that existed when the course began. Objects made since are left as they
//! are when the course ends, which for a noted state may be too late: what they held is kept before they are written.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::join::Joined;
use super::{Delta, FrameIndex, Heap};
use crate::domain::{Object, Slot};

/// A state, relative to that in which the notes were opened.
#[derive(Debug)]
pub(crate) struct Noted {
    delta: Delta,
    /// Which of the notes it is.
    number: usize,
}

/// What is noted since a checkpoint was opened.
#[derive(Debug)]
pub(super) struct Notes {
    level: usize,
    first_new_object: u32,
    first_new_frame: FrameIndex,
    /// How many objects there were at each note.
    lens: Vec<u32>,
    /// What objects made since the checkpoint held, with the number of the last note for which that is so.
    kept: FxHashMap<u32, Vec<(usize, Rc<Object>)>>,
}

impl Notes {
    /// Adds what objects held that were written after the note.
    fn complete(&self, noted: &mut Noted) {
        for (index, versions) in &self.kept {
            if *index < self.lens[noted.number]
                && let Some((_, object)) = versions.iter().find(|(last, _)| *last >= noted.number)
            {
                noted.delta.objects.entry(*index).or_insert_with(|| Rc::clone(object));
            }
        }
    }
}

impl Heap {
    /// Begins a course of execution in whose midst states can be noted.
    pub(crate) fn open_notes(&mut self) {
        self.begin();
        let first_new_object = self.objects.len() as u32;
        let first_new_frame = self.frames.len() as FrameIndex;
        let level = self.level() - 1;
        self.noted_frames = first_new_frame;
        self.notes.push(Notes {
            level,
            first_new_object,
            first_new_frame,
            lens: Vec::new(),
            kept: FxHashMap::default(),
        });
    }

    /// Notes the current state.
    pub(crate) fn note(&mut self) -> Noted {
        let len = self.objects.len() as u32;
        self.noted = len;
        let Some(notes) = self.notes.last_mut() else { return Noted { delta: Delta::default(), number: 0 } };
        notes.lens.push(len);
        let (level, number) = (notes.level, notes.lens.len() - 1);
        Noted { delta: self.snapshot(level), number }
    }

    /// Ends what [`Heap::open_notes`] began, but for its checkpoint, and completes what was noted since.
    pub(crate) fn close_notes(&mut self, noted: Vec<Noted>) -> Vec<Delta> {
        let Some(notes) = self.notes.pop() else { return Vec::new() };
        self.noted_frames = self.notes.last().map_or(0, |notes| notes.first_new_frame);
        self.noted =
            self.notes.iter().filter_map(|notes| notes.lens.last().copied()).max().unwrap_or_default();
        let complete = |mut noted: Noted| {
            notes.complete(&mut noted);
            noted.delta
        };
        noted.into_iter().map(complete).collect()
    }

    /// Forgets notes, after those that were opened first.
    pub(crate) fn truncate_notes(&mut self, count: usize) {
        while self.notes.len() > count {
            self.close_notes(Vec::new());
        }
    }

    /// Keeps what an object holds for the states that were noted, before it is written.
    #[inline]
    pub(super) fn keep_for_notes(&mut self, index: u32) {
        if index < self.noted {
            self.keep(index);
        }
    }

    fn keep(&mut self, index: u32) {
        for notes in &mut self.notes {
            let Some(len) = notes.lens.last() else { continue };
            if index < notes.first_new_object || index >= *len {
                continue;
            }
            let last = notes.lens.len() - 1;
            let versions = notes.kept.entry(index).or_default();
            if versions.last().is_none_or(|(number, _)| *number != last) {
                let object = &self.objects[index as usize];
                self.volume += crate::interp::elements_volume(object.payload.size());
                versions.push((last, Rc::clone(object)));
            }
        }
    }

    /// Makes one note of each group, which covers all in it. There must be no other notes.
    pub(crate) fn condense_notes(&mut self, groups: Vec<Vec<Noted>>) -> Vec<Noted> {
        let Some(mut notes) = self.notes.pop() else { return Vec::new() };
        let mut condensed = Vec::with_capacity(groups.len());
        let mut known = Joined::of(groups.len());
        for group in groups {
            let complete = |mut noted: Noted| {
                notes.complete(&mut noted);
                noted.delta
            };
            let deltas: Vec<Delta> = group.into_iter().map(complete).collect();
            // What a state does not list is as it was when the notes were opened; what was made since has not been written
            // since the state was noted.
            let joined = self.join_written(
                deltas,
                &mut known,
                |heap, index| {
                    Rc::clone(match index < notes.first_new_object {
                        true => heap.object_before(notes.level, index),
                        false => &heap.objects[index as usize],
                    })
                },
                |heap, place| heap.slot_before(notes.level, place).clone(),
            );
            condensed.push(Noted { delta: joined, number: 0 });
        }
        notes.kept.clear();
        notes.lens = vec![self.objects.len() as u32];
        self.notes.push(notes);
        condensed
    }

    /// What an object held when a checkpoint was opened.
    fn object_before(&self, level: usize, index: u32) -> &Rc<Object> {
        let logged = self.checkpoints[level..].iter().find_map(|checkpoint| checkpoint.objects.get(&index));
        logged.unwrap_or(&self.objects[index as usize])
    }

    fn slot_before(&self, level: usize, place: (FrameIndex, u32)) -> &Slot {
        let logged = self.checkpoints[level..].iter().find_map(|checkpoint| checkpoint.slots.get(&place));
        logged.unwrap_or(&self.frames[place.0 as usize][place.1 as usize])
    }
}
