//! Private-name mangling: `__x` inside `class C` is `_C__x`.

use std::borrow::Cow;

/// The name that `name` really is inside the class called `class_name`.
///
/// A name with two leading underscores, that doesn't end in two and has no dot, is prefixed with the class's
/// name, whose own leading underscores are dropped; in a class whose name is all underscores nothing is
/// mangled.
#[must_use]
pub fn mangle<'a>(class_name: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let Some(class_name) = class_name else { return Cow::Borrowed(name) };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    let class_name = class_name.trim_start_matches('_');
    if class_name.is_empty() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("_{class_name}{name}"))
}

#[cfg(test)]
mod tests {
    use super::mangle;

    #[test]
    fn private_names_take_the_class_name() {
        assert_eq!(mangle(Some("C"), "__x"), "_C__x");
        assert_eq!(mangle(Some("__C"), "__x_"), "_C__x_");
    }

    #[test]
    fn other_names_stay() {
        assert_eq!(mangle(None, "__x"), "__x");
        assert_eq!(mangle(Some("C"), "__x__"), "__x__");
        assert_eq!(mangle(Some("C"), "_x"), "_x");
        assert_eq!(mangle(Some("C"), "__a.b"), "__a.b");
        assert_eq!(mangle(Some("___"), "__x"), "__x");
    }
}
