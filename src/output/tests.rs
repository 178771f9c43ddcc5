//! Golden tests of the formats, and tests that each can be read by those who read it.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::Value;
use strict_analyzer::diagnostics::{Code, TraceFrame};
use strict_analyzer::{ModuleReport, Report};

use super::{Style, inspection_json, inspection_text, printable, statistics, summary};
use crate::output::samples::{at, diagnostic, inspected_module, module, report, rich_report, source};
use strict_project::findings::Findings;
use strict_project::{OutputFormat, closest};

fn print(report: Report, format: OutputFormat) -> String {
    super::findings(&Findings::new(report, None), Style { format, ..Style::default() })
}

fn rich(format: OutputFormat) -> String {
    print(rich_report(), format)
}

fn parse(format: OutputFormat) -> Value {
    serde_json::from_str(&rich(format)).unwrap()
}

#[test]
fn full() {
    assert_snapshot!(rich(OutputFormat::Full));
}

#[test]
fn full_in_colour() {
    let findings = Findings::new(rich_report(), None);
    let text = super::findings(&findings, Style { colored: true, ..Style::default() });
    assert!(text.contains("\u{1b}["));
    // Only our own escape sequences: those of the source are gone.
    assert!(!text.contains("\u{1b}[31m\u{202e}") && !text.contains('\u{202e}'));
}

#[test]
fn long_lines_are_cut_around_the_label() {
    let long = format!("x = [{}boom(), {}]\n", "'é', ".repeat(100_000), "0, ".repeat(300_000));
    let source = source("long.py", &long);
    let report = report(vec![module(
        "long",
        &source,
        vec![diagnostic(Code::UnsafeCall, "boom", at(&source, "boom()"))],
    )]);
    assert_snapshot!(print(report, OutputFormat::Full));
}

#[test]
fn a_label_beyond_the_window_is_moved_to_its_edge() {
    let text = format!("first(); {} last()\n", "x".repeat(5000));
    let source = source("long.py", &text);
    let mut found = diagnostic(Code::UnsafeCall, "first", at(&source, "first()"));
    found.trace = vec![TraceFrame { location: at(&source, "last()"), description: "the last".to_owned() }];
    assert_snapshot!(print(report(vec![module("long", &source, vec![found])]), OutputFormat::Full));
}

#[test]
fn long_chains_show_their_ends() {
    let calls: String = (0..30).map(|number| format!("call_{number:02}()\n")).collect();
    let source = source("chain.py", &calls);
    let mut found = diagnostic(Code::UnsafeCall, "deep", at(&source, "call_00()"));
    found.trace = (0..30)
        .map(|number| TraceFrame {
            location: at(&source, &format!("call_{number:02}()")),
            description: format!("`call_{number:02}()` is called here"),
        })
        .collect();
    assert_snapshot!(print(report(vec![module("chain", &source, vec![found])]), OutputFormat::Full));
}

#[test]
fn places_at_the_end_of_odd_files() {
    for text in ["", "x", "x\r\n", "x\rf()", "\u{feff}f()"] {
        let source = source("odd.py", text);
        let mut end = at(&source, "");
        end.range = ruff_text_size::TextRange::empty(ruff_text_size::TextSize::of(text));
        let found = vec![diagnostic(Code::SyntaxError, "at the end", end)];
        let printed = print(report(vec![module("odd", &source, found)]), OutputFormat::Full);
        assert!(printed.starts_with("error[STR001]: at the end\n  ┌─ odd.py:"), "{printed}");
    }
}

#[test]
fn concise() {
    assert_snapshot!(rich(OutputFormat::Concise));
}

#[test]
fn json() {
    assert_snapshot!(rich(OutputFormat::Json));
}

#[test]
fn json_has_statistics_when_asked() {
    let findings = Findings::new(rich_report(), None);
    let style = Style { format: OutputFormat::Json, statistics: true, ..Style::default() };
    let value: Value = serde_json::from_str(&super::findings(&findings, style)).unwrap();
    assert_eq!(value["statistics"]["blocking_codes"][0]["code"], "STR120");
}

