//! Parser objects: their attributes, handlers and methods.

use super::dispatch;
use super::event::{Failure, Position};
use super::namespace::Namespaces;
use super::parser::Parser;
use super::raise;
use super::source::Source;
use crate::heap::Gc;
use crate::modules::native_module::{bytes_like, record_type};
use crate::native::{method, native};
use crate::object::{Bytes, Dict, Effect, NativeSpec, Record, Str, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

// The fields of the record: the state outside the heap, the dict of names, the base, then the handlers.
pub(super) const INTERN: usize = 1;
const BASE: usize = 2;
const FIRST_HANDLER: usize = 3;

macro_rules! handlers {
    ($($index:literal $name:literal $constant:ident,)*) => {
        $(pub(super) const $constant: usize = FIRST_HANDLER + $index;)*

        const ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
            $(($name, |_, it| Ok(field(it, FIRST_HANDLER + $index)), Some(|vm, it, value| {
                set_handler(vm, it, FIRST_HANDLER + $index, value)
            })),)*
            ("buffer_text", |vm, it| flag(vm, it, |state| state.buffers_text), Some(|vm, it, value| {
                let truth = vm.is_true(value)?;
                dispatch::flush_value(vm, it)?;
                set(vm, it, |state| state.buffers_text = truth)
            })),
            ("ordered_attributes", |vm, it| flag(vm, it, |state| state.ordered), Some(|vm, it, value| {
                let truth = vm.is_true(value)?;
                set(vm, it, |state| state.ordered = truth)
            })),
            ("specified_attributes", |vm, it| flag(vm, it, |state| state.specified), Some(|vm, it, value| {
                let truth = vm.is_true(value)?;
                set(vm, it, |state| state.specified = truth)
            })),
            ("namespace_prefixes", |vm, it| flag(vm, it, |state| {
                state.parser.namespaces.as_ref().is_some_and(|it| it.shows_prefixes)
            }), Some(|vm, it, value| {
                let truth = vm.is_true(value)?;
                set(vm, it, |state| {
                    if let Some(namespaces) = &mut state.parser.namespaces {
                        namespaces.shows_prefixes = truth;
                    }
                })
            })),
            ("buffer_size", |vm, it| number(vm, it, |state| state.buffer_size), Some(set_buffer_size)),
            ("buffer_used", |vm, it| number(vm, it, |state| state.text.len()), None),
            ("intern", |_, it| Ok(field(it, INTERN)), None),
            ("CurrentLineNumber", |vm, it| number(vm, it, |state| state.position.line), None),
            ("CurrentColumnNumber", |vm, it| number(vm, it, |state| state.position.column), None),
            ("CurrentByteIndex", |vm, it| number(vm, it, |state| state.position.offset), None),
            ("ErrorCode", |vm, it| number(vm, it, |state| state.error_code), None),
            ("ErrorLineNumber", |vm, it| number(vm, it, |state| state.position.line), None),
            ("ErrorColumnNumber", |vm, it| number(vm, it, |state| state.position.column), None),
            ("ErrorByteIndex", |vm, it| number(vm, it, |state| state.position.offset), None),
        ];

        /// How many fields a parser has.
        const FIELDS: usize = FIRST_HANDLER + [$($index),*].len();
    };
}

handlers! {
    0 "StartElementHandler" START_ELEMENT,
    1 "EndElementHandler" END_ELEMENT,
    2 "ProcessingInstructionHandler" INSTRUCTION,
    3 "CharacterDataHandler" CHARACTER_DATA,
    4 "UnparsedEntityDeclHandler" UNPARSED_ENTITY,
    5 "NotationDeclHandler" NOTATION,
    6 "StartNamespaceDeclHandler" START_NAMESPACE,
    7 "EndNamespaceDeclHandler" END_NAMESPACE,
    8 "CommentHandler" COMMENT,
    9 "StartCdataSectionHandler" START_CDATA,
    10 "EndCdataSectionHandler" END_CDATA,
    11 "DefaultHandler" DEFAULT,
    12 "DefaultHandlerExpand" DEFAULT_EXPAND,
    13 "NotStandaloneHandler" NOT_STANDALONE,
    14 "ExternalEntityRefHandler" EXTERNAL_ENTITY,
    15 "StartDoctypeDeclHandler" START_DOCTYPE,
    16 "EndDoctypeDeclHandler" END_DOCTYPE,
    17 "EntityDeclHandler" ENTITY,
    18 "XmlDeclHandler" XML_DECLARATION,
    19 "ElementDeclHandler" ELEMENT,
    20 "AttlistDeclHandler" ATTRIBUTE_LIST,
    21 "SkippedEntityHandler" SKIPPED,
}

