//! Runs the `strict` binary on small trees.

mod again;
mod check;
mod configuration;
mod explain;
mod formats;
mod project;
mod run;
mod stub;
