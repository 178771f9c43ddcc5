//! `match`: patterns, captures and guards.

use super::control::Truth;
use super::fork::Paths;
use super::{Eval, Flow, Interp};
use crate::builtins::types;
use crate::domain::{Dict, Elements, Payload, Resume, Value};
use crate::ir::{CompareOp, Expr, MatchCase, NameRef, Pattern, PatternKind, sym};

/// Built-in classes whose only positional pattern matches the value itself.
const SELF_MATCHING: &[crate::domain::ObjectId] = &[
    types::BOOL,
    types::BYTEARRAY,
    types::BYTES,
    types::DICT,
    types::FLOAT,
    types::FROZENSET,
    types::INT,
    types::LIST,
    types::SET,
    types::STR,
    types::TUPLE,
];

impl Interp<'_> {
    pub(super) fn exec_match(&mut self, subject: &Expr, cases: &[MatchCase]) -> Eval<Flow> {
        match self.frame().resume.pop() {
            Some(Resume::Branch(Some(index))) => return self.exec_case(&cases[index], index),
            other => self.frame().resume.extend(other),
        }
        let subject = self.eval(subject)?;
        if let Value::Union(members) = &subject {
            let mut paths = Paths::default();
            for member in members.iter() {
                let more = self.explore(|interp| interp.match_from(member, cases, 0))?;
                paths.add(more);
            }
            return self.merge(paths);
        }
        self.match_from(&subject, cases, 0)
    }

    fn exec_case(&mut self, case: &MatchCase, index: usize) -> Eval<Flow> {
        let flow = self.exec_block(&case.body)?;
        if let Flow::Yield(_) = flow {
            self.frame().suspend.push(Resume::Branch(Some(index)));
        }
        Ok(flow)
    }

    fn match_from(&mut self, subject: &Value, cases: &[MatchCase], from: usize) -> Eval<Flow> {
        for (index, case) in cases.iter().enumerate().skip(from) {
            let mut captures = Vec::new();
            self.at(case.pattern.range);
            let mut verdict = self.matches_pattern(&case.pattern, subject, &mut captures)?;
            if verdict == Truth::False {
                continue;
            }
            for (name, value) in captures {
                self.store(name, value)?;
            }
            if let Some(guard) = &case.guard {
                match self.condition(guard)? {
                    Truth::True => {}
                    Truth::False => continue,
                    Truth::Either => verdict = Truth::Either,
                }
            }
            if verdict == Truth::True {
                return self.exec_case(case, index);
            }
            let mut paths = self.explore(|interp| interp.exec_case(case, index))?;
            let others = self.explore(|interp| interp.match_from(subject, cases, index + 1))?;
            paths.add(others);
            return self.merge(paths);
        }
        Ok(Flow::Normal)
    }

    fn matches_pattern(
        &mut self,
        pattern: &Pattern,
        subject: &Value,
        captures: &mut Vec<(NameRef, Value)>,
    ) -> Eval<Truth> {
        match &pattern.kind {
            PatternKind::Value(value) => {
                let value = self.eval(value)?;
                let equal = self.compare(CompareOp::Eq, subject, &value)?;
                self.truth(&equal)
            }
            PatternKind::Singleton(value) => Ok(self.identical(subject, value)),
            PatternKind::As { pattern, name } => {
                let verdict = match pattern {
                    Some(inner) => self.matches_pattern(inner, subject, captures)?,
                    None => Truth::True,
                };
                if let (Some(name), true) = (name, verdict != Truth::False) {
                    captures.push((*name, subject.clone()));
                }
                Ok(verdict)
            }
            PatternKind::Or(alternatives) => {
                let mut perhaps = false;
                for alternative in alternatives {
                    let mut inner = Vec::new();
                    match self.matches_pattern(alternative, subject, &mut inner)? {
                        Truth::True if !perhaps => {
                            captures.extend(inner);
                            return Ok(Truth::True);
                        }
                        Truth::False => {}
                        _ => {
                            perhaps = true;
                            captures.extend(inner);
                        }
                    }
                }
                Ok(if perhaps { Truth::Either } else { Truth::False })
            }
            PatternKind::Sequence { before, star, after } => {
                self.matches_sequence(subject, before, star.as_ref(), after, captures)
            }
            PatternKind::Mapping { items, rest } => self.matches_mapping(subject, items, *rest, captures),
            PatternKind::Class { class, positional, keywords } => {
                let class = self.eval(class)?;
                self.matches_class(subject, &class, positional, keywords, captures)
            }
        }
    }

    fn all(&mut self, pairs: Vec<(&Pattern, Value)>, captures: &mut Vec<(NameRef, Value)>) -> Eval<Truth> {
        let mut verdict = Truth::True;
        for (pattern, value) in pairs {
            match self.matches_pattern(pattern, &value, captures)? {
                Truth::False => return Ok(Truth::False),
                Truth::Either => verdict = Truth::Either,
                Truth::True => {}
            }
        }
        Ok(verdict)
    }

    fn matches_sequence(
        &mut self,
        subject: &Value,
        before: &[Pattern],
        star: Option<&Option<NameRef>>,
        after: &[Pattern],
        captures: &mut Vec<(NameRef, Value)>,
    ) -> Eval<Truth> {
        let elements = match subject {
            Value::Tuple(items) => Elements::Exact(items.to_vec()),
            Value::Object(id) => match &self.heap.get(*id).payload {
                Payload::List(elements) => elements.clone(),
                Payload::Tuple(item) => Elements::Summary(item.clone()),
                Payload::Range(_) => self.collect(subject)?,
                Payload::Value(Value::Tuple(items)) => Elements::Exact(items.to_vec()),
                _ => return Ok(Truth::False),
            },
            Value::Typed(types::TUPLE | types::LIST) => {
                Elements::Summary(Value::unknown("an element of a sequence"))
            }
            Value::Typed(_) => return Ok(Truth::False),
            Value::Unknown(_) => {
                self.truth(subject)?;
                Elements::Summary(self.after_error())
            }
            _ => return Ok(Truth::False),
        };
        match elements {
            Elements::Exact(items) => {
                let wanted = before.len() + after.len();
                if items.len() < wanted || (star.is_none() && items.len() != wanted) {
                    return Ok(Truth::False);
                }
                let rest = items.len() - after.len();
                let pairs = before
                    .iter()
                    .zip(items.iter().cloned())
                    .chain(after.iter().zip(items[rest..].iter().cloned()))
                    .collect();
                let verdict = self.all(pairs, captures)?;
                if let (Some(Some(name)), true) = (star, verdict != Truth::False) {
                    let middle = self.new_list(items[before.len()..rest].to_vec());
                    captures.push((*name, middle));
                }
                Ok(verdict)
            }
            Elements::Summary(item) => {
                let pairs = before.iter().chain(after).map(|pattern| (pattern, item.clone())).collect();
                let verdict = self.all(pairs, captures)?;
                if let Some(Some(name)) = star {
                    let list = self.list_of(Elements::Summary(item));
                    captures.push((*name, list));
                }
                Ok(if verdict == Truth::False { Truth::False } else { Truth::Either })
            }
        }
    }

    fn matches_mapping(
        &mut self,
        subject: &Value,
        items: &[(Expr, Pattern)],
        rest: Option<NameRef>,
        captures: &mut Vec<(NameRef, Value)>,
    ) -> Eval<Truth> {
        let is_mapping = matches!(subject, Value::Object(id) if matches!(self.heap.get(*id).payload, Payload::Dict(_) | Payload::MappingProxy(_) | Payload::NamespaceDict(_)));
        if !is_mapping {
            return Ok(if subject.is_unknown() { self.truth(subject)? } else { Truth::False });
        }
        let mut verdict = Truth::True;
        let mut used = Vec::new();
        for (key, pattern) in items {
            let key = self.eval(key)?;
            let get = self.get_attr(subject, crate::ir::Symbol::new("get"))?;
            let missing = Value::Object(types::OBJECT);
            let value = self.call(&get, vec![key.clone(), missing.clone()])?;
            if value.same(&missing) {
                return Ok(Truth::False);
            }
            match self.matches_pattern(pattern, &value, captures)? {
                Truth::False => return Ok(Truth::False),
                Truth::Either => verdict = Truth::Either,
                Truth::True => {}
            }
            used.push(key);
        }
        if let Some(name) = rest {
            let contents: Dict = self.mapping_contents(subject)?.unwrap_or_default();
            let copy = self.new_dict(contents);
            if let Value::Object(id) = &copy {
                for key in &used {
                    self.dict_remove(*id, key)?;
                }
            }
            captures.push((name, copy));
        }
        Ok(verdict)
    }

    fn matches_class(
        &mut self,
        subject: &Value,
        class: &Value,
        positional: &[Pattern],
        keywords: &[(crate::ir::Symbol, Pattern)],
        captures: &mut Vec<(NameRef, Value)>,
    ) -> Eval<Truth> {
        let mut verdict = self.is_instance(subject, class)?;
        if verdict == Truth::False {
            return Ok(Truth::False);
        }
        let mut names = Vec::new();
        if !positional.is_empty() {
            let self_matching = matches!(class, Value::Object(id) if SELF_MATCHING.iter().any(|known| self.is_subclass_of(*id, *known)));
            let match_args = self.get_attr_or_none(class, sym::match_args)?;
            match match_args {
                Some(Value::Tuple(args)) => {
                    for (i, pattern) in positional.iter().enumerate() {
                        match args.get(i).and_then(|arg| self.symbol_of(arg)) {
                            Some(name) => names.push((name, pattern)),
                            None => return self.type_error("too many positional sub-patterns"),
                        }
                    }
                }
                _ if self_matching => match self.matches_pattern(&positional[0], subject, captures)? {
                    Truth::False => return Ok(Truth::False),
                    Truth::Either => verdict = Truth::Either,
                    Truth::True => {}
                },
                _ => return self.type_error("class accepts 0 positional sub-patterns"),
            }
        }
        names.extend(keywords.iter().map(|(name, pattern)| (*name, pattern)));
        for (name, pattern) in names {
            match self.get_attr_or_none(subject, name)? {
                None => return Ok(Truth::False),
                Some(value) => match self.matches_pattern(pattern, &value, captures)? {
                    Truth::False => return Ok(Truth::False),
                    Truth::Either => verdict = Truth::Either,
                    Truth::True => {}
                },
            }
        }
        Ok(verdict)
    }

    /// `isinstance(value, class)`
    pub(crate) fn is_instance(&mut self, value: &Value, class: &Value) -> Eval<Truth> {
        match class {
            Value::Tuple(classes) => {
                let mut verdict = Truth::False;
                for class in classes.clone().iter() {
                    match self.is_instance(value, class)? {
                        Truth::True => return Ok(Truth::True),
                        Truth::Either => verdict = Truth::Either,
                        Truth::False => {}
                    }
                }
                return Ok(verdict);
            }
            Value::Unknown(_) => {
                self.unknown_use(
                    crate::diagnostics::Code::UnknownArgument,
                    class,
                    "`isinstance()` would run code of",
                );
                return Ok(Truth::Either);
            }
            Value::Union(members) => {
                let members = members.clone();
                let mut verdicts = Vec::new();
                for member in members.iter() {
                    verdicts.push(self.is_instance(value, member)?);
                }
                return Ok(if verdicts.windows(2).all(|pair| pair[0] == pair[1]) {
                    verdicts[0]
                } else {
                    Truth::Either
                });
            }
            _ => {}
        }
        if let Value::Union(members) = value {
            let members = members.clone();
            let mut verdict: Option<Truth> = None;
            for member in members.iter() {
                let one = self.is_instance(member, class)?;
                verdict = Some(match verdict {
                    None => one,
                    Some(known) if known == one => known,
                    Some(_) => Truth::Either,
                });
            }
            return Ok(verdict.unwrap_or(Truth::Either));
        }
        let Value::Object(id) = class else {
            return self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
        };
        if let Payload::Union(members) = &self.heap.get(*id).payload {
            let members = Value::tuple(members.clone());
            return self.is_instance(value, &members);
        }
        if let Some(actual) = self.heap.class_of(value)
            && actual == *id
        {
            return Ok(Truth::True);
        }
        if let Some(base) = self.heap.get(*id).as_class().and_then(|class| class.unknown_base.clone()) {
            // Its class may have an `__instancecheck__`.
            let what = "`isinstance()` would run code of a class that derives from";
            self.unknown_use(crate::diagnostics::Code::UnknownArgument, &base, what);
            return Ok(Truth::Either);
        }
        let metaclass = self.heap.get(*id).class;
        if metaclass != types::TYPE
            && let Some(check) = self.special(class, sym::instancecheck)?
        {
            let result = self.call(&check, vec![value.clone()])?;
            return self.truth(&result);
        }
        self.plain_is_instance(value, *id)
    }

    /// `type.__instancecheck__(class, value)`
    pub(crate) fn plain_is_instance(&mut self, value: &Value, class: crate::domain::ObjectId) -> Eval<Truth> {
        if self.heap.get(class).as_class().is_none() {
            return self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
        }
        if value.is_unknown() {
            // A class that lies about itself with `__class__` runs code here, as proxies do.
            self.unknown_use(
                crate::diagnostics::Code::UnknownArgument,
                value,
                "`isinstance()` would look at `__class__` of",
            );
            return Ok(Truth::Either);
        }
        let Some(actual) = self.heap.class_of(value) else { return Ok(Truth::Either) };
        if self.is_subclass_of(actual, class) {
            return Ok(Truth::True);
        }
        let uncertain = self.heap.get(actual).as_class().is_some_and(|info| info.unknown_base.is_some());
        if uncertain {
            return Ok(Truth::Either);
        }
        // A class may pretend to be another one.
        if actual.unit.0 != 0
            && [sym::class, sym::getattribute].into_iter().any(|name| {
                matches!(self.lookup(actual, name), super::attributes::Found::Value(_, place) if place.unit.0 != 0)
            })
        {
            let claimed = self.get_attr(value, sym::class)?;
            if let Value::Object(claimed) = claimed
                && self.heap.get(claimed).as_class().is_some()
            {
                return Ok(if self.is_subclass_of(claimed, class) { Truth::True } else { Truth::False });
            }
        }
        Ok(Truth::False)
    }
}
