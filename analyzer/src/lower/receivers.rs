//! What code does to objects that it names: attributes that methods store on their receiver, and whether they need its
//! dictionary. Slots are computed from it, and what is forgotten after import.

use ruff_text_size::{Ranged, TextRange};
use strict_syntax::{Resolution, ast};

use super::Lowerer;
use crate::ir::{CodeKind, NameRef, SelfLoad, SelfStore, Symbol, sym};

impl Lowerer<'_> {
    /// The builder of the method whose receiver a name stands for: its first parameter, as it or a function inside it
    /// sees it, or an instance of the class that it has just made.
    pub(super) fn method_of(&self, name: &str) -> Option<usize> {
        let symbol = Symbol::new(name);
        let innermost = self.builders.len() - 1;
        for (index, builder) in self.builders.iter().enumerate().rev() {
            if builder.kind == CodeKind::Function
                && (builder.first_parameter == Some(symbol) || builder.made.contains(&symbol))
            {
                return Some(index);
            }
            let resolution = self.symbols.symbol(builder.scope, name).map(strict_syntax::Symbol::resolution);
            let is_outer_class = builder.kind == CodeKind::Class && index < innermost;
            match resolution {
                // Inner code does not see the names of a class body.
                _ if is_outer_class => {}
                Some(Resolution::Free) | None => {}
                Some(_) => return None,
            }
        }
        None
    }

    /// Notes that an attribute of a method's receiver is read, if that is what the value is.
    pub(super) fn note_load(&mut self, object: &ast::Expr, attribute: Symbol, range: TextRange) {
        if let ast::Expr::Name(name) = object {
            let symbol = Symbol::new(&name.id);
            let builder = self.current();
            if builder.kind == CodeKind::Function
                && builder.first_parameter == Some(symbol)
                && !builder.self_loads.iter().any(|load| load.name == attribute)
            {
                builder.self_loads.push(SelfLoad { name: attribute, range });
            }
        }
    }

    /// Notes that an attribute of what a name stands for is stored.
    pub(super) fn note_store(&mut self, object: &ast::ExprName, attribute: Symbol, range: TextRange) {
        match self.method_of(&object.id) {
            Some(method) if attribute == sym::dict => self.builders[method].needs_dict = true,
            Some(method) => {
                let builder = &mut self.builders[method];
                let on_new = builder.first_parameter != Some(Symbol::new(&object.id));
                builder.self_stores.push(SelfStore { name: attribute, on_new, range });
            }
            None if self.in_function() => {
                if let NameRef::Global(global) = self.name(&object.id) {
                    self.stored_attributes.push((global, attribute));
                }
            }
            None => {}
        }
    }

    /// Notes that the dictionary of what a name stands for is used.
    pub(super) fn note_use_of_dict(&mut self, object: &ast::Expr) {
        let ast::Expr::Name(name) = object else { return };
        if let Some(method) = self.method_of(&name.id) {
            self.builders[method].needs_dict = true;
            return;
        }
        // A descriptor may keep what it computes in the dictionary of the instance: `__get__(self, instance, owner)`.
        let builder = self.current();
        if builder.name == sym::get && builder.second_parameter == Some(Symbol::new(&name.id)) {
            builder.needs_dict = true;
        }
    }

    /// Notes calls that use the dictionary of a receiver, store an attribute, or change an object in place.
    pub(super) fn note_call(&mut self, call: &ast::ExprCall) {
        self.note_passing(call);
        let arguments = &*call.arguments.args;
        match &*call.func {
            ast::Expr::Name(function) => match (function.id.as_str(), arguments) {
                ("vars", [object]) => self.note_use_of_dict(object),
                ("setattr", [object, name, _]) => self.note_setattr(object, name),
                _ => {}
            },
            ast::Expr::Attribute(method) if &*method.attr == "__setattr__" => match arguments {
                [object, name, _] => self.note_setattr(object, name),
                [name, _] => self.note_setattr(&method.value, name),
                _ => {}
            },
            _ => {}
        }
    }

    /// Notes `setattr(object, name, ...)`.
    fn note_setattr(&mut self, object: &ast::Expr, name: &ast::Expr) {
        let is_super = |object: &ast::Expr| matches!(object, ast::Expr::Call(call) if matches!(&*call.func, ast::Expr::Name(name) if name.id == "super"));
        match (object, name) {
            (ast::Expr::Name(object), ast::Expr::StringLiteral(name)) => {
                self.note_store(object, Symbol::new(name.value.to_str()), name.range());
            }
            (object, _) if is_super(object) => {
                let receiver = self.current_ref().first_parameter;
                if receiver.is_some() && self.current_ref().kind == CodeKind::Function {
                    self.current().needs_dict = true;
                }
            }
            (object, _) => self.note_use_of_dict(object),
        }
    }

    /// Notes that a name stands for an instance of the class whose method is being lowered.
    pub(super) fn note_made(&mut self, targets: &[ast::Expr], value: &ast::Expr) {
        if let ([ast::Expr::Name(name)], ast::Expr::Call(call)) = (targets, value)
            && self.current_ref().kind == CodeKind::Function
            && self.makes_instance(call)
        {
            self.current().made.push(Symbol::new(&name.id));
        }
    }

    /// Whether a call in a method gives an instance of its class: `cls(...)`, `type(self)(...)`, `object.__new__(cls)`,
    /// `copy.copy(self)`, or the class by its name.
    fn makes_instance(&self, call: &ast::ExprCall) -> bool {
        let Some(receiver) = self.current_ref().first_parameter else { return false };
        let class = self.builders.iter().rev().find(|builder| builder.kind == CodeKind::Class);
        let is_receiver = |expr: Option<&ast::Expr>| matches!(expr, Some(ast::Expr::Name(name)) if Symbol::new(&name.id) == receiver);
        let first = call.arguments.args.first();
        match &*call.func {
            ast::Expr::Name(name) => {
                is_receiver(Some(&call.func)) || class.is_some_and(|class| class.name.as_str() == &*name.id)
            }
            ast::Expr::Attribute(attribute) => match &*attribute.attr {
                "__new__" => true,
                "__class__" => is_receiver(Some(&attribute.value)),
                "copy" => is_receiver(first),
                _ => false,
            },
            ast::Expr::Call(inner) => {
                matches!(&*inner.func, ast::Expr::Name(name) if name.id == "type")
                    && is_receiver(inner.arguments.args.first())
            }
            _ => false,
        }
    }
}
