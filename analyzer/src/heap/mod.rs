//! The objects of the unit under evaluation, finished units, and alternative courses of execution.
//!
//! Every store goes through [`Heap::modify`] or the slot setters of the frames kept here, which log the old
//! contents for the innermost open [`Checkpoint`]. So a course of execution can be undone and kept aside as a
//! [`Delta`], another one followed from the same state, and the two joined: only what they wrote is copied. Versions of
//! an object are shared until one of them is written, so what is the same for all courses is known by its address.

mod freeze;
mod join;
mod matching;
mod notes;
mod reads;
mod settle;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::domain::{Header, Namespace, Object, ObjectId, Payload, Slot, UnitId, Value};
use crate::interp::{elements_volume, payload_volume};
use crate::ir::{Block, Code, Symbol};

pub(crate) use freeze::{FrozenModule, FrozenUnit};
pub(crate) use notes::Noted;
use reads::Attached;
pub(crate) use reads::{Reads, UnitReads};

/// Index of a frame on the stack of frames.
pub(crate) type FrameIndex = u32;

/// What a course of execution wrote, relative to the state in which it began.
#[derive(Clone, Debug, Default)]
pub(crate) struct Delta {
    objects: FxHashMap<u32, Rc<Object>>,
    slots: FxHashMap<(FrameIndex, u32), Slot>,
}

impl Delta {
    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.slots.is_empty()
    }

    /// Drops what was written to frames from this one on, which are about to end.
    pub(crate) fn forget_frames(&mut self, first: FrameIndex) {
        self.slots.retain(|(frame, _), _| *frame < first);
    }
}

/// The old contents of what was written since a point.
#[derive(Debug)]
struct Checkpoint {
    objects: FxHashMap<u32, Rc<Object>>,
    slots: FxHashMap<(FrameIndex, u32), Slot>,
    /// Objects from this index on were made later and need no log.
    first_new_object: u32,
    /// Frames from this index on were pushed later and need no log.
    first_new_frame: FrameIndex,
}

/// The objects of one unit under evaluation, with the finished units it can see.
#[derive(Debug)]
pub(crate) struct Heap {
    pub unit: UnitId,
    objects: Vec<Rc<Object>>,
    /// Slots of all active frames.
    frames: Vec<Vec<Slot>>,
    checkpoints: Vec<Checkpoint>,
    notes: Vec<notes::Notes>,
    /// Objects before this one existed when a state was noted.
    noted: u32,
    /// Frames before this one are part of the states that are being noted: those above are left by an exception.
    noted_frames: FrameIndex,
    /// Finished units by number; the built-ins come first.
    finished: Vec<Option<Attached>>,
    /// Whether it is noted what is looked at in them.
    is_noted: bool,
    /// Code whose body was looked at, by address.
    bodies: RefCell<FxHashMap<*const Code, Arc<Code>>>,
    /// Index of the module whose top level is executing: the owner of what is made.
    pub owner: u32,
    /// Objects before this one are watched.
    watched: u32,
    /// How often watched objects were written.
    pub old_writes: u64,
    /// Bytes of containers and large values that were made or gone through, and are not yet counted as steps.
    pub volume: u64,
    /// How often objects were written.
    pub writes: u64,
    /// How often the state became another: by writes, to variables too, and by undoing them.
    pub changes: u64,
}

/// Beyond this many alternatives a union becomes a typed or unknown value.
const MAX_ALTERNATIVES: usize = 8;

impl Heap {
    /// `is_noted`: whether it is noted what is looked at in other units.
    pub(crate) fn new(unit: UnitId, builtins: Arc<FrozenUnit>, is_noted: bool) -> Heap {
        Heap {
            unit,
            objects: Vec::new(),
            frames: Vec::new(),
            checkpoints: Vec::new(),
            notes: Vec::new(),
            noted: 0,
            noted_frames: 0,
            // What is built in never changes.
            finished: vec![Some(Attached::new(builtins, false))],
            is_noted,
            bodies: RefCell::default(),
            owner: 0,
            watched: 0,
            old_writes: 0,
            volume: 0,
            writes: 0,
            changes: 0,
        }
    }

    /// Heap in which the built-in unit itself is made.
    pub(crate) fn bare() -> Heap {
        Heap {
            unit: UnitId(0),
            objects: Vec::new(),
            frames: Vec::new(),
            checkpoints: Vec::new(),
            notes: Vec::new(),
            noted: 0,
            noted_frames: 0,
            finished: Vec::new(),
            is_noted: false,
            bodies: RefCell::default(),
            owner: 0,
            watched: 0,
            old_writes: 0,
            volume: 0,
            writes: 0,
            changes: 0,
        }
    }

