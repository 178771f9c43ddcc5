//! What functions may change in place after the import: names of variables and attributes, also where the function that
//! does it knows the object by another name, as a variable of its own or as a parameter.

use rustc_hash::{FxHashMap, FxHashSet};
use strict_syntax::{ScopeId, ast};

use super::Lowerer;
use crate::ir::{CodeKind, NameRef, Parameters, Symbol, sym};

/// Methods that change their receiver in place.
const MUTATORS: &[&str] = &[
    "add",
    "append",
    "appendleft",
    "clear",
    "difference_update",
    "discard",
    "extend",
    "extendleft",
    "insert",
    "intersection_update",
    "move_to_end",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "reverse",
    "setdefault",
    "sort",
    "symmetric_difference_update",
    "update",
    "__setitem__",
    "__delitem__",
];

/// Functions of the library that change their first argument in place.
const CHANGE_FIRST: &[&str] = &[
    "heapify",
    "heappop",
    "heappush",
    "heappushpop",
    "heapreplace",
    "insort",
    "insort_left",
    "insort_right",
    "setitem",
    "delitem",
    "shuffle",
];

/// Methods whose result is in the receiver, or goes through what is in it.
const GIVE_ELEMENTS: &[&str] =
    &["__getitem__", "get", "items", "pop", "popitem", "popleft", "setdefault", "values"];

/// Functions whose result is in their arguments, or goes through what is in them.
const PASS_ELEMENTS: &[&str] = &["enumerate", "iter", "next", "reversed", "zip"];

/// What an object is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    /// A global, an attribute, or a variable that several functions share: names are all that is looked at.
    Named(Symbol),
    /// A variable of one function.
    Local(ScopeId, Symbol),
}

/// Which argument of a call.
#[derive(Clone, Copy, Debug)]
enum Argument {
    Position(usize),
    Keyword(Symbol),
}

/// What is seen of a module's functions while they are lowered.
#[derive(Debug, Default)]
pub(super) struct Mutations {
    /// Places whose value is changed in place.
    changed: Vec<Place>,
    /// A place, and one whose value, or something in it, is stored there.
    aliases: Vec<(Place, Place)>,
    /// Arguments of calls: the name of the function, and what is passed.
    passed: Vec<(Symbol, Argument, Place)>,
    /// Parameters by position, of functions and of what makes an instance, by name.
    parameters: FxHashMap<Symbol, Vec<(ScopeId, Vec<Symbol>)>>,
}

