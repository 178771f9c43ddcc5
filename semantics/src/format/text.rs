//! `format(string, spec)`.

use super::field::Padding;
use super::spec::{Align, ObjectType, Sign, Spec};
use crate::error::{Error, Result};
use crate::text::{TextBuilder, TextRef};

/// `format(text, spec)`; `type_name` is the name of the object's type, for messages.
///
/// # Errors
/// `ValueError`; `MemoryError` beyond the builder's limit. Nothing has been written then.
pub fn format_text(
    text: TextRef<'_>,
    type_name: &str,
    spec: TextRef<'_>,
    out: &mut TextBuilder,
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
    let shown = text.slice(0..spec.precision.unwrap_or(usize::MAX));
    let padding = Padding::new(&spec, shown.len());
    shown.pad(padding.before, padding.after, spec.fill, out)
}
