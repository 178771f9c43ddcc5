//! The whole standard library compiles to code that the verifier accepts, and no nesting is too deep.

use std::thread;

use strict_bytecode::{decode, encode, verify};
use strict_compiler::{Options, compile};

/// What compiling needs at least.
const STACK: usize = 64 << 20;

fn on_large_stack(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread starts").join().expect("no panic");
}

#[test]
fn the_standard_library_compiles() {
    on_large_stack(|| {
        for module in strict_library::modules() {
            let text = String::from_utf8(module.source()).expect("the library is UTF-8");
            let code = compile(&text, &Options::module(&module.display_path()))
                .unwrap_or_else(|error| panic!("{}: {error}", module.name));
            verify(&code).unwrap_or_else(|error| panic!("{}: {error}", module.name));
            let image = encode(&code);
            let again = decode(&image).unwrap_or_else(|error| panic!("{}: {error}", module.name));
            verify(&again).unwrap_or_else(|error| panic!("{}: {error}", module.name));
            assert_eq!(encode(&again), image, "{}", module.name);
            assert_eq!(again.to_string(), code.to_string(), "{}", module.name);
        }
    });
}

#[test]
fn damaged_code_is_refused_or_found_unsound() {
    on_large_stack(|| {
        let module = strict_library::find("textwrap").expect("part of the library");
        let text = String::from_utf8(module.source()).expect("the library is UTF-8");
        let image = encode(&compile(&text, &Options::module("textwrap.py")).expect("it's Python"));
        let (mut state, mut unsound) = (1_u64, 0);
        for round in 0..4000 {
            let mut damaged = image.clone();
            for _ in 0..=round % 3 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (state >> 33) as usize % damaged.len();
                damaged[at] = (state >> 20) as u8;
            }
            damaged.truncate(image.len() - (round % 5) * (state >> 50) as usize % image.len());
            // Neither of them panics.
            if let Ok(code) = decode(&damaged) {
                assert!(code.is_unverified);
                unsound += usize::from(verify(&code).is_err());
            }
        }
        assert!(unsound > 10, "{unsound}");
    });
}

#[test]
fn deep_expressions_compile() {
    let chain = |first: &str, link: &str, count: usize| format!("x = {first}{}\n", link.repeat(count));
    let programs = [
        chain("a", " + b", 14_000),
        chain("a", ".b", 14_000),
        chain("a", "()", 14_000),
        chain("a", "[0]", 14_000),
        chain("a", ".b(1)", 7_000),
        chain("a", " and b", 100_000),
        chain("1", " + 1", 14_000),
        chain("not ", "not ", 2_900) + "a",
        format!("x = {}a{}\n", "(".repeat(199), ")".repeat(199)),
        format!("x = {}a{}\n", "[".repeat(199), "]".repeat(199)),
        format!("x = {}a\n", "lambda: ".repeat(2_900)),
        format!("x = {}a\n", "b if c else ".repeat(2_900)),
    ];
    on_large_stack(move || {
        for program in programs {
            let shown = &program[..20];
            // Whatever the nesting guard refuses is refused; the rest is compiled.
            if let Ok(code) = compile(&program, &Options::module("deep.py")) {
                verify(&code).unwrap_or_else(|error| panic!("{shown}: {error}"));
            }
        }
    });
}

#[test]
fn large_displays_compile() {
    on_large_stack(|| {
        let items = "a, ".repeat(70_000);
        for program in [format!("x = [{items}]"), format!("x = ({items})"), format!("f({items})")] {
            let code = compile(&program, &Options::module("large.py")).expect("it's Python");
            verify(&code).expect("it's right");
        }
        let targets = "a, ".repeat(70_000);
        let error = compile(&format!("{targets} = x"), &Options::module("large.py"));
        assert!(error.is_err(), "that needs too many registers");
    });
}
