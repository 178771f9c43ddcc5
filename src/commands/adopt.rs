//! `strict adopt`: marks the modules that would pass as strict.

use std::fs;

use strict_analyzer::{ModuleKind, Options};
use strict_lsp::fixes::{add_marker, apply};
use strict_project::configuration::Configuration;
use strict_project::discovery::{Filter, discover};
use strict_project::findings::{Findings, Outcome};

use crate::arguments::AdoptArguments;
use crate::failure::Failure;
use crate::settings::analysis_options;
use crate::terminal::{self, Status};

/// Adds `import __strict__` to each plain module that would be accepted.
pub(super) fn run(arguments: &AdoptArguments) -> Result<Status, Failure> {
    let first_path = arguments.paths.first().map(AsRef::as_ref);
    let configuration = Configuration::load(arguments.analysis.config.as_deref(), first_path)?;
    let defaults = analysis_options(&arguments.analysis, &configuration)?;
    let exclude = configuration.exclude.clone().unwrap_or_default();
    let filter = Filter::new(configuration.folder().unwrap_or(".".as_ref()), &exclude, true)?;
    let src = configuration.src.clone().unwrap_or_default();
    let discovered = discover(&arguments.paths, &src, &filter)?;
    let mut search_path = defaults.search_path.clone();
    search_path.extend(discovered.roots);
    // What is marked already shows by its kind when strictness is not imposed on everything.
    let plain = Options {
        modules: discovered.modules.clone(),
        search_path: search_path.clone(),
        strict_modules: Vec::new(),
        all: false,
        ..defaults.clone()
    };
    let kinds = strict_analyzer::check(&plain, None).modules;
    let is_plain = |name: &str| kinds.iter().any(|it| it.name == name && it.kind == ModuleKind::Plain);
    let options = Options { modules: discovered.modules, search_path, all: true, ..defaults };
    let report = strict_analyzer::check(&options, None);
    let sources: Vec<_> = report.modules.iter().map(|it| (it.path.clone(), it.source.clone())).collect();
    let findings = Findings::new(report, None);
    let mut text = String::new();
    let mut count = 0;
    for module in &findings.modules {
        if module.outcome != Outcome::Accepted || !is_plain(&module.name) {
            continue;
        }
        let source = sources.iter().find(|(path, _)| *path == module.path).and_then(|(_, it)| it.as_ref());
        let Some(source) = source else { continue };
        count += 1;
        text.push_str(&format!("{}\n", module.path.display()));
        if arguments.dry_run {
            continue;
        }
        let failure = |source| Failure::Write { path: module.path.clone(), source };
        // Only what is UTF-8 as it stands is written back; other encodings are left to their owner.
        if fs::read(&module.path).map_err(failure)? != source.text().as_bytes() {
            text.push_str("  is not plain UTF-8, and is left as it is\n");
            continue;
        }
        let marked = apply(source.text(), &add_marker(source, &strict_syntax::parse(source)).edits);
        fs::write(&module.path, marked).map_err(failure)?;
    }
    let modules = if count == 1 { "module" } else { "modules" };
    text.push_str(&match (count, arguments.dry_run) {
        (0, _) => "No further module could be strict now.\n".to_owned(),
        (_, true) => format!("{count} {modules} could be strict now.\n"),
        (_, false) => format!("Marked {count} {modules} as strict.\n"),
    });
    terminal::print(&text)?;
    Ok(Status::Clean)
}
