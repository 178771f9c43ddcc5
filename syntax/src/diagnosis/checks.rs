//! Mistakes that a pattern of tokens alone does not show.

use super::kind::Kind;
use super::literals;
use super::machine::{Found, Machine, Part};
use crate::syntax_error::{Phase, SyntaxError, SyntaxErrorKind};

/// What is wrong where an alternative about mistakes fits; it may be nothing.
pub(super) fn mistake(machine: &mut Machine<'_>, name: &str, found: &Found) -> Option<SyntaxError> {
    let a = found.parts[0]?;
    match name {
        "assigned" => invalid_target(machine, a, Targets::Assigned),
        "iterated" => invalid_target(machine, a, Targets::Iterated),
        "deleted" => invalid_target(machine, a, Targets::Deleted),
        "forgotten_comma" => forgotten_comma(machine, a, found.parts[1]?),
        "legacy_statement" => legacy_statement(machine, a, found.parts[1]?),
        "unparenthesized_generator" => unparenthesized_generator(machine, a, found.parts[1]?),
        "positional_after_keyword" => positional_after_keyword(machine, a),
        "missing_colon" => Some(missing_colon(machine, a)),
        "unequal" => {
            let b = found.parts[1]?;
            let is_one = machine.range_of(a).1 == machine.range_of(b).0;
            let message = "invalid syntax.  Maybe you meant '!=' instead of '<>'?";
            is_one.then(|| between(machine, message, a, b))
        }
        "mixed_strings" => {
            let message = "cannot mix t-string literals with string or bytes literals";
            Some(between(machine, message, a, found.parts[1]?))
        }
        "bound_of_tuple" => bound(machine, a, found.parts[1]?, "TypeVarTuple"),
        "bound_of_specification" => bound(machine, a, found.parts[1]?, "ParamSpec"),
        _ => None,
    }
}

