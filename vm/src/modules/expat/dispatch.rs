//! Calling handlers for events.

use super::event::{Event, Failure, Located, Model};
use super::objects::{
    ATTRIBUTE_LIST, CHARACTER_DATA, COMMENT, DEFAULT, DEFAULT_EXPAND, ELEMENT, END_CDATA, END_DOCTYPE,
    END_ELEMENT, END_NAMESPACE, ENTITY, EXTERNAL_ENTITY, INSTRUCTION, INTERN, NOT_STANDALONE, NOTATION,
    SKIPPED, START_CDATA, START_DOCTYPE, START_ELEMENT, START_NAMESPACE, UNPARSED_ENTITY, XML_DECLARATION,
    fail, state,
};
use crate::heap::Gc;
use crate::object::{Dict, Record};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Passes on the text that waits.
pub(super) fn flush(vm: &mut Vm, it: Gc<Record>) -> Outcome<()> {
    let text = std::mem::take(&mut state(vm, it).text);
    if text.is_empty() {
        return Ok(());
    }
    let handler = it.get(CHARACTER_DATA);
    if handler.is_none() {
        return Ok(());
    }
    let text = vm.new_str(&text).value();
    vm.call(handler, &[text])?;
    Ok(())
}

/// The same, for a receiver that has not been looked at.
pub(super) fn flush_value(vm: &mut Vm, it: Value) -> Outcome<()> {
    it.cast::<Record>().map_or(Ok(()), |it| flush(vm, it))
}

/// A name as the one object that stands for it.
fn interned(vm: &mut Vm, it: Gc<Record>, name: &str) -> Outcome<Value> {
    let text = vm.new_str(name).value();
    let Some(names) = it.get(INTERN).cast::<Dict>() else { return Ok(text) };
    if let Some(known) = vm.dict_get(names, text)? {
        return Ok(known);
    }
    vm.dict_set(names, text, text)?;
    Ok(text)
}

fn text(vm: &mut Vm, text: Option<&str>) -> Value {
    text.map_or(Value::NONE, |text| vm.new_str(text).value())
}

/// Calls the handler of an event, if there is one, else the default handler.
pub(super) fn deliver(vm: &mut Vm, it: Gc<Record>, found: Located) -> Outcome<()> {
    if let Event::Text(data) = &found.event
        && !it.get(CHARACTER_DATA).is_none()
    {
        let own = state(vm, it);
        if own.buffers_text {
            own.text.push_str(data);
            let is_full = own.is_full();
            return if is_full { flush(vm, it) } else { Ok(()) };
        }
        let handler = it.get(CHARACTER_DATA);
        let data = vm.new_str(data).value();
        vm.call(handler, &[data])?;
        return Ok(());
    }
    let handler = it.get(handler_of(&found.event));
    if handler.is_none() || matches!(found.event, Event::Text(_) | Event::Other) {
        let default = if it.get(DEFAULT).is_none() { it.get(DEFAULT_EXPAND) } else { it.get(DEFAULT) };
        if !default.is_none() && !found.markup.is_empty() {
            flush(vm, it)?;
            let markup = vm.new_str(&found.markup).value();
            vm.call(default, &[markup])?;
        }
        return Ok(());
    }
    flush(vm, it)?;
    match &found.event {
        Event::StartElement { name, attributes, specified } => {
            let own = state(vm, it);
            let count = if own.specified { *specified } else { attributes.len() };
            let is_ordered = own.ordered;
            let name = interned(vm, it, name)?;
            let (list, dict) = (vm.new_list(), vm.new_dict());
            for (attribute, value) in &attributes[..count] {
                let (attribute, value) = (interned(vm, it, attribute)?, vm.new_str(value).value());
                if is_ordered {
                    vm.append(list, attribute)?;
                    vm.append(list, value)?;
                } else {
                    vm.dict_set(dict, attribute, value)?;
                }
            }
            let attributes = if is_ordered { list.value() } else { dict.value() };
            vm.call(handler, &[name, attributes])?;
        }
        Event::EndElement { name } => {
            let name = interned(vm, it, name)?;
            vm.call(handler, &[name])?;
        }
        Event::ExternalEntity { context, system, public } => {
            let name = vm.intern("GetBase");
            let base = vm.call_method(it.value(), name, &[])?;
            let context = vm.new_str(context).value();
            let (system, public) = (text(vm, system.as_deref()), text(vm, public.as_deref()));
            let answer = vm.call(handler, &[context, base, system, public])?;
            if vm.index_i64(answer)? == 0 {
                return Err(fail(vm, it, Failure { code: 21, position: found.position }));
            }
        }
        event => declaration(vm, it, handler, event)?,
    }
    if let Event::StartDoctype { system: Some(_), .. } = found.event {
        let handler = it.get(NOT_STANDALONE);
        if !handler.is_none() && !state(vm, it).parser.is_standalone {
            let answer = vm.call(handler, &[])?;
            if vm.index_i64(answer)? == 0 {
                return Err(fail(vm, it, Failure { code: 22, position: found.position }));
            }
        }
    }
    Ok(())
}