const METHODS: &[NativeSpec] = &[
    method("Parse", "($self, data, isfinal=False, /)", Effect::Any, native(parse), "Parse XML data."),
    method(
        "ParseFile",
        "($self, file, /)",
        Effect::Any,
        native(parse_file),
        "Parse XML data from file-like object.",
    ),
    method(
        "SetBase",
        "($self, base, /)",
        Effect::MutatesReceiver,
        native(|_: &mut Vm, it: Gc<Record>, base: Gc<Str>| {
            it.set(BASE, base.value());
            Ok(())
        }),
        "Set the base URL for the parser.",
    ),
    method(
        "GetBase",
        "($self, /)",
        Effect::Pure,
        native(|_: &mut Vm, it: Gc<Record>| Ok(it.get(BASE))),
        "Return base URL string for the parser.",
    ),
    method(
        "GetInputContext",
        "($self, /)",
        Effect::Pure,
        native(|_: &mut Vm, _: Value| Ok(())),
        "Return the untranslated text of the input that caused the current event.",
    ),
    method(
        "ExternalEntityParserCreate",
        "($self, context, encoding=<unrepresentable>, /)",
        Effect::Pure,
        native(create_for_entity),
        "Create a parser for parsing an external entity based on the information passed to the ExternalEntityRefHandler.",
    ),
    method(
        "SetParamEntityParsing",
        "($self, flag, /)",
        Effect::MutatesReceiver,
        native(set_parameter_parsing),
        "Controls parsing of parameter entities (including the external DTD subset).",
    ),
    method(
        "UseForeignDTD",
        "($self, flag=True, /)",
        Effect::MutatesReceiver,
        native(|vm: &mut Vm, it: Gc<Record>, _: Option<Value>| {
            state(vm, it).parser.has_external = true;
            Ok(())
        }),
        "Allows the application to provide an artificial external subset if one is not specified as part of the document instance.",
    ),
    method(
        "GetReparseDeferralEnabled",
        "($self, /)",
        Effect::Pure,
        native(|_: &mut Vm, _: Value| Ok(false)),
        "Retrieve reparse deferral enabled status; always returns false with Expat <2.6.0.",
    ),
    method(
        "SetReparseDeferralEnabled",
        "($self, enabled, /)",
        Effect::MutatesReceiver,
        native(|_: &mut Vm, _: Value, _: Value| Ok(())),
        "Enable/Disable reparse deferral; enabled by default with Expat >=2.6.0.",
    ),
];

/// The type.
pub(super) static PARSER: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: ATTRIBUTES,
    ..record_type("xmlparser", "pyexpat", METHODS, "XML parser")
};

/// What a parser object has outside the heap.
pub(super) struct State {
    pub(super) parser: Parser,
    pub(super) buffers_text: bool,
    buffer_size: usize,
    /// Text that waits for more of it.
    pub(super) text: String,
    pub(super) ordered: bool,
    pub(super) specified: bool,
    pub(super) position: Position,
    error_code: usize,
    is_finished: bool,
}

pub(super) fn state(vm: &mut Vm, it: Gc<Record>) -> &mut State {
    match vm.heap.foreign(it.get(0)) {
        Some(state) => state,
        None => unreachable!("a parser is made with its state"),
    }
}

impl State {
    /// Whether so much text is to be passed on.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= self.buffer_size
    }
}

fn field(it: Value, at: usize) -> Value {
    it.cast::<Record>().map_or(Value::NONE, |it| it.get(at))
}

