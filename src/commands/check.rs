//! `strict check`: finds modules, has them analysed, and prints what was found.

use std::fs;
use std::path::Path;
use std::time::Instant;

use strict_analyzer::diagnostics::Location;
use strict_analyzer::{LibraryFinding, Report};

use crate::arguments::CheckArguments;
use crate::failure::Failure;
use crate::output::{self, Style};
use crate::progress::Progress;
use crate::settings::CheckSettings;
use crate::terminal::{self, Status};
use strict_project::configuration::Configuration;
use strict_project::discovery::{Filter, discover};
use strict_project::findings::{Baseline, Findings};
use strict_project::{OutputFormat, cached_check};

/// Checks what the arguments name.
pub(super) fn run(arguments: &CheckArguments, colored: bool) -> Result<Status, Failure> {
    let started = Instant::now();
    let first_path = arguments.paths.first().map(AsRef::as_ref);
    let configuration = Configuration::load(arguments.analysis.config.as_deref(), first_path)?;
    let settings = CheckSettings::new(arguments, &configuration)?;
    // Read first, so that a mistake in it shows before the work is done.
    let baseline = match (&settings.baseline, &arguments.baseline.write_baseline) {
        (Some(path), None) => Some(Baseline::load(path)?),
        _ => None,
    };
    if arguments.watch {
        return super::watch::run(arguments, &settings, colored);
    }
    let mut findings = Findings::new(analyze(arguments, &settings)?, baseline);
    if arguments.fix {
        let fixed = super::fix::apply_safe(&findings)?;
        if fixed > 0 {
            let baseline = settings.baseline.as_deref().map(Baseline::load).transpose()?;
            findings = Findings::new(analyze(arguments, &settings)?, baseline);
            terminal::print_error(&format!("Applied {fixed} {}.", if fixed == 1 { "fix" } else { "fixes" }));
        }
    }
    if let Some(path) = &arguments.baseline.write_baseline {
        write(path, &Baseline::text(path, &findings.modules))?;
    } else {
        print_findings(arguments, settings.output_format, colored, &findings)?;
    }
    if !arguments.quiet {
        let mut text = output::summary(&findings);
        if let Some(path) = &arguments.baseline.write_baseline {
            text.push_str(&format!(
                "From now on `--baseline {}` tolerates what was found.\n",
                path.display()
            ));
        }
        if arguments.statistics {
            text.push_str(&output::statistics(&findings, started.elapsed()));
        }
        let to_stdout =
            arguments.output.output_file.is_some() || output::is_for_people(settings.output_format);
        if to_stdout { terminal::print(&text)? } else { terminal::print_error(text.trim_end()) }
    }
    let tolerated = arguments.baseline.write_baseline.is_some();
    Ok(if findings.has_findings() && !tolerated { Status::Findings } else { Status::Clean })
}

fn analyze(arguments: &CheckArguments, settings: &CheckSettings) -> Result<Report, Failure> {
    let filter = Filter::new(&settings.exclude_base, &settings.exclude, !arguments.no_ignore)?;
    let discovered = discover(&arguments.paths, &settings.src, &filter)?;
    if discovered.modules.is_empty() && discovered.problems.is_empty() {
        terminal::print_error(
            "warning: no Python files found; `--no-ignore` checks what .gitignore leaves out",
        );
    }
    let mut options = settings.options.clone();
    options.modules = discovered.modules;
    options.is_last = true;
    options.search_path.extend(discovered.roots);
    // Statistics tell of work, and the cache saves it.
    let cache = if arguments.no_cache || arguments.statistics {
        None
    } else {
        super::lsp::cache_folder().map(|folder| folder.join("check"))
    };
    let progress = Progress::new(arguments.quiet);
    let mut report =
        cached_check(&options, Some(&|done, total| progress.advance(done, total)), cache.as_deref());
    progress.finish();
    if arguments.library {
        let text = library_findings(&report);
        // What programs read goes to the standard output alone.
        let for_people = output::is_for_people(settings.output_format);
        if for_people { terminal::print(&text)? } else { terminal::print_error(text.trim_end()) }
    }
    report.modules.extend(discovered.problems);
    Ok(report)
}

/// What is found in modules of the library: a line each, and one for each call of the chain.
fn library_findings(report: &Report) -> String {
    let place = |location: &Location| {
        let position = location.source.position(location.range.start());
        format!("{}:{}:{}", location.source.path().display(), position.line, position.column)
    };
    let mut text = String::new();
    for LibraryFinding { diagnostic, .. } in &report.library {
        let (code, message) = (diagnostic.code, &diagnostic.message);
        text.push_str(&format!("{}: {code} {message}\n", place(&diagnostic.primary)));
        for frame in &diagnostic.trace {
            text.push_str(&format!("    {}: {}\n", place(&frame.location), frame.description));
        }
    }
    text
}

pub(super) fn print_findings(
    arguments: &CheckArguments,
    format: OutputFormat,
    colored: bool,
    findings: &Findings,
) -> Result<(), Failure> {
    let file = arguments.output.output_file.as_deref();
    let style = Style { format, colored: colored && file.is_none(), statistics: arguments.statistics };
    let text = output::findings(findings, style);
    match file {
        Some(path) => write(path, &text),
        None => Ok(terminal::print(&text)?),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|source| Failure::Write { path: path.to_owned(), source })
}
