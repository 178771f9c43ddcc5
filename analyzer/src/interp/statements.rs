//! Simple statements and assignment targets.

use super::iteration::Next;
use super::{Eval, Flow, Interp, MAX_ELEMENTS};
use crate::builtins::{exceptions as exc, types};
use crate::domain::{Elements, Object, Payload, Value};
use crate::ir::{Expr, Stmt, StmtKind, Symbol, Target, TargetKind};

/// Where the annotations of a class or module are kept until they are asked for: pairs of name and function.
pub(crate) const ANNOTATIONS: &str = ".annotations";

impl Interp<'_> {
    pub(super) fn exec_stmt(&mut self, stmt: &Stmt) -> Eval<Flow> {
        self.step()?;
        self.at(stmt.range);
        match &stmt.kind {
            StmtKind::Expr(value) => {
                self.eval(value)?;
            }
            StmtKind::Assign { targets, value } => {
                let value = self.eval(value)?;
                for target in targets {
                    self.assign(target, value.clone())?;
                }
            }
            StmtKind::AugAssign { target, op, value } => self.augmented_assign(target, *op, value)?,
            StmtKind::Annotate { name, value } => self.annotate(*name, value)?,
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(target)?;
                }
            }
            StmtKind::Return(value) => {
                let value = value.as_ref().map(|value| self.eval(value)).transpose()?;
                return Ok(Flow::Return(value.unwrap_or(Value::None)));
            }
            StmtKind::Raise { exception, cause } => {
                return self.exec_raise(exception.as_ref(), cause.as_ref());
            }
            StmtKind::If { branches, orelse } => return self.exec_if(branches, orelse),
            StmtKind::For { target, iter, body, orelse, .. } => {
                return self.exec_for(target, iter, body, orelse);
            }
            StmtKind::While { test, body, orelse } => return self.exec_while(test, body, orelse),
            StmtKind::Try(try_) => return self.exec_try(try_),
            StmtKind::With { context, target, body } => {
                return self.exec_with(context, target.as_ref(), body);
            }
            StmtKind::Match { subject, cases } => return self.exec_match(subject, cases),
            StmtKind::Import(aliases) => self.exec_import(aliases)?,
            StmtKind::ImportFrom { level, module, names } => self.exec_import_from(*level, module, names)?,
            StmtKind::ImportStar { level, module } => self.exec_import_star(*level, module)?,
            StmtKind::Assert { test, message } => return self.exec_assert(test, message.as_ref()),
            StmtKind::Yield { value, target } => return self.exec_yield(value.as_ref(), *target),
            StmtKind::YieldFrom { value, target } => return self.exec_yield_from(value, *target),
            StmtKind::Break => return Ok(Flow::Break),
            StmtKind::Continue => return Ok(Flow::Continue),
        }
        Ok(Flow::Normal)
    }

    fn exec_assert(&mut self, test: &Expr, message: Option<&Expr>) -> Eval<Flow> {
        use super::control::Truth;
        match self.condition(test)? {
            Truth::True => Ok(Flow::Normal),
            Truth::False => {
                let args = match message {
                    Some(message) => Value::tuple(vec![self.eval(message)?]),
                    None => Value::empty_tuple(),
                };
                let exception = self.exception_with(exc::ASSERTION_ERROR, args);
                Err(super::Stop::Raise(exception))
            }
            Truth::Either => {
                self.maybe_raise_class(exc::ASSERTION_ERROR);
                self.narrow(test, true);
                Ok(Flow::Normal)
            }
        }
    }

    fn annotate(&mut self, name: Symbol, value: &Expr) -> Eval<()> {
        let value = self.eval(value)?;
        let frame = self.frame();
        let namespace = frame.namespace.unwrap_or(frame.globals);
        let key = Symbol::new(ANNOTATIONS);
        let holder = self.annotation_holder(namespace);
        let list = match self.heap.attr(holder, key).and_then(|slot| slot.value.as_object()) {
            Some(list) => list,
            None => {
                let list =
                    self.heap.alloc(Object::new(types::LIST, Payload::List(Elements::Exact(Vec::new()))));
                if self.heap.is_owned(holder) {
                    self.heap.modify(holder).attrs_mut().bind(key, Value::Object(list));
                }
                list
            }
        };
        if let Payload::List(Elements::Exact(items)) = &mut self.heap.modify(list).payload {
            items.push(Value::tuple(vec![Value::str(name.as_str()), value]));
        }
        Ok(())
    }

    /// The object that keeps annotations for a namespace: itself; a mapping keeps them as an attribute.
    fn annotation_holder(&self, namespace: crate::domain::ObjectId) -> crate::domain::ObjectId {
        namespace
    }

    pub(super) fn assign(&mut self, target: &Target, value: Value) -> Eval<()> {
        match &target.kind {
            TargetKind::Name(name) => self.store(*name, value),
            TargetKind::Attribute(object, name) => {
                let object = self.eval(object)?;
                self.at(target.range);
                self.set_attr(&object, *name, value)
            }
            TargetKind::Subscript(object, key) => {
                let object = self.eval(object)?;
                let key = self.eval(key)?;
                self.at(target.range);
                self.set_item(&object, key, value)
            }
            TargetKind::Unpack { before, star, after } => {
                self.at(target.range);
                self.unpack(before, star.as_deref(), after, &value)
            }
        }
    }

    fn unpack(
        &mut self,
        before: &[Target],
        star: Option<&Target>,
        after: &[Target],
        value: &Value,
    ) -> Eval<()> {
        if let Value::Union(members) = value
            && star.is_none()
        {
            // Position by position, where every alternative is a tuple of the right length.
            let len = before.len();
            let columns: Option<Vec<Vec<Value>>> = members
                .iter()
                .map(|member| match member {
                    Value::Tuple(items) if items.len() == len => Some(items.to_vec()),
                    _ => None,
                })
                .collect();
            if let Some(rows) = columns {
                for (i, target) in before.iter().enumerate() {
                    let column: Vec<Value> = rows.iter().map(|row| row[i].clone()).collect();
                    let joined = self.heap.join_all(&column).unwrap_or(Value::None);
                    self.assign(target, joined)?;
                }
                return Ok(());
            }
        }
        let value = match value {
            Value::Union(members) => self.unpackable(&members.clone())?,
            other => other.clone(),
        };
        match self.unpacked(&value, before.len(), after.len(), star.is_some())? {
            Elements::Exact(items) => {
                let rest = items.len() - after.len();
                for (target, item) in before.iter().zip(&items) {
                    self.assign(target, item.clone())?;
                }
                if let Some(star) = star {
                    let middle = self.new_list(items[before.len()..rest].to_vec());
                    self.assign(star, middle)?;
                }
                for (target, item) in after.iter().zip(&items[rest..]) {
                    self.assign(target, item.clone())?;
                }
            }
            Elements::Summary(item) => {
                self.maybe_raise_class(exc::VALUE_ERROR);
                for target in before.iter().chain(after) {
                    self.assign(target, item.clone())?;
                }
                if let Some(star) = star {
                    let list = self.alloc(types::LIST, Payload::List(Elements::Summary(item)));
                    self.assign(star, list)?;
                }
            }
        }
        Ok(())
    }

    /// One iterable that covers several.
    fn unpackable(&mut self, members: &[Value]) -> Eval<Value> {
        let mut elements = Vec::new();
        for member in members {
            match self.collect(member)? {
                Elements::Exact(items) => elements.extend(items),
                Elements::Summary(item) => elements.push(item),
            }
        }
        let element = self.heap.join_all(&elements).unwrap_or(Value::None);
        Ok(self.alloc(types::LIST, Payload::List(Elements::Summary(element))))
    }

    /// Elements of an iterable in an assignment to `before + after` targets, with a starred one if `star`.
    fn unpacked(&mut self, value: &Value, before: usize, after: usize, star: bool) -> Eval<Elements> {
        let wanted = before + after;
        let items = match value {
            Value::Tuple(items) => items.to_vec(),
            _ => {
                let Some(iterator) = self.iter_or_none(value)? else {
                    let name = self.type_name(value);
                    return self.type_error(&format!("cannot unpack non-iterable {name} object"));
                };
                let mut items = Vec::new();
                loop {
                    self.step()?;
                    match self.next(&iterator)? {
                        Next::Item(item) => items.push(item),
                        Next::Done => break,
                        Next::Any(item) => {
                            items.push(item);
                            let joined = self.heap.join_all(&items).unwrap_or(Value::None);
                            return Ok(Elements::Summary(joined));
                        }
                    }
                    if !star && items.len() > wanted {
                        break;
                    }
                    if items.len() > MAX_ELEMENTS {
                        return self.too_many_elements();
                    }
                }
                items
            }
        };
        match items.len() {
            len if len == wanted || (star && len > wanted) => Ok(Elements::Exact(items)),
            len if len > wanted && matches!(value, Value::Tuple(_)) => {
                self.value_error(&format!("too many values to unpack (expected {wanted}, got {len})"))
            }
            len if len > wanted => {
                self.value_error(&format!("too many values to unpack (expected {wanted})"))
            }
            len if star => self
                .value_error(&format!("not enough values to unpack (expected at least {wanted}, got {len})")),
            len => self.value_error(&format!("not enough values to unpack (expected {wanted}, got {len})")),
        }
    }

    fn augmented_assign(&mut self, target: &Target, op: crate::ir::BinaryOp, value: &Expr) -> Eval<()> {
        match &target.kind {
            TargetKind::Name(name) => {
                let old = self.load(*name)?;
                let value = self.eval(value)?;
                self.at(target.range);
                let new = self.inplace(op, &old, &value)?;
                self.store(*name, new)
            }
            TargetKind::Attribute(object, name) => {
                let object = self.eval(object)?;
                self.at(target.range);
                let old = self.get_attr(&object, *name)?;
                let value = self.eval(value)?;
                self.at(target.range);
                let new = self.inplace(op, &old, &value)?;
                self.set_attr(&object, *name, new)
            }
            TargetKind::Subscript(object, key) => {
                let object = self.eval(object)?;
                let key = self.eval(key)?;
                self.at(target.range);
                let old = self.get_item(&object, &key)?;
                let value = self.eval(value)?;
                self.at(target.range);
                let new = self.inplace(op, &old, &value)?;
                self.set_item(&object, key, new)
            }
            TargetKind::Unpack { .. } => Ok(()),
        }
    }

    fn delete(&mut self, target: &Target) -> Eval<()> {
        match &target.kind {
            TargetKind::Name(name) => self.delete_name(*name),
            TargetKind::Attribute(object, name) => {
                let object = self.eval(object)?;
                self.at(target.range);
                self.del_attr(&object, *name)
            }
            TargetKind::Subscript(object, key) => {
                let object = self.eval(object)?;
                let key = self.eval(key)?;
                self.at(target.range);
                self.delete_item(&object, &key)
            }
            TargetKind::Unpack { before, star, after } => {
                before.iter().chain(star.as_deref()).chain(after).try_for_each(|target| self.delete(target))
            }
        }
    }
}
