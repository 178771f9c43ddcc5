//! The archive that the build packed, and its indices.

use std::collections::BTreeSet;

/// A module of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Module {
    /// The dotted name: `asyncio.events`.
    pub name: &'static str,
    /// The path below the library folder, with `/` between folders: `asyncio/events.py`.
    pub path: &'static str,
    /// Whether it is a package, that is an `__init__.py`. The library has no namespace packages.
    pub is_package: bool,
    block: Block,
}

/// A file of the library that is no module, such as the activation scripts of `venv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DataFile {
    /// The path below the library folder, with `/` between folders: `venv/scripts/common/activate`.
    pub path: &'static str,
    block: Block,
}

/// A file in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Block {
    /// Where it starts.
    start: usize,
    /// Its length in the archive.
    packed: usize,
    /// Its length when it is unpacked.
    size: usize,
}

impl Block {
    fn unpack(&self) -> Vec<u8> {
        let block = &ARCHIVE[self.start..self.start + self.packed];
        // The build unpacked this very block to the same size.
        lz4_flex::block::decompress(block, self.size).expect("the build checked every block")
    }
}

/// All modules, sorted by name.
static MODULES: &[Module] = include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// All other files, sorted by path.
static DATA: &[DataFile] = include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// The files' contents, one LZ4 block each.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.lz4"));

/// What a display path starts with.
const DISPLAY_PREFIX: &str = "<stdlib>/";

impl Module {
    /// The text, in UTF-8. Unpacks it at each call: about two gigabytes a second.
    pub fn source(&self) -> Vec<u8> {
        self.block.unpack()
    }

    /// The text's length in bytes, without unpacking it.
    pub fn size(&self) -> usize {
        self.block.size
    }

    /// The path that stands for the module in messages: `<stdlib>/asyncio/events.py`.
    pub fn display_path(&self) -> String {
        format!("{DISPLAY_PREFIX}{}", self.path)
    }
}

impl DataFile {
    /// What the file holds. Unpacks it at each call.
    pub fn contents(&self) -> Vec<u8> {
        self.block.unpack()
    }
}

/// The files that are no modules, sorted by path.
pub fn data_files() -> impl ExactSizeIterator<Item = DataFile> + Clone {
    DATA.iter().copied()
}

/// The file that is no module with this path in messages: `<stdlib>/venv/scripts/common/activate`.
pub fn data_at_display_path(path: &str) -> Option<DataFile> {
    let path = path.strip_prefix(DISPLAY_PREFIX)?;
    let at = DATA.binary_search_by(|file| file.path.cmp(path)).ok()?;
    Some(DATA[at])
}

/// The names of the files and folders in the folder with this path in messages, sorted: `<stdlib>/venv`. A folder exists
/// if there is something in it.
pub fn entries_at_display_path(path: &str) -> BTreeSet<&'static str> {
    let Some(folder) = path.strip_prefix(DISPLAY_PREFIX) else { return BTreeSet::new() };
    let prefix = format!("{folder}/");
    let paths = MODULES.iter().map(|module| module.path).chain(DATA.iter().map(|file| file.path));
    paths.filter_map(|path| path.strip_prefix(&prefix)?.split('/').next()).collect()
}

/// All modules, sorted by name.
pub fn modules() -> impl ExactSizeIterator<Item = Module> + Clone {
    MODULES.iter().copied()
}

/// The module with this dotted name.
pub fn find(name: &str) -> Option<Module> {
    let at = MODULES.binary_search_by(|module| module.name.cmp(name)).ok()?;
    Some(MODULES[at])
}

/// The modules directly inside a package, sorted by name. The package with the empty name holds the top-level modules.
pub fn children(package: &str) -> impl Iterator<Item = Module> + Clone {
    let prefix = if package.is_empty() { String::new() } else { format!("{package}.") };
    let start = MODULES.partition_point(|module| module.name < prefix.as_str());
    MODULES[start..]
        .iter()
        .map_while(move |module| Some((module, module.name.strip_prefix(&prefix)?)))
        .filter(|(_, rest)| !rest.contains('.'))
        .map(|(module, _)| *module)
}

/// The module that [`Module::display_path`] gave this path.
pub fn at_display_path(path: &str) -> Option<Module> {
    let path = path.strip_prefix(DISPLAY_PREFIX)?;
    let stem = path.strip_suffix(".py")?;
    let module = find(&stem.strip_suffix("/__init__").unwrap_or(stem).replace('/', "."))?;
    (module.path == path).then_some(module)
}
