//! Parameters of built-in functions and methods that take keyword arguments, bound and worded as CPython does
//! (`_PyArg_UnpackKeywords`).

use super::arity::short;
use crate::domain::Value;
use crate::interp::{Arguments, Eval, Interp};

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
        let given = arguments.len();
        let total = given + arguments.keywords.len();
        if given > self.positional || total > N {
            let only = if self.positional < N { "positional " } else { "" };
            let count = if self.positional < N { given } else { total };
            let quantity = if self.required == self.positional { "exactly" } else { "at most" };
            let plural = if self.positional == 1 { "" } else { "s" };
            return interp.type_error(&format!(
                "{function}() takes {quantity} {} {only}argument{plural} ({count} given)",
                self.positional
            ));
        }
        let needed = self.positional_only.min(self.required);
        if given < needed {
            let plural = if needed == 1 { "" } else { "s" };
            return interp.type_error(&format!(
                "{function}() takes at least {needed} positional argument{plural} ({given} given)"
            ));
        }
        let mut values = [const { None }; N];
        for (place, value) in values.iter_mut().zip(arguments.positional.drain(..)) {
            *place = Some(value);
        }
        let keywords = std::mem::take(&mut arguments.keywords);
        for (i, place) in values.iter_mut().enumerate().skip(given) {
            let named =
                keywords.iter().find(|(key, _)| i >= self.positional_only && key.as_str() == self.names[i]);
            *place = named.map(|(_, value)| value.clone());
            if place.is_none() && i < self.required {
                let (name, place) = (self.names[i], i + 1);
                return interp
                    .type_error(&format!("{function}() missing required argument '{name}' (pos {place})"));
            }
        }
        for (key, _) in &keywords {
            match (self.positional_only..N).find(|&i| self.names[i] == key.as_str()) {
                Some(i) if i >= given => {}
                Some(i) => {
                    let place = i + 1;
                    return interp.type_error(&format!(
                        "argument for {function}() given by name ('{key}') and position ({place})"
                    ));
                }
                None => {
                    return interp
                        .type_error(&format!("{function}() got an unexpected keyword argument '{key}'"));
                }
            }
        }
        Ok(values)
    }
}

/// The arguments of a method, after its receiver, by position or by name; a parameter whose name is empty is positional
/// only, and the first `least` are required.
pub(crate) fn named<const N: usize>(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &'static str,
    names: [&'static str; N],
    least: usize,
) -> Eval<[Option<Value>; N]> {
    let parameters = Parameters {
        function: short(name),
        names,
        required: least,
        positional_only: names.iter().filter(|name| name.is_empty()).count(),
        positional: N,
    };
    let mut further = arguments.clone();
    further.positional.drain(..1.min(arguments.len()));
    parameters.bind(interp, &mut further)
}
