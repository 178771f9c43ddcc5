//! Parameters of a function in a stub and in its source: in what they differ for a caller.

use strict_syntax::ast::{Parameters, StmtFunctionDef};
use strict_syntax::{Ranged, TextRange};

/// How an argument reaches a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    PositionalOnly,
    Ordinary,
    Rest,
    KeywordOnly,
    Keywords,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Kind::PositionalOnly => "positional-only",
            Kind::Ordinary => "an ordinary parameter",
            Kind::Rest => "one for all further arguments",
            Kind::KeywordOnly => "keyword-only",
            Kind::Keywords => "one for all further keywords",
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Parameter<'a> {
    name: &'a str,
    kind: Kind,
    has_default: bool,
    range: TextRange,
}

/// In what a stub's parameters differ from the source's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// What stands behind the function's name: "has no parameter `x` in the source".
    pub(super) message: String,
    /// The parameter in the stub, if one is to blame.
    pub(super) range: Option<TextRange>,
}

fn listed(parameters: &Parameters) -> Vec<Parameter<'_>> {
    let groups = [
        (Kind::PositionalOnly, &parameters.posonlyargs),
        (Kind::Ordinary, &parameters.args),
        (Kind::KeywordOnly, &parameters.kwonlyargs),
    ];
    let mut all = Vec::new();
    for (kind, group) in groups {
        if kind == Kind::KeywordOnly
            && let Some(rest) = &parameters.vararg
        {
            all.push(Parameter { name: &rest.name, kind: Kind::Rest, has_default: false, range: rest.range });
        }
        all.extend(group.iter().map(|it| Parameter {
            name: &it.parameter.name,
            kind,
            has_default: it.default.is_some(),
            range: it.range(),
        }));
    }
    all.extend(parameters.kwarg.iter().map(|it| Parameter {
        name: &it.name,
        kind: Kind::Keywords,
        has_default: false,
        range: it.range,
    }));
    all
}

/// The first difference between a stub's function and the source's; `None` when a call binds alike to both.
///
/// The name of the first parameter of a method does not matter. A stub with both `*args` and `**kwargs` claims
/// nothing about parameters that it does not list, and one where the source has both may be more definite.
pub(super) fn difference(
    stub: &StmtFunctionDef,
    real: &StmtFunctionDef,
    is_method: bool,
) -> Option<Difference> {
    let takes_all = |parameters: &Parameters| parameters.vararg.is_some() && parameters.kwarg.is_some();
    let (stub_takes_all, real_takes_all) = (takes_all(&stub.parameters), takes_all(&real.parameters));
    let (stubbed, actual) = (listed(&stub.parameters), listed(&real.parameters));
    let is_variadic = |it: &Parameter<'_>| matches!(it.kind, Kind::Rest | Kind::Keywords);
    for (index, parameter) in stubbed.iter().enumerate() {
        if is_method && index == 0 {
            continue;
        }
        let counterpart = counterpart(parameter, index, &actual);
        let Some(other) = counterpart else {
            if real_takes_all || (stub_takes_all && is_variadic(parameter)) {
                continue;
            }
            let message = match parameter.kind {
                Kind::Rest => "does not take any number of arguments in the source".to_owned(),
                Kind::Keywords => "does not take any keywords in the source".to_owned(),
                _ => format!("has no parameter `{}` in the source", parameter.name),
            };
            return Some(Difference { message, range: Some(parameter.range) });
        };
        let name = parameter.name;
        // The source may take it from `*args` when it is not given as a keyword.
        let is_either = (parameter.kind, other.kind) == (Kind::Ordinary, Kind::KeywordOnly)
            && real.parameters.vararg.is_some();
        let message = if parameter.kind != other.kind && !is_either {
            format!("has `{name}` as {}; in the source it is {}", parameter.kind.words(), other.kind.words())
        } else if parameter.has_default && !other.has_default {
            format!("has a default for `{name}`; in the source it is required")
        } else if !parameter.has_default && other.has_default {
            format!("has no default for `{name}`; in the source it may be left out")
        } else {
            continue;
        };
        return Some(Difference { message, range: Some(parameter.range) });
    }
    if stub_takes_all {
        return None;
    }
    let takes_keyword_only_by_place = stubbed.iter().any(|it| {
        it.kind == Kind::Ordinary
            && actual.iter().any(|other| other.kind == Kind::KeywordOnly && other.name == it.name)
    });
    let missing = actual.iter().enumerate().find(|(index, parameter)| {
        !(is_method && *index == 0)
            && !(is_variadic(parameter) && (real_takes_all || takes_keyword_only_by_place))
            && counterpart(parameter, *index, &stubbed).is_none()
    });
    if let Some((_, parameter)) = missing {
        let message = match parameter.kind {
            Kind::Rest => format!("takes any number of arguments in the source (`*{}`)", parameter.name),
            Kind::Keywords => format!("takes any keywords in the source (`**{}`)", parameter.name),
            _ => format!("has a parameter `{}` in the source", parameter.name),
        };
        return Some(Difference { message, range: None });
    }
    out_of_order(&stubbed, &actual, is_method)
}

