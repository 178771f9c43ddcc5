//! How the programs are linked.
#![allow(clippy::print_stdout, reason = "a build script talks to cargo on its standard output")]

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // At a fixed address nothing has to be relocated when a program starts, which would make a copy of half a megabyte of
    // tables in every process.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
