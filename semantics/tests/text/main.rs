//! Text, bytes, codecs and templates against what CPython 3.14 answered.
//!
//! The answers are in `tests/data`, written by the scripts in `scripts`.

mod bytes_methods;
mod case_file;
mod codecs;
mod limits;
mod str_methods;
mod templates;
mod value;
