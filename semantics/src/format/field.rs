//! Lays out a number in a field: sign, prefix, padding, digits in groups.

use super::spec::{Align, Grouping, Sign, Spec};
use crate::error::Result;
use crate::text::{TextBuilder, Width};

/// The parts of a number's text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) negative: bool,
    /// `0x` and the like.
    pub(super) prefix: &'static str,
    /// The digits before the decimal point; none if the number is an infinity or NaN.
    pub(super) whole: String,
    /// Whether there is a decimal point.
    pub(super) point: bool,
    /// The digits after the decimal point.
    pub(super) fraction: String,
    /// What follows the digits: an exponent, `%`; or `inf` or `nan` instead of any.
    pub(super) rest: String,
}

/// How digits are grouped.
#[derive(Clone, Copy)]
pub(super) struct Groups {
    pub(super) whole: Option<Grouping>,
    pub(super) fraction: Option<Grouping>,
    /// How many digits make a group before the decimal point.
    pub(super) size: usize,
}

/// How many digits make a group after the decimal point, and before it in decimal.
pub(super) const DECIMAL_GROUP: usize = 3;

impl Groups {
    pub(super) fn of(spec: &Spec) -> Groups {
        Groups { whole: spec.grouping, fraction: spec.fraction_grouping, size: DECIMAL_GROUP }
    }
}

impl Parts {
    /// The sign and the prefix.
    pub(super) fn head(&self, sign: Option<Sign>) -> String {
        let sign = match sign {
            _ if self.negative => "-",
            Some(Sign::Plus) => "+",
            Some(Sign::Space) => " ",
            Some(Sign::Minus) | None => "",
        };
        format!("{sign}{}", self.prefix)
    }

    /// What follows sign and prefix, with zeros before it to make it as long as `least_length`.
    pub(super) fn body(&self, groups: Groups, least_length: usize) -> String {
        let mut tail = String::new();
        if self.point {
            tail.push('.');
        }
        push_groups_from_left(&mut tail, &self.fraction, groups.fraction);
        tail.push_str(&self.rest);
        if self.whole.is_empty() {
            return tail;
        }
        let mut body = group_from_right(&self.whole, groups, least_length.saturating_sub(tail.len()));
        body.push_str(&tail);
        body
    }

    /// Writes the number as the spec lays it out.
    ///
    /// # Errors
    /// `MemoryError` beyond the builder's limit.
    pub(super) fn write(&self, spec: &Spec, groups: Groups, out: &mut TextBuilder) -> Result<()> {
        reserve_width(spec, out)?;
        let head = self.head(spec.sign);
        let zero_fill = spec.fill == u32::from('0') && spec.align == Align::AfterSign;
        let least_length = if zero_fill { spec.width.saturating_sub(head.len()) } else { 0 };
        let body = self.body(groups, least_length);
        let padding = Padding::new(spec, head.len() + body.len());
        out.push_repeated(spec.fill, padding.before);
        out.push_str(&head);
        out.push_repeated(spec.fill, padding.between);
        out.push_str(&body);
        out.push_repeated(spec.fill, padding.after);
        Ok(())
    }
}

/// Makes room for a field, before what fills it is made.
///
/// # Errors
/// `MemoryError` beyond the builder's limit.
pub(super) fn reserve_width(spec: &Spec, out: &mut TextBuilder) -> Result<()> {
    out.limit().check_room(spec.width)?;
    out.reserve(spec.width, Width::of(spec.fill))
}

/// How much padding goes where.
pub(super) struct Padding {
    pub(super) before: usize,
    /// Between the sign and the digits.
    pub(super) between: usize,
    pub(super) after: usize,
}

impl Padding {
    /// The padding of text of this length.
    pub(super) fn new(spec: &Spec, length: usize) -> Padding {
        let total = spec.width.saturating_sub(length);
        let (before, between) = match spec.align {
            Align::Left => (0, 0),
            Align::Right => (total, 0),
            Align::Center => (total / 2, 0),
            Align::AfterSign => (0, total),
        };
        Padding { before, between, after: total - before - between }
    }
}

fn push_groups_from_left(text: &mut String, digits: &str, grouping: Option<Grouping>) {
    let Some(grouping) = grouping else { return text.push_str(digits) };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % DECIMAL_GROUP == 0 {
            text.push(grouping.separator());
        }
        text.push(digit);
    }
}

/// Digits in groups, with zeros before them until the text has `least_length`. It may come out one longer, since
/// it cannot begin with a separator.
fn group_from_right(digits: &str, groups: Groups, least_length: usize) -> String {
    let Some(grouping) = groups.whole else {
        return format!("{}{digits}", "0".repeat(least_length.saturating_sub(digits.len())));
    };
    let mut reversed = Vec::with_capacity(least_length.max(digits.len() + digits.len() / groups.size));
    let mut remaining = digits.bytes().rev();
    let mut count = 0;
    while remaining.len() > 0 || reversed.len() < least_length {
        if count > 0 && count % groups.size == 0 {
            reversed.push(grouping.separator());
        }
        reversed.push(remaining.next().map_or('0', char::from));
        count += 1;
    }
    reversed.into_iter().rev().collect()
}
