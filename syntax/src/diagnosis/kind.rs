//! What sort of expression a part of the text is, as far as messages depend on it.

/// An expression, or something else that is one part.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The tokens that it is made of: the first, and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The nodes in it.
    pub(super) parts: Box<[u32]>,
}

macro_rules! kinds {
    ($($name:ident $text:literal,)*) => {
        /// The kinds, with CPython's words for them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($name,)*
        }

        impl Kind {
            /// The kind of a name in the grammar.
            pub(super) fn named(name: &str) -> Option<Kind> {
                match name {
                    $(stringify!($name) => Some(Kind::$name),)*
                    _ => None,
                }
            }

            /// What messages call it.
            pub(super) fn shown(self) -> &'static str {
                match self {
                    $(Kind::$name => $text,)*
                }
            }
        }
    };
}

kinds! {
    Attribute "attribute",
    Await "await expression",
    Call "function call",
    Comparison "comparison",
    Conditional "conditional expression",
    Dict "dict literal",
    DictComp "dict comprehension",
    Ellipsis "ellipsis",
    FString "f-string expression",
    False "False",
    Generator "generator expression",
    // A comparison whose first operator is `in`: in a `for`, what is before it is the target.
    In "comparison",
    Keyword "keyword argument",
    KeywordUnpacking "keyword argument",
    Lambda "lambda",
    // Has the kind of its last part.
    Last "expression",
    List "list",
    ListComp "list comprehension",
    Literal "literal",
    Name "name",
    Named "named expression",
    None "None",
    Operation "expression",
    // Anything of which only the place matters.
    Other "expression",
    Set "set display",
    SetComp "set comprehension",
    Starred "starred",
    Subscript "subscript",
    TString "t-string expression",
    True "True",
    Tuple "tuple",
    Yield "yield expression",
}
