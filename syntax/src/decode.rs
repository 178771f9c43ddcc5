//! From bytes to text, as PEP 263 says.

/// Why bytes can't be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    pub(crate) message: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Decodes a source file.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    String::from_utf8(bytes).map_err(|error| DecodeError { message: error.to_string(), line: 0, column: 0 })
}
