//! A session's result after any edits is the one of a check from scratch.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use strict_analyzer::diagnostics::{Diagnostic, Location};
use strict_analyzer::{ModuleReport, Options, Overlay, Session, SessionReport};
use strict_syntax::SourceFile;

/// A pseudo-random number (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Lines of which modules are made; `@` stands for another module.
const LINES: &[&str] = &[
    "# a comment",
    "",
    "from @ import make, VALUES, decorate",
    "import @",
    "from @ import *",
    "X = make(3)",
    "X = @.make(len(VALUES))",
    "VALUES = [1, 2]",
    "VALUES = [1, 2, 3]",
    "VALUES.append(4)",
    "PAIR = (1, [])",
    "SAME = @.PAIR is PAIR",
    "from @ import PAIR",
    "def make(n):\n    return [n]",
    "def make(n):\n    print(n)\n    return n",
    "def make(n):\n    from @ import VALUES\n    return VALUES",
    "def make(n):\n\n    import @\n    return @.VALUES",
    "def decorate(f):\n    def inner(*args):\n        return f(*args)\n    return inner",
    "def decorate(f):\n    def inner(*args):\n        print(f)\n    return inner",
    "@decorate\ndef shown(n):\n    return n",
    "shown(1)",
    "@.shown(2)",
    "class Base:\n    kind = 1\n    def __init__(self):\n        self.x = 1",
    "class Derived(@.Base):\n    def go(self):\n        self.y = 2",
    "from @ import Base",
    "D = Base()",
    "D.x = 5",
    "import os\nHOME = os.getcwd()",
    "import dataclasses\n@dataclasses.dataclass\nclass Point:\n    x: int = 0",
    "from @ import Point\nP = Point(3)",
    "if VALUES:\n    Y = 1\nelse:\n    Y = 2",
    "try:\n    from @ import missing\nexcept ImportError:\n    missing = None",
    "def broken(:",
    "1 / 0",
    "X = __import__('@').VALUES",
    "LINE = make.__code__.co_firstlineno",
    "def helper(n):\n    return n + 1",
    "def helper(n):\n    return (n  +  1)",
    "def helper(n):\n    return n + 2",
    "def helper(n, m=0):\n    return [n, m]",
    "def helper(n):\n    def inner(m):\n        return m\n    return inner(n)",
    "def helper(n):\n    def inner(m):\n        return n\n    return inner",
    "from @ import helper",
    "HELPED = @.helper(1)",
    "HELPER = @.helper",
    "HELPERS = [@.helper, @.make]",
    "NAME = @.helper.__name__",
    "class Marked:\n    @decorate\n    def go(self):\n        return self",
    "GONE = @.Marked().go()",
    "SAME_CLASS = @.Base is Base",
    "NAMES = dir(@)",
    "for name in vars(@):\n    LAST = name",
    "PAIRS = [PAIR, PAIR]",
    "SAME_PAIR = @.PAIRS[0] is @.PAIRS[1]",
    "SAME_PAIR = @.PAIRS[0] is @.PAIR",
    "SMALL = (1, 2)",
    "SMALL = (1, 2)\nOTHER_SMALL = SMALL",
    "SAME_SMALL = @.SMALL is @.OTHER_SMALL",
    "double = lambda n: n * 2",
    "DOUBLED = @.double(3)",
    "def annotated(a: 'int', b: list[int]) -> None:\n    pass",
    "ANNOTATIONS = annotated.__annotations__",
    "TABLE = {Base: 1, list: make}",
    "FOUND = @.TABLE[list]",
    "KEYED = {frozenset({Base}): 1}",
    "def counter():\n    yield 1\n    yield 2",
    "COUNTED = list(@.counter())",
    "ROWS = @.counter()",
    "def raises(n):\n    if n:\n        raise ValueError(n)",
    "@.raises(1)",
    "from @ import raises\ntry:\n    raises(1)\nexcept ValueError as error:\n    CAUGHT = error.args",
    "def late():\n    return absent",
    "def writes():\n    global X\n    X = 2",
    "class Slotted:\n    __slots__ = ('a', 'b')",
    "class Heir(@.Slotted):\n    def set(self):\n        self.c = 1",
];

struct Program {
    random: Random,
    /// Names, and lines after the marker.
    modules: Vec<(String, bool, Vec<String>)>,
}

impl Program {
    fn new(seed: u64) -> Program {
        let mut random = Random(seed | 1);
        for _ in 0..10 {
            random.below(2);
        }
        let names = (0..7).map(|i| (format!("m{i}"), i != 3, Vec::new())).collect();
        let mut program = Program { random, modules: names };
        for i in 0..program.modules.len() {
            for _ in 0..4 {
                program.add_line(i);
            }
        }
        program
    }

