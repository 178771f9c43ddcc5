//! The methods of `str`.

use strict_semantics::text::make_translation;
use strict_semantics::{Limit, Text, TextBuilder, TextRef};

use crate::case_file::{Case, check};
use crate::value::{Value, bounds};

#[test]
fn str_methods_agree_with_cpython() {
    check(include_str!("../data/str.txt"), run);
}

#[test]
fn views_wider_than_needed_agree_with_cpython() {
    check(include_str!("../data/str.txt"), |case| {
        let wide: Vec<u32> = case.arguments[0].text().code_points().collect();
        call(case, TextRef::Ucs4(&wide))
    });
}

fn run(case: &Case<'_>) -> Value {
    call(case, case.arguments[0].text())
}

fn built(write: impl FnOnce(&mut TextBuilder)) -> Value {
    Text::build(write).into()
}

fn tried(write: impl FnOnce(&mut TextBuilder) -> strict_semantics::Result<()>) -> Value {
    Text::try_build(Limit::NONE, write).into()
}

fn call(case: &Case<'_>, text: TextRef<'_>) -> Value {
    let arguments = &case.arguments[1..];
    match case.name {
        "lower" => built(|out| text.lower(out)),
        "upper" => built(|out| text.upper(out)),
        "title" => built(|out| text.title(out)),
        "capitalize" => built(|out| text.capitalize(out)),
        "swapcase" => built(|out| text.swap_case(out)),
        "casefold" => built(|out| text.case_fold(out)),
        "isalnum" => text.is_alnum().into(),
        "isalpha" => text.is_alpha().into(),
        "isascii" => text.is_ascii().into(),
        "isdecimal" => text.is_decimal().into(),
        "isdigit" => text.is_digit().into(),
        "isidentifier" => text.is_identifier().into(),
        "islower" => text.is_lower().into(),
        "isnumeric" => text.is_numeric().into(),
        "isprintable" => text.is_printable().into(),
        "isspace" => text.is_space().into(),
        "istitle" => text.is_title().into(),
        "isupper" => text.is_upper().into(),
        "find" => text.find(arguments[0].text(), bounds(&arguments[1..])).into(),
        "rfind" => text.rfind(arguments[0].text(), bounds(&arguments[1..])).into(),
        "index" => text.index(arguments[0].text(), bounds(&arguments[1..])).into(),
        "rindex" => text.rindex(arguments[0].text(), bounds(&arguments[1..])).into(),
        "count" => text.count(arguments[0].text(), bounds(&arguments[1..])).into(),
        "startswith" => text.starts_with(arguments[0].text(), bounds(&arguments[1..])).into(),
        "endswith" => text.ends_with(arguments[0].text(), bounds(&arguments[1..])).into(),
        "removeprefix" => text.remove_prefix(arguments[0].text()).into(),
        "removesuffix" => text.remove_suffix(arguments[0].text()).into(),
        "partition" => text.partition(arguments[0].text()).into(),
        "rpartition" => text.rpartition(arguments[0].text()).into(),
        "strip" => text.strip(arguments[0].optional_text()).into(),
        "lstrip" => text.lstrip(arguments[0].optional_text()).into(),
        "rstrip" => text.rstrip(arguments[0].optional_text()).into(),
        "split" => text.split(arguments[0].optional_text(), arguments[1].int()).into(),
        "rsplit" => text.rsplit(arguments[0].optional_text(), arguments[1].int()).into(),
        "splitlines" => text.split_lines(arguments[0] == Value::Bool(true)).into(),
        "center" | "ljust" | "rjust" => tried(|out| {
            let width = arguments[0].int();
            let fill = arguments[1].text().fill_character()?;
            match case.name {
                "center" => text.center(width, fill, out),
                "ljust" => text.ljust(width, fill, out),
                _ => text.rjust(width, fill, out),
            }
        }),
        "zfill" => tried(|out| text.zfill(arguments[0].int(), out)),
        "expandtabs" => tried(|out| text.expand_tabs(arguments[0].int(), out)),
        "join" => tried(|out| text.join(arguments[0].items().iter().map(Value::text), out)),
        "replace" => {
            tried(|out| text.replace(arguments[0].text(), arguments[1].text(), arguments[2].int(), out))
        }
        "translate" => tried(|out| {
            let table = make_translation(arguments[0].text(), arguments[1].text(), arguments[2].text())?;
            let map = |code_point, out: &mut TextBuilder| {
                let entry = table.iter().rev().find(|(from, _)| *from == code_point);
                out.extend(entry.map_or(Some(code_point), |(_, to)| *to));
                Ok(())
            };
            text.translate(map, out)
        }),
        "slice" => built(|out| {
            let [start, step, count] = [0, 1, 2].map(|index| arguments[index].int());
            text.step_slice(start as usize, step as isize, count as usize, out);
        }),
        "repr" => built(|out| text.repr(out)),
        "ascii" => built(|out| text.ascii(out)),
        "__add__" => tried(|out| text.concat(arguments[0].text(), out)),
        "__mul__" => tried(|out| text.repeat(arguments[0].int(), out)),
        "__contains__" => text.contains(arguments[0].text()).into(),
        "__lt__" => (text < arguments[0].text()).into(),
        "__eq__" => (text == arguments[0].text()).into(),
        name => panic!("no method {name}"),
    }
}
