//! How errors and warnings of source become exceptions, with the place and the line as CPython gives them.

use strict_compiler::CompileError;
use strict_syntax::{
    ErrorPlace, Phase, SourceError, SourceFile, SyntaxError, SyntaxErrorKind, SyntaxWarning, TextSize,
};

use super::prelude::*;
use crate::vm::Raised;

/// What ranges are places in.
pub(super) enum Origin<'a> {
    /// A text.
    Text(SourceFile),
    /// A tree that a program made.
    Made(&'a strict_compiler::MadeTree),
}

impl<'a> Origin<'a> {
    pub(super) fn text(filename: &str, text: &str) -> Self {
        Origin::Text(SourceFile::from_text(filename, text))
    }

    /// Line and column, both from 1.
    fn place(&self, offset: TextSize) -> (usize, usize) {
        match self {
            Origin::Text(file) => {
                let place = file.position(offset);
                (place.line, place.column)
            }
            Origin::Made(made) => {
                let (line, column) = made.line_and_column(offset);
                (line as usize, column as usize + 1)
            }
        }
    }

    /// The place of an error. The compiler no longer has the text, so it looks into the file for the line.
    fn error_place(&self, error: &SyntaxError, filename: &str) -> ErrorPlace {
        let mut place = match self {
            Origin::Text(file) => ErrorPlace::of(error, file),
            Origin::Made(_) => {
                let (line, column) = self.place(error.range.start());
                let (end_line, end_column) = self.place(error.range.end());
                ErrorPlace { line, column, end_line, end_column: end_column as i64, text: None }
            }
        };
        if error.phase == Phase::Code && !filename.starts_with('<') {
            place.text = SourceFile::read(filename).ok().and_then(|file| {
                let end = if place.line < file.line_count() { "\n" } else { "" };
                file.line_text(place.line).map(|line| format!("{line}{end}"))
            });
        }
        place
    }

    /// Raises an error of the source.
    #[cold]
    pub(super) fn raise(&self, vm: &mut Vm, error: &CompileError, filename: &str) -> Raised {
        let CompileError::Syntax(errors) = error else {
            return vm.error(vm.exceptions.SyntaxError, error.to_string());
        };
        match errors.first() {
            Some(error) => self.raise_syntax_error(vm, error, filename),
            None => vm.error(vm.exceptions.SyntaxError, "invalid syntax"),
        }
    }

    fn raise_syntax_error(&self, vm: &mut Vm, error: &SyntaxError, filename: &str) -> Raised {
        use SyntaxErrorKind as Kind;
        let class = match error.kind {
            Kind::Indentation => vm.exceptions.IndentationError,
            Kind::Tab => vm.exceptions.TabError,
            Kind::Incomplete => vm.exceptions._IncompleteInputError,
            Kind::TooComplex => return vm.error(vm.exceptions.MemoryError, error.message.as_str()),
            Kind::Syntax => vm.exceptions.SyntaxError,
        };
        let place = self.error_place(error, filename);
        let line = place.text.map_or(Value::NONE, |line| vm.new_str(&line).value());
        let filename = vm.new_str(filename).value();
        let [start_line, start_column, end_line] =
            [place.line, place.column, place.end_line].map(Value::index);
        let end_column = Value::fixnum(place.end_column);
        let place = vm.tuple(&[filename, start_line, start_column, line, end_line, end_column]);
        let message = vm.new_str(&error.message);
        vm.raise_with(class, &[message.value(), place.value()])
    }

    /// Issues warnings.
    ///
    /// # Errors
    /// A `SyntaxError` for one that a filter makes an error.
    pub(super) fn warn(&self, vm: &mut Vm, warnings: &[SyntaxWarning], filename: &str) -> Outcome<()> {
        for warning in warnings {
            let module = crate::modules::import_module(vm, "_warnings")?;
            let message = vm.new_str(&warning.message).value();
            let category = vm.exceptions.SyntaxWarning;
            let file = vm.new_str(filename).value();
            let line = Value::index(self.place(warning.place).0);
            let name = vm.intern("warn_explicit");
            let arguments = [message, category.value(), file, line];
            if let Err(raised) = vm.call_method(module, name, &arguments) {
                return Err(if vm.catch(category) {
                    self.raise_syntax_error(vm, &warning.error, filename)
                } else {
                    raised
                });
            }
        }
        Ok(())
    }
}

/// Raises that the bytes of a source are no text.
#[cold]
pub(crate) fn raise_decode_error(vm: &mut Vm, error: &SourceError, filename: &str, data: &[u8]) -> Raised {
    raise_with_words(vm, error, &error.reason_without_place(), filename, data)
}

/// The same for a file that is run, which CPython reads in another way.
#[cold]
pub(crate) fn raise_file_error(vm: &mut Vm, error: &SourceError, filename: &str, data: &[u8]) -> Raised {
    let words = error.reason_without_place();
    let words = if words.starts_with("Non-UTF-8 code") {
        words.replacen(" on line ", &format!(" in file {filename} on line "), 1)
    } else {
        words.replace("source code string cannot", "source code cannot")
    };
    raise_with_words(vm, error, &words, filename, data)
}

fn raise_with_words(vm: &mut Vm, error: &SourceError, words: &str, filename: &str, data: &[u8]) -> Raised {
    let message = vm.new_str(words).value();
    let filename = vm.new_str(filename).value();
    let place = match error {
        SourceError::Decode { line: line @ 1.., column, .. } => {
            let text = data.split(|byte| *byte == b'\n').nth(line - 1).unwrap_or_default();
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            let text = vm.new_str(&String::from_utf8_lossy(text)).value();
            let [line, column] = [*line, *column].map(Value::index);
            vm.tuple(&[filename, line, column, text, line, column])
        }
        _ => vm.tuple(&[filename, Value::fixnum(0), Value::fixnum(-1), Value::NONE]),
    };
    vm.raise_with(vm.exceptions.SyntaxError, &[message, place.value()])
}
