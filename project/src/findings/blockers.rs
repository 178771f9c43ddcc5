//! What keeps modules from being accepted, and which of them matter most to others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use strict_analyzer::diagnostics::{Code, Severity};

use super::{Findings, ModuleFindings, Outcome};

/// How many of each are listed.
const LISTED: usize = 10;

/// What blocks the rejected modules of a run; the most frequent first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Blockers {
    /// Codes, with the number of modules in which each is an error.
    pub codes: Vec<(Code, usize)>,
    /// Messages of errors, with the number of modules that have each.
    pub reasons: Vec<(String, usize)>,
    /// Notes to errors, such as the origins of unknown values, with the number of modules that have each.
    pub origins: Vec<(String, usize)>,
    /// Rejected modules, with the number of checked modules that import each, directly or not.
    pub modules: Vec<(String, usize)>,
}

impl Blockers {
    /// What blocks the modules of a run.
    pub fn of(findings: &Findings) -> Self {
        let rejected: Vec<&ModuleFindings> =
            findings.modules.iter().filter(|module| module.outcome == Outcome::Rejected).collect();
        let mut codes = BTreeMap::new();
        let mut reasons = BTreeMap::new();
        let mut origins = BTreeMap::new();
        for module in &rejected {
            let errors = || module.diagnostics.iter().filter(|it| it.code.severity() == Severity::Error);
            count_each(&mut codes, errors().map(|it| it.code));
            count_each(&mut reasons, errors().map(|it| it.message.as_str()));
            count_each(&mut origins, errors().flat_map(|it| &it.notes).map(String::as_str));
        }
        let dependants = Dependants::new(&findings.modules);
        let blocking: BTreeMap<&str, usize> = rejected
            .iter()
            .map(|module| (module.name.as_str(), dependants.count(&module.name)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let owned = |(text, count): (&str, usize)| (text.to_owned(), count);
        Blockers {
            codes: most_frequent(codes),
            reasons: most_frequent(reasons).into_iter().map(owned).collect(),
            origins: most_frequent(origins).into_iter().map(owned).collect(),
            modules: most_frequent(blocking).into_iter().map(owned).collect(),
        }
    }
}

/// Counts each thing once, however often it occurs.
fn count_each<T: Ord + Copy>(counts: &mut BTreeMap<T, usize>, things: impl Iterator<Item = T>) {
    for thing in things.collect::<BTreeSet<T>>() {
        *counts.entry(thing).or_default() += 1;
    }
}

fn most_frequent<T: Ord>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut all: Vec<_> = counts.into_iter().collect();
    // The sort is stable, so what is equally frequent stays in order.
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.truncate(LISTED);
    all
}

/// Who imports whom, backwards.
struct Dependants<'a> {
    importers: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Dependants<'a> {
    fn new(modules: &'a [ModuleFindings]) -> Self {
        let mut importers: HashMap<&str, Vec<&str>> = HashMap::new();
        for module in modules {
            for imported in &module.imports {
                importers.entry(imported).or_default().push(&module.name);
            }
        }
        Dependants { importers }
    }

    /// How many modules import `name`, directly or not.
    fn count(&self, name: &'a str) -> usize {
        let mut seen = BTreeSet::from([name]);
        let mut pending = vec![name];
        while let Some(module) = pending.pop() {
            for importer in self.importers.get(module).into_iter().flatten() {
                if seen.insert(importer) {
                    pending.push(importer);
                }
            }
        }
        seen.len() - 1
    }
}
