//! Expressions.

use super::control::Truth;
use super::iteration::Next;
use super::{Eval, Interp};
use crate::builtins::types;
use crate::domain::{Dict, DictEntry, Elements, Payload, Set, Value};
use crate::ir::{Clause, CompareOp, Comprehension, ComprehensionKind, Expr, ExprKind, NameRef, Symbol};

impl Interp<'_> {
    pub(super) fn eval(&mut self, expr: &Expr) -> Eval<Value> {
        self.steps += 1;
        match &expr.kind {
            ExprKind::Const(value) => Ok(value.clone()),
            ExprKind::Name(name) => match self.load(*name) {
                Err(stop) => {
                    self.at(expr.range);
                    Err(stop)
                }
                value => value,
            },
            ExprKind::Attribute(object, name) => {
                let object = self.eval(object)?;
                self.at(expr.range);
                self.get_attr(&object, *name)
            }
            ExprKind::Subscript(object, key) => {
                let object = self.eval(object)?;
                let key = self.eval(key)?;
                self.at(expr.range);
                self.get_item(&object, &key)
            }
            ExprKind::Slice(parts) => {
                let mut values = [Value::None, Value::None, Value::None];
                for (value, part) in values.iter_mut().zip(parts.iter()) {
                    if let Some(part) = part {
                        *value = self.eval(part)?;
                    }
                }
                Ok(self.alloc(types::SLICE, Payload::Slice(Box::new(values))))
            }
            ExprKind::Call(call) => {
                let function = self.eval(&call.function)?;
                let arguments = self.eval_arguments(&call.arguments, &call.keywords)?;
                self.at(expr.range);
                self.call_with(&function, arguments)
            }
            ExprKind::Binary(first, rest) => {
                let mut left = self.eval(first)?;
                for (op, right) in rest {
                    let right = self.eval(right)?;
                    self.at(expr.range);
                    left = self.binary(*op, &left, &right)?;
                }
                Ok(left)
            }
            ExprKind::Unary(op, operand) => {
                let value = self.eval(operand)?;
                self.at(expr.range);
                self.unary(*op, &value)
            }
            ExprKind::BoolOp(and, operands) => self.bool_op(*and, operands),
            ExprKind::Compare(left, rest) => self.comparison(expr, left, rest),
            ExprKind::Conditional(parts) => {
                let [test, body, orelse] = &**parts;
                match self.condition(test)? {
                    Truth::True => self.eval(body),
                    Truth::False => self.eval(orelse),
                    Truth::Either => {
                        self.fork(vec![(true, body), (false, orelse)], |interp, (outcome, branch)| {
                            interp.narrow(test, outcome);
                            interp.eval(branch)
                        })
                    }
                }
            }
            ExprKind::Tuple(items) => {
                let elements = self.eval_elements(items)?;
                Ok(self.tuple_of(elements))
            }
            ExprKind::List(items) => {
                let elements = self.eval_elements(items)?;
                Ok(self.list_of(elements))
            }
            ExprKind::Set(items) => {
                let elements = self.eval_elements(items)?;
                self.at(expr.range);
                self.set_of(elements)
            }
            ExprKind::Dict(items) => self.eval_dict(items),
            ExprKind::Starred(inner) => self.eval(inner),
            ExprKind::Function(definition) => self.eval_function(definition),
            ExprKind::Class(definition) => self.eval_class(definition),
            ExprKind::Comprehension(comprehension) => self.eval_comprehension(comprehension),
            ExprKind::Generator { function, iter } => self.eval_generator(function, iter),
            ExprKind::FString(parts) => self.eval_fstring(parts),
            ExprKind::TString(parts) => self.eval_tstring(parts),
            ExprKind::Named(name, value) => {
                let value = self.eval(value)?;
                self.store(*name, value.clone())?;
                Ok(value)
            }
            ExprKind::Await(inner) => {
                self.eval(inner)?;
                Ok(Value::unknown("the result of `await`"))
            }
            ExprKind::TypeParam(param) => self.eval_type_param(param),
            ExprKind::TypeAlias { name, type_params, value } => {
                self.eval_type_alias(*name, type_params, value)
            }
        }
    }

    fn bool_op(&mut self, and: bool, operands: &[Expr]) -> Eval<Value> {
        let Some((first, rest)) = operands.split_first() else { return Ok(Value::None) };
        let value = self.eval(first)?;
        if rest.is_empty() {
            return Ok(value);
        }
        self.at(first.range);
        match self.truth(&value)? {
            Truth::True if and => self.bool_op(and, rest),
            Truth::False if !and => self.bool_op(and, rest),
            Truth::Either => self.fork(vec![true, false], |interp, stop| {
                if stop {
                    // The operand's value, where it decides: a union keeps only the members that can.
                    let decided: Vec<Value> = value
                        .alternatives()
                        .iter()
                        .filter(|member| match member {
                            Value::None => and,
                            Value::Bool(value) => *value != and,
                            Value::Object(_) => !and || !matches!(value, Value::Union(_)),
                            _ => true,
                        })
                        .cloned()
                        .collect();
                    let joined = interp.heap.join_all(&decided);
                    Ok(joined.unwrap_or_else(|| value.clone()))
                } else {
                    interp.narrow(first, and);
                    interp.bool_op(and, rest)
                }
            }),
            _ => Ok(value),
        }
    }

    fn comparison(&mut self, expr: &Expr, left: &Expr, rest: &[(CompareOp, Expr)]) -> Eval<Value> {
        let left = self.eval(left)?;
        self.comparison_from(expr, left, rest)
    }

    fn comparison_from(&mut self, expr: &Expr, left: Value, rest: &[(CompareOp, Expr)]) -> Eval<Value> {
        let Some(((op, right), more)) = rest.split_first() else { return Ok(left) };
        let right = self.eval(right)?;
        self.at(expr.range);
        let result = self.compare(*op, &left, &right)?;
        if more.is_empty() {
            return Ok(result);
        }
        match self.truth(&result)? {
            Truth::False => Ok(result),
            Truth::True => self.comparison_from(expr, right, more),
            Truth::Either => self.fork(vec![true, false], |interp, stop| {
                if stop { Ok(Value::Bool(false)) } else { interp.comparison_from(expr, right.clone(), more) }
            }),
        }
    }

    fn eval_elements(&mut self, items: &[Expr]) -> Eval<Elements> {
        let mut values = Vec::with_capacity(items.len());
        let mut summary: Option<Value> = None;
        for item in items {
            if let ExprKind::Starred(inner) = &item.kind {
                let iterable = self.eval(inner)?;
                self.at(inner.range);
                match self.collect(&iterable)? {
                    Elements::Exact(more) => values.extend(more),
                    Elements::Summary(value) => {
                        summary = Some(match summary {
                            Some(known) => self.heap.join(&known, &value),
                            None => value,
                        });
                    }
                }
            } else {
                values.push(self.eval(item)?);
            }
            if values.len() > super::MAX_ELEMENTS {
                return self.too_many_elements();
            }
        }
        Ok(match summary {
            None => Elements::Exact(values),
            Some(mut joined) => {
                for value in &values {
                    joined = self.heap.join(&joined, value);
                }
                Elements::Summary(joined)
            }
        })
    }

    /// A set with the given elements.
    pub(crate) fn set_of(&mut self, elements: Elements) -> Eval<Value> {
        let set = self.alloc(types::SET, Payload::Set(Set::default()));
        let Value::Object(id) = set else { return Ok(set) };
        self.fill_set(id, elements)?;
        Ok(set)
    }

    pub(crate) fn fill_set(&mut self, id: crate::domain::ObjectId, elements: Elements) -> Eval<()> {
        match elements {
            Elements::Exact(items) => {
                for item in items {
                    self.dict_set(id, item, Value::None)?;
                }
            }
            Elements::Summary(item) => {
                let old = self.dict_of(id).and_then(|dict| dict.rest.clone());
                let key = match old {
                    Some(old) => self.heap.join(&old.0, &item),
                    None => item,
                };
                if let Payload::Set(set) | Payload::FrozenSet(set) = &mut self.heap.modify(id).payload {
                    set.dict.rest = Some(Box::new((key, Value::None)));
                }
            }
        }
        Ok(())
    }

    fn eval_dict(&mut self, items: &[(Option<Expr>, Expr)]) -> Eval<Value> {
        let result = self.new_dict(Dict::default());
        let Value::Object(id) = result else { return Ok(result) };
        for (key, value) in items {
            match key {
                Some(key) => {
                    let key = self.eval(key)?;
                    let value = self.eval(value)?;
                    self.dict_set(id, key, value)?;
                }
                None => {
                    let mapping = self.eval(value)?;
                    self.at(value.range);
                    self.merge_into_dict(id, &mapping)?;
                }
            }
        }
        Ok(result)
    }

    /// `dict.update(mapping)`
    pub(crate) fn merge_into_dict(&mut self, id: crate::domain::ObjectId, mapping: &Value) -> Eval<()> {
        if mapping.is_unknown() {
            self.unknown_use(
                crate::diagnostics::Code::UnknownIteration,
                mapping,
                "a dictionary is filled from",
            );
        }
        let Some(contents) = self.mapping_contents(mapping)? else {
            let name = self.type_name(mapping);
            return self.type_error(&format!("'{name}' object is not a mapping"));
        };
        if !self.may_change(id, "the contents")? {
            return Ok(());
        }
        if contents.rest.is_some() || contents.unordered {
            let mut merged = self.dict_of(id).cloned().unwrap_or_default();
            if let Some(rest) = &contents.rest {
                self.insert_any(&mut merged, rest.0.clone(), rest.1.clone());
            }
            merged.unordered |= contents.unordered;
            if let Payload::Dict(dict) = &mut self.heap.modify(id).payload {
                *dict = merged;
            }
        }
        for entry in contents.iter() {
            self.merge_entry(id, entry)?;
        }
        Ok(())
    }

    fn merge_entry(&mut self, id: crate::domain::ObjectId, entry: &DictEntry) -> Eval<()> {
        if entry.definite {
            return self.dict_set(id, entry.key.clone(), entry.value.clone());
        }
        use super::dicts::DictGet;
        let (value, definite) = match self.dict_get(id, &entry.key)? {
            DictGet::Found(old) => (self.heap.join(&old, &entry.value), true),
            DictGet::Perhaps(old) => (self.heap.join(&old, &entry.value), false),
            DictGet::Absent => (entry.value.clone(), false),
        };
        self.dict_set(id, entry.key.clone(), value)?;
        if !definite
            && let Payload::Dict(dict) = &mut self.heap.modify(id).payload
            && let Some(position) = dict.find(&entry.key, entry.hash)
            && let Some(entry) = dict.entry_mut(position)
        {
            entry.definite = false;
        }
        Ok(())
    }

    fn eval_comprehension(&mut self, comprehension: &Comprehension) -> Eval<Value> {
        let result = match comprehension.kind {
            ComprehensionKind::List => self.new_list(Vec::new()),
            ComprehensionKind::Set => self.alloc(types::SET, Payload::Set(Set::default())),
            ComprehensionKind::Dict => self.new_dict(Dict::default()),
        };
        let Some((first, _)) = comprehension.clauses.split_first() else { return Ok(result) };
        // The outermost iterable is evaluated before the comprehension's own variables exist.
        let iterable = self.eval(&first.iter)?;
        self.at(first.iter.range);
        let iterator = self.iter(&iterable)?;
        let frame = self.frame().slots;
        for &slot in &comprehension.slots {
            self.heap.set_slot(frame, slot, Self::unbound_slot());
        }
        for &slot in &comprehension.cells {
            let cell = self.alloc(types::CELL, Payload::Cell(None));
            self.heap.set_slot(frame, slot, Self::bound(cell));
        }
        self.run_clause(comprehension, 0, &iterator, &result)?;
        Ok(result)
    }

    fn run_clause(
        &mut self,
        comprehension: &Comprehension,
        index: usize,
        iterator: &Value,
        result: &Value,
    ) -> Eval<()> {
        let clause = &comprehension.clauses[index];
        loop {
            self.step()?;
            match self.next(iterator)? {
                Next::Done => return Ok(()),
                Next::Item(item) => self.run_round(comprehension, clause, index, item, result)?,
                Next::Any(item) => {
                    return self.run_clause_as_whole(comprehension, index, iterator, item, result);
                }
            }
        }
    }

    /// Any number of rounds: the result's contents are joined until they settle.
    fn run_clause_as_whole(
        &mut self,
        comprehension: &Comprehension,
        index: usize,
        iterator: &Value,
        mut item: Value,
        result: &Value,
    ) -> Eval<()> {
        let clause = &comprehension.clauses[index];
        let born = self.heap.len();
        for round in 0.. {
            self.heap.begin();
            let more = if round > 0 { self.ask_again(iterator) } else { Ok(None) };
            let outcome = more.and_then(|more| {
                if let Some(more) = more {
                    item = self.heap.join(&item, &more);
                }
                self.run_round(comprehension, clause, index, item.clone(), result)
            });
            let delta = self.heap.undo();
            match outcome {
                Ok(()) => {}
                Err(super::Stop::Raise(exception)) => {
                    self.note_raises(vec![(exception, delta)]);
                    return Ok(());
                }
                Err(stop) => return Err(stop),
            }
            if self.heap.is_covered(&delta, born) {
                break;
            }
            if round >= super::fork::MAX_REPETITIONS {
                self.report_unsettled();
                break;
            }
            let mut joined = self.heap.join_deltas(crate::heap::Delta::default(), delta);
            if round >= 1 {
                joined = self.heap.widen_delta(joined, born);
            }
            self.heap.adopt(joined);
        }
        Ok(())
    }

    fn run_round(
        &mut self,
        comprehension: &Comprehension,
        clause: &Clause,
        index: usize,
        item: Value,
        result: &Value,
    ) -> Eval<()> {
        self.assign(&clause.target, item)?;
        self.run_conditions(comprehension, clause, index, 0, result)
    }

    fn run_conditions(
        &mut self,
        comprehension: &Comprehension,
        clause: &Clause,
        index: usize,
        from: usize,
        result: &Value,
    ) -> Eval<()> {
        for (i, condition) in clause.conditions.iter().enumerate().skip(from) {
            match self.condition(condition)? {
                Truth::True => {}
                Truth::False => return Ok(()),
                Truth::Either => {
                    self.fork(vec![true, false], |interp, outcome| {
                        if outcome {
                            interp.narrow(condition, true);
                            interp.run_conditions(comprehension, clause, index, i + 1, result)?;
                        }
                        Ok(Value::None)
                    })?;
                    return Ok(());
                }
            }
        }
        if index + 1 < comprehension.clauses.len() {
            let inner = &comprehension.clauses[index + 1].iter;
            let iterable = self.eval(inner)?;
            self.at(inner.range);
            let iterator = self.iter(&iterable)?;
            return self.run_clause(comprehension, index + 1, &iterator, result);
        }
        let element = self.eval(&comprehension.element)?;
        let Value::Object(id) = result else { return Ok(()) };
        match comprehension.kind {
            ComprehensionKind::List => {
                let joined = match &self.heap.get(*id).payload {
                    Payload::List(Elements::Summary(old)) => Some(old.clone()),
                    _ => None,
                };
                let joined = joined.map(|old| self.heap.join(&old, &element));
                if let Payload::List(elements) = &mut self.heap.modify(*id).payload {
                    match (elements, joined) {
                        (Elements::Exact(items), _) => items.push(element),
                        (elements, Some(joined)) => *elements = Elements::Summary(joined),
                        _ => {}
                    }
                }
                Ok(())
            }
            ComprehensionKind::Set => self.dict_set(*id, element, Value::None),
            ComprehensionKind::Dict => {
                let value = match &comprehension.value {
                    Some(value) => self.eval(value)?,
                    None => Value::None,
                };
                self.dict_set(*id, element, value)
            }
        }
    }

    /// A class or function that the typing machinery defines in a stub or library module.
    pub(super) fn typing_class(&mut self, name: &str) -> Eval<Option<Value>> {
        let module = self.require_module("_typing")?;
        match module {
            Some(module) => self.get_attr_or_none(&module, Symbol::new(name)),
            None => Ok(None),
        }
    }

    fn eval_type_param(&mut self, param: &crate::ir::TypeParam) -> Eval<Value> {
        use crate::ir::TypeParamKind;
        let name = match param.kind {
            TypeParamKind::TypeVar => "TypeVar",
            TypeParamKind::TypeVarTuple => "TypeVarTuple",
            TypeParamKind::ParamSpec => "ParamSpec",
        };
        let Some(class) = self.typing_class(name)? else {
            return Ok(Value::unknown(format!("type parameter `{}`", param.name)));
        };
        let mut arguments = super::Arguments::new(vec![Value::str(param.name.as_str())]);
        if let Some(bound) = &param.bound {
            let bound = self.make_function(bound)?;
            arguments.keywords.push((Symbol::new("_evaluate_bound"), bound));
        }
        if let Some(default) = &param.default {
            let default = self.make_function(default)?;
            arguments.keywords.push((Symbol::new("_evaluate_default"), default));
        }
        arguments
            .keywords
            .push((Symbol::new("infer_variance"), Value::Bool(param.kind == TypeParamKind::TypeVar)));
        self.call_with(&class, arguments)
    }

    fn eval_type_alias(
        &mut self,
        name: Symbol,
        type_params: &[NameRef],
        value: &crate::ir::FunctionDef,
    ) -> Eval<Value> {
        let mut params = Vec::new();
        for param in type_params {
            params.push(self.load(*param)?);
        }
        let evaluate = self.make_function(value)?;
        let Some(class) = self.typing_class("TypeAliasType")? else {
            return Ok(Value::unknown(format!("type alias `{name}`")));
        };
        let mut arguments = super::Arguments::new(vec![Value::str(name.as_str()), Value::None]);
        arguments.keywords.push((Symbol::new("type_params"), Value::tuple(params)));
        arguments.keywords.push((Symbol::new("_evaluate_value"), evaluate));
        self.call_with(&class, arguments)
    }
}
