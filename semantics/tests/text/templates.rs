//! `str.format` and the percent operator, with values that show how they were asked for.

use strict_semantics::template::Accessor;
use strict_semantics::template::braces::{self, Conversion, FieldSource};
use strict_semantics::template::percent::{self, Directive, Flavor, Operand, Star, ValueSource};
use strict_semantics::{Error, ErrorKind, Limit, Result, Text, TextBuilder, TextRef, bytes};

use crate::case_file::{Case, check};
use crate::value::Value;

#[test]
fn templates_agree_with_cpython() {
    check(include_str!("../data/templates.txt"), run);
}

fn run(case: &Case<'_>) -> Value {
    let template = &case.arguments[0];
    match case.name {
        "format" => {
            Text::try_build(Limit::NONE, |out| braces::format(template.text(), &mut NamedFields, out)).into()
        }
        "percent" => percent(template.text(), Flavor::Str, &case.arguments[1..]).into(),
        "percent_bytes" => percent(TextRef::Latin1(template.bytes()), Flavor::Bytes, &case.arguments[1..])
            .map(|text| text.view().code_points().map(|byte| byte as u8).collect::<Vec<u8>>())
            .into(),
        name => panic!("no function {name}"),
    }
}

fn percent(template: TextRef<'_>, flavor: Flavor, operand: &[Value]) -> Result<Text> {
    let operand = match &*operand[0].text().to_string() {
        "tuple" => Operand::Tuple(operand[1].items()),
        "mapping" => Operand::Mapping(&operand[1]),
        _ => Operand::Single(&operand[1].items()[0]),
    };
    Text::try_build(Limit::NONE, |out| percent::format(template, flavor, operand, &mut Values, out))
}

/// Values that are named after the way to them.
struct NamedFields;

/// A value, and whether it has become text.
enum Named {
    Object(Text),
    Shown(Text),
}

impl FieldSource for NamedFields {
    type Value = Named;
    type Error = Error;

    fn positional(&mut self, index: usize) -> Result<Named> {
        if index < 3 {
            Ok(Named::Object(Text::from(format!("p{index}"))))
        } else {
            Err(braces::index_error(index))
        }
    }

    fn named(&mut self, name: TextRef<'_>) -> Result<Named> {
        if ["a", "b", "w", "é"].iter().any(|known| name == **known) {
            Ok(Named::Object(name.into()))
        } else {
            Err(key_error(name))
        }
    }

    fn access(&mut self, value: Named, accessor: Accessor<'_>) -> Result<Named> {
        let (Named::Object(name) | Named::Shown(name)) = value;
        let name = Text::build(|out| {
            out.push_text(name.view());
            match accessor {
                Accessor::Attribute(attribute) => {
                    out.push_str(".");
                    out.push_text(attribute);
                }
                Accessor::Index(index) => out.push_str(&format!("[{index}]")),
                Accessor::Key(key) => {
                    out.push_str("[=");
                    out.push_text(key);
                    out.push_str("]");
                }
            }
        });
        Ok(Named::Object(name))
    }

    fn convert(&mut self, value: Named, conversion: Conversion) -> Result<Named> {
        let (Named::Object(name) | Named::Shown(name)) = value;
        let letter = if conversion == Conversion::Str { 's' } else { 'r' };
        Ok(Named::Shown(Text::build(|out| {
            out.push(letter);
            out.push('(');
            out.push_text(name.view());
            out.push(')');
        })))
    }

    fn format(&mut self, value: Named, spec: TextRef<'_>, out: &mut TextBuilder) -> Result<()> {
        let (Named::Object(name) | Named::Shown(name)) = value;
        out.push('<');
        out.push_text(name.view());
        out.push('|');
        out.push_text(spec);
        out.push('>');
        Ok(())
    }
}

fn key_error(key: TextRef<'_>) -> Error {
    Error::new(ErrorKind::Key, Text::build(|out| key.repr(out)).to_string_lossy())
}

/// The values of a case, converted to text.
struct Values;

impl ValueSource for Values {
    type Value = Value;
    type Error = Error;

    fn lookup(&mut self, mapping: &Value, key: TextRef<'_>) -> Result<Value> {
        let found = mapping.items().iter().find(|pair| pair.items()[0].text() == key);
        found.map(|pair| pair.items()[1].clone()).ok_or_else(|| key_error(key))
    }

    fn star(&mut self, value: &Value, _: Star) -> Result<i64> {
        value.optional_int().ok_or_else(Star::wants_int)
    }

    fn convert(&mut self, value: &Value, directive: &Directive, out: &mut TextBuilder) -> Result<()> {
        let conversion = char::from_u32(directive.conversion).unwrap_or_default();
        match (conversion, value) {
            ('s' | 'b', Value::Bytes(bytes)) => directive.write_text(TextRef::Latin1(bytes), out),
            ('b' | 's', _) if directive.flavor == Flavor::Bytes => Err(Error::type_error(
                "%b requires a bytes-like object, or an object that implements __bytes__, not 'int'",
            )),
            ('s' | 'r' | 'a', _) => directive.write_text(shown(conversion, value).view(), out),
            ('c', Value::Int(code_point)) => directive.write_character(*code_point as u32, out),
            ('c', Value::Str(text)) if text.len() == 1 => {
                directive.write_character(text.char_at(0).unwrap_or_default(), out)
            }
            ('c', Value::Str(text)) => Err(Error::type_error(format!(
                "%c requires an int or a unicode character, not a string of length {}",
                text.len()
            ))),
            ('c', _) => Err(Error::type_error("%c requires an int or a unicode character, not dict")),
            _ => Err(directive.unsupported()),
        }
    }
}

fn shown(conversion: char, value: &Value) -> Text {
    match value {
        Value::Int(value) => Text::from(value.to_string()),
        Value::Str(text) if conversion == 's' => text.clone(),
        Value::Str(text) => Text::build(|out| match conversion {
            'r' => text.view().repr(out),
            _ => text.view().ascii(out),
        }),
        Value::Bytes(value) => Text::from(bytes::repr(value)),
        Value::List(pairs) => {
            let entry = |pair: &Value| {
                let [key, value] = [0, 1]
                    .map(|index| shown(if conversion == 'a' { 'a' } else { 'r' }, &pair.items()[index]));
                format!("{key}: {value}")
            };
            let entries: Vec<String> = pairs.iter().map(entry).collect();
            Text::from(format!("{{{}}}", entries.join(", ")))
        }
        _ => panic!("{value} is not shown"),
    }
}
