//! The heap: where every Python object lives, and the collector that frees them.
//!
//! - Objects never move. Memory is a reserved range cut into 32 KiB blocks, each for cells of one size class;
//!   larger objects take runs of blocks (`region`, `allocate`).
//! - Allocation bumps a cursor through a free interval of a block; mark bits are out of line (`mark`).
//! - Collections are generational by sticky marks: a minor one leaves the marks of the last in place, so that
//!   whatever is marked is old. The write barrier (`barrier`) remembers old objects that were stored into.
//! - Roots: the VM's own, precisely; native stacks and registers, conservatively, interior pointers included, but for frames of
//!   compiled code, of which only needed slots are looked at (`roots`). So Rust code holds [`Gc`] and [`Value`](crate::value::Value) in locals without further ado.
//! - Rust values outside the heap may belong to an object (`foreign`); they are dropped with it.
//! - Weak references are cleared before any finaliser is queued (`weak`).
//! - `GC_STRESS=n` collects at every nth allocation; `verify` checks minor collections against a full trace.
#![allow(unsafe_code, reason = "this module is the memory manager")]

mod allocate;
mod array;
mod barrier;
mod collect;
mod deaths;
mod foreign;
mod freeze;
mod gc;
mod header;
mod inspect;
mod kind;
mod mark;
mod region;
mod roots;
mod size_class;
mod verify;
mod weak;

pub use array::Array;
pub use barrier::barrier;
pub use collect::{Generation, Statistics};
pub use gc::{Field, Gc, Layout, Link};
pub use header::{Header, flags};
pub use kind::Kind;
pub use mark::Tracer;
pub(crate) use roots::Registers;
pub use roots::{NativeFrame, StackBounds, stack_pointer};
pub use weak::{Due, WeakReference};

pub(crate) use gc::layout;
pub(crate) use kind::layout_size;

use std::sync::atomic::AtomicU32;

use barrier::Remembered;
use mark::MarkStack;
use region::Region;
use rustc_hash::FxHashSet;
use size_class::CLASS_COUNT;
use weak::WeakTables;

/// What the owner of a heap supplies: its roots.
pub trait RootSet {
    /// Visits every root.
    fn trace_roots(&self, tracer: &mut Tracer<'_>);
    /// Visits the native stacks, from the lowest address in use to the base, of threads that wait for their turn.
    fn parked_stacks(&self, visit: &mut dyn FnMut(usize, usize));
    /// Visits the native frames of all stacks of which it is known what they need.
    fn native_frames<'a>(&'a self, _visit: &mut dyn FnMut(NativeFrame<'a>)) {}
}

/// The heap of one VM.
pub struct Heap {
    region: Region,
    /// For each size class, the next free address of the interval being filled.
    cursors: [usize; CLASS_COUNT],
    /// For each size class, the end of that interval.
    limits: [usize; CLASS_COUNT],
    /// The block that each interval lies in, or none.
    open: [Option<u32>; CLASS_COUNT],
    /// Blocks of each class that have free cells.
    available: [Vec<u32>; CLASS_COUNT],
    /// Blocks and large objects that were allocated from since the last collection.
    touched: Vec<u32>,
    young_large: Vec<u32>,
    large: Vec<u32>,
    /// Frozen objects that were stored into since they were frozen.
    frozen_written: FxHashSet<usize>,
    remembered: Box<Remembered>,
    marks: MarkStack,
    weak: WeakTables,
    foreign: foreign::ForeignTable,
    deaths: deaths::Deaths,
    roots: Option<*const dyn RootSet>,
    stack: StackBounds,
    pacing: collect::Pacing,
    stress: collect::Stress,
    statistics: Statistics,
    /// The word that tells running code that finalisers are due.
    attention: &'static AtomicU32,
}

impl std::fmt::Debug for Heap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Heap").field("statistics", &self.statistics).finish_non_exhaustive()
    }
}

/// No heap could be reserved.
#[derive(Clone, Copy, Debug)]
pub struct NoMemory;

impl std::fmt::Display for NoMemory {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("cannot reserve memory for the heap")
    }
}

impl std::error::Error for NoMemory {}

impl Heap {
    /// An empty heap, for the thread whose stack is given.
    ///
    /// # Errors
    /// The operating system refuses even a small range.
    pub fn new(stack: StackBounds) -> Result<Heap, NoMemory> {
        let remembered = Box::<Remembered>::default();
        barrier::install(&remembered);
        Ok(Heap {
            region: Region::reserve()?,
            cursors: [0; CLASS_COUNT],
            limits: [0; CLASS_COUNT],
            open: [None; CLASS_COUNT],
            available: std::array::from_fn(|_| Vec::new()),
            touched: Vec::new(),
            young_large: Vec::new(),
            large: Vec::new(),
            frozen_written: FxHashSet::default(),
            remembered,
            marks: MarkStack::default(),
            weak: WeakTables::default(),
            foreign: foreign::ForeignTable::default(),
            deaths: deaths::Deaths::default(),
            roots: None,
            stack,
            pacing: collect::Pacing::default(),
            stress: collect::Stress::from_environment(),
            statistics: Statistics::default(),
            attention: crate::vm::attention::new_word(),
        })
    }

    /// Names the roots. Until then nothing is collected.
    ///
    /// # Safety
    /// `roots` outlives the heap's last allocation and does not move.
    pub unsafe fn set_roots(&mut self, roots: *const dyn RootSet) {
        self.roots = Some(roots);
    }

    /// The word that running code looks at in calls and loops.
    pub(crate) fn attention(&self) -> &'static AtomicU32 {
        self.attention
    }

    /// What collections did so far.
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }
}
