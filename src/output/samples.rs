//! Hand-made reports for tests: those of the project's own tests, and one with everything that formats must cope with.

#[path = "../../project/src/findings/samples.rs"]
mod base;

use strict_analyzer::diagnostics::{Code, TraceFrame};
use strict_analyzer::{ClassReport, ModuleKind, ModuleReport, NameReport, Report, Verdict};

pub(crate) use base::{at, diagnostic, module, report, source};

/// A report with one of everything that formats must cope with.
pub(crate) fn rich_report() -> Report {
    let cart = source(
        "shop/cart.py",
        "import __strict__\nfrom shop.rates import load\n\nRATES = load(\n    'größe', \"a,b:c%\")\n\nprint(RATES)\n",
    );
    let rates = source(
        "shop/rates.py",
        "import __strict__\nimport json\n\ndef load(*names):\n    return read(names)\n\ndef read(names):\n\treturn open(names)\n",
    );
    let call = "load(\n    'größe', \"a,b:c%\")";
    let mut reads_file =
        diagnostic(Code::InputOutput, "`open()` reads a file: <100%> & \"more\"", at(&cart, call));
    reads_file.label = Some("this call reads a file".to_owned());
    reads_file.trace = vec![
        TraceFrame { location: at(&cart, call), description: "`load()` is called here".to_owned() },
        TraceFrame { location: at(&rates, "read(names)"), description: "`read()` is called here".to_owned() },
        TraceFrame { location: at(&rates, "open(names)"), description: "`open()` is called here".to_owned() },
    ];
    reads_file.notes = vec!["`open` is the built-in function".to_owned()];
    reads_file.help = Some("read the file in a function that is called after import".to_owned());
    let prints =
        diagnostic(Code::InputOutput, "`print()` writes to the standard output", at(&cart, "print(RATES)"));
    let odd = source("a b/ödd,:%.py", "x = '\u{1b}[31m\u{202e}'\n\ty\n");
    let warning = diagnostic(Code::UnusedSuppression, "escape \u{1b}[0m\r\nhere", at(&odd, "\u{1b}[31m"));
    let note = diagnostic(Code::StaticTreatedAsStrict, "treated as strict", at(&odd, "y"));
    let mut cart_module = module("shop.cart", &cart, vec![prints, reads_file]);
    cart_module.imports = vec!["shop.rates".to_owned()];
    let odd_module = ModuleReport {
        kind: ModuleKind::Static,
        verdict: Verdict::Accepted,
        ..module("odd", &odd, vec![note, warning])
    };
    let plain = source("setup.py", "print(1)\n");
    let plain_module = ModuleReport {
        kind: ModuleKind::Plain,
        verdict: Verdict::NotAnalyzed,
        ..module("setup", &plain, Vec::new())
    };
    report(vec![cart_module, module("shop.rates", &rates, Vec::new()), odd_module, plain_module])
}

/// A module with names and classes, as an inspection returns it.
pub(crate) fn inspected_module() -> ModuleReport {
    let source = source("m.py", "import __strict__\nX = 1\nclass C: ...\nprint(X)\n");
    let name = |name: &str, kind, type_name: &str, repr: Option<&str>| NameReport {
        name: name.to_owned(),
        kind,
        type_name: type_name.to_owned(),
        repr: repr.map(str::to_owned),
        owner: None,
        reason: None,
        is_rebound: false,
    };
    let class = |name: &str, slots: Option<&[&str]>, bases: &[&str]| ClassReport {
        name: name.to_owned(),
        slots: slots.map(|slots| slots.iter().map(ToString::to_string).collect()),
        inherited_slots: Vec::new(),
        bases: bases.iter().map(ToString::to_string).collect(),
    };
    let prints =
        diagnostic(Code::InputOutput, "`print()` writes to the standard output", at(&source, "print(X)"));
    ModuleReport {
        names: vec![
            name("X", "constant", "int", Some("1")),
            name("text", "constant", "str", Some("'\\x1b'")),
            name("C", "object", "type", None),
        ],
        classes: vec![class("C", Some(&["a", "b"]), &["object"]), class("C.D", None, &["C", "Generic"])],
        ..module("m", &source, vec![prints])
    }
}
