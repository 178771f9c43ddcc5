//! The sort of lists: Tim Peters' merge sort with runs, binary insertion and galloping, in the order of merges of Munro and
//! Wild's "powersort". See `Objects/listsort.txt` of CPython for why it is so.
//!
//! Which items are compared in which order can be seen by a program, and so can how far a sort has come that is ended by
//! an exception. So the steps are those of CPython.

use crate::heap::{Array, Gc};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// A comparison: whether the first is less.
pub(super) type Less<'a> = &'a mut dyn FnMut(&mut Vm, Value, Value) -> Outcome<bool>;

/// How often one run has to win in a row before it is searched instead of walked through, at first.
const FIRST_GALLOP: usize = 7;

/// Shorter lists are sorted by insertion alone.
const LONGEST_MINIMUM: usize = 64;

/// Items, and the keys that they are sorted by if these are others.
#[derive(Clone, Copy)]
struct Rows {
    items: Gc<Array>,
    keys: Option<Gc<Array>>,
}

impl Rows {
    fn key(self, index: usize) -> Value {
        self.keys.unwrap_or(self.items).get(index)
    }

    /// Copies a row of other rows.
    fn take(self, to: usize, from: Rows, at: usize) {
        self.items.set(to, from.items.get(at));
        if let (Some(keys), Some(from)) = (self.keys, from.keys) {
            keys.set(to, from.get(at));
        }
    }

    fn copy_from(self, to: usize, from: Rows, at: usize, count: usize) {
        self.items.copy_from(to, from.items, at, count);
        if let (Some(keys), Some(from)) = (self.keys, from.keys) {
            keys.copy_from(to, from, at, count);
        }
    }

    fn copy_within(self, from: usize, to: usize, count: usize) {
        self.items.copy_within(from, to, count);
        if let Some(keys) = self.keys {
            keys.copy_within(from, to, count);
        }
    }

    fn reverse(self, start: usize, end: usize) {
        for array in [Some(self.items), self.keys].into_iter().flatten() {
            for offset in 0..(end - start) / 2 {
                let (low, high) = (start + offset, end - 1 - offset);
                let (a, b) = (array.get(low), array.get(high));
                array.set(low, b);
                array.set(high, a);
            }
        }
    }
}

/// A sorted part that waits to be merged.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    /// The depth at which it is merged with the next one.
    power: u32,
}

struct Sort<'a> {
    rows: Rows,
    /// Room for the shorter of two runs, made when it is needed.
    spare: Option<Rows>,
    length: usize,
    runs: Vec<Run>,
    gallop: usize,
    less: Less<'a>,
}

/// Sorts the first `length` items by the keys, or by themselves.
///
/// # Errors
/// What a comparison raises; all items are still there. `MemoryError`
pub(super) fn sort(
    vm: &mut Vm,
    items: Gc<Array>,
    keys: Option<Gc<Array>>,
    length: usize,
    less: Less<'_>,
) -> Outcome<()> {
    if length < 2 {
        return Ok(());
    }
    let rows = Rows { items, keys };
    let mut sort = Sort { rows, spare: None, length, runs: Vec::new(), gallop: FIRST_GALLOP, less };
    let minimum = shortest_run(length);
    let mut start = 0;
    while start < length {
        let mut found = sort.count_run(vm, start)?;
        if found < minimum {
            let wanted = minimum.min(length - start);
            sort.insert_sorted(vm, start, found, wanted)?;
            found = wanted;
        }
        sort.push(vm, start, found)?;
        start += found;
    }
    while sort.runs.len() > 1 {
        let mut at = sort.runs.len() - 2;
        if at > 0 && sort.runs[at - 1].length < sort.runs[at + 1].length {
            at -= 1;
        }
        sort.merge_at(vm, at)?;
    }
    Ok(())
}

/// The length below which runs are made longer: such that the list has a power of two of them, or slightly less.
fn shortest_run(mut length: usize) -> usize {
    let mut rest = 0;
    while length >= LONGEST_MINIMUM {
        rest |= length & 1;
        length >>= 1;
    }
    length + rest
}

/// The depth of the node between two neighbouring runs in a perfectly balanced tree over `length` items.
fn power(start: usize, first: usize, second: usize, length: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut depth = 0;
    loop {
        depth += 1;
        if a >= length {
            a -= length;
            b -= length;
        } else if b >= length {
            return depth;
        }
        a <<= 1;
        b <<= 1;
    }
}

