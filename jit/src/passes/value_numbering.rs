//! Global value numbering: an instruction that computes what one that dominates it has computed already is left out. Memory counts by
//! class: what is read stays known until something of its class may have been written.

use rustc_hash::FxHashMap;

use crate::hir::verify::{dominators, reverse_postorder};
use crate::hir::{Effects, Function, Op, Terminator, Type, ValueId};

/// Memory that is told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Slots of objects.
    Fields,
    /// Shapes of objects.
    Shapes,
    /// Items of lists.
    Items,
    /// Items of arrays of doubles.
    Doubles,
    /// Lengths of lists.
    Lengths,
    /// Cells, of which globals are made.
    Cells,
}

const CLASSES: usize = 6;

/// When each class was written last, as numbers that are never used twice.
type Epochs = [u32; CLASSES];

fn reads(op: Op) -> Option<Class> {
    Some(match op {
        Op::LoadField(_) => Class::Fields,
        Op::GuardShape(_) | Op::LoadShape => Class::Shapes,
        Op::ListItem | Op::ListField(_) => Class::Items,
        Op::DoubleItem(_) => Class::Doubles,
        Op::ListLength | Op::GuardLength(..) => Class::Lengths,
        Op::LoadAddress(_) => Class::Cells,
        _ => return None,
    })
}

fn writes(op: Op) -> Option<Class> {
    Some(match op {
        Op::StoreField(_) => Class::Fields,
        Op::SetShape(_) => Class::Shapes,
        Op::StoreListItem => Class::Items,
        Op::StoreDoubleItem(_) => Class::Doubles,
        _ => return None,
    })
}

/// Whether an instruction may be left out if the same was done before, in the same epoch of what it reads.
fn is_repeatable(op: Op) -> bool {
    let effects = op.effects();
    let hinders = Effects::RAISES | Effects::EVALUATES | Effects::WRITES | Effects::PINNED;
    let is_constant = matches!(op, Op::Constant(_) | Op::Double(_));
    !is_constant && !effects.intersects(hinders) && (!effects.contains(Effects::READS) || reads(op).is_some())
}

/// Whether a check is of what is known of its value anyway.
fn is_known(function: &Function, op: Op, arguments: &[ValueId]) -> bool {
    let known = |value: ValueId| function.value(value).result;
    match op {
        Op::GuardBound => !known(arguments[0]).may_be(Type::UNBOUND),
        Op::GuardType(of) => of != Type::FLOAT && known(arguments[0]).is(of),
        _ => false,
    }
}

struct Numbering {
    known: FxHashMap<(Op, Vec<ValueId>, u32), ValueId>,
    replaced: FxHashMap<ValueId, ValueId>,
    last_epoch: u32,
}

impl Numbering {
    fn resolve(&self, value: ValueId) -> ValueId {
        let mut value = value;
        while let Some(&earlier) = self.replaced.get(&value) {
            value = earlier;
        }
        value
    }

    fn fresh(&mut self) -> u32 {
        self.last_epoch += 1;
        self.last_epoch
    }

    fn fresh_all(&mut self) -> Epochs {
        std::array::from_fn(|_| self.fresh())
    }
}

/// Runs the pass.
pub(crate) fn run(function: &mut Function) {
    let dominators = dominators(function);
    let order = reverse_postorder(function);
    let mut edges = vec![0; function.blocks.len()];
    for &block in &order {
        for edge in function.blocks[block].terminator.iter().flat_map(Terminator::edges) {
            edges[edge.target.0 as usize] += 1;
        }
    }
    let mut children = vec![Vec::new(); function.blocks.len()];
    for &block in order.iter().skip(1) {
        if let Some(above) = dominators[block] {
            children[above].push(block);
        }
    }
    let mut numbering =
        Numbering { known: FxHashMap::default(), replaced: FxHashMap::default(), last_epoch: 0 };
    // Blocks to be done, or the keys to be forgotten when all that they dominate has been.
    enum Work {
        Block(usize, Epochs),
        Forget(Vec<(Op, Vec<ValueId>, u32)>),
    }
    let first = numbering.fresh_all();
    let mut work = vec![Work::Block(0, first)];
    while let Some(step) = work.pop() {
        let (block, mut epochs) = match step {
            Work::Block(block, epochs) => (block, epochs),
            Work::Forget(keys) => {
                for key in keys {
                    numbering.known.remove(&key);
                }
                continue;
            }
        };
        let mut added = Vec::new();
        let mut kept = Vec::new();
        for id in std::mem::take(&mut function.blocks[block].instructions) {
            let op = function.value(id).op;
            let arguments: Vec<_> =
                function.value(id).arguments.iter().map(|argument| numbering.resolve(*argument)).collect();
            if op.effects().contains(Effects::EVALUATES) {
                epochs = numbering.fresh_all();
            }
            if let Some(class) = writes(op) {
                epochs[class as usize] = numbering.fresh();
            }
            if op == Op::Append {
                // Which may move the items, too.
                epochs[Class::Items as usize] = numbering.fresh();
                epochs[Class::Lengths as usize] = numbering.fresh();
            }
            if is_known(function, op, &arguments) {
                numbering.replaced.insert(id, arguments[0]);
                continue;
            }
            if is_repeatable(op) {
                let epoch = reads(op).map_or(0, |class| epochs[class as usize]);
                let key = (op, arguments.clone(), epoch);
                if let Some(&earlier) = numbering.known.get(&key) {
                    numbering.replaced.insert(id, earlier);
                    continue;
                }
                numbering.known.insert(key.clone(), id);
                added.push(key);
            }
            // What was stored is what the next load reads.
            if let Op::StoreField(offset) = op {
                let key = (Op::LoadField(offset), vec![arguments[0]], epochs[Class::Fields as usize]);
                numbering.known.insert(key.clone(), arguments[1]);
                added.push(key);
            }
            kept.push(id);
        }
        function.blocks[block].instructions = kept;
        work.push(Work::Forget(added));
        for &child in &children[block] {
            let inherits = edges[child] == 1;
            let at_start = if inherits { epochs } else { numbering.fresh_all() };
            work.push(Work::Block(child, at_start));
        }
    }
    function.replace_uses(|value| numbering.resolve(value));
}
