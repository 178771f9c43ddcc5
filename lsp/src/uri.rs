//! File URIs and paths.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use lsp_types::Uri;

/// The path of a `file` URI.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // An authority is left out: files of other hosts are not ours.
    let path = &rest[rest.find('/')?..];
    let path = path.split(['?', '#']).next()?;
    let bytes = percent_decoded(path.as_bytes());
    let text = String::from_utf8(bytes).ok()?;
    // `/C:/folder` on Windows.
    let is_drive = cfg!(windows) && text.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if is_drive { &text[1..] } else { &text }))
}

/// The URI of an absolute path.
pub(crate) fn from_path(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::from("file://");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri.parse().ok()
}

fn percent_decoded(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        let digits = (first == b'%').then(|| after.get(..2)).flatten();
        let value = digits.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        match value {
            Some(value) => {
                decoded.push(value);
                rest = &after[2..];
            }
            None => {
                decoded.push(first);
                rest = after;
            }
        }
    }
    decoded
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_round_trip() {
        for path in ["/a/b.py", "/größe/a b%20.py", "/x/#?:@.py"] {
            assert_eq!(to_path(&from_path(Path::new(path)).unwrap()).unwrap(), Path::new(path));
        }
        assert_eq!(to_path(&"untitled:a".parse().unwrap()), None);
        assert_eq!(
            to_path(&"file:///a%2".parse().unwrap_or_else(|_| "file:///a".parse().unwrap())),
            Some("/a".into())
        );
    }
}
