//! Evaluates source text in a world without modules written in Python, for unit tests of the interpreter and the built-ins.

use std::collections::BTreeMap;
use std::sync::Arc;

use strict_syntax::SourceFile;

use crate::builtins::{builtin_unit, constant_repr, is_native_module};
use crate::domain::{Dict, Elements, ObjectId, Payload, UnitId, Value};
use crate::heap::FrozenUnit;
use crate::interp::{Found, Interp, LoadedModule, Stop, World};
use crate::lower::lower_module;
use crate::options::Options;

struct Alone(Options);

impl World for Alone {
    fn options(&self) -> &Options {
        &self.0
    }

    fn unit(&self, _id: UnitId) -> Arc<FrozenUnit> {
        builtin_unit()
    }

    fn is_cancelled(&self) -> bool {
        false
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn find(&self, name: &str) -> Found {
        if is_native_module(name) {
            return Found::Finished(builtin_unit());
        }
        Found::Perhaps { what: format!("module `{name}`"), is_installed: true }
    }
}

/// Executes a module and shows each of its names: the `repr` where it is known, else a description in angle brackets.
/// Diagnostics come under `!`, an exception that leaves the module under `!raised`.
pub(crate) fn names(source: &str) -> BTreeMap<String, String> {
    let source = source.to_owned();
    let run = move || {
        let file = Arc::new(SourceFile::from_text("test.py", source));
        let parsed = strict_syntax::parse(&file);
        assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
        let module = lower_module(&file, &parsed.symbols, &parsed.ast).expect("a test does not nest deeply");
        let loaded = Arc::new(LoadedModule {
            name: Arc::from("test"),
            is_package: false,
            left_out: Vec::new(),
            is_strict: false,
            is_stub: false,
            models_native: false,
            source: file,
            module: Arc::new(module),
        });
        let world = Alone(Options::default());
        let mut interp = Interp::new(&world, UnitId(1), builtin_unit());
        let result = interp.execute_module(&loaded);
        let mut shown = BTreeMap::new();
        if let Err(Stop::Raise(exception)) = &result {
            shown.insert("!raised".to_owned(), show(&mut interp, exception));
        }
        let messages: Vec<String> =
            interp.modules[0].diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
        if !messages.is_empty() {
            shown.insert("!".to_owned(), messages.join("; "));
        }
        let object = interp.modules[0].object;
        let names: Vec<(String, Value)> = interp
            .heap
            .attrs(object)
            .map(|attrs| attrs.iter().map(|(name, slot)| (name.to_string(), slot.value.clone())).collect())
            .unwrap_or_default();
        for (name, value) in names {
            if name.starts_with("__") || name.starts_with('.') {
                continue;
            }
            let text = show(&mut interp, &value);
            shown.insert(name, text);
        }
        shown
    };
    // Evaluation recurses deeper than a test thread's stack.
    std::thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread").join().expect("no panic")
}

/// The `repr` of a value, or its class in angle brackets.
fn show(interp: &mut Interp<'_>, value: &Value) -> String {
    if let Some(text) = constant_repr(value) {
        return text;
    }
    match value {
        Value::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| show(interp, item)).collect();
            format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
        }
        Value::Union(members) => {
            members.iter().map(|member| show(interp, member)).collect::<Vec<_>>().join(" or ")
        }
        Value::Unknown(origin) => format!("<unknown: {}>", origin.what),
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Exception(data) => {
                let args = match &data.args {
                    Value::Tuple(items) => items.to_vec(),
                    other => vec![other.clone()],
                };
                let args: Vec<String> = args.iter().map(|item| show(interp, item)).collect();
                format!("{}({})", interp.type_name(value), args.join(", "))
            }
            _ => match interp.repr_of(value) {
                Ok(Value::Str(text)) => text.to_string_lossy().into_owned(),
                _ => show_contents(interp, value, *id),
            },
        },
        other => format!("<{}>", interp.type_name(other)),
    }
}

/// What is known of a container: further elements as `...`, entries that may be absent behind `?`.
fn show_contents(interp: &mut Interp<'_>, value: &Value, id: ObjectId) -> String {
    let name = interp.type_name(value);
    match interp.heap.get(id).payload.clone() {
        Payload::List(Elements::Exact(items)) => {
            let items: Vec<String> = items.iter().map(|item| show(interp, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Payload::List(Elements::Summary(item)) => format!("[{}, ...]", show(interp, &item)),
        Payload::Tuple(item) => format!("({}, ...)", show(interp, &item)),
        Payload::Set(set) | Payload::FrozenSet(set) => {
            format!("{name} {}", show_entries(interp, &set.dict, false))
        }
        Payload::Dict(dict) => show_entries(interp, &dict, true),
        _ => format!("<{name}>"),
    }
}

fn show_entries(interp: &mut Interp<'_>, dict: &Dict, values: bool) -> String {
    let mut shown = Vec::new();
    for entry in dict.iter() {
        let mut text = if entry.definite { String::new() } else { "?".to_owned() };
        text.push_str(&show(interp, &entry.key));
        if values {
            text = format!("{text}: {}", show(interp, &entry.value));
        }
        shown.push(text);
    }
    if !values {
        shown.sort();
    }
    if let Some(rest) = &dict.rest {
        let key = show(interp, &rest.0);
        shown.push(if values {
            format!("{key}: {}, ...", show(interp, &rest.1))
        } else {
            format!("{key}, ...")
        });
    }
    format!("{{{}}}", shown.join(", "))
}