    fn add_line(&mut self, module: usize) {
        // Mostly earlier modules, so that there are not only cycles.
        let far = self.random.below(8) == 0;
        let other = self.random.below(if far { self.modules.len() } else { module.max(1) });
        let line = LINES[self.random.below(LINES.len())];
        // A decorator is no module.
        let line = line.replace("@decorate", "\u{1}decorate").replace("@dataclasses", "\u{1}dataclasses");
        let line = line.replace('@', &format!("m{other}")).replace('\u{1}', "@");
        let lines = &mut self.modules[module].2;
        let place = self.random.below(lines.len() + 1);
        lines.insert(place, line);
    }

    /// Changes a module; its number.
    fn edit(&mut self) -> usize {
        let module = self.random.below(self.modules.len());
        match self.random.below(10) {
            0 => self.modules[module].1 = !self.modules[module].1,
            1 => self.modules[module].2.insert(0, "# moved down".to_owned()),
            2 | 3 if !self.modules[module].2.is_empty() => self.edit_inside(module),
            4 | 5 if !self.modules[module].2.is_empty() => {
                let place = self.random.below(self.modules[module].2.len());
                self.modules[module].2.remove(place);
            }
            _ => self.add_line(module),
        }
        module
    }

    /// Changes a statement: what it says, or only where the parts of it are.
    fn edit_inside(&mut self, module: usize) {
        let place = self.random.below(self.modules[module].2.len());
        let kind = self.random.below(4);
        let line = &mut self.modules[module].2[place];
        *line = match kind {
            0 => line.replacen(":\n", ":\n\n    # why\n", 1),
            1 => line.replacen("return ", "return  ", 1),
            2 => line.replacen(":\n    ", ":\n    unused = 1\n    ", 1),
            _ => line.replacen('1', "7", 1),
        };
    }

    fn path(module: usize) -> PathBuf {
        PathBuf::from(format!("/nowhere/m{module}.py"))
    }

    fn source(&self, module: usize) -> Arc<SourceFile> {
        let (_, strict, lines) = &self.modules[module];
        let marker = if *strict { "import __strict__\n" } else { "" };
        Arc::new(SourceFile::from_text(Program::path(module), format!("{marker}{}\n", lines.join("\n"))))
    }

    fn files(&self) -> Overlay {
        let mut files = Overlay::default();
        for module in 0..self.modules.len() {
            files.insert(Program::path(module), self.source(module));
        }
        files
    }

    fn options(&self) -> Options {
        let modules = (0..self.modules.len()).map(|i| (format!("m{i}"), Program::path(i))).collect();
        Options { modules, details: true, layouts: true, jobs: 1, ..Options::default() }
    }
}

fn show_place(text: &mut String, what: &str, place: &Location) {
    let start = place.source.position(place.range.start());
    let end = place.source.position(place.range.end());
    let path = place.source.path().display();
    let _ = writeln!(text, "    {path}:{}:{}-{}:{} {what}", start.line, start.column, end.line, end.column);
}

fn show_diagnostic(text: &mut String, it: &Diagnostic) {
    let _ = writeln!(text, "  {} {} {:?} {:?} {:?}", it.code, it.message, it.label, it.notes, it.help);
    show_place(text, "here", &it.primary);
    for frame in &it.trace {
        show_place(text, &frame.description, &frame.location);
    }
}

/// Everything that a report says.
fn show(report: &SessionReport) -> String {
    let mut text = String::new();
    for module in &report.modules {
        let ModuleReport { name, path, kind, verdict, names, classes, imports, lines, steps, .. } = &**module;
        let _ = writeln!(text, "{name} {} {kind:?} {verdict:?} {imports:?} {lines} {steps}", path.display());
        let _ = writeln!(text, "  {names:?}\n  {classes:?}");
        for diagnostic in &module.diagnostics {
            show_diagnostic(&mut text, diagnostic);
        }
    }
    text
}

fn fresh(program: &Program) -> String {
    show(&Session::new(program.options(), Arc::new(program.files())).check(None).expect("nobody cancels"))
}

fn sources(program: &Program) -> String {
    (0..program.modules.len()).map(|i| format!("--- m{i}\n{}", program.source(i).text())).collect()
}

#[test]
fn random_edits_give_what_a_fresh_check_gives() {
    let seeds = std::env::var("STRICT_SEEDS").ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    let first = std::env::var("STRICT_FIRST_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    for seed in first..first + seeds {
        let seed: u64 = seed;
        let mut program = Program::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut session = Session::new(program.options(), Arc::new(program.files()));
        for step in 0..25 {
            let before = sources(&program);
            if step > 0 {
                for _ in 0..=program.random.below(2) {
                    let module = program.edit();
                    session.set_files(Arc::new(program.files()));
                    session.changed(&Program::path(module));
                }
            }
            let incremental = show(&session.check(None).expect("nobody cancels"));
            let scratch = fresh(&program);
            assert!(
                incremental == scratch,
                "seed {seed}, step {step}\n== before\n{before}\n== after\n{}\n== incremental\n{incremental}\n== fresh\n{scratch}",
                sources(&program)
            );
        }
    }
}
