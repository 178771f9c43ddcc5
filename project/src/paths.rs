//! Paths as users write them, and as files store them.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// A path as the user would write it: relative to the working directory where it is below it.
pub fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    match here.and_then(|here| path.strip_prefix(here).ok()) {
        Some(relative) if relative.as_os_str().is_empty() => PathBuf::from("."),
        Some(relative) => relative.to_owned(),
        None => path.strip_prefix("./").unwrap_or(path).to_owned(),
    }
}

/// An absolute path without `.` and `..`, by its spelling alone: links are not followed.
pub fn absolute(path: &Path) -> PathBuf {
    let here = if path.is_absolute() { PathBuf::new() } else { std::env::current_dir().unwrap_or_default() };
    let mut absolute = PathBuf::new();
    for component in here.components().chain(path.components()) {
        match component {
            Component::CurDir => {}
            // Above the root is the root.
            Component::ParentDir => drop(absolute.pop()),
            other => absolute.push(other),
        }
    }
    absolute
}

/// A path with `/` between its parts, whatever the platform.
pub fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_users_write_them() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(shown(&here), Path::new("."));
        assert_eq!(shown(&here.join("a/b.py")), Path::new("a/b.py"));
        assert_eq!(shown(Path::new("./a.py")), Path::new("a.py"));
        assert_eq!(shown(Path::new("/elsewhere/a.py")), Path::new("/elsewhere/a.py"));
    }

    #[test]
    fn dots_are_resolved() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(absolute(Path::new("./a/../b.py")), here.join("b.py"));
        assert_eq!(absolute(Path::new("/../a/./b")), Path::new("/a/b"));
        assert_eq!(absolute(Path::new("")), here);
    }
}
