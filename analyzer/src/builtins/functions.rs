//! The built-in functions about objects, classes, attributes, namespaces and code.
//!
//! Those about numbers and iterables stand beside the types they belong to.

use super::object::truth_value;
use super::{Native, exceptions as exc, function, types, unknown_names};
use crate::diagnostics::Code;
use crate::domain::{Dict, Elements, Payload, Value};
use crate::interp::{Arguments, CompileMode, Eval, Interp, Truth};
use crate::ir::{Symbol, sym};

pub(crate) const FUNCTIONS: &[Native] = &[
    function("isinstance", isinstance).tolerant(),
    function("issubclass", issubclass).tolerant(),
    function("callable", callable).tolerant(),
    function("getattr", getattr).tolerant(),
    function("hasattr", hasattr).tolerant(),
    function("setattr", setattr).tolerant(),
    function("delattr", delattr),
    function("id", id).tolerant(),
    function("repr", repr),
    function("ascii", ascii),
    function("vars", vars),
    function("dir", dir),
    function("globals", globals),
    function("locals", locals),
    function("print", print).tolerant().variadic(),
    function("input", input).tolerant(),
    function("open", open).tolerant().variadic(),
    function("breakpoint", breakpoint).tolerant().variadic(),
    function("exit", exit).tolerant(),
    function("quit", exit).tolerant(),
    function("help", help).tolerant(),
    function("copyright", help).tolerant(),
    function("credits", help).tolerant(),
    function("license", help).tolerant(),
    function("exec", exec).tolerant(),
    function("eval", eval).tolerant(),
    function("compile", compile),
    function("__import__", import).tolerant(),
    function("__build_class__", build_class).tolerant().variadic(),
    function("aiter", asynchronous).tolerant(),
    function("anext", asynchronous).tolerant(),
];

fn need(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, count: usize) -> Eval<()> {
    let given = arguments.len();
    if given < count && arguments.more_positional.is_none() {
        let plural = if count == 1 { "" } else { "s" };
        return interp.type_error(&format!("{name} expected {count} argument{plural}, got {given}"));
    }
    Ok(())
}

fn isinstance(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "isinstance", 2)?;
    let verdict = interp.is_instance(&arguments.positional[0].clone(), &arguments.positional[1].clone())?;
    Ok(truth_value(vec![verdict]))
}

fn issubclass(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "issubclass", 2)?;
    is_subclass(interp, &arguments.positional[0].clone(), &arguments.positional[1].clone())
}

/// `issubclass(class, of)`
pub(super) fn is_subclass(interp: &mut Interp<'_>, class: &Value, of: &Value) -> Eval<Value> {
    match of {
        Value::Tuple(classes) => {
            let mut perhaps = false;
            for one in classes.iter() {
                match is_subclass(interp, class, one)? {
                    Value::Bool(true) => return Ok(Value::Bool(true)),
                    Value::Bool(false) => {}
                    _ => perhaps = true,
                }
            }
            return Ok(if perhaps { Value::Typed(types::BOOL) } else { Value::Bool(false) });
        }
        Value::Unknown(_) => {
            interp.unknown_use(Code::UnknownArgument, of, "`issubclass` would run code of");
            return Ok(Value::Typed(types::BOOL));
        }
        Value::Union(members) => {
            return interp.fork(members.to_vec(), |interp, member| is_subclass(interp, class, &member));
        }
        _ => {}
    }
    if let Value::Union(members) = class {
        return interp.fork(members.to_vec(), |interp, member| is_subclass(interp, &member, of));
    }
    if class.is_unknown() {
        interp.unknown_use(Code::UnknownArgument, class, "`issubclass` would look at `__bases__` of");
        return Ok(Value::Typed(types::BOOL));
    }
    let is_class = matches!(class, Value::Object(id) if interp.heap.get(*id).as_class().is_some());
    if let Value::Object(id) = of
        && let Payload::Union(members) = &interp.heap.get(*id).payload
    {
        let members = Value::tuple(members.clone());
        return is_subclass(interp, class, &members);
    }
    let Some(check) = interp.special(of, sym::subclasscheck)? else {
        return interp.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union");
    };
    if !is_class && matches!(of, Value::Object(id) if interp.heap.get(*id).class == types::TYPE) {
        return interp.type_error("issubclass() arg 1 must be a class");
    }
    let result = interp.call(&check, vec![class.clone()])?;
    let verdict = interp.truth(&result)?;
    Ok(truth_value(vec![verdict]))
}