    pub(crate) fn attach(&mut self, unit: Arc<FrozenUnit>) {
        let index = unit.id.0 as usize;
        if self.finished.len() <= index {
            self.finished.resize_with(index + 1, || None);
        }
        self.finished[index] = Some(Attached::new(unit, self.is_noted));
    }

    pub(crate) fn unit(&self, unit: UnitId) -> Option<&Arc<FrozenUnit>> {
        self.attached(unit).map(|attached| &attached.unit)
    }

    fn attached(&self, unit: UnitId) -> Option<&Attached> {
        self.finished.get(unit.0 as usize)?.as_ref()
    }

    /// Number of objects made so far.
    pub(crate) fn len(&self) -> usize {
        self.objects.len()
    }

    pub(crate) fn alloc(&mut self, mut object: Object) -> ObjectId {
        let index = self.objects.len() as u32;
        object.owner = self.owner;
        self.volume += payload_volume(&object.payload) + elements_volume(object.payload.size());
        self.objects.push(Rc::new(object));
        ObjectId { unit: self.unit, index }
    }

    /// Everything about an object but its attributes.
    #[inline]
    pub(crate) fn get(&self, id: ObjectId) -> &Header {
        if id.unit == self.unit {
            return &self.objects[id.index as usize].header;
        }
        let attached = self.attached_to(id);
        attached.note_header(id.index);
        &attached.unit.object(id.index).header
    }

    fn attached_to(&self, id: ObjectId) -> &Attached {
        // A value can only come from a unit that was attached before, or from one that such a unit links to.
        self.attached(id.unit).unwrap_or_else(|| unreachable!("object {id:?} of a unit that is not attached"))
    }

