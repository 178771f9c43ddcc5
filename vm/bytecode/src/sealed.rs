//! Code that is read from its binary form when it is first looked at. Most functions of a module never run in a process,
//! so that reading them would be most of the work of an import.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::code::{Code, CodeFlags};
use crate::constant::Constant;
use crate::decode::{DecodeError, open, open_positions};
use crate::instruction::Instruction;
use crate::opcode::Opcode;
use crate::position::{Position, PositionTable};

/// What is known of code before it is read: enough to make a function of it.
#[derive(Clone, Debug)]
pub struct CodeHeader {
    /// `co_name`.
    pub name: Arc<str>,
    /// `co_qualname`.
    pub qualified_name: Arc<str>,
    /// `co_filename`.
    pub filename: Arc<str>,
    /// `co_firstlineno`.
    pub first_line: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// `co_argcount`.
    pub argument_count: u16,
    /// `co_posonlyargcount`.
    pub positional_only_count: u16,
    /// `co_kwonlyargcount`.
    pub keyword_only_count: u16,
    /// The number of registers of a frame.
    pub register_count: u32,
    /// The number of variables.
    pub variable_count: u32,
}

impl CodeHeader {
    /// The number of parameters, with `*args` and `**kwargs`: the registers that are set at entry.
    #[must_use]
    pub fn parameter_count(&self) -> u32 {
        u32::from(self.argument_count)
            + u32::from(self.keyword_only_count)
            + u32::from(self.flags.contains(CodeFlags::VARARGS))
            + u32::from(self.flags.contains(CodeFlags::VARKEYWORDS))
    }
}

/// A binary form with its strings, which all code in it shares.
pub(crate) struct Image {
    pub(crate) bytes: Vec<u8>,
    /// Where each string is, and the string once it was asked for.
    pub(crate) strings: Vec<(Range<u32>, OnceLock<Arc<str>>)>,
    /// Whether the code in it needs no verification.
    pub(crate) is_trusted: bool,
}

impl Image {
    pub(crate) fn string(&self, number: u32) -> Result<Arc<str>, DecodeError> {
        let bad = DecodeError::Bad("string");
        let (place, made) = self.strings.get(number as usize).ok_or(DecodeError::Bad("string number"))?;
        if let Some(made) = made.get() {
            return Ok(made.clone());
        }
        let bytes = self.bytes.get(place.start as usize..place.end as usize).ok_or(bad.clone())?;
        let text: Arc<str> = std::str::from_utf8(bytes).map_err(|_| bad)?.into();
        Ok(made.get_or_init(|| text).clone())
    }
}

/// A part of an image.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) image: Arc<Image>,
    pub(crate) range: Range<usize>,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes {:?}", self.range)
    }
}

/// Code that may not have been read yet.
#[derive(Debug)]
pub struct SealedCode {
    header: CodeHeader,
    sealed: Option<Place>,
    code: OnceLock<Arc<Code>>,
    /// What stands for it if it cannot be read.
    unreadable: OnceLock<Arc<Code>>,
}

impl SealedCode {
    pub(crate) fn new(header: CodeHeader, place: Place) -> Self {
        SealedCode { header, sealed: Some(place), code: OnceLock::new(), unreadable: OnceLock::new() }
    }

    /// What is known without reading it.
    #[must_use]
    pub fn header(&self) -> &CodeHeader {
        &self.header
    }

    /// Whether it has been read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.code.get().is_some()
    }

    /// The code.
    ///
    /// # Errors
    /// It is not the form of a code object.
    pub fn open(&self) -> Result<&Arc<Code>, DecodeError> {
        if let (None, Some(place)) = (self.code.get(), &self.sealed) {
            let code = open(place, &self.header)?;
            return Ok(self.code.get_or_init(|| Arc::new(code)));
        }
        self.code.get().ok_or(DecodeError::Truncated)
    }

    /// The code; something that does nothing if it cannot be read.
    #[must_use]
    pub fn get(&self) -> &Arc<Code> {
        match self.open() {
            Ok(code) => code,
            Err(_) => self.unreadable.get_or_init(|| Arc::new(unreadable(&self.header))),
        }
    }
}

impl From<Arc<Code>> for SealedCode {
    fn from(code: Arc<Code>) -> Self {
        let header = code.header();
        SealedCode { header, sealed: None, code: OnceLock::from(code), unreadable: OnceLock::new() }
    }
}

/// What stands for code whose form is damaged.
fn unreadable(header: &CodeHeader) -> Code {
    Code {
        name: header.name.clone(),
        qualified_name: header.qualified_name.clone(),
        filename: header.filename.clone(),
        first_line: header.first_line,
        flags: CodeFlags::empty(),
        argument_count: 0,
        positional_only_count: 0,
        keyword_only_count: 0,
        register_count: 0,
        variables: Vec::new(),
        instructions: vec![Instruction::new(Opcode::ReturnConst, 0, 0, 0, 0)],
        constants: vec![Constant::None],
        names: Vec::new(),
        sites: Vec::new(),
        handlers: Vec::new(),
        positions: PositionTable::default(),
        is_unverified: false,
    }
}

/// The runs of a table of positions that may not have been read yet: tracebacks ask for them.
#[derive(Clone, Debug)]
pub(crate) struct SealedRuns {
    pub(crate) place: Place,
    pub(crate) runs: OnceLock<Vec<(u32, Position)>>,
}

impl SealedRuns {
    /// The runs, as many as can be read.
    pub(crate) fn get(&self) -> &[(u32, Position)] {
        self.runs.get_or_init(|| open_positions(&self.place))
    }
}
