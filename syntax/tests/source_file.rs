//! Reading files that are there, and files that aren't what they should be.

use std::fs::{self, File};
use std::path::PathBuf;

use strict_syntax::{ColumnUnit, LineColumn, SourceError, SourceFile, TextSize};

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("strict-syntax-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Folder(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("a temporary file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_is_decoded_and_has_lines() {
    let folder = Folder::new("decoded");
    let path = folder.file("a.py", b"\xef\xbb\xbf# \xc3\xa9\r\nx = 1");
    let file = SourceFile::read(&path).expect("is readable");
    assert_eq!(file.path(), path);
    assert_eq!(file.text(), "# é\r\nx = 1");
    assert_eq!(file.line_count(), 2);
    assert_eq!((file.line_text(1), file.line_text(2), file.line_text(3)), (Some("# é"), Some("x = 1"), None));
    let place = LineColumn { line: 2, column: 5 };
    assert_eq!(file.position(TextSize::new(10)), place);
    assert_eq!(file.offset(place, ColumnUnit::Utf16), TextSize::new(10));
}

#[test]
fn what_is_not_a_source_file_is_refused() {
    let folder = Folder::new("refused");
    let missing = folder.0.join("missing.py");
    assert!(matches!(SourceFile::read(&missing), Err(SourceError::NotFound { path }) if path == missing));
    assert!(matches!(SourceFile::read(folder.file("f", b"").join("x")), Err(SourceError::Unreadable { .. })));
    assert!(matches!(SourceFile::read(&folder.0), Err(SourceError::IsDirectory { .. })));
    let bytes = folder.file("bytes.py", b"x = '\xff'");
    let Err(SourceError::Decode { line: 1, column: 6, message, .. }) = SourceFile::read(bytes) else {
        panic!("should not decode");
    };
    assert!(message.starts_with("Non-UTF-8 code"));
}

#[test]
fn large_files_are_refused_without_reading_them() {
    let folder = Folder::new("large");
    let path = folder.0.join("large.py");
    let file = File::create(&path).expect("a temporary file can be made");
    file.set_len(SourceFile::MAX_BYTES + 1).expect("a file can have holes");
    let error = SourceFile::read(&path).expect_err("is too large");
    assert_eq!(
        error.to_string(),
        format!("{}: has 33554433 bytes, more than the limit of 33554432", path.display())
    );
}

#[cfg(unix)]
#[test]
fn links_and_special_files_are_refused() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let folder = Folder::new("special");
    let dangling = folder.0.join("dangling.py");
    symlink("nowhere", &dangling).expect("links can be made");
    assert!(matches!(SourceFile::read(dangling), Err(SourceError::DanglingLink { .. })));
    let circle = folder.0.join("circle.py");
    symlink("circle.py", &circle).expect("links can be made");
    assert!(matches!(SourceFile::read(circle), Err(SourceError::DanglingLink { .. })));
    let socket = folder.0.join("socket.py");
    let _listener = UnixListener::bind(&socket).expect("a socket can be made");
    assert!(matches!(SourceFile::read(socket), Err(SourceError::NotRegularFile { .. })));
    assert!(matches!(SourceFile::read("/dev/null"), Err(SourceError::NotRegularFile { .. })));
}