fn callable(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "callable", 1)?;
    let verdicts = arguments.positional[0]
        .clone()
        .alternatives()
        .iter()
        .map(|value| match value {
            Value::Unknown(_) => Truth::Either,
            Value::Object(id) => {
                let known = matches!(
                    interp.heap.get(*id).payload,
                    Payload::Function(_)
                        | Payload::Native(_)
                        | Payload::Class(_)
                        | Payload::BoundMethod { .. }
                        | Payload::GenericAlias { .. }
                );
                if known || interp.special_exists(value, sym::call) { Truth::True } else { Truth::False }
            }
            other => {
                if interp.special_exists(other, sym::call) {
                    Truth::True
                } else {
                    Truth::False
                }
            }
        })
        .collect();
    Ok(truth_value(verdicts))
}

/// The attribute's name: known, or a string that is not.
fn name_of(interp: &mut Interp<'_>, value: &Value) -> Eval<Option<Symbol>> {
    match interp.symbol_of(value) {
        Some(name) => {
            // A string of a class of its own may have its own hash.
            if let Value::Object(_) = value {
                interp.hash(value)?;
            }
            Ok(Some(name))
        }
        None => match interp.heap.unwrap(value) {
            Value::Typed(types::STR) | Value::Unknown(_) | Value::Union(_) => Ok(None),
            _ => {
                let type_name = interp.type_name(value);
                interp.type_error(&format!("attribute name must be string, not '{type_name}'"))
            }
        },
    }
}

fn over_names(
    interp: &mut Interp<'_>,
    name: &Value,
    run: impl FnMut(&mut Interp<'_>, &Value) -> Eval<Value>,
) -> Option<Eval<Value>> {
    match name {
        Value::Union(members) => Some({
            let mut run = run;
            interp.fork(members.to_vec(), |interp, member| run(interp, &member))
        }),
        _ => None,
    }
}

fn getattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "getattr", 2)?;
    let (object, name) = (arguments.positional[0].clone(), arguments.positional[1].clone());
    let default = arguments.get(2).cloned();
    get_attribute(interp, &object, &name, default)
}

fn get_attribute(
    interp: &mut Interp<'_>,
    object: &Value,
    name: &Value,
    default: Option<Value>,
) -> Eval<Value> {
    if let Some(result) =
        over_names(interp, name, |interp, name| get_attribute(interp, object, name, default.clone()))
    {
        return result;
    }
    if let Value::Union(members) = object {
        return interp
            .fork(members.to_vec(), |interp, member| get_attribute(interp, &member, name, default.clone()));
    }
    let Some(symbol) = name_of(interp, name)? else {
        if object.is_unknown() {
            return Ok(interp.unknown_use(Code::UnknownAttribute, object, "an attribute is read of"));
        }
        interp.maybe_raise_class(super::exceptions::ATTRIBUTE_ERROR);
        return Ok(unknown_names::get(interp, object));
    };
    match default {
        None => interp.get_attr(object, symbol),
        Some(default) => {
            let is_open = is_open(interp, object, symbol);
            match interp.get_attr_perhaps(object, symbol)? {
                (Some(value), maybe_missing) if maybe_missing || is_open => {
                    Ok(interp.heap.join(&value, &default))
                }
                (Some(value), _) => Ok(value),
                (None, _) => Ok(default),
            }
        }
    }
}

