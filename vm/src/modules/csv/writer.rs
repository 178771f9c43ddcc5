//! Writing: one record to one line.

use super::dialect::{Dialect, Quoting};
use super::reader::DIALECT;
use super::{content, error};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, Record, Str, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// The type; its objects hold the function that writes, and the dialect.
pub(super) static WRITER: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: &[(
        "dialect",
        |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(DIALECT))),
        None,
    )],
    ..record_type(
        "writer",
        "_csv",
        &[
            method(
                "writerow",
                "($self, row, /)",
                Effect::Any,
                native(write_row),
                "Construct and write a CSV record from an iterable of fields.",
            ),
            method(
                "writerows",
                "($self, rows, /)",
                Effect::Any,
                native(|vm: &mut Vm, it: Gc<Record>, rows: Value| {
                    vm.for_each(rows, |vm, row| write_row(vm, it, row).map(drop))
                }),
                "Construct and write a series of iterables to a csv file.",
            ),
        ],
        "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
    )
};

/// A writer to a file.
pub(super) fn new(vm: &mut Vm, file: Value, dialect: Value) -> Outcome<Gc<Record>> {
    let name = vm.names.write;
    let write = vm.find_attribute(file, name)?.filter(|write| vm.is_callable(*write));
    let Some(write) = write else { return Err(vm.type_error("argument 1 must have a \"write\" method")) };
    let class = vm.native_type(&WRITER);
    Ok(vm.new_record(class, &[write, dialect]))
}

fn write_row(vm: &mut Vm, it: Gc<Record>, row: Value) -> Outcome<Value> {
    let dialect = match it.get(DIALECT).cast::<Record>() {
        Some(dialect) => content::<Dialect>(vm, dialect).clone(),
        None => unreachable!("a writer has a dialect"),
    };
    let iterator = match vm.iter(row) {
        Ok(iterator) => iterator,
        Err(_) if vm.catch(vm.exceptions.TypeError) => {
            let name = vm.type_name(row);
            return Err(error(vm, &format!("iterable expected, not {name}")));
        }
        Err(raised) => return Err(raised),
    };
    let mut out = Vec::new();
    let (mut count, mut is_first_empty) = (0, false);
    while let Some(value) = vm.next(iterator)? {
        if count > 0 {
            out.push(dialect.delimiter);
        }
        let is_quoted = must_quote(vm, &dialect, value);
        let text = if value.is_none() { vm.names.empty } else { vm.to_str(value)? };
        let is_empty = text.is_empty();
        if is_empty && dialect.delimiter == 32 && dialect.skip_space && !is_quoted {
            let is_null = value.is_none() && matches!(dialect.quoting, Quoting::Strings | Quoting::NotNull);
            if dialect.quoting == Quoting::None || is_null {
                let message =
                    "empty field must be quoted if delimiter is a space and skipinitialspace is true";
                return Err(error(vm, message));
            }
            push_field(vm, &dialect, text, true, &mut out)?;
        } else {
            push_field(vm, &dialect, text, is_quoted, &mut out)?;
        }
        is_first_empty = count == 0 && is_empty && out.is_empty();
        count += 1;
        if count == 1
            && is_first_empty
            && value.is_none()
            && matches!(dialect.quoting, Quoting::Strings | Quoting::NotNull)
        {
            is_first_empty = true;
        }
    }
    // A record of one empty field would read as none.
    if count == 1 && is_first_empty {
        let quote = dialect.quote.filter(|_| dialect.quoting != Quoting::None);
        let Some(quote) = quote.filter(|_| !matches!(dialect.quoting, Quoting::Strings | Quoting::NotNull))
        else {
            return Err(error(vm, "single empty field record must be quoted"));
        };
        out.extend([quote, quote]);
    }
    out.extend_from_slice(&dialect.line_end);
    let line = strict_semantics::Text::from_code_points(out);
    let line = vm.try_str(line.view())?.value();
    vm.call(it.get(0), &[line])
}

/// Whether the kind of value asks for quotes.
fn must_quote(vm: &mut Vm, dialect: &Dialect, value: Value) -> bool {
    match dialect.quoting {
        Quoting::All => true,
        Quoting::NonNumeric => {
            vm.as_number(value).is_none()
                && vm.special(value, crate::object::Special::Float).is_none()
                && vm.special(value, crate::object::Special::Index).is_none()
        }
        Quoting::Strings => value.is::<Str>(),
        Quoting::NotNull => !value.is_none(),
        Quoting::Minimal | Quoting::None => false,
    }
}

fn push_field(
    vm: &mut Vm,
    dialect: &Dialect,
    text: Gc<Str>,
    is_quoted: bool,
    out: &mut Vec<u32>,
) -> Outcome<()> {
    let mut is_quoted = is_quoted;
    let mut escaped = Vec::with_capacity(text.len());
    for point in text.view().code_points() {
        let is_special = point == dialect.delimiter
            || Some(point) == dialect.escape
            || Some(point) == dialect.quote
            || matches!(point, 10 | 13)
            || dialect.line_end.contains(&point);
        if is_special {
            let mut wants_escape = false;
            if dialect.quoting == Quoting::None {
                wants_escape = true;
            } else if Some(point) == dialect.quote {
                if dialect.double_quote {
                    escaped.push(point);
                } else {
                    wants_escape = true;
                }
            } else if Some(point) == dialect.escape {
                wants_escape = true;
            }
            if wants_escape {
                match dialect.escape {
                    Some(escape) => escaped.push(escape),
                    None => return Err(error(vm, "need to escape, but no escapechar set")),
                }
            } else {
                is_quoted = true;
            }
        }
        escaped.push(point);
    }
    match dialect.quote.filter(|_| is_quoted) {
        Some(quote) => {
            out.push(quote);
            out.extend(escaped);
            out.push(quote);
        }
        None => out.extend(escaped),
    }
    Ok(())
}
