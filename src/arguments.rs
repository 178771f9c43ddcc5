//! The shape of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use strict_project::{OutputFormat, PlatformName, PythonVersion};

/// Proves that importing a Python module has no side effects.
#[derive(Debug, Parser)]
#[command(name = "strict", version, about, propagate_version = true, max_term_width = 100)]
pub(crate) struct Arguments {
    /// When to colour the output
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: ColorChoice,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check modules, and explain what keeps them from being strict
    ///
    /// Exits with 0 when nothing was found, 1 when there are findings, 2 when the check could not run.
    Check(CheckArguments),
    /// Analyse one file as if it were marked strict, and print what is known about it
    Inspect(InspectArguments),
    /// Write a first stub of a module, from its source
    ///
    /// The functions in it are marked as not modelled: read each, and say in the stub what it does.
    Stub(StubArguments),
    /// Mark the modules that would pass as strict
    ///
    /// Adds `import __strict__` to each module that is not marked yet and that `strict check --all` accepts.
    Adopt(AdoptArguments),
    /// Serve an editor: the language server protocol, on the standard streams
    Lsp(LspArguments),
    /// Print the long description of a diagnostic code; without a code, list them all
    Explain(ExplainArguments),
    /// Run a Python program
    ///
    /// Takes what `python` takes: FILE, -c COMMAND, -m MODULE and flags before it. Exits with the program's own status.
    #[command(disable_help_flag = true, disable_version_flag = true)]
    Run(RunArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
}

/// Options that say how to analyse, shared by the commands that do.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Analysis")]
pub(crate) struct AnalysisArguments {
    /// Look up imports in this folder too (repeatable; first wins)
    #[arg(long, value_name = "DIR")]
    pub(crate) search_path: Vec<PathBuf>,
    /// Folder with your own stubs; they win over everything else (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(crate) stubs: Vec<PathBuf>,
    /// The Python version that the program sees, for instance 3.12 [default: 3.14]
    #[arg(long, value_name = "VERSION")]
    pub(crate) python_version: Option<PythonVersion>,
    /// The platform that the program sees [default: this one]
    #[arg(long, value_enum, value_name = "PLATFORM")]
    pub(crate) platform: Option<PlatformName>,
    /// Threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Read the configuration from this file instead of the nearest strict.toml or pyproject.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Arguments of `strict check`.
#[derive(Debug, Default, Args)]
pub(crate) struct CheckArguments {
    /// Files and folders to check
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Treat every module as strict
    #[arg(long)]
    pub(crate) all: bool,
    /// Treat modules with this name as strict; `*` matches any text (repeatable)
    #[arg(long, value_name = "PATTERN")]
    pub(crate) strict_modules: Vec<String>,
    /// Leave out files and folders that match, in the language of .gitignore (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Check files that .gitignore leaves out too
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Apply the fixes that are safe, and report what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// Do not use or keep the results of earlier checks
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["fix", "write_baseline", "output_file", "library"])]
    pub(crate) watch: bool,
    /// Say how much work was done, and what blocks the modules that were rejected
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Print what is found in modules of the embedded library, on which the values they define depend
    #[arg(long)]
    pub(crate) library: bool,
    /// Print the findings and nothing else
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) analysis: AnalysisArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) baseline: BaselineArguments,
}

/// Where findings go, and how.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// How to print the findings [default: full]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) output_format: Option<OutputFormat>,
    /// Write the findings to this file instead of the standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
}

/// Findings to tolerate while a project adopts strict modules.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Adoption")]
pub(crate) struct BaselineArguments {
    /// Do not report findings that this file lists
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// List all present findings in this file, and succeed
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// Arguments of `strict inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArguments {
    /// The file to analyse
    pub(crate) file: PathBuf,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) analysis: AnalysisArguments,
}

/// Arguments of `strict stub`.
#[derive(Debug, Args)]
pub(crate) struct StubArguments {
    /// The module's name, for instance urllib.parse
    pub(crate) module: String,
    /// Write the stub to this file; in a folder, to the file that `--stubs` finds there
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) analysis: AnalysisArguments,
}

/// Arguments of `strict adopt`.
#[derive(Debug, Args)]
pub(crate) struct AdoptArguments {
    /// Files and folders
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print the modules, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) analysis: AnalysisArguments,
}

/// Arguments of `strict lsp`.
#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    /// Serve one client on this port of the loopback interface instead of the standard streams
    #[arg(long, value_name = "PORT")]
    pub(crate) tcp: Option<u16>,
}

/// Arguments of `strict explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A code or its alias, for instance STR101 or unsafe-call
    pub(crate) code: Option<String>,
}

/// Arguments of `strict run`.
#[derive(Debug, Args)]
pub(crate) struct RunArguments {
    /// Python's own command line: `strict run --help` lists its options
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "PYTHON ARGUMENTS")]
    pub(crate) arguments: Vec<std::ffi::OsString>,
}

/// Arguments of `strict completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: Shell,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How `strict inspect` prints its result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }
}
