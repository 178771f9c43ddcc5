//! Arguments of built-in functions: their number, names and receivers, checked and worded as CPython does.

use crate::domain::{ObjectId, Value};
use crate::interp::{Arguments, Eval, Interp};
use crate::ir::Symbol;

/// Parameters of a function that takes keyword arguments.
pub(crate) struct Parameters<const N: usize> {
    pub function: &'static str,
    pub names: [&'static str; N],
    /// The first so many must be given.
    pub required: usize,
    /// The first so many cannot be given by name.
    pub positional_only: usize,
    /// The first so many can be given by position.
    pub positional: usize,
}

impl<const N: usize> Parameters<N> {
    /// The arguments, by parameter.
    pub(crate) fn bind(
        &self,
        interp: &mut Interp<'_>,
        arguments: &mut Arguments,
    ) -> Eval<[Option<Value>; N]> {
        let function = self.function;
        let given = arguments.len() + arguments.keywords.len();
        if arguments.len() > self.positional || given > N {
            let only = if self.positional < N { "positional " } else { "" };
            let count = if self.positional < N { arguments.len() } else { given };
            let quantity = if self.required == self.positional { "exactly" } else { "at most" };
            let plural = if self.positional == 1 { "" } else { "s" };
            return interp.type_error(&format!(
                "{function}() takes {quantity} {} {only}argument{plural} ({count} given)",
                self.positional
            ));
        }
        let mut values = [const { None }; N];
        for (place, value) in values.iter_mut().zip(arguments.positional.drain(..)) {
            *place = Some(value);
        }
        for (name, value) in std::mem::take(&mut arguments.keywords) {
            let index = (self.positional_only..N).find(|&i| self.names[i] == name.as_str());
            match index {
                Some(i) if values[i].is_some() => {
                    return interp.type_error(&format!(
                        "argument for {function}() given by name ('{name}') and position ({})",
                        i + 1
                    ));
                }
                Some(i) => values[i] = Some(value),
                None => return unexpected_keyword(interp, function, name),
            }
        }
        match (0..self.required).find(|&i| values[i].is_none()) {
            Some(i) if self.positional_only > 0 => interp.type_error(&format!(
                "{function}() takes at least {} positional argument{} ({i} given)",
                self.required,
                if self.required == 1 { "" } else { "s" }
            )),
            Some(i) => {
                let name = self.names[i];
                interp.type_error(&format!("{function}() missing required argument '{name}' (pos {})", i + 1))
            }
            None => Ok(values),
        }
    }
}

#[cold]
fn unexpected_keyword<T>(interp: &mut Interp<'_>, function: &str, name: Symbol) -> Eval<T> {
    interp.type_error(&format!("{function}() got an unexpected keyword argument '{name}'"))
}

/// Checks that a function gets from `least` to `most` arguments, all by position.
pub(crate) fn expect_positional(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    function: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    let given = arguments.len();
    if !arguments.keywords.is_empty() {
        return interp.type_error(&format!("{function}() takes no keyword arguments"));
    }
    if (least..=most).contains(&given) {
        return Ok(());
    }
    if least == 1 && most == 1 {
        return interp.type_error(&format!("{function}() takes exactly one argument ({given} given)"));
    }
    let (quantity, bound) = match (least == most, given < least) {
        (true, _) => ("", least),
        (false, true) => ("at least ", least),
        (false, false) => ("at most ", most),
    };
    let plural = if bound == 1 { "" } else { "s" };
    interp.type_error(&format!("{function} expected {quantity}{bound} argument{plural}, got {given}"))
}

/// Special methods that are no slots of the type: their errors are worded as those of ordinary methods.
const ORDINARY: &[&str] = &[
    "__ceil__",
    "__complex__",
    "__floor__",
    "__format__",
    "__getnewargs__",
    "__round__",
    "__sizeof__",
    "__trunc__",
];

/// Checks the receiver of the method `class.name`, and that it gets from `least` to `most` further arguments.
pub(crate) fn expect_method(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
    least: usize,
    most: usize,
) -> Eval<()> {
    expect_receiver(interp, arguments, class, full_name)?;
    let given = arguments.len() - 1;
    if arguments.keywords.is_empty() && (least..=most).contains(&given) {
        return Ok(());
    }
    let name = full_name.rsplit('.').next().unwrap_or(full_name);
    if is_slot(name) {
        if !arguments.keywords.is_empty() {
            return interp.type_error(&format!("wrapper {name}() takes no keyword arguments"));
        }
        let expected = match (least, most) {
            (1, 1) => "1 argument".to_owned(),
            (1, 2) => "1 or 2 arguments".to_owned(),
            _ => format!("{most} arguments"),
        };
        return interp.type_error(&format!("expected {expected}, got {given}"));
    }
    let message = match (least, most) {
        _ if !arguments.keywords.is_empty() => format!("{full_name}() takes no keyword arguments"),
        (0, 0) => format!("{full_name}() takes no arguments ({given} given)"),
        (1, 1) => format!("{full_name}() takes exactly one argument ({given} given)"),
        (0, 1) => format!("{name} expected at most 1 argument, got {given}"),
        _ => format!("{name} expected {most} arguments, got {given}"),
    };
    interp.type_error(&message)
}

/// Checks that the first argument is an instance of the class whose method is called.
pub(crate) fn expect_receiver(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    class: ObjectId,
    full_name: &str,
) -> Eval<()> {
    let (class_name, name) = full_name.rsplit_once('.').unwrap_or(("object", full_name));
    let Some(receiver) = arguments.get(0) else {
        return if is_slot(name) {
            interp.type_error(&format!("descriptor '{name}' of '{class_name}' object needs an argument"))
        } else {
            interp.type_error(&format!("unbound method {full_name}() needs an argument"))
        };
    };
    if interp.heap.class_of(receiver).is_some_and(|actual| interp.is_subclass_of(actual, class)) {
        return Ok(());
    }
    let actual = interp.type_name(receiver);
    if is_slot(name) {
        interp.type_error(&format!(
            "descriptor '{name}' requires a '{class_name}' object but received a '{actual}'"
        ))
    } else {
        interp.type_error(&format!(
            "descriptor '{name}' for '{class_name}' objects doesn't apply to a '{actual}' object"
        ))
    }
}

fn is_slot(name: &str) -> bool {
    name.starts_with("__") && !ORDINARY.contains(&name)
}

/// The class that `class.__new__` is to make an instance of: `base` or a subclass.
pub(crate) fn expect_new_class(
    interp: &mut Interp<'_>,
    arguments: &mut Arguments,
    base: ObjectId,
) -> Eval<NewClass> {
    let base_name = interp.class_name(base);
    if arguments.positional.is_empty() {
        return interp.type_error(&format!("{base_name}.__new__(): not enough arguments"));
    }
    let class = match arguments.positional.remove(0) {
        Value::Object(id) if interp.heap.get(id).as_class().is_some() => id,
        Value::Typed(meta) if interp.is_subclass_of(meta, super::types::TYPE) => return Ok(NewClass::Some),
        other => {
            let name = interp.type_name(&other);
            return interp.type_error(&format!("{base_name}.__new__(X): X is not a type object ({name})"));
        }
    };
    let name = interp.class_name(class);
    let Some(info) = interp.heap.get(class).as_class() else { return Ok(NewClass::Some) };
    if !info.mro.contains(&base) {
        return interp
            .type_error(&format!("{base_name}.__new__({name}): {name} is not a subtype of {base_name}"));
    }
    if info.layout != base && info.layout.unit == base.unit {
        let layout = interp.class_name(info.layout);
        return interp
            .type_error(&format!("{base_name}.__new__({name}) is not safe, use {layout}.__new__()"));
    }
    Ok(if class == base { NewClass::Itself } else { NewClass::Subclass(class) })
}

/// What `__new__` is to make.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NewClass {
    /// An instance of the built-in class whose `__new__` it is.
    Itself,
    /// An instance of a subclass.
    Subclass(ObjectId),
    /// An instance of a class that is not known.
    Some,
}

impl NewClass {
    /// The new instance, with this plain value inside.
    pub(crate) fn instance(self, interp: &mut Interp<'_>, plain: Value) -> Value {
        match self {
            NewClass::Itself => plain,
            NewClass::Subclass(class) => {
                let mut object = crate::domain::Object::new(class, crate::domain::Payload::Value(plain));
                object.attrs = Some(Box::default());
                interp.new_object(object)
            }
            NewClass::Some => Value::unknown("an instance of a class that is not known"),
        }
    }
}
