//! Generators: frames that are suspended between statements.

use std::sync::Arc;

use super::calls::value_of;
use super::iteration::Next;
use super::{Eval, Flow, Frame, Interp, MAX_ELEMENTS, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Generator, GeneratorStatus, ObjectId, Payload, Resume, Slot, Value};
use crate::heap::Heap;
use crate::ir::Expr;

/// Elements of a generator that are taken one by one before its remaining course is followed at once.
const MAX_SINGLE_ELEMENTS: usize = 256;

/// How a resumption of a generator ends.
pub(crate) enum Resumed {
    Yielded(Value),
    Returned(Value),
    /// It may yield any number of these.
    Any(Value),
}

impl Interp<'_> {
    /// A generator over a frame whose parameters are bound.
    pub(super) fn make_generator(&mut self, function: ObjectId, locals: Vec<Slot>) -> Value {
        let (path, status) = (Vec::new(), GeneratorStatus::Created);
        let generator = Generator { function, locals, path, status, summary: None, followed: 0 };
        self.alloc(types::GENERATOR, Payload::Generator(Box::new(generator)))
    }

    /// Resumes a generator, sending it a value or raising an exception where it stands.
    pub(crate) fn resume(&mut self, id: ObjectId, sent: Value, thrown: Option<Value>) -> Eval<Resumed> {
        let Payload::Generator(generator) = &self.heap.get(id).payload else {
            return Ok(Resumed::Returned(Value::None));
        };
        let generator = generator.clone();
        if generator.status == GeneratorStatus::Lost
            || (generator.summary.is_some() && (thrown.is_some() || !matches!(sent, Value::None)))
        {
            let lost = Value::unknown("a generator of which it is not known how far it has come");
            let use_ = self.unknown_use(DiagnosticCode::UnknownIteration, &lost, "the value is taken of");
            return Ok(Resumed::Any(use_));
        }
        if let Some(summary) = generator.summary.clone() {
            if self.may_change(id, "the state of a generator")? && generator.followed != self.heap.writes {
                return self.follow_again(id, &generator, &summary);
            }
            return Ok(Resumed::Any(summary));
        }
        match generator.status {
            GeneratorStatus::Finished => {
                return match thrown {
                    Some(exception) => Err(Stop::Raise(exception)),
                    None => Ok(Resumed::Returned(Value::None)),
                };
            }
            GeneratorStatus::Running if self.running.contains(&id) => {
                return self.value_error("generator already executing");
            }
            // An exception has left it that merely might be raised.
            GeneratorStatus::Running => {
                self.set_status(id, GeneratorStatus::Finished);
                return self.resume(id, sent, thrown);
            }
            GeneratorStatus::Created | GeneratorStatus::Suspended | GeneratorStatus::Lost => {}
        }
        if !self.may_change(id, "the state of a generator")? {
            return Ok(Resumed::Returned(Value::None));
        }
        if generator.status == GeneratorStatus::Created
            && let Some(exception) = thrown
        {
            self.set_status(id, GeneratorStatus::Finished);
            return Err(Stop::Raise(exception));
        }
        if let Payload::Function(function) = &self.heap.get(generator.function).payload
            && self.is_bottomless(&function.code)
        {
            let code = Arc::clone(&function.code);
            self.set_status(id, GeneratorStatus::Finished);
            return Ok(Resumed::Any(self.give_up_call(&code, &[])));
        }
        self.set_status(id, GeneratorStatus::Running);
        self.heap.begin();
        self.running.push(id);
        let result = self.run_generator(&generator, sent.clone(), thrown.clone(), None);
        self.running.pop();
        match result {
            Ok((Flow::Yield(value), locals, suspend)) => {
                self.heap.commit();
                let mut next = generator;
                next.locals = locals;
                next.path = suspend;
                next.status = GeneratorStatus::Suspended;
                self.heap.modify(id).payload = Payload::Generator(next);
                Ok(Resumed::Yielded(value))
            }
            Ok((Flow::Many(ends), ..)) if ends.iter().any(|(flow, _)| matches!(flow, Flow::Yield(_))) => {
                // Whether it yields here depends on something typed: its whole remaining course is followed at once.
                self.heap.undo();
                Ok(match self.run_to_end(id, &generator, sent, thrown)? {
                    Some(element) => Resumed::Any(element),
                    None => Resumed::Returned(Value::None),
                })
            }
            Ok((flow, ..)) => {
                let value = value_of(self, flow);
                self.heap.commit();
                self.set_status(id, GeneratorStatus::Finished);
                Ok(Resumed::Returned(value))
            }
            Err(stop) => {
                self.heap.commit();
                self.set_status(id, GeneratorStatus::Finished);
                if let Stop::Raise(exception) = &stop
                    && self
                        .heap
                        .class_of(exception)
                        .is_some_and(|class| self.is_subclass_of(class, exc::STOP_ITERATION))
                {
                    return self.raise(exc::RUNTIME_ERROR, "generator raised StopIteration");
                }
                Err(stop)
            }
        }
    }

    fn set_status(&mut self, id: ObjectId, status: GeneratorStatus) {
        if let Payload::Generator(generator) = &mut self.heap.modify(id).payload {
            generator.status = status;
        }
    }

    /// Follows the remaining course of a generator at once; the join of what it yields, from now on any number of times.
    fn run_to_end(
        &mut self,
        id: ObjectId,
        generator: &Generator,
        sent: Value,
        thrown: Option<Value>,
    ) -> Eval<Option<Value>> {
        let mut collected = Vec::new();
        self.running.push(id);
        let outcome = self.run_generator(generator, sent, thrown, Some(&mut collected));
        self.running.pop();
        let element = self.heap.join_all(&collected);
        self.set_status(id, GeneratorStatus::Finished);
        let (flow, ..) = outcome?;
        value_of(self, flow);
        if let (Some(element), Payload::Generator(generator)) = (&element, &mut self.heap.modify(id).payload)
        {
            generator.summary = Some(element.clone());
        }
        self.note_followed(id);
        Ok(element)
    }

    fn note_followed(&mut self, id: ObjectId) {
        let writes = self.heap.writes + 1;
        if let Payload::Generator(generator) = &mut self.heap.modify(id).payload {
            generator.followed = writes;
        }
    }

    /// What is left of a generator's course, all of which was followed before, may find another state than it did then.
    fn follow_again(&mut self, id: ObjectId, generator: &Generator, summary: &Value) -> Eval<Resumed> {
        self.heap.begin();
        let result = self.run_to_end(id, generator, Value::None, None);
        let delta = self.heap.undo();
        let mut element = summary.clone();
        match result {
            Ok(more) => {
                let joined = self.heap.join_deltas(crate::heap::Delta::default(), delta);
                self.heap.adopt(joined);
                if let Some(more) = more {
                    element = self.heap.join(summary, &more);
                }
            }
            Err(Stop::Raise(exception)) => self.note_raises(vec![(exception, delta)]),
            Err(abort) => return Err(abort),
        }
        if let Payload::Generator(generator) = &mut self.heap.modify(id).payload {
            generator.status = GeneratorStatus::Finished;
            generator.summary = Some(element.clone());
        }
        self.note_followed(id);
        Ok(Resumed::Any(element))
    }

    /// What an iterator may still give, when it is not known how often it is asked; `None` when it gives nothing. The
    /// iterator may then have come anywhere.
    pub(super) fn rest_of(&mut self, iterator: &Value) -> Eval<Option<Value>> {
        let mut rest = Vec::new();
        while rest.len() <= MAX_ELEMENTS {
            self.step()?;
            if rest.len() > MAX_SINGLE_ELEMENTS
                && let Some(id) = self.generator_of(iterator)
                && let Payload::Generator(generator) = &self.heap.get(id).payload
                && matches!(generator.status, GeneratorStatus::Created | GeneratorStatus::Suspended)
                && self.heap.is_owned(id)
            {
                // It may never end by itself.
                let generator = generator.clone();
                self.set_status(id, GeneratorStatus::Running);
                rest.extend(self.run_to_end(id, &generator, Value::None, None)?);
                return Ok(self.heap.join_all(&rest));
            }
            match self.next(iterator)? {
                Next::Item(item) => rest.push(item),
                Next::Any(item) => {
                    rest.push(self.any_more(iterator, item)?);
                    return Ok(self.heap.join_all(&rest));
                }
                Next::Done => return Ok(self.heap.join_all(&rest)),
            }
        }
        self.too_many_elements()
    }

    /// Runs the frame until it yields or ends. With `collect`, `yield` does not suspend.
    fn run_generator(
        &mut self,
        generator: &Generator,
        sent: Value,
        thrown: Option<Value>,
        collect: Option<&mut Vec<Value>>,
    ) -> Eval<(Flow, Vec<Slot>, Vec<Resume>)> {
        let Payload::Function(function) = &self.heap.get(generator.function).payload else {
            return Ok((Flow::Normal, Vec::new(), Vec::new()));
        };
        let function = function.clone();
        self.check_depth()?;
        let slots = self.heap.push_frame(generator.locals.clone());
        let mut resume = generator.path.clone();
        if let (Some(exception), Some(Resume::Yield)) = (&thrown, resume.first()) {
            resume[0] = Resume::Throw(exception.clone());
        } else if let (Some(exception), Some(Resume::Delegate(inner))) = (&thrown, resume.first().cloned()) {
            resume[0] = Resume::DelegateThrow(inner, exception.clone());
        }
        let at = function.code.range;
        self.frames.push(Frame {
            code: Arc::clone(&function.code),
            slots,
            globals: function.globals,
            namespace: function.class_namespace,
            closure: Arc::clone(&function.closure),
            undecided: self.undecided,
            at,
            resume,
            suspend: Vec::new(),
            sent,
            collected: collect.is_some().then(Vec::new),
        });
        let handling = self.handling.len();
        let code = Arc::clone(&function.code);
        let mut flow = self.exec_block(self.heap.body(&code));
        if let Ok(Flow::Many(ends)) = &mut flow {
            ends.iter_mut().for_each(|(_, delta)| delta.forget_frames(slots));
        }
        self.handling.truncate(handling);
        let frame = self.frames.pop();
        let locals = self.heap.pop_frame();
        if let (Some(into), Some(frame)) = (collect, &frame) {
            into.extend(frame.collected.clone().unwrap_or_default());
        }
        Ok((flow?, locals, frame.map(|frame| frame.suspend).unwrap_or_default()))
    }

    pub(super) fn exec_yield(&mut self, value: Option<&Expr>, target: Option<u32>) -> Eval<Flow> {
        match self.frame().resume.pop() {
            Some(Resume::Yield) => {
                let sent = std::mem::replace(&mut self.frame().sent, Value::None);
                self.set_target(target, sent);
                return Ok(Flow::Normal);
            }
            Some(Resume::Throw(exception)) => return Err(Stop::Raise(exception)),
            other => self.frame().resume.extend(other),
        }
        let value = value.map(|value| self.eval(value)).transpose()?.unwrap_or(Value::None);
        if let Some(collected) = &mut self.frame().collected {
            collected.push(value);
            self.set_target(target, Value::None);
            return Ok(Flow::Normal);
        }
        self.frame().suspend.push(Resume::Yield);
        Ok(Flow::Yield(value))
    }

    fn set_target(&mut self, target: Option<u32>, value: Value) {
        if let Some(slot) = target {
            let frame = self.frame().slots;
            self.heap.set_slot(frame, slot, Slot::bound(value));
        }
    }

    pub(super) fn exec_yield_from(&mut self, value: &Expr, target: Option<u32>) -> Eval<Flow> {
        let (inner, thrown) = match self.frame().resume.pop() {
            Some(Resume::Delegate(inner)) => (inner, None),
            Some(Resume::DelegateThrow(inner, exception)) => (inner, Some(exception)),
            other => {
                self.frame().resume.extend(other);
                let iterable = self.eval(value)?;
                self.at(value.range);
                (self.iter(&iterable)?, None)
            }
        };
        loop {
            self.step()?;
            let sent = std::mem::replace(&mut self.frame().sent, Value::None);
            let next = match (self.generator_of(&inner), &thrown) {
                (Some(id), _) => match self.resume(id, sent, thrown.clone())? {
                    Resumed::Yielded(value) => Next::Item(value),
                    Resumed::Any(value) => Next::Any(value),
                    Resumed::Returned(value) => {
                        self.set_target(target, value);
                        return Ok(Flow::Normal);
                    }
                },
                (None, Some(exception)) => return Err(Stop::Raise(exception.clone())),
                (None, None) => self.next(&inner)?,
            };
            match next {
                Next::Done => {
                    self.set_target(target, Value::None);
                    return Ok(Flow::Normal);
                }
                Next::Item(value) => {
                    if let Some(collected) = &mut self.frame().collected {
                        collected.push(value);
                        continue;
                    }
                    self.frame().suspend.push(Resume::Delegate(inner));
                    return Ok(Flow::Yield(value));
                }
                Next::Any(value) => {
                    if let Some(collected) = &mut self.frame().collected {
                        collected.push(value);
                        self.set_target(target, Value::None);
                        return Ok(Flow::Normal);
                    }
                    // Makes the resumption follow the whole course: it may yield here, or not.
                    let frame = self.frame();
                    frame.suspend.push(Resume::Delegate(inner));
                    return Ok(Flow::Many(vec![
                        (Flow::Yield(value), crate::heap::Delta::default()),
                        (Flow::Normal, crate::heap::Delta::default()),
                    ]));
                }
            }
        }
    }

    pub(crate) fn generator_of(&self, value: &Value) -> Option<ObjectId> {
        let id = value.as_object()?;
        matches!(self.heap.get(id).payload, Payload::Generator(_)).then_some(id)
    }

    /// An unbound slot for every local.
    pub(super) fn empty_slots(count: usize) -> Vec<Slot> {
        vec![Heap::unbound(); count]
    }
}
