//! `super().name` and `super(class, self).name` without making the `super` object.

use ruff_python_ast::{self as ast, Expr};
use strict_bytecode::{Instruction, Opcode};
use strict_syntax::Resolution;

use crate::compiler::Compiler;
use crate::layout::CLASS;
use crate::unit::{Register, UnitKind, nth};

impl<'a> Compiler<'a> {
    /// Compiles the attribute if it's one of `super`; for a method, `target` is the first of the two
    /// temporaries on top. Tells whether it was.
    pub(crate) fn super_attribute(
        &mut self,
        attribute: &'a ast::ExprAttribute,
        target: Register,
        is_method: bool,
    ) -> bool {
        let Expr::Call(call) = &*attribute.value else { return false };
        let Expr::Name(callee) = &*call.func else { return false };
        let arguments = &call.arguments;
        if callee.id != "super" || !arguments.keywords.is_empty() || !self.is_global_super() {
            return false;
        }
        let is_explicit = match &*arguments.args {
            [] if self.has_class_and_self() => false,
            [class, object] if !class.is_starred_expr() && !object.is_starred_expr() => true,
            _ => return false,
        };
        self.scratch(|this| {
            // A method's window is on top of the temporaries already.
            let base = if is_method { target } else { this.window(target) };
            this.unit.temporaries(if is_method { 1 } else { 2 });
            this.at(callee.range);
            this.load_name("super", base);
            if let [class, object] = &*arguments.args {
                this.into(class, nth(base, 1));
                this.into(object, nth(base, 2));
            } else {
                this.at(call.range);
                this.load_name(CLASS, nth(base, 1));
                this.load_first_argument(nth(base, 2));
            }
            this.at_attribute(attribute, attribute.range);
            let name = this.mangled(&attribute.attr.id).into_owned();
            let name = this.unit.builder.name(&name);
            let opcode = if is_method { Opcode::LoadSuperMethod } else { Opcode::LoadSuperAttr };
            let given = if is_explicit { 2 } else { 0 };
            this.unit.builder.push_named(Instruction::with_long(opcode, base, given, 0), name);
            this.move_into(base, target);
        });
        true
    }

    fn is_global_super(&self) -> bool {
        self.symbols.symbol(self.unit.current, "super").is_some_and(|symbol| {
            matches!(symbol.resolution(), Resolution::GlobalImplicit | Resolution::GlobalExplicit)
        })
    }

    fn has_class_and_self(&self) -> bool {
        // In an inlined comprehension, too, it's the function whose `self` counts.
        self.unit.kind == UnitKind::Function
            && self.unit.argument_count > 0
            && self.unit.layout.registers.keys().any(|(_, name)| name == CLASS)
            && self.symbols.symbol(self.unit.current, CLASS).is_some()
    }

    fn load_first_argument(&mut self, target: Register) {
        if self.unit.variable_kind(0).is_some_and(strict_bytecode::VariableKind::is_cell) {
            self.op(Opcode::LoadCell, target, 0, 0);
        } else {
            self.op(Opcode::CheckBound, 0, 0, 0);
            self.op(Opcode::Move, target, 0, 0);
        }
    }
}
