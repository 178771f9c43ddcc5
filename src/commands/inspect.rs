//! `strict inspect`: analyses one file as if it were marked strict, and prints what is known about it.

use std::slice;

use strict_analyzer::{Options, Verdict};

use crate::arguments::{InspectArguments, InspectFormat};
use crate::failure::Failure;
use crate::output;
use crate::settings::analysis_options;
use crate::terminal::{self, Status};
use strict_project::configuration::Configuration;
use strict_project::discovery::{Filter, discover};

/// Inspects the file that the arguments name.
pub(super) fn run(arguments: &InspectArguments) -> Result<Status, Failure> {
    if arguments.file.is_dir() {
        return Err(Failure::NotAFile(arguments.file.clone()));
    }
    let configuration = Configuration::load(arguments.analysis.config.as_deref(), Some(&arguments.file))?;
    let defaults = analysis_options(&arguments.analysis, &configuration)?;
    let filter = Filter::new(".".as_ref(), &[], false)?;
    let src = configuration.src.unwrap_or_default();
    let discovered = discover(slice::from_ref(&arguments.file), &src, &filter)?;

    let mut search_path = defaults.search_path.clone();
    search_path.extend(discovered.roots);
    let mut strict_modules = defaults.strict_modules.clone();
    strict_modules.extend(discovered.modules.iter().map(|(name, _)| name.clone()));
    let options = Options {
        modules: discovered.modules,
        search_path,
        strict_modules,
        details: true,
        layouts: true,
        ..defaults
    };
    let mut modules = strict_analyzer::check(&options, None).modules;
    modules.extend(discovered.problems);
    let Some(module) = modules.first() else {
        return Err(Failure::NoResult(arguments.file.clone()));
    };
    terminal::print(&match arguments.format {
        InspectFormat::Text => output::inspection_text(module),
        InspectFormat::Json => output::inspection_json(module),
    })?;
    Ok(if module.verdict == Verdict::Rejected { Status::Findings } else { Status::Clean })
}
