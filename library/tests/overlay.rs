//! The overlay's formats.

#[path = "../build/overlay.rs"]
mod overlay;

use overlay::{Omitted, Patch, PatchError};

fn edited(text: &str, patch: &str) -> Result<String, PatchError> {
    Patch::parse(patch)?.apply(text)
}

#[test]
fn replaces_a_run_of_lines() {
    let patch = "Why.\n@@ replace\nb\nc\n@@ with\nB\n@@ end\n";
    assert_eq!(edited("a\nb\nc\nd\n", patch).as_deref(), Ok("a\nB\nd\n"));
}

#[test]
fn edits_follow_each_other() {
    let patch = "@@ replace\na\n@@ with\nb\n@@ end\nThen.\n@@ replace\nb\n@@ with\n@@ end\n";
    assert_eq!(edited("x\na\ny\n", patch).as_deref(), Ok("x\ny\n"));
}

#[test]
fn an_ellipsis_stands_for_the_lines_up_to_the_next_match() {
    let patch = "@@ replace\nfirst\n@@ ...\nlast\n@@ with\n@@ end\n";
    assert_eq!(edited("last\nfirst\nx\ny\nlast\nlast\n", patch).as_deref(), Ok("last\nlast\n"));
}

#[test]
fn only_whole_lines_match() {
    let patch = "@@ replace\nab\n@@ with\n@@ end\n";
    assert_eq!(edited("abc\n ab\n", patch), Err(PatchError::Missing(1)));
}

#[test]
fn a_place_that_is_not_unique_is_refused() {
    let patch = "\n@@ replace\na\n@@ with\n@@ end\n";
    assert_eq!(edited("a\na\n", patch), Err(PatchError::Ambiguous(2)));
    let patch = "@@ replace\na\n@@ ...\nz\n@@ with\n@@ end\n";
    assert_eq!(edited("z\na\nb\n", patch), Err(PatchError::Missing(1)));
}

#[test]
fn malformed_patches_are_refused() {
    for (patch, error) in [
        ("", PatchError::Marker(0)),
        ("only words\n", PatchError::Marker(1)),
        ("@@ with\n", PatchError::Marker(1)),
        ("@@ replace\na\n@@ end\n", PatchError::Marker(3)),
        ("@@ replace\na\n@@ with\nb\n", PatchError::Marker(4)),
        ("@@ replace\na\n@@ witth\n@@ end\n", PatchError::Marker(3)),
        ("@@ replace\n@@ with\nb\n@@ end\n", PatchError::Empty(1)),
        ("@@ replace\na\n@@ ...\n@@ with\n@@ end\n", PatchError::Empty(1)),
    ] {
        assert_eq!(edited("a\n", patch).err(), Some(error), "{patch:?}");
    }
}

#[test]
fn omitted_files_and_folders() {
    let mut omitted = Omitted::parse("# why\na.py\n\npkg/tests/\n");
    assert!(omitted.contains("a.py") && !omitted.contains("b/a.py") && !omitted.contains("a.pyi"));
    assert_eq!(omitted.unused(), Some("pkg/tests/"));
    assert!(omitted.contains("pkg/tests/x/y.py") && !omitted.contains("pkg/tests.py"));
    assert_eq!(omitted.unused(), None);
}