impl Mutations {
    /// Names of variables, attributes and parameters whose value may be changed in place.
    pub(super) fn names(mut self) -> Vec<Symbol> {
        for (function, argument, place) in std::mem::take(&mut self.passed) {
            for (scope, names) in self.parameters.get(&function).into_iter().flatten() {
                let name = match argument {
                    Argument::Position(index) => names.get(index).copied(),
                    Argument::Keyword(name) => names.contains(&name).then_some(name),
                };
                if let Some(name) = name {
                    self.aliases.push((Place::Local(*scope, name), place));
                }
            }
        }
        let mut sources: FxHashMap<Place, Vec<Place>> = FxHashMap::default();
        for (target, source) in self.aliases {
            sources.entry(target).or_default().push(source);
        }
        let mut changed: FxHashSet<Place> = FxHashSet::default();
        let mut open = self.changed;
        while let Some(place) = open.pop() {
            if changed.insert(place) {
                open.extend(sources.get(&place).into_iter().flatten());
            }
        }
        let parameters: FxHashSet<(ScopeId, Symbol)> = self
            .parameters
            .into_values()
            .flatten()
            .flat_map(|(scope, names)| names.into_iter().map(move |name| (scope, name)))
            .collect();
        let names = changed.into_iter().filter_map(|place| match place {
            Place::Named(name) => Some(name),
            // A default value lasts from call to call.
            Place::Local(scope, name) => parameters.contains(&(scope, name)).then_some(name),
        });
        let mut names: Vec<Symbol> = names.collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl Lowerer<'_> {
    fn place(&mut self, name: &str) -> Place {
        let scope = self.current_ref().scope;
        match self.name(name) {
            NameRef::Local(_) => Place::Local(scope, self.mangled(name)),
            _ => Place::Named(self.mangled(name)),
        }
    }

    /// Notes the parameters of the function that has just been opened.
    pub(super) fn note_parameters(&mut self, parameters: &Parameters) {
        let builder = self.current_ref();
        let (scope, name) = (builder.scope, builder.name);
        let class = self.builders.iter().rev().nth(1).filter(|outer| outer.kind == CodeKind::Class);
        let is_init = name == sym::init;
        let function = class.filter(|_| is_init).map_or(name, |class| class.name);
        // The receiver is no argument of the call.
        let skipped = usize::from(class.is_some());
        let all = parameters.positional.iter().skip(skipped).chain(&parameters.keyword_only);
        let names = all.copied().collect();
        self.mutations.parameters.entry(function).or_default().push((scope, names));
    }

    /// Notes that the value of a name or attribute is changed in place by a function.
    pub(super) fn note_mutation(&mut self, receiver: &ast::Expr) {
        if !self.in_function() {
            return;
        }
        let mut receiver = receiver;
        while let ast::Expr::Subscript(subscript) = receiver {
            receiver = &subscript.value;
        }
        if let ast::Expr::Attribute(attribute) = receiver
            && let ast::Expr::Name(name) = &*attribute.value
            && let Some(method) = self.method_of(&name.id)
        {
            let symbol = self.mangled(&attribute.attr);
            self.builders[method].self_mutations.push(symbol);
        }
        let mut places = Vec::new();
        self.sources(receiver, &mut places);
        self.mutations.changed.append(&mut places);
    }

    /// Notes that what a value is, or something in it, is known under other names too.
    pub(super) fn note_alias(&mut self, target: &ast::Expr, value: &ast::Expr) {
        if !self.in_function() {
            return;
        }
        let mut sources = Vec::new();
        self.sources(value, &mut sources);
        if sources.is_empty() {
            return;
        }
        // What is put into a container is not changed with it.
        if matches!(target, ast::Expr::Subscript(_)) {
            return;
        }
        let mut targets = Vec::new();
        self.sources(target, &mut targets);
        for target in targets {
            self.mutations.aliases.extend(sources.iter().map(|source| (target, *source)));
        }
    }

    /// Notes what a call in a function changes in place, and what it passes on.
    pub(super) fn note_passing(&mut self, call: &ast::ExprCall) {
        if !self.in_function() {
            return;
        }
        let (function, receiver) = match &*call.func {
            ast::Expr::Name(name) => (&*name.id, None),
            ast::Expr::Attribute(attribute) => (&*attribute.attr, Some(&*attribute.value)),
            _ => return,
        };
        let arguments = &*call.arguments.args;
        if let Some(receiver) = receiver
            && MUTATORS.contains(&function)
        {
            self.note_mutation(receiver);
            // `list.append(items, item)`
            if let (ast::Expr::Name(class), [first, ..]) = (receiver, arguments)
                && ["bytearray", "deque", "dict", "list", "set"].contains(&&*class.id)
            {
                self.note_mutation(first);
            }
        }
        if let [first, ..] = arguments
            && CHANGE_FIRST.contains(&function)
        {
            self.note_mutation(first);
        }
        let function = Symbol::new(function);
        let mut passed = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            self.sources(argument, &mut passed);
            let argument = Argument::Position(index);
            self.mutations.passed.extend(passed.drain(..).map(|place| (function, argument, place)));
        }
        for keyword in &call.arguments.keywords {
            let Some(name) = &keyword.arg else { continue };
            self.sources(&keyword.value, &mut passed);
            let argument = Argument::Keyword(Symbol::new(name));
            self.mutations.passed.extend(passed.drain(..).map(|place| (function, argument, place)));
        }
    }

    /// The places from which the value of an expression, or something in it, is taken.
    fn sources(&mut self, expr: &ast::Expr, into: &mut Vec<Place>) {
        match expr {
            ast::Expr::Name(name) => into.push(self.place(&name.id)),
            ast::Expr::Attribute(attribute) => into.push(Place::Named(self.mangled(&attribute.attr))),
            ast::Expr::Subscript(subscript) => self.sources(&subscript.value, into),
            ast::Expr::Starred(starred) => self.sources(&starred.value, into),
            ast::Expr::Named(named) => self.sources(&named.value, into),
            ast::Expr::If(conditional) => {
                self.sources(&conditional.body, into);
                self.sources(&conditional.orelse, into);
            }
            ast::Expr::BoolOp(operation) => {
                operation.values.iter().for_each(|value| self.sources(value, into));
            }
            ast::Expr::Tuple(ast::ExprTuple { elts, .. }) | ast::Expr::List(ast::ExprList { elts, .. }) => {
                elts.iter().for_each(|element| self.sources(element, into));
            }
            ast::Expr::Call(call) => match &*call.func {
                ast::Expr::Attribute(method) if GIVE_ELEMENTS.contains(&&*method.attr) => {
                    self.sources(&method.value, into);
                }
                ast::Expr::Name(function) if PASS_ELEMENTS.contains(&&*function.id) => {
                    call.arguments.args.iter().for_each(|argument| self.sources(argument, into));
                }
                _ => {}
            },
            _ => {}
        }
    }
}
