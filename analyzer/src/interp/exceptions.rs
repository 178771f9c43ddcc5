//! `raise`, `try`, `except*`, `finally` and `with`.

use super::control::Truth;
use super::fork::Paths;
use super::{Eval, Flow, Interp, Stop};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Pending, Resume, Value};
use crate::ir::{Block, Expr, Handler, Symbol, Target, Try, sym};

/// Whether an exception is an instance of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matches {
    Yes,
    No,
    Perhaps,
}

impl Interp<'_> {
    pub(super) fn exec_raise(&mut self, exception: Option<&Expr>, cause: Option<&Expr>) -> Eval<Flow> {
        let Some(exception) = exception else {
            return match self.handling.last() {
                Some(current) => Err(Stop::Raise(current.clone())),
                None => self.raise(exc::RUNTIME_ERROR, "No active exception to reraise"),
            };
        };
        let value = self.eval(exception)?;
        let cause = cause.map(|cause| self.eval(cause)).transpose()?;
        self.at(exception.range);
        let raised = self.as_exception(&value)?;
        if let Value::Object(id) = &raised {
            self.may_change(*id, "the traceback of an exception")?;
        }
        if let (Some(cause), Value::Object(id)) = (cause, &raised) {
            let cause = match cause {
                Value::None => Value::None,
                other => self.as_exception(&other)?,
            };
            if self.heap.is_owned(*id)
                && let Payload::Exception(data) = &mut self.heap.modify(*id).payload
            {
                data.cause = Some(cause);
            }
        }
        Err(Stop::Raise(raised))
    }

    /// The exception that `raise value` raises: an instance, or what calling a class gives.
    pub(crate) fn as_exception(&mut self, value: &Value) -> Eval<Value> {
        match value {
            Value::Object(id) => {
                let object = self.heap.get(*id);
                if object.as_class().is_some_and(|class| class.mro.contains(&exc::BASE_EXCEPTION)) {
                    return self.call(value, Vec::new());
                }
                if self.is_subclass_of(object.class, exc::BASE_EXCEPTION) {
                    return Ok(value.clone());
                }
                self.type_error("exceptions must derive from BaseException")
            }
            Value::Typed(class) if self.is_subclass_of(*class, exc::BASE_EXCEPTION) => Ok(value.clone()),
            Value::Unknown(_) => {
                Ok(self.unknown_use(DiagnosticCode::UnsafeCall, value, "an exception is raised that is"))
            }
            Value::Union(_) => self.over(value, super::Interp::as_exception),
            _ => self.type_error("exceptions must derive from BaseException"),
        }
    }

    pub(super) fn exec_try(&mut self, try_: &Try) -> Eval<Flow> {
        if let Some(Resume::Finally(pending)) = self.frame().resume.last().cloned() {
            self.frame().resume.pop();
            let flow = match *pending {
                Pending::Normal => Ok(Flow::Normal),
                Pending::Break => Ok(Flow::Break),
                Pending::Continue => Ok(Flow::Continue),
                Pending::Return(value) => Ok(Flow::Return(value)),
                Pending::Raise(exception) => Err(Stop::Raise(exception)),
            };
            return self.finally(&try_.finalbody, flow);
        }
        if try_.finalbody.is_empty() {
            return self.try_handlers(try_);
        }
        self.protected(
            |interp| interp.try_handlers(try_),
            |interp, result| interp.finally(&try_.finalbody, result),
        )
    }

    /// Runs a `finally` block at the end of each way in which the statements before it end.
    fn finally(&mut self, block: &Block, result: Eval<Flow>) -> Eval<Flow> {
        match result {
            Ok(Flow::Yield(value)) => Ok(Flow::Yield(value)),
            Ok(Flow::Many(ends)) => {
                let mut paths = Paths::default();
                for (flow, delta) in ends {
                    let more = self.explore_from(delta, |interp| interp.finally(block, Ok(flow)))?;
                    paths.add(more);
                }
                self.merge(paths)
            }
            Err(Stop::Abort(abort)) => Err(Stop::Abort(abort)),
            other => match self.finally_block(block, other.as_ref().err())? {
                Flow::Normal => other,
                Flow::Yield(value) => {
                    let pending = match other {
                        Ok(Flow::Break) => Pending::Break,
                        Ok(Flow::Continue) => Pending::Continue,
                        Ok(Flow::Return(value)) => Pending::Return(value),
                        Ok(_) => Pending::Normal,
                        Err(Stop::Raise(exception)) => Pending::Raise(exception),
                        Err(abort) => return Err(abort),
                    };
                    self.frame().suspend.push(Resume::Finally(Box::new(pending)));
                    Ok(Flow::Yield(value))
                }
                Flow::Many(ends) => {
                    let original = match &other {
                        Ok(flow) => Some(flow.clone()),
                        Err(_) => None,
                    };
                    let mut paths = Paths::default();
                    for (flow, delta) in ends {
                        match (flow, &original, &other) {
                            (Flow::Normal, Some(flow), _) => paths.ends.push((flow.clone(), delta)),
                            (Flow::Normal, None, Err(Stop::Raise(exception))) => {
                                paths.raises.push((exception.clone(), delta));
                            }
                            (flow, ..) => paths.ends.push((flow, delta)),
                        }
                    }
                    self.merge(paths)
                }
                flow => Ok(flow),
            },
        }
    }

    fn finally_block(&mut self, block: &Block, stop: Option<&Stop>) -> Eval<Flow> {
        match stop {
            Some(Stop::Raise(exception)) => self.while_handling(exception, |interp| interp.exec_block(block)),
            _ => self.exec_block(block),
        }
    }

    /// The body, `else` and handlers of a `try`.
    fn try_handlers(&mut self, try_: &Try) -> Eval<Flow> {
        match self.frame().resume.pop() {
            Some(Resume::Else) => return self.try_else(&try_.orelse),
            Some(Resume::Handler(index, exception)) => {
                return self.run_handler(try_, &try_.handlers[index], index, exception);
            }
            Some(Resume::Body) | None => {}
            Some(other) => self.frame().resume.push(other),
        }
        if try_.handlers.is_empty() {
            let flow = self.exec_block(&try_.body)?;
            return self.after_body(flow, try_);
        }
        self.protected(
            |interp| interp.exec_block(&try_.body),
            |interp, result| match result {
                Ok(flow) => interp.after_body(flow, try_),
                Err(Stop::Raise(exception)) => interp.handle(try_, exception),
                Err(abort) => Err(abort),
            },
        )
    }

    /// Runs statements, and `after` on each way in which they end, also by exceptions that are merely possible.
    fn protected(
        &mut self,
        run: impl FnOnce(&mut Self) -> Eval<Flow>,
        mut after: impl FnMut(&mut Self, Eval<Flow>) -> Eval<Flow>,
    ) -> Eval<Flow> {
        self.open_collector();
        let level = self.heap.level() - 1;
        let handling = self.handling.len();
        let result = run(self);
        self.handling.truncate(handling);
        let noted = self.close_collector();
        if noted.is_empty() {
            // The usual case: one course, which ends in one way.
            self.heap.commit();
            return after(self, result);
        }
        let mut paths = Paths::default();
        match result {
            Ok(Flow::Many(ends)) => {
                for (flow, delta) in ends {
                    self.heap.begin();
                    self.heap.adopt(delta);
                    paths.ends.push((flow, self.heap.snapshot(level)));
                    self.heap.undo();
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
        let mut result = Paths::default();
        for (flow, delta) in paths.ends {
            let more = self.explore_from(delta, |interp| after(interp, Ok(flow)))?;
            result.add(more);
        }
        for (exception, delta) in paths.raises.into_iter().chain(noted) {
            let more = self.explore_from(delta, |interp| after(interp, Err(Stop::Raise(exception))))?;
            result.add(more);
        }
        self.merge(result)
    }

    fn after_body(&mut self, flow: Flow, try_: &Try) -> Eval<Flow> {
        match flow {
            Flow::Normal => self.try_else(&try_.orelse),
            Flow::Yield(value) => {
                self.frame().suspend.push(Resume::Body);
                Ok(Flow::Yield(value))
            }
            Flow::Many(ends) => {
                self.go_on(ends, |flow| matches!(flow, Flow::Normal), |interp| interp.try_else(&try_.orelse))
            }
            other => Ok(other),
        }
    }

    fn try_else(&mut self, orelse: &Block) -> Eval<Flow> {
        let flow = self.exec_block(orelse)?;
        if let Flow::Yield(_) = flow {
            self.frame().suspend.push(Resume::Else);
        }
        Ok(flow)
    }

    fn handle(&mut self, try_: &Try, exception: Value) -> Eval<Flow> {
        if try_.is_star {
            return self.handle_group(try_, exception);
        }
        self.handle_from(try_, exception, 0)
    }

    fn handle_from(&mut self, try_: &Try, exception: Value, from: usize) -> Eval<Flow> {
        if let Value::Union(members) = &exception {
            let mut paths = Paths::default();
            for member in members.iter() {
                let more = self.explore(|interp| interp.handle_from(try_, member.clone(), from))?;
                paths.add(more);
            }
            return self.merge(paths);
        }
        for (index, handler) in try_.handlers.iter().enumerate().skip(from) {
            let matches = match &handler.class {
                None => Matches::Yes,
                Some(class) => {
                    let class = self.while_handling(&exception, |interp| interp.eval(class))?;
                    self.at(handler.range);
                    self.matches(&exception, &class)
                }
            };
            match matches {
                Matches::Yes => return self.run_handler(try_, handler, index, exception),
                Matches::No => {}
                Matches::Perhaps => {
                    let mut paths =
                        self.explore(|interp| interp.run_handler(try_, handler, index, exception.clone()))?;
                    let others =
                        self.explore(|interp| interp.handle_from(try_, exception.clone(), index + 1))?;
                    paths.add(others);
                    return self.merge(paths);
                }
            }
        }
        Err(Stop::Raise(exception))
    }

    fn matches(&mut self, exception: &Value, class: &Value) -> Matches {
        let Some(actual) = self.heap.class_of(exception) else { return Matches::Perhaps };
        match class {
            Value::Tuple(classes) => {
                let mut result = Matches::No;
                for class in classes.iter() {
                    match self.matches(exception, class) {
                        Matches::Yes => return Matches::Yes,
                        Matches::Perhaps => result = Matches::Perhaps,
                        Matches::No => {}
                    }
                }
                result
            }
            Value::Object(id) => {
                if self.is_subclass_of(actual, *id) {
                    Matches::Yes
                } else if matches!(exception, Value::Object(e) if self.heap.get(*e).open) {
                    Matches::Perhaps
                } else {
                    Matches::No
                }
            }
            _ => Matches::Perhaps,
        }
    }

    fn run_handler(&mut self, _try: &Try, handler: &Handler, index: usize, exception: Value) -> Eval<Flow> {
        let resuming = !self.frame().resume.is_empty();
        if let (Some(name), false) = (handler.name, resuming) {
            self.store(name, exception.clone())?;
        }
        match self.while_handling(&exception, |interp| interp.exec_block(&handler.body)) {
            Ok(Flow::Yield(value)) => {
                self.frame().suspend.push(Resume::Handler(index, exception));
                Ok(Flow::Yield(value))
            }
            Ok(Flow::Many(ends)) => {
                let mut paths = Paths::default();
                for (flow, delta) in ends {
                    let more = self.explore_from(delta, |interp| {
                        interp.forget_handled(handler)?;
                        Ok(flow)
                    })?;
                    paths.add(more);
                }
                self.merge(paths)
            }
            other => {
                self.forget_handled(handler)?;
                other
            }
        }
    }

    /// The name of a handler is unbound at its end.
    fn forget_handled(&mut self, handler: &Handler) -> Eval<()> {
        if let Some(name) = handler.name {
            match self.delete_name(name) {
                Ok(()) | Err(Stop::Raise(_)) => {}
                Err(abort) => return Err(abort),
            }
        }
        Ok(())
    }

    /// `except*`: each handler takes the part of the group that it matches.
    fn handle_group(&mut self, try_: &Try, exception: Value) -> Eval<Flow> {
        let is_group = self
            .heap
            .class_of(&exception)
            .is_some_and(|class| self.is_subclass_of(class, exc::BASE_EXCEPTION_GROUP));
        let mut rest = Some(if is_group {
            exception.clone()
        } else {
            let members = Value::tuple(vec![exception.clone()]);
            let class = Value::Object(exc::EXCEPTION_GROUP);
            self.call(&class, vec![Value::str(""), members])?
        });
        let mut raised = Vec::new();
        for (index, handler) in try_.handlers.iter().enumerate() {
            let Some(group) = rest.clone() else { break };
            let Some(class) = &handler.class else { continue };
            let class = self.eval(class)?;
            let split = self.get_attr(&group, crate::ir::Symbol::new("split"))?;
            let parts = self.call(&split, vec![class])?;
            let (matched, unmatched) = match &parts {
                Value::Tuple(parts) if parts.len() == 2 => (parts[0].clone(), parts[1].clone()),
                _ => (group.clone(), group.clone()),
            };
            if !matches!(matched, Value::None) {
                match self.run_handler(try_, handler, index, matched) {
                    Ok(Flow::Normal) => {}
                    // The other handlers run all the same.
                    Err(Stop::Raise(exception)) => raised.push(exception),
                    other => return other,
                }
            }
            rest = if matches!(unmatched, Value::None) { None } else { Some(unmatched) };
        }
        match (rest, raised.as_slice()) {
            (None, []) => Ok(Flow::Normal),
            (None, [only]) => Err(Stop::Raise(only.clone())),
            (Some(_), []) if !is_group => Err(Stop::Raise(exception)),
            (Some(rest), []) => Err(Stop::Raise(rest)),
            // What was raised and what no handler took, in one group.
            (rest, _) => {
                let members = Value::tuple(raised.into_iter().chain(rest).collect::<Vec<_>>());
                let class = Value::Object(exc::BASE_EXCEPTION_GROUP);
                let group = self.call(&class, vec![Value::str(""), members])?;
                Err(Stop::Raise(group))
            }
        }
    }

    pub(super) fn exec_with(&mut self, context: &Expr, target: Option<&Target>, body: &Block) -> Eval<Flow> {
        let (exit, entered) = match self.frame().resume.pop() {
            Some(Resume::With(exit)) => (exit, None),
            other => {
                self.frame().resume.extend(other);
                let (exit, value) = self.enter(context)?;
                (exit, Some(value))
            }
        };
        self.protected(
            |interp| {
                if let (Some(target), Some(value)) = (target, entered) {
                    interp.assign(target, value)?;
                }
                interp.exec_block(body)
            },
            |interp, result| match (result, &exit) {
                (Ok(Flow::Yield(value)), exit) => {
                    interp.frame().suspend.push(Resume::With(exit.clone()));
                    Ok(Flow::Yield(value))
                }
                (result, Some(exit)) => interp.leave(exit, result),
                (result, None) => result,
            },
        )
    }

    /// Enters a context manager: its `__exit__`, if that is known, and what `__enter__` returns.
    fn enter(&mut self, context: &Expr) -> Eval<(Option<Value>, Value)> {
        let manager = match self.eval(context)? {
            Value::Union(_) => Value::unknown("one of several context managers"),
            manager => manager,
        };
        self.at(context.range);
        if manager.is_unknown() {
            let result = self.unknown_use(DiagnosticCode::UnknownContextManager, &manager, "`with` enters");
            return Ok((None, result));
        }
        let exit = self.context_method(&manager, sym::exit)?;
        let enter = self.context_method(&manager, sym::enter)?;
        let value = self.call(&enter, Vec::new())?;
        Ok((Some(exit), value))
    }

    fn context_method(&mut self, manager: &Value, name: Symbol) -> Eval<Value> {
        if let Some(method) = self.special(manager, name)? {
            return Ok(method);
        }
        let class = self.type_name(manager);
        self.type_error(&format!(
            "'{class}' object does not support the context manager protocol (missed {name} method)"
        ))
    }

    /// Calls `__exit__` at each way in which the body ends.
    fn leave(&mut self, exit: &Value, result: Eval<Flow>) -> Eval<Flow> {
        match result {
            Err(Stop::Abort(abort)) => Err(Stop::Abort(abort)),
            Err(Stop::Raise(exception)) => {
                let class = self.heap.class_of(&exception).map_or(Value::None, Value::Object);
                let arguments = vec![class, exception.clone(), Value::Typed(types::TRACEBACK)];
                let suppressed = self.while_handling(&exception, |interp| interp.call(exit, arguments))?;
                match self.truth(&suppressed)? {
                    Truth::True => Ok(Flow::Normal),
                    Truth::False => Err(Stop::Raise(exception)),
                    Truth::Either => {
                        self.maybe_raise(exception);
                        Ok(Flow::Normal)
                    }
                }
            }
            Ok(Flow::Many(ends)) => {
                let mut paths = Paths::default();
                for (flow, delta) in ends {
                    let more = self.explore_from(delta, |interp| interp.leave(exit, Ok(flow)))?;
                    paths.add(more);
                }
                self.merge(paths)
            }
            Ok(flow) => {
                self.call(exit, vec![Value::None, Value::None, Value::None])?;
                Ok(flow)
            }
        }
    }

    /// Runs what CPython runs while the exception is the one that is handled: a plain `raise` raises it again.
    fn while_handling<T>(&mut self, exception: &Value, run: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.handling.len();
        self.handling.push(exception.clone());
        let result = run(self);
        self.handling.truncate(depth);
        result
    }

    pub(crate) fn is_subclass_of(&self, class: ObjectId, base: ObjectId) -> bool {
        class == base || self.heap.get(class).as_class().is_some_and(|class| class.mro.contains(&base))
    }

    /// The exception being handled, if any.
    pub(crate) fn handled(&self) -> Option<Value> {
        self.handling.last().cloned()
    }
}
