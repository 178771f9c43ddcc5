//! The list of functions that are to be compiled, of `-X jit-list-file`.
//!
//! A line is empty, a comment after `#`, `module:qualname`, or `name@file:line`. In a name `*` stands for any text.

use strict_bytecode::Code;

/// The list.
#[derive(Clone, Debug)]
pub(crate) struct JitList {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// Patterns of a module and a qualified name.
    Function(String, String),
    /// The name of code, of a file and a line in it.
    Code(String, String, u32),
}

impl JitList {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, or a line is wrong.
    pub(crate) fn read(path: &str) -> Result<JitList, String> {
        let text =
            std::fs::read_to_string(path).map_err(|error| format!("-X jit-list-file={path}: {error}"))?;
        JitList::parse(&text)
            .map_err(|line| format!("Error while parsing line {line} in JIT list file {path}"))
    }

    /// # Errors
    /// The number of the line that is wrong.
    fn parse(text: &str) -> Result<JitList, usize> {
        let lines = text.lines().map(str::trim).enumerate();
        let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let entries = lines.map(|(number, line)| entry(line).ok_or(number + 1)).collect::<Result<_, _>>()?;
        Ok(JitList { entries })
    }

    /// Whether a function of a module with this code is on it.
    pub(crate) fn has(&self, module: &str, code: &Code) -> bool {
        self.entries.iter().any(|entry| match entry {
            Entry::Function(of, name) => matches(of, module) && matches(name, &code.qualified_name),
            Entry::Code(name, file, line) => {
                let base = code.filename.rsplit('/').next().unwrap_or_default();
                **name == *code.name && file == base && *line == code.first_line
            }
        })
    }
}

fn entry(line: &str) -> Option<Entry> {
    if let Some((name, place)) = line.split_once('@') {
        let (file, number) = place.rsplit_once(':')?;
        let base = file.rsplit('/').next().unwrap_or_default();
        return Some(Entry::Code(name.to_owned(), base.to_owned(), number.parse().ok()?));
    }
    let (module, name) = line.split_once(':')?;
    let is_whole = !module.is_empty() && !name.is_empty() && (module, name) != ("*", "*");
    is_whole.then(|| Entry::Function(module.to_owned(), name.to_owned()))
}

/// Whether a text is what a pattern describes.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let list = JitList::parse("# one\n\napp.models:User.save\napp:*\n*:*.run\nmain@/a/b.py:7\n").unwrap();
        assert_eq!(list.entries.len(), 4);
        assert_eq!(list.entries[3], Entry::Code("main".into(), "b.py".into(), 7));
        for (wrong, line) in [("nothing", 1), ("a:b\n*:*", 2), ("f@x.py:one", 1), (":f", 1)] {
            assert_eq!(JitList::parse(wrong).unwrap_err(), line, "{wrong}");
        }
    }

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, text, wanted) in [
            ("f", "f", true),
            ("f", "fg", false),
            ("*", "", true),
            ("*.run", "Task.run", true),
            ("*.run", "Task.runs", false),
            ("A.*.z", "A.b.c.z", true),
            ("A.*", "A.", true),
            ("A.*", "B.A.x", false),
        ] {
            assert_eq!(matches(pattern, text), wanted, "{pattern} {text}");
        }
    }
}
