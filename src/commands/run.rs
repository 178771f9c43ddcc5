//! `strict run`: runs a Python program. The same binary called as `python` or `strict-python` is that interpreter.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use strict_vm::run::Extensions;
use strict_vm::strict::ImportHook;

use crate::output;

/// The names under which the binary is an interpreter; virtual environments make the plain ones.
const INTERPRETER_NAMES: &[&str] = &["strict-python", "python", "python3", "python3.14"];

/// Runs the program if this is `strict run …`, or if the binary was called by an interpreter's name.
///
/// Python's command line is not for an argument parser: a word means what it means by the flag before it.
pub(crate) fn as_interpreter(words: &[OsString]) -> Option<ExitCode> {
    // Whoever starts a program may tell it another name than that of its file.
    let executed = strict_vm::run::executed_path().map(PathBuf::from);
    let called = words.first().map(PathBuf::from).into_iter().chain(executed).find(|path| {
        let name = path.file_name().and_then(OsStr::to_str);
        name.is_some_and(|name| INTERPRETER_NAMES.contains(&name))
    });
    if let Some(called) = called {
        let executable = absolute(&called).map(PathBuf::into_os_string);
        return Some(strict_vm::run::interpret(words, 1, executable, extensions()));
    }
    let is_run = words.get(1).is_some_and(|word| word == "run");
    is_run.then(|| {
        let executable = interpreter().map(PathBuf::into_os_string);
        strict_vm::run::interpret(words, 2, executable, extensions())
    })
}

/// What the interpreter gets from other crates.
fn extensions() -> Extensions {
    Extensions { hook: Some(loader()), attach_compiler: Some(strict_jit::attach) }
}

/// Who proves strict modules for the interpreter.
fn loader() -> Box<dyn ImportHook> {
    let cache = super::lsp::cache_folder().map(|folder| folder.join("proofs"));
    Box::new(strict_loader::Loader::new(output::finding, cache))
}

/// The path of a program that was called by a name: as written, or from `PATH`. Links stay, since a link may be what
/// makes a virtual environment.
fn absolute(called: &Path) -> Option<PathBuf> {
    if called.components().count() > 1 {
        return std::path::absolute(called).ok();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut candidates = std::env::split_paths(&folders).map(|folder| folder.join(called));
    candidates.find(|candidate| candidate.is_file()).and_then(|found| std::path::absolute(found).ok())
}

/// A path at which this binary takes Python's command line: `strict-python` beside it, else a link in the user's cache.
fn interpreter() -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let beside = this.with_file_name("strict-python");
    if beside.is_file() {
        return Some(beside);
    }
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(home)?;
    // One folder for each place of the binary, so that two versions do not take each other's link.
    let place: String =
        this.to_str()?.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let folder = cache.join("strict").join("interpreters").join(place.trim_matches('-'));
    let link = folder.join("strict-python");
    if std::fs::read_link(&link).is_ok_and(|target| target == this) {
        return Some(link);
    }
    std::fs::create_dir_all(&folder).ok()?;
    let fresh = folder.join(format!("strict-python.{}", std::process::id()));
    std::os::unix::fs::symlink(&this, &fresh).ok()?;
    // Another process may do the same: renaming replaces, and both links are alike.
    std::fs::rename(&fresh, &link).ok()?;
    Some(link)
}