fn flag(vm: &mut Vm, it: Value, read: impl FnOnce(&State) -> bool) -> Outcome<Value> {
    Ok(it.cast::<Record>().map_or(Value::NONE, |it| Value::bool(read(state(vm, it)))))
}

fn number(vm: &mut Vm, it: Value, read: impl FnOnce(&State) -> usize) -> Outcome<Value> {
    Ok(it.cast::<Record>().map_or(Value::NONE, |it| Value::index(read(state(vm, it)))))
}

fn set(vm: &mut Vm, it: Value, write: impl FnOnce(&mut State)) -> Outcome<()> {
    if let Some(it) = it.cast::<Record>() {
        write(state(vm, it));
    }
    Ok(())
}

fn set_handler(vm: &mut Vm, it: Value, at: usize, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("Cannot delete attribute"));
    }
    let Some(it) = it.cast::<Record>() else { return Ok(()) };
    if at == CHARACTER_DATA {
        dispatch::flush(vm, it)?;
    }
    it.set(at, value);
    if at == DEFAULT || at == DEFAULT_EXPAND {
        // The first of the two keeps references as they are, the second has them expanded.
        it.set(if at == DEFAULT { DEFAULT_EXPAND } else { DEFAULT }, Value::NONE);
        state(vm, it).parser.keeps_references = at == DEFAULT && !value.is_none();
    }
    Ok(())
}

fn set_buffer_size(vm: &mut Vm, it: Value, value: Value) -> Outcome<()> {
    if vm.as_int(value).is_none() {
        return Err(vm.type_error("buffer_size must be an integer"));
    }
    let size = vm.index_i64(value)?;
    if size <= 0 {
        return Err(vm.value_error("buffer_size must be greater than zero"));
    }
    if size > i32::MAX.into() {
        return Err(vm.value_error(format!("buffer_size must not be greater than {}", i32::MAX)));
    }
    dispatch::flush_value(vm, it)?;
    set(vm, it, |state| state.buffer_size = size as usize)
}

fn make(vm: &mut Vm, parser: Parser, intern: Value) -> Gc<Record> {
    let position = Position { line: 1, column: 0, offset: 0 };
    let state = State {
        parser,
        buffers_text: false,
        buffer_size: 8192,
        text: String::new(),
        ordered: false,
        specified: false,
        position,
        error_code: 0,
        is_finished: false,
    };
    let class = vm.native_type(&PARSER);
    let mut fields = [Value::NONE; FIELDS];
    fields[INTERN] = intern;
    let record = vm.new_record(class, &fields);
    let index = vm.heap.adopt(record, state);
    record.set(0, index);
    record
}

fn optional_text(vm: &mut Vm, what: &str, value: Option<Value>) -> Outcome<Option<String>> {
    let Some(value) = value.filter(|it| !it.is_none()) else { return Ok(None) };
    match value.cast::<Str>() {
        Some(text) => Ok(Some(text.to_lossy())),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("{what} must be str or None, not {name}")))
        }
    }
}

/// `ParserCreate(encoding=None, namespace_separator=None, intern=...)`
pub(super) fn create(
    vm: &mut Vm,
    encoding: Option<Value>,
    separator: Option<Value>,
    intern: Option<Value>,
) -> Outcome<Gc<Record>> {
    let encoding = optional_text(vm, "ParserCreate() argument 'encoding'", encoding)?;
    let separator = optional_text(vm, "ParserCreate() argument 'namespace_separator'", separator)?;
    if separator.as_ref().is_some_and(|separator| separator.chars().count() > 1) {
        return Err(vm.value_error("namespace_separator must be at most one character, omitted, or None"));
    }
    let intern = match intern {
        None => vm.new_dict().value(),
        Some(dict) if dict.is_none() || dict.is::<Dict>() => dict,
        Some(_) => return Err(vm.type_error("intern must be a dictionary")),
    };
    let source = source(vm, encoding.as_deref())?;
    let namespaces = separator.as_deref().map(Namespaces::new);
    Ok(make(vm, Parser::new(source, namespaces), intern))
}

