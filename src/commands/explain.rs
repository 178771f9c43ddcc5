//! `strict explain`: the long description of a diagnostic code.

use std::fmt::Write;

use strict_analyzer::diagnostics::{Category, Code, UnknownCode};

use crate::arguments::ExplainArguments;
use crate::failure::Failure;
use crate::output::severity_name;
use crate::terminal::{self, Status};
use strict_project::{closest, rule_page};

/// Prints the page of a code, or the list of all.
pub(super) fn run(arguments: &ExplainArguments) -> Result<Status, Failure> {
    let text = match &arguments.code {
        Some(name) => rule_page(find(name)?).to_owned(),
        None => list(),
    };
    terminal::print(&text)?;
    Ok(Status::Clean)
}

fn find(name: &str) -> Result<Code, Failure> {
    name.parse().map_err(|UnknownCode(name)| {
        let suggestion = closest(&name, Code::ALL.iter().map(|code| code.alias())).map(str::to_owned);
        Failure::UnknownCode { name, suggestion }
    })
}

/// All codes, under a heading for each category.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.alias().len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut category = None;
    for code in Code::ALL {
        if category.replace(code.category()) != Some(code.category()) {
            let separator = if text.is_empty() { "" } else { "\n" };
            // Writing to a string does not fail.
            let _ = writeln!(text, "{separator}{}", heading(code.category()));
        }
        let severity = severity_name(code.severity());
        let _ = writeln!(text, "  {code}  {:<width$}  {severity:<7}  {}", code.alias(), code.summary());
    }
    text
}

fn heading(category: Category) -> &'static str {
    match category {
        Category::Input => "Reading the source",
        Category::Unknown => "Values about which nothing is known",
        Category::Effect => "Effects",
        Category::Ownership => "Objects of other modules",
        Category::Outcome => "How the module ends",
        Category::Import => "Imports",
        Category::Limit => "Limits of the analysis",
        Category::Class => "Classes",
        Category::Stub => "Stubs",
        Category::Internal => "Faults of strict itself",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_code_once_and_each_heading_once() {
        let list = list();
        for code in Code::ALL {
            assert_eq!(list.matches(&format!("  {code}  ")).count(), 1, "{code}");
            assert_eq!(list.lines().filter(|line| *line == heading(code.category())).count(), 1);
        }
    }

    #[test]
    fn misspelt_codes_get_a_suggestion() {
        assert_eq!(
            find("unsafe-cal").unwrap_err().to_string(),
            "`unsafe-cal` is not a diagnostic code; did you mean `unsafe-call`?"
        );
        assert_eq!(
            find("zzz").unwrap_err().to_string(),
            "`zzz` is not a diagnostic code; `strict explain` lists them all"
        );
        assert_eq!(find("str101").unwrap(), Code::UnsafeCall);
    }
}
