//! `_string`: how `string.Formatter` takes templates apart.

use strict_semantics::Text;
use strict_semantics::template::braces::Pieces;
use strict_semantics::template::{Accessor, FieldStart, split_field_name};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Effect, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "string helper module",
    ..new_module(
        "_string",
        &[
            method(
                "formatter_parser",
                "(string, /)",
                Effect::Pure,
                native(formatter_parser),
                "parse the argument as a format string",
            ),
            method(
                "formatter_field_name_split",
                "(string, /)",
                Effect::Pure,
                native(field_name_split),
                "split the argument as a field name",
            ),
        ],
    )
};

/// An iterator of tuples `(literal, field name, format specification, conversion)`.
fn formatter_parser(vm: &mut Vm, string: Gc<Str>) -> Outcome<Value> {
    let template = Text::from(string.view());
    let list = vm.new_list();
    for piece in Pieces::new(template.view()) {
        let piece = vm.check(piece)?;
        let literal = vm.str_from_view(piece.literal).value();
        let row = match piece.field {
            None => [literal, Value::NONE, Value::NONE, Value::NONE],
            Some(field) => {
                let name = vm.str_from_view(field.name).value();
                let specification = vm.str_from_view(field.spec).value();
                let conversion = field.conversion.map_or(Value::NONE, |it| vm.str_from_char(it));
                [literal, name, specification, conversion]
            }
        };
        let row = vm.new_tuple(&row)?;
        vm.append(list, row.value())?;
    }
    vm.iter(list.value())
}

/// The first part, and an iterator of pairs `(is attribute, name or index)`.
fn field_name_split(vm: &mut Vm, string: Gc<Str>) -> Outcome<Value> {
    let name = Text::from(string.view());
    let (start, accessors) = vm.check(split_field_name(name.view()))?;
    let first = match start {
        FieldStart::Next => vm.names.empty.value(),
        FieldStart::Index(index) => Value::index(index),
        FieldStart::Name(name) => vm.str_from_view(name).value(),
    };
    let list = vm.new_list();
    for accessor in accessors {
        let (is_attribute, key) = match vm.check(accessor)? {
            Accessor::Attribute(name) => (true, vm.str_from_view(name).value()),
            Accessor::Index(index) => (false, Value::index(index)),
            Accessor::Key(key) => (false, vm.str_from_view(key).value()),
        };
        let pair = vm.pair(Value::bool(is_attribute), key);
        vm.append(list, pair)?;
    }
    let rest = vm.iter(list.value())?;
    Ok(vm.pair(first, rest))
}
