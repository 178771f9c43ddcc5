//! The long descriptions of diagnostic codes: `docs/rules/STRnnn.md`, embedded in the binary.

use strict_analyzer::diagnostics::Code;

macro_rules! pages {
    ($($code:ident = $file:literal;)*) => {
        /// The long description of a code, in Markdown.
        pub fn rule_page(code: Code) -> &'static str {
            match code {
                $(Code::$code => include_str!(concat!("../../docs/rules/", $file, ".md")),)*
            }
        }
    };
}

pages! {
    SyntaxError = "STR001";
    UnreadableSource = "STR002";
    NestingTooDeep = "STR003";
    BadStrictFlag = "STR004";
    UnusedSuppression = "STR005";
    StaticTreatedAsStrict = "STR006";
    ConflictingSources = "STR007";
    UnsafeCall = "STR101";
    UnknownAttribute = "STR102";
    UnknownOperator = "STR103";
    UnknownCondition = "STR104";
    UnknownIteration = "STR105";
    UnknownSubscript = "STR106";
    UnknownArgument = "STR107";
    UnknownContextManager = "STR108";
    UnknownDecorator = "STR109";
    UnknownBase = "STR110";
    InputOutput = "STR120";
    Environment = "STR121";
    Clock = "STR122";
    Randomness = "STR123";
    GlobalRegistry = "STR124";
    ImportSystem = "STR125";
    Threads = "STR126";
    Process = "STR127";
    ProhibitedBuiltin = "STR128";
    InterpreterState = "STR129";
    ModifyImportedValue = "STR130";
    ModifyModule = "STR131";
    ModifyBuiltin = "STR132";
    UnhandledException = "STR140";
    UnknownStarImport = "STR150";
    CycleOrder = "STR151";
    StepsExhausted = "STR160";
    DepthExhausted = "STR161";
    ValueTooLarge = "STR162";
    ClassInstanceConflict = "STR170";
    BadSlots = "STR171";
    MissingSlot = "STR172";
    MisspeltAttribute = "STR173";
    BadStub = "STR180";
    Internal = "STR199";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn each_page_describes_its_code() {
        for code in Code::ALL {
            let page = rule_page(*code);
            let title = format!("# {code} {}\n", code.alias());
            assert!(page.starts_with(&title), "the page of {code} must begin with {title:?}");
            for heading in ["## What it means", "## Why it matters", "## Example", "## How to mend it"] {
                assert!(page.contains(&format!("\n{heading}\n")), "the page of {code} lacks {heading:?}");
            }
            let lines = page.lines().count();
            assert!((15..=60).contains(&lines), "the page of {code} has {lines} lines");
            assert!(
                page.lines().all(|line| line.chars().count() <= 120),
                "a line in the page of {code} is too long"
            );
        }
    }

    #[test]
    fn each_page_belongs_to_a_code() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let expected: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
        assert_eq!(files, expected);
    }
}