fn handler_of(event: &Event) -> usize {
    match event {
        Event::XmlDeclaration { .. } => XML_DECLARATION,
        Event::StartDoctype { .. } => START_DOCTYPE,
        Event::EndDoctype => END_DOCTYPE,
        Event::Entity(entity) if entity.notation.is_some() => UNPARSED_ENTITY,
        Event::Entity(_) => ENTITY,
        Event::Element { .. } => ELEMENT,
        Event::AttributeList { .. } => ATTRIBUTE_LIST,
        Event::Notation { .. } => NOTATION,
        Event::StartElement { .. } => START_ELEMENT,
        Event::EndElement { .. } => END_ELEMENT,
        Event::Text(_) | Event::Other => CHARACTER_DATA,
        Event::Instruction { .. } => INSTRUCTION,
        Event::Comment(_) => COMMENT,
        Event::StartCdata => START_CDATA,
        Event::EndCdata => END_CDATA,
        Event::StartNamespace { .. } => START_NAMESPACE,
        Event::EndNamespace { .. } => END_NAMESPACE,
        Event::ExternalEntity { .. } => EXTERNAL_ENTITY,
        Event::Skipped { .. } => SKIPPED,
    }
}

/// Events whose arguments are strings and numbers.
fn declaration(vm: &mut Vm, it: Gc<Record>, handler: Value, event: &Event) -> Outcome<()> {
    let string = |vm: &mut Vm, text: &str| vm.new_str(text).value();
    match event {
        Event::XmlDeclaration { version, encoding, standalone } => {
            let (version, encoding) = (text(vm, version.as_deref()), text(vm, encoding.as_deref()));
            vm.call(handler, &[version, encoding, Value::fixnum(*standalone)])?;
        }
        Event::StartDoctype { name, system, public, has_subset } => {
            let name = interned(vm, it, name)?;
            let (system, public) = (text(vm, system.as_deref()), text(vm, public.as_deref()));
            vm.call(handler, &[name, system, public, Value::fixnum((*has_subset).into())])?;
        }
        Event::Entity(entity) => {
            let name = interned(vm, it, &entity.name)?;
            let base = Value::NONE;
            let (system, public) = (text(vm, entity.system.as_deref()), text(vm, entity.public.as_deref()));
            let notation = text(vm, entity.notation.as_deref());
            if entity.notation.is_some() {
                vm.call(handler, &[name, base, system, public, notation])?;
            } else {
                let value = text(vm, entity.value.as_deref());
                let is_parameter = Value::fixnum(entity.is_parameter.into());
                vm.call(handler, &[name, is_parameter, value, base, system, public, notation])?;
            }
        }
        Event::Element { name, model } => {
            let name = interned(vm, it, name)?;
            let model = model_value(vm, it, model)?;
            vm.call(handler, &[name, model])?;
        }
        Event::AttributeList { element, name, kind, default, required } => {
            let (element, name) = (interned(vm, it, element)?, interned(vm, it, name)?);
            let (kind, default) = (string(vm, kind), text(vm, default.as_deref()));
            vm.call(handler, &[element, name, kind, default, Value::fixnum((*required).into())])?;
        }
        Event::Notation { name, system, public } => {
            let name = interned(vm, it, name)?;
            let (system, public) = (text(vm, system.as_deref()), text(vm, public.as_deref()));
            vm.call(handler, &[name, Value::NONE, system, public])?;
        }
        Event::Instruction { target, data } => {
            let (target, data) = (interned(vm, it, target)?, string(vm, data));
            vm.call(handler, &[target, data])?;
        }
        Event::Comment(comment) => {
            let comment = string(vm, comment);
            vm.call(handler, &[comment])?;
        }
        Event::StartNamespace { prefix, uri } => {
            let (prefix, uri) = (text(vm, prefix.as_deref()), text(vm, uri.as_deref()));
            vm.call(handler, &[prefix, uri])?;
        }
        Event::EndNamespace { prefix } => {
            let prefix = text(vm, prefix.as_deref());
            vm.call(handler, &[prefix])?;
        }
        Event::Skipped { name, is_parameter } => {
            let name = interned(vm, it, name)?;
            vm.call(handler, &[name, Value::fixnum((*is_parameter).into())])?;
        }
        _ => {
            vm.call(handler, &[])?;
        }
    }
    Ok(())
}

fn model_value(vm: &mut Vm, it: Gc<Record>, model: &Model) -> Outcome<Value> {
    let children = vm.new_list();
    for child in &model.children {
        let child = model_value(vm, it, child)?;
        vm.append(children, child)?;
    }
    let children = vm.tuple_of_list(children)?.value();
    let name = match &model.name {
        Some(name) => interned(vm, it, name)?,
        None => Value::NONE,
    };
    let parts = [Value::fixnum(model.kind), Value::fixnum(model.quantifier), name, children];
    Ok(vm.new_tuple(&parts)?.value())
}
