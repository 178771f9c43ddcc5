//! What a project under analysis is: its configuration, its files and their module names, and which of its findings are
//! suppressed or tolerated. Shared by the command line and the language server, so that both report the same.

mod cache;
mod choices;
pub mod configuration;
pub mod discovery;
pub mod findings;
pub mod paths;
mod rule_page;
mod settings;
mod text_file;

pub use cache::{KeptCheck, cached_check};
pub use choices::{OutputFormat, PlatformName, PythonVersion, UnsupportedVersion};
pub use rule_page::rule_page;
pub use settings::configured_options;

/// The candidate that `text` was probably meant to be.
pub fn closest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(text, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
