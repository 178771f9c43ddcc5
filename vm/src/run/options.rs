//! What the command line and the environment say about how to interpret.

use std::ffi::OsString;

use strict_compiler::Optimization;

/// The settings of one interpreter: what `sys.flags` shows, and what is not shown there.
///
/// Counts are how often a flag was given.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `-d`
    pub debug: u8,
    /// `-i`, `PYTHONINSPECT`
    pub inspect: u8,
    /// `-i`
    pub interactive: u8,
    /// `-O`, `PYTHONOPTIMIZE`: 1 leaves out assertions, 2 docstrings too.
    pub optimize: u8,
    /// `-B`, `PYTHONDONTWRITEBYTECODE`
    pub dont_write_bytecode: bool,
    /// `-s`, `-I`, `PYTHONNOUSERSITE`
    pub no_user_site: bool,
    /// `-S`
    pub no_site: bool,
    /// `-E`, `-I`
    pub ignore_environment: bool,
    /// `-v`, `PYTHONVERBOSE`
    pub verbose: u8,
    /// `-b`: 1 warns about comparing bytes with text, 2 raises.
    pub bytes_warning: u8,
    /// `-q`
    pub quiet: u8,
    /// `-I`
    pub isolated: bool,
    /// `-P`, `-I`, `PYTHONSAFEPATH`
    pub safe_path: bool,
    /// `-u`, `PYTHONUNBUFFERED`
    pub unbuffered: bool,
    /// `-X dev`, `PYTHONDEVMODE`
    pub dev_mode: bool,
    /// `-X faulthandler`: says where threads are if the process ends by an error in it.
    pub fault_handler: bool,
    /// Whether text is UTF-8 whatever the locale says: as `-X utf8` or `PYTHONUTF8` tells, else unless a locale was set at the
    /// start that is not that of C.
    pub utf8_mode: bool,
    /// `-X warn_default_encoding`, `PYTHONWARNDEFAULTENCODING`
    pub warn_default_encoding: bool,
    /// `-X int_max_str_digits=N`, `PYTHONINTMAXSTRDIGITS`; 0 is no limit.
    pub int_max_str_digits: Option<u32>,
    /// `PYTHONHASHSEED`: the seed, or that hashes are random.
    pub hash_seed: Option<u32>,
    /// `-x`: leave out the first line of the program.
    pub skip_first_line: bool,
    /// `-W`, `PYTHONWARNINGS`, in order of rising importance.
    pub warnings: Vec<OsString>,
    /// `-X NAME[=VALUE]`
    pub x_options: Vec<(String, Option<String>)>,
    /// `--dump-bytecode`: print the code of the program instead of running it.
    pub dump_bytecode: bool,
    /// `--venv`: the virtual environment to run in.
    pub virtual_environment: Option<OsString>,
    /// `PYTHONPATH`, unless the environment is ignored.
    pub module_path: Option<OsString>,
    /// `sys.executable`: the path of a program that takes Python's command line; none if there is none.
    pub executable: Option<OsString>,
    /// `sys.orig_argv`
    pub original_arguments: Vec<OsString>,
}

impl Options {
    /// What to leave out of compiled code.
    pub fn optimization(&self) -> Optimization {
        match self.optimize {
            0 => Optimization::None,
            1 => Optimization::Asserts,
            _ => Optimization::Docstrings,
        }
    }

    /// Whether imports recognise strict modules: `-X install-strict-loader`, `PYTHONINSTALLSTRICTLOADER=1`.
    pub fn loads_strict_modules(&self) -> bool {
        self.is_on("install-strict-loader", "PYTHONINSTALLSTRICTLOADER")
    }

    /// Whether import statements of module level are lazy: `-L`, `-X lazy-imports`, `PYTHONLAZYIMPORTS=1`.
    pub fn imports_lazily(&self) -> bool {
        self.is_on("lazy-imports", "PYTHONLAZYIMPORTS")
    }

    /// Whether strict modules are left open to tests: `-X strict-patching`, `PYTHONSTRICTPATCHING=1`.
    pub fn patches_strict_modules(&self) -> bool {
        self.is_on("strict-patching", "PYTHONSTRICTPATCHING")
    }

    /// Patterns of names of modules that are treated as strict although they do not ask for it:
    /// `-X strict-modules=PATTERN,…`, `PYTHONSTRICTMODULES`.
    pub fn imposed_strictness(&self) -> Vec<String> {
        let text = match self.x_option("strict-modules") {
            Some(text) => text.to_owned(),
            None if self.ignore_environment => String::new(),
            None => std::env::var("PYTHONSTRICTMODULES").unwrap_or_default(),
        };
        text.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }

    /// Whether `-X name` is given, with no value or a true one, or else the variable is set to something but 0.
    fn is_on(&self, name: &str, variable: &str) -> bool {
        match self.x_option(name) {
            Some(value) => value != "0",
            None if self.ignore_environment => false,
            None => std::env::var(variable).is_ok_and(|value| !value.is_empty() && value != "0"),
        }
    }

    /// The value of `-X name=value`; empty for `-X name`.
    pub fn x_option(&self, name: &str) -> Option<&str> {
        let found = self.x_options.iter().rev().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_deref().unwrap_or(""))
    }
}

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// A file, a folder or a zip archive with a `__main__.py`.
    File(OsString),
    /// `-c`
    Command(OsString),
    /// `-m`
    Module(OsString),
    /// The standard input: a program, or a conversation if it is a terminal.
    StandardInput,
}
