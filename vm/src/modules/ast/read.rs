//! From node objects to a syntax tree: reading fields, checking what they hold, giving out places. Statements are in
//! `read_statements`, expressions in `read_expressions`.
//!
//! The ranges of the tree are numbers in order of the nodes, for a text made on the way; see [`MadeTree`].

use strict_bytecode::Constant;
use strict_compiler::MadeTree;
use strict_syntax::ast::{self, AtomicNodeIndex, Identifier, Mod};
use strict_syntax::{Name, TextRange, TextSize};

use super::nodes::{Count, FieldSpec, NodeSpec, Nodes};
use crate::heap::Gc;
use crate::object::{List, Str, Tuple, Type};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// The deepest nesting of nodes.
const MAX_DEPTH: usize = 3000;
/// The most fields of a node class.
const MAX_FIELDS: usize = 8;

/// Reads one tree.
pub(super) struct Reader<'v> {
    pub(super) vm: &'v mut Vm,
    classes: Gc<Tuple>,
    pub(super) text: String,
    places: Vec<(TextSize, (u32, u32))>,
    pub(super) constants: Vec<Constant>,
    depth: usize,
}

/// A node object taken apart.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) name: &'static str,
    /// In the order of the table; unused ones are `None`.
    pub(super) fields: [Value; MAX_FIELDS],
    start: (u32, u32),
    end: (u32, u32),
}

impl<'v> Reader<'v> {
    pub(super) fn new(vm: &'v mut Vm, classes: Gc<Tuple>) -> Self {
        Reader { vm, classes, text: String::new(), places: Vec::new(), constants: Vec::new(), depth: 0 }
    }

    /// The whole tree of an object whose class is `mode`.
    pub(super) fn read(mut self, object: Value, mode: &str) -> Outcome<MadeTree> {
        self.check_class(object, mode)?;
        let node = self.node(object, "mod")?;
        let start = self.start_at(1, 0);
        let tree = if mode == "Expression" {
            let body = Box::new(self.expression(node.fields[0], ast::ExprContext::Load)?);
            let range = self.range_from(start, (1, 0));
            Mod::Expression(ast::ModExpression { node_index: AtomicNodeIndex::NONE, range, body })
        } else {
            let body = self.body(node.fields[0])?;
            let range = self.range_from(start, (1, 0));
            Mod::Module(ast::ModModule { node_index: AtomicNodeIndex::NONE, range, body })
        };
        Ok(MadeTree { text: self.text, places: self.places, constants: self.constants, tree })
    }

    // Nodes.

    /// Whether the class of an object is the one with this name.
    pub(super) fn check_class(&mut self, object: Value, name: &str) -> Outcome<()> {
        let wanted = self.classes.get(Nodes::get().number(name)).cast::<Type>();
        let class = self.vm.type_of(object);
        if wanted.is_some_and(|wanted| class.is_subtype_of(wanted)) {
            return Ok(());
        }
        let message = format!("expected {name} node, got {}", class.display_name());
        Err(self.vm.type_error(message))
    }

    /// Takes apart an object that should be of a class with this base.
    pub(super) fn node(&mut self, object: Value, base: &'static str) -> Outcome<Node> {
        let nodes = Nodes::get();
        let number = nodes.number(base);
        let mut node = Node { name: base, fields: [Value::NONE; MAX_FIELDS], start: (1, 0), end: (1, 0) };
        self.read_places(object, &nodes.all[number], &mut node)?;
        let Some(number) = self.class_number(object, number) else {
            let shown = self.vm.repr(object)?.to_lossy();
            return Err(self.vm.type_error(format!("expected some sort of {base}, but got {shown}")));
        };
        let spec = &nodes.all[number];
        node.name = spec.name;
        for (index, field) in spec.fields.iter().enumerate() {
            node.fields[index] = self.field(object, spec.name, field)?;
        }
        Ok(node)
    }

    fn read_places(&mut self, object: Value, spec: &NodeSpec, node: &mut Node) -> Outcome<()> {
        let base = spec.name;
        if spec.has_place {
            let line = self.place(object, "lineno", base, None)?;
            let column = self.place(object, "col_offset", base, None)?;
            let otherwise = |value: i64| if spec.needs_end { None } else { Some(value) };
            let end_line = self.place(object, "end_lineno", base, otherwise(line))?;
            let end_column = self.place(object, "end_col_offset", base, otherwise(column))?;
            if line > end_line {
                let message = format!("AST node line range ({line}, {end_line}) is not valid");
                return Err(self.vm.value_error(message));
            }
            if line < 0 && end_line != line || column < 0 && end_column != column {
                let message = format!(
                    "AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid"
                );
                return Err(self.vm.value_error(message));
            }
            if line == end_line && column > end_column {
                let message = format!("line {line}, column {column}-{end_column} is not a valid range");
                return Err(self.vm.value_error(message));
            }
            let place = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
            node.start = (place(line), place(column));
            node.end = (place(end_line), place(end_column));
        }
        Ok(())
    }

    /// The number of the class of an object among those with this base.
    fn class_number(&self, object: Value, base: usize) -> Option<usize> {
        let nodes = Nodes::get();
        let class = self.vm.type_of(object);
        let mut found = None;
        for (number, spec) in nodes.all.iter().enumerate() {
            if spec.base == base
                && spec.is_concrete
                && let Some(known) = self.classes.get(number).cast::<Type>()
            {
                if known == class {
                    return Some(number);
                }
                if found.is_none() && class.is_subtype_of(known) {
                    found = Some(number);
                }
            }
        }
        found
    }

