//! From the syntax tree to node objects: what all parts use. Statements are in `build_statements`, expressions in
//! `build_expressions`, strings in `build_strings`.

use strict_syntax::ast::{self, Identifier};
use strict_syntax::{LineIndex, Ranged, TextRange, TextSize};

use super::nodes::Nodes;
use crate::heap::Gc;
use crate::object::Tuple;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Makes the objects of one tree.
pub(super) struct Builder<'v, 'a> {
    pub(super) vm: &'v mut Vm,
    pub(super) text: &'a str,
    lines: LineIndex,
    /// The classes, in the order of the table.
    classes: Gc<Tuple>,
    /// For classes without fields, the one instance that trees use.
    instances: Gc<Tuple>,
    /// What stands before the text proper, in bytes of the first line.
    pub(super) shift: i64,
}

impl<'v, 'a> Builder<'v, 'a> {
    pub(super) fn new(vm: &'v mut Vm, text: &'a str, classes: Gc<Tuple>, instances: Gc<Tuple>) -> Self {
        Builder { vm, text, lines: LineIndex::new(text), classes, instances, shift: 0 }
    }

    /// A node without place.
    pub(super) fn plain(&mut self, name: &str, fields: &[Value]) -> Outcome<Value> {
        let nodes = Nodes::get();
        let number = nodes.number(name);
        let spec = &nodes.all[number];
        let Some(class) = self.classes.get(number).cast() else { return Ok(Value::NONE) };
        self.vm.check_native_stack()?;
        let node = self.vm.alloc_instance(class);
        for (field, &value) in spec.fields.iter().zip(fields) {
            let name = self.vm.intern(field.name);
            self.vm.set_attribute(node, name, value)?;
        }
        Ok(node)
    }

    /// A statement with a body: a semicolon after its last statement belongs to it.
    pub(super) fn compound(&mut self, name: &str, range: TextRange, fields: &[Value]) -> Outcome<Value> {
        let rest = self.text.get(usize::from(range.end())..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let end =
            if rest[blank..].starts_with(';') { TextSize::of(&rest[..=blank]) } else { TextSize::new(0) };
        self.node(name, TextRange::new(range.start(), range.end() + end), fields)
    }

    /// A node with its place.
    pub(super) fn node(&mut self, name: &str, range: TextRange, fields: &[Value]) -> Outcome<Value> {
        let node = self.plain(name, fields)?;
        let (line, column) = self.place(range.start());
        let (end_line, end_column) = self.place(range.end());
        for (name, number) in [
            ("lineno", line),
            ("col_offset", column),
            ("end_lineno", end_line),
            ("end_col_offset", end_column),
        ] {
            let name = self.vm.intern(name);
            self.vm.set_attribute(node, name, Value::fixnum(number))?;
        }
        Ok(node)
    }

    /// The instance of a class without fields: an operator or context.
    pub(super) fn instance(&self, name: &str) -> Value {
        self.instances.get(Nodes::get().number(name))
    }

    /// Line, and column in bytes.
    fn place(&self, offset: TextSize) -> (i64, i64) {
        let line = self.lines.line_of(offset);
        let start = self.lines.line_start(line).unwrap_or_default();
        let shift = if line == 1 { self.shift } else { 0 };
        (line as i64, i64::from(u32::from(offset)) - i64::from(u32::from(start)) - shift)
    }

    /// A list of what `make` makes.
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut make: impl FnMut(&mut Self, T) -> Outcome<Value>,
    ) -> Outcome<Value> {
        let list = self.vm.new_list();
        for item in items {
            let value = make(self, item)?;
            self.vm.append(list, value)?;
        }
        Ok(list.value())
    }

    /// What `make` makes, or `None`.
    pub(super) fn optional<T>(
        &mut self,
        item: Option<T>,
        make: impl FnOnce(&mut Self, T) -> Outcome<Value>,
    ) -> Outcome<Value> {
        item.map_or(Ok(Value::NONE), |item| make(self, item))
    }

    pub(super) fn name(&mut self, name: &str) -> Value {
        self.vm.intern(name).value()
    }

    pub(super) fn identifier(&mut self, identifier: &Identifier) -> Value {
        self.name(&identifier.id)
    }

    pub(super) fn identifiers(&mut self, identifiers: &[Identifier]) -> Outcome<Value> {
        self.list(identifiers, |this, it| Ok(this.identifier(it)))
    }

    pub(super) fn optional_identifier(&mut self, identifier: Option<&Identifier>) -> Value {
        identifier.map_or(Value::NONE, |it| self.identifier(it))
    }

    pub(super) fn source(&self, range: TextRange) -> &'a str {
        self.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    }

    pub(super) fn type_parameters(&mut self, parameters: Option<&ast::TypeParams>) -> Outcome<Value> {
        let parameters = parameters.map_or(&[][..], |it| &it.type_params[..]);
        self.list(parameters, |this, parameter| {
            let name = this.identifier(parameter.name());
            let default = this.optional(parameter.default(), Self::expression)?;
            match parameter {
                ast::TypeParam::TypeVar(variable) => {
                    let bound = this.optional(variable.bound.as_deref(), Self::expression)?;
                    this.node("TypeVar", variable.range, &[name, bound, default])
                }
                ast::TypeParam::TypeVarTuple(_) => {
                    this.node("TypeVarTuple", parameter.range(), &[name, default])
                }
                ast::TypeParam::ParamSpec(_) => this.node("ParamSpec", parameter.range(), &[name, default]),
            }
        })
    }

    pub(super) fn parameters(&mut self, parameters: &ast::Parameters) -> Outcome<Value> {
        let positional_only = self.list(&parameters.posonlyargs, |this, it| this.parameter(&it.parameter))?;
        let positional = self.list(&parameters.args, |this, it| this.parameter(&it.parameter))?;
        let rest = self.optional(parameters.vararg.as_deref(), Self::parameter)?;
        let keyword_only = self.list(&parameters.kwonlyargs, |this, it| this.parameter(&it.parameter))?;
        let keyword_defaults = self.list(&parameters.kwonlyargs, |this, it| {
            this.optional(it.default.as_deref(), Self::expression)
        })?;
        let keywords = self.optional(parameters.kwarg.as_deref(), Self::parameter)?;
        let with_default = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults = self.list(with_default.filter_map(|it| it.default.as_deref()), Self::expression)?;
        let fields = [positional_only, positional, rest, keyword_only, keyword_defaults, keywords, defaults];
        self.plain("arguments", &fields)
    }

    fn parameter(&mut self, parameter: &ast::Parameter) -> Outcome<Value> {
        let name = self.identifier(&parameter.name);
        let annotation = self.optional(parameter.annotation.as_deref(), Self::expression)?;
        let range = TextRange::new(parameter.name.range.start(), parameter.range.end());
        self.node("arg", range, &[name, annotation, Value::NONE])
    }
}
