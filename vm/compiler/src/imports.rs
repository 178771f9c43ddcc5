//! `import` and `from ... import`.

use ruff_python_ast as ast;
use strict_bytecode::{Constant, Instruction, Intrinsic, Opcode, flags};
use strict_semantics::{Int, Text};

use crate::compiler::Compiler;
use crate::unit::{Register, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn import(&mut self, statement: &'a ast::StmtImport) {
        for alias in &statement.names {
            self.at(statement.range);
            self.scratch(|this| {
                let module = this.load_module(&alias.name.id, 0, Constant::None, statement.is_lazy);
                let mut parts = alias.name.id.split('.');
                let top = parts.next().unwrap_or_default();
                match &alias.asname {
                    None => this.store_name(top, module),
                    Some(name) => {
                        // `import a.b.c as d` binds the innermost module.
                        for part in parts {
                            this.op_attribute(Opcode::ImportFrom, module, module, part);
                        }
                        this.store_name(&name.id, module);
                    }
                }
            });
        }
    }

    pub(crate) fn import_from(&mut self, statement: &'a ast::StmtImportFrom) {
        self.at(statement.range);
        let name = statement.module.as_ref().map_or("", |name| name.id.as_str());
        let imported = statement.names.iter().map(|alias| Constant::Str(Text::from(alias.name.id.as_str())));
        let imported = Constant::tuple(imported.collect::<Vec<_>>());
        self.scratch(|this| {
            let module = this.load_module(name, statement.level, imported, statement.is_lazy);
            for alias in &statement.names {
                if alias.name.id == "*" {
                    this.op(Opcode::CallIntrinsic, module, module, Intrinsic::ImportStar as u16);
                    continue;
                }
                this.scratch(|this| {
                    let value = this.unit.temporary();
                    this.op_attribute(Opcode::ImportFrom, value, module, &alias.name.id);
                    this.store_name(&alias.asname.as_ref().unwrap_or(&alias.name).id, value);
                });
            }
        });
    }

    /// The module that the import system gives, in a new temporary.
    fn load_module(&mut self, name: &str, level: u32, imported: Constant, is_lazy: bool) -> Register {
        let window = self.unit.temporaries(2);
        self.constant_into(Constant::Int(Int::from(level)), window);
        self.constant_into(imported, nth(window, 1));
        let name = self.unit.builder.name(name);
        let flags = if is_lazy { flags::IMPORT_LAZY } else { 0 };
        let instruction = Instruction::with_wide(Opcode::ImportName, flags, window, 0);
        self.unit.builder.push_named(instruction, name);
        window
    }
}