/// Whether an object has attributes that are not known, of which this may be one.
fn is_open(interp: &Interp<'_>, object: &Value, name: Symbol) -> bool {
    match object {
        Value::Object(id) => {
            let held = interp.heap.get(*id);
            held.open && interp.heap.attr(*id, name).is_none()
        }
        Value::Typed(class) => !interp.is_plain_data(*class),
        _ => false,
    }
}

fn hasattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "hasattr", 2)?;
    let (object, name) = (arguments.positional[0].clone(), arguments.positional[1].clone());
    if object.is_unknown() {
        interp.unknown_use(Code::UnknownAttribute, &object, "`hasattr` looks at");
        return Ok(Value::Typed(types::BOOL));
    }
    if let Value::Union(members) = &object {
        return interp.fork(members.to_vec(), |interp, member| {
            let mut arguments = Arguments::new(vec![member, name.clone()]);
            hasattr(interp, &mut arguments)
        });
    }
    let Some(symbol) = name_of(interp, &name)? else {
        unknown_names::get(interp, &object);
        return Ok(Value::Typed(types::BOOL));
    };
    let is_open = is_open(interp, &object, symbol);
    Ok(match interp.get_attr_perhaps(&object, symbol)? {
        (Some(_), maybe_missing) if maybe_missing || is_open => Value::Typed(types::BOOL),
        (found, _) => Value::Bool(found.is_some()),
    })
}

fn setattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "setattr", 3)?;
    let (object, name, value) =
        (arguments.positional[0].clone(), arguments.positional[1].clone(), arguments.positional[2].clone());
    match name_of(interp, &name)? {
        Some(name) => interp.set_attr(&object, name, value)?,
        None => {
            unknown_names::set(interp, &object, &value)?;
        }
    }
    Ok(Value::None)
}

fn delattr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "delattr", 2)?;
    let (object, name) = (arguments.positional[0].clone(), arguments.positional[1].clone());
    match name_of(interp, &name)? {
        Some(name) => interp.del_attr(&object, name)?,
        None => unknown_names::delete(interp, &object)?,
    }
    Ok(Value::None)
}

fn id(_interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Typed(types::INT))
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "repr", 1)?;
    interp.repr_of(&arguments.positional[0].clone())
}

fn ascii(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    need(interp, arguments, "ascii", 1)?;
    let repr = interp.repr_of(&arguments.positional[0].clone())?;
    Ok(super::ascii_of(&repr))
}

fn vars(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match arguments.get(0).cloned() {
        None => locals(interp, arguments),
        Some(object) => match interp.get_attr_or_none(&object, sym::dict)? {
            Some(dict) => Ok(dict),
            None => interp.type_error("vars() argument must have __dict__ attribute"),
        },
    }
}

fn dir(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match arguments.get(0).cloned() {
        Some(object) => match dir_method(interp, &object)? {
            Some(method) => {
                let names = interp.call(&method, Vec::new())?;
                match interp.collect(&names)? {
                    Elements::Exact(mut items) if items.iter().all(|item| matches!(item, Value::Str(_))) => {
                        items.sort_by(|a, b| match (a, b) {
                            (Value::Str(a), Value::Str(b)) => a.cmp(b),
                            _ => std::cmp::Ordering::Equal,
                        });
                        Ok(interp.new_list(items))
                    }
                    elements => Ok(interp.list_of(elements)),
                }
            }
            None => Ok(interp.list_of(Elements::Summary(Value::Typed(types::STR)))),
        },
        None => {
            let namespace = current_namespace(interp);
            let contents = interp.mapping_contents(&namespace)?.unwrap_or_default();
            let mut names: Vec<Value> = contents.iter().map(|entry| entry.key.clone()).collect();
            if !contents.has_exact_keys() {
                return Ok(interp.list_of(Elements::Summary(Value::Typed(types::STR))));
            }
            names.sort_by(|a, b| match (a, b) {
                (Value::Str(a), Value::Str(b)) => a.cmp(b),
                _ => std::cmp::Ordering::Equal,
            });
            Ok(interp.new_list(names))
        }
    }
}

