//! The table of node classes, declared once in `nodes.txt`: the classes are made of it in Python, and both
//! conversions take the fields of a node from it.
//!
//! A line is a class with the types and names of its fields (`?`: may be `None`, `*`: a list); classes indented
//! stand under their base. The attributes of a class follow a colon.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The text of the table.
pub(super) const TEXT: &str = include_str!("nodes.txt");

/// How many values a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    One,
    Optional,
    Many,
}

/// A field of a node class.
#[derive(Debug)]
pub(super) struct FieldSpec {
    /// The name of a base class, or `str`, `int` or `object`.
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) count: Count,
}

/// A node class.
#[derive(Debug)]
pub(super) struct NodeSpec {
    pub(super) name: &'static str,
    /// The number of its base; its own if it's none of several alternatives.
    pub(super) base: usize,
    pub(super) fields: Vec<FieldSpec>,
    /// Whether it has a place in the source.
    pub(super) has_place: bool,
    /// Whether `end_lineno` and `end_col_offset` must be given.
    pub(super) needs_end: bool,
    /// Whether there are objects of it: bases of alternatives are only names.
    pub(super) is_concrete: bool,
}

/// All node classes, in the order of the table.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) all: Vec<NodeSpec>,
    by_name: FxHashMap<&'static str, usize>,
}

impl Nodes {
    /// The table.
    pub(super) fn get() -> &'static Nodes {
        static NODES: OnceLock<Nodes> = OnceLock::new();
        NODES.get_or_init(Nodes::read)
    }

    /// The number of a class; every caller names one that the table has.
    pub(super) fn number(&self, name: &str) -> usize {
        self.by_name.get(name).copied().unwrap_or_default()
    }

    fn read() -> Nodes {
        let mut nodes = Nodes { all: Vec::new(), by_name: FxHashMap::default() };
        let (mut base, mut base_has_place, mut base_needs_end) = (0, false, false);
        for line in TEXT.lines() {
            let (head, attributes) = line.split_once(':').unwrap_or((line, ""));
            let is_alternative = line.starts_with(' ');
            let head = head.trim();
            let (name, fields) = match head.split_once('(') {
                Some((name, fields)) => (name, Some(fields.trim_end_matches(')'))),
                None => (head, None),
            };
            let number = nodes.all.len();
            if !is_alternative {
                base = number;
                base_has_place = attributes.contains("lineno");
                base_needs_end = base_has_place && !attributes.contains('?');
            }
            let fields_of = |text: &'static str| text.split(", ").filter(|it| !it.is_empty()).map(field);
            nodes.by_name.insert(name, number);
            nodes.all.push(NodeSpec {
                name,
                base,
                fields: fields.map(|text| fields_of(text).collect()).unwrap_or_default(),
                has_place: base_has_place,
                needs_end: base_needs_end,
                is_concrete: fields.is_some(),
            });
        }
        nodes
    }
}

fn field(text: &'static str) -> FieldSpec {
    let (kind, name) = text.split_once(' ').unwrap_or((text, ""));
    let count = match kind.as_bytes().last() {
        Some(b'?') => Count::Optional,
        Some(b'*') => Count::Many,
        _ => Count::One,
    };
    FieldSpec { kind: kind.trim_end_matches(['?', '*']), name, count }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let nodes = Nodes::get();
        let call = &nodes.all[nodes.number("Call")];
        assert_eq!(nodes.all[call.base].name, "expr");
        assert_eq!(
            call.fields.iter().map(|field| field.name).collect::<Vec<_>>(),
            ["func", "args", "keywords"]
        );
        assert_eq!(call.fields[1].count, Count::Many);
        assert!(call.has_place && !call.needs_end && call.is_concrete);
        let pattern = &nodes.all[nodes.number("MatchStar")];
        assert!(pattern.needs_end);
        let arguments = &nodes.all[nodes.number("arguments")];
        assert!(
            !arguments.has_place && arguments.is_concrete && nodes.all[arguments.base].name == "arguments"
        );
    }
}
