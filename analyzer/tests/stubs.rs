//! Executes every bundled stub: a stub that fails, or has an effect itself, would mislead every module that imports it.

use std::fmt::Write as _;
use std::path::PathBuf;

use strict_analyzer::{Options, check};

#[test]
fn stubs_execute_without_findings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("imports_every_stub.py");
    let names: Vec<&str> = strict_stubs::names().collect();
    let imports: String = names.iter().map(|name| format!("import {name}\n")).collect();
    std::fs::write(&path, imports).expect("a file in a temporary folder");
    // `STRICT_STUBS=stubs/modules` tries edited stubs without building anew.
    let stubs = std::env::var_os("STRICT_STUBS").map(PathBuf::from).into_iter().collect();
    let options = Options {
        modules: vec![("imports_every_stub".to_owned(), path)],
        all: true,
        report_library: true,
        stubs,
        ..Options::default()
    };
    let report = check(&options, None);
    let mut complaints = String::new();
    for module in &report.modules {
        for diagnostic in &module.diagnostics {
            let place = diagnostic.primary.source.position(diagnostic.primary.range.start());
            let trace: Vec<&str> = diagnostic.trace.iter().map(|frame| frame.description.as_str()).collect();
            let path = diagnostic.primary.source.path().display();
            let complaint =
                format!("{path}:{}: {} {} {trace:?}", place.line, diagnostic.code, diagnostic.message);
            // What else an overlay's real source does at import is its own affair, but it must be executed to its end.
            let stub = strict_stubs::find(&module.name);
            let models_all = stub.is_some_and(|stub| !stub.text.contains("\noverlay()\n"));
            let is_raise = diagnostic.code == strict_analyzer::diagnostics::Code::UnhandledException;
            if models_all || (stub.is_some() && is_raise) {
                let _ = writeln!(complaints, "{complaint}");
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}
