//! What a caller may ask of an analysis.

use std::path::PathBuf;

/// Platform whose `sys.platform` and `os.name` the analysed program sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Platform {
    /// `linux`
    #[default]
    Linux,
    /// `darwin`
    Darwin,
    /// `win32`
    Windows,
}

impl Platform {
    /// The value of `sys.platform`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Platform::Linux => "linux",
            Platform::Darwin => "darwin",
            Platform::Windows => "win32",
        }
    }
}

/// Settings of an analysis.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files to report on, with the module name each has; see `discover` for how names are found.
    pub modules: Vec<(String, PathBuf)>,
    /// Folders in which imports are looked up, in order, before the embedded standard library.
    pub search_path: Vec<PathBuf>,
    /// Folders with the user's stubs; they win over everything else.
    pub stubs: Vec<PathBuf>,
    /// Treat every module as strict, also those that are only imported.
    pub all: bool,
    /// Treat modules whose name matches one of these patterns as strict: `a.b`, `a.*`, `*` matches any text.
    pub strict_modules: Vec<String>,
    /// `sys.version_info[:2]` that the program sees.
    pub python_version: (u8, u8),
    /// `sys.platform` that the program sees.
    pub platform: Platform,
    /// Threads to use; 0 means one per core.
    pub jobs: usize,
    /// Fill [`ModuleReport::names`](crate::ModuleReport::names).
    pub details: bool,
    /// Fill [`ModuleReport::classes`](crate::ModuleReport::classes).
    pub layouts: bool,
    /// Report on modules that are imported from files as well.
    pub report_imported: bool,
    /// Evaluate strict modules that plain ones import, too: what a program loads, whatever it is itself.
    pub follow_plain: bool,
    /// Report on imported library modules and stubs as well.
    pub report_library: bool,
    /// The process ends after this analysis: leave it to the system to take the memory back.
    pub is_last: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            modules: Vec::new(),
            search_path: Vec::new(),
            stubs: Vec::new(),
            all: false,
            strict_modules: Vec::new(),
            python_version: (3, 14),
            platform: Platform::default(),
            jobs: 0,
            details: false,
            layouts: false,
            report_imported: false,
            follow_plain: false,
            report_library: false,
            is_last: false,
        }
    }
}
