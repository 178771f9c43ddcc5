//! Functions that a stub declares without a body: their annotations and effects stand for it.

use super::{Arguments, Eval, Interp};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Dict, Elements, Function, Object, ObjectId, Payload, Set, Value};
use crate::ir::{ExprKind, FunctionDef, StmtKind, Symbol};

/// Attribute that `@effect` sets on a function: category and text.
pub(crate) const EFFECT: &str = ".effect";
/// Attribute that `@tolerant` sets on a function: unknown arguments are only passed on.
pub(crate) const TOLERANT: &str = ".tolerant";
/// Attribute that `@raises` sets on a function: classes of exceptions that a call may raise.
pub(crate) const RAISES: &str = ".raises";

impl Interp<'_> {
    /// Whether the definition stands in a stub and its body is just `...`.
    pub(super) fn is_stub_body(&mut self, definition: &FunctionDef) -> bool {
        let code = &definition.code;
        let in_stub = self.modules.iter().any(|module| {
            module.loaded.is_stub && std::sync::Arc::ptr_eq(&module.loaded.source, &code.source)
        });
        in_stub
            && matches!(self.heap.body(code).as_slice(), [only] if matches!(&only.kind, StmtKind::Expr(value) if matches!(value.kind, ExprKind::Const(Value::Ellipsis))))
    }

    pub(super) fn call_stub(
        &mut self,
        id: ObjectId,
        function: &Function,
        arguments: Arguments,
    ) -> Eval<Value> {
        let name = function.code.qualname.clone();
        let tolerant = self.heap.attr(id, Symbol::new(TOLERANT)).is_some();
        let mut result_of_error = None;
        if !tolerant && let Some(unknown) = arguments.all().find(|value| value.is_unknown()).cloned() {
            let what = format!("`{name}` would run code of");
            result_of_error = Some(self.unknown_use(DiagnosticCode::UnknownArgument, &unknown, &what));
        }
        let receiver = arguments.get(0).cloned();
        self.bind(function, arguments)?;
        self.report_stated_effect(id, function);
        if let Some(Value::Tuple(classes)) =
            self.heap.attr(id, Symbol::new(RAISES)).map(|slot| slot.value.clone())
        {
            for class in classes.iter().filter_map(Value::as_object) {
                self.maybe_raise_class(class);
            }
        }
        if let Some(value) = result_of_error {
            return Ok(value);
        }
        let Some(annotate) = &function.annotate else {
            return Ok(Value::unknown(format!("the result of `{name}`")));
        };
        let annotations = self.call(annotate, vec![Value::int(1)])?;
        let returns = match &annotations {
            Value::Object(dict) => match &self.heap.get(*dict).payload {
                Payload::Dict(dict) => dict.get_str("return").cloned(),
                _ => None,
            },
            _ => None,
        };
        match returns {
            Some(annotation) => self.instance_of_annotation(&annotation, &name, receiver.as_ref()),
            None => Ok(Value::unknown(format!("the result of `{name}`"))),
        }
    }

    /// Reports the effect that a stub states for a function which is called.
    pub(super) fn report_stated_effect(&mut self, id: ObjectId, function: &Function) {
        let Some(attrs) = self.heap.attrs(id) else { return };
        let Some(Value::Tuple(parts)) = attrs.get(Symbol::new(EFFECT)).map(|slot| slot.value.clone()) else {
            return;
        };
        let name = &function.code.qualname;
        let text = |value: Option<&Value>| match value {
            Some(Value::Str(text)) => text.to_string_lossy().into_owned(),
            _ => String::new(),
        };
        let (kind, what) = (text(parts.first()), text(parts.get(1)));
        let code = effect_code(&kind);
        let module = match self.module_name_of(function.globals) {
            Value::Str(module) => module.to_string_lossy().into_owned(),
            _ => String::new(),
        };
        let full = if module.is_empty() || module == "builtins" {
            name.to_string()
        } else {
            format!("{module}.{name}")
        };
        self.report(
            code,
            format!("`{full}` {what}"),
            &[],
            Some("do this inside a function that is called after import"),
        );
    }

    /// A value of which only the annotation of its type is known.
    pub(crate) fn instance_of_annotation(
        &mut self,
        annotation: &Value,
        name: &str,
        receiver: Option<&Value>,
    ) -> Eval<Value> {
        let unknown = || Value::unknown(format!("the result of `{name}`"));
        Ok(match annotation {
            Value::None => Value::None,
            Value::Str(text) => match &*text.to_string_lossy() {
                "Self" => match receiver.and_then(|receiver| self.self_class(receiver)) {
                    Some(class) => self.opaque_instance(class),
                    None => unknown(),
                },
                _ => unknown(),
            },
            Value::Object(id) => {
                let object = self.heap.get(*id);
                match &object.payload {
                    Payload::Class(_) => self.instance_of_class(*id, None, name)?,
                    Payload::GenericAlias { origin, arguments, .. } => {
                        let (origin, arguments) = (origin.clone(), arguments.clone());
                        match origin {
                            Value::Object(origin) if self.heap.get(origin).as_class().is_some() => {
                                self.instance_of_class(origin, Some(&arguments), name)?
                            }
                            _ => unknown(),
                        }
                    }
                    Payload::Union(members) => {
                        let members = members.clone();
                        let mut joined: Option<Value> = None;
                        for member in members {
                            let value = self.instance_of_annotation(&member, name, receiver)?;
                            joined = Some(match joined {
                                Some(joined) => self.heap.join(&joined, &value),
                                None => value,
                            });
                        }
                        joined.unwrap_or_else(unknown)
                    }
                    _ => unknown(),
                }
            }
            _ => unknown(),
        })
    }

    /// The class that `Self` stands for: that of the receiver, or the receiver of a class method itself.
    fn self_class(&self, receiver: &Value) -> Option<ObjectId> {
        match receiver {
            Value::Object(id) if self.heap.get(*id).as_class().is_some() => Some(*id),
            other => self.heap.class_of(other),
        }
    }

    fn instance_of_class(&mut self, class: ObjectId, arguments: Option<&Value>, name: &str) -> Eval<Value> {
        let argument = |interp: &mut Self, index: usize| match arguments {
            Some(Value::Tuple(items)) if items.len() > index => {
                interp.instance_of_annotation(&items[index], name, None)
            }
            Some(other) if index == 0 && !matches!(other, Value::Tuple(_)) => {
                interp.instance_of_annotation(other, name, None)
            }
            _ => Ok(Value::unknown(format!("an element of the result of `{name}`"))),
        };
        Ok(match class {
            types::NONE_TYPE => Value::None,
            types::OBJECT => Value::unknown(format!("the result of `{name}`")),
            types::LIST => {
                let element = argument(self, 0)?;
                self.alloc(types::LIST, Payload::List(Elements::Summary(element)))
            }
            types::DICT => {
                let mut dict = Dict::default();
                dict.rest = Some(Box::new((argument(self, 0)?, argument(self, 1)?)));
                self.alloc(types::DICT, Payload::Dict(dict))
            }
            types::SET | types::FROZENSET => {
                let mut set = Set::default();
                set.dict.rest = Some(Box::new((argument(self, 0)?, Value::None)));
                let payload = if class == types::SET { Payload::Set(set) } else { Payload::FrozenSet(set) };
                self.alloc(class, payload)
            }
            types::TUPLE => match arguments {
                Some(Value::Tuple(items))
                    if matches!(items.last(), Some(Value::Ellipsis)) || items.is_empty() =>
                {
                    let element = argument(self, 0)?;
                    self.alloc(types::TUPLE, Payload::Tuple(element))
                }
                Some(Value::Tuple(items)) => {
                    let mut values = Vec::with_capacity(items.len());
                    for index in 0..items.len() {
                        values.push(argument(self, index)?);
                    }
                    Value::tuple(values)
                }
                Some(_) => Value::tuple(vec![argument(self, 0)?]),
                None => Value::Typed(types::TUPLE),
            },
            types::TYPE | types::FUNCTION | types::MODULE => {
                Value::unknown(format!("the result of `{name}`"))
            }
            class if self.is_plain_data(class) => Value::Typed(class),
            class => self.opaque_instance(class),
        })
    }

    /// Whether instances are fully described by their class: immutable, without attributes or user code.
    pub(crate) fn is_plain_data(&self, class: ObjectId) -> bool {
        matches!(
            class,
            types::INT
                | types::FLOAT
                | types::COMPLEX
                | types::BOOL
                | types::STR
                | types::BYTES
                | types::NONE_TYPE
                | types::RANGE
                | types::SLICE
        )
    }

    /// A new object of which only the class is known.
    pub(crate) fn opaque_instance(&mut self, class: ObjectId) -> Value {
        if self.is_plain_data(class) {
            return Value::Typed(class);
        }
        let layout = self.heap.get(class).as_class().map_or(types::OBJECT, |class| class.layout);
        let payload = match layout {
            types::LIST => Payload::List(Elements::Summary(Value::unknown("an element"))),
            types::DICT => {
                let mut dict = Dict::default();
                dict.rest = Some(Box::new((Value::unknown("a key"), Value::unknown("a value"))));
                Payload::Dict(dict)
            }
            types::INT | types::FLOAT | types::STR | types::BYTES | types::COMPLEX | types::TUPLE => {
                Payload::Value(Value::Typed(layout))
            }
            exc::BASE_EXCEPTION => Payload::Exception(Box::new(crate::domain::ExceptionData {
                args: Value::Typed(types::TUPLE),
                cause: None,
                context: None,
                finding: None,
            })),
            _ => Payload::None,
        };
        let mut object = Object::new(class, payload);
        object.open = true;
        object.attrs_mut();
        self.new_object(object)
    }
}

/// The kinds of effects, as stubs name them.
pub(crate) const EFFECT_KINDS: &[(&str, DiagnosticCode)] = &[
    ("io", DiagnosticCode::InputOutput),
    ("environment", DiagnosticCode::Environment),
    ("clock", DiagnosticCode::Clock),
    ("random", DiagnosticCode::Randomness),
    ("registry", DiagnosticCode::GlobalRegistry),
    ("import", DiagnosticCode::ImportSystem),
    ("threads", DiagnosticCode::Threads),
    ("process", DiagnosticCode::Process),
    ("interpreter", DiagnosticCode::InterpreterState),
    ("prohibited", DiagnosticCode::ProhibitedBuiltin),
];

/// The code of a kind of effect; a kind that does not exist, of which the stub's check has told, is still an effect.
pub(crate) fn effect_code(kind: &str) -> DiagnosticCode {
    let known = EFFECT_KINDS.iter().find(|(known, _)| *known == kind);
    known.map_or(DiagnosticCode::InterpreterState, |(_, code)| *code)
}
