//! Attributes that built-in objects have of themselves: `__class__`, `__dict__`, `__name__`, `args`, ...

use std::sync::Arc;

use super::{Eval, Interp};
use crate::builtins::types;
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, DictEntry, Elements, ObjectId, Payload, Slot, Value};
use crate::ir::{Symbol, sym};

/// A docstring or signature that may be missing.
pub(super) fn text_or_none() -> Value {
    Value::Union([Value::Typed(types::STR), Value::None].into())
}

impl Interp<'_> {
    /// An attribute that the object's own contents answer.
    pub(super) fn own_attr(&mut self, object: &Value, class: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        if name == sym::class {
            return Ok(Some(Value::Object(class)));
        }
        if class == types::MEMORYVIEW {
            return Ok(crate::builtins::memoryview::attribute(self, object, name));
        }
        let plain = self.heap.unwrap(object).clone();
        match (&plain, name) {
            (Value::Int(_) | Value::Bool(_), n) if n == sym::real || n == sym::numerator => {
                return Ok(Some(match plain {
                    Value::Bool(truth) => Value::int(truth.into()),
                    integer => integer,
                }));
            }
            (Value::Int(_) | Value::Bool(_), n) if n == sym::imag => return Ok(Some(Value::int(0))),
            (Value::Int(_) | Value::Bool(_), n) if n == sym::denominator => return Ok(Some(Value::int(1))),
            (Value::Float(_), n) if n == sym::real => return Ok(Some(plain)),
            (Value::Float(_), n) if n == sym::imag => return Ok(Some(Value::Float(0.0))),
            (Value::Complex(value), n) if n == sym::real => return Ok(Some(Value::Float(value.0))),
            (Value::Complex(value), n) if n == sym::imag => return Ok(Some(Value::Float(value.1))),
            (Value::Typed(c), n)
                if [types::INT, types::BOOL].contains(c)
                    && [sym::real, sym::imag, sym::numerator, sym::denominator].contains(&n) =>
            {
                return Ok(Some(Value::Typed(types::INT)));
            }
            (Value::Typed(c), n)
                if [types::FLOAT, types::COMPLEX].contains(c) && (n == sym::real || n == sym::imag) =>
            {
                return Ok(Some(Value::Typed(types::FLOAT)));
            }
            _ => {}
        }
        if [types::TEMPLATE, types::INTERPOLATION].contains(&class) {
            return Ok(crate::builtins::template::attribute(self, object, name.as_str()));
        }
        if [sym::start, sym::stop, sym::step].contains(&name) {
            match object {
                Value::Typed(types::RANGE) => return Ok(Some(Value::Typed(types::INT))),
                Value::Typed(types::SLICE) => {
                    return Ok(Some(Value::unknown("a bound of a slice that is not known")));
                }
                _ => {}
            }
        }
        let Value::Object(id) = object else {
            return Ok((name == sym::doc).then_some(Value::Typed(types::STR)));
        };
        let id = *id;
        if name.as_str() == "mapping"
            && let Payload::DictView { dict, .. } = &self.heap.get(id).payload
        {
            let dict = Value::Object(*dict);
            return Ok(Some(self.alloc(types::MAPPING_PROXY, Payload::MappingProxy(dict))));
        }
        let payload = self.heap.get(id).payload.clone_shallow();
        let found = match (payload, name) {
            (Shallow::Function, n) => match self.function_attr(id, n)? {
                Some(value) => Some(value),
                None if n == sym::dict => Some(self.alloc(types::DICT, Payload::NamespaceDict(id))),
                None => None,
            },
            (Shallow::BoundMethod(function, receiver), n) => match n {
                n if n == sym::func => Some(function),
                n if n == sym::self_ => Some(receiver),
                _ => return self.get_attr_or_none(&function, n),
            },
            (Shallow::Native(native), n) => match n {
                n if n == sym::name => {
                    Some(Value::str(native.name.rsplit('.').next().unwrap_or(native.name)))
                }
                n if n == sym::qualname => Some(Value::str(native.name)),
                n if n == sym::module => Some(Value::str("builtins")),
                n if n == sym::doc => Some(Value::Typed(types::STR)),
                n if n == sym::text_signature => Some(text_or_none()),
                n if n == sym::objclass => {
                    let owner = native.name.split('.').next().map(Symbol::new);
                    owner
                        .and_then(|owner| self.heap.attr(self.builtins, owner))
                        .map(|slot| slot.value.clone())
                }
                _ => None,
            },
            (Shallow::Property(parts), n) => match n {
                n if n == sym::fget => Some(parts[0].clone()),
                n if n == sym::fset => Some(parts[1].clone()),
                n if n == sym::fdel => Some(parts[2].clone()),
                n if n == sym::doc => Some(match &parts[3] {
                    Value::None if !matches!(parts[0], Value::None) => {
                        self.get_attr_or_none(&parts[0].clone(), sym::doc)?.unwrap_or(Value::None)
                    }
                    other => other.clone(),
                }),
                n if n == sym::isabstractmethod => {
                    let mut result = Value::Bool(false);
                    for part in &parts[..3] {
                        if !matches!(part, Value::None)
                            && let Some(found) = self.get_attr_or_none(part, n)?
                            && matches!(found, Value::Bool(true))
                        {
                            result = found;
                        }
                    }
                    Some(result)
                }
                n if n == sym::name => self.get_attr_or_none(&parts[0].clone(), n)?,
                _ => None,
            },
            (Shallow::Wrapper(inner), n) => match n {
                n if n == sym::func || n == sym::wrapped => Some(inner),
                n if n == sym::isabstractmethod => Some(match self.get_attr_or_none(&inner, n)? {
                    Some(value) => value,
                    None => Value::Bool(false),
                }),
                n if [sym::name, sym::qualname, sym::doc, sym::module, sym::annotations].contains(&n) => {
                    self.get_attr_or_none(&inner, n)?
                }
                n if n == sym::dict => Some(self.alloc(types::DICT, Payload::NamespaceDict(id))),
                _ => None,
            },
            (Shallow::Exception(data), n) => match n {
                n if n == sym::args_attr => Some(data.args),
                n if n == sym::cause => Some(data.cause.unwrap_or(Value::None)),
                n if n == sym::context => Some(data.context.unwrap_or(Value::None)),
                n if n == sym::traceback => Some(Value::None),
                n if n == sym::suppress_context => Some(Value::Bool(data.cause.is_some())),
                n if n == sym::dict => Some(self.alloc(types::DICT, Payload::NamespaceDict(id))),
                _ => self.exception_field(class, &data.args, n),
            },
            (Shallow::Slice(parts), n) => match n {
                n if n == sym::start => Some(parts[0].clone()),
                n if n == sym::stop => Some(parts[1].clone()),
                n if n == sym::step => Some(parts[2].clone()),
                _ => None,
            },
            (Shallow::Range(parts), n) => match n {
                n if n == sym::start => Some(Value::Int(parts[0].clone())),
                n if n == sym::stop => Some(Value::Int(parts[1].clone())),
                n if n == sym::step => Some(Value::Int(parts[2].clone())),
                _ => None,
            },
            (Shallow::Cell, n) if n.as_str() == "cell_contents" => match self.cell(id) {
                Some(slot) => Some(slot.value),
                None => return self.value_error("Cell is empty"),
            },
            (Shallow::GenericAlias(origin, arguments, unpacked), n) => match n {
                n if n == sym::origin => Some(origin),
                n if n == sym::args => Some(match arguments {
                    tuple @ Value::Tuple(_) => tuple,
                    single => Value::tuple(vec![single]),
                }),
                n if n == sym::unpacked => Some(Value::Bool(unpacked)),
                n if n == sym::parameters => Some(self.alias_parameters(&arguments)?),
                n if n == sym::typing_unpacked_tuple_args => Some(Value::None),
                n if [
                    sym::mro_entries,
                    sym::class,
                    sym::eq,
                    sym::hash,
                    sym::repr,
                    sym::getitem,
                    sym::call,
                    sym::iter,
                ]
                .contains(&n) =>
                {
                    None
                }
                n => return self.get_attr_or_none(&origin, n),
            },
            (Shallow::Union(members), n) => match n {
                n if n == sym::args => Some(Value::tuple(members)),
                n if n == sym::origin => Some(Value::Object(types::UNION)),
                n if n == sym::parameters => Some(self.alias_parameters(&Value::tuple(members))?),
                _ => None,
            },
            (Shallow::Super(class_id, receiver), n) => match n.as_str() {
                "__thisclass__" => Some(Value::Object(class_id)),
                "__self__" => Some(receiver),
                _ => None,
            },
            (Shallow::Member(own_name), n) => match n {
                n if n == sym::name => Some(Value::str(own_name.as_str())),
                n if n == sym::qualname => Some(Value::Typed(types::STR)),
                n if n == sym::objclass => Some(Value::unknown("the class of a descriptor")),
                _ => None,
            },
            (Shallow::Code(code), n) => self.code_attr(&code, n),
            (Shallow::Generator(function), n) => match n {
                n if n == sym::name || n == sym::qualname => self.function_attr(function, n)?,
                _ => None,
            },
            (Shallow::Other, n) if n == sym::dict => {
                let has_dict = self.instances_have_dict(class);
                if !has_dict && self.lacks_slot(class) {
                    let class = self.class_name(class);
                    self.note_missing_slot(&format!("'{class}' object has no attribute '__dict__'"));
                } else if !has_dict {
                    return Ok(None);
                }
                Some(self.alloc(types::DICT, Payload::NamespaceDict(id)))
            }
            _ => None,
        };
        let is_built_in = class.unit.0 == 0 && class != types::MODULE;
        Ok(found.or_else(|| (is_built_in && name == sym::doc).then_some(Value::Typed(types::STR))))
    }

    /// Fields that some exception classes derive from their arguments.
    fn exception_field(&self, class: ObjectId, args: &Value, name: Symbol) -> Option<Value> {
        use crate::builtins::exceptions as exc;
        let items: &[Value] = match args {
            Value::Tuple(items) => items,
            _ => {
                return self
                    .is_subclass_of(class, exc::OS_ERROR)
                    .then(|| Value::unknown(format!("`{name}` of an exception")));
            }
        };
        let nth = |index: usize| Some(items.get(index).cloned().unwrap_or(Value::None));
        if self.is_subclass_of(class, exc::OS_ERROR) {
            return match name {
                n if n == sym::errno => nth(0),
                n if n == sym::strerror => nth(1),
                n if n == sym::filename => nth(2),
                _ => None,
            };
        }
        match name {
            n if n == sym::value_attr && self.is_subclass_of(class, exc::STOP_ITERATION) => nth(0),
            n if n == sym::code_attr && self.is_subclass_of(class, exc::SYSTEM_EXIT) => nth(0),
            n if n == sym::message && self.is_subclass_of(class, exc::BASE_EXCEPTION_GROUP) => nth(0),
            n if n == sym::exceptions && self.is_subclass_of(class, exc::BASE_EXCEPTION_GROUP) => nth(1),
            n if n == sym::msg
                && (self.is_subclass_of(class, exc::IMPORT_ERROR)
                    || self.is_subclass_of(class, exc::SYNTAX_ERROR)) =>
            {
                nth(0)
            }
            n if (n == sym::name_attr || n == sym::path_attr || n == sym::name_from)
                && self.is_subclass_of(class, exc::IMPORT_ERROR) =>
            {
                Some(Value::None)
            }
            n if (n == sym::name_attr || n == sym::obj)
                && (self.is_subclass_of(class, exc::ATTRIBUTE_ERROR)
                    || self.is_subclass_of(class, exc::NAME_ERROR)) =>
            {
                Some(Value::None)
            }
            _ => None,
        }
    }

    fn code_attr(&mut self, code: &Arc<crate::ir::Code>, name: Symbol) -> Option<Value> {
        let parameters = &code.parameters;
        Some(match name.as_str() {
            "co_name" => Value::str(code.name.as_str()),
            "co_qualname" => Value::str(&code.qualname),
            "co_argcount" => Value::len(parameters.positional.len()),
            "co_posonlyargcount" => Value::len(parameters.positional_only),
            "co_kwonlyargcount" => Value::len(parameters.keyword_only.len()),
            "co_nlocals" => Value::len(code.locals.len()),
            "co_varnames" => {
                Value::tuple(code.locals.iter().map(|name| Value::str(name.as_str())).collect::<Vec<_>>())
            }
            "co_freevars" => {
                Value::tuple(code.free.iter().map(|name| Value::str(name.as_str())).collect::<Vec<_>>())
            }
            "co_cellvars" => Value::tuple(
                code.cells
                    .iter()
                    .filter_map(|slot| code.locals.get(*slot as usize))
                    .map(|name| Value::str(name.as_str()))
                    .collect::<Vec<_>>(),
            ),
            "co_filename" => Value::str(&code.source.path().to_string_lossy()),
            // Places are not part of the proof: an edit above must not change what importers see.
            "co_firstlineno" => Value::Typed(types::INT),
            "co_flags" => {
                let mut flags = 0x3;
                flags |= if parameters.variadic.is_some() { 0x4 } else { 0 };
                flags |= if parameters.keyword_variadic.is_some() { 0x8 } else { 0 };
                flags |= if code.free.is_empty() { 0 } else { 0x10 };
                flags |= match (code.is_async, code.is_generator) {
                    (false, true) => 0x20,
                    (true, false) => 0x80,
                    (true, true) => 0x200,
                    (false, false) => 0,
                };
                flags |= if code.docstring.is_some() { 0x400_0000 } else { 0 };
                Value::int(flags)
            }
            "co_consts" | "co_names" => Value::Typed(types::TUPLE),
            "co_code" => Value::Typed(types::BYTES),
            _ => return None,
        })
    }

    /// An attribute that every class has of itself.
    pub(super) fn own_class_attr(&mut self, id: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        let Some(class) = self.heap.get(id).as_class() else { return Ok(None) };
        Ok(Some(match name {
            n if n == sym::name => Value::str(class.name.as_str()),
            n if n == sym::qualname => Value::str(&class.qualname),
            n if n == sym::mro => {
                Value::tuple(class.mro.iter().map(|base| Value::Object(*base)).collect::<Vec<_>>())
            }
            n if n == sym::bases => {
                Value::tuple(class.bases.iter().map(|base| Value::Object(*base)).collect::<Vec<_>>())
            }
            n if n == sym::base => class.bases.first().map_or(Value::None, |base| Value::Object(*base)),
            n if n == sym::class => Value::Object(self.heap.get(id).class),
            n if n == sym::dict => {
                let view = self.alloc(types::DICT, Payload::NamespaceDict(id));
                self.alloc(types::MAPPING_PROXY, Payload::MappingProxy(view))
            }
            n if n == sym::module => match self.heap.attr(id, sym::module) {
                Some(slot) => slot.value.clone(),
                None => Value::str("builtins"),
            },
            n if n == sym::doc => match self.heap.attr(id, sym::doc) {
                Some(_) => return Ok(None),
                None if id.unit.0 == 0 => Value::Typed(types::STR),
                None => Value::None,
            },
            n if n == sym::annotations || n == sym::annotate => return self.class_annotations(id, name),
            n if n == sym::type_params => match self.heap.attr(id, sym::type_params) {
                Some(slot) => slot.value.clone(),
                None => Value::empty_tuple(),
            },
            n if n == sym::abstractmethods => match self.heap.attr(id, sym::abstractmethods) {
                Some(slot) => slot.value.clone(),
                None => return Ok(None),
            },
            n if n == sym::dictoffset
                || n == sym::weakrefoffset
                || n == sym::basicsize
                || n == sym::itemsize =>
            {
                if n == sym::dictoffset {
                    Value::int(if self.instances_have_dict(id) { -1 } else { 0 })
                } else {
                    Value::Typed(types::INT)
                }
            }
            n if n == sym::flags => Value::Typed(types::INT),
            _ => return Ok(None),
        }))
    }

    fn class_annotations(&mut self, id: ObjectId, name: Symbol) -> Eval<Option<Value>> {
        if let Some(slot) = self.heap.attr(id, name) {
            return Ok(Some(slot.value.clone()));
        }
        if id.unit.0 == 0 {
            return Ok(if name == sym::annotate { Some(Value::None) } else { None });
        }
        if name == sym::annotations
            && let Some(annotate) = self.heap.attr(id, sym::annotate).map(|slot| slot.value.clone())
            && !matches!(annotate, Value::None)
        {
            let annotations = self.call(&annotate, vec![Value::int(1)])?;
            if self.heap.is_owned(id) {
                self.heap.modify(id).attrs_mut().bind(sym::annotations, annotations.clone());
            }
            return Ok(Some(annotations));
        }
        self.namespace_annotations(id, name).map(Some)
    }

    /// `__annotations__` or `__annotate__` of a class or module.
    pub(super) fn namespace_annotations(&mut self, id: ObjectId, name: Symbol) -> Eval<Value> {
        let recorded = self.recorded_annotations(id);
        if recorded.is_empty() && self.heap.attr(id, sym::annotate_func).is_some() {
            // A metaclass passed on a copy of the namespace, or no annotation was reached.
            return Ok(Value::Typed(if name == sym::annotate { types::FUNCTION } else { types::DICT }));
        }
        if name == sym::annotate {
            if recorded.is_empty() {
                return Ok(Value::None);
            }
            let native = crate::builtins::annotate_native();
            let function = self.alloc(types::BUILTIN_FUNCTION, Payload::Native(native));
            return Ok(self.bound_method(function, Value::Object(id)));
        }
        let mut dict = Dict::default();
        for (key, value) in recorded {
            let value = match &value {
                Value::Object(function)
                    if matches!(self.heap.get(*function).payload, Payload::Function(_)) =>
                {
                    self.call(&value, vec![Value::int(1)])?
                }
                other => other.clone(),
            };
            dict.insert_plain(key, value);
        }
        let result = self.alloc(types::DICT, Payload::Dict(dict));
        if self.heap.is_owned(id) {
            self.heap.modify(id).attrs_mut().bind(sym::annotations, result.clone());
        }
        Ok(result)
    }

    /// Names with the functions (or texts) that give their annotations.
    pub(crate) fn recorded_annotations(&self, id: ObjectId) -> Vec<(Value, Value)> {
        let list = self
            .heap
            .attr(id, Symbol::new(super::statements::ANNOTATIONS))
            .and_then(|slot| slot.value.as_object());
        match list.map(|list| &self.heap.get(list).payload) {
            Some(Payload::List(Elements::Exact(items))) => items
                .iter()
                .filter_map(|item| match item {
                    Value::Tuple(pair) if pair.len() == 2 => Some((pair[0].clone(), pair[1].clone())),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Sets an attribute that is part of the object's contents. Whether it was one.
    pub(super) fn set_own_attr(&mut self, id: ObjectId, name: Symbol, value: &Value) -> Eval<bool> {
        match &self.heap.get(id).payload {
            Payload::Function(_) => {
                if [sym::defaults, sym::kwdefaults, sym::annotate].contains(&name) {
                    if name != sym::annotate {
                        self.report_change_of_course("the default values of a function are changed");
                    }
                    return Ok(self.set_function_attr(id, name, value));
                }
                if [sym::code, sym::globals, sym::closure].contains(&name) {
                    return self.attribute_error("readonly attribute");
                }
            }
            Payload::Class(_) => {
                let text = match value {
                    Value::Str(text) => Some(text.to_string_lossy().into_owned()),
                    _ => None,
                };
                if name == sym::name
                    && let Some(text) = text
                {
                    self.report_change_of_course("the name of a class is changed");
                    if let Payload::Class(class) = &mut self.heap.modify(id).payload {
                        class.name = Symbol::new(&text);
                    }
                    return Ok(true);
                }
                if name == sym::qualname
                    && let Some(text) = text
                {
                    self.report_change_of_course("the name of a class is changed");
                    if let Payload::Class(class) = &mut self.heap.modify(id).payload {
                        class.qualname = Arc::from(text);
                    }
                    return Ok(true);
                }
                if name == sym::annotate {
                    let attrs = self.heap.modify(id).attrs_mut();
                    attrs.remove(sym::annotations);
                    attrs.bind(name, value.clone());
                    return Ok(true);
                }
                if name == sym::bases {
                    self.report(
                        DiagnosticCode::ProhibitedBuiltin,
                        "the bases of a class are changed, which no proof can follow".to_owned(),
                        &[],
                        Some("make a new class"),
                    );
                    return Ok(true);
                }
            }
            Payload::Exception(_) => {
                let part = if let Payload::Exception(data) = &mut self.heap.modify(id).payload {
                    match name {
                        n if n == sym::args_attr => {
                            data.args = value.clone();
                            true
                        }
                        n if n == sym::cause => {
                            data.cause = Some(value.clone());
                            true
                        }
                        n if n == sym::context => {
                            data.context = Some(value.clone());
                            true
                        }
                        n if n == sym::traceback || n == sym::suppress_context => true,
                        _ => false,
                    }
                } else {
                    false
                };
                return Ok(part);
            }
            Payload::Cell(_) if name.as_str() == "cell_contents" => {
                self.heap.modify(id).payload = Payload::Cell(Some(Self::bound(value.clone())));
                return Ok(true);
            }
            Payload::Property(_) if name == sym::doc => {
                if let Payload::Property(parts) = &mut self.heap.modify(id).payload {
                    parts[3] = value.clone();
                }
                return Ok(true);
            }
            _ => {}
        }
        if name == sym::class
            && let Value::Object(class) = value
            && self.heap.get(*class).as_class().is_some()
        {
            self.report_change_of_course("the class of an object is changed");
            self.heap.modify(id).class = *class;
            return Ok(true);
        }
        if name == sym::dict
            && let Value::Object(dict) = value
        {
            self.share_dict(id, *dict)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Reports a change that the joined state could not express, if it is made on one of several courses only.
    fn report_change_of_course(&mut self, change: &str) {
        if self.heap.level() > 0 {
            self.report(
                DiagnosticCode::ProhibitedBuiltin,
                format!("{change} where it is not known whether or how often that happens"),
                &[],
                Some("do it in every case, outside of loops and `try`"),
            );
        }
    }

    /// Makes a dictionary the attributes of an object: from now on they are the same thing under two names.
    fn share_dict(&mut self, id: ObjectId, dict: ObjectId) -> Eval<()> {
        let held = match &self.heap.get(dict).payload {
            Payload::NamespaceDict(target) => *target,
            _ => dict,
        };
        if !self.may_change(held, "the dictionary that becomes the attributes of an object")? {
            return Ok(());
        }
        let entries: Option<Vec<(Symbol, Slot)>> = match &self.heap.get(dict).payload {
            // On one of several courses it could not be told afterwards whether they are the same.
            Payload::Dict(contents)
                if self.heap.level() == 0
                    && self.heap.get(dict).class == types::DICT
                    && contents.rest.is_none() =>
            {
                let slot = |entry: &DictEntry| {
                    let maybe_unbound = !entry.definite;
                    Some((self.symbol_of(&entry.key)?, Slot { value: entry.value.clone(), maybe_unbound }))
                };
                contents.iter().map(slot).collect()
            }
            _ => None,
        };
        match entries {
            Some(entries) => {
                self.heap.modify(dict).payload = Payload::NamespaceDict(id);
                self.heap.modify(id).attrs = Some(Box::new(entries.into_iter().collect()));
            }
            None => {
                // Neither is followed.
                self.havoc(&Value::Object(held));
                let object = self.heap.modify(id);
                object.attrs = Some(Box::default());
                object.open = true;
            }
        }
        Ok(())
    }

    /// Type variables among the arguments of a generic alias, in order of appearance.
    pub(crate) fn alias_parameters(&mut self, arguments: &Value) -> Eval<Value> {
        let items = match arguments {
            Value::Tuple(items) => items.to_vec(),
            single => vec![single.clone()],
        };
        let mut parameters: Vec<Value> = Vec::new();
        for item in items {
            let found: Vec<Value> = match &item {
                Value::Object(id) if self.heap.get(*id).as_class().is_some() => Vec::new(),
                Value::Object(_) => {
                    if self.special_exists(&item, sym::typing_subst) {
                        vec![item.clone()]
                    } else {
                        match self.get_attr_or_none(&item, sym::parameters)? {
                            Some(Value::Tuple(inner)) => inner.to_vec(),
                            _ => Vec::new(),
                        }
                    }
                }
                _ => Vec::new(),
            };
            for value in found {
                if !parameters.iter().any(|known| known.same(&value)) {
                    parameters.push(value);
                }
            }
        }
        Ok(Value::tuple(parameters))
    }

    /// Whether the value's class defines a special method.
    pub(crate) fn special_exists(&mut self, value: &Value, name: Symbol) -> bool {
        self.heap.class_of(value).is_some_and(|class| {
            matches!(self.lookup(class, name), super::attributes::Found::Value(found, _) if !matches!(found, Value::None))
        })
    }
}

/// The parts of a payload that attribute access needs, without its bulk.
pub(super) enum Shallow {
    Function,
    BoundMethod(Value, Value),
    Native(&'static crate::builtins::Native),
    Property(Box<[Value; 4]>),
    Wrapper(Value),
    Exception(Box<crate::domain::ExceptionData>),
    Slice(Box<[Value; 3]>),
    Range(Box<[strict_semantics::int::Int; 3]>),
    Cell,
    GenericAlias(Value, Value, bool),
    Union(Vec<Value>),
    Super(ObjectId, Value),
    Code(Arc<crate::ir::Code>),
    Member(Symbol),
    Generator(ObjectId),
    Other,
}

impl Payload {
    pub(super) fn clone_shallow(&self) -> Shallow {
        match self {
            Payload::Function(_) => Shallow::Function,
            Payload::BoundMethod { function, receiver } => {
                Shallow::BoundMethod(function.clone(), receiver.clone())
            }
            Payload::Native(native) => Shallow::Native(native),
            Payload::Property(parts) => Shallow::Property(parts.clone()),
            Payload::ClassMethod(inner) | Payload::StaticMethod(inner) => Shallow::Wrapper(inner.clone()),
            Payload::Exception(data) => Shallow::Exception(data.clone()),
            Payload::Slice(parts) => Shallow::Slice(parts.clone()),
            Payload::Range(parts) => Shallow::Range(parts.clone()),
            Payload::Cell(_) => Shallow::Cell,
            Payload::GenericAlias { origin, arguments, unpacked } => {
                Shallow::GenericAlias(origin.clone(), arguments.clone(), *unpacked)
            }
            Payload::Union(members) => Shallow::Union(members.clone()),
            Payload::Super { class, receiver, .. } => Shallow::Super(*class, receiver.clone()),
            Payload::Code(code) => Shallow::Code(Arc::clone(code)),
            Payload::Member(name) => Shallow::Member(*name),
            Payload::Generator(generator) => Shallow::Generator(generator.function),
            _ => Shallow::Other,
        }
    }
}
