//! Blocks, branches and loops, with any number of courses through them.

use super::fork::Paths;
use super::iteration::Next;
use super::{Eval, Interp, Stop};
use crate::domain::{Resume, Value};
use crate::heap::Delta;
use crate::ir::{Block, Expr, Stmt, Target};

/// How statements end.
#[derive(Clone, Debug)]
pub(crate) enum Flow {
    Normal,
    Break,
    Continue,
    Return(Value),
    /// A generator is suspended; the frame's `suspend` says where.
    Yield(Value),
    /// In several ways, each with what was written. The state is that before the statements.
    Many(Vec<(Flow, Delta)>),
}

impl Flow {
    pub(super) fn is_same_kind(&self, other: &Flow) -> bool {
        // Each place where a generator stops is one of its own.
        !matches!(self, Flow::Yield(_)) && std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// The statements behind are executed.
    fn goes_on(&self) -> bool {
        matches!(self, Flow::Normal)
    }

    /// The next round of a loop begins.
    fn loops(&self) -> bool {
        matches!(self, Flow::Normal | Flow::Continue)
    }
}

/// Rounds of a loop that end in several ways before the loop is followed as a whole.
const MAX_FORKED_ROUNDS: usize = 12;

/// Rounds of a loop of a generator whose course is followed as a whole: nothing may be there that ends it.
const MAX_COLLECTED_ROUNDS: usize = 64;

/// Rounds in which the state before a loop followed as a whole settles: values are widened long before.
const MAX_FIXPOINT_ROUNDS: usize = 12;

/// What decides whether a loop goes on.
#[derive(Clone, Copy)]
enum Head<'a> {
    For { iterator: &'a Value, target: &'a Target },
    While(&'a Expr),
}

#[derive(Clone, Copy)]
struct Loop<'a> {
    head: Head<'a>,
    body: &'a Block,
    orelse: &'a Block,
}

/// Truth of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Either,
}

/// Which alternatives of a value stay.
type Keep = Box<dyn Fn(&Value) -> bool>;

