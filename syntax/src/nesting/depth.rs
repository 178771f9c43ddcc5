//! The counters that bound how deep the parser and the tree can be.
//!
//! The text is divided in *items*, which are what commas and the like separate. In an item,
//! - `pending` counts the operators whose right operand hasn't ended: the parser is inside a call for each of
//!   them, and for each of those in the items around, which wait for a bracket to close;
//! - `nodes` counts all operators, attributes, calls and subscripts. An item's tree is at most that deep,
//!   plus the deepest of the brackets in it.

use super::{MAX_BRACKETS, MAX_DEPTH, MAX_PENDING};

/// Why an item can't be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooDeep {
    Brackets,
    Pending,
    Tree,
}

/// The counters of one item.
#[derive(Clone, Copy, Default)]
struct Item {
    nodes: u32,
    /// The depth of the deepest bracket of this item so far.
    inner: u32,
    /// The depth of the deepest item before this one in the same bracket.
    done: u32,
    /// Prefix operators before the operand to come, and powers to the left of it.
    prefixes: u32,
    /// `not` before the operand to come, or around comparisons.
    nots: u32,
    /// Operators that wait until the item ends: `lambda`, `else`, `yield`…
    open_ended: u32,
    /// Lambdas whose colon is still to come.
    lambdas: u32,
}

/// What the item was when a bracket was opened in it.
struct Bracket {
    opener: u8,
    at: usize,
    outer: Item,
}

/// The counters of all open items.
#[derive(Default)]
pub(super) struct Depth {
    item: Item,
    brackets: Vec<Bracket>,
    /// The sum of what is pending in the items around.
    pending_outside: u32,
}

impl Depth {
    /// The number of open brackets.
    pub(super) fn brackets(&self) -> usize {
        self.brackets.len()
    }

    /// The innermost open bracket and where it is.
    pub(super) fn innermost(&self) -> Option<(u8, usize)> {
        self.brackets.last().map(|bracket| (bracket.opener, bracket.at))
    }

    /// A bracket opens; `is_trailer` for calls and subscripts.
    pub(super) fn open(&mut self, opener: u8, at: usize, is_trailer: bool) -> Result<(), TooDeep> {
        if self.brackets.len() == MAX_BRACKETS {
            return Err(TooDeep::Brackets);
        }
        if is_trailer {
            self.node()?;
        }
        self.pending_outside += self.item.pending();
        self.brackets.push(Bracket { opener, at, outer: std::mem::take(&mut self.item) });
        Ok(())
    }

    /// The innermost bracket closes; nothing happens if there is none.
    pub(super) fn close(&mut self) -> Result<(), TooDeep> {
        let Some(bracket) = self.brackets.pop() else { return Ok(()) };
        // The bracket may be a node of its own, with another (slice, starred, generator) between it and the
        // item.
        let depth = self.item.done.max(self.item.depth()) + 3;
        self.item = bracket.outer;
        self.item.inner = self.item.inner.max(depth);
        self.pending_outside -= self.item.pending();
        self.check_depth()
    }

    /// A statement ends.
    pub(super) fn end_statement(&mut self) {
        if self.brackets.is_empty() {
            self.item = Item::default();
        }
    }

    /// `,`, `=`, `:` and others that separate items. The parameters of a lambda are a part of the item that
    /// the lambda is in.
    pub(super) fn separate(&mut self) {
        if self.item.lambdas > 0 {
            self.end_operand();
        } else {
            let done = self.item.done.max(self.item.depth());
            self.item = Item { done, ..Item::default() };
        }
    }

    /// The `for` of a comprehension or of a statement. Comprehensions may be lowered as loops inside loops,
    /// so each is a level.
    pub(super) fn separate_generator(&mut self) -> Result<(), TooDeep> {
        self.item.lambdas = 0;
        self.separate();
        if !self.brackets.is_empty() {
            self.item.done += 1;
        }
        self.check_depth()
    }

    /// `:`, which ends the parameters of a lambda if there is one.
    pub(super) fn colon(&mut self) {
        if self.item.lambdas > 0 {
            self.item.lambdas -= 1;
            self.end_operand();
        } else {
            self.separate();
        }
    }

    /// A left-associative binary operator.
    pub(super) fn binary(&mut self) -> Result<(), TooDeep> {
        self.item.prefixes = 0;
        self.node()
    }

    /// A comparison: not nested, however many there are.
    pub(super) fn comparison(&mut self) {
        self.item.prefixes = 0;
    }

    /// `and`, `or`, `else`: not nested, and weaker than `not`.
    pub(super) fn end_operand(&mut self) {
        self.item.prefixes = 0;
        self.item.nots = 0;
    }

    /// A prefix operator stronger than binary ones, or `**`.
    pub(super) fn prefix(&mut self) -> Result<(), TooDeep> {
        self.item.prefixes += 1;
        self.pending_node()
    }

    /// `not` as a prefix.
    pub(super) fn not(&mut self) -> Result<(), TooDeep> {
        self.item.nots += 1;
        self.pending_node()
    }

    /// `yield`, `:=`, `async`: what follows belongs to it until the item ends.
    pub(super) fn open_ended(&mut self) -> Result<(), TooDeep> {
        let item = &mut self.item;
        item.open_ended += 1 + item.prefixes + item.nots;
        self.end_operand();
        self.pending_node()
    }

    /// `lambda`.
    pub(super) fn lambda(&mut self) -> Result<(), TooDeep> {
        self.item.lambdas += 1;
        self.open_ended()
    }

    /// The `if` of a conditional expression (or of a comprehension or statement): what's before it is
    /// complete.
    pub(super) fn conditional(&mut self) -> Result<(), TooDeep> {
        self.end_operand();
        self.open_ended()
    }

    /// An attribute.
    pub(super) fn node(&mut self) -> Result<(), TooDeep> {
        self.item.nodes += 1;
        self.check_depth()
    }

    fn pending_node(&mut self) -> Result<(), TooDeep> {
        if self.pending_outside + self.item.pending() > MAX_PENDING {
            return Err(TooDeep::Pending);
        }
        self.node()
    }

    fn check_depth(&self) -> Result<(), TooDeep> {
        if self.item.depth().max(self.item.done) > MAX_DEPTH { Err(TooDeep::Tree) } else { Ok(()) }
    }
}

impl Item {
    fn pending(self) -> u32 {
        self.prefixes + self.nots + self.open_ended
    }

    fn depth(self) -> u32 {
        self.nodes + self.inner
    }
}
