//! The module `__stub__`, by which stubs say what Python cannot.

use super::{Native, function, types};
use crate::domain::{Dict, OnChange, Payload, Value};
use crate::interp::{Arguments, EFFECT, Eval, Interp, RAISES, Stop, TOLERANT, Truth, effect_code};
use crate::ir::{Symbol, sym};

pub(crate) const STUB: &[Native] = &[
    function("effect", effect).tolerant(),
    function("set_effect", set_effect).tolerant(),
    function("tolerant", tolerant).tolerant(),
    function("opaque", opaque).tolerant(),
    function("benign", benign).tolerant(),
    function("settled", settled).tolerant(),
    function("watched", watched).tolerant(),
    function("unknown", unknown).tolerant(),
    function("typed", typed).tolerant(),
    function("same", same).tolerant(),
    function("known", known).tolerant(),
    function("is_tuple", is_tuple).tolerant(),
    function("owned", owned).tolerant(),
    function("imported", imported).tolerant(),
    function("call_shared", call_shared).tolerant(),
    function("raises", raises).tolerant(),
    function("rehearse", rehearse).tolerant(),
    function("frame_module", frame_module).tolerant(),
    function("overlay", overlay).tolerant(),
    function("skip", overlay).tolerant(),
    function("annotations_of", annotations_of).tolerant(),
    function("mark_loose", mark_loose).tolerant(),
    function("extra_slot", extra_slot).tolerant(),
];

/// `@effect(kind, text)`
fn effect(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    static SET: Native = function("set_effect", set_effect).tolerant();
    let pair = Value::tuple(arguments.positional.to_vec());
    let setter = interp.alloc(types::BUILTIN_FUNCTION, Payload::Native(&SET));
    Ok(interp.bound_method(setter, pair))
}

fn set_effect(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (effect, target) =
        (arguments.get(0).cloned().unwrap_or(Value::None), arguments.get(1).cloned().unwrap_or(Value::None));
    mark(interp, &target, EFFECT, effect);
    Ok(target)
}

/// Sets a hidden attribute of a function, seen through descriptors.
fn mark(interp: &mut Interp<'_>, target: &Value, name: &str, value: Value) {
    let Value::Object(id) = target else { return };
    let inner = match &interp.heap.get(*id).payload {
        Payload::ClassMethod(inner) | Payload::StaticMethod(inner) => Some(inner.clone()),
        Payload::Property(parts) => Some(parts[0].clone()),
        _ => None,
    };
    match inner {
        Some(inner) => mark(interp, &inner, name, value),
        None if interp.heap.is_local(*id) => {
            interp.heap.modify(*id).attrs_mut().bind(Symbol::new(name), value);
        }
        None => {}
    }
}

fn tolerant(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let target = arguments.get(0).cloned().unwrap_or(Value::None);
    mark(interp, &target, TOLERANT, Value::Bool(true));
    Ok(target)
}

fn opaque(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let target = arguments.get(0).cloned().unwrap_or(Value::None);
    if let Value::Object(id) = &target
        && interp.heap.is_local(*id)
        && let Payload::Class(class) = &mut interp.heap.modify(*id).payload
    {
        class.opaque = true;
    }
    Ok(target)
}

fn benign(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(mark_changes(interp, arguments.get(0), OnChange::Benign))
}

fn settled(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(mark_changes(interp, arguments.get(0), OnChange::Settled))
}

/// Says what it means that others change an object.
fn mark_changes(interp: &mut Interp<'_>, target: Option<&Value>, on_change: OnChange) -> Value {
    if let Some(Value::Object(id)) = target
        && interp.heap.is_local(*id)
    {
        interp.heap.modify(*id).on_change = on_change;
    }
    target.cloned().unwrap_or(Value::None)
}

/// `watched(kind, obj)`: changing the object has an effect of that kind.
fn watched(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let kind = match arguments.get(0) {
        Some(Value::Str(kind)) => kind.to_string_lossy().into_owned(),
        _ => String::new(),
    };
    Ok(mark_changes(interp, arguments.get(1), OnChange::Effect(effect_code(&kind))))
}

/// `rehearse(function, ...)`: the function is called later; what it does is found, and not done.
fn rehearse(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    if arguments.positional.is_empty() {
        return Ok(Value::None);
    }
    let mut call = arguments.clone();
    let function = call.positional.remove(0);
    interp.heap.begin();
    let result = interp.call_with(&function, call);
    interp.heap.undo();
    match result {
        Err(Stop::Abort(abort)) => Err(Stop::Abort(abort)),
        _ => Ok(Value::None),
    }
}

fn unknown(_interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(match arguments.get(0) {
        Some(Value::Str(what)) => Value::unknown(what.to_string_lossy().into_owned()),
        _ => Value::unknown("a value that a stub leaves open"),
    })
}

fn typed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match arguments.get(0).cloned() {
        Some(annotation) => interp.instance_of_annotation(&annotation, "a stub's value", None),
        None => Ok(Value::unknown("a value that a stub leaves open")),
    }
}

fn same(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(a), Some(b)) = (arguments.get(0).cloned(), arguments.get(1).cloned()) else {
        return Ok(Value::Bool(false));
    };
    Ok(Value::Bool(interp.identical(&a, &b) == Truth::True))
}

/// `known(value)`: neither unknown, nor typed, nor one of several, nor made of such.
fn known(_interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    fn is_known(value: &Value) -> bool {
        match value {
            Value::Unknown(_) | Value::Typed(_) | Value::Union(_) => false,
            Value::Tuple(items) => items.iter().all(is_known),
            _ => true,
        }
    }
    Ok(Value::Bool(arguments.get(0).is_some_and(is_known)))
}