/// The parameter that takes the same arguments: by place, or by name.
fn counterpart<'p, 'a>(
    parameter: &Parameter<'_>,
    index: usize,
    others: &'p [Parameter<'a>],
) -> Option<&'p Parameter<'a>> {
    match parameter.kind {
        Kind::PositionalOnly => {
            others.get(index).filter(|it| it.kind == Kind::PositionalOnly || it.name == parameter.name)
        }
        Kind::Rest | Kind::Keywords => others.iter().find(|it| it.kind == parameter.kind),
        Kind::Ordinary | Kind::KeywordOnly => {
            let same_name = |it: &&Parameter<'_>| it.name == parameter.name;
            others.iter().filter(|it| !matches!(it.kind, Kind::Rest | Kind::Keywords)).find(same_name)
        }
    }
}

/// The first ordinary parameter that stands at another place.
fn out_of_order(stub: &[Parameter<'_>], real: &[Parameter<'_>], is_method: bool) -> Option<Difference> {
    let ordinary = |it: &&Parameter<'_>| it.kind == Kind::Ordinary;
    let skip = usize::from(is_method);
    let pairs = stub.iter().skip(skip).filter(ordinary).zip(real.iter().skip(skip).filter(ordinary));
    pairs.into_iter().find(|(stubbed, actual)| stubbed.name != actual.name).map(|(stubbed, actual)| {
        Difference {
            message: format!("has `{}` where the source has `{}`", stubbed.name, actual.name),
            range: Some(stubbed.range),
        }
    })
}

#[cfg(test)]
mod tests {
    use strict_syntax::ast::Stmt;

    use super::*;

    fn compare(stub: &str, real: &str, is_method: bool) -> Option<String> {
        let text = format!("def f({stub}): ...\ndef f({real}): ...\n");
        let parsed = strict_syntax::parse_module_text(&text);
        assert!(parsed.errors.is_empty(), "{text}");
        match parsed.ast.body.as_slice() {
            [Stmt::FunctionDef(stub), Stmt::FunctionDef(real)] => {
                difference(stub, real, is_method).map(|it| it.message)
            }
            _ => unreachable!("two functions were written"),
        }
    }

    #[test]
    fn equal_parameters_do_not_differ() {
        for list in ["", "a, b", "a, /, b=1, *c, d, e=2, **f", "*, a", "*a", "**a"] {
            assert_eq!(compare(list, list, false), None, "{list}");
        }
        assert_eq!(compare("self, a", "this, a", true), None);
        assert_eq!(compare("a=..., *, b: int=...", "a: str='x', *, b=2", false), None);
        assert_eq!(compare("x, /", "y, /", false), None);
    }

    #[test]
    fn a_stub_may_leave_parameters_open() {
        assert_eq!(compare("*args, **kwargs", "a, b=1", false), None);
        assert_eq!(compare("a, *args, **kwargs", "a, b=1", false), None);
        assert_eq!(compare("a, b=1", "*args, **kwargs", false), None);
        assert_eq!(compare("a, b=1", "a, *args, b=2", false), None);
    }

    #[test]
    fn differences_are_told() {
        for (stub, real, message) in [
            ("a, b", "a", "has no parameter `b` in the source"),
            ("a", "a, b=1", "has a parameter `b` in the source"),
            ("a, b", "a, b=1", "has no default for `b`; in the source it may be left out"),
            ("a=1", "a", "has a default for `a`; in the source it is required"),
            ("a, b", "a, *, b", "has `b` as an ordinary parameter; in the source it is keyword-only"),
            ("a, /", "a", "has `a` as positional-only; in the source it is an ordinary parameter"),
            ("b, a", "a, b", "has `b` where the source has `a`"),
            ("a, *b", "a", "does not take any number of arguments in the source"),
            ("a, **b", "a", "does not take any keywords in the source"),
            ("a, b", "a, *rest", "has no parameter `b` in the source"),
            ("a", "a, *rest", "takes any number of arguments in the source (`*rest`)"),
            ("a", "a, **rest", "takes any keywords in the source (`**rest`)"),
            ("", "self", "has a parameter `self` in the source"),
        ] {
            assert_eq!(compare(stub, real, false).as_deref(), Some(message), "{stub} against {real}");
        }
    }
}