/// `__dir__` of the object's class, or the function of that name in a module.
fn dir_method(interp: &mut Interp<'_>, object: &Value) -> Eval<Option<Value>> {
    if let Value::Object(id) = object
        && matches!(interp.heap.get(*id).payload, Payload::Module(_))
        && let Some(slot) = interp.heap.attr(*id, sym::dir)
    {
        return Ok(Some(slot.value.clone()));
    }
    interp.special(object, sym::dir)
}

fn current_namespace(interp: &mut Interp<'_>) -> Value {
    let frame = interp.frame();
    match frame.namespace {
        Some(namespace) => namespace_view(interp, namespace),
        None => {
            // The variables of a function, as they are now.
            let code = frame.code.clone();
            let slots = frame.slots;
            let mut dict = Dict::default();
            for (i, name) in code.locals.iter().enumerate() {
                let Some(slot) = interp.heap.slot(slots, i as u32).cloned() else { continue };
                let value = match &slot.value {
                    Value::Object(cell) if code.cells.contains(&(i as u32)) => {
                        match &interp.heap.get(*cell).payload {
                            Payload::Cell(Some(inner)) => inner.value.clone(),
                            _ => continue,
                        }
                    }
                    other => other.clone(),
                };
                if !name.as_str().starts_with('.') && name.as_str() != "_" {
                    dict.insert_plain(Value::str(name.as_str()), value);
                }
            }
            interp.new_dict(dict)
        }
    }
}

fn namespace_view(interp: &mut Interp<'_>, namespace: crate::domain::ObjectId) -> Value {
    if matches!(interp.heap.get(namespace).payload, Payload::Dict(_)) {
        Value::Object(namespace)
    } else {
        interp.alloc(types::DICT, Payload::NamespaceDict(namespace))
    }
}

fn globals(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    let globals = interp.frame().globals;
    Ok(namespace_view(interp, globals))
}

fn locals(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    Ok(current_namespace(interp))
}

fn print(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    for value in arguments.positional.clone() {
        interp.str_of(&value)?;
    }
    interp.report(
        Code::InputOutput,
        "`print` writes to standard output".to_owned(),
        &[],
        Some("print inside a function that is called after import, or behind `if __name__ == \"__main__\":`"),
    );
    Ok(Value::None)
}

fn input(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.report(
        Code::InputOutput,
        "`input` reads from standard input".to_owned(),
        &[],
        Some("ask inside a function"),
    );
    interp.maybe_raise_class(exc::EOF_ERROR);
    Ok(Value::Typed(types::STR))
}

fn open(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.report(
        Code::InputOutput,
        "`open` opens a file".to_owned(),
        &[],
        Some("open the file inside a function"),
    );
    interp.maybe_raise_class(exc::OS_ERROR);
    Ok(interp.after_error())
}

fn breakpoint(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.report(
        Code::ProhibitedBuiltin,
        "`breakpoint` starts the debugger".to_owned(),
        &[],
        Some("remove it"),
    );
    Ok(Value::None)
}

fn exit(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    let exception = interp.exception(super::exceptions::SYSTEM_EXIT, "");
    Err(crate::interp::Stop::Raise(exception))
}

fn help(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.report(
        Code::InputOutput,
        "interactive help writes to standard output".to_owned(),
        &[],
        Some("remove it"),
    );
    Ok(Value::None)
}

fn source_text(value: &Value) -> Option<String> {
    match value {
        Value::Str(text) => text.to_utf8().map(std::borrow::Cow::into_owned),
        Value::Bytes(bytes) => String::from_utf8(bytes.to_vec()).ok(),
        _ => None,
    }
}

