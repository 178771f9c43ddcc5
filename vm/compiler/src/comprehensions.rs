//! Comprehensions in place, and generator expressions.

use ruff_python_ast::{self as ast, Comprehension, Expr};
use strict_bytecode::{CodeFlags, Constant, Opcode};
use strict_syntax::{Ranged, ScopeId, ScopeKey, TextRange, TextSize};

use crate::compiler::Compiler;
use crate::unit::{Register, Unit, UnitKind, nth};

/// What becomes of each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    Append(&'a Expr),
    Add(&'a Expr),
    Insert(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    /// A list, set or dict comprehension, as a part of the code around it.
    pub(crate) fn inlined_comprehension(&mut self, expression: &'a Expr, target: Register) {
        let (generators, build, element): (&'a [Comprehension], _, _) = match expression {
            Expr::ListComp(list) => (&list.generators, Opcode::BuildList, Element::Append(&list.elt)),
            Expr::SetComp(set) => (&set.generators, Opcode::BuildSet, Element::Add(&set.elt)),
            Expr::DictComp(dict) => {
                (&dict.generators, Opcode::BuildDict, Element::Insert(&dict.key, &dict.value))
            }
            _ => return,
        };
        let range = expression.range();
        let Some(scope) = self.symbols.scope_of(ScopeKey::Comprehension(range)) else { return };
        let Some(first) = generators.first() else { return };
        self.scratch(|this| {
            let result = this.result_register(target);
            let iterator = this.unit.temporary();
            this.iterator_of(first, iterator);
            let outer = std::mem::replace(&mut this.unit.current, scope);
            this.at(range);
            this.begin_variables(scope);
            this.op(build, result, result, 0);
            this.loop_over(generators, Some(iterator), element, result, range);
            this.at(range);
            this.end_variables(scope);
            this.unit.current = outer;
            this.move_into(result, target);
        });
    }

    /// The iterator over what a clause iterates over.
    fn iterator_of(&mut self, clause: &'a Comprehension, iterator: Register) {
        self.scratch(|this| {
            let iterable = this.operand_in(&clause.iter, iterator);
            this.at(clause.iter.range());
            let opcode = if clause.is_async { Opcode::GetAsyncIter } else { Opcode::GetIter };
            this.op(opcode, iterator, iterable, 0);
        });
    }

    /// The loops of the clauses; `ready` is the iterator of the first one if it's there already.
    fn loop_over(
        &mut self,
        clauses: &'a [Comprehension],
        ready: Option<Register>,
        element: Element<'a>,
        result: Register,
        range: TextRange,
    ) {
        let Some((clause, inner)) = clauses.split_first() else {
            return self.element(element, result, range);
        };
        self.scratch(|this| {
            let iterator = match ready {
                Some(iterator) => iterator,
                None => {
                    let iterator = this.unit.temporary();
                    this.iterator_of(clause, iterator);
                    iterator
                }
            };
            let next = this.new_label();
            let each = |this: &mut Self| {
                for condition in &clause.ifs {
                    this.jump_if(condition, false, next);
                }
                this.loop_over(inner, None, element, result, range);
            };
            if clause.is_async {
                this.async_loop(iterator, &clause.target, (clause.iter.range(), range), next, each);
            } else {
                this.sync_loop(iterator, &clause.target, clause.iter.range(), next, each);
            }
        });
    }

    fn element(&mut self, element: Element<'a>, result: Register, range: TextRange) {
        self.scratch(|this| match element {
            Element::Append(value) => {
                let register = this.operand(value);
                this.at(value.range());
                this.op(Opcode::ListAppend, result, register, 0);
            }
            Element::Add(value) => {
                let register = this.operand(value);
                this.at(value.range());
                this.op(Opcode::SetAdd, result, register, 0);
            }
            Element::Insert(key, value) => {
                let key_register = this.operand(key);
                let value_register = this.operand(value);
                this.at(TextRange::new(key.start(), value.end()));
                this.op(Opcode::DictInsert, result, key_register, value_register);
            }
            Element::Yield(value) => {
                let register = this.operand(value);
                this.at(value.range());
                let sent = this.unit.temporary();
                this.yield_value(sent, register);
                this.at(range);
            }
        });
    }

    /// A generator expression: a function of one iterator.
    pub(crate) fn generator_expression(&mut self, generator: &'a ast::ExprGenerator, target: Register) {
        let Some(scope) = self.symbols.scope_of(ScopeKey::Comprehension(generator.range)) else { return };
        let Some(first) = generator.generators.first() else { return };
        self.scratch(|this| {
            let base = this.window(target);
            let code = this.generator_code(generator, scope);
            let range = this.range_with_parentheses(generator);
            this.at(range);
            this.function_of(code, scope, None, 0, base);
            let iterator = this.unit.temporary();
            debug_assert_eq!(iterator, nth(base, 1));
            this.iterator_of(first, iterator);
            this.at(range);
            this.op(Opcode::Call, target, base, 1);
        });
    }

    /// The parentheses of a call belong to a generator expression that is its only argument.
    fn range_with_parentheses(&self, generator: &ast::ExprGenerator) -> TextRange {
        let range = generator.range;
        if generator.parenthesized {
            return range;
        }
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let before = self.text.get(..start).unwrap_or_default().trim_end();
        let after = self.text.get(end..).unwrap_or_default();
        let after_blank = after.trim_start();
        if !before.ends_with('(') || !after_blank.starts_with(')') {
            return range;
        }
        let blank = TextSize::of(&after[..after.len() - after_blank.len() + 1]);
        TextRange::new(TextSize::of(before) - TextSize::new(1), range.end() + blank)
    }

    fn generator_code(&mut self, generator: &'a ast::ExprGenerator, scope: ScopeId) -> Constant {
        let layout = self.captures.layout(self.symbols, scope, &[".0"]);
        let name = "<genexpr>";
        let qualified_name = self.qualified_name(name, false);
        let mut unit = Unit::new(UnitKind::Generator, scope, layout, name, &qualified_name);
        unit.first_line = self.line(self.range_with_parentheses(generator).start());
        unit.argument_count = 1;
        let is_async = self.symbols.scope(scope).is_async();
        let kind = if is_async { CodeFlags::ASYNC_GENERATOR } else { CodeFlags::GENERATOR };
        unit.flags = self.common_flags() | self.function_flags(scope) | kind;
        let range = generator.range;
        self.nested(unit, |this| {
            this.at(range);
            this.loop_over(&generator.generators, Some(0), Element::Yield(&generator.elt), 0, range);
            this.at(range);
            this.return_none();
        })
    }
}
