//! What the command line says about compiling: `-X jit=…` and its kin.

use strict_vm::Options as VmOptions;

use crate::list::JitList;

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Nothing.
    Off,
    /// What is hot.
    Auto,
    /// Everything, when it is first called.
    All,
}

/// The options.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) mode: Mode,
    /// Calls and rounds of loops before code is compiled.
    pub(crate) threshold: u32,
    /// Whether compiling may take only a part of the time that the program has run.
    pub(crate) has_budget: bool,
    pub(crate) dumps_hir: bool,
    pub(crate) dumps_lir: bool,
    pub(crate) dumps_asm: bool,
    /// Whether to tell what was compiled at the end.
    pub(crate) shows_stats: bool,
    /// Whether exits are taken at random, from this seed on.
    pub(crate) stress: Option<u32>,
    /// Only functions on this list.
    pub(crate) list: Option<JitList>,
    /// Whether code is made known to `perf`.
    pub(crate) writes_perf_map: bool,
    /// Only functions whose qualified name has this in it.
    pub(crate) only: Option<String>,
}

/// Calls and rounds of loops before code is compiled, if nothing else is said.
const THRESHOLD: u32 = 800;

impl Options {
    /// Reads them.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(crate) fn read(options: &VmOptions) -> Result<Options, String> {
        let variable = match options.ignore_environment {
            true => None,
            false => std::env::var("PYTHONJIT").ok().filter(|value| !value.is_empty()),
        };
        let mode = match options.x_option("jit").or(variable.as_deref()) {
            Some("off" | "0") => Mode::Off,
            None | Some("auto" | "1" | "") => Mode::Auto,
            Some("all") => Mode::All,
            Some(other) => return Err(format!("-X jit={other}: expected off, auto or all")),
        };
        let threshold = match options.x_option("jit-threshold") {
            None => THRESHOLD,
            Some(text) => {
                text.parse::<u32>().map_err(|_| format!("-X jit-threshold={text}: expected a number"))?
            }
        };
        let stress = match options.x_option("jit-stress-deopt") {
            None => None,
            Some("") => Some(1),
            Some(text) => Some(
                text.parse::<u32>().map_err(|_| format!("-X jit-stress-deopt={text}: expected a number"))?,
            ),
        };
        let list = match options.x_option("jit-list-file") {
            None => None,
            Some(path) => Some(JitList::read(path)?),
        };
        let is_on = |name: &str| options.x_option(name).is_some_and(|value| value != "0");
        Ok(Options {
            mode,
            threshold,
            has_budget: mode == Mode::Auto && options.x_option("jit-threshold").is_none(),
            dumps_hir: is_on("jit-dump-hir"),
            dumps_lir: is_on("jit-dump-lir"),
            dumps_asm: is_on("jit-dump-asm"),
            shows_stats: is_on("jit-stats"),
            stress,
            list,
            writes_perf_map: is_on("jit-perf-map"),
            only: options.x_option("jit-only").map(str::to_owned),
        })
    }
}