    fn place(&mut self, object: Value, name: &str, base: &str, otherwise: Option<i64>) -> Outcome<i64> {
        let key = self.vm.intern(name);
        match (self.vm.find_attribute(object, key)?, otherwise) {
            (None, None) => {
                let message = format!("required field \"{name}\" missing from {base}");
                Err(self.vm.type_error(message))
            }
            (None, Some(number)) => Ok(number),
            (Some(value), Some(number)) if value.is_none() => Ok(number),
            (Some(value), _) => self.int(value),
        }
    }

    fn int(&mut self, value: Value) -> Outcome<i64> {
        if self.vm.as_int(value).is_none() {
            let shown = self.vm.repr(value)?.to_lossy();
            return Err(self.vm.value_error(format!("invalid integer value: {shown}")));
        }
        self.vm.index_i64(value)
    }

    fn field(&mut self, object: Value, class: &str, field: &FieldSpec) -> Outcome<Value> {
        let key = self.vm.intern(field.name);
        let value = match self.vm.find_attribute(object, key)? {
            Some(value) => value,
            None if field.count == Count::Optional => return Ok(Value::NONE),
            None if field.count == Count::Many => return Ok(self.vm.new_list().value()),
            None if field.kind == "expr_context" => return Ok(Value::UNBOUND),
            None => {
                let message = format!("required field \"{}\" missing from {class}", field.name);
                return Err(self.vm.type_error(message));
            }
        };
        if field.count == Count::Many && !value.is::<List>() {
            let given = self.vm.type_name(value);
            let message = format!("{class} field \"{}\" must be a list, not a {given}", field.name);
            return Err(self.vm.type_error(message));
        }
        let is_missing = value.is_none() && field.count == Count::One && field.kind != "object";
        if is_missing && field.kind != "int" {
            let message = format!("field '{}' is required for {class}", field.name);
            return Err(self.vm.value_error(message));
        }
        Ok(value)
    }

    /// Runs a part one level deeper.
    pub(super) fn deeper<T>(&mut self, kind: &str, part: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.vm.check_native_stack()?;
        if self.depth == MAX_DEPTH {
            let message = format!("maximum recursion depth exceeded while traversing '{kind}' node");
            return Err(self.vm.error(self.vm.exceptions.RecursionError, message));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    // Places.

    /// The end of the text so far.
    pub(super) fn offset(&self) -> TextSize {
        TextSize::new(u32::try_from(self.text.len()).unwrap_or(u32::MAX))
    }

    fn start_at(&mut self, line: u32, column: u32) -> TextSize {
        let offset = self.offset();
        self.places.push((offset, (line, column)));
        self.text.push(' ');
        offset
    }

    /// Where a node starts.
    pub(super) fn start(&mut self, node: &Node) -> TextSize {
        self.start_at(node.start.0, node.start.1)
    }

    fn range_from(&mut self, start: TextSize, end: (u32, u32)) -> TextRange {
        let end = self.start_at(end.0, end.1);
        TextRange::new(start, end)
    }

    /// The range of a node that started there and of which everything is read.
    pub(super) fn range(&mut self, node: &Node, start: TextSize) -> TextRange {
        self.range_from(start, node.end)
    }

    // Simple values.

    /// What `read` makes of each item of a list.
    pub(super) fn items<T>(
        &mut self,
        list: Value,
        mut read: impl FnMut(&mut Self, Value) -> Outcome<T>,
    ) -> Outcome<Vec<T>> {
        let mut made = Vec::new();
        let Some(list) = list.cast::<List>() else { return Ok(made) };
        let length = list.len();
        for index in 0..length {
            let Some(item) = list.get(index).filter(|_| list.len() == length) else {
                return Err(self
                    .vm
                    .error(self.vm.exceptions.RuntimeError, "list changed size during iteration"));
            };
            made.push(read(self, item)?);
        }
        Ok(made)
    }

    /// What `read` makes of a value, unless it's `None`.
    pub(super) fn optional<T>(
        &mut self,
        value: Value,
        read: impl FnOnce(&mut Self, Value) -> Outcome<T>,
    ) -> Outcome<Option<T>> {
        if value.is_none() { Ok(None) } else { read(self, value).map(Some) }
    }

    pub(super) fn name(&mut self, value: Value) -> Outcome<Name> {
        let Some(name) = value.cast::<Str>().filter(|_| self.vm.type_of(value) == self.vm.types.str) else {
            return Err(self.vm.type_error("AST identifier must be of type str"));
        };
        let name = name.to_lossy();
        if matches!(name.as_str(), "None" | "True" | "False") {
            let message = format!("identifier field can't represent '{name}' constant");
            return Err(self.vm.value_error(message));
        }
        Ok(Name::new(name))
    }

    pub(super) fn identifier(&mut self, value: Value) -> Outcome<Identifier> {
        let id = self.name(value)?;
        Ok(Identifier { id, range: TextRange::empty(self.offset()), node_index: AtomicNodeIndex::NONE })
    }

    /// A name that is the last thing in a node.
    pub(super) fn identifier_at_end(&mut self, node: &Node, value: Value) -> Outcome<Identifier> {
        let mut identifier = self.identifier(value)?;
        let (line, column) = node.end;
        let length = u32::try_from(identifier.id.len()).unwrap_or(0);
        let start = self.start_at(line, column.saturating_sub(length));
        identifier.range = self.range_from(start, node.end);
        Ok(identifier)
    }

    /// The class of an operator or context.
    pub(super) fn operator(&mut self, value: Value, base: &'static str) -> Outcome<&'static str> {
        Ok(self.node(value, base)?.name)
    }

    pub(super) fn number(&mut self, value: Value) -> Outcome<i64> {
        if value.is_none() { Ok(0) } else { self.int(value) }
    }

    #[cold]
    pub(super) fn invalid(&mut self, message: impl AsRef<str>) -> Raised {
        self.vm.value_error(message)
    }
}
