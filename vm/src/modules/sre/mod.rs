//! `_sre`: the matching engine under `re`. The engine itself is the crate `rustpython-sre_engine`, which runs the code
//! that the library's `re._compiler` makes.

mod matched;
mod opening;
mod pattern;
mod scanner;
mod subject;
mod substitute;
mod units;

use rustpython_sre_engine::string::{lower_ascii, lower_unicode, upper_unicode};
use rustpython_sre_engine::{CODESIZE, MAXGROUPS, MAXREPEAT, SRE_MAGIC};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    ..new_module(
        "_sre",
        &[
            method(
                "compile",
                "(pattern, flags, code, groups, groupindex, indexgroup)",
                Effect::Pure,
                native(pattern::compile),
                "",
            ),
            method("template", "(pattern, template, /)", Effect::Pure, native(substitute::template), ""),
            method("getcodesize", "()", Effect::Pure, native(|_: &mut Vm| Ok(CODESIZE)), ""),
            method(
                "ascii_iscased",
                "(character, /)",
                Effect::Pure,
                native(|_: &mut Vm, c: i64| Ok(is_ascii_letter(c))),
                "",
            ),
            method("unicode_iscased", "(character, /)", Effect::Pure, native(unicode_is_cased), ""),
            method(
                "ascii_tolower",
                "(character, /)",
                Effect::Pure,
                native(|_: &mut Vm, c: i64| Ok(i64::from(lower_ascii(c as u32)))),
                "",
            ),
            method(
                "unicode_tolower",
                "(character, /)",
                Effect::Pure,
                native(|_: &mut Vm, c: i64| Ok(i64::from(lower_unicode(c as u32)))),
                "",
            ),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let constants =
        [("MAGIC", SRE_MAGIC), ("CODESIZE", CODESIZE), ("MAXREPEAT", MAXREPEAT), ("MAXGROUPS", MAXGROUPS)];
    for (name, number) in constants {
        vm.set_global(namespace, name, Value::index(number))?;
    }
    Ok(())
}

fn is_ascii_letter(character: i64) -> bool {
    u8::try_from(character).is_ok_and(|it| it.is_ascii_alphabetic())
}

fn unicode_is_cased(_vm: &mut Vm, character: i64) -> Outcome<bool> {
    let point = character as u32;
    Ok(lower_unicode(point) != point || upper_unicode(point) != point)
}
