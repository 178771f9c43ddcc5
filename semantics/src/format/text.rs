//! `format(string, spec)`.

use super::field::Padding;
use super::spec::{Align, ObjectType, Sign, Spec};
use super::{TextSink, check_length};
use crate::error::{Error, Limit, Result};

/// `format(text, spec)`; `type_name` is the name of the object's type, for messages.
///
/// # Errors
/// `ValueError`; `MemoryError` beyond the limit.
pub fn format_text(
    text: impl ExactSizeIterator<Item = u32>,
    type_name: &str,
    spec: &[u32],
    limit: Limit,
    out: &mut impl TextSink,
) -> Result<()> {
    let object = ObjectType { name: type_name, default_align: Align::Left, default_code: Some('s') };
    let spec = Spec::parse(spec, object)?;
    if !spec.is_code('s') {
        return Err(spec.unknown_code(type_name));
    }
    match spec.sign {
        Some(Sign::Space) => return Err(Error::value("Space not allowed in string format specifier")),
        Some(_) => return Err(Error::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(Error::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Error::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Error::value("'=' alignment not allowed in string format specifier"));
    }
    check_length(spec.width, limit)?;
    let length = text.len().min(spec.precision.unwrap_or(usize::MAX));
    let padding = Padding::new(&spec, length);
    out.fill(spec.fill, padding.before);
    text.take(length).for_each(|code_point| out.push(code_point));
    out.fill(spec.fill, padding.after);
    Ok(())
}
