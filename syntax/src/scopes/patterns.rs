//! `match` statements: what patterns bind, and which patterns can't be.

use ruff_python_ast::name::Name;
use ruff_python_ast::{self as ast, Expr, Number, Pattern, UnaryOp};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::build::Builder;
use super::symbol::SymbolFlags;

impl<'a> Builder<'a> {
    pub(super) fn visit_match(&mut self, statement: &'a ast::StmtMatch) {
        self.visit_expr(&statement.subject);
        let outer = std::mem::replace(&mut self.frame.in_conditional_block, true);
        for (at, case) in statement.cases.iter().enumerate() {
            let is_last = at + 1 == statement.cases.len();
            self.check_reachable(&case.pattern, is_last || case.guard.is_some());
            self.visit_pattern(&case.pattern);
            let mut names = FxHashSet::default();
            self.check_captures(&case.pattern, &mut names);
            self.visit_optional(case.guard.as_deref());
            self.visit_body(&case.body);
        }
        self.frame.in_conditional_block = outer;
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchValue(pattern) => {
                if matches!(&*pattern.value, Expr::FString(_) | Expr::TString(_)) {
                    self.error("patterns may only match literals and attribute lookups", pattern.range);
                }
                self.visit_expr(&pattern.value);
            }
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(sequence) => {
                let mut starred = sequence.patterns.iter().filter(|pattern| pattern.is_match_star());
                if let (Some(_), Some(second)) = (starred.next(), starred.next()) {
                    self.error("multiple starred names in sequence pattern", second.range());
                }
                if let [first, second] = &sequence.patterns[..] {
                    self.required.push((TextRange::new(first.end(), second.start()), ','));
                }
                self.visit_patterns(&sequence.patterns);
            }
            Pattern::MatchStar(star) => self.bind_capture(star.name.as_ref()),
            Pattern::MatchMapping(mapping) => {
                self.visit_exprs(&mapping.keys);
                self.check_mapping_keys(&mapping.keys);
                self.visit_patterns(&mapping.patterns);
                self.bind_capture(mapping.rest.as_ref());
            }
            Pattern::MatchClass(class) => {
                self.visit_expr(&class.cls);
                self.visit_patterns(&class.arguments.patterns);
                let mut attributes = FxHashSet::default();
                for keyword in &class.arguments.keywords {
                    let name = &keyword.attr;
                    self.check_binding(&name.id, name.range);
                    if !attributes.insert(&name.id) {
                        self.error(format!("attribute name repeated in class pattern: {name}"), name.range);
                    }
                    self.visit_pattern(&keyword.pattern);
                }
            }
            Pattern::MatchAs(capture) => {
                if let Some(pattern) = &capture.pattern {
                    self.visit_pattern(pattern);
                }
                self.bind_capture(capture.name.as_ref());
            }
            Pattern::MatchOr(alternatives) => self.visit_patterns(&alternatives.patterns),
        }
    }

    fn visit_patterns(&mut self, patterns: &'a [Pattern]) {
        for pattern in patterns {
            self.visit_pattern(pattern);
        }
    }

    fn bind_capture(&mut self, name: Option<&'a ast::Identifier>) {
        if let Some(name) = name {
            // As a whole pattern `_` is the wildcard, which has no name in the tree.
            if name.as_str() == "_" {
                self.error("cannot use '_' as a target", name.range);
            }
            self.bind(name, SymbolFlags::ASSIGNED);
        }
    }

    /// Only the last case, and the last alternative, may match everything.
    fn check_reachable(&mut self, pattern: &'a Pattern, may_match_all: bool) {
        match pattern {
            Pattern::MatchOr(alternatives) => {
                let last = alternatives.patterns.len().saturating_sub(1);
                for (at, pattern) in alternatives.patterns.iter().enumerate() {
                    self.check_reachable(pattern, may_match_all && at == last);
                }
            }
            Pattern::MatchAs(capture) => match (&capture.pattern, &capture.name) {
                (Some(pattern), _) => self.check_reachable(pattern, may_match_all),
                _ if may_match_all => {}
                (None, Some(name)) => {
                    let message = format!("name capture '{name}' makes remaining patterns unreachable");
                    self.error(message, capture.range);
                }
                (None, None) => {
                    self.error("wildcard makes remaining patterns unreachable", capture.range);
                }
            },
            _ => {}
        }
    }

    /// Adds the names that a pattern captures: each only once, and the same in all alternatives.
    fn check_captures(&mut self, pattern: &'a Pattern, names: &mut FxHashSet<&'a Name>) {
        match pattern {
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(sequence) => {
                for pattern in &sequence.patterns {
                    self.check_captures(pattern, names);
                }
            }
            Pattern::MatchStar(star) => self.check_capture(star.name.as_ref(), names),
            Pattern::MatchMapping(mapping) => {
                for pattern in &mapping.patterns {
                    self.check_captures(pattern, names);
                }
                self.check_capture(mapping.rest.as_ref(), names);
            }
            Pattern::MatchClass(class) => {
                for pattern in &class.arguments.patterns {
                    self.check_captures(pattern, names);
                }
                for keyword in &class.arguments.keywords {
                    self.check_captures(&keyword.pattern, names);
                }
            }
            Pattern::MatchAs(capture) => {
                if let Some(pattern) = &capture.pattern {
                    self.check_captures(pattern, names);
                }
                self.check_capture(capture.name.as_ref(), names);
            }
            Pattern::MatchOr(alternatives) => {
                let mut first: Option<FxHashSet<&'a Name>> = None;
                for pattern in &alternatives.patterns {
                    let mut own = FxHashSet::default();
                    self.check_captures(pattern, &mut own);
                    match &first {
                        None => first = Some(own),
                        Some(first) if *first == own => {}
                        Some(_) => {
                            self.error("alternative patterns bind different names", alternatives.range);
                            break;
                        }
                    }
                }
                for name in first.into_iter().flatten() {
                    self.check_capture_name(name, alternatives.range, names);
                }
            }
        }
    }

    fn check_capture(&mut self, name: Option<&'a ast::Identifier>, names: &mut FxHashSet<&'a Name>) {
        if let Some(name) = name {
            self.check_capture_name(&name.id, name.range, names);
        }
    }

    fn check_capture_name(&mut self, name: &'a Name, range: TextRange, names: &mut FxHashSet<&'a Name>) {
        if !names.insert(name) {
            self.error(format!("multiple assignments to name '{name}' in pattern"), range);
        }
    }

    fn check_mapping_keys(&mut self, keys: &'a [Expr]) {
        let mut seen = FxHashSet::default();
        for key in keys {
            if let Some(value) = KeyValue::of(key)
                && !seen.insert(value)
            {
                self.error(format!("mapping pattern checks duplicate key ({})", key_text(key)), key.range());
            }
        }
    }
}

