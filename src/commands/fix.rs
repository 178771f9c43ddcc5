//! `strict check --fix`: applies the fixes that change nothing about what a program does.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use strict_lsp::fixes::{Edit, apply, fixes};
use strict_project::findings::Findings;
use strict_syntax::SourceFile;

use crate::failure::Failure;

/// Applies the safe fixes of all findings; how many there were.
pub(super) fn apply_safe(findings: &Findings) -> Result<usize, Failure> {
    let mut files: BTreeMap<PathBuf, (Arc<SourceFile>, Vec<Edit>)> = BTreeMap::new();
    let mut count = 0;
    for diagnostic in findings.modules.iter().flat_map(|module| &module.diagnostics) {
        let source = &diagnostic.primary.source;
        if !source.path().is_file() {
            continue;
        }
        let parsed = strict_syntax::parse(source);
        for fix in fixes(source, &parsed, diagnostic).into_iter().filter(|fix| fix.is_safe) {
            let known = files.entry(source.path().to_owned());
            known.or_insert_with(|| (Arc::clone(source), Vec::new())).1.extend(fix.edits);
            count += 1;
        }
    }
    for (path, (source, edits)) in files {
        let failure = |source| Failure::Write { path: path.clone(), source };
        // A file in another encoding, or one that has changed meanwhile, is left as it is.
        if fs::read(&path).map_err(failure)? == source.text().as_bytes() {
            fs::write(&path, apply(source.text(), &edits)).map_err(failure)?;
        }
    }
    Ok(count)
}
