//! From node objects to a syntax tree: statements and patterns.

use strict_syntax::ast::{
    self, Alias, Arguments, AtomicNodeIndex, Decorator, ElifElseClause, ExceptHandler, ExprContext, Keyword,
    MatchCase, Parameter, ParameterWithDefault, Parameters, Pattern, Singleton, Stmt, TypeParam, TypeParams,
    WithItem,
};
use strict_syntax::{Ranged, TextRange, TextSize};

use super::operators;
use super::read::{Node, Reader};
use crate::object::List;
use crate::value::Value;
use crate::vm::Outcome;

impl Reader<'_> {
    pub(super) fn body(&mut self, list: Value) -> Outcome<Vec<Stmt>> {
        self.items(list, |this, item| {
            if item.is_none() {
                return Err(this.invalid("None disallowed in statement list"));
            }
            this.deeper("stmt", |this| this.statement(item))
        })
    }

    /// A body that may not be empty.
    fn full_body(&mut self, list: Value, owner: &str) -> Outcome<Vec<Stmt>> {
        self.not_empty(list, "body", owner)?;
        self.body(list)
    }

    fn not_empty(&mut self, list: Value, what: &str, owner: &str) -> Outcome<()> {
        if list.cast::<List>().is_some_and(|it| it.is_empty()) {
            return Err(self.invalid(format!("empty {what} on {owner}")));
        }
        Ok(())
    }

    fn statement(&mut self, object: Value) -> Outcome<Stmt> {
        let node = self.node(object, "stmt")?;
        let fields = node.fields;
        if matches!(node.name, "FunctionDef" | "AsyncFunctionDef") {
            return self.function(&node);
        }
        if node.name == "ClassDef" {
            return self.class(&node);
        }
        let start = self.start(&node);
        let node_index = AtomicNodeIndex::NONE;
        Ok(match node.name {
            "Return" => {
                let value = self.optional_expression(fields[0])?;
                Stmt::Return(ast::StmtReturn { node_index, value, range: self.range(&node, start) })
            }
            "Delete" => {
                self.not_empty(fields[0], "targets", "Delete")?;
                let targets = self.expressions(fields[0], ExprContext::Del)?;
                Stmt::Delete(ast::StmtDelete { node_index, targets, range: self.range(&node, start) })
            }
            "TypeAlias" => {
                let name = Box::new(self.expression(fields[0], ExprContext::Store)?);
                if !name.is_name_expr() {
                    return Err(self.vm.type_error("TypeAlias with non-Name name"));
                }
                let type_params = self.type_parameters(fields[1])?;
                let value = Box::new(self.expression(fields[2], ExprContext::Load)?);
                let range = self.range(&node, start);
                Stmt::TypeAlias(ast::StmtTypeAlias { node_index, name, type_params, value, range })
            }
            "Assign" => {
                self.not_empty(fields[0], "targets", "Assign")?;
                let targets = self.expressions(fields[0], ExprContext::Store)?;
                let value = Box::new(self.expression(fields[1], ExprContext::Load)?);
                Stmt::Assign(ast::StmtAssign { node_index, targets, value, range: self.range(&node, start) })
            }
            "AugAssign" => {
                let target = Box::new(self.expression(fields[0], ExprContext::Store)?);
                let op = self.binary_operator(fields[1])?;
                let value = Box::new(self.expression(fields[2], ExprContext::Load)?);
                let range = self.range(&node, start);
                Stmt::AugAssign(ast::StmtAugAssign { node_index, target, op, value, range })
            }
            "AnnAssign" => {
                let target = Box::new(self.expression(fields[0], ExprContext::Store)?);
                let simple = self.number(fields[3])? != 0;
                if simple && !target.is_name_expr() {
                    return Err(self.vm.type_error("AnnAssign with simple non-Name target"));
                }
                let annotation = Box::new(self.expression(fields[1], ExprContext::Load)?);
                let value = self.optional_expression(fields[2])?;
                let range = self.range(&node, start);
                Stmt::AnnAssign(ast::StmtAnnAssign { node_index, target, annotation, value, simple, range })
            }
            "For" | "AsyncFor" => {
                let target = Box::new(self.expression(fields[0], ExprContext::Store)?);
                let iter = Box::new(self.expression(fields[1], ExprContext::Load)?);
                let body = self.full_body(fields[2], node.name)?;
                let orelse = self.body(fields[3])?;
                let (is_async, range) = (node.name == "AsyncFor", self.range(&node, start));
                Stmt::For(ast::StmtFor { node_index, is_async, target, iter, body, orelse, range })
            }
            "While" => {
                let test = Box::new(self.expression(fields[0], ExprContext::Load)?);
                let body = self.full_body(fields[1], "While")?;
                let orelse = self.body(fields[2])?;
                Stmt::While(ast::StmtWhile {
                    node_index,
                    test,
                    body,
                    orelse,
                    range: self.range(&node, start),
                })
            }
            "If" => self.conditional(&node, start)?,
            "With" | "AsyncWith" => {
                self.not_empty(fields[0], "items", node.name)?;
                let items = self.items(fields[0], Self::with_item)?;
                let body = self.full_body(fields[1], node.name)?;
                let (is_async, range) = (node.name == "AsyncWith", self.range(&node, start));
                Stmt::With(ast::StmtWith { node_index, is_async, items, body, range })
            }
            "Match" => {
                let subject = Box::new(self.expression(fields[0], ExprContext::Load)?);
                self.not_empty(fields[1], "cases", "Match")?;
                let cases = self.items(fields[1], Self::match_case)?;
                Stmt::Match(ast::StmtMatch { node_index, subject, cases, range: self.range(&node, start) })
            }
            "Raise" => {
                if fields[0].is_none() && !fields[1].is_none() {
                    return Err(self.invalid("Raise with cause but no exception"));
                }
                let exc = self.optional_expression(fields[0])?;
                let cause = self.optional_expression(fields[1])?;
                Stmt::Raise(ast::StmtRaise { node_index, exc, cause, range: self.range(&node, start) })
            }
            "Try" | "TryStar" => {
                let body = self.full_body(fields[0], node.name)?;
                let handlers = self.items(fields[1], Self::handler)?;
                let orelse = self.body(fields[2])?;
                let finalbody = self.body(fields[3])?;
                if handlers.is_empty() && finalbody.is_empty() {
                    let message = format!("{} has neither except handlers nor finalbody", node.name);
                    return Err(self.invalid(message));
                }
                if handlers.is_empty() && !orelse.is_empty() {
                    return Err(self.invalid(format!("{} has orelse but no except handlers", node.name)));
                }
                let (is_star, range) = (node.name == "TryStar", self.range(&node, start));
                Stmt::Try(ast::StmtTry { node_index, body, handlers, orelse, finalbody, is_star, range })
            }
            "Assert" => {
                let test = Box::new(self.expression(fields[0], ExprContext::Load)?);
                let msg = self.optional_expression(fields[1])?;
                Stmt::Assert(ast::StmtAssert { node_index, test, msg, range: self.range(&node, start) })
            }
            "Import" => {
                self.not_empty(fields[0], "names", "Import")?;
                let names = self.items(fields[0], Self::alias)?;
                let range = self.range(&node, start);
                Stmt::Import(ast::StmtImport { node_index, names, is_lazy: false, range })
            }
            "ImportFrom" => {
                if self.vm.as_int(fields[2]).is_some_and(|level| level.is_negative()) {
                    return Err(self.invalid("Negative ImportFrom level"));
                }
                let level = self.number(fields[2])?;
                let Ok(level) = u32::try_from(level) else {
                    return Err(self.invalid("Negative ImportFrom level"));
                };
                self.not_empty(fields[1], "names", "ImportFrom")?;
                let module = self.optional(fields[0], Self::identifier)?;
                let names = self.items(fields[1], Self::alias)?;
                let range = self.range(&node, start);
                Stmt::ImportFrom(ast::StmtImportFrom {
                    node_index,
                    module,
                    names,
                    level,
                    is_lazy: false,
                    range,
                })
            }
            "Global" | "Nonlocal" => {
                self.not_empty(fields[0], "names", node.name)?;
                let names = self.items(fields[0], Self::identifier)?;
                let range = self.range(&node, start);
                match node.name {
                    "Global" => Stmt::Global(ast::StmtGlobal { node_index, names, range }),
                    _ => Stmt::Nonlocal(ast::StmtNonlocal { node_index, names, range }),
                }
            }
            "Expr" => {
                let value = Box::new(self.expression(fields[0], ExprContext::Load)?);
                Stmt::Expr(ast::StmtExpr { node_index, value, range: self.range(&node, start) })
            }
            "Break" => Stmt::Break(ast::StmtBreak { node_index, range: self.range(&node, start) }),
            "Continue" => Stmt::Continue(ast::StmtContinue { node_index, range: self.range(&node, start) }),
            _ => Stmt::Pass(ast::StmtPass { node_index, range: self.range(&node, start) }),
        })
    }

    fn conditional(&mut self, node: &Node, start: TextSize) -> Outcome<Stmt> {
        let test = Box::new(self.expression(node.fields[0], ExprContext::Load)?);
        let body = self.full_body(node.fields[1], "If")?;
        let else_start = self.offset();
        let otherwise = self.body(node.fields[2])?;
        let mut elif_else_clauses = Vec::new();
        if !otherwise.is_empty() {
            let range = TextRange::new(else_start, self.offset());
            elif_else_clauses.push(ElifElseClause {
                range,
                node_index: AtomicNodeIndex::NONE,
                test: None,
                body: otherwise,
            });
        }
        let range = self.range(node, start);
        Ok(Stmt::If(ast::StmtIf { node_index: AtomicNodeIndex::NONE, test, body, elif_else_clauses, range }))
    }

    /// Decorators, whose first one is where a definition starts, and then the definition.
    fn decorators(&mut self, node: &Node, list: Value) -> Outcome<(TextSize, Vec<Decorator>)> {
        let first = list.cast::<List>().and_then(|list| list.get(0));
        let Some(first) = first else { return Ok((self.start(node), Vec::new())) };
        let first = self.node(first, "expr")?;
        let start = self.start(&first);
        let decorators = self.items(list, |this, item| {
            let expression = this.expression(item, ExprContext::Load)?;
            let range = expression.range();
            Ok(Decorator { range, node_index: AtomicNodeIndex::NONE, expression })
        })?;
        self.start(node);
        // What is not blank tells where the definition proper starts.
        self.text.pop();
        self.text.push('d');
        Ok((start, decorators))
    }

    fn function(&mut self, node: &Node) -> Outcome<Stmt> {
        let [name, parameters, body, decorators, returns, _, type_parameters, _] = node.fields;
        let (start, decorator_list) = self.decorators(node, decorators)?;
        let name = self.identifier(name)?;
        let type_params = self.type_parameters(type_parameters)?;
        let parameters = Box::new(self.parameters(parameters)?);
        let returns = self.optional_expression(returns)?;
        let body = self.full_body(body, node.name)?;
        Ok(Stmt::FunctionDef(ast::StmtFunctionDef {
            node_index: AtomicNodeIndex::NONE,
            is_async: node.name == "AsyncFunctionDef",
            decorator_list,
            name,
            type_params,
            parameters,
            returns,
            body,
            range: self.range(node, start),
        }))
    }

    fn class(&mut self, node: &Node) -> Outcome<Stmt> {
        let [name, bases, keywords, body, decorators, type_parameters, ..] = node.fields;
        let (start, decorator_list) = self.decorators(node, decorators)?;
        let name = self.identifier(name)?;
        let type_params = self.type_parameters(type_parameters)?;
        let arguments = Box::new(self.arguments(bases, keywords)?);
        let has_arguments = !arguments.args.is_empty() || !arguments.keywords.is_empty();
        let body = self.full_body(body, "ClassDef")?;
        Ok(Stmt::ClassDef(ast::StmtClassDef {
            node_index: AtomicNodeIndex::NONE,
            decorator_list,
            name,
            type_params,
            arguments: has_arguments.then_some(arguments),
            body,
            range: self.range(node, start),
        }))
    }

    pub(super) fn arguments(&mut self, positional: Value, keywords: Value) -> Outcome<Arguments> {
        let start = self.offset();
        let args = self.expressions(positional, ExprContext::Load)?.into();
        let keywords = self.items(keywords, |this, item| {
            let node = this.node(item, "keyword")?;
            let start = this.start(&node);
            let arg = this.optional(node.fields[0], Self::identifier)?;
            let value = this.expression(node.fields[1], ExprContext::Load)?;
            Ok(Keyword { range: this.range(&node, start), node_index: AtomicNodeIndex::NONE, arg, value })
        })?;
        let range = TextRange::new(start, self.offset());
        Ok(Arguments { range, node_index: AtomicNodeIndex::NONE, args, keywords: keywords.into() })
    }

    pub(super) fn parameters(&mut self, object: Value) -> Outcome<Parameters> {
        let node = self.node(object, "arguments")?;
        let [positional_only, positional, rest, keyword_only, keyword_defaults, keywords, defaults, _] =
            node.fields;
        let start = self.offset();
        let length = |list: Value| list.cast::<List>().map_or(0, |list| list.len());
        let plain = length(positional_only) + length(positional);
        let wrong = if length(defaults) > plain {
            Some("more positional defaults than args on arguments")
        } else if length(keyword_defaults) != length(keyword_only) {
            Some("length of kwonlyargs is not the same as kw_defaults on arguments")
        } else {
            None
        };
        if let Some(message) = wrong {
            // What is wrong with the parameters themselves comes first.
            self.items(positional_only, Self::parameter)?;
            self.items(positional, Self::parameter)?;
            self.optional(rest, Self::parameter)?;
            self.items(keyword_only, Self::parameter)?;
            self.optional(keywords, Self::parameter)?;
            return Err(self.invalid(message));
        }
        let without = plain - length(defaults);
        let mut count = 0_usize;
        let mut with_default = |this: &mut Self, item: Value| {
            let default = count.checked_sub(without).and_then(|at| defaults.cast::<List>()?.get(at));
            count += 1;
            this.parameter_with_default(item, default)
        };
        let posonlyargs = self.items(positional_only, &mut with_default)?;
        let args = self.items(positional, &mut with_default)?;
        let vararg = self.optional(rest, Self::parameter)?.map(Box::new);
        let mut count = 0;
        let kwonlyargs = self.items(keyword_only, |this, item| {
            let default = keyword_defaults.cast::<List>().and_then(|list| list.get(count));
            count += 1;
            this.parameter_with_default(item, default.filter(|it| !it.is_none()))
        })?;
        let kwarg = self.optional(keywords, Self::parameter)?.map(Box::new);
        let range = TextRange::new(start, self.offset());
        Ok(Parameters {
            range,
            node_index: AtomicNodeIndex::NONE,
            posonlyargs,
            args,
            vararg,
            kwonlyargs,
            kwarg,
        })
    }

    fn parameter_with_default(
        &mut self,
        item: Value,
        default: Option<Value>,
    ) -> Outcome<ParameterWithDefault> {
        let parameter = self.parameter(item)?;
        let default = match default {
            Some(default) => Some(Box::new(self.expression(default, ExprContext::Load)?)),
            None => None,
        };
        Ok(ParameterWithDefault {
            range: parameter.range,
            node_index: AtomicNodeIndex::NONE,
            parameter,
            default,
        })
    }

    fn parameter(&mut self, object: Value) -> Outcome<Parameter> {
        let node = self.node(object, "arg")?;
        let start = self.start(&node);
        let mut name = self.identifier(node.fields[0])?;
        name.range = TextRange::empty(start);
        let annotation = self.optional_expression(node.fields[1])?;
        Ok(Parameter { range: self.range(&node, start), node_index: AtomicNodeIndex::NONE, name, annotation })
    }

    fn type_parameters(&mut self, list: Value) -> Outcome<Option<Box<TypeParams>>> {
        let start = self.offset();
        // A range of its own, apart from that of the first parameter.
        self.text.push(' ');
        let type_params = self.items(list, |this, item| {
            let node = this.node(item, "type_param")?;
            let start = this.start(&node);
            let node_index = AtomicNodeIndex::NONE;
            let name = this.identifier(node.fields[0])?;
            Ok(match node.name {
                "TypeVar" => {
                    let bound = this.optional_expression(node.fields[1])?;
                    let default = this.optional_expression(node.fields[2])?;
                    let range = this.range(&node, start);
                    TypeParam::TypeVar(ast::TypeParamTypeVar { node_index, name, bound, default, range })
                }
                "ParamSpec" => {
                    let default = this.optional_expression(node.fields[1])?;
                    let range = this.range(&node, start);
                    TypeParam::ParamSpec(ast::TypeParamParamSpec { node_index, name, default, range })
                }
                _ => {
                    let default = this.optional_expression(node.fields[1])?;
                    let range = this.range(&node, start);
                    TypeParam::TypeVarTuple(ast::TypeParamTypeVarTuple { node_index, name, default, range })
                }
            })
        })?;
        let range = TextRange::new(start, self.offset());
        let parameters = TypeParams { range, node_index: AtomicNodeIndex::NONE, type_params };
        Ok((!parameters.type_params.is_empty()).then(|| Box::new(parameters)))
    }

    fn with_item(&mut self, object: Value) -> Outcome<WithItem> {
        let node = self.node(object, "withitem")?;
        let start = self.offset();
        let context_expr = self.expression(node.fields[0], ExprContext::Load)?;
        let target = self.optional(node.fields[1], |this, it| this.expression(it, ExprContext::Store))?;
        let range = TextRange::new(start, self.offset());
        Ok(WithItem {
            range,
            node_index: AtomicNodeIndex::NONE,
            context_expr,
            optional_vars: target.map(Box::new),
        })
    }

    fn handler(&mut self, object: Value) -> Outcome<ExceptHandler> {
        let node = self.node(object, "excepthandler")?;
        let start = self.start(&node);
        let type_ = self.optional_expression(node.fields[0])?;
        let name = self.optional(node.fields[1], Self::identifier)?;
        let body = self.full_body(node.fields[2], "ExceptHandler")?;
        let range = self.range(&node, start);
        let handler =
            ast::ExceptHandlerExceptHandler { range, node_index: AtomicNodeIndex::NONE, type_, name, body };
        Ok(ExceptHandler::ExceptHandler(handler))
    }

    fn alias(&mut self, object: Value) -> Outcome<Alias> {
        let node = self.node(object, "alias")?;
        let start = self.start(&node);
        let name = self.identifier(node.fields[0])?;
        let asname = self.optional(node.fields[1], Self::identifier)?;
        Ok(Alias { range: self.range(&node, start), node_index: AtomicNodeIndex::NONE, name, asname })
    }

    fn match_case(&mut self, object: Value) -> Outcome<MatchCase> {
        let node = self.node(object, "match_case")?;
        let start = self.offset();
        let pattern = self.pattern(node.fields[0])?;
        let guard = self.optional_expression(node.fields[1])?;
        let body = self.full_body(node.fields[2], "match_case")?;
        let range = TextRange::new(start, self.offset());
        Ok(MatchCase { range, node_index: AtomicNodeIndex::NONE, pattern, guard, body })
    }

    fn pattern(&mut self, object: Value) -> Outcome<Pattern> {
        self.deeper("pattern", |this| this.pattern_inner(object))
    }

    fn pattern_inner(&mut self, object: Value) -> Outcome<Pattern> {
        let node = self.node(object, "pattern")?;
        let start = self.start(&node);
        let (fields, node_index) = (node.fields, AtomicNodeIndex::NONE);
        Ok(match node.name {
            "MatchSingleton" => {
                let value = match fields[0] {
                    value if value.is_none() => Singleton::None,
                    value if value == Value::bool(true) => Singleton::True,
                    value if value == Value::bool(false) => Singleton::False,
                    _ => {
                        return Err(self.invalid("MatchSingleton can only contain True, False and None"));
                    }
                };
                let range = self.range(&node, start);
                Pattern::MatchSingleton(ast::PatternMatchSingleton { node_index, value, range })
            }
            "MatchSequence" => {
                let patterns = self.items(fields[0], Self::pattern)?;
                let range = self.range(&node, start);
                Pattern::MatchSequence(ast::PatternMatchSequence { node_index, patterns, range })
            }
            "MatchMapping" => {
                let keys = self.expressions(fields[0], ExprContext::Load)?;
                let patterns = self.items(fields[1], Self::pattern)?;
                if keys.len() != patterns.len() {
                    return Err(self.invalid("MatchMapping doesn't have the same number of keys as patterns"));
                }
                let rest = self.optional(fields[2], Self::identifier)?;
                let range = self.range(&node, start);
                Pattern::MatchMapping(ast::PatternMatchMapping { node_index, keys, patterns, rest, range })
            }
            "MatchClass" => {
                let cls = Box::new(self.expression(fields[0], ExprContext::Load)?);
                let inner = self.offset();
                let patterns = self.items(fields[1], Self::pattern)?;
                let names = self.items(fields[2], Self::identifier)?;
                let values = self.items(fields[3], Self::pattern)?;
                if names.len() != values.len() {
                    return Err(self.invalid(
                        "MatchClass doesn't have the same number of keyword attributes as patterns",
                    ));
                }
                let keywords = names.into_iter().zip(values).map(|(attr, pattern)| ast::PatternKeyword {
                    range: pattern.range(),
                    node_index: AtomicNodeIndex::NONE,
                    attr,
                    pattern,
                });
                let keywords = keywords.collect();
                let range = TextRange::new(inner, self.offset());
                let arguments =
                    ast::PatternArguments { range, node_index: AtomicNodeIndex::NONE, patterns, keywords };
                let range = self.range(&node, start);
                Pattern::MatchClass(ast::PatternMatchClass { node_index, cls, arguments, range })
            }
            "MatchStar" => {
                let name = self.optional(fields[0], |this, name| this.identifier_at_end(&node, name))?;
                Pattern::MatchStar(ast::PatternMatchStar {
                    node_index,
                    name,
                    range: self.range(&node, start),
                })
            }
            "MatchAs" => {
                let pattern = self.optional(fields[0], Self::pattern)?.map(Box::new);
                let name = self.optional(fields[1], |this, name| this.identifier_at_end(&node, name))?;
                if pattern.is_some() && name.is_none() {
                    return Err(self.invalid("MatchAs must specify a target name if a pattern is given"));
                }
                let range = self.range(&node, start);
                Pattern::MatchAs(ast::PatternMatchAs { node_index, pattern, name, range })
            }
            "MatchOr" => {
                let patterns = self.items(fields[0], Self::pattern)?;
                if patterns.len() < 2 {
                    return Err(self.invalid("MatchOr requires at least 2 patterns"));
                }
                Pattern::MatchOr(ast::PatternMatchOr {
                    node_index,
                    patterns,
                    range: self.range(&node, start),
                })
            }
            _ => {
                let value = Box::new(self.expression(fields[0], ExprContext::Load)?);
                let range = self.range(&node, start);
                Pattern::MatchValue(ast::PatternMatchValue { node_index, value, range })
            }
        })
    }

    pub(super) fn binary_operator(&mut self, value: Value) -> Outcome<ast::Operator> {
        let name = self.operator(value, "operator")?;
        Ok(operators::binary_of(name).unwrap_or(ast::Operator::Add))
    }
}
