//! The Python exception that an operation on plain data ends in.

/// The class of the exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// `TypeError`
    Type,
    /// `ValueError`
    Value,
    /// `IndexError`
    Index,
    /// `KeyError`
    Key,
    /// `AttributeError`
    Attribute,
    /// `LookupError`
    Lookup,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `MemoryError`, or the caller's [`Limit`] was reached
    Memory,
    /// `UnicodeDecodeError`
    UnicodeDecode,
    /// `UnicodeEncodeError`
    UnicodeEncode,
    /// `BufferError`
    Buffer,
}

/// A Python exception: its class and its message, as CPython 3.14 words it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The class.
    pub kind: ErrorKind,
    /// What `str(exception)` gives.
    pub message: String,
}

impl Error {
    /// An exception of the given class.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into() }
    }

    /// `TypeError`
    #[cold]
    pub fn type_error(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Type, message)
    }

    /// `ValueError`
    #[cold]
    pub fn value(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Value, message)
    }

    /// `OverflowError`
    #[cold]
    pub fn overflow(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Overflow, message)
    }

    /// `IndexError`
    #[cold]
    pub fn index(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Index, message)
    }

    /// `ZeroDivisionError`, as every division words it.
    #[cold]
    pub fn division_by_zero() -> Self {
        Error::new(ErrorKind::ZeroDivision, "division by zero")
    }

    /// `MemoryError`
    #[cold]
    pub fn memory() -> Self {
        Error::new(ErrorKind::Memory, "")
    }
}

/// Result of an operation that may raise.
pub type Result<T> = std::result::Result<T, Error>;

/// How many bytes a single result may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(pub usize);

impl Limit {
    /// No bound but the address space: what a running program has.
    pub const NONE: Limit = Limit(isize::MAX as usize);

    /// Fails with `MemoryError` when a result of `bytes` bytes is beyond the limit.
    ///
    /// # Errors
    /// [`ErrorKind::Memory`] when `bytes` exceeds the limit.
    pub fn check(self, bytes: usize) -> Result<()> {
        if bytes > self.0 { Err(Error::memory()) } else { Ok(()) }
    }

    /// Fails with `MemoryError` when a result of `bytes` bytes is beyond the limit, or there is no memory for it and
    /// the copies that are made on the way to it.
    ///
    /// # Errors
    /// [`ErrorKind::Memory`]
    pub fn check_room(self, bytes: usize) -> Result<()> {
        const LARGE: usize = 1 << 20;
        const COPIES: usize = 8;
        self.check(bytes)?;
        let is_there =
            bytes <= LARGE || Vec::<u8>::new().try_reserve_exact(bytes.saturating_mul(COPIES)).is_ok();
        if is_there { Ok(()) } else { Err(Error::memory()) }
    }
}
