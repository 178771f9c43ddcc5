//! Packs the standard library into one archive and an index of its modules.
//!
//! The text comes from the crate `rustpython-pylib`: CPython's `Lib`, as RustPython ships it. `overlay/` undoes what
//! RustPython changed: `overlay/omitted` lists files to leave out, `overlay/<path>.patch` edits a file; `overlay/data`
//! lists files to embed that are no modules. Each file is one LZ4 block, so that one is read without unpacking the
//! others; the indices are Rust arrays, sorted by name.
#![allow(clippy::print_stdout, reason = "a build script talks to cargo on its standard output")]

mod overlay;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use overlay::{Omitted, Patch};

/// One module of the library: its dotted name, its path below the library folder, its final text.
struct Module {
    name: String,
    path: String,
    text: String,
}

/// The archive while it grows: blocks one behind the other.
#[derive(Default)]
struct Archive(Vec<u8>);

impl Archive {
    /// Adds a block; gives its fields in the index.
    fn add(&mut self, path: &str, contents: &[u8]) -> Result<String, Box<dyn Error>> {
        let block = lz4_flex::block::compress(contents);
        if lz4_flex::block::decompress(&block, contents.len())? != contents {
            return Err(format!("{path} does not survive compression").into());
        }
        let start = self.0.len();
        self.0.extend_from_slice(&block);
        Ok(format!("Block {{ start: {start}, packed: {}, size: {} }}", block.len(), contents.len()))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=overlay");

    let mut modules = read_modules(Path::new(rustpython_pylib::LIB_PATH), Path::new("overlay"))?;
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    check_packages(&modules)?;

    let mut archive = Archive::default();
    let modules = pack_modules(&modules, &mut archive)?;
    let data = pack_data(Path::new(rustpython_pylib::LIB_PATH), Path::new("overlay"), &mut archive)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("library.lz4"), archive.0)?;
    fs::write(out.join("modules.rs"), modules)?;
    fs::write(out.join("data.rs"), data)?;
    fs::copy(Path::new(rustpython_pylib::LIB_PATH).join("PSF-LICENSE"), out.join("LICENSE"))?;
    Ok(())
}

/// Reads every module of `library` that `overlay` does not omit, patched.
fn read_modules(library: &Path, overlay: &Path) -> Result<Vec<Module>, Box<dyn Error>> {
    let omitted = fs::read_to_string(overlay.join("omitted"))?;
    let mut omitted = Omitted::parse(&omitted);
    let mut patches = list_files(overlay, "patch")?;
    let mut modules = Vec::new();
    for path in list_files(library, "py")? {
        if omitted.contains(&path) {
            continue;
        }
        let mut text = fs::read_to_string(library.join(&path)).map_err(|error| format!("{path}: {error}"))?;
        let patch = format!("{path}.patch");
        if let Some(position) = patches.iter().position(|it| *it == patch) {
            patches.swap_remove(position);
            let edits = fs::read_to_string(overlay.join(&patch))?;
            text = Patch::parse(&edits)
                .and_then(|edits| edits.apply(&text))
                .map_err(|error| format!("overlay/{patch}: {error}"))?;
        }
        modules.push(Module { name: module_name(&path)?, path, text });
    }
    if let Some(entry) = omitted.unused() {
        return Err(format!("overlay/omitted: the library has no {entry}").into());
    }
    if let Some(patch) = patches.first() {
        return Err(format!("overlay/{patch}: the library has no such file").into());
    }
    Ok(modules)
}

/// The files below `folder` with this extension, relative to it, with `/` between folders.
fn list_files(folder: &Path, extension: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    let mut pending = vec![String::new()];
    while let Some(prefix) = pending.pop() {
        for entry in fs::read_dir(folder.join(&prefix))? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| format!("{name:?} is not text"))?;
            if entry.file_type()?.is_dir() {
                pending.push(format!("{prefix}{name}/"));
            } else if Path::new(&name).extension().is_some_and(|it| it == extension) {
                found.push(format!("{prefix}{name}"));
            }
        }
    }
    Ok(found)
}

/// The dotted name of the module at `path`: `asyncio/__init__.py` is `asyncio`.
fn module_name(path: &str) -> Result<String, Box<dyn Error>> {
    let stem = path.strip_suffix(".py").unwrap_or(path);
    let stem = stem.strip_suffix("/__init__").unwrap_or(stem);
    let is_identifier = |part: &str| {
        !part.is_empty()
            && !part.starts_with(|c: char| c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !stem.split('/').all(is_identifier) {
        return Err(format!("{path} cannot be imported by name").into());
    }
    Ok(stem.replace('/', "."))
}

/// Checks what the crate promises: no name twice, and every folder that holds modules is a regular package.
fn check_packages(modules: &[Module]) -> Result<(), Box<dyn Error>> {
    let find = |name: &str| modules.binary_search_by(|it| it.name.as_str().cmp(name));
    for pair in modules.windows(2) {
        if pair[0].name == pair[1].name {
            return Err(format!("{} and {} have one name", pair[0].path, pair[1].path).into());
        }
    }
    for module in modules {
        if let Some((parent, _)) = module.name.rsplit_once('.')
            && !find(parent).is_ok_and(|at| modules[at].path.ends_with("/__init__.py"))
        {
            return Err(format!("{} is in a folder without __init__.py", module.path).into());
        }
    }
    Ok(())
}

/// Packs the modules; the index of them as the source of a Rust array of `Module`.
fn pack_modules(modules: &[Module], archive: &mut Archive) -> Result<String, Box<dyn Error>> {
    let mut index = String::from("&[\n");
    for Module { name, path, text } in modules {
        let is_package = path.ends_with("__init__.py");
        let block = archive.add(path, text.as_bytes())?;
        writeln!(
            index,
            "    Module {{ name: {name:?}, path: {path:?}, is_package: {is_package}, block: {block} }},"
        )?;
    }
    index.push_str("]\n");
    Ok(index)
}

/// Packs the files that `overlay/data` lists; the index of them as the source of a Rust array of `DataFile`, sorted by path.
fn pack_data(library: &Path, overlay: &Path, archive: &mut Archive) -> Result<String, Box<dyn Error>> {
    let list = fs::read_to_string(overlay.join("data"))?;
    let mut paths: Vec<&str> =
        list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    paths.sort_unstable();
    let mut index = String::from("&[\n");
    for path in paths {
        let contents =
            fs::read(library.join(path)).map_err(|error| format!("overlay/data: {path}: {error}"))?;
        let block = archive.add(path, &contents)?;
        writeln!(index, "    DataFile {{ path: {path:?}, block: {block} }},")?;
    }
    index.push_str("]\n");
    Ok(index)
}
