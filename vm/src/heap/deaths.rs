//! Objects of whose death somebody wants to learn who knows them by address.

use rustc_hash::FxHashSet;

use super::region::Region;
use super::{Gc, Heap};

/// The addresses.
#[derive(Default, Debug)]
pub(super) struct Deaths {
    watched: FxHashSet<usize>,
    dead: Vec<usize>,
}

impl Deaths {
    /// Notes which objects are dead. To be called when marking is complete.
    pub(super) fn process(&mut self, region: &Region) {
        let dead = &mut self.dead;
        self.watched.retain(|&address| {
            let lives = region.is_marked(address);
            if !lives {
                dead.push(address);
            }
            lives
        });
    }
}

impl Heap {
    /// Has [`Heap::take_dead`] tell when an object is no more.
    pub fn watch_death<T>(&mut self, object: Gc<T>) {
        self.deaths.watched.insert(object.address());
    }

    /// The former addresses of objects that have died since the last time; others may be there now.
    pub fn take_dead(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.deaths.dead)
    }
}
