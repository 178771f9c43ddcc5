//! Writes the table of stubs: every `.pyi` file below `modules/`, sorted by module name.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo on its standard output")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=modules");
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let root = manifest.join("modules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    let mut entries = Vec::with_capacity(files.len());
    for file in files {
        let relative = file.strip_prefix(&root).map_err(io::Error::other)?;
        let path =
            relative.to_str().ok_or_else(|| io::Error::other("a stub's path is not UTF-8"))?.to_owned();
        let stem = path.strip_suffix(".pyi").unwrap_or(&path);
        let (stem, is_package) = match stem.strip_suffix("/__init__") {
            Some(package) => (package, true),
            None => (stem, false),
        };
        entries.push((stem.replace('/', "."), path, is_package, file));
    }
    entries.sort();
    let mut table = String::from("const STUBS: &[Stub] = &[\n");
    for (name, path, is_package, file) in &entries {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            table,
            "    Stub {{ name: {name:?}, path: {path:?}, is_package: {is_package}, text: include_str!({:?}) }},",
            file.display()
        );
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("table.rs"), table)
}

/// All `.pyi` files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "pyi") {
            files.push(path);
        }
    }
    Ok(())
}
