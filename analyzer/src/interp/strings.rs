//! `str`, `repr`, `format` and f-strings.

use strict_semantics::int::Int;

use super::{Eval, Interp};
use crate::builtins::{template, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Elements, ObjectId, Payload, Value};
use crate::ir::{FormatPart, sym};

impl Interp<'_> {
    /// `str(value)`: a string, or a typed one.
    pub(crate) fn str_of(&mut self, value: &Value) -> Eval<Value> {
        match value {
            Value::Str(_) => Ok(value.clone()),
            Value::Typed(types::STR) => Ok(value.clone()),
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownArgument, value, "`str()` would run code of");
                Ok(Value::Typed(types::STR))
            }
            Value::Union(members) => self.fork(members.to_vec(), |interp, member| interp.str_of(&member)),
            _ => match quick_repr(value) {
                Some(text) => Ok(text),
                None => self.text_by(value, sym::str_),
            },
        }
    }

    /// `repr(value)`: a string, or a typed one.
    pub(crate) fn repr_of(&mut self, value: &Value) -> Eval<Value> {
        match value {
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownArgument, value, "`repr()` would run code of");
                Ok(Value::Typed(types::STR))
            }
            Value::Union(members) => self.fork(members.to_vec(), |interp, member| interp.repr_of(&member)),
            _ => match quick_repr(value) {
                Some(text) => Ok(text),
                None => self.text_by(value, sym::repr),
            },
        }
    }

    fn text_by(&mut self, value: &Value, name: crate::ir::Symbol) -> Eval<Value> {
        let Some(method) = self.special(value, name)? else { return Ok(Value::Typed(types::STR)) };
        let result = self.call(&method, Vec::new())?;
        match self.heap.unwrap(&result) {
            Value::Str(_) | Value::Typed(types::STR) => Ok(result),
            Value::Union(_) | Value::Unknown(_) => Ok(Value::Typed(types::STR)),
            _ => {
                let type_name = self.type_name(&result);
                self.type_error(&format!("{name} returned non-string (type {type_name})"))
            }
        }
    }

    /// `repr` of something built in; `None` when it is not the same in every run, or not known.
    pub(crate) fn plain_repr(&mut self, value: &Value) -> Eval<Option<String>> {
        let text = match value {
            Value::Tuple(items) => {
                return self.nested(|interp| interp.sequence_repr(items, "(", ")", true));
            }
            Value::Object(id) => return self.nested(|interp| interp.object_repr(*id)),
            value => crate::builtins::constant_repr(value),
        };
        Ok(text)
    }

    fn repr_text(&mut self, value: &Value) -> Eval<Option<String>> {
        let repr = self.repr_of(value)?;
        Ok(match self.heap.unwrap(&repr) {
            Value::Str(text) => text.to_utf8().map(std::borrow::Cow::into_owned),
            _ => None,
        })
    }

    fn sequence_repr(
        &mut self,
        items: &[Value],
        open: &str,
        close: &str,
        tuple: bool,
    ) -> Eval<Option<String>> {
        let mut out = open.to_owned();
        for (i, item) in items.iter().enumerate() {
            self.step()?;
            if i > 0 {
                out.push_str(", ");
            }
            match self.repr_text(item)? {
                Some(text) => out.push_str(&text),
                None => return Ok(None),
            }
            if out.len() > super::MAX_VALUE {
                return self.exhaust(
                    DiagnosticCode::ValueTooLarge,
                    "a string is built that is too large".to_owned(),
                );
            }
        }
        if tuple && items.len() == 1 {
            out.push(',');
        }
        out.push_str(close);
        Ok(Some(out))
    }

    fn object_repr(&mut self, id: ObjectId) -> Eval<Option<String>> {
        if self.guarded.contains(&id) {
            return Ok(Some(match &self.heap.get(id).payload {
                Payload::List(_) => "[...]".to_owned(),
                Payload::Dict(_) => "{...}".to_owned(),
                Payload::Set(_) | Payload::FrozenSet(_) => {
                    format!("{}(...)", self.class_name(self.heap.get(id).class))
                }
                _ => "...".to_owned(),
            }));
        }
        self.guarded.push(id);
        let result = self.unguarded_repr(id);
        self.guarded.pop();
        result
    }

    fn unguarded_repr(&mut self, id: ObjectId) -> Eval<Option<String>> {
        let object = self.heap.get(id);
        let class = object.class;
        match &object.payload {
            Payload::List(Elements::Exact(items)) => {
                let items = items.clone();
                self.sequence_repr(&items, "[", "]", false)
            }
            Payload::Value(inner) => {
                let inner = inner.clone();
                self.plain_repr(&inner)
            }
            Payload::Dict(dict) => {
                if !dict.is_exact() {
                    return Ok(None);
                }
                let entries: Vec<(Value, Value)> =
                    dict.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
                let mut out = "{".to_owned();
                for (i, (key, value)) in entries.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    let (Some(key), Some(value)) = (self.repr_text(key)?, self.repr_text(value)?) else {
                        return Ok(None);
                    };
                    out.push_str(&key);
                    out.push_str(": ");
                    out.push_str(&value);
                }
                out.push('}');
                Ok(Some(out))
            }
            Payload::Set(set) | Payload::FrozenSet(set) => {
                let frozen = matches!(object.payload, Payload::FrozenSet(_));
                if !set.dict.has_exact_keys() || set.dict.len() > 1 {
                    return Ok(None);
                }
                let keys: Vec<Value> = set.dict.iter().map(|entry| entry.key.clone()).collect();
                let name = self.class_name(class);
                if keys.is_empty() {
                    return Ok(Some(format!("{name}()")));
                }
                let Some(inner) = self.sequence_repr(&keys, "{", "}", false)? else { return Ok(None) };
                Ok(Some(if frozen || class != types::SET { format!("{name}({inner})") } else { inner }))
            }
            Payload::Class(info) => {
                let qualname = info.qualname.clone();
                let module = match self.heap.attr(id, sym::module).map(|slot| slot.value.clone()) {
                    Some(Value::Str(module)) => module.to_string_lossy().into_owned(),
                    None => "builtins".to_owned(),
                    _ => return Ok(None),
                };
                Ok(Some(if module == "builtins" {
                    format!("<class '{qualname}'>")
                } else {
                    format!("<class '{module}.{qualname}'>")
                }))
            }
            // What belongs to a type shows an address.
            Payload::Native(native) if !native.is_method => Ok(match native.name.split_once('.') {
                None => Some(format!("<built-in function {}>", native.name)),
                Some((owner, _)) if crate::builtins::is_type_name(owner) => None,
                Some((_, name)) => Some(format!("<built-in function {name}>")),
            }),
            Payload::Range(parts) => {
                let [start, stop, step] = &**parts;
                let one = strict_semantics::int::Int::from(1);
                Ok(Some(if *step == one {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {step})")
                }))
            }
            Payload::Slice(parts) => {
                let parts = parts.to_vec();
                self.sequence_repr(&parts, "slice(", ")", false)
            }
            Payload::ByteArray(Some(bytes)) => {
                let inner = crate::builtins::constant_repr(&Value::Bytes(bytes.clone().into()));
                Ok(inner.map(|inner| format!("bytearray({inner})")))
            }
            Payload::Exception(data) => {
                let args = data.args.clone();
                let name = self.class_name(class);
                match &args {
                    Value::Tuple(items) if items.len() == 1 => {
                        self.sequence_repr(&items.clone(), &format!("{name}("), ")", false)
                    }
                    Value::Tuple(items) => {
                        self.sequence_repr(&items.clone(), &format!("{name}("), ")", false)
                    }
                    _ => Ok(None),
                }
            }
            Payload::DictView { dict, kind } => {
                let (dict, kind) = (*dict, *kind);
                let view = Value::Object(id);
                let name = match kind {
                    crate::domain::DictViewKind::Keys => "dict_keys",
                    crate::domain::DictViewKind::Values => "dict_values",
                    crate::domain::DictViewKind::Items => "dict_items",
                };
                if !self.dict_of(dict).is_some_and(crate::domain::Dict::is_exact) {
                    return Ok(None);
                }
                match self.collect(&view)? {
                    Elements::Exact(items) => self.sequence_repr(&items, &format!("{name}(["), "])", false),
                    Elements::Summary(_) => Ok(None),
                }
            }
            Payload::MappingProxy(inner) => {
                let inner = inner.clone();
                Ok(self.repr_text(&inner)?.map(|inner| format!("mappingproxy({inner})")))
            }
            Payload::GenericAlias { origin, arguments, unpacked } => {
                let (origin, arguments, unpacked) = (origin.clone(), arguments.clone(), *unpacked);
                let Some(origin) = self.annotation_repr(&origin)? else { return Ok(None) };
                let items = match &arguments {
                    Value::Tuple(items) => items.to_vec(),
                    other => vec![other.clone()],
                };
                let mut texts = Vec::new();
                for item in &items {
                    match self.annotation_repr(item)? {
                        Some(text) => texts.push(text),
                        None => return Ok(None),
                    }
                }
                let inner = if texts.is_empty() { "()".to_owned() } else { texts.join(", ") };
                Ok(Some(format!("{}{origin}[{inner}]", if unpacked { "*" } else { "" })))
            }
            Payload::Union(members) => {
                let members = members.clone();
                let mut texts = Vec::new();
                for member in &members {
                    match self.annotation_repr(member)? {
                        Some(text) => texts.push(text),
                        None => return Ok(None),
                    }
                }
                Ok(Some(texts.join(" | ")))
            }
            // The default form names an address.
            _ => Ok(None),
        }
    }

    /// How a type is written inside a generic alias or union.
    fn annotation_repr(&mut self, value: &Value) -> Eval<Option<String>> {
        match value {
            Value::Ellipsis => Ok(Some("...".to_owned())),
            Value::None => Ok(Some("None".to_owned())),
            Value::Object(id) if *id == types::NONE_TYPE => Ok(Some("None".to_owned())),
            Value::Object(id) if self.heap.get(*id).as_class().is_some() => {
                let info = self.heap.get(*id).as_class();
                let qualname = info.map(|class| class.qualname.to_string()).unwrap_or_default();
                Ok(match self.heap.attr(*id, sym::module).map(|slot| &slot.value) {
                    None => Some(qualname),
                    Some(Value::Str(module)) if *module.to_string_lossy() == *"builtins" => Some(qualname),
                    Some(Value::Str(module)) => Some(format!("{}.{qualname}", module.to_string_lossy())),
                    _ => None,
                })
            }
            Value::Object(id) if matches!(self.heap.get(*id).payload, Payload::List(_)) => {
                let elements = self.collect(value)?;
                let Elements::Exact(items) = elements else { return Ok(None) };
                let mut texts = Vec::new();
                for item in &items {
                    match self.annotation_repr(item)? {
                        Some(text) => texts.push(text),
                        None => return Ok(None),
                    }
                }
                Ok(Some(format!("[{}]", texts.join(", "))))
            }
            other => self.repr_text(other),
        }
    }

    /// `format(value, spec)`
    pub(crate) fn format_value(&mut self, value: &Value, spec: &Value) -> Eval<Value> {
        match value {
            Value::Unknown(_) => {
                self.unknown_use(DiagnosticCode::UnknownArgument, value, "formatting would run code of");
                return Ok(Value::Typed(types::STR));
            }
            Value::Union(members) => {
                return self.fork(members.to_vec(), |interp, member| interp.format_value(&member, spec));
            }
            Value::Str(_) if matches!(spec, Value::Str(spec) if spec.is_empty()) => return Ok(value.clone()),
            _ => {}
        }
        match self.special(value, sym::format)? {
            Some(method) => self.call(&method, vec![spec.clone()]),
            None => Ok(Value::Typed(types::STR)),
        }
    }

    pub(super) fn eval_fstring(&mut self, parts: &[FormatPart]) -> Eval<Value> {
        let mut pieces: Vec<Value> = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                FormatPart::Literal(value) => pieces.push(value.clone()),
                FormatPart::Field { value, conversion, spec, .. } => {
                    let range = value.range;
                    let mut value = self.eval(value)?;
                    self.at(range);
                    value = match conversion {
                        Some('s') => self.str_of(&value)?,
                        Some('r') => self.repr_of(&value)?,
                        Some(_) => {
                            let repr = self.repr_of(&value)?;
                            crate::builtins::ascii_of(&repr)
                        }
                        None => value,
                    };
                    let spec = match spec {
                        Some(parts) => self.eval_fstring(parts)?,
                        None => Value::str(""),
                    };
                    self.at(range);
                    pieces.push(self.format_value(&value, &spec)?);
                }
            }
        }
        self.concatenate(&pieces)
    }

    /// Joins strings; typed when one of them is.
    pub(crate) fn concatenate(&mut self, pieces: &[Value]) -> Eval<Value> {
        let mut builder = strict_semantics::text::TextBuilder::new();
        for piece in pieces {
            match self.heap.unwrap(piece) {
                Value::Str(text) => {
                    if text.len() + builder.view().len() > super::MAX_VALUE {
                        return self.exhaust(
                            DiagnosticCode::ValueTooLarge,
                            "a string is built that is too large".to_owned(),
                        );
                    }
                    builder.push_text(text.view());
                }
                Value::Union(members) => {
                    let members = members.to_vec();
                    if pieces.iter().filter(|piece| matches!(piece, Value::Union(_))).count() > 1 {
                        return Ok(Value::Typed(types::STR));
                    }
                    let index = pieces.iter().position(|piece| matches!(piece, Value::Union(_))).unwrap_or(0);
                    return self.fork(members, |interp, member| {
                        let mut pieces = pieces.to_vec();
                        pieces[index] = member;
                        interp.concatenate(&pieces)
                    });
                }
                _ => return Ok(Value::Typed(types::STR)),
            }
        }
        Ok(Value::Str(builder.finish()))
    }

    pub(super) fn eval_tstring(&mut self, parts: &[FormatPart]) -> Eval<Value> {
        let mut result: Vec<Value> = Vec::new();
        for part in parts {
            match part {
                FormatPart::Literal(value) => result.push(value.clone()),
                FormatPart::Field { value, conversion, spec, text } => {
                    let value = self.eval(value)?;
                    let conversion =
                        conversion.map_or(Value::None, |letter| Value::str(letter.encode_utf8(&mut [0; 4])));
                    let spec = match spec {
                        Some(spec) => self.eval_fstring(spec)?,
                        None => Value::str(""),
                    };
                    result.push(template::interpolation(self, [value, text.clone(), conversion, spec]));
                }
            }
        }
        template::template(self, result)
    }
}

/// `repr` of a constant that needs no look at its class; that of a large integer may be refused.
fn quick_repr(value: &Value) -> Option<Value> {
    match value {
        Value::Int(Int::Big(_)) => None,
        value => crate::builtins::constant_repr(value).map(|text| Value::str(&text)),
    }
}
