//! What a parser finds, and what can be wrong.

/// Something that a handler may be called for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    XmlDeclaration {
        version: Option<String>,
        encoding: Option<String>,
        standalone: i64,
    },
    StartDoctype {
        name: String,
        system: Option<String>,
        public: Option<String>,
        has_subset: bool,
    },
    EndDoctype,
    Entity(EntityDeclaration),
    Element {
        name: String,
        model: Model,
    },
    AttributeList {
        element: String,
        name: String,
        kind: String,
        default: Option<String>,
        required: bool,
    },
    Notation {
        name: String,
        system: Option<String>,
        public: Option<String>,
    },
    StartElement {
        name: String,
        attributes: Vec<(String, String)>,
        specified: usize,
    },
    EndElement {
        name: String,
    },
    Text(String),
    Instruction {
        target: String,
        data: String,
    },
    Comment(String),
    StartCdata,
    EndCdata,
    StartNamespace {
        prefix: Option<String>,
        uri: Option<String>,
    },
    EndNamespace {
        prefix: Option<String>,
    },
    ExternalEntity {
        context: String,
        system: Option<String>,
        public: Option<String>,
    },
    Skipped {
        name: String,
        is_parameter: bool,
    },
    /// White space and the like, which only a default handler sees.
    Other,
}

/// A declared entity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EntityDeclaration {
    pub(super) name: String,
    pub(super) is_parameter: bool,
    /// The text that replaces it, if that is in the document.
    pub(super) value: Option<String>,
    pub(super) system: Option<String>,
    pub(super) public: Option<String>,
    /// The notation of data that is no XML.
    pub(super) notation: Option<String>,
}

/// The content model of an element, as `pyexpat.model` numbers its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Model {
    pub(super) kind: i64,
    pub(super) quantifier: i64,
    pub(super) name: Option<String>,
    pub(super) children: Vec<Model>,
}

/// A place in the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// From 1.
    pub(super) line: usize,
    /// From 0, in characters.
    pub(super) column: usize,
    /// In bytes.
    pub(super) offset: usize,
}

/// An event with its place and, for default handlers, its markup.
#[derive(Clone, Debug)]
pub(super) struct Located {
    pub(super) event: Event,
    pub(super) position: Position,
    pub(super) markup: String,
}

/// An error: its number, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: usize,
    pub(super) position: Position,
}

// Errors by number.
pub(super) const SYNTAX: usize = 2;
pub(super) const NO_ELEMENTS: usize = 3;
pub(super) const INVALID_TOKEN: usize = 4;
pub(super) const UNCLOSED_TOKEN: usize = 5;
pub(super) const TAG_MISMATCH: usize = 7;
pub(super) const DUPLICATE_ATTRIBUTE: usize = 8;
pub(super) const JUNK_AFTER: usize = 9;
pub(super) const UNDEFINED_ENTITY: usize = 11;
pub(super) const RECURSIVE_ENTITY: usize = 12;
pub(super) const ASYNC_ENTITY: usize = 13;
pub(super) const BAD_CHAR_REF: usize = 14;
pub(super) const BINARY_ENTITY: usize = 15;
pub(super) const ATTRIBUTE_EXTERNAL: usize = 16;
pub(super) const MISPLACED_DECLARATION: usize = 17;
pub(super) const UNKNOWN_ENCODING: usize = 18;
pub(super) const UNCLOSED_CDATA: usize = 20;
pub(super) const UNBOUND_PREFIX: usize = 27;
pub(super) const UNDECLARING_PREFIX: usize = 28;
pub(super) const XML_DECLARATION: usize = 30;
pub(super) const FINISHED: usize = 36;
pub(super) const RESERVED_XML: usize = 38;
pub(super) const RESERVED_XMLNS: usize = 39;
pub(super) const AMPLIFICATION: usize = 43;

/// The names and messages of errors, from number 1 on.
pub(super) const ERRORS: [(&str, &str); 44] = [
    ("NO_MEMORY", "out of memory"),
    ("SYNTAX", "syntax error"),
    ("NO_ELEMENTS", "no element found"),
    ("INVALID_TOKEN", "not well-formed (invalid token)"),
    ("UNCLOSED_TOKEN", "unclosed token"),
    ("PARTIAL_CHAR", "partial character"),
    ("TAG_MISMATCH", "mismatched tag"),
    ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    ("UNDEFINED_ENTITY", "undefined entity"),
    ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    ("ASYNC_ENTITY", "asynchronous entity"),
    ("BAD_CHAR_REF", "reference to invalid character number"),
    ("BINARY_ENTITY_REF", "reference to binary entity"),
    ("ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"),
    ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"),
    ("UNKNOWN_ENCODING", "unknown encoding"),
    ("INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"),
    ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    ("EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"),
    ("NOT_STANDALONE", "document is not standalone"),
    ("UNEXPECTED_STATE", "unexpected parser state - please send a bug report"),
    ("ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"),
    ("FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"),
    ("CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"),
    ("UNBOUND_PREFIX", "unbound prefix"),
    ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    ("XML_DECL", "XML declaration not well-formed"),
    ("TEXT_DECL", "text declaration not well-formed"),
    ("PUBLICID", "illegal character(s) in public id"),
    ("SUSPENDED", "parser suspended"),
    ("NOT_SUSPENDED", "parser not suspended"),
    ("ABORTED", "parsing aborted"),
    ("FINISHED", "parsing finished"),
    ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    (
        "RESERVED_PREFIX_XML",
        "reserved prefix (xml) must not be undeclared or bound to another namespace name",
    ),
    ("RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"),
    ("RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"),
    ("INVALID_ARGUMENT", "invalid argument"),
    ("NO_BUFFER", "a successful prior call to function XML_GetBuffer is required"),
    ("AMPLIFICATION_LIMIT_BREACH", "limit on input amplification factor (from DTD and entities) breached"),
    ("NOT_STARTED", "parser not started"),
];

/// The message of an error.
pub(super) fn message(code: usize) -> Option<&'static str> {
    ERRORS.get(code.checked_sub(1)?).map(|(_, message)| *message)
}
