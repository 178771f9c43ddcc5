//! Reading the text files that a user names or keeps in a project, without waiting or growing for ever.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Bytes that a configuration or baseline may have.
const LIMIT: u64 = 256 << 20;

/// The text of a file in UTF-8.
///
/// # Errors
/// It cannot be read, is no text in UTF-8, is too large, or is no regular file: opening a named pipe waits until somebody
/// writes to it. What lies in `/dev` is read all the same, since shells pass the output of commands there.
pub(crate) fn read(path: &Path) -> Result<String> {
    if !path.starts_with("/dev") && !std::fs::metadata(path)?.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        let message = format!("has more than {} MiB", LIMIT >> 20);
        return Err(Error::new(ErrorKind::FileTooLarge, message));
    }
    String::from_utf8(bytes).map_err(|error| Error::new(ErrorKind::InvalidData, error.utf8_error()))
}
