//! Has the binary linked for a fixed address, as other interpreters are: nothing in it has to be relocated when it starts, which takes
//! a tenth of the time of a small program, and pages that only relocations would touch are shared.
#![allow(clippy::print_stdout, reason = "a build script talks to cargo on its standard output")]

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |what: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
