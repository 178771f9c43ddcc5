//! Reading: one record from one or more lines.

use super::dialect::{Dialect, Quoting};
use super::{content, error, field_limit};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Effect, List, Record, Str, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

// The fields of a reader.
const LINES: usize = 0;
pub(super) const DIALECT: usize = 1;
const LINE_NUMBER: usize = 2;
/// How many records were asked for: tells when the iterator of lines asks for one itself.
const RECORDS: usize = 3;

/// The type.
pub(super) static READER: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: &[
        ("dialect", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(DIALECT))), None),
        ("line_num", |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get(LINE_NUMBER))), None),
    ],
    ..record_type(
        "reader",
        "_csv",
        &[
            crate::modules::itertools::ITER,
            method("__next__", "($self, /)", Effect::Any, native(next), "Implement next(self)."),
        ],
        "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
    )
};

/// A reader of the lines that something yields.
pub(super) fn new(vm: &mut Vm, lines: Value, dialect: Value) -> Outcome<Gc<Record>> {
    let lines = vm.iter(lines)?;
    let class = vm.native_type(&READER);
    Ok(vm.new_record(class, &[lines, dialect, Value::ZERO, Value::ZERO]))
}

/// Where in a record the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuotes,
    EscapedInQuotes,
    QuoteInQuotes,
    AfterLineBreak,
    EscapedLineBreak,
}

/// The line is over.
const END: u32 = u32::MAX;

struct Parser<'a> {
    dialect: &'a Dialect,
    fields: Gc<List>,
    field: Vec<u32>,
    is_unquoted: bool,
    state: State,
    limit: usize,
}

