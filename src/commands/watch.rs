//! `strict check --watch`: checks again whenever a file changes. What a change does not concern is not done again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};
use strict_analyzer::{Disk, Report, Session};
use strict_project::discovery::{Filter, discover};
use strict_project::findings::{Baseline, Findings};
use strict_project::paths::absolute;

use super::check::print_findings;
use crate::arguments::CheckArguments;
use crate::failure::Failure;
use crate::output;
use crate::settings::CheckSettings;
use crate::terminal::{self, Status};

/// Changes that come within this time of each other are taken together.
const BURST: Duration = Duration::from_millis(30);

/// Checks until it is interrupted.
pub(super) fn run(
    arguments: &CheckArguments,
    settings: &CheckSettings,
    colored: bool,
) -> Result<Status, Failure> {
    let (sender, events) = channel();
    let failure = |error: notify::Error| Failure::Server(Box::new(error));
    let mut watcher = notify::recommended_watcher(sender).map_err(failure)?;
    for path in arguments.paths.iter().chain(&settings.options.stubs) {
        watcher.watch(&absolute(path), RecursiveMode::Recursive).map_err(failure)?;
    }
    let mut session = Session::new(settings.options.clone(), Arc::new(Disk));
    let mut changed: Vec<PathBuf> = Vec::new();
    let mut is_first = true;
    loop {
        let started = Instant::now();
        let filter = Filter::new(&settings.exclude_base, &settings.exclude, !arguments.no_ignore)?;
        let discovered = discover(&arguments.paths, &settings.src, &filter)?;
        let mut search_path = settings.options.search_path.clone();
        search_path.extend(discovered.roots);
        for path in changed.drain(..) {
            let known = discovered.modules.iter().find(|(_, module)| absolute(module) == path);
            session.changed(known.map_or(&path, |(_, module)| module));
        }
        session.set_modules(discovered.modules, search_path);
        let found = session.check(None).unwrap_or_default();
        let mut modules: Vec<_> = found.modules.iter().map(|it| (**it).clone()).collect();
        modules.extend(discovered.problems);
        let report = Report { modules, library: found.library, statistics: found.statistics };
        let baseline = settings.baseline.as_deref().map(Baseline::load).transpose()?;
        let findings = Findings::new(report, baseline);
        if !is_first {
            terminal::print("\n")?;
        }
        is_first = false;
        print_findings(arguments, settings.output_format, colored, &findings)?;
        if !arguments.quiet {
            let mut text = output::summary(&findings);
            if arguments.statistics {
                text.push_str(&output::statistics(&findings, started.elapsed()));
            }
            terminal::print(&text)?;
        }
        while changed.is_empty() {
            let Ok(first) = events.recv() else { return Ok(Status::Clean) };
            let mut batch = vec![first];
            loop {
                match events.recv_timeout(BURST) {
                    Ok(event) => batch.push(event),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return Ok(Status::Clean),
                }
            }
            let events = batch.into_iter().filter_map(Result::ok).filter(|event| !event.kind.is_access());
            changed.extend(events.flat_map(|event| event.paths).filter(|path| is_source(path)));
        }
    }
}

/// Whether a change of the file may change what is found.
fn is_source(path: &Path) -> bool {
    path.extension().is_none_or(|extension| extension == "py" || extension == "pyi")
}