/// The key as it's shown in a message: close to its `repr`.
fn key_text(key: &Expr) -> String {
    match key {
        Expr::NoneLiteral(_) => "None".to_owned(),
        Expr::BooleanLiteral(boolean) if boolean.value => "True".to_owned(),
        Expr::BooleanLiteral(_) => "False".to_owned(),
        Expr::StringLiteral(string) => format!("'{}'", string.value.to_str().escape_debug()),
        Expr::BytesLiteral(bytes) => {
            let bytes: Vec<u8> = bytes.value.bytes().collect();
            format!("b'{}'", bytes.escape_ascii())
        }
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => int.to_string(),
            Number::Float(value) => format!("{value:?}"),
            Number::Complex { imag, .. } => format!("{imag}j"),
        },
        Expr::UnaryOp(operation) => format!("-{}", key_text(&operation.operand)),
        Expr::BinOp(operation) => {
            let sign = if operation.op == ast::Operator::Sub { '-' } else { '+' };
            format!("({}{sign}{})", key_text(&operation.left), key_text(&operation.right))
        }
        _ => String::new(),
    }
}

/// The value of a literal key, so that equal keys are found however they are written: `1`, `1.0` and `True`
/// are one key.
#[derive(PartialEq, Eq, Hash)]
enum KeyValue {
    None,
    Text(String),
    Bytes(Vec<u8>),
    Number {
        real: u64,
        imaginary: u64,
    },
    /// An integer too large for exact comparison as a floating-point number.
    Large {
        negative: bool,
        digits: String,
    },
}

impl KeyValue {
    fn of(key: &Expr) -> Option<KeyValue> {
        match key {
            Expr::NoneLiteral(_) => Some(KeyValue::None),
            Expr::StringLiteral(string) => Some(KeyValue::Text(string.value.to_str().to_owned())),
            Expr::BytesLiteral(bytes) => Some(KeyValue::Bytes(bytes.value.bytes().collect())),
            Expr::BooleanLiteral(boolean) => Some(KeyValue::number(f64::from(u8::from(boolean.value)), 0.0)),
            _ => Self::of_number(key),
        }
    }

    fn of_number(key: &Expr) -> Option<KeyValue> {
        match key {
            Expr::NumberLiteral(number) => match &number.value {
                Number::Int(int) => Some(match int.as_u64().filter(|value| *value < 1 << 53) {
                    Some(value) => KeyValue::number(value as f64, 0.0),
                    None => KeyValue::Large { negative: false, digits: int.to_string() },
                }),
                Number::Float(value) => Some(KeyValue::number(*value, 0.0)),
                Number::Complex { real, imag } => Some(KeyValue::number(*real, *imag)),
            },
            Expr::UnaryOp(operation) if operation.op == UnaryOp::USub => {
                match KeyValue::of_number(&operation.operand)? {
                    KeyValue::Number { real, imaginary } => {
                        Some(KeyValue::number(-f64::from_bits(real), -f64::from_bits(imaginary)))
                    }
                    KeyValue::Large { digits, .. } => Some(KeyValue::Large { negative: true, digits }),
                    _ => None,
                }
            }
            Expr::BinOp(operation) => {
                let left = KeyValue::of_number(&operation.left)?;
                let right = KeyValue::of_number(&operation.right)?;
                let (KeyValue::Number { real, .. }, KeyValue::Number { imaginary, .. }) = (left, right)
                else {
                    return None;
                };
                let imaginary = f64::from_bits(imaginary);
                let imaginary = if operation.op == ast::Operator::Sub { -imaginary } else { imaginary };
                Some(KeyValue::number(f64::from_bits(real), imaginary))
            }
            _ => None,
        }
    }

    fn number(real: f64, imaginary: f64) -> KeyValue {
        // Adding zero makes the two zeros one.
        KeyValue::Number { real: (real + 0.0).to_bits(), imaginary: (imaginary + 0.0).to_bits() }
    }
}