fn next(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<List>> {
    let dialect = match it.get(DIALECT).cast::<Record>() {
        Some(dialect) => content::<Dialect>(vm, dialect).clone(),
        None => unreachable!("a reader has a dialect"),
    };
    let limit = field_limit(vm);
    let record = Value::fixnum(it.get(RECORDS).as_fixnum().unwrap_or(0) + 1);
    it.set(RECORDS, record);
    let fields = vm.new_list();
    let mut parser = Parser {
        dialect: &dialect,
        fields,
        field: Vec::new(),
        is_unquoted: false,
        state: State::StartRecord,
        limit,
    };
    loop {
        let line = vm.next(it.get(LINES))?;
        if it.get(RECORDS) != record {
            return Err(error(vm, "iterator has already advanced the reader"));
        }
        let Some(line) = line else {
            if !parser.field.is_empty() || parser.state == State::InQuotes {
                if dialect.is_strict {
                    return Err(error(vm, "unexpected end of data"));
                }
                parser.save(vm)?;
                return Ok(fields);
            }
            if parser.state == State::EscapedLineBreak
                || !fields.is_empty() && parser.state == State::StartField
            {
                parser.save(vm)?;
                return Ok(fields);
            }
            return Err(vm.stop_iteration(Value::NONE));
        };
        let Some(line) = line.cast::<Str>() else {
            let name = vm.type_name(line);
            let message = format!(
                "iterator should return strings, not {name} (the file should be opened in text mode)"
            );
            return Err(error(vm, &message));
        };
        let count = it.get(LINE_NUMBER).as_fixnum().unwrap_or(0);
        it.set(LINE_NUMBER, Value::fixnum(count + 1));
        // Copied: a field that is made may run out of memory, but nothing else can change the line.
        for point in line.view().code_points() {
            parser.take(vm, point)?;
        }
        parser.take(vm, END)?;
        if parser.state == State::StartRecord {
            return Ok(fields);
        }
    }
}

impl Parser<'_> {
    fn add(&mut self, vm: &mut Vm, point: u32) -> Outcome<()> {
        if self.field.len() >= self.limit {
            let message = format!("field larger than field limit ({})", self.limit);
            return Err(error(vm, &message));
        }
        self.field.push(point);
        Ok(())
    }

    /// Ends a field.
    fn save(&mut self, vm: &mut Vm) -> Outcome<()> {
        let quoting = self.dialect.quoting;
        let value = if self.is_unquoted
            && self.field.is_empty()
            && matches!(quoting, Quoting::NotNull | Quoting::Strings)
        {
            Value::NONE
        } else {
            let text = strict_semantics::Text::from_code_points(self.field.iter().copied());
            let text = vm.try_str(text.view())?.value();
            let is_number = self.is_unquoted
                && (quoting == Quoting::NonNumeric || quoting == Quoting::Strings)
                && !self.field.is_empty();
            if is_number { vm.call(vm.types.float.value(), &[text])? } else { text }
        };
        self.field.clear();
        self.is_unquoted = false;
        vm.append(self.fields, value)
    }

    fn end_of_record(&self, point: u32) -> State {
        if point == END { State::StartRecord } else { State::AfterLineBreak }
    }

    fn start_field(&mut self, vm: &mut Vm, point: u32) -> Outcome<()> {
        let dialect = self.dialect;
        self.is_unquoted = true;
        match point {
            10 | 13 | END => {
                self.save(vm)?;
                self.state = self.end_of_record(point);
            }
            _ if Some(point) == dialect.quote && dialect.quoting != Quoting::None => {
                self.is_unquoted = false;
                self.state = State::InQuotes;
            }
            _ if Some(point) == dialect.escape => self.state = State::Escaped,
            32 if dialect.skip_space => self.state = State::StartField,
            _ if point == dialect.delimiter => {
                self.save(vm)?;
                self.state = State::StartField;
            }
            _ => {
                self.add(vm, point)?;
                self.state = State::InField;
            }
        }
        Ok(())
    }

    fn in_field(&mut self, vm: &mut Vm, point: u32) -> Outcome<()> {
        match point {
            10 | 13 | END => {
                self.save(vm)?;
                self.state = self.end_of_record(point);
            }
            _ if Some(point) == self.dialect.escape => self.state = State::Escaped,
            _ if point == self.dialect.delimiter => {
                self.save(vm)?;
                self.state = State::StartField;
            }
            _ => self.add(vm, point)?,
        }
        Ok(())
    }

    /// Takes a character, or the end of a line.
    fn take(&mut self, vm: &mut Vm, point: u32) -> Outcome<()> {
        let dialect = self.dialect;
        match self.state {
            State::StartRecord => match point {
                END => {}
                10 | 13 => self.state = State::AfterLineBreak,
                _ => self.start_field(vm, point)?,
            },
            State::StartField => self.start_field(vm, point)?,
            State::Escaped => {
                if matches!(point, 10 | 13) {
                    self.add(vm, point)?;
                    self.state = State::EscapedLineBreak;
                } else {
                    self.add(vm, if point == END { 10 } else { point })?;
                    self.state = State::InField;
                }
            }
            State::EscapedLineBreak if point == END => {}
            State::EscapedLineBreak | State::InField => {
                self.state = State::InField;
                self.in_field(vm, point)?;
            }
            State::InQuotes => match point {
                END => {}
                _ if Some(point) == dialect.escape => self.state = State::EscapedInQuotes,
                _ if Some(point) == dialect.quote && dialect.quoting != Quoting::None => {
                    self.state = if dialect.double_quote { State::QuoteInQuotes } else { State::InField };
                }
                _ => self.add(vm, point)?,
            },
            State::EscapedInQuotes => {
                self.add(vm, if point == END { 10 } else { point })?;
                self.state = State::InQuotes;
            }
            State::QuoteInQuotes => match point {
                _ if Some(point) == dialect.quote && dialect.quoting != Quoting::None => {
                    self.add(vm, point)?;
                    self.state = State::InQuotes;
                }
                _ if point == dialect.delimiter => {
                    self.save(vm)?;
                    self.state = State::StartField;
                }
                10 | 13 | END => {
                    self.save(vm)?;
                    self.state = self.end_of_record(point);
                }
                _ if !dialect.is_strict => {
                    self.add(vm, point)?;
                    self.state = State::InField;
                }
                _ => {
                    let character = |point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let quote = dialect.quote.map_or(' ', character);
                    let message = format!("'{}' expected after '{quote}'", character(dialect.delimiter));
                    return Err(error(vm, &message));
                }
            },
            State::AfterLineBreak => match point {
                10 | 13 => {}
                END => self.state = State::StartRecord,
                _ => {
                    let message = "new-line character seen in unquoted field - do you need to open the file with newline=''?";
                    return Err(error(vm, message));
                }
            },
        }
        Ok(())
    }
}