fn run_source(interp: &mut Interp<'_>, arguments: &mut Arguments, mode: CompileMode) -> Eval<Value> {
    let name = if mode == CompileMode::Exec { "exec" } else { "eval" };
    need(interp, arguments, name, 1)?;
    let source = arguments.positional[0].clone();
    let globals = match arguments.take(1, "globals") {
        None | Some(Value::None) => None,
        Some(value) => Some(value),
    };
    let locals = match arguments.take(2, "locals") {
        None | Some(Value::None) => None,
        Some(value) => Some(value),
    };
    let globals_value = match &globals {
        Some(value) => value.clone(),
        None => {
            let globals = interp.frame().globals;
            namespace_view(interp, globals)
        }
    };
    let locals_value = match (locals, &globals) {
        (Some(value), _) => value,
        (None, Some(globals)) => globals.clone(),
        (None, None) => current_namespace(interp),
    };
    if let Value::Object(id) = &source
        && let Payload::Code(code) = &interp.heap.get(*id).payload
    {
        let code = std::sync::Arc::clone(code);
        return interp.run_code_object(&code, &globals_value, &locals_value);
    }
    match source_text(&source) {
        Some(text) => {
            let module = interp.compile(&text, "<string>", mode)?;
            let result = interp.run_compiled(&module, &globals_value, &locals_value)?;
            Ok(if mode == CompileMode::Exec { Value::None } else { result })
        }
        None => {
            interp.report(
                Code::ProhibitedBuiltin,
                format!("`{name}` runs source text that is not known before the program runs"),
                &[],
                Some("give it a constant, or call it inside a function"),
            );
            interp.havoc(&globals_value);
            interp.havoc(&locals_value);
            Ok(interp.after_error())
        }
    }
}

fn exec(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    run_source(interp, arguments, CompileMode::Exec)
}

fn eval(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    run_source(interp, arguments, CompileMode::Eval)
}

fn compile(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let source = arguments.take(0, "source").unwrap_or(Value::None);
    let filename = arguments.take(1, "filename").unwrap_or(Value::None);
    let mode = arguments.take(2, "mode").unwrap_or(Value::None);
    let (Some(text), Some(mode)) = (source_text(&source), source_text(&mode)) else {
        return Ok(Value::unknown("code compiled from text that is not known"));
    };
    let name = source_text(&filename).unwrap_or_else(|| "<string>".to_owned());
    let mode = if mode == "eval" { CompileMode::Eval } else { CompileMode::Exec };
    let flags = arguments.take(3, "flags").unwrap_or(Value::int(0));
    let module = interp.compile(&text, &name, mode)?;
    if !flags.same(&Value::int(0)) {
        return Ok(Value::unknown("what `compile` makes with these flags, a syntax tree perhaps"));
    }
    Ok(interp.alloc(types::CODE, Payload::Code(std::sync::Arc::clone(&module.code))))
}

fn import(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let name = arguments.take(0, "name").unwrap_or(Value::None);
    let fromlist = arguments.take(3, "fromlist");
    let level = arguments.take(4, "level");
    let level = match level {
        Some(Value::Int(level)) => level.to_i64().and_then(|level| u32::try_from(level).ok()).unwrap_or(0),
        _ => 0,
    };
    let Some(name) = source_text(&name) else {
        interp.report(
            Code::ImportSystem,
            "`__import__` imports a module whose name is not known before the program runs".to_owned(),
            &[],
            Some("import it inside a function"),
        );
        return Ok(interp.after_error());
    };
    let Some(absolute) = interp.absolute_name(level, &name)? else {
        return Ok(Value::unknown(format!("module `{name}`")));
    };
    let module = interp.import_module(&absolute)?.map_or_else(|unknown| unknown, Value::Object);
    let takes_leaf = match &fromlist {
        None | Some(Value::None) => false,
        Some(list) => interp.truth(list)? != Truth::False,
    };
    match absolute.split_once('.') {
        Some((top, _)) if !takes_leaf => {
            Ok(interp.import_module(top)?.map_or_else(|unknown| unknown, Value::Object))
        }
        _ => Ok(module),
    }
}

fn build_class(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    interp.report(
        Code::ProhibitedBuiltin,
        "`__build_class__` is called directly".to_owned(),
        &[],
        Some("write a class statement, or call `type(name, bases, namespace)`"),
    );
    Ok(interp.after_error())
}

fn asynchronous(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    let _ = interp;
    Ok(Value::unknown("an asynchronous iterator"))
}
