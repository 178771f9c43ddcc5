//! What an analysis returns: per module a verdict, its diagnostics, and what became of its names and classes.

use std::path::PathBuf;
use std::sync::Arc;

use strict_syntax::SourceFile;

use crate::diagnostics::Diagnostic;

/// How a module asked to be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModuleKind {
    /// No marker: an ordinary module.
    Plain,
    /// `import __strict__`, or strictness imposed by an option.
    Strict,
    /// `import __static__`.
    Static,
    /// Strict, with `from __strict__ import allow_side_effects`: not analysed.
    SideEffectsAllowed,
}

/// The answer to "can executing the top-level code be seen from outside?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Proved: it cannot.
    Accepted,
    /// Not proved; the diagnostics say why.
    Rejected,
    /// Nobody asked: the module is plain, or its side effects are allowed.
    NotAnalyzed,
}

/// What is known about a module-level name when the module has finished.
#[derive(Clone, Debug)]
pub struct NameReport {
    /// The name.
    pub name: String,
    /// `constant`, `object`, `typed`, `union`, `lazy` or `unknown`.
    pub kind: &'static str,
    /// Name of the type, as far as it is known.
    pub type_name: String,
    /// `repr` exactly as Python prints it, when it is known and the same in every run.
    pub repr: Option<String>,
    /// The module that made the object, if it is one; `builtins` for what is built in.
    pub owner: Option<String>,
    /// Why nothing is known about the value.
    pub reason: Option<String>,
    /// Functions of the module rebind the name: later importers cannot rely on it.
    pub is_rebound: bool,
}

/// The layout of a class.
#[derive(Clone, Debug)]
pub struct ClassReport {
    /// Qualified name inside the module.
    pub name: String,
    /// Computed slots, in layout order, without inherited ones. `None`: instances keep a `__dict__`.
    pub slots: Option<Vec<String>>,
    /// Slots of the bases, which come first.
    pub inherited_slots: Vec<String>,
    /// Names of the base classes.
    pub bases: Vec<String>,
}

/// The result for one module.
#[derive(Clone, Debug)]
pub struct ModuleReport {
    /// Dotted name.
    pub name: String,
    /// The file, as the user named it where possible.
    pub path: PathBuf,
    /// How the module asked to be treated.
    pub kind: ModuleKind,
    /// The verdict, before suppressions and baselines are applied.
    pub verdict: Verdict,
    /// Everything found, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The source, if it could be read: suppressing comments are in it.
    pub source: Option<Arc<SourceFile>>,
    /// Module-level names in order of binding. Filled only when [`Options::details`](crate::Options) asks.
    pub names: Vec<NameReport>,
    /// Classes defined at module level, in order. Filled only when [`Options::layouts`](crate::Options) asks.
    pub classes: Vec<ClassReport>,
    /// Names of modules whose import the module level reaches.
    pub imports: Vec<String>,
    /// Names of other modules whose values the evaluation of this one's component rests on, by module: of those that are not
    /// frozen when they are loaded as this one says. Filled only when [`Options::layouts`](crate::Options) asks.
    pub relied_on: Vec<(String, Vec<String>)>,
    /// Source lines.
    pub lines: usize,
    /// Abstract steps taken.
    pub steps: u64,
}

/// Where the time went, and how much work was done.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Modules parsed, library modules included.
    pub modules_parsed: usize,
    /// Modules evaluated, library modules included.
    pub modules_evaluated: usize,
    /// Lines of all evaluated modules.
    pub lines: usize,
    /// Abstract steps taken.
    pub steps: u64,
    /// Modules that ran out of steps, depth or size.
    pub exhausted: usize,
    /// Seconds, summed over threads, by phase (`read`, `parse`, `lower`, `evaluate`, `report`).
    pub seconds: Vec<(&'static str, f64)>,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The modules that were asked for, ordered by name.
    pub modules: Vec<ModuleReport>,
    /// Work done.
    pub statistics: Statistics,
    /// What was found in library modules that were evaluated because something imports them: a value that such a
    /// finding concerns is unknown to the modules under analysis.
    pub library: Vec<LibraryFinding>,
}

/// A finding in a library module.
#[derive(Clone, Debug)]
pub struct LibraryFinding {
    /// Dotted name of the library module.
    pub module: String,
    /// What was found.
    pub diagnostic: Diagnostic,
}
