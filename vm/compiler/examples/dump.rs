//! Prints the bytecode of Python files, or (`--check`) compiles and verifies all files in folders and prints how
//! fast that went.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use strict_bytecode::verify;
use strict_compiler::{CompileError, Options, compile};
use strict_syntax::SourceFile;

/// What compiling needs.
const STACK: usize = 256 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let work = move || match arguments.split_first() {
        Some((first, folders)) if first == "--check" => check(folders),
        _ => arguments.iter().for_each(|path| dump(Path::new(path))),
    };
    thread::Builder::new().stack_size(STACK).spawn(work)?.join().map_err(|_| "panicked".into())
}

#[allow(clippy::print_stdout, reason = "a program for the terminal")]
fn dump(path: &Path) {
    let Ok(source) = SourceFile::read(path) else { return println!("{}: can't be read", path.display()) };
    match compile(source.text(), &Options::module(&path.display().to_string())) {
        Ok(code) => {
            print!("{code}");
            if let Err(error) = verify(&code) {
                println!("wrong: {error}");
            }
        }
        Err(error) => println!("{}: {error}", path.display()),
    }
}

#[allow(clippy::print_stdout, reason = "a program for the terminal")]
fn check(folders: &[String]) {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| find(Path::new(folder), &mut paths));
    let (mut lines, mut taken, mut wrong) = (0, Duration::ZERO, 0);
    for path in &paths {
        let Ok(source) = SourceFile::read(path.clone()) else { continue };
        let parsed = strict_syntax::parse(&source);
        let start = Instant::now();
        let result = strict_compiler::compile_parsed_module(source.text(), &parsed, &Options::module("file"));
        taken += start.elapsed();
        lines += source.line_count();
        match result {
            Ok(code) => {
                if let Err(error) = verify(&code) {
                    wrong += 1;
                    println!("{}: wrong: {error}", path.display());
                }
            }
            Err(CompileError::Syntax(_)) => println!("{}: syntax", path.display()),
            Err(error) => println!("{}: {error}", path.display()),
        }
    }
    let rate = lines as f64 / taken.as_secs_f64();
    println!("{} files, {lines} lines, {rate:.0} lines/s, {wrong} wrong", paths.len());
}

fn find(path: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else { return found.push(path.to_owned()) };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|it| it == "py") {
            found.push(path);
        }
    }
}
