//! `str.translate` and `str.maketrans`.

use rustc_hash::FxHashMap;
use strict_semantics::Error;
use strict_semantics::text::{Text, TextBuilder, make_translation, translation_key};

use super::{LIMIT, TYPED, argument, receiver};
use crate::builtins::{arity, conversions, exceptions as exc, types};
use crate::domain::{Dict, DictEntry, Value, hash_key};
use crate::interp::{Arguments, Eval, Interp, MAX_VALUE, Stop};

/// What a table puts in the place of a character.
#[derive(Clone)]
enum Substitute {
    Same,
    Text(Text),
    Typed,
}

pub(super) fn translate(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let text = receiver(interp, arguments, "str.translate")?;
    let table = arity::one(interp, arguments, "str.translate")?;
    let Some(text) = text else {
        // Which characters are looked up is not known; what the table does for one of them, it may do.
        if interp.heap.class_of(&table).is_none_or(|class| class.unit.0 != 0) {
            substitute(interp, &table, None)?;
        }
        interp.maybe_raise_class(exc::TYPE_ERROR);
        return Ok(TYPED);
    };
    let is_dict = matches!(&table, Value::Object(id) if interp.heap.get(*id).class == types::DICT);
    let mut known: FxHashMap<u32, Substitute> = FxHashMap::default();
    let mut out = TextBuilder::with_limit(LIMIT);
    let mut typed = false;
    for point in text.view().code_points() {
        let found = match known.get(&point) {
            Some(found) => found.clone(),
            None => {
                interp.step()?;
                let found = substitute(interp, &table, Some(point))?;
                if is_dict {
                    known.insert(point, found.clone());
                }
                found
            }
        };
        match found {
            Substitute::Same => out.push(point),
            Substitute::Text(text) => {
                if out.len().saturating_add(text.len()) > MAX_VALUE {
                    return interp.plain(Err(Error::memory()));
                }
                out.push_text(text.view());
            }
            Substitute::Typed => typed = true,
        }
    }
    Ok(if typed { TYPED } else { Value::Str(out.finish()) })
}

/// `table[point]`, where a missing entry leaves the character as it is.
fn substitute(interp: &mut Interp<'_>, table: &Value, point: Option<u32>) -> Eval<Substitute> {
    let key = point.map_or(Value::Typed(types::INT), |point| Value::int(i64::from(point)));
    let found = match interp.get_item(table, &key) {
        Err(Stop::Raise(error)) if arity::is_instance(interp, &error, exc::LOOKUP_ERROR) => {
            return Ok(Substitute::Same);
        }
        other => other?,
    };
    match interp.heap.unwrap(&found) {
        Value::None => Ok(Substitute::Text(Text::new())),
        Value::Str(text) => Ok(Substitute::Text(text.clone())),
        Value::Int(_) | Value::Bool(_) => {
            let value = conversions::integer(interp, &found)?.and_then(|value| value.to_i64());
            match value.and_then(|value| u32::try_from(value).ok()).filter(|value| *value <= 0x10_ffff) {
                Some(value) => Ok(Substitute::Text(Text::from_code_points([value]))),
                None => interp.value_error("character mapping must be in range(0x110000)"),
            }
        }
        Value::Unknown(_) | Value::Union(_) => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            Ok(Substitute::Typed)
        }
        _ if arity::is_instance(interp, &found, types::STR) => Ok(Substitute::Typed),
        _ if arity::is_instance(interp, &found, types::INT) => {
            interp.maybe_raise_class(exc::VALUE_ERROR);
            Ok(Substitute::Typed)
        }
        _ => interp.type_error("character mapping must return integer, None or str"),
    }
}

/// The static method: its first argument is the first of the call.
pub(super) fn maketrans(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    // The helpers for methods count from behind the receiver.
    arguments.positional.insert(0, Value::None);
    let [from, to, deleted] = arity::positional(interp, arguments, "str.maketrans", 1)?;
    let from = from.unwrap_or(Value::None);
    let Some(to) = to else { return table_of_mapping(interp, &from) };
    let to = argument(interp, &to, "maketrans() argument 2")?;
    let deleted = match deleted {
        Some(deleted) => argument(interp, &deleted, "maketrans() argument 3")?,
        None => Some(Text::new()),
    };
    let from = conversions::text(interp, &from, |_| {
        "first maketrans argument must be a string if there is a second argument".to_owned()
    })?;
    let mut dict = Dict::default();
    let (Some(from), Some(to), Some(deleted)) = (from, to, deleted) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        let value = interp.heap.join(&Value::Typed(types::INT), &Value::None);
        dict.rest = Some(Box::new((Value::Typed(types::INT), value)));
        return Ok(interp.new_dict(dict));
    };
    let pairs = make_translation(from.view(), to.view(), deleted.view());
    for (point, substitute) in interp.plain(pairs)? {
        let substitute = substitute.map_or(Value::None, |point| Value::int(i64::from(point)));
        dict.insert_plain(Value::int(i64::from(point)), substitute);
    }
    Ok(interp.new_dict(dict))
}

/// Replaces the one-character keys of a dictionary by their code points.
fn table_of_mapping(interp: &mut Interp<'_>, mapping: &Value) -> Eval<Value> {
    let contents = match interp.heap.class_of(mapping) {
        Some(types::DICT) => interp.mapping_contents(mapping)?,
        _ => None,
    };
    let Some(contents) = contents else {
        return interp.type_error("if you give only one argument to maketrans it must be a dict");
    };
    let mut dict = Dict::default();
    dict.unordered = contents.unordered;
    let mut rest = contents.rest.as_ref().map(|rest| rest.1.clone());
    for entry in contents.iter() {
        let key = match interp.heap.unwrap(&entry.key) {
            Value::Str(text) => {
                let point = translation_key(text.view());
                Value::int(i64::from(interp.plain(point)?))
            }
            Value::Int(_) | Value::Bool(_) => entry.key.clone(),
            Value::Unknown(_) | Value::Union(_) | Value::Typed(types::STR | types::INT) => {
                rest = Some(match rest {
                    Some(rest) => interp.heap.join(&rest, &entry.value),
                    None => entry.value.clone(),
                });
                continue;
            }
            _ => return interp.type_error("keys in translate table mustbe strings or integers"),
        };
        let Some(hash) = hash_key(&key) else { continue };
        match dict.find(&key, hash) {
            Some(position) => {
                if let Some(known) = dict.entry_mut(position) {
                    known.value = if entry.definite {
                        entry.value.clone()
                    } else {
                        interp.heap.join(&known.value, &entry.value)
                    };
                    known.definite |= entry.definite;
                }
            }
            None => dict.push(DictEntry { hash, key, value: entry.value.clone(), definite: entry.definite }),
        }
    }
    if rest.is_some() {
        interp.maybe_raise_class(exc::VALUE_ERROR);
    }
    dict.rest = rest.map(|value| Box::new((Value::Typed(types::INT), value)));
    Ok(interp.new_dict(dict))
}
