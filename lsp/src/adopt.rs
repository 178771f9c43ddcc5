//! Which modules could become strict now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use strict_analyzer::ModuleKind;
use strict_project::findings::Outcome;

use crate::snapshot::FileFindings;
use crate::uri;

/// The plain modules that would be accepted, those on which most others depend first.
pub(crate) fn ranking(found: &[Arc<FileFindings>]) -> Value {
    let mut importers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in found {
        for imported in &file.report.imports {
            importers.entry(imported).or_default().push(&file.report.name);
        }
    }
    let dependants = |name: &str| {
        let mut seen = BTreeSet::from([name.to_owned()]);
        let mut pending = vec![name.to_owned()];
        while let Some(module) = pending.pop() {
            for importer in importers.get(module.as_str()).into_iter().flatten() {
                if seen.insert((*importer).to_owned()) {
                    pending.push((*importer).to_owned());
                }
            }
        }
        seen.len() - 1
    };
    let marked = |file: &FileFindings| {
        let text = file.report.source.as_ref().map_or("", |source| source.text());
        text.contains("__strict__") || text.contains("__static__")
    };
    let mut ready: Vec<(usize, &Arc<FileFindings>)> = found
        .iter()
        .filter(|file| file.findings.outcome == Outcome::Accepted && !marked(file))
        .filter(|file| file.report.kind != ModuleKind::SideEffectsAllowed)
        .map(|file| (dependants(&file.report.name), file))
        .collect();
    ready.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.report.name.cmp(&right.report.name)));
    let ready: Vec<Value> = ready
        .into_iter()
        .map(|(count, file)| {
            json!({ "module": file.report.name, "uri": uri::from_path(&file.path), "dependants": count })
        })
        .collect();
    json!({ "ready": ready, "modules": found.len() })
}
