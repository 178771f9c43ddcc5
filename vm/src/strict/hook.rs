//! What the VM asks of whoever proves modules, as plain data.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

/// A module to be proved.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its full name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Whether it is what the process was started to run.
    pub is_program: bool,
    /// The file that the process was started to run, if that is no strict module: what it imports is best proved together.
    pub program: Option<PathBuf>,
    /// The text that will be executed.
    pub text: Vec<u8>,
    /// `sys.path`
    pub search_path: Vec<PathBuf>,
    /// Names of modules that are to be treated as strict although they do not ask for it, as patterns: `a.b`, `a.*`.
    pub imposed: Vec<String>,
}

/// How a module is to be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleKind {
    /// An ordinary module.
    Plain,
    /// Proved, to be frozen.
    Strict,
    /// Asks to be static, which it cannot be yet: treated as strict.
    Static,
    /// To be frozen, although nothing was proved.
    SideEffectsAllowed,
}

/// What is told of a module ahead of its execution. Nothing that memory safety rests on: see the folder's first page.
#[derive(Clone, Debug, Default)]
pub struct ModuleFacts {
    /// For classes by qualified name: the attributes of instances, in order, without inherited ones. A class that is not
    /// named here gets no fixed layout.
    pub layouts: FxHashMap<String, Vec<String>>,
    /// Names of other modules whose values the proof rests on, by module; those that are frozen may be left out.
    pub relied_on: Vec<(String, Vec<String>)>,
}

/// Why a module was refused.
#[derive(Clone, Debug)]
pub struct Finding {
    /// One sentence.
    pub message: String,
    /// The file.
    pub path: PathBuf,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// The finding as `strict check` prints it: source, chain of calls and advice.
    pub rendered: String,
}

/// The answer to a [`Request`].
#[derive(Clone, Debug)]
pub enum Analysis {
    /// It may be executed.
    Accepted(ModuleKind, ModuleFacts),
    /// It may not.
    Refused(Vec<Finding>),
}

/// A Python module that belongs to the loader.
#[derive(Clone, Copy, Debug)]
pub struct LibraryModule {
    /// Its full name.
    pub name: &'static str,
    /// Whether it is a package.
    pub is_package: bool,
    /// Its text.
    pub text: &'static str,
}

impl LibraryModule {
    /// The path that stands for it, as for modules of the standard library.
    pub fn display_path(&self) -> String {
        let path = self.name.replace('.', "/");
        if self.is_package { format!("<stdlib>/{path}/__init__.py") } else { format!("<stdlib>/{path}.py") }
    }
}

/// Proves modules.
pub trait ImportHook: Send {
    /// Python modules that belong to the loader. They are found behind those of the standard library.
    fn library(&self) -> &'static [LibraryModule];

    /// The program has ended: what is to be kept for the next one is written.
    fn finish(&mut self);

    /// Takes texts of files that are not on the disk, but in an archive.
    fn add_texts(&mut self, texts: Vec<(PathBuf, Vec<u8>)>);

    /// Proves a module.
    fn analyze(&mut self, request: &Request) -> Analysis;
}
