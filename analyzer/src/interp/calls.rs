//! Calls: what is callable, binding of arguments, and running functions.

use std::sync::Arc;

use smallvec::SmallVec;

use super::attributes::Found;
use super::{Eval, Flow, Frame, Interp, MAX_CALLS, MAX_DEPTH};
use crate::builtins::{Native, exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, Elements, Function, Object, ObjectId, Payload, Slot, Value};
use crate::heap::Heap;
use crate::ir::{Code, CodeKind, Expr, ExprKind, Symbol, sym};

/// Arguments of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub positional: SmallVec<[Value; 4]>,
    pub keywords: Vec<(Symbol, Value)>,
    /// `*` or `**` of something whose length is not known: any number of further arguments like this.
    pub more_positional: Option<Value>,
    pub more_keywords: Option<Value>,
}

impl Arguments {
    pub(crate) fn new(positional: Vec<Value>) -> Arguments {
        Arguments { positional: SmallVec::from_vec(positional), ..Arguments::default() }
    }

    fn prepend(&mut self, value: Value) {
        self.positional.insert(0, value);
    }

    /// Takes a keyword argument.
    pub(crate) fn keyword(&mut self, name: Symbol) -> Option<Value> {
        let i = self.keywords.iter().position(|(key, _)| *key == name)?;
        Some(self.keywords.remove(i).1)
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Value> {
        self.positional.get(index)
    }

    pub(crate) fn len(&self) -> usize {
        self.positional.len()
    }

    /// Argument `index`, given by position or by keyword.
    pub(crate) fn take(&mut self, index: usize, name: &str) -> Option<Value> {
        match self.positional.get(index) {
            Some(value) => Some(value.clone()),
            None => self.keyword(Symbol::new(name)),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Value> {
        self.positional
            .iter()
            .chain(self.keywords.iter().map(|(_, value)| value))
            .chain(&self.more_positional)
            .chain(&self.more_keywords)
    }
}

impl Interp<'_> {
    pub(crate) fn call(&mut self, function: &Value, positional: Vec<Value>) -> Eval<Value> {
        self.call_with(function, Arguments::new(positional))
    }

    pub(super) fn eval_arguments(
        &mut self,
        arguments: &[Expr],
        keywords: &[(Option<Symbol>, Expr)],
    ) -> Eval<Arguments> {
        let mut result = Arguments::default();
        for argument in arguments {
            if let ExprKind::Starred(inner) = &argument.kind {
                let iterable = self.eval(inner)?;
                self.at(inner.range);
                match self.collect(&iterable)? {
                    Elements::Exact(items) => match &mut result.more_positional {
                        None => result.positional.extend(items),
                        Some(more) => {
                            let mut joined = more.clone();
                            for item in &items {
                                joined = self.heap.join(&joined, item);
                            }
                            result.more_positional = Some(joined);
                        }
                    },
                    Elements::Summary(item) => {
                        result.more_positional = Some(match result.more_positional {
                            Some(more) => self.heap.join(&more, &item),
                            None => item,
                        });
                    }
                }
            } else {
                let value = self.eval(argument)?;
                match &result.more_positional {
                    None => result.positional.push(value),
                    Some(more) => result.more_positional = Some(self.heap.join(&more.clone(), &value)),
                }
            }
        }
        for (name, value) in keywords {
            let evaluated = self.eval(value)?;
            match name {
                Some(name) => result.keywords.push((*name, evaluated)),
                None => {
                    self.at(value.range);
                    self.unpack_keywords(&evaluated, &mut result)?;
                }
            }
        }
        Ok(result)
    }

    fn unpack_keywords(&mut self, mapping: &Value, result: &mut Arguments) -> Eval<()> {
        if mapping.is_unknown() {
            let more = self.unknown_use(DiagnosticCode::UnknownIteration, mapping, "`**` unpacks");
            result.more_keywords = Some(more);
            return Ok(());
        }
        let Some(dict) = self.mapping_contents(mapping)? else {
            let name = self.type_name(mapping);
            return self.type_error(&format!("argument after ** must be a mapping, not {name}"));
        };
        if let Some(rest) = &dict.rest {
            result.more_keywords = Some(rest.1.clone());
        }
        for entry in dict.iter() {
            match self.symbol_of(&entry.key) {
                Some(name) if entry.definite => {
                    if result.keywords.iter().any(|(key, _)| *key == name) {
                        return self
                            .type_error(&format!("got multiple values for keyword argument '{name}'"));
                    }
                    result.keywords.push((name, entry.value.clone()));
                }
                Some(_) => result.more_keywords = Some(entry.value.clone()),
                None => return self.type_error("keywords must be strings"),
            }
        }
        Ok(())
    }

    pub(crate) fn call_with(&mut self, function: &Value, arguments: Arguments) -> Eval<Value> {
        self.step()?;
        if self.calls > MAX_CALLS {
            return self.exhaust(
                DiagnosticCode::DepthExhausted,
                format!("more than {MAX_CALLS} calls are active at once, one inside the other"),
            );
        }
        self.calls += 1;
        let result = self.call_value(function, arguments);
        self.calls -= 1;
        result
    }

    fn call_value(&mut self, function: &Value, arguments: Arguments) -> Eval<Value> {
        match function {
            Value::Object(id) => self.call_object(*id, function, arguments),
            Value::Union(members) => {
                self.fork(members.to_vec(), |interp, member| interp.call_with(&member, arguments.clone()))
            }
            Value::Unknown(_) => {
                let result = self.unknown_use(
                    DiagnosticCode::UnsafeCall,
                    function,
                    "a call runs code about which nothing is known:",
                );
                for value in arguments.all() {
                    self.havoc(&value.clone());
                }
                Ok(result)
            }
            other => self.call_by_type(other, arguments),
        }
    }

    fn call_object(&mut self, id: ObjectId, function: &Value, mut arguments: Arguments) -> Eval<Value> {
        match &self.heap.get(id).payload {
            Payload::Function(function) => {
                let function = function.clone();
                self.call_function(id, &function, arguments)
            }
            Payload::Native(native) => {
                let native = *native;
                self.call_native(native, arguments)
            }
            Payload::BoundMethod { function, receiver } => {
                let (function, receiver) = (function.clone(), receiver.clone());
                arguments.prepend(receiver);
                self.call_with(&function, arguments)
            }
            Payload::Class(_) => self.call_class(id, arguments),
            Payload::StaticMethod(inner) => {
                let inner = inner.clone();
                self.call_with(&inner, arguments)
            }
            Payload::GenericAlias { origin, .. } => {
                let origin = origin.clone();
                let result = self.call_with(&origin, arguments)?;
                if let Value::Object(result) = &result
                    && self.heap.is_owned(*result)
                    && matches!(self.heap.get(*result).payload, Payload::None)
                    && self.heap.attrs(*result).is_some()
                {
                    self.heap.modify(*result).attrs_mut().bind(sym::orig_class, function.clone());
                }
                Ok(result)
            }
            _ => self.call_by_type(function, arguments),
        }
    }

    fn call_by_type(&mut self, function: &Value, arguments: Arguments) -> Eval<Value> {
        if let Some(class) = self.heap.class_of(function)
            && let Found::Value(_, place) = self.lookup(class, sym::call)
            && place.unit.0 == 0
        {
            // A function, method or class of which only this is known.
            let what = Value::unknown(format!("an object of type `{}`", self.class_name(class)));
            for value in arguments.all() {
                self.havoc(&value.clone());
            }
            return Ok(self.unknown_use(DiagnosticCode::UnsafeCall, &what, "a call runs the code of"));
        }
        match self.special(function, sym::call)? {
            Some(method) => self.call_with(&method, arguments),
            None => {
                let name = self.type_name(function);
                self.type_error(&format!("'{name}' object is not callable"))
            }
        }
    }

    /// Calls a built-in function. Unknown arguments are refused unless the function only passes them on.
    pub(crate) fn call_native(&mut self, native: &'static Native, mut arguments: Arguments) -> Eval<Value> {
        if native.tolerant && native.is_method {
            match arguments.positional.first() {
                Some(Value::Union(members)) => {
                    return self.fork(members.to_vec(), |interp, member| {
                        let mut arguments = arguments.clone();
                        arguments.positional[0] = member;
                        interp.call_native(native, arguments)
                    });
                }
                Some(receiver @ Value::Unknown(_)) => {
                    let what = format!("`{}` would run code of", native.name);
                    let result = self.unknown_use(DiagnosticCode::UnknownArgument, &receiver.clone(), &what);
                    for value in arguments.all() {
                        self.havoc(&value.clone());
                    }
                    return Ok(result);
                }
                _ => {}
            }
        }
        if !native.tolerant {
            if let Some(unknown) = arguments.all().find(|value| value.is_unknown()).cloned() {
                let what = format!("`{}` would run code of", native.name);
                let result = self.unknown_use(DiagnosticCode::UnknownArgument, &unknown, &what);
                for value in arguments.all() {
                    self.havoc(&value.clone());
                }
                return Ok(result);
            }
            if let Some(i) = arguments.positional.iter().position(|value| matches!(value, Value::Union(_))) {
                let members = arguments.positional[i].alternatives().to_vec();
                return self.fork(members, |interp, member| {
                    let mut arguments = arguments.clone();
                    arguments.positional[i] = member;
                    interp.call_native(native, arguments)
                });
            }
            if let Some(i) = arguments.keywords.iter().position(|(_, value)| matches!(value, Value::Union(_)))
            {
                let members = arguments.keywords[i].1.alternatives().to_vec();
                return self.fork(members, |interp, member| {
                    let mut arguments = arguments.clone();
                    arguments.keywords[i].1 = member;
                    interp.call_native(native, arguments)
                });
            }
        }
        if arguments.more_positional.is_some() || arguments.more_keywords.is_some() {
            let more: Vec<Value> =
                arguments.more_positional.iter().chain(&arguments.more_keywords).cloned().collect();
            if !native.variadic {
                for value in &more {
                    if value.is_unknown() {
                        let what = format!("`{}` would run code of", native.name);
                        return Ok(self.unknown_use(DiagnosticCode::UnknownArgument, value, &what));
                    }
                }
                if arguments.all().any(|value| !value.is_constant() && !matches!(value, Value::Typed(_))) {
                    let message =
                        format!("`{}` is called with a number of arguments that is not known", native.name);
                    self.report(DiagnosticCode::UnknownArgument, message, &[], None);
                    for value in arguments.all() {
                        self.havoc(&value.clone());
                    }
                    return Ok(self.after_error());
                }
                return Ok(Value::unknown(format!(
                    "the result of `{}` with an unknown number of arguments",
                    native.name
                )));
            }
        }
        self.weigh(arguments.all());
        if native.is_method {
            self.weigh_receiver(native.name, &arguments);
        }
        let result = (native.run)(self, &mut arguments)?;
        self.weigh([&result]);
        self.count_made(&result);
        Ok(result)
    }

    pub(super) fn check_depth(&mut self) -> Eval<()> {
        if self.frames.len() > MAX_DEPTH {
            return self.exhaust(
                DiagnosticCode::DepthExhausted,
                format!("more than {MAX_DEPTH} calls are active at once"),
            );
        }
        Ok(())
    }

    fn call_function(&mut self, id: ObjectId, function: &Function, arguments: Arguments) -> Eval<Value> {
        if function.is_stub {
            return self.call_stub(id, function, arguments);
        }
        let locals = self.bind(function, arguments)?;
        self.report_stated_effect(id, function);
        self.run_function(id, function, locals)
    }

    pub(super) fn run_function(
        &mut self,
        id: ObjectId,
        function: &Function,
        locals: Vec<Slot>,
    ) -> Eval<Value> {
        let code = &function.code;
        if code.is_async {
            let class = if code.is_generator { types::ASYNC_GENERATOR } else { types::COROUTINE };
            return Ok(self.alloc(class, Payload::Coroutine));
        }
        if code.is_generator {
            return Ok(self.make_generator(id, locals));
        }
        if self.frames.iter().any(|frame| Arc::ptr_eq(&frame.code, code)) {
            return self.run_recursive(function, locals);
        }
        let flow =
            self.run_code(code, function.globals, function.class_namespace, &function.closure, locals)?;
        Ok(value_of(self, flow))
    }

    /// Runs code in a new frame.
    pub(super) fn run_code(
        &mut self,
        code: &Arc<Code>,
        globals: ObjectId,
        namespace: Option<ObjectId>,
        closure: &Arc<[ObjectId]>,
        locals: Vec<Slot>,
    ) -> Eval<Flow> {
        self.check_depth()?;
        let slots = self.heap.push_frame(locals);
        self.frames.push(Frame {
            code: Arc::clone(code),
            slots,
            globals,
            namespace,
            closure: Arc::clone(closure),
            undecided: self.undecided,
            at: code.range,
            resume: Vec::new(),
            suspend: Vec::new(),
            sent: Value::None,
            collected: None,
        });
        let handling = self.handling.len();
        let first = self.heap.len();
        let mut flow = self.exec_block(self.heap.body(code));
        if let Ok(Flow::Many(ends)) = &mut flow {
            ends.iter_mut().for_each(|(_, delta)| delta.forget_frames(slots));
        }
        if code.kind == CodeKind::Module
            && flow.is_ok()
            && let Err(stop) = self.finalize(globals, first)
        {
            flow = Err(stop);
        }
        if let Err(super::Stop::Raise(exception)) = &flow {
            self.note_raise(&exception.clone());
        }
        self.handling.truncate(handling);
        self.frames.pop();
        self.heap.pop_frame();
        flow
    }

    /// Slots of a new frame, with cells made.
    pub(super) fn new_slots(&mut self, code: &Code) -> Vec<Slot> {
        let mut locals = Self::empty_slots(code.locals.len());
        for &cell in &code.cells {
            let contents = None;
            locals[cell as usize] = Slot::bound(self.alloc(types::CELL, Payload::Cell(contents)));
        }
        locals
    }

    /// Binds arguments to parameters, as CPython words the errors.
    pub(super) fn bind(&mut self, function: &Function, mut arguments: Arguments) -> Eval<Vec<Slot>> {
        let code = &function.code;
        let parameters = &code.parameters;
        let count = parameters.positional.len();
        let mut values: Vec<Option<Value>> = vec![None; parameters.count()];
        let given = arguments.positional.len();
        let name = &code.qualname;
        for (i, value) in arguments.positional.drain(..given.min(count)).enumerate() {
            values[i] = Some(value);
        }
        let extra: Vec<Value> = arguments.positional.drain(..).collect();
        if !extra.is_empty() && parameters.variadic.is_none() {
            let takes = match function.defaults.len() {
                0 => format!("{count} positional argument{}", if count == 1 { "" } else { "s" }),
                defaults => format!("from {} to {count} positional arguments", count - defaults.min(count)),
            };
            let were = if given == 1 { "was" } else { "were" };
            return self.type_error(&format!("{name}() takes {takes} but {given} {were} given"));
        }
        if parameters.variadic.is_some() {
            values[parameters.variadic_slot()] = Some(match &arguments.more_positional {
                None => Value::tuple(extra),
                Some(more) => {
                    let mut element = more.clone();
                    for value in &extra {
                        element = self.heap.join(&element, value);
                    }
                    self.alloc(types::TUPLE, Payload::Tuple(element))
                }
            });
        }
        let mut unmatched: Vec<(Symbol, Value)> = Vec::new();
        for (key, value) in arguments.keywords.drain(..) {
            let position = parameters.positional[parameters.positional_only..]
                .iter()
                .position(|parameter| *parameter == key)
                .map(|i| i + parameters.positional_only)
                .or_else(|| {
                    parameters
                        .keyword_only
                        .iter()
                        .position(|parameter| *parameter == key)
                        .map(|i| parameters.keyword_only_slot(i))
                });
            match position {
                Some(slot) if values[slot].is_some() => {
                    return self.type_error(&format!("{name}() got multiple values for argument '{key}'"));
                }
                Some(slot) => values[slot] = Some(value),
                None => unmatched.push((key, value)),
            }
        }
        if parameters.keyword_variadic.is_some() {
            let mut dict = Dict::default();
            for (key, value) in unmatched {
                dict.insert_plain(Value::str(key.as_str()), value);
            }
            if let Some(more) = &arguments.more_keywords {
                dict.rest = Some(Box::new((Value::Typed(types::STR), more.clone())));
            }
            let dict = self.alloc(types::DICT, Payload::Dict(dict));
            values[parameters.keyword_variadic_slot()] = Some(dict);
        } else if let Some((key, _)) = unmatched.first() {
            return self.type_error(&format!("{name}() got an unexpected keyword argument '{key}'"));
        }
        // What an unpacking of unknown length may have filled.
        for value in values.iter_mut().take(count).skip(given) {
            if let (None, Some(more)) = (&value, &arguments.more_positional) {
                *value = Some(more.clone());
            }
        }
        if let Some(more) = &arguments.more_keywords {
            let named = count + parameters.keyword_only.len();
            for (slot, value) in values.iter_mut().enumerate().take(named).skip(parameters.positional_only) {
                if value.is_none() {
                    let default = self.default_of(function, slot);
                    *value = Some(match default {
                        Some(default) => self.heap.join(&default, more),
                        None => more.clone(),
                    });
                }
            }
        }
        let mut missing = Vec::new();
        for (slot, value) in values.iter_mut().enumerate().take(count + parameters.keyword_only.len()) {
            if value.is_none() {
                match self.default_of(function, slot) {
                    Some(default) => *value = Some(default),
                    None => missing.push(code.locals[slot]),
                }
            }
        }
        if missing.iter().any(|name| parameters.positional.contains(name)) {
            missing.retain(|name| parameters.positional.contains(name));
        }
        if !missing.is_empty() {
            let kind =
                if parameters.positional.contains(&missing[0]) { "positional" } else { "keyword-only" };
            let quoted: Vec<String> = missing.iter().map(|name| format!("'{name}'")).collect();
            let list = match quoted.as_slice() {
                [one] => one.clone(),
                [first, second] => format!("{first} and {second}"),
                [init @ .., last] => format!("{}, and {last}", init.join(", ")),
                [] => String::new(),
            };
            let plural = if quoted.len() == 1 { "" } else { "s" };
            return self.type_error(&format!(
                "{name}() missing {} required {kind} argument{plural}: {list}",
                quoted.len()
            ));
        }
        let mut locals = Self::empty_slots(code.locals.len());
        for (slot, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                locals[slot] = Slot::bound(value);
            }
        }
        for &cell in &code.cells {
            let slot = &mut locals[cell as usize];
            let contents = if crate::heap::is_unbound(slot) { None } else { Some(slot.clone()) };
            *slot = Slot::bound(self.alloc(types::CELL, Payload::Cell(contents)));
        }
        Ok(locals)
    }

    fn default_of(&self, function: &Function, slot: usize) -> Option<Value> {
        let parameters = &function.code.parameters;
        let count = parameters.positional.len();
        if slot < count {
            let first = count.checked_sub(function.defaults.len())?;
            return slot.checked_sub(first).and_then(|i| function.defaults.get(i)).cloned();
        }
        let name = parameters.keyword_only.get(slot - count)?;
        function.keyword_defaults.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    /// The `__class__` cell and the first argument of the function being executed, for `super()`.
    pub(crate) fn implicit_super(&mut self) -> Eval<(ObjectId, Value)> {
        let frame = self.frame();
        let code = Arc::clone(&frame.code);
        let slots = frame.slots;
        let cell = code.class_cell.and_then(|index| frame.closure.get(index as usize).copied());
        let class = cell.and_then(|cell| self.cell(cell)).and_then(|slot| slot.value.as_object());
        let first = self.heap.slot(slots, 0).map(|slot| slot.value.clone());
        let first = match first {
            Some(Value::Object(id)) if code.cells.contains(&0) => self.cell(id).map(|slot| slot.value),
            other => other,
        };
        let first = match first {
            Some(first) if code.parameters.positional.is_empty() && code.parameters.variadic.is_some() => {
                match first {
                    Value::Tuple(items) => items.first().cloned(),
                    _ => None,
                }
            }
            other => other,
        };
        match (class, first) {
            (Some(class), Some(first)) if code.kind == CodeKind::Function => Ok((class, first)),
            (None, _) => self.raise(exc::RUNTIME_ERROR, "super(): __class__ cell not found"),
            _ => self.raise(exc::RUNTIME_ERROR, "super(): no arguments"),
        }
    }

    /// An object of the heap under evaluation.
    pub(crate) fn new_object(&mut self, object: Object) -> Value {
        Value::Object(self.heap.alloc(object))
    }

    /// A slot that is certainly unbound.
    pub(crate) fn unbound_slot() -> Slot {
        Heap::unbound()
    }
}

/// What a function returns that ends so; the state becomes that in which it ends.
pub(super) fn value_of(interp: &mut Interp<'_>, flow: Flow) -> Value {
    match flow {
        Flow::Return(value) => value,
        Flow::Many(ends) => {
            // Only different kinds of end are kept apart: returning a value, and falling off the end.
            let (values, deltas): (Vec<Value>, Vec<_>) = ends
                .into_iter()
                .map(|(flow, delta)| {
                    let value = match flow {
                        Flow::Return(value) => value,
                        _ => Value::None,
                    };
                    (value, delta)
                })
                .unzip();
            interp.heap.adopt_join(deltas);
            interp.heap.join_all(&values).unwrap_or(Value::None)
        }
        _ => Value::None,
    }
}
