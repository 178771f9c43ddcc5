//! Symbol tables as text: each file in `scopes/` holds Python, then a line of dashes, then the table.
//!
//! `UPDATE_GOLDENS=1 cargo test -p strict-syntax --test scopes` writes the tables anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use strict_syntax::{ScopeId, SymbolTable, parse_module_text};

const SEPARATOR: &str = "\n----\n";

fn describe(table: &SymbolTable, id: ScopeId, depth: usize, out: &mut String) {
    let indent = "    ".repeat(depth);
    let scope = table.scope(id);
    write!(out, "{indent}{:?} {}", scope.kind(), scope.name()).unwrap();
    let flags: Vec<_> = scope.flags().iter_names().map(|(name, _)| name.to_lowercase()).collect();
    if !flags.is_empty() {
        write!(out, " [{}]", flags.join(" ")).unwrap();
    }
    if let Some(class) = scope.class_namespace() {
        write!(out, " sees {}", table.scope(class).name()).unwrap();
    }
    out.push('\n');
    for symbol in table.symbols(id) {
        write!(out, "{indent}  {}: {:?}", symbol.name(), symbol.resolution()).unwrap();
        if symbol.owner() != id {
            let owner = table.scope(symbol.owner());
            write!(out, " of {:?} {}", owner.kind(), owner.name()).unwrap();
        }
        let flags: Vec<_> = symbol
            .flags()
            .iter_names()
            .map(|(name, _)| name.to_lowercase())
            .filter(|name| name != "bound")
            .collect();
        writeln!(out, " ({})", flags.join(" ")).unwrap();
    }
    for &child in scope.children() {
        describe(table, child, depth + 1, out);
    }
}

fn check(path: &Path) {
    let file = fs::read_to_string(path).unwrap();
    let (source, expected) = file.split_once(SEPARATOR).unwrap_or((&file, ""));
    let parsed = parse_module_text(source);
    let mut found = String::new();
    for error in &parsed.errors {
        writeln!(found, "error: {}", error.message).unwrap();
    }
    describe(&parsed.symbols, ScopeId::MODULE, 0, &mut found);
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(path, format!("{}{SEPARATOR}{found}", source.trim_end())).unwrap();
    } else {
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn tables_are_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scopes");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 8);
    for path in paths {
        check(&path);
    }
}
