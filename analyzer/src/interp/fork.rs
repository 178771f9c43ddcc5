//! Following several courses of execution from one state and joining what they lead to.

use super::{Collector, Eval, Flow, Interp, Last, Stop};
use crate::domain::{ObjectId, Value};
use crate::heap::{Delta, Noted};

/// Beyond this many noted exceptions a `try` joins the states of those of one class.
const MAX_NOTED: usize = 48;

/// Classes of exceptions that are then kept apart.
const MAX_CLASSES: usize = 12;

/// Rounds after which a repetition has settled: values are widened long before.
pub(super) const MAX_REPETITIONS: usize = 12;

impl Interp<'_> {
    /// Evaluates `run` for each alternative from the current state; the result and the state are the joins.
    ///
    /// Where some alternatives raise and others do not, the exception is noted as possible.
    pub(crate) fn fork<T>(
        &mut self,
        alternatives: Vec<T>,
        mut run: impl FnMut(&mut Self, T) -> Eval<Value>,
    ) -> Eval<Value> {
        let mut values = Vec::new();
        let mut deltas = Vec::new();
        let mut raised = Vec::new();
        for alternative in alternatives {
            self.heap.begin();
            self.undecided += 1;
            let result = run(self, alternative);
            self.undecided -= 1;
            let delta = self.heap.undo();
            match result {
                Ok(value) => {
                    values.push(value);
                    deltas.push(delta);
                }
                Err(Stop::Raise(exception)) => raised.push((exception, delta)),
                Err(abort) => return Err(abort),
            }
        }
        if values.is_empty() {
            return self.raise_joined(raised);
        }
        self.note_raises(raised);
        self.heap.adopt_join(deltas);
        let joined = self.heap.join_all(&values);
        Ok(joined.unwrap_or(Value::None))
    }

    /// Evaluates `run` for the value, or for each member of a union.
    pub(crate) fn over(
        &mut self,
        value: &Value,
        mut run: impl FnMut(&mut Self, &Value) -> Eval<Value>,
    ) -> Eval<Value> {
        match value {
            Value::Union(members) => self.fork(members.to_vec(), |interp, member| run(interp, &member)),
            value => run(self, value),
        }
    }

    /// Every course raises.
    pub(super) fn raise_joined<T>(&mut self, raised: Vec<(Value, Delta)>) -> Eval<T> {
        let (exceptions, deltas): (Vec<Value>, Vec<Delta>) = raised.into_iter().unzip();
        self.heap.adopt_join(deltas);
        let exception = self.heap.join_all(&exceptions).unwrap_or_else(|| self.after_error());
        Err(Stop::Raise(exception))
    }

    /// Notes exceptions, each with what was written before it, relative to the current state.
    pub(super) fn note_raises(&mut self, raised: Vec<(Value, Delta)>) {
        if self.collectors.is_empty() {
            raised.iter().for_each(|(exception, _)| self.report_missing_slot(exception));
            return;
        }
        for (exception, delta) in raised {
            self.heap.begin();
            self.heap.adopt(delta);
            self.maybe_raise(exception);
            self.heap.undo();
        }
    }

    /// Notes that the exception may be raised here. Outside any `try` it would leave the module: that the module
    /// may fail to import is no effect on others.
    pub(crate) fn maybe_raise(&mut self, exception: Value) {
        let Some(collector) = self.collectors.last_mut() else {
            self.report_missing_slot(&exception);
            return;
        };
        collector.raises.push((exception, self.heap.note()));
        if collector.raises.len() > MAX_NOTED {
            let raises = std::mem::take(&mut collector.raises);
            let condensed = self.condense(raises);
            if let Some(collector) = self.collectors.last_mut() {
                collector.raises = condensed;
            }
        }
    }

    /// Joins the states in which exceptions of one class may be raised; all of them, where there are many classes.
    fn condense(&mut self, raises: Vec<(Value, Noted)>) -> Vec<(Value, Noted)> {
        let mut groups: Vec<(Option<ObjectId>, Value, Vec<Noted>)> = Vec::new();
        for (exception, noted) in raises {
            let class = self.heap.class_of(&exception);
            let last = (groups.len() >= MAX_CLASSES).then(|| groups.len() - 1);
            let place = groups.iter().position(|(known, ..)| *known == class).or(last);
            match place.map(|place| &mut groups[place]) {
                Some((_, known, states)) => {
                    *known = self.heap.join(known, &exception);
                    states.push(noted);
                }
                None => groups.push((class, exception, vec![noted])),
            }
        }
        let mut exceptions = Vec::with_capacity(groups.len());
        let mut states = Vec::with_capacity(groups.len());
        for (_, exception, noted) in groups {
            exceptions.push(exception);
            states.push(noted);
        }
        exceptions.into_iter().zip(self.heap.condense_notes(states)).collect()
    }

    /// Notes that an exception of a class may be raised here, of which no more is known.
    pub(crate) fn maybe_raise_class(&mut self, class: ObjectId) {
        let Some(collector) = self.collectors.last_mut() else { return };
        let is_built_in = class.unit.0 == 0;
        if is_built_in {
            let (last, changes, context) = (&mut collector.last, self.heap.changes, self.handling.last());
            if last.changes != changes || !Value::same_or_none(last.context.as_ref(), context) {
                *last = Last { classes: Vec::new(), changes, context: context.cloned() };
            }
            // Another one in the same state tells nothing new.
            if last.classes.contains(&class) {
                return;
            }
            last.classes.push(class);
        }
        let exception = self.exception_with(class, Value::Typed(crate::builtins::types::TUPLE));
        // Its constructor may set attributes that nothing is known about.
        if let Value::Object(id) = &exception
            && !is_built_in
        {
            self.heap.modify(*id).open = true;
        }
        self.maybe_raise(exception);
    }

    /// Runs something any number of times, none included: the state becomes one that covers them all.
    ///
    /// The join of the results; `None` when it always raises.
    pub(crate) fn any_times(&mut self, mut run: impl FnMut(&mut Self) -> Eval<Value>) -> Eval<Option<Value>> {
        let mut results = Vec::new();
        let born = self.heap.len();
        for round in 0.. {
            self.step()?;
            self.heap.begin();
            let result = run(self);
            let delta = self.heap.undo();
            match result {
                Ok(value) => results.push(value),
                Err(Stop::Raise(exception)) => {
                    self.note_raises(vec![(exception, delta)]);
                    break;
                }
                Err(abort) => return Err(abort),
            }
            if self.heap.is_covered(&delta, born) {
                break;
            }
            if round >= MAX_REPETITIONS {
                self.report_unsettled();
                break;
            }
            let mut next = self.heap.join_deltas(Delta::default(), delta);
            if round >= 2 {
                next = self.heap.widen_delta(next, born);
            }
            self.heap.adopt(next);
        }
        Ok(self.heap.join_all(&results))
    }

    /// Whether a `try` is active that sees which exceptions may be raised.
    pub(super) fn is_collecting(&self) -> bool {
        !self.collectors.is_empty()
    }

    /// Enters a region whose possible exceptions are collected.
    pub(super) fn open_collector(&mut self) {
        self.heap.open_notes();
        self.collectors.push(Collector::default());
    }

    /// Leaves the region; its checkpoint stays open.
    pub(super) fn close_collector(&mut self) -> Vec<(Value, Delta)> {
        let raises = self.collectors.pop().map(|collector| collector.raises).unwrap_or_default();
        let (exceptions, noted): (Vec<Value>, Vec<Noted>) = raises.into_iter().unzip();
        exceptions.into_iter().zip(self.heap.close_notes(noted)).collect()
    }

    /// Runs statements from the current state, undoes them, and returns the ways in which they can end.
    pub(super) fn explore(&mut self, run: impl FnOnce(&mut Self) -> Eval<Flow>) -> Eval<Paths> {
        self.heap.begin();
        let level = self.heap.level() - 1;
        self.undecided += 1;
        let result = run(self);
        self.undecided -= 1;
        let mut paths = Paths::default();
        match result {
            Ok(Flow::Many(inner)) => {
                for (flow, delta) in inner {
                    self.heap.begin();
                    self.heap.adopt(delta);
                    let composed = self.heap.snapshot(level);
                    self.heap.undo();
                    paths.ends.push((flow, composed));
                }
                self.heap.undo();
            }
            Ok(flow) => paths.ends.push((flow, self.heap.undo())),
            Err(Stop::Raise(exception)) => paths.raises.push((exception, self.heap.undo())),
            Err(abort) => {
                self.heap.undo();
                return Err(abort);
            }
        }
        Ok(paths)
    }

    /// Runs statements from the state that the delta leads to, and returns the ways in which they can end,
    /// relative to the current state.
    pub(super) fn explore_from(
        &mut self,
        delta: Delta,
        run: impl FnOnce(&mut Self) -> Eval<Flow>,
    ) -> Eval<Paths> {
        self.explore(|interp| {
            interp.heap.adopt(delta);
            run(interp)
        })
    }

    /// Joins the ways in which statements can end. One kind of end is adopted; several are left to the caller.
    pub(super) fn merge(&mut self, paths: Paths) -> Eval<Flow> {
        if paths.ends.is_empty() {
            return self.raise_joined(paths.raises);
        }
        self.note_raises(paths.raises);
        let mut merged: Vec<(Flow, Delta)> = Vec::new();
        for (flow, delta) in paths.ends {
            match merged.iter().position(|(other, _)| other.is_same_kind(&flow)) {
                Some(i) => {
                    let (other, base) = merged.swap_remove(i);
                    let joined = self.heap.join_deltas(base, delta);
                    let flow = match (other, flow) {
                        (Flow::Return(a), Flow::Return(b)) => Flow::Return(self.heap.join(&a, &b)),
                        (flow, _) => flow,
                    };
                    merged.push((flow, joined));
                }
                None => merged.push((flow, delta)),
            }
        }
        if merged.len() == 1
            && let Some((flow, delta)) = merged.pop()
        {
            self.heap.adopt(delta);
            return Ok(flow);
        }
        Ok(Flow::Many(merged))
    }
}

/// Ways in which statements can end, with what each writes, relative to one state.
#[derive(Debug, Default)]
pub(super) struct Paths {
    pub ends: Vec<(Flow, Delta)>,
    pub raises: Vec<(Value, Delta)>,
}

impl Paths {
    pub(super) fn add(&mut self, other: Paths) {
        self.ends.extend(other.ends);
        self.raises.extend(other.raises);
    }
}
