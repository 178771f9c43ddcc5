//! Making functions, lambdas and generator expressions, and applying decorators.

use std::sync::Arc;

use super::{Arguments, Eval, Interp};
use crate::builtins::types;
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Function, Object, ObjectId, Payload, Value};
use crate::ir::{Capture, CodeKind, Expr, FunctionDef, Symbol, sym};

impl Interp<'_> {
    pub(super) fn closure(&mut self, captures: &[Capture]) -> Arc<[ObjectId]> {
        let frame = self.frame();
        let (slots, outer) = (frame.slots, frame.closure.clone());
        captures
            .iter()
            .map(|capture| match capture {
                Capture::Slot(slot) => {
                    match self.heap.slot(slots, *slot).and_then(|slot| slot.value.as_object()) {
                        Some(cell) => cell,
                        None => {
                            let cell = self.heap.alloc(Object::new(types::CELL, Payload::Cell(None)));
                            self.heap.set_slot(slots, *slot, Self::bound(Value::Object(cell)));
                            cell
                        }
                    }
                }
                Capture::Free(index) => match outer.get(*index as usize) {
                    Some(cell) => *cell,
                    None => self.heap.alloc(Object::new(types::CELL, Payload::Cell(None))),
                },
            })
            .collect()
    }

    /// Evaluates decorators and defaults, makes the function, and applies the decorators.
    pub(super) fn eval_function(&mut self, definition: &FunctionDef) -> Eval<Value> {
        let decorators = self.eval_decorators(&definition.decorators)?;
        let function = self.make_function(definition)?;
        self.apply_decorators(decorators, &definition.decorators, function)
    }

    pub(super) fn eval_decorators(&mut self, decorators: &[Expr]) -> Eval<Vec<Value>> {
        decorators.iter().map(|decorator| self.eval(decorator)).collect()
    }

    pub(super) fn apply_decorators(
        &mut self,
        decorators: Vec<Value>,
        places: &[Expr],
        mut value: Value,
    ) -> Eval<Value> {
        for (decorator, place) in decorators.into_iter().zip(places).rev() {
            self.at(place.range);
            if decorator.is_unknown() {
                self.havoc(&value);
                value = self.unknown_use(
                    DiagnosticCode::UnknownDecorator,
                    &decorator,
                    "a definition is decorated with",
                );
                continue;
            }
            value = self.call(&decorator, vec![value])?;
        }
        Ok(value)
    }

    pub(super) fn make_function(&mut self, definition: &FunctionDef) -> Eval<Value> {
        let mut defaults = Vec::with_capacity(definition.defaults.len());
        for default in &definition.defaults {
            defaults.push(self.eval(default)?);
        }
        let mut keyword_defaults = Vec::new();
        for (name, default) in
            definition.code.parameters.keyword_only.iter().zip(&definition.keyword_defaults)
        {
            if let Some(default) = default {
                keyword_defaults.push((*name, self.eval(default)?));
            }
        }
        let annotate = match &definition.annotate {
            Some(annotate) => Some(self.make_function(annotate)?),
            None => None,
        };
        let closure = self.closure(&definition.captures);
        let frame = self.frame();
        let globals = frame.globals;
        let deferred = matches!(definition.code.kind, CodeKind::Deferred | CodeKind::TypeParameters);
        let class_namespace =
            if deferred { frame.namespace.filter(|namespace| *namespace != globals) } else { None };
        let is_stub = self.is_stub_body(definition);
        let function = Function {
            code: Arc::clone(&definition.code),
            globals,
            closure,
            defaults,
            keyword_defaults,
            annotate,
            class_namespace,
            is_stub,
        };
        let class =
            if self.is_native_function(definition) { types::BUILTIN_FUNCTION } else { types::FUNCTION };
        let mut object = Object::new(class, Payload::Function(Arc::new(function)));
        if !definition.type_params.is_empty() {
            let mut params = Vec::new();
            for param in &definition.type_params {
                params.push(self.load(*param)?);
            }
            object.attrs_mut().bind(sym::type_params, Value::tuple(params));
        }
        // `__module__` is the `__name__` of the globals, which code run by `exec` may have set to anything.
        Ok(self.new_object(object))
    }

    /// Whether the definition stands at the top level of a stub of a module that is written in C.
    fn is_native_function(&mut self, definition: &FunctionDef) -> bool {
        self.frame().code.kind == CodeKind::Module
            && definition.code.kind == CodeKind::Function
            && self.executes_native_model()
    }

    /// Whether the module that is executing models one that is written in C.
    pub(super) fn executes_native_model(&self) -> bool {
        self.modules.get(self.heap.owner as usize).is_some_and(|module| module.loaded.models_native)
    }

    pub(super) fn eval_generator(&mut self, definition: &FunctionDef, iter: &Expr) -> Eval<Value> {
        let iterable = self.eval(iter)?;
        self.at(iter.range);
        let iterator = self.iter(&iterable)?;
        let function = self.make_function(definition)?;
        self.call_with(&function, Arguments::new(vec![iterator]))
    }

    /// `__module__` of what is being defined: `__name__` of the globals.
    pub(crate) fn module_name_of(&mut self, globals: ObjectId) -> Value {
        match &self.heap.get(globals).payload {
            Payload::Dict(dict) => dict.get_str("__name__").cloned().unwrap_or(Value::None),
            _ => self.heap.attr(globals, sym::name).map_or(Value::None, |slot| slot.value.clone()),
        }
    }

    /// A function's own attribute that is not kept in its namespace.
    pub(super) fn function_attr(&mut self, id: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        let Payload::Function(function) = &self.heap.get(id).payload else { return Ok(None) };
        let function = function.clone();
        Ok(Some(match name {
            n if n == sym::name => Value::str(function.code.name.as_str()),
            n if n == sym::qualname => Value::str(&function.code.qualname),
            n if n == sym::module => self.module_name_of(function.globals),
            n if n == sym::doc => match &function.code.docstring {
                Some(text) => text.clone(),
                None if self.is_stub_module(function.globals) => super::construct::text_or_none(),
                None => Value::None,
            },
            n if n == sym::defaults => {
                if function.defaults.is_empty() {
                    Value::None
                } else {
                    Value::tuple(function.defaults.clone())
                }
            }
            n if n == sym::kwdefaults => {
                if function.keyword_defaults.is_empty() {
                    Value::None
                } else {
                    let mut dict = crate::domain::Dict::default();
                    for (name, value) in &function.keyword_defaults {
                        dict.insert_plain(Value::str(name.as_str()), value.clone());
                    }
                    self.alloc(types::DICT, Payload::Dict(dict))
                }
            }
            n if n == sym::code => self.alloc(types::CODE, Payload::Code(Arc::clone(&function.code))),
            n if n == sym::globals => {
                if matches!(self.heap.get(function.globals).payload, Payload::Dict(_)) {
                    Value::Object(function.globals)
                } else {
                    self.alloc(types::DICT, Payload::NamespaceDict(function.globals))
                }
            }
            n if n == sym::closure => {
                if function.closure.is_empty() {
                    Value::None
                } else {
                    Value::tuple(function.closure.iter().map(|cell| Value::Object(*cell)).collect::<Vec<_>>())
                }
            }
            n if n == sym::builtins => self.alloc(types::DICT, Payload::NamespaceDict(self.builtins)),
            n if n == sym::type_params => Value::empty_tuple(),
            n if n == sym::annotate => function.annotate.clone().unwrap_or(Value::None),
            n if n == sym::annotations => {
                let value = match &function.annotate {
                    Some(annotate) => self.call(annotate, vec![Value::int(1)])?,
                    None => self.alloc(types::DICT, Payload::Dict(crate::domain::Dict::default())),
                };
                if self.heap.is_owned(id) {
                    self.heap.modify(id).attrs_mut().bind(sym::annotations, value.clone());
                }
                value
            }
            _ => return Ok(None),
        }))
    }

    /// Replaces parts of a function that are set through attributes. Whether the name was such a part.
    pub(super) fn set_function_attr(&mut self, id: ObjectId, name: Symbol, value: &Value) -> bool {
        let parsed = match (name, value) {
            (n, Value::Tuple(items)) if n == sym::defaults => Some(items.to_vec()),
            (n, Value::None) if n == sym::defaults => Some(Vec::new()),
            _ => None,
        };
        let keywords: Option<Vec<(Symbol, Value)>> = if name == sym::kwdefaults {
            match value {
                Value::None => Some(Vec::new()),
                Value::Object(dict) => match &self.heap.get(*dict).payload {
                    Payload::Dict(dict) => dict
                        .iter()
                        .map(|entry| Some((self.symbol_of(&entry.key)?, entry.value.clone())))
                        .collect(),
                    _ => None,
                },
                _ => None,
            }
        } else {
            None
        };
        let Payload::Function(function) = &mut self.heap.modify(id).payload else { return false };
        let function = Arc::make_mut(function);
        if let Some(defaults) = parsed {
            function.defaults = defaults;
            return true;
        }
        if let Some(keywords) = keywords {
            function.keyword_defaults = keywords;
            return true;
        }
        if name == sym::annotate {
            function.annotate = match value {
                Value::None => None,
                other => Some(other.clone()),
            };
            return true;
        }
        false
    }
}