#[test]
fn sarif() {
    let mut value = parse(OutputFormat::Sarif);
    let driver = &mut value["runs"][0]["tool"]["driver"];
    let rules = driver["rules"].take();
    driver["semanticVersion"] = "0.0.0".into();
    assert_eq!(rules.as_array().unwrap().len(), Code::ALL.len());
    for (rule, code) in rules.as_array().unwrap().iter().zip(Code::ALL) {
        assert_eq!(rule["id"], code.to_string());
        assert!(
            ["note", "warning", "error"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
        );
        assert!(rule["name"].as_str().unwrap().chars().all(char::is_alphanumeric));
    }
    for result in value["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn github() {
    let text = rich(OutputFormat::Github);
    for line in text.lines() {
        let command = line.strip_prefix("::").unwrap();
        let (properties, _message) = command.split_once("::").unwrap();
        let (level, properties) = properties.split_once(' ').unwrap();
        assert!(["notice", "warning", "error"].contains(&level));
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name));
            assert!(!value.contains(':'));
        }
    }
    assert_snapshot!(text);
}

#[test]
fn gitlab() {
    let value = parse(OutputFormat::Gitlab);
    let issues = value.as_array().unwrap();
    let fingerprints: std::collections::BTreeSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len());
    assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn junit() {
    let text = rich(OutputFormat::Junit);
    let document = roxmltree::Document::parse(&text).unwrap();
    let count =
        |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
    assert_eq!(suite.attribute("tests"), Some(count("testcase").as_str()));
    assert_eq!(suite.attribute("failures"), Some(count("failure").as_str()));
    assert_eq!(suite.attribute("skipped"), Some(count("skipped").as_str()));
    let messages: Vec<_> = document.descendants().filter_map(|node| node.attribute("message")).collect();
    assert!(messages.contains(&"`open()` reads a file: <100%> & \"more\""));
    assert_snapshot!(text);
}

#[test]
fn no_findings() {
    let empty = |format| print(report(Vec::new()), format);
    assert_eq!(empty(OutputFormat::Full), "");
    assert_eq!(empty(OutputFormat::Concise), "");
    assert_eq!(empty(OutputFormat::Github), "");
    assert_eq!(empty(OutputFormat::Gitlab), "[]\n");
    assert!(roxmltree::Document::parse(&empty(OutputFormat::Junit)).is_ok());
}

#[test]
fn summaries() {
    assert_eq!(
        summary(&Findings::new(report(Vec::new()), None)),
        "Checked 0 modules: 0 strict, 0 accepted, 0 rejected, 0 not analysed.\n"
    );
    assert_eq!(
        summary(&Findings::new(rich_report(), None)),
        "Checked 4 modules: 3 strict, 2 accepted, 1 rejected, 1 not analysed; 2 errors, 1 warning.\n"
    );
    let source = source("m.py", "f()  # strict: ignore\n");
    let one = module("m", &source, vec![diagnostic(Code::UnsafeCall, "", at(&source, "f()"))]);
    assert_eq!(
        summary(&Findings::new(report(vec![one]), None)),
        "Checked 1 module: 1 strict, 1 accepted (1 with suppressions), 0 rejected, 0 not analysed; 1 suppressed.\n"
    );
}

#[test]
fn statistics_for_people() {
    let mut report = rich_report();
    report.statistics.lines = 1_234_567;
    report.statistics.seconds = vec![("parse", 0.25), ("evaluate", 1.5)];
    let text = statistics(&Findings::new(report, None), Duration::from_millis(1500));
    // The peak memory differs from run to run.
    let stable: String =
        text.lines().filter(|line| !line.contains("memory")).map(|line| format!("{line}\n")).collect();
    assert_snapshot!(stable);
}

#[test]
fn inspections() {
    let module = inspected_module();
    assert_snapshot!("inspection_text", inspection_text(&module));
    assert_snapshot!("inspection_json", inspection_json(&module));
    let empty = ModuleReport { names: Vec::new(), classes: Vec::new(), diagnostics: Vec::new(), ..module };
    let value: Value = serde_json::from_str(&inspection_json(&empty)).unwrap();
    assert_eq!(value["names"], serde_json::json!({}));
}

#[test]
fn suggestions() {
    let known = || ["exclude", "jobs", "stubs"].into_iter();
    assert_eq!(closest("exlude", known()), Some("exclude"));
    assert_eq!(closest("job", known()), Some("jobs"));
    assert_eq!(closest("unrelated", known()), None);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    assert_eq!(printable("a\u{1b}[0m\n\u{202e}\u{9b}b\tc"), "a\u{fffd}[0m\u{fffd}\u{fffd}\u{fffd}b\tc");
}