/// `is_tuple(value)`: it is certainly a tuple, whatever is in it.
fn is_tuple(_interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(Value::Bool(matches!(arguments.get(0), Some(Value::Tuple(_)))))
}

/// `owned(object)`: the module that is executing made it, and may change it.
fn owned(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let owned = matches!(arguments.get(0), Some(Value::Object(id)) if interp.heap.is_owned(*id));
    Ok(Value::Bool(owned))
}

/// `imported(name, default)`: the module of that name, if it has been imported for certain.
fn imported(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let default = arguments.get(1).cloned().unwrap_or(Value::None);
    let Some(Value::Str(name)) = arguments.get(0) else { return Ok(default) };
    let name = name.to_string_lossy().into_owned();
    if name == "builtins" {
        return Ok(Value::Object(interp.builtins));
    }
    if !interp.imported.contains(&*name) {
        return Ok(default);
    }
    Ok(interp.imported_module(&name)?.unwrap_or(default))
}

/// `call_shared(function, *args, **keywords)`: calls it; what the call makes belongs to no module, so that changing it is
/// reported.
fn call_shared(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let mut call = std::mem::take(arguments);
    if call.positional.is_empty() {
        return interp.type_error("call_shared expected a function");
    }
    let function = call.positional.remove(0);
    let first = interp.heap.len();
    let result = interp.call_with(&function, call)?;
    interp.heap.disown(first);
    Ok(result)
}

/// `frame_module(depth)`: `__name__` of the globals of the code that runs `depth` calls above the stub's own.
fn frame_module(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let depth = match arguments.get(0) {
        Some(Value::Int(depth)) => depth.to_usize(),
        _ => None,
    };
    let top = interp.frames.len() - 1;
    match depth.and_then(|depth| top.checked_sub(depth)) {
        // Above the module's own code runs the import system.
        Some(index) if index >= interp.module_base => {
            let globals = interp.frames[index].globals;
            Ok(interp.module_name_of(globals))
        }
        _ => Ok(Value::Typed(types::STR)),
    }
}

/// `@raises(*classes)`: a call may raise any of them.
fn raises(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    static SET: Native = function("set_raises", set_raises).tolerant();
    let classes = Value::tuple(arguments.positional.to_vec());
    let setter = interp.alloc(types::BUILTIN_FUNCTION, Payload::Native(&SET));
    Ok(interp.bound_method(setter, classes))
}

fn set_raises(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (classes, target) =
        (arguments.get(0).cloned().unwrap_or(Value::None), arguments.get(1).cloned().unwrap_or(Value::None));
    mark(interp, &target, RAISES, classes);
    Ok(target)
}

fn overlay(_interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    Ok(arguments.get(0).cloned().unwrap_or(Value::None))
}

/// `annotations_of(object, forward)`: the annotations, with `forward(text)` for what cannot be evaluated.
fn annotations_of(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (Some(object), forward) = (arguments.get(0).cloned(), arguments.get(1).cloned()) else {
        return interp.type_error("annotations_of expected an object");
    };
    let Value::Object(id) = &object else { return Ok(interp.new_dict(Dict::default())) };
    if let Some(slot) = interp.heap.attr(*id, sym::annotations) {
        let value = slot.value.clone();
        let contents = interp.mapping_contents(&value)?.unwrap_or_default();
        return Ok(interp.new_dict(contents));
    }
    let recorded = interp.recorded_annotations(*id);
    if recorded.is_empty() {
        let found = interp.get_attr_or_none(&object, sym::annotations);
        let value = match found {
            Ok(Some(value)) => value,
            Ok(None) => return Ok(interp.new_dict(Dict::default())),
            Err(crate::interp::Stop::Raise(_)) => return Ok(interp.new_dict(Dict::default())),
            Err(stop) => return Err(stop),
        };
        let contents = interp.mapping_contents(&value)?.unwrap_or_default();
        return Ok(interp.new_dict(contents));
    }
    let mut dict = Dict::default();
    for (name, annotation) in recorded {
        let function = match &annotation {
            Value::Object(function) => match &interp.heap.get(*function).payload {
                Payload::Function(function) => Some(std::sync::Arc::clone(&function.code)),
                _ => None,
            },
            _ => None,
        };
        let value = match function {
            None => annotation.clone(),
            Some(code) => match interp.call(&annotation, vec![Value::int(1)]) {
                Ok(value) => value,
                Err(crate::interp::Stop::Raise(exception)) => match &forward {
                    Some(forward) => {
                        let range = code.range;
                        let text = code
                            .source
                            .text()
                            .get(usize::from(range.start())..usize::from(range.end()))
                            .unwrap_or_default();
                        interp.call(forward, vec![Value::str(text)])?
                    }
                    None => return Err(crate::interp::Stop::Raise(exception)),
                },
                Err(stop) => return Err(stop),
            },
        };
        dict.insert_plain(name, value);
    }
    Ok(interp.new_dict(dict))
}

/// `mark_loose(class)`: instances keep a dictionary.
fn mark_loose(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let target = arguments.get(0).cloned().unwrap_or(Value::None);
    mark(interp, &target, crate::interp::LOOSE, Value::Bool(true));
    Ok(target)
}

/// `extra_slot(class, name)`
fn extra_slot(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (target, name) =
        (arguments.get(0).cloned().unwrap_or(Value::None), arguments.get(1).cloned().unwrap_or(Value::None));
    if let Value::Object(id) = &target {
        let mut names =
            match interp.heap.attr(*id, Symbol::new(crate::interp::EXTRA)).map(|slot| slot.value.clone()) {
                Some(Value::Tuple(names)) => names.to_vec(),
                _ => Vec::new(),
            };
        names.push(name);
        mark(interp, &target, crate::interp::EXTRA, Value::tuple(names));
    }
    Ok(target)
}