fn source(vm: &mut Vm, encoding: Option<&str>) -> Outcome<Source> {
    let position = Position { line: 1, column: 0, offset: 0 };
    Source::new(encoding).map_err(|code| raise(vm, Failure { code, position }))
}

fn create_for_entity(
    vm: &mut Vm,
    it: Gc<Record>,
    _context: Value,
    encoding: Option<Value>,
) -> Outcome<Gc<Record>> {
    let encoding = optional_text(vm, "ExternalEntityParserCreate() argument 2", encoding)?;
    let source = source(vm, encoding.as_deref())?;
    let parser = state(vm, it).parser.of_entity(source);
    let fresh = make(vm, parser, it.get(INTERN));
    for at in BASE..FIELDS {
        fresh.set(at, it.get(at));
    }
    let State { buffers_text, buffer_size, ordered, specified, .. } = *state(vm, it);
    let own = state(vm, fresh);
    (own.buffers_text, own.buffer_size, own.ordered, own.specified) =
        (buffers_text, buffer_size, ordered, specified);
    Ok(fresh)
}

/// Notes an error and raises it.
pub(super) fn fail(vm: &mut Vm, it: Gc<Record>, failure: Failure) -> Raised {
    let state = state(vm, it);
    state.is_finished = true;
    state.error_code = failure.code;
    state.position = failure.position;
    if let Err(raised) = dispatch::flush(vm, it) {
        return raised;
    }
    raise(vm, failure)
}

fn feed(vm: &mut Vm, it: Gc<Record>, data: &[u8], is_final: bool) -> Outcome<Value> {
    let own = state(vm, it);
    if own.is_finished {
        let failure = own.parser.finished();
        return Err(raise(vm, failure));
    }
    if let Err(code) = own.parser.source.feed(data, is_final) {
        let position = own.parser.position;
        return Err(fail(vm, it, Failure { code, position }));
    }
    loop {
        let own = state(vm, it);
        match own.parser.next() {
            Ok(Some(found)) => {
                own.position = found.position;
                if let Err(raised) = dispatch::deliver(vm, it, found) {
                    state(vm, it).is_finished = true;
                    return Err(raised);
                }
            }
            Ok(None) => break,
            Err(failure) => return Err(fail(vm, it, failure)),
        }
    }
    let own = state(vm, it);
    own.is_finished = own.parser.is_done();
    own.position = own.parser.source.position();
    dispatch::flush(vm, it)?;
    Ok(Value::ONE)
}

fn parse(vm: &mut Vm, it: Gc<Record>, data: Value, is_final: bool) -> Outcome<Value> {
    if let Some(text) = data.cast::<Str>() {
        state(vm, it).parser.source.set_utf8();
        let Some(text) = text.view().to_utf8().map(std::borrow::Cow::into_owned) else {
            return vm.check(Err(strict_semantics::Error::value("surrogates not allowed")));
        };
        return feed(vm, it, text.as_bytes(), is_final);
    }
    let data = bytes_like(vm, data)?;
    feed(vm, it, &data, is_final)
}

fn parse_file(vm: &mut Vm, it: Gc<Record>, file: Value) -> Outcome<Value> {
    const BLOCK: i64 = 2048;
    let name = vm.intern("read");
    let Some(read) = vm.find_attribute(file, name)? else {
        return Err(vm.type_error("argument must have 'read' attribute"));
    };
    loop {
        let data = vm.call(read, &[Value::fixnum(BLOCK)])?;
        if !data.is::<Bytes>() && !data.is::<crate::object::ByteArray>() {
            let name = vm.type_name(data);
            return Err(vm.type_error(format!("read() did not return a bytes object (type={name})")));
        }
        let data = bytes_like(vm, data)?;
        let result = feed(vm, it, &data, data.is_empty())?;
        if data.is_empty() {
            return Ok(result);
        }
    }
}

fn set_parameter_parsing(vm: &mut Vm, it: Gc<Record>, mode: i64) -> Outcome<bool> {
    let parser = &mut state(vm, it).parser;
    parser.expands_parameters = mode == 2 || mode == 1 && !parser.is_standalone;
    Ok(true)
}