/// What is wrong with a part of text that fits otherwise.
pub(super) fn objection(machine: &mut Machine<'_>, name: &str, found: &Found) -> Option<SyntaxError> {
    let a = found.parts[0]?;
    match name {
        "complex_parts" => complex_parts(machine, a, found.parts[1]?),
        "conversion" => conversion(machine, a, found.parts[1]?),
        "contents" => literals::objection(machine, a),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Targets {
    Assigned,
    Iterated,
    Deleted,
}

/// The number of the line of a place.
pub(super) fn line_number(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    let lone = |at: &usize| before.get(at + 1) != Some(&b'\n');
    1 + memchr::memchr_iter(b'\n', before).count() + memchr::memchr_iter(b'\r', before).filter(lone).count()
}

fn between(machine: &Machine<'_>, message: &str, first: Part, last: Part) -> SyntaxError {
    let (start, end) = (machine.range_of(first).0, machine.range_of(last).1);
    machine.syntax_error(message.to_owned(), start, end)
}

/// Of targets, the first that can't be one.
fn invalid_target(machine: &Machine<'_>, target: Part, targets: Targets) -> Option<SyntaxError> {
    let node = find_invalid(machine, target.node?, targets)?;
    let node = Part { node: Some(node), ..target };
    let verb = if targets == Targets::Deleted { "delete" } else { "assign to" };
    let message = format!("cannot {verb} {}", machine.kind_of(node).shown());
    Some(between(machine, &message, node, node))
}

fn find_invalid(machine: &Machine<'_>, number: u32, targets: Targets) -> Option<u32> {
    let node = &machine.nodes[number as usize];
    match node.kind {
        Kind::Name | Kind::Attribute | Kind::Subscript => None,
        // Their items may stand in a group of their own.
        Kind::List | Kind::Tuple => find_in_items(machine, &node.parts, targets),
        Kind::Starred if targets != Targets::Deleted => find_invalid(machine, *node.parts.first()?, targets),
        Kind::In if targets == Targets::Iterated => find_invalid(machine, *node.parts.first()?, targets),
        Kind::Comparison if targets == Targets::Iterated => None,
        _ => Some(number),
    }
}

fn find_in_items(machine: &Machine<'_>, items: &[u32], targets: Targets) -> Option<u32> {
    items.iter().find_map(|&item| {
        let node = &machine.nodes[item as usize];
        match node.kind {
            Kind::Other => find_in_items(machine, &node.parts, targets),
            _ => find_invalid(machine, item, targets),
        }
    })
}

fn is_legacy_name(machine: &Machine<'_>, part: Part) -> bool {
    let (start, end) = machine.range_of(part);
    let name = machine.tokens.text.get(start..end).unwrap_or_default();
    matches!(machine.kind_of(part), Kind::Name | Kind::Other) && matches!(name, "print" | "exec")
}

/// Two expressions in a row inside of brackets.
fn forgotten_comma(machine: &Machine<'_>, first: Part, second: Part) -> Option<SyntaxError> {
    let last = machine.tokens.seen(machine.mark.checked_sub(1)?);
    if last.depth == 0 || is_legacy_name(machine, first) {
        return None;
    }
    Some(between(machine, "invalid syntax. Perhaps you forgot a comma?", first, second))
}

/// `print 1`.
fn legacy_statement(machine: &Machine<'_>, name: Part, rest: Part) -> Option<SyntaxError> {
    if !is_legacy_name(machine, name) {
        return None;
    }
    let (start, end) = machine.range_of(name);
    let name_text = machine.tokens.text.get(start..end).unwrap_or_default();
    let message = format!("Missing parentheses in call to '{name_text}'. Did you mean {name_text}(...)?");
    Some(between(machine, &message, name, rest))
}

/// `f(a, b for b in c)`; with one argument it is a generator.
fn unparenthesized_generator(machine: &Machine<'_>, arguments: Part, clauses: Part) -> Option<SyntaxError> {
    let is_keyword = |kind: Kind| matches!(kind, Kind::Keyword | Kind::KeywordUnpacking);
    let all = arguments_of(machine, arguments.node?);
    let mut positional = all.into_iter().filter(|it| !is_keyword(machine.nodes[*it as usize].kind));
    let (first, last) = (positional.next()?, positional.next_back()?);
    debug_assert_ne!(first, last);
    let last = Part { node: Some(last), ..arguments };
    Some(between(machine, "Generator expression must be parenthesized", last, clauses))
}

/// The arguments of a call, those of keywords after the others.
fn arguments_of(machine: &Machine<'_>, number: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for &part in &machine.nodes[number as usize].parts {
        if machine.nodes[part as usize].kind == Kind::Other {
            found.extend(arguments_of(machine, part));
        } else {
            found.push(part);
        }
    }
    found
}

fn positional_after_keyword(machine: &Machine<'_>, arguments: Part) -> Option<SyntaxError> {
    let all = arguments.node.map(|node| arguments_of(machine, node)).unwrap_or_default();
    let has_unpacking = all.iter().any(|it| machine.nodes[*it as usize].kind == Kind::KeywordUnpacking);
    let message = if has_unpacking {
        "positional argument follows keyword argument unpacking"
    } else {
        "positional argument follows keyword argument"
    };
    let last = machine.tokens.seen(machine.tokens.last_read()?);
    Some(machine.error_at(last, message.to_owned(), SyntaxErrorKind::Syntax))
}

fn missing_colon(machine: &Machine<'_>, key: Part) -> SyntaxError {
    let end = machine.range_of(key).1;
    let start = end.saturating_sub(1);
    let error = machine.syntax_error("':' expected after dictionary key".to_owned(), start, end);
    SyntaxError { phase: Phase::Reading, ..error }
}

fn bound(machine: &Machine<'_>, colon: Part, bound: Part, owner: &str) -> Option<SyntaxError> {
    let what = if machine.kind_of(bound) == Kind::Tuple { "constraints" } else { "bound" };
    let last = machine.tokens.seen(machine.tokens.last_read()?);
    let message = format!("cannot use {what} with {owner}");
    Some(machine.syntax_error(message, machine.range_of(colon).0, machine.reading_end(last)))
}

/// `1 + 2j` in a pattern.
fn complex_parts(machine: &Machine<'_>, real: Part, imaginary: Part) -> Option<SyntaxError> {
    let is_imaginary = |part: Part| {
        let (start, end) = machine.range_of(part);
        machine.tokens.text.get(start..end).is_some_and(|text| text.ends_with(['j', 'J']))
    };
    if is_imaginary(real) {
        return Some(between(machine, "real number required in complex literal", real, real));
    }
    (!is_imaginary(imaginary))
        .then(|| between(machine, "imaginary number required in complex literal", imaginary, imaginary))
}

/// What follows the exclamation mark of a replacement field.
fn conversion(machine: &Machine<'_>, mark: Part, name: Part) -> Option<SyntaxError> {
    let (mark_end, (start, end)) = (machine.range_of(mark).1, machine.range_of(name));
    let letter = machine.letter();
    if mark_end != start {
        let message = format!("{letter}-string: conversion type must come right after the exclamation mark");
        return Some(machine.syntax_error(message, machine.range_of(mark).0, end));
    }
    let text = machine.tokens.text.get(start..end).unwrap_or_default();
    if matches!(text, "s" | "r" | "a") {
        return None;
    }
    let message =
        format!("{letter}-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
    Some(machine.syntax_error(message, start, end))
}
