//! From node objects to a syntax tree: expressions and constants.

use strict_bytecode::Constant;
use strict_semantics::Text;
use strict_syntax::ast::{
    self, AtomicNodeIndex, ConversionFlag, Expr, ExprContext, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringLiteralElement,
};
use strict_syntax::{Ranged, TextRange};

use super::operators;
use super::read::{Node, Reader};
use crate::object::{List, Str, Tuple};
use crate::value::Value;
use crate::vm::Outcome;

impl Reader<'_> {
    pub(super) fn optional_expression(&mut self, value: Value) -> Outcome<Option<Box<Expr>>> {
        self.optional(value, |this, it| Ok(Box::new(this.expression(it, ExprContext::Load)?)))
    }

    pub(super) fn expressions(&mut self, list: Value, context: ExprContext) -> Outcome<Vec<Expr>> {
        self.items(list, |this, item| {
            if item.is_none() {
                return Err(this.invalid("None disallowed in expression list"));
            }
            this.expression(item, context)
        })
    }

    /// An expression that is read, stored or deleted.
    pub(super) fn expression(&mut self, object: Value, context: ExprContext) -> Outcome<Expr> {
        self.deeper("expr", |this| {
            let node = this.node(object, "expr")?;
            let own = match node.name {
                "Attribute" | "Subscript" => Some(node.fields[2]),
                "Name" | "List" | "Tuple" | "Starred" => Some(node.fields[1]),
                _ => None,
            };
            let own = match own {
                Some(value) if !value.is_unbound() => {
                    let name = this.operator(value, "expr_context")?;
                    operators::context_of(name).unwrap_or(ExprContext::Load)
                }
                _ => ExprContext::Load,
            };
            if own != context {
                if own == ExprContext::Load && !has_context(&node) {
                    return Err(this.invalid(format!(
                        "expression which can't be assigned to in {} context",
                        operators::context(context)
                    )));
                }
                return Err(this.invalid(format!(
                    "expression must have {} context but has {} instead",
                    operators::context(context),
                    operators::context(own)
                )));
            }
            this.expression_inner(&node, context)
        })
    }

    fn loaded(&mut self, value: Value) -> Outcome<Box<Expr>> {
        Ok(Box::new(self.expression(value, ExprContext::Load)?))
    }

    fn expression_inner(&mut self, node: &Node, ctx: ExprContext) -> Outcome<Expr> {
        let start = self.start(node);
        let (fields, node_index) = (node.fields, AtomicNodeIndex::NONE);
        Ok(match node.name {
            "BoolOp" => {
                let name = self.operator(fields[0], "boolop")?;
                let op = operators::logical_of(name).unwrap_or(ast::BoolOp::And);
                let values = self.expressions(fields[1], ExprContext::Load)?;
                if values.len() < 2 {
                    return Err(self.invalid("BoolOp with less than 2 values"));
                }
                Expr::BoolOp(ast::ExprBoolOp { node_index, op, values, range: self.range(node, start) })
            }
            "NamedExpr" => {
                let target = Box::new(self.expression(fields[0], ExprContext::Store)?);
                self.text.push_str(":=");
                let value = self.loaded(fields[1])?;
                Expr::Named(ast::ExprNamed { node_index, target, value, range: self.range(node, start) })
            }
            "BinOp" => {
                let left = self.loaded(fields[0])?;
                let op = self.binary_operator(fields[1])?;
                let right = self.loaded(fields[2])?;
                Expr::BinOp(ast::ExprBinOp { node_index, left, op, right, range: self.range(node, start) })
            }
            "UnaryOp" => {
                let name = self.operator(fields[0], "unaryop")?;
                let op = operators::unary_of(name).unwrap_or(ast::UnaryOp::Not);
                let operand = self.loaded(fields[1])?;
                Expr::UnaryOp(ast::ExprUnaryOp { node_index, op, operand, range: self.range(node, start) })
            }
            "Lambda" => {
                let parameters = Some(Box::new(self.parameters(fields[0])?));
                let body = self.loaded(fields[1])?;
                Expr::Lambda(ast::ExprLambda { node_index, parameters, body, range: self.range(node, start) })
            }
            "IfExp" => {
                let test = self.loaded(fields[0])?;
                let body = self.loaded(fields[1])?;
                let orelse = self.loaded(fields[2])?;
                Expr::If(ast::ExprIf { node_index, test, body, orelse, range: self.range(node, start) })
            }
            "Dict" => {
                let keys = self.items(fields[0], |this, key| {
                    this.optional(key, |this, key| this.expression(key, ExprContext::Load))
                })?;
                let values = self.expressions(fields[1], ExprContext::Load)?;
                if keys.len() != values.len() {
                    return Err(self.invalid("Dict doesn't have the same number of keys as values"));
                }
                let items = keys.into_iter().zip(values).map(|(key, value)| ast::DictItem { key, value });
                let items = items.collect();
                Expr::Dict(ast::ExprDict { node_index, items, range: self.range(node, start) })
            }
            "Set" => {
                let elts = self.expressions(fields[0], ExprContext::Load)?;
                Expr::Set(ast::ExprSet { node_index, elts, range: self.range(node, start) })
            }
            "ListComp" | "SetComp" | "GeneratorExp" => {
                let generators = self.clauses(fields[1])?;
                let elt = self.loaded(fields[0])?;
                let range = self.range(node, start);
                match node.name {
                    "ListComp" => Expr::ListComp(ast::ExprListComp { node_index, elt, generators, range }),
                    "SetComp" => Expr::SetComp(ast::ExprSetComp { node_index, elt, generators, range }),
                    _ => Expr::Generator(ast::ExprGenerator {
                        node_index,
                        elt,
                        generators,
                        range,
                        parenthesized: true,
                    }),
                }
            }
            "DictComp" => {
                let generators = self.clauses(fields[2])?;
                let key = self.loaded(fields[0])?;
                let value = self.loaded(fields[1])?;
                let range = self.range(node, start);
                Expr::DictComp(ast::ExprDictComp { node_index, key, value, generators, range })
            }
            "Await" => {
                let value = self.loaded(fields[0])?;
                Expr::Await(ast::ExprAwait { node_index, value, range: self.range(node, start) })
            }
            "Yield" => {
                let value = self.optional_expression(fields[0])?;
                Expr::Yield(ast::ExprYield { node_index, value, range: self.range(node, start) })
            }
            "YieldFrom" => {
                let value = self.loaded(fields[0])?;
                Expr::YieldFrom(ast::ExprYieldFrom { node_index, value, range: self.range(node, start) })
            }
            "Compare" => {
                let left = self.loaded(fields[0])?;
                let ops = self.items(fields[1], |this, item| {
                    let name = this.operator(item, "cmpop")?;
                    Ok(operators::comparison_of(name).unwrap_or(ast::CmpOp::Eq))
                })?;
                let comparators = self.expressions(fields[2], ExprContext::Load)?;
                if comparators.is_empty() {
                    return Err(self.invalid("Compare with no comparators"));
                }
                if comparators.len() != ops.len() {
                    return Err(self.invalid("Compare has a different number of comparators and operands"));
                }
                let (ops, comparators) = (ops.into(), comparators.into());
                let range = self.range(node, start);
                Expr::Compare(ast::ExprCompare { node_index, left, ops, comparators, range })
            }
            "Call" => {
                let func = self.loaded(fields[0])?;
                let arguments = self.arguments(fields[1], fields[2])?;
                Expr::Call(ast::ExprCall { node_index, func, arguments, range: self.range(node, start) })
            }
            "FormattedValue" => {
                let element = self.interpolation(node, Value::NONE, start)?;
                let range = element.range();
                f_string(vec![element], range)
            }
            "Interpolation" => {
                let element = self.interpolation(node, fields[1], start)?;
                let range = element.range();
                t_string(vec![element], range)
            }
            "JoinedStr" => {
                let elements = self.elements(fields[0])?;
                f_string(elements, self.range(node, start))
            }
            "TemplateStr" => {
                let elements = self.elements(fields[0])?;
                t_string(elements, self.range(node, start))
            }
            "Constant" => self.constant(node, start)?,
            "Attribute" => {
                let value = self.loaded(fields[0])?;
                let attr = self.identifier_at_end(node, fields[1])?;
                Expr::Attribute(ast::ExprAttribute {
                    node_index,
                    value,
                    attr,
                    ctx,
                    range: self.range(node, start),
                })
            }
            "Subscript" => {
                let value = self.loaded(fields[0])?;
                let slice = self.loaded(fields[1])?;
                let range = self.range(node, start);
                Expr::Subscript(ast::ExprSubscript { node_index, value, slice, ctx, range })
            }
            "Starred" => {
                let value = Box::new(self.expression(fields[0], ctx)?);
                Expr::Starred(ast::ExprStarred { node_index, value, ctx, range: self.range(node, start) })
            }
            "Name" => {
                let id = self.name(fields[0])?;
                // The compiler looks for names before `:=` in the text.
                self.text.push_str(&id);
                Expr::Name(ast::ExprName { node_index, id, ctx, range: self.range(node, start) })
            }
            "List" => {
                let elts = self.expressions(fields[0], ctx)?;
                Expr::List(ast::ExprList { node_index, elts, ctx, range: self.range(node, start) })
            }
            "Slice" => {
                let lower = self.optional_expression(fields[0])?;
                let upper = self.optional_expression(fields[1])?;
                let step = self.optional_expression(fields[2])?;
                Expr::Slice(ast::ExprSlice { node_index, lower, upper, step, range: self.range(node, start) })
            }
            _ => {
                let elts = self.expressions(fields[0], ctx)?;
                let range = self.range(node, start);
                Expr::Tuple(ast::ExprTuple { node_index, elts, ctx, parenthesized: true, range })
            }
        })
    }

    fn clauses(&mut self, list: Value) -> Outcome<Vec<ast::Comprehension>> {
        if list.cast::<List>().is_some_and(|it| it.is_empty()) {
            return Err(self.invalid("comprehension with no generators"));
        }
        self.items(list, |this, item| {
            let node = this.node(item, "comprehension")?;
            let start = this.offset();
            let target = this.expression(node.fields[0], ExprContext::Store)?;
            let iter = this.expression(node.fields[1], ExprContext::Load)?;
            let ifs = this.expressions(node.fields[2], ExprContext::Load)?;
            let is_async = this.number(node.fields[3])? != 0;
            let range = TextRange::new(start, this.offset());
            Ok(ast::Comprehension { range, node_index: AtomicNodeIndex::NONE, target, iter, ifs, is_async })
        })
    }

    // Strings.

    fn elements(&mut self, list: Value) -> Outcome<Vec<InterpolatedStringElement>> {
        self.items(list, |this, item| {
            let node = this.node(item, "expr")?;
            let start = this.start(&node);
            match node.name {
                "Constant" => {
                    let Some(text) = node.fields[0].cast::<Str>() else {
                        return Err(this
                            .vm
                            .type_error("JoinedStr must only have constants that are strings"));
                    };
                    let value = this.literal(&Text::from(text.view()));
                    let range = this.range(&node, start);
                    let literal =
                        InterpolatedStringLiteralElement { range, node_index: AtomicNodeIndex::NONE, value };
                    Ok(InterpolatedStringElement::Literal(literal))
                }
                "FormattedValue" => this.interpolation(&node, Value::NONE, start),
                "Interpolation" => this.interpolation(&node, node.fields[1], start),
                _ => {
                    let expression = this.loaded(item)?;
                    Ok(InterpolatedStringElement::Interpolation(InterpolatedElement {
                        range: this.range(&node, start),
                        node_index: AtomicNodeIndex::NONE,
                        expression,
                        debug_text: None,
                        conversion: ConversionFlag::None,
                        format_spec: None,
                    }))
                }
            }
        })
    }

    /// A formatted value, or an interpolation whose text is `shown`.
    fn interpolation(
        &mut self,
        node: &Node,
        shown: Value,
        start: strict_syntax::TextSize,
    ) -> Outcome<InterpolatedStringElement> {
        let is_template = node.name == "Interpolation";
        let [first, second, third, fourth, ..] = node.fields;
        let (conversion, specification) = if is_template { (third, fourth) } else { (second, third) };
        let expression = self.loaded(first)?;
        let conversion = match self.vm.index_i64(conversion)? {
            -1 => ConversionFlag::None,
            115 => ConversionFlag::Str,
            114 => ConversionFlag::Repr,
            97 => ConversionFlag::Ascii,
            other => {
                let message = format!("Unrecognized conversion character {other}");
                return Err(self.vm.error(self.vm.exceptions.SystemError, message));
            }
        };
        let format_spec = self.optional(specification, |this, specification| {
            let node = this.node(specification, "expr")?;
            let start = this.start(&node);
            let elements = match node.name {
                "JoinedStr" => this.elements(node.fields[0])?,
                _ => {
                    let list = this.vm.list_of(&[specification])?;
                    this.elements(list.value())?
                }
            };
            let range = this.range(&node, start);
            let elements = elements.into();
            Ok(Box::new(ast::InterpolatedStringFormatSpec {
                range,
                node_index: AtomicNodeIndex::NONE,
                elements,
            }))
        })?;
        let mut element_start = start;
        if is_template {
            // The text stands alone, behind the expression.
            element_start = self.start(node);
            let text = shown.cast::<Str>().map_or_else(String::new, |it| it.to_lossy());
            self.text.push_str(&text);
        }
        Ok(InterpolatedStringElement::Interpolation(InterpolatedElement {
            range: self.element_range(node, element_start),
            node_index: AtomicNodeIndex::NONE,
            expression,
            debug_text: None,
            conversion,
            format_spec,
        }))
    }

    /// The range of an element, which has its closing brace inside.
    fn element_range(&mut self, node: &Node, start: strict_syntax::TextSize) -> TextRange {
        self.text.push('}');
        self.range(node, start)
    }

    /// The text of a literal as the tree holds it: without lone surrogates, whose escapes are written to the text.
    fn literal(&mut self, text: &Text) -> Box<str> {
        if let Some(text) = text.as_str()
            && !text.contains(char::REPLACEMENT_CHARACTER)
        {
            return text.into();
        }
        let mut out = String::new();
        for point in text.view().code_points() {
            match char::from_u32(point) {
                Some(character) => {
                    out.push(character);
                    if character == char::REPLACEMENT_CHARACTER {
                        self.text.push(character);
                    }
                }
                None => {
                    out.push(char::REPLACEMENT_CHARACTER);
                    self.text.push_str(&format!("\\u{point:04x}"));
                }
            }
        }
        out.into()
    }

    // Constants.

    fn constant(&mut self, node: &Node, start: strict_syntax::TextSize) -> Outcome<Expr> {
        let value = node.fields[0];
        let node_index = AtomicNodeIndex::NONE;
        let constant = self.constant_value(value)?;
        Ok(match constant {
            Constant::None => {
                Expr::NoneLiteral(ast::ExprNoneLiteral { node_index, range: self.range(node, start) })
            }
            Constant::Bool(value) => Expr::BooleanLiteral(ast::ExprBooleanLiteral {
                node_index,
                value,
                range: self.range(node, start),
            }),
            Constant::Ellipsis => {
                Expr::EllipsisLiteral(ast::ExprEllipsisLiteral { node_index, range: self.range(node, start) })
            }
            Constant::Str(text) => {
                let value = self.literal(&text);
                let range = self.range(node, start);
                let flags = ast::StringLiteralFlags::empty();
                let literal = ast::StringLiteral { range, node_index: AtomicNodeIndex::NONE, value, flags };
                let value = ast::StringLiteralValue::single(literal);
                Expr::StringLiteral(ast::ExprStringLiteral { node_index, range, value })
            }
            Constant::Bytes(bytes) => {
                let range = self.range(node, start);
                let flags = ast::BytesLiteralFlags::empty();
                let value = bytes.to_vec().into_boxed_slice();
                let literal = ast::BytesLiteral { range, node_index: AtomicNodeIndex::NONE, value, flags };
                let value = ast::BytesLiteralValue::single(literal);
                Expr::BytesLiteral(ast::ExprBytesLiteral { node_index, range, value })
            }
            Constant::Float(bits) => {
                let value = ast::Number::Float(f64::from_bits(bits));
                Expr::NumberLiteral(ast::ExprNumberLiteral {
                    node_index,
                    value,
                    range: self.range(node, start),
                })
            }
            Constant::Int(ref int) if int.to_i64().is_some_and(|it| it >= 0) => {
                let value = ast::Number::Int((int.to_i64().unwrap_or_default() as u64).into());
                Expr::NumberLiteral(ast::ExprNumberLiteral {
                    node_index,
                    value,
                    range: self.range(node, start),
                })
            }
            other => {
                let number = self.constants.len();
                self.constants.push(other);
                Expr::IpyEscapeCommand(ast::ExprIpyEscapeCommand {
                    node_index,
                    range: self.range(node, start),
                    kind: ast::IpyEscapeKind::Shell,
                    value: number.to_string().into(),
                })
            }
        })
    }

    fn constant_value(&mut self, value: Value) -> Outcome<Constant> {
        match self.vm.constant_of(value)? {
            Some(constant) if !matches!(constant, Constant::Slice(_) | Constant::Code(_)) => Ok(constant),
            _ => {
                let name = self.odd_type(value)?;
                Err(self.vm.type_error(format!("got an invalid type in Constant: {name}")))
            }
        }
    }

    /// The type of the value, or of the item of a tuple, that no constant has.
    fn odd_type(&mut self, value: Value) -> Outcome<String> {
        if let Some(tuple) = value.cast::<Tuple>() {
            for index in 0..tuple.len() {
                let item = tuple.get(index);
                if self.vm.constant_of(item)?.is_none() {
                    return self.odd_type(item);
                }
            }
        }
        Ok(self.vm.type_name(value))
    }
}

fn has_context(node: &Node) -> bool {
    matches!(node.name, "Attribute" | "Subscript" | "Name" | "List" | "Tuple" | "Starred")
}

fn f_string(elements: Vec<InterpolatedStringElement>, range: TextRange) -> Expr {
    let flags = ast::FStringFlags::empty();
    let string = ast::FString { range, node_index: AtomicNodeIndex::NONE, elements: elements.into(), flags };
    let value = ast::FStringValue::single(string);
    Expr::FString(ast::ExprFString { node_index: AtomicNodeIndex::NONE, range, value })
}

fn t_string(elements: Vec<InterpolatedStringElement>, range: TextRange) -> Expr {
    let flags = ast::TStringFlags::empty();
    let string = ast::TString { range, node_index: AtomicNodeIndex::NONE, elements: elements.into(), flags };
    let value = ast::TStringValue::single(string);
    Expr::TString(ast::ExprTString { node_index: AtomicNodeIndex::NONE, range, value })
}
