//! `pyexpat`: parsing XML. The parser itself works on plain data; this file and `objects` connect it to Python.

mod dispatch;
mod doctype;
mod event;
mod namespace;
mod objects;
mod parser;
mod scan;
mod source;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Str};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

use event::{ERRORS, Failure};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Python wrapper for Expat parser.",
    fill,
    ..new_module(
        "pyexpat",
        &[
            method(
                "ParserCreate",
                "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
                Effect::Pure,
                native(objects::create),
                "Return a new XML parser object.",
            ),
            method(
                "ErrorString",
                "(code, /)",
                Effect::Pure,
                native(|_: &mut Vm, code: i64| Ok(usize::try_from(code).ok().and_then(event::message))),
                "Returns string error for given number.",
            ),
        ],
    )
};

/// The version of expat whose behaviour this is.
const VERSION: [i64; 3] = [2, 7, 3];

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    // Its name tells the package that users know.
    let class = vm.add_exception(namespace, "xml.parsers.expat", "ExpatError", base)?;
    vm.set_global(namespace, "error", class.value())?;
    let parser_class = vm.native_type(&objects::PARSER).value();
    vm.set_global(namespace, "XMLParserType", parser_class)?;
    let [major, minor, micro] = VERSION;
    let text = vm.new_str(&format!("expat_{major}.{minor}.{micro}")).value();
    vm.set_global(namespace, "EXPAT_VERSION", text)?;
    let version = vm.new_tuple(&VERSION.map(Value::fixnum))?.value();
    vm.set_global(namespace, "version_info", version)?;
    let encoding = vm.new_str("UTF-8").value();
    vm.set_global(namespace, "native_encoding", encoding)?;
    let features = vm.new_list().value();
    vm.set_global(namespace, "features", features)?;
    for (number, name) in ["NEVER", "UNLESS_STANDALONE", "ALWAYS"].iter().enumerate() {
        vm.set_global(namespace, &format!("XML_PARAM_ENTITY_PARSING_{name}"), Value::index(number))?;
    }
    fill_errors(vm, namespace)?;
    let model = submodule(vm, namespace, "model", "Constants used to interpret content model information.")?;
    for (name, number) in [
        ("CQUANT_NONE", 0),
        ("CQUANT_OPT", 1),
        ("CQUANT_REP", 2),
        ("CQUANT_PLUS", 3),
        ("CTYPE_EMPTY", 1),
        ("CTYPE_ANY", 2),
        ("CTYPE_MIXED", 3),
        ("CTYPE_NAME", 4),
        ("CTYPE_CHOICE", 5),
        ("CTYPE_SEQ", 6),
    ] {
        vm.set_global(model, &format!("XML_{name}"), Value::fixnum(number))?;
    }
    Ok(())
}

fn submodule(vm: &mut Vm, namespace: Gc<Dict>, name: &str, doc: &str) -> Outcome<Gc<Dict>> {
    let full_name = format!("pyexpat.{name}");
    let module = vm.new_module(&full_name);
    let dict = module.dict.get();
    let doc = vm.new_str(doc).value();
    vm.set_global(dict, "__doc__", doc)?;
    vm.set_global(namespace, name, module.value())?;
    let modules = vm.modules;
    vm.set_global(modules, &full_name, module.value())?;
    Ok(dict)
}

fn fill_errors(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let errors = submodule(vm, namespace, "errors", "Constants used to describe error conditions.")?;
    let (codes, messages) = (vm.new_dict(), vm.new_dict());
    for (index, (name, text)) in ERRORS.iter().enumerate() {
        let number = Value::index(index + 1);
        let text = vm.new_str(text).value();
        vm.set_global(errors, &format!("XML_ERROR_{name}"), text)?;
        vm.dict_set(codes, text, number)?;
        vm.dict_set(messages, number, text)?;
    }
    vm.set_global(errors, "codes", codes.value())?;
    vm.set_global(errors, "messages", messages.value())
}

/// Raises `ExpatError`.
fn raise(vm: &mut Vm, failure: Failure) -> Raised {
    let text = event::message(failure.code).unwrap_or("unknown error");
    let (line, column) = (failure.position.line, failure.position.column);
    let raised =
        vm.module_error("xml.parsers.expat.ExpatError", format!("{text}: line {line}, column {column}"));
    let exception = vm.raised;
    for (name, number) in [("code", failure.code), ("lineno", line), ("offset", column)] {
        let name: Gc<Str> = vm.intern(name);
        if let Err(other) = vm.set_attribute(exception, name, Value::index(number)) {
            return other;
        }
    }
    raised
}
