//! `sub`, `subn`, `expand`, and the templates they replace by.

use rustpython_sre_engine::State;

use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::object::{Bytes, List, Record, Special, Str};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

use super::matched;
use super::subject::{Way, empty_like, part, run, subject};

/// A template: a literal, then groups and literals in turn, as a list.
static TEMPLATE_TYPE: TypeSpec = record_type("SRE_Template", "_sre", &[], "");

/// `_sre.template(pattern, list)`
pub(super) fn template(vm: &mut Vm, _pattern: Value, parts: Gc<List>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&TEMPLATE_TYPE);
    Ok(vm.new_record(class, &[parts.value()]))
}

/// What replaces a match.
#[derive(Clone, Copy)]
enum Replacement {
    Literal(Value),
    Template(Gc<Record>),
    Function(Value),
}

fn replacement(vm: &mut Vm, pattern: Gc<Record>, value: Value) -> Outcome<Replacement> {
    if vm.is_callable(value) {
        return Ok(Replacement::Function(value));
    }
    let has_escapes = match (value.cast::<Str>(), value.cast::<Bytes>()) {
        (Some(text), _) => text.view().code_points().any(|point| point == u32::from(b'\\')),
        (_, Some(bytes)) => bytes.as_slice().contains(&b'\\'),
        _ => true,
    };
    if !has_escapes {
        return Ok(Replacement::Literal(value));
    }
    compiled(vm, pattern, value)
}

/// The template that `re` makes of a text with escapes.
fn compiled(vm: &mut Vm, pattern: Gc<Record>, value: Value) -> Outcome<Replacement> {
    let re = crate::modules::import_module(vm, "re")?;
    let name = vm.intern("_compile_template");
    let made = vm.call_method(re, name, &[pattern.value(), value])?;
    let class = vm.native_type(&TEMPLATE_TYPE);
    match made.cast::<Record>().filter(|_| vm.type_of(made) == class) {
        Some(template) => Ok(Replacement::Template(template)),
        None => Err(vm.type_error("the result of compiling a replacement template is invalid")),
    }
}

/// The text of a template, its groups taken from the match; none of the parts' text is empty for long.
fn fill_template(vm: &mut Vm, template: Gc<Record>, found: Gc<Record>, pieces: Gc<List>) -> Outcome<()> {
    let Some(parts) = template.get(0).cast::<List>() else { return Ok(()) };
    for at in 0..parts.len() {
        let Some(part) = parts.get(at) else { break };
        let piece = if at % 2 == 0 {
            part
        } else {
            let group = part.as_fixnum().and_then(|group| usize::try_from(group).ok()).unwrap_or(0);
            match matched::group_text(vm, found, group)? {
                Some(text) => text,
                None => continue,
            }
        };
        vm.append(pieces, piece)?;
    }
    Ok(())
}

fn join(vm: &mut Vm, like: Value, pieces: Gc<List>) -> Outcome<Value> {
    let separator = empty_like(vm, like)?;
    let name = vm.intern("join");
    vm.call_method(separator, name, &[pieces.value()])
}

/// `pattern.sub(repl, string, count)`
pub(super) fn sub(
    vm: &mut Vm,
    it: Gc<Record>,
    repl: Value,
    string: Value,
    count: Option<i64>,
) -> Outcome<Value> {
    Ok(substitute(vm, it, repl, string, count)?.0)
}

/// `pattern.subn(repl, string, count)`
pub(super) fn subn(
    vm: &mut Vm,
    it: Gc<Record>,
    repl: Value,
    string: Value,
    count: Option<i64>,
) -> Outcome<Value> {
    let (text, made) = substitute(vm, it, repl, string, count)?;
    let made = vm.new_int(made);
    Ok(vm.pair(text, made))
}

fn substitute(
    vm: &mut Vm,
    it: Gc<Record>,
    repl: Value,
    string: Value,
    count: Option<i64>,
) -> Outcome<(Value, i64)> {
    let replacement = replacement(vm, it, repl)?;
    let characters = subject(vm, it, string)?;
    let count = count.unwrap_or(0);
    let pieces = vm.new_list();
    let (mut start, mut last, mut must_advance, mut made) = (0, 0, false, 0);
    let mut state = State::default();
    while count == 0 || made < count {
        let Some(found) =
            run(it, &characters, start, characters.len(), Way::Search, must_advance, &mut state)
        else {
            break;
        };
        if last < found.start() {
            let piece = part(vm, string, last, found.start())?;
            vm.append(pieces, piece)?;
        }
        match replacement {
            Replacement::Literal(text) => vm.append(pieces, text)?,
            Replacement::Template(template) => {
                let found = matched::new(vm, it, string, &found, 0, characters.len())?;
                fill_template(vm, template, found, pieces)?;
            }
            Replacement::Function(function) => {
                let found = matched::new(vm, it, string, &found, 0, characters.len())?;
                let piece = vm.call(function, &[found.value()])?;
                if !piece.is_none() {
                    vm.append(pieces, piece)?;
                }
            }
        }
        made += 1;
        must_advance = found.start() == found.end();
        start = found.end();
        last = found.end();
    }
    if made == 0 && vm.special(string, Special::Str).is_some() {
        return Ok((part(vm, string, 0, characters.len())?, 0));
    }
    if last < characters.len() {
        let piece = part(vm, string, last, characters.len())?;
        vm.append(pieces, piece)?;
    }
    Ok((join(vm, string, pieces)?, made))
}

/// `match.expand(template)`
pub(super) fn expand(vm: &mut Vm, found: Gc<Record>, value: Value) -> Outcome<Value> {
    let Some(pattern) = found.get(1).cast::<Record>() else { return Ok(value) };
    let Replacement::Template(template) = compiled(vm, pattern, value)? else { return Ok(value) };
    let pieces = vm.new_list();
    fill_template(vm, template, found, pieces)?;
    join(vm, value, pieces)
}