impl Sort<'_> {
    fn is_less(&mut self, vm: &mut Vm, a: Value, b: Value) -> Outcome<bool> {
        (self.less)(vm, a, b)
    }

    /// How long the run is that begins here; a descending one is turned round.
    fn count_run(&mut self, vm: &mut Vm, start: usize) -> Outcome<usize> {
        let (rows, end) = (self.rows, self.length);
        let mut next = start + 1;
        while next < end && !self.is_less(vm, rows.key(next), rows.key(next - 1))? {
            next += 1;
        }
        if next == end {
            return Ok(next - start);
        }
        // It descends here: that ends an ascending run, but not equal items.
        if next > start + 1 {
            if self.is_less(vm, rows.key(start), rows.key(next - 1))? {
                return Ok(next - start);
            }
            // Equal items are turned round twice, so that they stay in order.
            rows.reverse(start, next);
        }
        next += 1;
        let mut equal = 0;
        while next < end {
            if self.is_less(vm, rows.key(next), rows.key(next - 1))? {
                if equal > 0 {
                    rows.reverse(next - equal - 1, next);
                    equal = 0;
                }
            } else if self.is_less(vm, rows.key(next - 1), rows.key(next))? {
                break;
            } else {
                equal += 1;
            }
            next += 1;
        }
        if equal > 0 {
            rows.reverse(next - equal - 1, next);
        }
        rows.reverse(start, next);
        while next < end && !self.is_less(vm, rows.key(next), rows.key(next - 1))? {
            next += 1;
        }
        Ok(next - start)
    }

    /// Makes a run of `length` items of which the first `sorted` are one.
    fn insert_sorted(&mut self, vm: &mut Vm, start: usize, sorted: usize, length: usize) -> Outcome<()> {
        let rows = self.rows;
        for next in start + sorted..start + length {
            let pivot = rows.key(next);
            let (mut low, mut high) = (start, next);
            while low < high {
                let middle = low.midpoint(high);
                if self.is_less(vm, pivot, rows.key(middle))? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if low == next {
                continue;
            }
            for array in [Some(rows.items), rows.keys].into_iter().flatten() {
                let value = array.get(next);
                array.copy_within(low, low + 1, next - low);
                array.set(low, value);
            }
        }
        Ok(())
    }

    /// Adds a run, after the merges that are due before it.
    fn push(&mut self, vm: &mut Vm, start: usize, length: usize) -> Outcome<()> {
        if let Some(&last) = self.runs.last() {
            let power = power(last.start, last.length, length, self.length);
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                self.merge_at(vm, self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, length, power: 0 });
        Ok(())
    }

    /// Merges a run with the next one.
    fn merge_at(&mut self, vm: &mut Vm, at: usize) -> Outcome<()> {
        let (left, right) = (self.runs[at], self.runs[at + 1]);
        self.runs[at].length = left.length + right.length;
        self.runs.remove(at + 1);
        let rows = self.rows;
        // What is before the right run's first item is in its place, and so is what is after the left run's last.
        let skipped = self.gallop_right(vm, rows.key(right.start), rows, (left.start, left.length), 0)?;
        let (start, count) = (left.start + skipped, left.length - skipped);
        if count == 0 {
            return Ok(());
        }
        let last = rows.key(start + count - 1);
        let kept = self.gallop_left(vm, last, rows, (right.start, right.length), right.length - 1)?;
        if kept == 0 {
            return Ok(());
        }
        let spare = self.room(vm)?;
        if count <= kept {
            spare.copy_from(0, rows, start, count);
            self.merge_low(vm, spare, (start, count), (right.start, kept))
        } else {
            spare.copy_from(0, rows, right.start, kept);
            self.merge_high(vm, spare, (start, count), (right.start, kept))
        }
    }

    fn room(&mut self, vm: &mut Vm) -> Outcome<Rows> {
        if let Some(spare) = self.spare {
            return Ok(spare);
        }
        // The shorter of two runs is at most half of all.
        let size = self.length / 2 + 1;
        let Some(items) = vm.heap.try_array(size) else { return Err(vm.memory_error()) };
        let mut spare = Rows { items, keys: None };
        if self.rows.keys.is_some() {
            let Some(keys) = vm.heap.try_array(size) else { return Err(vm.memory_error()) };
            spare.keys = Some(keys);
        }
        self.spare = Some(spare);
        Ok(spare)
    }

    /// Where a key belongs in a run, before what is equal: the search widens from `hint`.
    fn gallop_left(
        &mut self,
        vm: &mut Vm,
        key: Value,
        rows: Rows,
        (base, length): (usize, usize),
        hint: usize,
    ) -> Outcome<usize> {
        let (mut low, mut high);
        if self.is_less(vm, rows.key(base + hint), key)? {
            let most = length - hint;
            let (mut last, mut offset) = (0, 1);
            while offset < most && self.is_less(vm, rows.key(base + hint + offset), key)? {
                last = offset;
                offset = offset * 2 + 1;
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        } else {
            let most = hint + 1;
            let (mut last, mut offset) = (0, 1);
            while offset < most && !self.is_less(vm, rows.key(base + hint - offset), key)? {
                last = offset;
                offset = offset * 2 + 1;
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_less(vm, rows.key(base + middle), key)? { low = middle + 1 } else { high = middle }
        }
        Ok(high)
    }

    /// The same, after what is equal.
    fn gallop_right(
        &mut self,
        vm: &mut Vm,
        key: Value,
        rows: Rows,
        (base, length): (usize, usize),
        hint: usize,
    ) -> Outcome<usize> {
        let (mut low, mut high);
        if self.is_less(vm, key, rows.key(base + hint))? {
            let most = hint + 1;
            let (mut last, mut offset) = (0, 1);
            while offset < most && self.is_less(vm, key, rows.key(base + hint - offset))? {
                last = offset;
                offset = offset * 2 + 1;
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        } else {
            let most = length - hint;
            let (mut last, mut offset) = (0, 1);
            while offset < most && !self.is_less(vm, key, rows.key(base + hint + offset))? {
                last = offset;
                offset = offset * 2 + 1;
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_less(vm, key, rows.key(base + middle))? { high = middle } else { low = middle + 1 }
        }
        Ok(high)
    }

    /// Merges from the front; the left run is in the spare room.
    fn merge_low(
        &mut self,
        vm: &mut Vm,
        spare: Rows,
        (start, left): (usize, usize),
        (right_start, right): (usize, usize),
    ) -> Outcome<()> {
        let mut merge = Merge {
            rows: self.rows,
            spare,
            to: start,
            left: 0,
            left_count: left,
            right: right_start,
            right_count: right,
        };
        let result = self.merge_low_steps(vm, &mut merge);
        // What is left of the left run: nothing, its last item after the right run, or, on an error, whatever there is.
        if result.is_ok() {
            let count = merge.right_count;
            merge.rows.copy_within(merge.right, merge.to, count);
            merge.to += count;
        }
        merge.rows.copy_from(merge.to, spare, merge.left, merge.left_count);
        result
    }

    fn merge_low_steps(&mut self, vm: &mut Vm, merge: &mut Merge) -> Outcome<()> {
        merge.take_right();
        if merge.right_count == 0 || merge.left_count == 1 {
            return Ok(());
        }
        let (rows, spare) = (merge.rows, merge.spare);
        let mut gallop = self.gallop;
        loop {
            let (mut from_left, mut from_right) = (0, 0);
            while from_left < gallop && from_right < gallop {
                if self.is_less(vm, rows.key(merge.right), spare.key(merge.left))? {
                    merge.take_right();
                    (from_left, from_right) = (0, from_right + 1);
                    if merge.right_count == 0 {
                        return Ok(());
                    }
                } else {
                    merge.take_left();
                    (from_left, from_right) = (from_left + 1, 0);
                    if merge.left_count == 1 {
                        return Ok(());
                    }
                }
            }
            gallop += 1;
            loop {
                gallop -= usize::from(gallop > 1);
                self.gallop = gallop;
                let key = rows.key(merge.right);
                from_left = self.gallop_right(vm, key, spare, (merge.left, merge.left_count), 0)?;
                if from_left > 0 {
                    rows.copy_from(merge.to, spare, merge.left, from_left);
                    merge.to += from_left;
                    merge.left += from_left;
                    merge.left_count -= from_left;
                    if merge.left_count <= 1 {
                        return Ok(());
                    }
                }
                merge.take_right();
                if merge.right_count == 0 {
                    return Ok(());
                }
                let key = spare.key(merge.left);
                from_right = self.gallop_left(vm, key, rows, (merge.right, merge.right_count), 0)?;
                if from_right > 0 {
                    rows.copy_within(merge.right, merge.to, from_right);
                    merge.to += from_right;
                    merge.right += from_right;
                    merge.right_count -= from_right;
                    if merge.right_count == 0 {
                        return Ok(());
                    }
                }
                merge.take_left();
                if merge.left_count == 1 {
                    return Ok(());
                }
                if from_left < FIRST_GALLOP && from_right < FIRST_GALLOP {
                    break;
                }
            }
            gallop += 1;
            self.gallop = gallop;
        }
    }

    /// Merges from the back; the right run is in the spare room.
    fn merge_high(
        &mut self,
        vm: &mut Vm,
        spare: Rows,
        (start, left): (usize, usize),
        (right_start, right): (usize, usize),
    ) -> Outcome<()> {
        let rows = self.rows;
        let mut merge = Merge {
            rows,
            spare,
            to: right_start + right,
            left: start,
            left_count: left,
            right: 0,
            right_count: right,
        };
        let result = self.merge_high_steps(vm, &mut merge);
        // As above: the first item of the right run may have to go before the left run.
        if result.is_ok() {
            let count = merge.left_count;
            rows.copy_within(merge.left, merge.to - count, count);
            merge.to -= count;
        }
        rows.copy_from(merge.to - merge.right_count, spare, 0, merge.right_count);
        result
    }

    fn merge_high_steps(&mut self, vm: &mut Vm, merge: &mut Merge) -> Outcome<()> {
        merge.take_last_left();
        if merge.left_count == 0 || merge.right_count == 1 {
            return Ok(());
        }
        let (rows, spare) = (merge.rows, merge.spare);
        let mut gallop = self.gallop;
        loop {
            let (mut from_left, mut from_right) = (0, 0);
            while from_left < gallop && from_right < gallop {
                let (left, right) = (merge.left + merge.left_count - 1, merge.right_count - 1);
                if self.is_less(vm, spare.key(right), rows.key(left))? {
                    merge.take_last_left();
                    (from_left, from_right) = (from_left + 1, 0);
                    if merge.left_count == 0 {
                        return Ok(());
                    }
                } else {
                    merge.take_last_right();
                    (from_left, from_right) = (0, from_right + 1);
                    if merge.right_count == 1 {
                        return Ok(());
                    }
                }
            }
            gallop += 1;
            loop {
                gallop -= usize::from(gallop > 1);
                self.gallop = gallop;
                let key = spare.key(merge.right_count - 1);
                let run = (merge.left, merge.left_count);
                from_left = merge.left_count - self.gallop_right(vm, key, rows, run, merge.left_count - 1)?;
                if from_left > 0 {
                    merge.to -= from_left;
                    merge.left_count -= from_left;
                    rows.copy_within(merge.left + merge.left_count, merge.to, from_left);
                    if merge.left_count == 0 {
                        return Ok(());
                    }
                }
                merge.take_last_right();
                if merge.right_count == 1 {
                    return Ok(());
                }
                let key = rows.key(merge.left + merge.left_count - 1);
                let run = (0, merge.right_count);
                from_right =
                    merge.right_count - self.gallop_left(vm, key, spare, run, merge.right_count - 1)?;
                if from_right > 0 {
                    merge.to -= from_right;
                    merge.right_count -= from_right;
                    rows.copy_from(merge.to, spare, merge.right_count, from_right);
                    if merge.right_count <= 1 {
                        return Ok(());
                    }
                }
                merge.take_last_left();
                if merge.left_count == 0 {
                    return Ok(());
                }
                if from_left < FIRST_GALLOP && from_right < FIRST_GALLOP {
                    break;
                }
            }
            gallop += 1;
            self.gallop = gallop;
        }
    }
}

/// How far a merge is: where the next item goes, and what is left of both runs.
struct Merge {
    rows: Rows,
    spare: Rows,
    to: usize,
    left: usize,
    left_count: usize,
    right: usize,
    right_count: usize,
}

impl Merge {
    fn take_right(&mut self) {
        self.rows.take(self.to, self.rows, self.right);
        self.to += 1;
        self.right += 1;
        self.right_count -= 1;
    }

    fn take_left(&mut self) {
        self.rows.take(self.to, self.spare, self.left);
        self.to += 1;
        self.left += 1;
        self.left_count -= 1;
    }

    fn take_last_left(&mut self) {
        self.to -= 1;
        self.left_count -= 1;
        self.rows.take(self.to, self.rows, self.left + self.left_count);
    }

    fn take_last_right(&mut self) {
        self.to -= 1;
        self.right_count -= 1;
        self.rows.take(self.to, self.spare, self.right_count);
    }
}
