//! `strict check`: finds modules, has them analysed, and prints what was found.

use std::fs;
use std::path::Path;
use std::time::Instant;

use strict_analyzer::Report;

use crate::arguments::CheckArguments;
use crate::failure::Failure;
use crate::output::{self, Style};
use crate::progress::Progress;
use crate::settings::CheckSettings;
use crate::terminal::{self, Status};
use strict_project::OutputFormat;
use strict_project::configuration::Configuration;
use strict_project::discovery::{Filter, discover};
use strict_project::findings::{Baseline, Findings};

/// Checks what the arguments name.
pub(super) fn run(arguments: &CheckArguments, colored: bool) -> Result<Status, Failure> {
    let started = Instant::now();
    let first_path = arguments.paths.first().map(AsRef::as_ref);
    let configuration = Configuration::load(arguments.analysis.config.as_deref(), first_path)?;
    let settings = CheckSettings::new(arguments, &configuration);
    // Read first, so that a mistake in it shows before the work is done.
    let baseline = match (&settings.baseline, &arguments.baseline.write_baseline) {
        (Some(path), None) => Some(Baseline::load(path)?),
        _ => None,
    };
    let report = analyze(arguments, &settings)?;
    let findings = Findings::new(report, baseline);
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
    let progress = Progress::new(arguments.quiet);
    let mut report = strict_analyzer::check(&options, Some(&|done, total| progress.advance(done, total)));
    progress.finish();
    if arguments.library {
        for finding in &report.library {
            let place = finding.diagnostic.primary.source.position(finding.diagnostic.primary.range.start());
            let path = finding.diagnostic.primary.source.path().display();
            let diagnostic = &finding.diagnostic;
            terminal::print(&format!(
                "{path}:{}:{}: {} {}\n",
                place.line, place.column, diagnostic.code, diagnostic.message
            ))?;
            for frame in &diagnostic.trace {
                let place = frame.location.source.position(frame.location.range.start());
                let path = frame.location.source.path().display();
                terminal::print(&format!("    {path}:{}: {}\n", place.line, frame.description))?;
            }
        }
    }
    report.modules.extend(discovered.problems);
    Ok(report)
}

fn print_findings(
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