    /// The body of code that is about to be executed, or looked at.
    pub(crate) fn body<'c>(&self, code: &'c Arc<Code>) -> &'c Block {
        if self.is_noted {
            let mut bodies = self.bodies.borrow_mut();
            bodies.entry(Arc::as_ptr(code)).or_insert_with(|| Arc::clone(code));
        }
        code.body.unnoted()
    }

    /// Whether the unit under evaluation made the object.
    pub(crate) fn is_local(&self, id: ObjectId) -> bool {
        id.unit == self.unit
    }

    /// Whether the module that is executing made the object.
    pub(crate) fn is_owned(&self, id: ObjectId) -> bool {
        id.unit == self.unit && self.objects[id.index as usize].owner == self.owner
    }

    /// What has been made since belongs to no module from now on.
    pub(crate) fn disown(&mut self, first: usize) {
        for object in self.objects.iter_mut().skip(first) {
            Rc::make_mut(object).owner = u32::MAX;
        }
    }

    /// The one way to write to an object. The object must be local.
    pub(crate) fn modify(&mut self, id: ObjectId) -> &mut Object {
        debug_assert_eq!(id.unit, self.unit);
        self.log(id.index);
        Rc::make_mut(&mut self.objects[id.index as usize])
    }

    /// Keeps what an object holds, which is about to be written.
    fn log(&mut self, index: u32) {
        self.old_writes += u64::from(index < self.watched);
        self.writes += 1;
        self.changes += u64::from(index < self.noted);
        self.keep_for_notes(index);
        if let Some(checkpoint) = self.checkpoints.last_mut()
            && index < checkpoint.first_new_object
        {
            checkpoint.objects.entry(index).or_insert_with(|| {
                let object = &self.objects[index as usize];
                self.volume += elements_volume(object.payload.size());
                Rc::clone(object)
            });
        }
    }

    /// Counts writes to all objects that exist from now on; what has been counted so far.
    pub(crate) fn watch(&mut self) -> u64 {
        self.watched = self.objects.len() as u32;
        self.old_writes
    }

    pub(crate) fn push_frame(&mut self, slots: Vec<Slot>) -> FrameIndex {
        self.frames.push(slots);
        (self.frames.len() - 1) as FrameIndex
    }

    pub(crate) fn pop_frame(&mut self) -> Vec<Slot> {
        self.frames.pop().unwrap_or_default()
    }

    /// An empty slot.
    pub(crate) fn unbound() -> Slot {
        // A slot that is never bound is told apart by the frame's code: see `slot`.
        Slot { value: Value::Unknown(UNBOUND.with(Arc::clone)), maybe_unbound: true }
    }

    /// The slot, or `None` when it is certainly unbound.
    pub(crate) fn slot(&self, frame: FrameIndex, slot: u32) -> Option<&Slot> {
        let slot = &self.frames[frame as usize][slot as usize];
        if is_unbound(slot) { None } else { Some(slot) }
    }

    pub(crate) fn set_slot(&mut self, frame: FrameIndex, index: u32, slot: Slot) {
        self.changes += u64::from(frame < self.noted_frames);
        let place = &mut self.frames[frame as usize][index as usize];
        let old = std::mem::replace(place, slot);
        if let Some(checkpoint) = self.checkpoints.last_mut()
            && frame < checkpoint.first_new_frame
        {
            checkpoint.slots.entry((frame, index)).or_insert(old);
        }
    }

    /// Begins a course of execution that may be undone.
    pub(crate) fn begin(&mut self) {
        self.checkpoints.push(Checkpoint {
            objects: FxHashMap::default(),
            slots: FxHashMap::default(),
            first_new_object: self.objects.len() as u32,
            first_new_frame: self.frames.len() as FrameIndex,
        });
    }

    /// Ends the innermost course and keeps what it wrote.
    pub(crate) fn commit(&mut self) {
        let Some(done) = self.checkpoints.pop() else { return };
        let Some(outer) = self.checkpoints.last_mut() else { return };
        for (index, old) in done.objects {
            if index < outer.first_new_object {
                outer.objects.entry(index).or_insert(old);
            }
        }
        for (place, old) in done.slots {
            if place.0 < outer.first_new_frame {
                outer.slots.entry(place).or_insert(old);
            }
        }
    }

    /// Ends the innermost course, undoes it, and returns what it wrote.
    pub(crate) fn undo(&mut self) -> Delta {
        let mut delta = Delta::default();
        let Some(done) = self.checkpoints.pop() else { return delta };
        for (index, old) in done.objects {
            self.changes += u64::from(index < self.noted);
            self.keep_for_notes(index);
            let new = std::mem::replace(&mut self.objects[index as usize], old);
            delta.objects.insert(index, new);
        }
        for (place, old) in done.slots {
            self.changes += u64::from(place.0 < self.noted_frames);
            let new = std::mem::replace(&mut self.frames[place.0 as usize][place.1 as usize], old);
            delta.slots.insert(place, new);
        }
        delta
    }

    /// What was written since checkpoint `level` began, without undoing it: also to objects made since, where a later
    /// checkpoint will undo it.
    pub(crate) fn snapshot(&self, level: usize) -> Delta {
        let mut delta = Delta::default();
        let base = &self.checkpoints[level];
        for checkpoint in &self.checkpoints[level..] {
            for &index in checkpoint.objects.keys() {
                delta.objects.entry(index).or_insert_with(|| Rc::clone(&self.objects[index as usize]));
            }
            for &place in checkpoint.slots.keys() {
                if place.0 < base.first_new_frame {
                    delta
                        .slots
                        .entry(place)
                        .or_insert_with(|| self.frames[place.0 as usize][place.1 as usize].clone());
                }
            }
        }
        delta
    }

    /// How many checkpoints are open.
    pub(crate) fn level(&self) -> usize {
        self.checkpoints.len()
    }

    /// Applies a course of execution to the state in which it began.
    pub(crate) fn adopt(&mut self, delta: Delta) {
        for (index, object) in delta.objects {
            self.log(index);
            self.objects[index as usize] = object;
        }
        for ((frame, index), slot) in delta.slots {
            self.set_slot(frame, index, slot);
        }
    }

    /// The namespace of a module, class or instance.
    pub(crate) fn attrs(&self, id: ObjectId) -> Option<&Namespace> {
        let object = if id.unit == self.unit {
            &self.objects[id.index as usize]
        } else {
            let attached = self.attached_to(id);
            attached.note_attrs(id.index);
            attached.unit.object(id.index)
        };
        object.attrs.as_deref()
    }

    pub(crate) fn attr(&self, id: ObjectId, name: Symbol) -> Option<&Slot> {
        let object = if id.unit == self.unit {
            &self.objects[id.index as usize]
        } else {
            let attached = self.attached_to(id);
            let object = attached.unit.object(id.index);
            match object.payload {
                // Importers look at few of a module's names.
                Payload::Module(_) => attached.note_name(id.index, name),
                _ => attached.note_attrs(id.index),
            }
            object
        };
        object.attr(name)
    }

    /// The class of a value, as far as it is known.
    pub(crate) fn class_of(&self, value: &Value) -> Option<ObjectId> {
        match value {
            Value::Object(id) => Some(self.get(*id).class),
            other => other.plain_class(),
        }
    }

    /// The plain value inside: itself, or that of an instance of a subclass of `int`, `str`, ...
    pub(crate) fn unwrap<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value {
            Value::Object(id) => match &self.get(*id).payload {
                Payload::Value(inner) => inner,
                _ => value,
            },
            _ => value,
        }
    }
}

thread_local! {
    static UNBOUND: Arc<crate::domain::Origin> =
        Arc::new(crate::domain::Origin { what: UNBOUND_NAME.into(), reported_to: None });
}

const UNBOUND_NAME: &str = "an unbound variable";

/// Whether the slot is certainly unbound.
pub(crate) fn is_unbound(slot: &Slot) -> bool {
    slot.maybe_unbound && matches!(&slot.value, Value::Unknown(origin) if origin.what == UNBOUND_NAME)
}
