//! The table of diagnostic codes: number, alias, category, severity and one-line summary.
//!
//! Codes and aliases are permanent. The long form that `strict explain` prints is `docs/rules/STRnnn.md`.

use std::fmt;
use std::str::FromStr;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Information; never changes the verdict or the exit code.
    Note,
    /// Worth mending, but the module is still accepted.
    Warning,
    /// The module is not accepted.
    Error,
}

/// What kind of thing a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// The source cannot be read or parsed, or is marked wrongly.
    Input,
    /// A value about which nothing is known is used in a way that may run foreign code.
    Unknown,
    /// The module level touches the world outside the process or state shared by all modules.
    Effect,
    /// The module level changes an object that it does not own.
    Ownership,
    /// The module level fails, or its result is not determined by its source.
    Outcome,
    /// Imports.
    Import,
    /// A limit of the analysis was reached.
    Limit,
    /// Classes and their slots.
    Class,
    /// Library models.
    Stub,
    /// A fault of the analyzer itself.
    Internal,
}

macro_rules! codes {
    ($($variant:ident = $number:literal, $alias:literal, $category:ident, $severity:ident, $summary:literal;)*) => {
        /// A stable diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Code {
            $(#[doc = $summary] $variant = $number,)*
        }

        impl Code {
            /// All codes, in order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The kebab-case alias, for instance `unsafe-call`.
            #[must_use]
            pub fn alias(self) -> &'static str {
                match self { $(Code::$variant => $alias,)* }
            }

            /// What kind of thing the code is about.
            #[must_use]
            pub fn category(self) -> Category {
                match self { $(Code::$variant => Category::$category,)* }
            }

            /// How much it weighs.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// One line that says what the code means.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }
        }
    };
}

codes! {
    SyntaxError = 1, "syntax-error", Input, Error, "the source is not valid Python 3.14";
    UnreadableSource = 2, "unreadable-source", Input, Error, "the source file cannot be read or decoded";
    NestingTooDeep = 3, "nesting-too-deep", Input, Error, "the source nests deeper than Python accepts";
    BadStrictFlag = 4, "bad-strict-flag", Input, Error, "`import __strict__` or a related marker is misplaced or malformed";
    UnusedSuppression = 5, "unused-suppression", Input, Warning, "a `# strict: ignore` comment suppresses nothing";
    StaticTreatedAsStrict = 6, "static-treated-as-strict", Input, Note, "a static module is checked as a strict one";
    ConflictingSources = 7, "conflicting-sources", Input, Error, "two files claim the same module name";
    UnsafeCall = 101, "unsafe-call", Unknown, Error, "a value about which nothing is known is called";
    UnknownAttribute = 102, "unknown-attribute", Unknown, Error, "an attribute of a value about which nothing is known is used";
    UnknownOperator = 103, "unknown-operator", Unknown, Error, "an operator is applied to a value about which nothing is known";
    UnknownCondition = 104, "unknown-condition", Unknown, Error, "a decision depends on the truth of a value about which nothing is known";
    UnknownIteration = 105, "unknown-iteration", Unknown, Error, "a value about which nothing is known is iterated or unpacked";
    UnknownSubscript = 106, "unknown-subscript", Unknown, Error, "a value about which nothing is known is indexed";
    UnknownArgument = 107, "unknown-argument", Unknown, Error, "a built-in function would run code of a value about which nothing is known";
    UnknownContextManager = 108, "unknown-context-manager", Unknown, Error, "a value about which nothing is known is used in `with`";
    UnknownDecorator = 109, "unknown-decorator", Unknown, Error, "a function or class is decorated with a value about which nothing is known";
    UnknownBase = 110, "unknown-base-class", Unknown, Error, "a class derives from a value about which nothing is known";
    InputOutput = 120, "input-output", Effect, Error, "the module level reads or writes files, streams or sockets";
    Environment = 121, "environment", Effect, Error, "the module level reads or changes the process environment";
    Clock = 122, "clock", Effect, Error, "the module level depends on the clock";
    Randomness = 123, "randomness", Effect, Error, "the module level depends on randomness";
    GlobalRegistry = 124, "global-registry", Effect, Error, "the module level changes a registry that the whole process shares";
    ImportSystem = 125, "import-system", Effect, Error, "the module level inspects or changes the import system";
    Threads = 126, "threads", Effect, Error, "the module level starts or synchronises threads or tasks";
    Process = 127, "process", Effect, Error, "the module level starts, signals or ends a process";
    ProhibitedBuiltin = 128, "prohibited-builtin", Effect, Error, "a built-in function is used that no proof can follow";
    InterpreterState = 129, "interpreter-state", Effect, Error, "the module level inspects or changes the interpreter's own state";
    ModifyImportedValue = 130, "modify-imported-value", Ownership, Error, "an object that another module owns is changed";
    ModifyModule = 131, "modify-module", Ownership, Error, "an attribute of another module is set or deleted";
    ModifyBuiltin = 132, "modify-builtin", Ownership, Error, "a built-in type or function is changed";
    UnhandledException = 140, "unhandled-exception", Outcome, Error, "an exception leaves the module";
    UnknownStarImport = 150, "unknown-star-import", Import, Error, "`from m import *` from a module whose names are not known";
    CycleOrder = 151, "cycle-order", Import, Error, "an import cycle gives different results for different entry points";
    StepsExhausted = 160, "steps-exhausted", Limit, Error, "the module level takes more steps than the analysis allows";
    DepthExhausted = 161, "depth-exhausted", Limit, Error, "the module level calls itself deeper than the analysis allows";
    ValueTooLarge = 162, "value-too-large", Limit, Error, "the module level builds a value larger than the analysis allows";
    ClassInstanceConflict = 170, "class-instance-conflict", Class, Error, "a name is both a class attribute and an instance slot";
    BadSlots = 171, "bad-slots", Class, Error, "the slots of a class cannot be laid out";
    MissingSlot = 172, "missing-slot", Class, Error, "an attribute is stored for which instances of the class have no slot";
    MisspeltAttribute = 173, "misspelt-attribute", Class, Warning, "a method reads an attribute that instances lack, and another one has nearly its name";
    BadStub = 180, "bad-stub", Stub, Error, "a stub is malformed or contradicts the source it models";
    Internal = 199, "internal-error", Internal, Error, "the analyzer failed on this module; this is a bug in strict";
}

impl Code {
    /// The number behind `STR`.
    #[must_use]
    pub fn number(self) -> u16 {
        self as u16
    }

    /// Whether a comment may suppress it. Not so where the file was not analysed at all.
    #[must_use]
    pub fn is_suppressible(self) -> bool {
        !matches!(self, Code::SyntaxError | Code::UnreadableSource | Code::NestingTooDeep)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "STR{:03}", self.number())
    }
}

/// The text names no diagnostic code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a diagnostic code; `strict explain` lists them all")]
pub struct UnknownCode(pub String);

impl FromStr for Code {
    type Err = UnknownCode;

    /// Accepts `STR101`, `str101` and the alias.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.alias() == text || code.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownCode(text.to_owned()))
    }
}