impl Interp<'_> {
    pub(super) fn exec_block(&mut self, block: &[Stmt]) -> Eval<Flow> {
        let start = match self.frame().resume.pop() {
            Some(Resume::Statement(index)) => index,
            Some(other) => {
                self.frame().resume.push(other);
                0
            }
            None => 0,
        };
        self.exec_from(block, start)
    }

    fn exec_from(&mut self, block: &[Stmt], start: usize) -> Eval<Flow> {
        for (index, stmt) in block.iter().enumerate().skip(start) {
            match self.exec_stmt(stmt)? {
                Flow::Normal => {}
                Flow::Many(paths) => {
                    return self.go_on(paths, Flow::goes_on, |interp| interp.exec_from(block, index + 1));
                }
                Flow::Yield(value) => {
                    self.frame().suspend.push(Resume::Statement(index));
                    return Ok(Flow::Yield(value));
                }
                other => return Ok(other),
            }
        }
        Ok(Flow::Normal)
    }

    /// Of several ways to this point, those that `select` chooses go on with `rest`, joined; the others have ended.
    pub(super) fn go_on(
        &mut self,
        paths: Vec<(Flow, Delta)>,
        select: impl Fn(&Flow) -> bool,
        rest: impl FnOnce(&mut Self) -> Eval<Flow>,
    ) -> Eval<Flow> {
        let (on, ends): (Vec<_>, Vec<_>) = paths.into_iter().partition(|(flow, _)| select(flow));
        let mut result = Paths { ends, raises: Vec::new() };
        if !on.is_empty() {
            let joined = self.heap.join_courses(on.into_iter().map(|(_, delta)| delta).collect());
            let more = self.explore_from(joined, rest)?;
            result.add(more);
        }
        self.merge(result)
    }

    pub(super) fn exec_if(&mut self, branches: &[(Expr, Block)], orelse: &Block) -> Eval<Flow> {
        match self.frame().resume.pop() {
            Some(Resume::Branch(branch)) => {
                let block = branch.map_or(orelse, |i| &branches[i].1);
                return self.exec_branch(block, branch);
            }
            Some(other) => self.frame().resume.push(other),
            None => {}
        }
        self.exec_branches(branches, orelse, 0)
    }

    fn exec_branch(&mut self, block: &Block, branch: Option<usize>) -> Eval<Flow> {
        let flow = self.exec_block(block)?;
        if let Flow::Yield(_) = flow {
            self.frame().suspend.push(Resume::Branch(branch));
        }
        Ok(flow)
    }

    fn exec_branches(&mut self, branches: &[(Expr, Block)], orelse: &Block, from: usize) -> Eval<Flow> {
        for (index, (test, body)) in branches.iter().enumerate().skip(from) {
            match self.condition(test)? {
                Truth::True => return self.exec_branch(body, Some(index)),
                Truth::False => {}
                Truth::Either => {
                    let mut paths = self.explore(|interp| {
                        interp.narrow(test, true);
                        interp.exec_branch(body, Some(index))
                    })?;
                    let others = self.explore(|interp| {
                        interp.narrow(test, false);
                        interp.exec_branches(branches, orelse, index + 1)
                    })?;
                    paths.add(others);
                    return self.merge(paths);
                }
            }
        }
        self.exec_branch(orelse, None)
    }

    pub(super) fn exec_for(
        &mut self,
        target: &Target,
        iter: &Expr,
        body: &Block,
        orelse: &Block,
    ) -> Eval<Flow> {
        let (iterator, resumed) = match self.frame().resume.pop() {
            Some(Resume::Loop(iterator)) => (iterator, true),
            Some(Resume::Else) => return self.exec_orelse(orelse),
            other => {
                self.frame().resume.extend(other);
                let iterable = self.eval(iter)?;
                self.at(iter.range);
                if let Value::Union(members) = &iterable {
                    let mut paths = Paths::default();
                    for member in members.iter() {
                        let more = self.explore(|interp| {
                            let iterator = interp.iter(member)?;
                            let head = Head::For { iterator: &iterator, target };
                            interp.exec_loop(Loop { head, body, orelse }, false, 0)
                        })?;
                        paths.add(more);
                    }
                    return self.merge(paths);
                }
                (self.iter(&iterable)?, false)
            }
        };
        let head = Head::For { iterator: &iterator, target };
        self.exec_loop(Loop { head, body, orelse }, resumed, 0)
    }

    pub(super) fn exec_while(&mut self, test: &Expr, body: &Block, orelse: &Block) -> Eval<Flow> {
        let resumed = match self.frame().resume.pop() {
            Some(Resume::Body) => true,
            Some(Resume::Else) => return self.exec_orelse(orelse),
            other => {
                self.frame().resume.extend(other);
                false
            }
        };
        self.exec_loop(Loop { head: Head::While(test), body, orelse }, resumed, 0)
    }

    fn exec_orelse(&mut self, orelse: &Block) -> Eval<Flow> {
        let flow = self.exec_block(orelse)?;
        if let Flow::Yield(_) = flow {
            self.frame().suspend.push(Resume::Else);
        }
        Ok(flow)
    }

    /// Runs the rounds of a loop; `resumed` enters the body without a new element.
    fn exec_loop(&mut self, it: Loop<'_>, mut resumed: bool, forks: usize) -> Eval<Flow> {
        let mut rounds = 0;
        loop {
            self.step()?;
            rounds += 1;
            if rounds > MAX_COLLECTED_ROUNDS && self.frame().collected.is_some() {
                return self.exec_rest_as_whole(it);
            }
            if !resumed {
                match it.head {
                    Head::For { iterator, target } => match self.next(iterator)? {
                        Next::Item(value) => self.assign(target, value)?,
                        Next::Done => return self.exec_orelse(it.orelse),
                        Next::Any(value) => return self.exec_loop_as_whole(it, Some(value)),
                    },
                    Head::While(test) => match self.condition(test)? {
                        Truth::True => {}
                        Truth::False => return self.exec_orelse(it.orelse),
                        Truth::Either => return self.exec_loop_as_whole(it, None),
                    },
                }
            }
            resumed = false;
            match self.exec_block(it.body)? {
                Flow::Normal | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Normal),
                Flow::Yield(value) => {
                    let resume = match it.head {
                        Head::For { iterator, .. } => Resume::Loop(iterator.clone()),
                        Head::While(_) => Resume::Body,
                    };
                    self.frame().suspend.push(resume);
                    return Ok(Flow::Yield(value));
                }
                Flow::Many(paths) => {
                    let flow = self.go_on(paths, Flow::loops, |interp| {
                        if forks >= MAX_FORKED_ROUNDS {
                            interp.exec_rest_as_whole(it)
                        } else {
                            interp.exec_loop(it, false, forks + 1)
                        }
                    })?;
                    return self.left_loop(flow);
                }
                other => return Ok(other),
            }
        }
    }

    /// `break` of a loop that has been left is its normal end.
    fn left_loop(&mut self, flow: Flow) -> Eval<Flow> {
        match flow {
            Flow::Break => Ok(Flow::Normal),
            Flow::Many(paths) => {
                let ends = paths
                    .into_iter()
                    .map(|(flow, delta)| {
                        (if matches!(flow, Flow::Break) { Flow::Normal } else { flow }, delta)
                    })
                    .collect();
                self.merge(Paths { ends, raises: Vec::new() })
            }
            other => Ok(other),
        }
    }

    /// Follows the remaining rounds of a loop with a known number of elements as if the number were not known.
    fn exec_rest_as_whole(&mut self, it: Loop<'_>) -> Eval<Flow> {
        let Head::For { iterator, .. } = it.head else { return self.exec_loop_as_whole(it, None) };
        match self.rest_of(iterator)? {
            Some(element) => self.exec_loop_as_whole(it, Some(element)),
            None => self.exec_orelse(it.orelse),
        }
    }

    /// A loop with any number of rounds: its body is followed until the state before it no longer changes.
    fn exec_loop_as_whole(&mut self, it: Loop<'_>, mut element: Option<Value>) -> Eval<Flow> {
        let mut paths = self.explore(|interp| {
            // Ends of the last round, relative to the state in which the loop settled.
            let mut exits = Paths::default();
            let born = interp.heap.len();
            // Whether the iterator is asked again: it may find another state than when it was asked first.
            let mut asks = false;
            for round in 0.. {
                interp.step()?;
                let result = interp.explore(|interp| {
                    match (it.head, &mut element) {
                        (Head::For { iterator, target }, Some(element)) => {
                            if asks && let Some(more) = interp.ask_again(iterator)? {
                                *element = interp.heap.join(element, &more);
                            }
                            interp.assign(target, element.clone())?;
                        }
                        (Head::While(test), _) if round > 0 && interp.condition(test)? == Truth::False => {
                            return Ok(Flow::Break);
                        }
                        _ => {}
                    }
                    interp.exec_block(it.body)
                })?;
                let (on, ends): (Vec<_>, Vec<_>) =
                    result.ends.into_iter().partition(|(flow, _)| flow.loops());
                exits = Paths { ends, raises: result.raises };
                if on.is_empty() {
                    break;
                }
                let next = interp.heap.join_courses(on.into_iter().map(|(_, delta)| delta).collect());
                if interp.heap.is_covered(&next, born) {
                    if asks || matches!(it.head, Head::While(_)) {
                        break;
                    }
                    asks = true;
                    continue;
                }
                if round >= MAX_FIXPOINT_ROUNDS {
                    interp.report_unsettled();
                    break;
                }
                let mut next = interp.heap.join_deltas(Delta::default(), next);
                if round >= 2 {
                    next = interp.heap.widen_delta(next, born);
                }
                interp.heap.adopt(next);
            }
            let after = interp.explore(|interp| interp.exec_orelse(it.orelse))?;
            exits.add(after);
            interp.note_raises(std::mem::take(&mut exits.raises));
            Ok(Flow::Many(exits.ends))
        })?;
        for (flow, _) in &mut paths.ends {
            if matches!(flow, Flow::Break) {
                *flow = Flow::Normal;
            }
        }
        self.merge(paths)
    }

    /// Whether the value is true, as far as that can be told; a value that is unknown is an error.
    pub(crate) fn condition(&mut self, test: &Expr) -> Eval<Truth> {
        let value = self.eval(test)?;
        self.at(test.range);
        self.truth(&value)
    }

    /// A constant that is the only object equal to it, as which an expression is written.
    fn singleton(&mut self, expr: &Expr) -> Option<Value> {
        let value = match &expr.kind {
            crate::ir::ExprKind::Const(value) => value.clone(),
            crate::ir::ExprKind::Name(name) => self.load(*name).ok()?,
            _ => return None,
        };
        let is_singleton =
            matches!(value, Value::None | Value::NotImplemented | Value::Ellipsis | Value::Bool(_));
        is_singleton.then_some(value)
    }

    /// Where a test of a plain name tells its alternatives apart, only those that fit the outcome are kept.
    pub(super) fn narrow(&mut self, test: &Expr, outcome: bool) {
        use crate::ir::{CompareOp, ExprKind, UnaryOp};
        let (name, keep): (_, Keep) = match &test.kind {
            ExprKind::Name(name) => (*name, Box::new(move |value| !matches!(value, Value::None) || !outcome)),
            ExprKind::Unary(UnaryOp::Not, inner) => return self.narrow(inner, !outcome),
            ExprKind::Compare(left, rest) => match (&left.kind, rest.as_slice()) {
                (ExprKind::Name(name), [(op @ (CompareOp::Is | CompareOp::IsNot), right)]) => {
                    let Some(singleton) = self.singleton(right) else { return };
                    let wants_it = (*op == CompareOp::Is) == outcome;
                    (
                        *name,
                        Box::new(move |value| match value {
                            Value::Typed(_) => !wants_it || value.plain_class() == singleton.plain_class(),
                            _ => value.same(&singleton) == wants_it,
                        }),
                    )
                }
                _ => return,
            },
            ExprKind::BoolOp(and, operands) if *and == outcome => {
                for operand in operands {
                    self.narrow(operand, outcome);
                }
                return;
            }
            _ => return,
        };
        let Ok(Value::Union(members)) = self.load(name) else { return };
        let kept: Vec<Value> = members.iter().filter(|member| keep(member)).cloned().collect();
        if kept.len() < members.len()
            && let Some(value) = self.heap.join_all(&kept)
        {
            // Rebinding a variable that was just read cannot fail.
            let _: Result<(), Stop> = self.rebind(name, value);
        }
    }
}
