//! Names of modules: parents, relative names, aliases, patterns.

use crate::options::Platform;

/// The module that a name stands for: `os.path` is another module's alias.
pub(crate) fn canonical(name: &str, platform: Platform) -> &str {
    match (name, platform) {
        ("os.path", Platform::Windows) => "ntpath",
        ("os.path", _) => "posixpath",
        ("collections.abc", _) => "_collections_abc",
        _ => name,
    }
}

/// All packages above a module, outermost first.
pub(crate) fn parents(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').map(|(i, _)| &name[..i])
}

/// The absolute name of a relative import in `importer`; `None` when it leads beyond the top.
pub(crate) fn absolute(importer: &str, is_package: bool, level: u32, module: &str) -> Option<String> {
    if level == 0 {
        return Some(module.to_owned());
    }
    let mut base = importer;
    let strip = if is_package { level - 1 } else { level };
    for _ in 0..strip {
        base = base.rsplit_once('.')?.0;
    }
    Some(if module.is_empty() { base.to_owned() } else { format!("{base}.{module}") })
}

/// Whether a name matches a pattern in which `*` stands for any text.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(first) = parts.next() else { return false };
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(previous) = last.replace(part)
            && !str::is_empty(previous)
        {
            match rest.find(previous) {
                Some(i) => rest = &rest[i + previous.len()..],
                None => return false,
            }
        }
    }
    match last {
        None => rest.is_empty(),
        Some(end) => rest.ends_with(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("a.b", "a.b"));
        assert!(!matches("a.b", "a.bc"));
        assert!(matches("a.*", "a.b.c"));
        assert!(!matches("a.*", "ab"));
        assert!(matches("*", "anything"));
        assert!(matches("*.models.*", "shop.models.cart"));
        assert!(!matches("*.models.*x", "shop.models.cart"));
    }

    #[test]
    fn relative_names() {
        assert_eq!(absolute("a.b", false, 1, "c").as_deref(), Some("a.c"));
        assert_eq!(absolute("a.b", true, 1, "c").as_deref(), Some("a.b.c"));
        assert_eq!(absolute("a.b", true, 2, "").as_deref(), Some("a"));
        assert_eq!(absolute("a", false, 2, "c"), None);
    }
}
